import type { Query } from "../dataverse/port";

/**
 * What a dialog adds to its opening `$batch` to know which profile holds: the published profiles, and who the user is.
 * The answers go to `readTrustedProfiles` and `readUserSituation`; nothing else is fetched for profiles.
 */
export function profileQueries(userId: string): readonly [Query, Query, Query] {
  return [
    {
      kind: "rows",
      set: "enq_profiles",
      select: ["enq_name", "enq_priority", "enq_version", "enq_published"],
      filter: "statecode eq 0 and enq_published ne null",
      orderBy: ["enq_priority asc"],
    },
    {
      kind: "row",
      set: "systemusers",
      id: userId,
      select: ["fullname", "_businessunitid_value"],
      expand: [
        { property: "teammembership_association", select: ["name"] },
        { property: "systemuserroles_association", select: ["name"] },
      ],
    },
    { kind: "rows", set: "businessunits", select: ["name", "_parentbusinessunitid_value"] },
  ];
}
