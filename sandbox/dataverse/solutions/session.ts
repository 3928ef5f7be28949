import { toTimestamp } from "../security/caller";
import type { Environment } from "../server/context";
import type { RawRow } from "../store/store";
import { completeRow, type Author } from "../world/rows";
import { namedGuid } from "../world/random";
import { emptyLedger, type Ledger, readLedger } from "./ledger";
import type { SolutionPackage } from "./package";
import type { ImportLine, ImportResult } from "./problems";

/** One running import: where components go, and what is said about them. */
export class ImportSession {
  readonly lines: ImportLine[] = [];
  readonly ledger: Ledger = emptyLedger();
  private readonly author: Author;
  private earlier: ReadonlySet<string> | undefined;

  constructor(
    readonly env: Environment,
    readonly source: SolutionPackage,
    readonly solutionId: string,
  ) {
    const { systemUserId, rootBusinessUnitId } = env.identity;
    this.author = { userId: systemUserId, businessUnitId: rootBusinessUnitId, timestamp: toTimestamp(env.now()) };
  }

  get managed(): boolean {
    return this.source.manifest.managed;
  }

  say(component: string, result: ImportResult, message: string): void {
    this.lines.push({ component, result, message });
  }

  /** Writes a component's row, or changes the one with that key; it belongs to this solution from now on. */
  putRow(table: string, id: string, values: RawRow): "created" | "updated" {
    const { store, catalog } = this.env;
    const definition = catalog.requireTable(table);
    const marks: RawRow = {};
    if (definition.columns.has("solutionid") && table !== "solution") marks["solutionid"] = this.solutionId;
    if (definition.columns.has("ismanaged")) marks["ismanaged"] = this.managed;
    if (definition.columns.has("componentstate")) marks["componentstate"] = 0;
    this.ledger.rows.push(`${table}:${id}`);
    const all = { ...marks, ...values };
    if (store.get(table, id, [definition.primaryId])) {
      const changed = definition.columns.has("modifiedon") ? { ...all, modifiedon: this.author.timestamp } : all;
      store.update(table, id, changed);
      return "updated";
    }
    store.insert(table, completeRow(this.env, table, { [definition.primaryId]: id, ...all }, this.author));
    return "created";
  }

  /** A row that is there already stays this solution's only if an earlier version of it brought the row. */
  claimRow(table: string, id: string): void {
    this.earlier ??= new Set(readLedger(this.env.store, this.source.manifest.uniqueName)?.rows);
    if (this.earlier.has(`${table}:${id}`)) this.ledger.rows.push(`${table}:${id}`);
  }

  /** Notes a component for `solutioncomponents`, by its type number (facts/solution-package.md §1.3). */
  component(type: number, objectId: string, behavior = 0): void {
    const id = namedGuid(`solutioncomponent:${this.solutionId}:${type}:${objectId}`);
    this.putRow("solutioncomponent", id, {
      componenttype: type,
      objectid: objectId,
      solutionid: this.solutionId,
      rootcomponentbehavior: behavior,
    });
  }
}

/** The key that stands for a piece of metadata in `solutioncomponents`. */
export function metadataKey(kind: string, name: string): string {
  return namedGuid(`metadata:${kind}:${name}`);
}
