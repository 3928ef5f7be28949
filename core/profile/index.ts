export * from "./document";
export { defaultProfile } from "./defaults";
export * from "./choose";
