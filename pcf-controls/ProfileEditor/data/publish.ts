import type { Clock, Dataverse, Result } from "../../../core/dataverse/port";
import { succeeded } from "../../../core";
import { writeProfile, type ProfileDocument } from "../../../core/profile";
import type { StoredProfile, StoredVersion } from "./environment";

export interface Published {
  readonly profile: StoredProfile;
  readonly version: StoredVersion;
}

/**
 * Puts a document in force: the profile's row and the row of the new version in one change set, all or nothing, and only if
 * nobody published in between (If-Match), so that a version number is given once.
 */
export async function publishProfile(
  dataverse: Dataverse,
  clock: Clock,
  user: { readonly id: string; readonly name: string },
  profile: StoredProfile,
  document: ProfileDocument,
  note: string,
): Promise<Result<Published>> {
  const json = writeProfile(document);
  const version = profile.version + 1;
  const publishedOn = clock.now().toISOString();
  const versionId = clock.newKey();
  const publisher = { "enq_PublishedBy@odata.bind": `/systemusers(${user.id})` };
  const common = { enq_version: version, enq_note: note, enq_publishedon: publishedOn, ...publisher };
  const written = await dataverse.write(
    [
      {
        kind: "update",
        set: "enq_profiles",
        id: profile.id,
        etag: profile.etag,
        values: { ...common, enq_draft: json, enq_published: json },
      },
      {
        kind: "create",
        set: "enq_profileversions",
        values: {
          ...common,
          enq_profileversionid: versionId,
          enq_name: `${version}`,
          enq_document: json,
          "enq_ProfileId@odata.bind": `/enq_profiles(${profile.id})`,
        },
      },
    ],
    [{ kind: "row", set: "enq_profiles", id: profile.id, select: ["enq_version"] }],
  );
  if (!written.ok) return written;
  const [row] = written.value.reads;
  const etag = row?.ok ? row.value["@odata.etag"] : undefined;
  return succeeded({
    profile: {
      id: profile.id,
      name: profile.name,
      priority: profile.priority,
      version,
      publishedOn,
      publishedBy: user.name,
      published: document,
      ...(typeof etag === "string" ? { etag } : {}),
    },
    version: { id: versionId, version, note, publishedOn, publishedBy: user.name, json },
  });
}
