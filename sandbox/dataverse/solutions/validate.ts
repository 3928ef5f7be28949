import type { Environment } from "../server/context";
import type { SolutionPackage } from "./package";
import { readText } from "./package";
import { SolutionProblem } from "./problems";
import { attribute, child, children, childText, descendants, type Element, parseRoot, plainGuid } from "./xml";

/** Everything that can be known to be wrong before anything is written; all findings at once. */
export function validatePackage(env: Environment, source: SolutionPackage): SolutionProblem[] {
  return [
    ...checkPackageVersion(source),
    ...checkContentTypes(source),
    ...checkFiles(source),
    ...checkControls(env, source),
    ...checkRoots(source),
    ...checkDependencies(env, source),
    ...checkReferences(env, source),
  ];
}

function checkPackageVersion({ manifest }: SolutionPackage): SolutionProblem[] {
  const major = Number(manifest.packageVersion.split(".")[0]);
  if (manifest.packageVersion && major <= 9) return [];
  return [
    new SolutionProblem(
      "solution.xml",
      manifest.uniqueName,
      `You can only import solutions with a package version of 9.x or earlier, not '${manifest.packageVersion}'.`,
      `Set SolutionPackageVersion="9.1" or "9.2".`,
    ),
  ];
}

/** Each extension needs a Default, each part without one an Override (facts/solution-package.md §1.2). */
function checkContentTypes({ files, contentTypes }: SolutionPackage): SolutionProblem[] {
  const problems: SolutionProblem[] = [];
  for (const path of files.keys()) {
    if (path === "[Content_Types].xml" || contentTypes.parts.has(path)) continue;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const extension = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1).toLowerCase() : "";
    if (extension && contentTypes.extensions.has(extension)) continue;
    const remedy = extension
      ? `Add <Default Extension="${extension}" ContentType="application/octet-stream" />.`
      : `Add <Override PartName="/${path}" ContentType="application/octet-stream" />.`;
    problems.push(new SolutionProblem("[Content_Types].xml", path, "The file has no content type.", remedy));
  }
  return problems;
}

