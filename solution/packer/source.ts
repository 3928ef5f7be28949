import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What `solution/` holds: the components as source, one folder a kind. The types are the format of those files. */

export interface Manifest {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string;
  /** Major.Minor.Build.Revision. */
  readonly version: string;
  readonly publisher: {
    readonly uniqueName: string;
    readonly displayName: string;
    readonly prefix: string;
    readonly optionValuePrefix: number;
  };
  readonly webResources: readonly WebResource[];
}

export interface WebResource {
  readonly name: string;
  readonly displayName: string;
  /** Where its content is, from the root of the repository. */
  readonly file: string;
}

interface ColumnBase {
  /** With the publisher's prefix; the logical name is the same in lower case. */
  readonly schemaName: string;
  readonly displayName: string;
  readonly description?: string;
  readonly required?: boolean;
}

export type Column =
  | (ColumnBase & { readonly type: "text"; readonly maxLength: number; readonly primaryName?: boolean })
  | (ColumnBase & { readonly type: "memo"; readonly maxLength: number })
  | (ColumnBase & { readonly type: "integer"; readonly min: number; readonly max: number })
  | (ColumnBase & { readonly type: "datetime" })
  | (ColumnBase & { readonly type: "boolean"; readonly default: boolean; readonly yes: string; readonly no: string })
  | (ColumnBase & { readonly type: "choice"; readonly options: readonly { value: number; label: string }[] })
  | (ColumnBase & { readonly type: "lookup" } & LookupSource);

export interface LookupSource {
  /** Logical name of the table it points to. */
  readonly target: string;
  /** Schema name of the relationship. */
  readonly relationship: string;
  readonly onDelete: "RemoveLink" | "Cascade" | "Restrict";
}

export interface View {
  readonly name: string;
  readonly default?: boolean;
  readonly columns: readonly (readonly [column: string, width: number])[];
  readonly order?: readonly (readonly [column: string, direction: "asc" | "desc"])[];
  readonly filter?: Conditions;
  /** Rows whose lookup points to a row that holds the conditions. */
  readonly through?: readonly {
    readonly table: string;
    readonly key: string;
    readonly column: string;
    readonly filter: Conditions;
  }[];
}

type Conditions = readonly (readonly [column: string, operator: string, value: string])[];

export interface Table {
  readonly schemaName: string;
  readonly displayName: string;
  readonly collectionName: string;
  readonly description: string;
  readonly ownership: "UserOwned" | "OrgOwned";
  readonly columns: readonly Column[];
  readonly views?: readonly View[];
}

/** A value of a control's property: bound to a column, to a lookup, or fixed. */
export type ControlParameter =
  { readonly column: string } | { readonly lookup: string } | { readonly type: string; readonly value: string };

export interface FormField {
  readonly column: string;
  readonly label: string;
  readonly showLabel?: boolean;
  readonly visible?: boolean;
  readonly disabled?: boolean;
  readonly rowspan?: number;
  /** The platform's control for the column's type; text where nothing is said. */
  readonly native?: "lookup" | "timeline";
  readonly control?: { readonly name: string; readonly parameters: Readonly<Record<string, ControlParameter>> };
}

export interface Form {
  /** Never changes: scripts open the form by it. */
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly description: string;
  /** Place among the main forms of the table; the first one that a user may see is opened. Forms of tables of ours are the only ones. */
  readonly order?: number;
  readonly scripts?: readonly { readonly library: string; readonly onLoad: string }[];
  readonly tabs: readonly {
    readonly name: string;
    readonly label: string;
    readonly showLabel?: boolean;
    /** False: until a script of the form shows it. */
    readonly visible?: boolean;
    readonly sections: readonly {
      readonly name: string;
      readonly label: string;
      readonly showLabel?: boolean;
      /** Column of the tab, from 0. */
      readonly column?: number;
      readonly fields: readonly FormField[];
    }[];
  }[];
}

export type PrivilegeDepth = "Basic" | "Local" | "Deep" | "Global";

export interface Role {
  readonly name: string;
  /** Schema name of a table -> verb (Create, Read, …) -> depth. */
  readonly privileges: Readonly<Record<string, Readonly<Record<string, PrivilegeDepth>>>>;
}

export interface App {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string;
  readonly roles: readonly string[];
  readonly areas: readonly {
    readonly title: string;
    readonly groups: readonly {
      readonly title: string;
      readonly tables: readonly { readonly table: string; readonly title: string }[];
    }[];
  }[];
}

/** A control as pcf-scripts built it. */
export interface BuiltControl {
  /** `enq_Enhanced.QualifyDialog`. */
  readonly name: string;
  /** Where it is in the zip -> content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface SolutionSource {
  readonly manifest: Manifest;
  readonly tables: readonly Table[];
  readonly forms: readonly Form[];
  readonly roles: readonly Role[];
  readonly apps: readonly App[];
  /** Logical name of a table, Microsoft's or ours -> its RibbonDiffXml. */
  readonly ribbons: ReadonlyMap<string, string>;
  readonly webResources: readonly (WebResource & { readonly content: Uint8Array })[];
  readonly controls: readonly BuiltControl[];
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

function readAll<T>(folder: string): T[] {
  return filesIn(folder, ".json").map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as T);
}

function readControls(folder: string, namespace: string): BuiltControl[] {
  const controls = readdirSync(folder)
    .sort()
    .map((constructor) => {
      const name = `${namespace}.${constructor}`;
      const files = new Map<string, Uint8Array>();
      for (const entry of readdirSync(join(folder, constructor), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const inside = path
          .slice(join(folder, constructor).length + 1)
          .split("\\")
          .join("/");
        files.set(`Controls/${name}/${inside}`, readFileSync(path));
      }
      const needsOthers = /<dependency /.test(readFileSync(join(folder, constructor, "ControlManifest.xml"), "utf8"));
      return { name, files, needsOthers };
    });
  // An import adds controls in this order: what others depend on comes first.
  return controls.sort((left, right) => Number(left.needsOthers) - Number(right.needsOthers));
}

/**
 * Reads the solution's source and what was built for it.
 * @param root the repository
 * @param builtControls the folder with one folder for each control that pcf-scripts built
 */
export function readSource(root: string, builtControls: string): SolutionSource {
  const folder = join(root, "solution");
  const manifest = JSON.parse(readFileSync(join(folder, "solution.json"), "utf8")) as Manifest;
  const ribbons = filesIn(join(folder, "ribbon"), ".xml").map(
    (name) => [name.replace(/\.xml$/, ""), readFileSync(join(folder, "ribbon", name), "utf8")] as const,
  );

  return {
    manifest,
    tables: readAll<Table>(join(folder, "tables")),
    forms: readAll<Form>(join(folder, "forms")),
    roles: readAll<Role>(join(folder, "roles")),
    apps: readAll<App>(join(folder, "apps")),
    ribbons: new Map(ribbons),
    webResources: manifest.webResources.map((item) => ({ ...item, content: readFileSync(join(root, item.file)) })),
    controls: readControls(builtControls, `${manifest.publisher.prefix}_Enhanced`),
  };
}
