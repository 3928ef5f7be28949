/** The state of a form, to be drawn by the hub's components and scripted through the client API. */
export * from "./attribute";
export * from "./control";
export * from "./definition";
export * from "./form";
export * from "./http";
export * from "./layout";
export * from "./metadata";
export * from "./observable";
export { openForm } from "./open";
export * from "./process";
export { deleteRecord } from "./save";
export type { PostSaveEvent as PostSaveInfo, SaveEvent as SaveInfo, SaveOutcome, SaveRequest } from "./save";
export * from "./tables";
export { useObservable } from "./use-observable";
export { dayText, formattedValue } from "./wire";
export type { WireRow } from "./wire";