function checkFiles({ files, customizations }: SolutionPackage): SolutionProblem[] {
  const owners: readonly (readonly [string, Element])[] = [
    ...children(child(customizations, "WebResources"), "WebResource").map(
      (element) => [`Web resource ${childText(element, "Name") ?? ""}`, element] as const,
    ),
    ...children(child(customizations, "CustomControls"), "CustomControl").map(
      (element) => [`Control ${childText(element, "Name") ?? ""}`, element] as const,
    ),
    ...children(child(customizations, "SolutionPluginAssemblies"), "PluginAssembly").map(
      (element) => [`Plug-in assembly ${attribute(element, "FullName") ?? ""}`, element] as const,
    ),
  ];
  return owners.flatMap(([component, element]) => {
    const fileName = childText(element, "FileName");
    if (!fileName)
      return [
        new SolutionProblem(
          "customizations.xml",
          component,
          "<FileName> is missing.",
          "Name the file inside the zip, with a leading slash.",
        ),
      ];
    if (files.has(fileName.replace(/^\//, ""))) return [];
    return [
      new SolutionProblem(
        "customizations.xml",
        component,
        `The file '${fileName}' is not in the zip.`,
        "Pack the file or correct <FileName>.",
      ),
    ];
  });
}

function checkControls(env: Environment, source: SolutionPackage): SolutionProblem[] {
  return children(child(source.customizations, "CustomControls"), "CustomControl").flatMap((element) => {
    const name = childText(element, "Name") ?? "";
    const path = (childText(element, "FileName") ?? "").replace(/^\//, "");
    if (!source.files.has(path)) return [];
    const control = child(parseRoot(readText(source.files, path), path), "control");
    const expected = `${source.manifest.publisher.prefix}_${attribute(control, "namespace") ?? ""}.${attribute(control, "constructor") ?? ""}`;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    return [
      ...(name === expected
        ? []
        : [
            new SolutionProblem(
              path,
              `Control ${name}`,
              `The name does not match the manifest, which says '${expected}'.`,
              "Name the control <prefix>_<namespace>.<constructor>.",
            ),
          ]),
      ...children(child(control, "resources")).flatMap((resource) =>
        resource.nodeName === "dependency"
          ? checkDependency(env, source, name, path, resource)
          : checkResource(source, name, path, folder, resource),
      ),
    ];
  });
}

/** A library control that a control depends on comes with the zip or is there already (facts/pcf.md §A9). */
function checkDependency(
  { store }: Environment,
  { customizations }: SolutionPackage,
  name: string,
  path: string,
  dependency: Element,
): SolutionProblem[] {
  const needed = attribute(dependency, "name") ?? "";
  const brought = texts(customizations, "CustomControls", "CustomControl", (element) => childText(element, "Name"));
  if (brought.has(needed.toLowerCase())) return [];
  if (store.find("customcontrol", { name: needed }, { columns: ["name"], limit: 1 }).length > 0) return [];
  return [
    new SolutionProblem(
      path,
      `Control ${name}`,
      `The control '${needed}' that it depends on is missing.`,
      "Add the control to the solution or import it first.",
    ),
  ];
}

function checkResource(
  source: SolutionPackage,
  name: string,
  path: string,
  folder: string,
  resource: Element,
): SolutionProblem[] {
  if (resource.nodeName === "platform-library") return checkLibrary(name, path, resource);
  const file = attribute(resource, "path");
  if (!file || source.files.has(folder + file)) return [];
  return [
    new SolutionProblem(
      path,
      `Control ${name}`,
      `The resource '${file}' is not in the zip.`,
      "Build the control in production mode and pack its whole folder.",
    ),
  ];
}

/** React 16.8 to 16.14, Fluent 8 or 9.4.0 to 9.46.2: the server refuses 9.68.0 (facts/solution-package.md §5). */
function checkLibrary(name: string, path: string, library: Element): SolutionProblem[] {
  const which = attribute(library, "name") ?? "";
  const version = attribute(library, "version") ?? "";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fine =
    which === "React"
      ? major === 16 && minor >= 8 && minor <= 14
      : which === "Fluent"
        ? major === 8 || (major === 9 && minor >= 4 && minor <= 46)
        : false;
  if (fine) return [];
  return [
    new SolutionProblem(
      path,
      `Control ${name}`,
      `platform library ${which.toLowerCase()}_${version.replace(/\./g, "_")} with version ${version} is not supported by the platform`,
      which === "React" ? "Use 16.14.0." : "Use Fluent 9.46.2.",
    ),
  ];
}

/** Every root component has to be in customizations.xml (or, for shells, in the environment). */
function checkRoots({ manifest, customizations }: SolutionPackage): SolutionProblem[] {
  const names = {
    1: texts(customizations, "Entities", "Entity", (element) => child(element, "Name")?.textContent?.trim()),
    61: texts(customizations, "WebResources", "WebResource", (element) => childText(element, "Name")),
    66: texts(customizations, "CustomControls", "CustomControl", (element) => childText(element, "Name")),
    80: texts(customizations, "AppModules", "AppModule", (element) => childText(element, "UniqueName")),
  } as const;
  return manifest.rootComponents.flatMap((root) => {
    const known = names[root.type as keyof typeof names];
    if (!known || !root.schemaName || known.has(root.schemaName.toLowerCase())) return [];
    return [
      new SolutionProblem(
        "solution.xml",
        root.schemaName,
        "The root component is not in customizations.xml.",
        "Add the component or remove the <RootComponent>.",
      ),
    ];
  });
}

function texts(
  root: Element,
  section: string,
  name: string,
  read: (element: Element) => string | undefined,
): ReadonlySet<string> {
  return new Set(children(child(root, section), name).map((element) => (read(element) ?? "").toLowerCase()));
}

function checkDependencies({ catalog }: Environment, { manifest }: SolutionPackage): SolutionProblem[] {
  return manifest.required
    .filter((required) => required.type === 1 && !catalog.table(required.name.toLowerCase()))
    .map(
      (required) =>
        new SolutionProblem(
          "solution.xml",
          required.name,
          `The solution needs the table '${required.name}', which is missing.`,
          `Import ${required.solution || "the solution that brings it"} first.`,
        ),
    );
}

/** Controls and libraries that forms name, and libraries that commands name, must come with the zip or be there. */
function checkReferences({ store }: Environment, { customizations }: SolutionPackage): SolutionProblem[] {
  const controls = texts(customizations, "CustomControls", "CustomControl", (element) => childText(element, "Name"));
  const resources = texts(customizations, "WebResources", "WebResource", (element) => childText(element, "Name"));
  const isThere = (table: string, name: string) =>
    store.find(table, { name }, { columns: ["name"], limit: 1 }).length > 0;
  const problems = new Map<string, SolutionProblem>();
  for (const form of descendants(customizations, "systemform")) {
    const id = plainGuid(childText(form, "formid") ?? "");
    for (const control of descendants(form, "customControl")) {
      const name = attribute(control, "name");
      if (
        !name ||
        name.startsWith("MscrmControls.") ||
        controls.has(name.toLowerCase()) ||
        isThere("customcontrol", name)
      )
        continue;
      problems.set(
        `${id}${name}`,
        new SolutionProblem(
          "customizations.xml",
          `Form ${id}`,
          `The control '${name}' is missing.`,
          "Add the control to the solution or import it first.",
        ),
      );
    }
    for (const library of descendants(form, "Library")) {
      const name = attribute(library, "name") ?? "";
      if (resources.has(name.toLowerCase()) || isThere("webresource", name)) continue;
      problems.set(
        `${id}${name}`,
        new SolutionProblem(
          "customizations.xml",
          `Form ${id}`,
          `The script '${name}' is missing.`,
          "Add the web resource to the solution or import it first.",
        ),
      );
    }
  }
  for (const call of [
    ...descendants(customizations, "JavaScriptFunction"),
    ...descendants(customizations, "CustomRule"),
  ]) {
    const name = (attribute(call, "Library") ?? "").replace(/^\$webresource:/, "");
    if (!name || resources.has(name.toLowerCase()) || isThere("webresource", name)) continue;
    problems.set(
      `ribbon${name}`,
      new SolutionProblem(
        "customizations.xml",
        "RibbonDiffXml",
        `The library '${name}' is missing.`,
        "Add the web resource to the solution or import it first.",
      ),
    );
  }
  return [...problems.values()];
}
