import { namedGuid } from "../world/random";
import { readText } from "./package";
import { SolutionProblem } from "./problems";
import type { ImportSession } from "./session";
import { attribute, child, children, childNumber, childText, type Element, parseRoot, plainGuid } from "./xml";

/** Web resources and custom controls: components that bring files. */
export function importFiles(session: ImportSession): void {
  const { customizations } = session.source;
  for (const element of children(child(customizations, "WebResources"), "WebResource"))
    importWebResource(session, element);
  for (const element of children(child(customizations, "CustomControls"), "CustomControl"))
    importControl(session, element);
}

function importWebResource(session: ImportSession, element: Element): void {
  const name = childText(element, "Name") ?? "";
  const id = plainGuid(childText(element, "WebResourceId") ?? "") || namedGuid(`webresource:${name}`);
  const known = session.env.store.find("webresource", { name }, { columns: ["webresourceid"], limit: 1 })[0];
  const content = fileOf(session, `Web resource ${name}`, childText(element, "FileName"));
  session.putRow("webresource", String(known?.webresourceid ?? id), {
    name,
    webresourcetype: childNumber(element, "WebResourceType") ?? 3,
    content: Buffer.from(content).toString("base64"),
    description: childText(element, "Description") ?? childText(element, "DisplayName") ?? null,
    dependencyxml: childText(element, "DependencyXml") ?? null,
    languagecode: childNumber(element, "LanguageCode") ?? null,
  });
  session.component(61, String(known?.webresourceid ?? id));
  session.say(`Web resource ${name}`, "success", `${content.length} bytes`);
}

/** The bytes that a component's `<FileName>` names. */
export function fileOf(session: ImportSession, component: string, fileName: string | undefined): Uint8Array {
  if (!fileName)
    throw new SolutionProblem(
      "customizations.xml",
      component,
      "<FileName> is missing.",
      "Name the file inside the zip, with a leading slash.",
    );
  const path = fileName.replace(/^\//, "");
  const bytes = session.source.files.get(path);
  if (!bytes)
    throw new SolutionProblem(
      "customizations.xml",
      component,
      `The file '${path}' is not in the zip.`,
      "Pack the file or correct <FileName>.",
    );
  return bytes;
}

/** A control: its manifest and every file beside it (facts/solution-package.md §5). */
function importControl(session: ImportSession, element: Element): void {
  const name = childText(element, "Name") ?? "";
  const component = `Control ${name}`;
  const manifestPath = (childText(element, "FileName") ?? "").replace(/^\//, "");
  fileOf(session, component, childText(element, "FileName"));
  const xml = readText(session.source.files, manifestPath);
  const control = child(parseRoot(xml, manifestPath), "control");
  const version = attribute(control, "version") ?? "0.0.0";
  const id = namedGuid(`customcontrol:${name}`);
  const folder = manifestPath.slice(0, manifestPath.lastIndexOf("/") + 1);
  session.putRow("customcontrol", id, {
    name,
    version,
    manifest: xml,
    authoringmanifest: xml,
    compatibledatatypes: [
      ...new Set(
        children(control, "property").map(
          (property) => attribute(property, "of-type") ?? attribute(property, "of-type-group") ?? "",
        ),
      ),
    ].join(","),
  });
  session.component(66, id);
  let count = 0;
  for (const [path, bytes] of session.source.files) {
    if (!path.startsWith(folder)) continue;
    const relative = path.slice(folder.length);
    session.putRow("customcontrolresource", namedGuid(`customcontrolresource:${name}:${relative}`), {
      customcontrolid: id,
      name: `${name}/${relative}`,
      path: relative,
      content: Buffer.from(bytes).toString("base64"),
    });
    count += 1;
  }
  session.say(
    component,
    "success",
    `version ${version}, ${attribute(control, "control-type") ?? "standard"}, ${count} files`,
  );
}
