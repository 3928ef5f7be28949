export type * from "./types";
export { createMatcher, matchLead } from "./match";
export { DEFAULT_POLICY } from "./decide";
