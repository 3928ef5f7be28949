import { unzipSync } from "fflate";
import { SolutionProblem } from "./problems";
import { attribute, child, children, childNumber, childText, type Element, parseRoot, XmlError } from "./xml";

export interface RootComponent {
  readonly type: number;
  readonly schemaName?: string;
  readonly id?: string;
  readonly behavior: number;
}

export interface RequiredComponent {
  readonly type: number;
  readonly name: string;
  readonly solution: string;
}

/** solution.xml (facts/solution-package.md §1.3). */
export interface SolutionManifest {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly managed: boolean;
  readonly packageVersion: string;
  readonly publisher: {
    readonly uniqueName: string;
    readonly displayName: string;
    readonly prefix: string;
    readonly optionValuePrefix: number;
  };
  readonly rootComponents: readonly RootComponent[];
  readonly required: readonly RequiredComponent[];
}

/** A solution zip, read and found to be one. */
export interface SolutionPackage {
  /** By path without leading slash. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly contentTypes: ContentTypes;
  readonly manifest: SolutionManifest;
  readonly customizations: Element;
}

export interface ContentTypes {
  readonly extensions: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
}

const rootFiles = ["[Content_Types].xml", "solution.xml", "customizations.xml"] as const;

/** Reads a zip; throws a SolutionProblem that names file, component and remedy when it is no solution. */
export function readPackage(zip: Uint8Array): SolutionPackage {
  const files = unzip(zip);
  for (const name of rootFiles)
    if (!files.has(name)) {
      const nested = [...files.keys()].find((path) => path.endsWith(`/${name}`));
      throw new SolutionProblem(
        name,
        "package",
        "The compressed file must contain it at its root.",
        nested
          ? `It is at '${nested}': zip the content of the folder, not the folder.`
          : "Export or pack the solution again.",
      );
    }

  return {
    files,
    contentTypes: readContentTypes(readXml(files, "[Content_Types].xml")),
    manifest: readManifest(readXml(files, "solution.xml")),
    customizations: readXml(files, "customizations.xml"),
  };
}

/** A file of the zip as text. */
export function readText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new SolutionProblem(path, "package", "The file is missing.", "Pack the solution again.");
  return new TextDecoder("utf-8").decode(bytes);
}

function unzip(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    const entries = Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith("/"));
    return new Map(entries.map(([path, bytes]) => [path.replace(/\\/g, "/"), bytes]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SolutionProblem(
      "package",
      "package",
      `The file is not a zip that can be read (${reason}).`,
      "Choose a solution zip.",
    );
  }
}

function readXml(files: ReadonlyMap<string, Uint8Array>, path: string): Element {
  try {
    return parseRoot(readText(files, path), path);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new SolutionProblem(path, "package", error.message, "Correct the XML and pack the solution again.");
  }
}

function readContentTypes(root: Element): ContentTypes {
  return {
    extensions: new Set(
      children(root, "Default").map((element) => (attribute(element, "Extension") ?? "").toLowerCase()),
    ),
    parts: new Set(
      children(root, "Override").map((element) => (attribute(element, "PartName") ?? "").replace(/^\//, "")),
    ),
  };
}

function readManifest(root: Element): SolutionManifest {
  const solution = child(root, "SolutionManifest");
  const uniqueName = childText(solution, "UniqueName");
  if (!solution || !uniqueName)
    throw new SolutionProblem("solution.xml", "SolutionManifest", "The unique name is missing.", "Add <UniqueName>.");
  const version = childText(solution, "Version") ?? "";
  if (!/^\d+(\.\d+){1,3}$/.test(version))
    throw new SolutionProblem("solution.xml", uniqueName, `'${version}' is no version.`, "Write <Version> as 1.0.0.0.");
  if (!child(solution, "MissingDependencies"))
    throw new SolutionProblem(
      "solution.xml",
      uniqueName,
      "<MissingDependencies> is missing.",
      "Keep the element even when it is empty.",
    );
  const publisher = child(solution, "Publisher");
  const prefix = childText(publisher, "CustomizationPrefix") ?? "";

  return {
    uniqueName,
    displayName: localized(child(solution, "LocalizedNames")) ?? uniqueName,
    description: localized(child(solution, "Descriptions")) ?? "",
    version,
    managed: childText(solution, "Managed") === "1",
    packageVersion: attribute(root, "SolutionPackageVersion") ?? "",
    publisher: {
      uniqueName: childText(publisher, "UniqueName") ?? prefix,
      displayName: localized(child(publisher, "LocalizedNames")) ?? prefix,
      prefix,
      optionValuePrefix: childNumber(publisher, "CustomizationOptionValuePrefix") ?? 10000,
    },
    rootComponents: children(child(solution, "RootComponents"), "RootComponent").map((element) => ({
      type: Number(attribute(element, "type")),
      schemaName: attribute(element, "schemaName"),
      id: attribute(element, "id"),
      behavior: Number(attribute(element, "behavior") ?? 0),
    })),
    required: children(child(solution, "MissingDependencies"), "MissingDependency").map((element) => {
      const required = child(element, "Required");
      return {
        type: Number(attribute(required, "type")),
        name: attribute(required, "schemaName") ?? attribute(required, "id") ?? "",
        solution: attribute(required, "solution") ?? "",
      };
    }),
  };
}

/** English text, else the first. */
function localized(element: Element | undefined): string | undefined {
  const texts = children(element);
  const english = texts.find((text) => attribute(text, "languagecode") === "1033") ?? texts[0];
  return attribute(english, "description");
}
