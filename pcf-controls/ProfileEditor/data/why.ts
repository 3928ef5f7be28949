import type { Json, Query } from "../../../core/dataverse/port";
import {
  chooseProfile,
  type ProfileDocument,
  type ProfileVerdict,
  type PublishedProfile,
  type Situation,
} from "../../../core/profile";
import type { LeadEntry, StoredProfile } from "./environment";

/** People to ask about: those whose name contains a text. */
export function userQuery(search: string): Query {
  const text = `'${search.trim().replace(/'/g, "''").replace(/[%_[]/g, "[$&]")}'`;
  return {
    kind: "rows",
    set: "systemusers",
    select: ["fullname"],
    filter: `isdisabled eq false and contains(fullname,${text})`,
    top: 25,
  };
}

export function readUser(row: Json): LeadEntry {
  return { id: String(row["systemuserid"]), name: String(row["fullname"] ?? "") };
}

/** Every profile that could hold in a situation, with the reason; the one that is being edited counts with its draft. */
export function explainChoice(
  published: readonly PublishedProfile[],
  own: StoredProfile | undefined,
  document: ProfileDocument,
  situation: Situation,
): readonly ProfileVerdict[] {
  const others = published.filter(({ id }) => id !== own?.id);
  return chooseProfile(own ? [...others, { ...own, document }] : others, situation).why;
}
