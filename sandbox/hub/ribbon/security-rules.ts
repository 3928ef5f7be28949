/** Rules about what the user may do: by his roles, and with the very records. */
import { getJson, loadTableNames, plainId } from "../form-model";
import { privilegeDepth, readPrivileges, type Verb } from "../xrm/privileges";
import { host } from "../xrm/state";
import type { Verdict } from "./rules";
import type { CommandSource } from "./source";

const depths: Readonly<Record<string, number>> = { None: -1, Basic: 0, Local: 1, Deep: 2, Global: 3 };

export async function checkSecurity(rule: Element, source: CommandSource): Promise<Verdict> {
  switch (rule.nodeName) {
    case "EntityPrivilegeRule": {
      await readPrivileges().catch(() => undefined);
      return (
        privilegeDepth(verbOf(rule), tableOf(rule, source)) >=
        (depths[rule.getAttribute("PrivilegeDepth") ?? "Basic"] ?? 0)
      );
    }
    case "MiscellaneousPrivilegeRule": {
      const wanted = (rule.getAttribute("PrivilegeName") ?? "").toLowerCase();
      const privileges = Object.values(await readPrivileges().catch(() => ({})));
      return privileges.some(({ privilegeName }) => [wanted, `prv${wanted}`].includes(privilegeName.toLowerCase()));
    }
    case "RecordPrivilegeRule":
      return mayWithRecords(rule, source);
    default:
      return undefined;
  }
}

function verbOf(rule: Element): Verb {
  return (rule.getAttribute("PrivilegeType") ?? "Read") as Verb;
}

function tableOf(rule: Element, source: CommandSource): string {
  const named = rule.getAttribute("EntityName");
  if (named) return named;
  if (rule.getAttribute("AppliesTo") === "PrimaryEntity" && source.kind === "subgrid")
    return source.form.table.logicalName;
  return source.table;
}

/** More than that many records are not asked about one by one: the server refuses what is not allowed. */
const checkedRecords = 20;

async function mayWithRecords(rule: Element, source: CommandSource): Promise<Verdict> {
  const isPrimary = rule.getAttribute("AppliesTo") !== "SelectedEntity";
  if (source.kind !== "grid" && (isPrimary || source.kind === "form")) {
    const { form } = source;
    if (!form.entityId) return undefined;
    return hasAccess(form.table.logicalName, form.entityId, verbOf(rule));
  }
  const ids = source.grid.selectedIds.slice(0, checkedRecords);
  const verdicts = await Promise.all(ids.map((id) => hasAccess(source.table, id, verbOf(rule))));
  return verdicts.every(Boolean);
}

const rights = new Map<string, Promise<string>>();

/** A record may have been shared or assigned since: what is known is kept for a moment only. */
const keptFor = 15_000;

async function hasAccess(table: string, id: string, verb: Verb): Promise<boolean> {
  const key = `${host().user.id} ${table} ${id}`;
  let reading = rights.get(key);
  if (!reading) {
    reading = readAccess(table, id).catch(() => "");
    rights.set(key, reading);
    setTimeout(() => rights.delete(key), keptFor);
  }
  return (await reading).split(/,\s*/).includes(`${verb}Access`);
}

async function readAccess(table: string, id: string): Promise<string> {
  const set = (await loadTableNames()).get(table)?.entitySetName ?? table;
  const target = encodeURIComponent(JSON.stringify({ "@odata.id": `${set}(${plainId(id)})` }));
  const answer = await getJson(
    `systemusers(${plainId(host().user.id)})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`,
  );
  return String(answer.AccessRights ?? "");
}
