import { typeColumn } from "../../metadata/model";
import type { Environment } from "../../server/context";
import { salesErrors } from "../../server/errors";
import type { RowEvent } from "../../server/hooks";

/** An opportunity takes active customers only (facts/sales-qualification.md §2, CustomerIsInactive). */
export function addOpportunityRules(env: Environment): void {
  for (const message of ["create", "update"] as const)
    env.hooks.add({ message, stage: "after", table: "opportunity", run: refuseInactiveCustomer });
}

function refuseInactiveCustomer({ context, id, previous }: RowEvent): void {
  const { store } = context.env;
  const type = typeColumn("customerid");
  const { customerid: customer, [type]: table } = store.get("opportunity", id, ["customerid", type]) ?? {};
  if (typeof customer !== "string" || typeof table !== "string" || customer === previous?.customerid) return;
  if (context.caller.isSystem || (store.get(table, customer, ["statecode"])?.statecode ?? 0) === 0) return;
  throw salesErrors.customerInactive();
}
