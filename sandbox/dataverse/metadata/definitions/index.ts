export { csdlDocument } from "./csdl";
export { Definitions } from "./definitions";
export { metadataId } from "./wire";
