export * from "./expression";
export * from "./rule";
export { conditionHolds, evaluateExpression, evaluateMapping, evaluateRule, tablesThrough } from "./evaluate";
export { decideExisting, stricterConsent } from "./existing";
export { sameValue, showValue } from "./show";
export { isFailed, type Outcome } from "./value";
export { columnsRead, findsOf, walkExpression, type ColumnsRead } from "./needs";
