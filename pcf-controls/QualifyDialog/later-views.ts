/** Parts of the dialog that few leads need: they come with the library LaterCode (docs/contributors.md, "Controls"). */
export { LeadQueue } from "./LeadQueue";
export { OpenItems } from "./OpenItems";
export { Already, Undone } from "./RareEnds";
export { UndoView } from "./UndoView";
