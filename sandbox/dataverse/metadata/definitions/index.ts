export { csdlDocument } from "./csdl";
export { Definitions, type Definition } from "./definitions";
export { metadataId } from "./wire";
export { keepAnswer } from "./keep";
