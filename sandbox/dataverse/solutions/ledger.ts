import type { Store } from "../store/store";

/** What a solution brought, so that an upgrade can remove what is gone and an uninstall everything. Kept in the store. */
export interface Ledger {
  readonly tables: string[];
  /** `table.column` */
  readonly columns: string[];
  readonly relationships: string[];
  readonly optionSets: string[];
  /** `table:key` */
  readonly rows: string[];
}

export function emptyLedger(): Ledger {
  return { tables: [], columns: [], relationships: [], optionSets: [], rows: [] };
}

export function readLedger(store: Store, uniqueName: string): Ledger | undefined {
  const text = store.getState(ledgerKey(uniqueName));
  return text ? (JSON.parse(text) as Ledger) : undefined;
}

export function writeLedger(store: Store, uniqueName: string, ledger: Ledger | undefined): void {
  store.setState(ledgerKey(uniqueName), ledger ? JSON.stringify(ledger) : "");
}

/** What the first has and the second has not. */
export function missingFrom(earlier: Ledger, later: Ledger): Ledger {
  const gone = (key: keyof Ledger) => {
    const kept = new Set(later[key]);
    return earlier[key].filter((name) => !kept.has(name));
  };
  return {
    tables: gone("tables"),
    columns: gone("columns"),
    relationships: gone("relationships"),
    optionSets: gone("optionSets"),
    rows: gone("rows"),
  };
}

/** Both together, each name once. */
export function union(one: Ledger, two: Ledger): Ledger {
  const both = (key: keyof Ledger) => [...new Set([...one[key], ...two[key]])];
  return {
    tables: both("tables"),
    columns: both("columns"),
    relationships: both("relationships"),
    optionSets: both("optionSets"),
    rows: both("rows"),
  };
}

function ledgerKey(uniqueName: string): string {
  return `solution.ledger:${uniqueName.toLowerCase()}`;
}
