export { PcfControl } from "./PcfControl";
export type { PcfControlProps } from "./contract";
export { forgetControls, installComponentFramework } from "./registry";
