import type { Dataverse, Json } from "./port";
import { rowsOf } from "./port";
import type { LookupValue } from "./row";
import { quoted } from "./wire";

/** Finds rows of any table by the beginning of their name; what a table is called is asked once. */
export function createLookUp({ read }: Pick<Dataverse, "read">) {
  const tables = new Map<string, Promise<Json | undefined>>();
  const describe = async (table: string): Promise<Json | undefined> => {
    const select = ["EntitySetName", "PrimaryIdAttribute", "PrimaryNameAttribute"];
    const answered = await read([{ kind: "definition", table, select }]);
    const answer = answered.ok ? answered.value[0] : undefined;

    return answer?.ok ? answer.value : undefined;
  };

  return async (table: string, text: string): Promise<readonly LookupValue[]> => {
    const known = tables.get(table) ?? describe(table);
    tables.set(table, known);
    const definition = await known;
    if (!definition) return [];
    const [set, id, name] = ["EntitySetName", "PrimaryIdAttribute", "PrimaryNameAttribute"].map((key) =>
      String(definition[key]),
    ) as [string, string, string];
    const typed = text.trim();
    const filter = typed ? { filter: `startswith(${name},${quoted(typed)})` } : {};
    const found = await read([{ kind: "rows", set, select: [name], ...filter, orderBy: [name], top: 20 }]);

    return rowsOf(found.ok ? found.value[0] : undefined).map((json) => ({
      table,
      id: String(json[id]).toLowerCase(),
      name: String(json[name] ?? ""),
    }));
  };
}
