export { CommandBar } from "./CommandBar";
export { forgetRibbons } from "./parse";
export type { CommandBarProps, CommandSource } from "./source";
