export { DialogHost } from "./DialogHost";
export type { DialogHostProps } from "./contract";
export { dialogs } from "./store";
