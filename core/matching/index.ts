export type * from "./types";
export { COLUMNS, readFoundRow } from "./candidates/columns";
export { any, beginsWith } from "./candidates/filters";
export { createMatcher, matchLead } from "./match";
export { rejection } from "./candidates/rejected";
export { DEFAULT_POLICY } from "./decide";
export { findCandidates, findMatches } from "./candidates/find";
export type { FindNotes, FindResult, FoundCandidates } from "./candidates/find";
export type { SearchOutcome, SearchPort, SearchRequest, SearchState } from "./candidates/search";
