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
export { profileQueries } from "./profile-queries";
export { readUserSituation } from "./situation";
export { readTrustedProfiles, type TrustedProfiles } from "./trusted";
export { starterProfiles, type StarterName } from "./starters";
export { compareProfiles, isSame, type Difference } from "./difference";
export { readRulesCsv, writeRulesCsv, type CsvReading } from "./csv";
