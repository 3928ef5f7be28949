import type { Change, Dataverse } from "../../../core/dataverse/port";
import { entitySetOf } from "../../../core/dataverse/wire";
import { quickClock } from "./support";
import type { Proof, QualifiedLead } from "./proof";

/** Something that somebody else does between a qualification and its undo. */
type Edit = (run: QualifiedLead, pick: <T>(list: readonly T[]) => T | undefined) => readonly Change[];

const update = (table: string, id: string, values: Record<string, unknown>): Change => ({
  kind: "update",
  set: entitySetOf(table),
  id,
  values,
});

export const reactivates = "reactivates the lead";

const edits: Readonly<Record<string, Edit>> = {
  "changes a made record": (run, pick) => {
    const record = pick(run.result.records.filter(({ action }) => action === "created"));
    return record ? [update(record.table, record.id, { description: "Changed by somebody else" })] : [];
  },
  "changes a written column of a linked record": (run, pick) => {
    const linked = run.result.records.filter(({ action, before }) => action === "linked" && before);
    const record = pick(linked);
    const planned = run.plan.records.find(({ slot }) => slot === record?.slot);
    const texts = planned?.columns.filter(
      ({ column, value }) => typeof value === "string" && isText(run, planned.table, column),
    );
    const column = pick(texts ?? [])?.column;
    return record && column ? [update(record.table, record.id, { [column]: "Other" })] : [];
  },
  "changes another column of a linked record": (run, pick) => {
    const record = pick(run.result.records.filter(({ action }) => action === "linked"));
    return record ? [update(record.table, record.id, { fax: "+1 555 0100" })] : [];
  },
  "hangs a note on a made record": (run, pick) => {
    const record = pick(run.result.records.filter(({ action }) => action === "created"));
    if (!record) return [];
    const values = {
      annotationid: quickClock.newKey(),
      subject: "Do not lose this",
      [`objectid_${record.table}@odata.bind`]: `/${entitySetOf(record.table)}(${record.id})`,
    };
    return [{ kind: "create", set: "annotations", values }];
  },
  "gives a made account another contact": (run) => {
    const account = run.result.records.find(({ slot, action }) => slot === "account" && action === "created");
    if (!account) return [];
    const values = {
      contactid: quickClock.newKey(),
      lastname: "Colleague",
      "parentcustomerid_account@odata.bind": `/accounts(${account.id})`,
    };
    return [{ kind: "create", set: "contacts", values }];
  },
  "deletes a made opportunity": (run, pick) => {
    const record = pick(
      run.result.records.filter(({ table, action }) => table === "opportunity" && action === "created"),
    );
    return record ? [{ kind: "delete", set: "opportunities", id: record.id }] : [];
  },
  "changes the lead": (run) => [update("lead", run.id, { numberofemployees: 4711 })],
  [reactivates]: (run) => [update("lead", run.id, { statecode: 0, statuscode: 1 })],
};

function isText({ context }: QualifiedLead, table: string, column: string): boolean {
  const { kind, format } = context.metadata[table]?.columns[column] ?? {};

  return kind === "Memo" || (kind === "String" && format === "Text");
}

/** Lets somebody do up to two of these things; tells which. */
export async function editByOthers(proof: Proof, run: QualifiedLead, by: Dataverse): Promise<readonly string[]> {
  const { random } = proof;
  const pick = <T>(list: readonly T[]): T | undefined => (list.length > 0 ? random.pick(list) : undefined);
  const names = Array.from({ length: random.int(0, 2) }, () => random.pick(Object.keys(edits)));
  const done: string[] = [];
  for (const name of new Set(names)) {
    const changes = edits[name]?.(run, pick) ?? [];
    // What the first edit deleted the second one cannot change.
    if (changes.length === 0) continue;
    // Whoever owns a record sees what hangs on it (parental relationships, reparenting); here its author has to be the owner.
    const author = changes.some(({ kind }) => kind === "create") ? run.seller.dataverse : by;
    if ((await author.write(changes)).ok) done.push(name);
  }

  return done;
}
