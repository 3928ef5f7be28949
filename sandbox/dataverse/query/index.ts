/** Reading: the entry points for the request handlers and messages. */
export { formattedValue, wantedAnnotations } from "./annotations";
export { defaultFormats, readFormats } from "./formats";
export type { Formats } from "./formats";
export type { ParentRow } from "./fetch-rows";
export { DecimalNumber, writeJson } from "./json";
export type { JsonObject, JsonValue } from "./json";
export { parseFilter } from "./parse-filter";
export { parseQueryOptions } from "./parse-options";
export { countRows, largestPage, readCollection, readRow, serializeRaw } from "./read";
export type { CollectionRequest } from "./read";
export type { Fragment, Reader, ReadScope } from "./scope";
export { etagOf, wireValue } from "./serialize";
