import type { Environment } from "../../server/context";
import { addConnectionRules } from "./connection";
import { addLeadRules } from "./lead";
import { addMapRules } from "./maps";
import { addOpportunityRules } from "./opportunity";
import { addProcessRules } from "./process";

/** The platform's own rules of single tables. */
export function addRowRules(env: Environment): void {
  addLeadRules(env);
  addProcessRules(env);
  addOpportunityRules(env);
  addConnectionRules(env);
  addMapRules(env);
}
