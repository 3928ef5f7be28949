/**
 * What the controls run of plan, commit and Web API: the door of the shared code (docs/contributors.md, "Controls"). Types come from
 * their own files.
 */
export { commitOptions, commitPlan } from "./commit/commit";
export { findRun } from "./commit/find-run";
export { connectDataverse } from "./dataverse/adapter";
export { createLookUp } from "./dataverse/look-up";
export { rowsOf, succeeded } from "./dataverse/port";
export { queriesPerTable, readTable, tableQueries } from "./dataverse/read-metadata";
export { withRetry } from "./dataverse/retry";
export { isLookup } from "./dataverse/row";
export { entitySetOf, formattedValue, quoted, readRow } from "./dataverse/wire";
export { accessQuery, readAccess, unknownAccess } from "./plan/access";
export { leadName, textOf } from "./plan/lead-name";
export { compare, matchOptions, pickRow } from "./plan/match";
export { isPlain } from "./plan/plain";
export { canCreate, choiceOf, joinableDeals, opportunityChoices, planQualification } from "./plan/qualify";
export { readQualifyContext } from "./plan/read-context";
export { completeContext, isIncomplete } from "./plan/read-more";
export { blockers, isSlotReference } from "./plan/types";
