export * from "./document";
export { defaultProfile } from "./defaults";
export * from "./choose";
export {
  checkDocument,
  maxDocumentLength,
  readProfile,
  writeProfile,
  type ProfileProblem,
  type ProfileReading,
} from "./read";
export { profileQueries, readPublishedProfiles, readUserSituation, type BrokenProfile } from "./published";
