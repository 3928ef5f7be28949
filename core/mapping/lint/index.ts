export {
  applyFix,
  type Finding,
  type FindingCode,
  type Fix,
  type FixLabel,
  type LintOptions,
  type PlatformMap,
  type Severity,
} from "./finding";
export { isClean, lintMapping } from "./lint";
export { conversionOf } from "./fit";
