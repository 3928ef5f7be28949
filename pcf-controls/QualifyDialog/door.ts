/**
 * What later views take from the dialog, so that its context and its parts are there once: the modules of
 * `SharedCode/shared-modules.json` that stand under QualifyDialog.
 */
export { describeCheck } from "../ui/describe";
export { ValueEditor } from "../ui/editors/ValueEditor";
export { Frame } from "../ui/Frame";
export { useHost } from "../ui/Shell";
export { nameOfRow, sayReason, SIGNS } from "../ui/matching/say";
export { nextRecord, UndoOffer } from "./EndViews";
export { parkedChoices } from "./parking";
export { ResultView } from "./ResultView";
export { readerOf, readLead } from "./use-qualify";
