/** What a qualification runs rarely, and only later: its own door, so that it is loaded then (docs/contributors.md, "Controls"). */
export { commitClose, undoClose } from "./commit/close-lead";
export { parkLead } from "./commit/parking";
export { commitUndo } from "./commit/undo";
export { disqualifyReasons, planDisqualify, planReactivate } from "./plan/close-lead";
export { findQuery, foundRows, openFinds } from "./plan/find-rows";
export { readCloseContext } from "./plan/read-close";
export { readUndoContext } from "./plan/read-undo";
export { planUndo } from "./plan/undo";
