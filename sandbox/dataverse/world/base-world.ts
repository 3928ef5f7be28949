import type { Environment } from "../server/context";
import { mapRows, type PhoneMapping } from "./base/maps";
import { peopleRows } from "./base/people";
import { processRows } from "./base/process";
import { roleRows } from "./base/roles";
import { duplicateRuleRows } from "./base/rules";
import { salesRows } from "./base/sales";
import { worldIdentity } from "./identity";
import { namedGuid } from "./random";
import { insertRows, platformAuthor, type SeedRow } from "./rows";
import { appRows } from "./stock/app";
import { formRows } from "./stock/forms";
import { viewRows } from "./stock/views";

const seededKey = "world.base";

export interface BaseWorldOptions {
  /** Which columns the lead's business phone goes to (facts/sales-qualification.md §6 [X]). */
  readonly phoneMapping?: PhoneMapping;
}

/** Whether the environment has its base rows. */
export function hasBaseWorld(env: Pick<Environment, "store">): boolean {
  return env.store.getState(seededKey) !== undefined;
}

/**
 * Everything an environment has before the first lead: organisation, people, roles, currencies, the stock process, maps,
 * duplicate rules, forms, views and the Sales Hub app. Does nothing when it is there already.
 */
export function seedBaseWorld(
  env: Pick<Environment, "store" | "catalog"> & Partial<Pick<Environment, "settings">>,
  options: BaseWorldOptions = { phoneMapping: env.settings?.leadPhoneMapping },
): void {
  if (hasBaseWorld(env)) return;
  env.store.transaction(() => {
    insertRows(env, baseRows(env, options), platformAuthor);
    env.store.setState(seededKey, platformAuthor.timestamp);
  });
}

function baseRows({ catalog }: Pick<Environment, "catalog">, options: BaseWorldOptions): SeedRow[] {
  return [
    ...peopleRows(),
    ...roleRows(catalog),
    ...publisherRows(),
    ...processRows(),
    ...mapRows(options.phoneMapping),
    ...duplicateRuleRows(),
    ...salesRows(),
    ...formRows(catalog),
    ...viewRows(catalog),
    ...appRows(catalog),
  ];
}

/** The two solutions that every environment has: what the platform brought, and what is changed by hand. */
function publisherRows(): SeedRow[] {
  const publisher = namedGuid("publisher:default");
  const solution = (uniquename: string, friendlyname: string, id: string): SeedRow => ({
    table: "solution",
    values: {
      solutionid: id,
      uniquename,
      friendlyname,
      version: "1.0",
      publisherid: publisher,
      ismanaged: uniquename === "System",
      isvisible: uniquename !== "System",
      installedon: platformAuthor.timestamp,
    },
  });

  return [
    {
      table: "publisher",
      values: {
        publisherid: publisher,
        uniquename: "DefaultPublisher" + worldIdentity.uniqueName,
        friendlyname: "Default Publisher",
        customizationprefix: "new",
        customizationoptionvalueprefix: 10000,
      },
    },
    solution("System", "System Solution", "fd140aad-4df4-11dd-bd17-0019b9312238"),
    solution("Default", "Default Solution", "fd140aaf-4df4-11dd-bd17-0019b9312238"),
  ];
}
