import type { FindNotes } from "../../../core/matching/candidates/find";
import type { Strings } from "../strings";

/** What the search for matches could not do, in words; nothing when it could do all. */
export function noteWords(notes: FindNotes, strings: Strings): readonly string[] {
  const search =
    notes.search === "used" || notes.search === "none" ? [] : [strings(`match_note_search_${notes.search}`)];
  const tables = notes.unread.map((table) => strings(`match_table_${table}`)).join(strings("list_comma"));

  return tables ? [...search, strings("match_note_unread", tables)] : search;
}
