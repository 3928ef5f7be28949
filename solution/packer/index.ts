import { zipSync, type Zippable } from "fflate";
import { customizationsXml, webResourcePath } from "./customizations";
import { solutionXml } from "./manifest";
import type { SolutionSource } from "./source";
import { document, element } from "./xml";

export { readSource } from "./source";

/** The earliest time a zip can hold: the same in every build, so that the same source gives the same bytes. */
const noTime = new Date(1980, 0, 1);

/** One `Default` for each ending in use, one `Override` for each part without one. Source: facts/solution-package.md §1.2. */
function contentTypesXml(paths: readonly string[]): string {
  const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const endings = paths
    .filter((path) => fileName(path).includes("."))
    .map((path) => path.slice(path.lastIndexOf(".") + 1));
  const plain = paths.filter((path) => !fileName(path).includes("."));
  const ContentType = "application/octet-stream";

  return document(
    element(
      "Types",
      { xmlns: "http://schemas.openxmlformats.org/package/2006/content-types" },
      ...[...new Set(endings)].sort().map((Extension) => element("Default", { Extension, ContentType })),
      ...plain.map((path) => element("Override", { PartName: `/${path}`, ContentType })),
    ),
  );
}

/**
 * The solution zip that an administrator imports; the same bytes for the same source.
 * Managed and unmanaged differ in one flag only, for all components are our own. Source: facts/solution-package.md §1.8.
 */
export function packSolution(source: SolutionSource, managed: boolean): Uint8Array {
  const text = new TextEncoder();
  const parts = new Map<string, Uint8Array>([
    ["customizations.xml", text.encode(customizationsXml(source))],
    ["solution.xml", text.encode(solutionXml(source, managed))],
  ]);
  for (const control of source.controls) control.files.forEach((content, path) => parts.set(path, content));
  for (const webResource of source.webResources) parts.set(webResourcePath(webResource), webResource.content);

  const paths = [...parts.keys()].sort();
  const zip: Zippable = { "[Content_Types].xml": text.encode(contentTypesXml(paths)) };
  for (const path of paths) zip[path] = parts.get(path) ?? new Uint8Array();

  return zipSync(zip, { level: 9, mtime: noTime });
}
