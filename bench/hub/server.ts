import { openDataverse, type Dataverse } from "../../sandbox/dataverse";
import { businessUnits, defaultPersonaId } from "../../sandbox/dataverse/world/identity";
import { insertRows, type SeedRow } from "../../sandbox/dataverse/world/rows";
import { serve } from "../../sandbox/serve";

/**
 * The sandbox in a process of its own, as `npm start` runs it: beside the browser's driver in one process the two would wait for
 * each other. Arguments: the world (`demo`, or the number of leads), and the folders whose pages are served, each on its own port.
 */
async function main([world = "demo", ...folders]: readonly string[]): Promise<void> {
  const dataverse = await openWorld(world);
  const served = await Promise.all(folders.map((folder) => serve(dataverse, folder, 0)));
  process.send?.(served.map(({ url }) => url));
}

/** An environment in memory: the made leads, as a person meets them, or only leads and what every world has. */
async function openWorld(world: string): Promise<Dataverse> {
  const dataverse = await openDataverse({ database: ":memory:", settings: { limits: NO_LIMITS } });
  await dataverse.seed(world === "demo" ? "demo" : "empty");
  const leads = Number(world);
  if (leads > 0) dataverse.env.store.transaction(() => insertRows(dataverse.env, leadRows(leads), AUTHOR));

  return dataverse;
}

const NO_LIMITS = { enabled: false, requests: 0, executionMilliseconds: 0, concurrent: 0, windowSeconds: 1 };

const AUTHOR = { userId: defaultPersonaId, businessUnitId: businessUnits.europe, timestamp: "2026-11-01T08:00:00Z" };

function* leadRows(count: number): Generator<SeedRow> {
  for (let index = 0; index < count; index += 1) {
    yield {
      table: "lead",
      values: {
        leadid: `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
        subject: `Inquiry ${index % 1000}`,
        firstname: `First ${index % 977}`,
        lastname: `Last ${index}`,
        companyname: `Company ${index % 50_000}`,
        emailaddress1: `person${index}@company${index % 50_000}.example`,
        createdon: new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString().replace(".000Z", "Z"),
        ownerid: defaultPersonaId,
        ownerid__type: "systemuser",
        owninguser: defaultPersonaId,
        owningbusinessunit: businessUnits.europe,
      },
    };
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
