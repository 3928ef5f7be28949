import { namedGuid } from "../world/random";
import { fileOf } from "./import-files";
import { readText } from "./package";
import type { ImportSession } from "./session";
import {
  attribute,
  child,
  children,
  childFlag,
  childNumber,
  childText,
  type Element,
  parseRoot,
  plainGuid,
} from "./xml";

/** Plug-ins and their steps, environment variables, connection roles, maps: what changes how the server behaves. */
export function importLogic(session: ImportSession): void {
  const { customizations, files } = session.source;
  for (const element of children(child(customizations, "SolutionPluginAssemblies"), "PluginAssembly"))
    importAssembly(session, element);
  for (const element of children(child(customizations, "SdkMessageProcessingSteps"), "SdkMessageProcessingStep"))
    importStep(session, element);
  for (const element of children(child(customizations, "ConnectionRoles"), "ConnectionRole"))
    importConnectionRole(session, element);
  for (const element of children(child(customizations, "EntityMaps"), "EntityMap")) importMap(session, element);
  for (const element of children(customizations)) reportUnknown(session, element);
  for (const path of files.keys()) {
    if (/^environmentvariabledefinitions\/[^/]+\/environmentvariabledefinition\.xml$/.test(path))
      importVariable(session, path);
    if (/^customapis\/[^/]+\/customapi\.xml$/.test(path))
      session.say(
        `Custom API ${path.split("/")[1] ?? ""}`,
        "warning",
        "Known and not callable: the sandbox runs no .NET code.",
      );
  }
}

/** Sections that an import takes over; what else a zip brings is named, so that nobody looks for it in vain. */
const handled = new Set(
  "Entities Roles FieldSecurityProfiles RibbonDiffXml ConnectionRoles EntityMaps EntityRelationships optionsets WebResources CustomControls SolutionPluginAssemblies SdkMessageProcessingSteps AppModuleSiteMaps AppModules Languages".split(
    " ",
  ),
);

function reportUnknown(session: ImportSession, section: Element): void {
  const count = children(section).length;
  if (handled.has(section.nodeName) || count === 0) return;
  session.say(section.nodeName, "warning", `${count} components left out: the sandbox does not have this kind.`);
}

function importAssembly(session: ImportSession, element: Element): void {
  const fullName = attribute(element, "FullName") ?? "";
  const [name = "", ...parts] = fullName.split(",").map((part) => part.trim());
  const part = (key: string) => parts.find((text) => text.startsWith(`${key}=`))?.slice(key.length + 1) ?? null;
  const id = plainGuid(attribute(element, "PluginAssemblyId") ?? "");
  const content = fileOf(session, `Plug-in assembly ${name}`, childText(element, "FileName"));
  session.putRow("pluginassembly", id, {
    name,
    version: part("Version"),
    culture: part("Culture"),
    publickeytoken: part("PublicKeyToken"),
    isolationmode: childNumber(element, "IsolationMode") ?? 2,
    sourcetype: childNumber(element, "SourceType") ?? 0,
    content: Buffer.from(content).toString("base64"),
  });
  session.component(91, id);
  for (const type of children(child(element, "PluginTypes"), "PluginType")) {
    const typeId = plainGuid(attribute(type, "PluginTypeId") ?? "");
    const typeName = attribute(type, "Name") ?? "";
    session.putRow("plugintype", typeId, {
      pluginassemblyid: id,
      typename: typeName,
      name: typeName,
      friendlyname: childText(type, "FriendlyName") ?? typeName,
      assemblyname: name,
    });
    session.component(90, typeId);
  }
  session.say(
    `Plug-in assembly ${name}`,
    "warning",
    `Stored (${content.length} bytes); the sandbox runs no .NET code.`,
  );
}

function importStep(session: ImportSession, element: Element): void {
  const id = plainGuid(attribute(element, "SdkMessageProcessingStepId") ?? "");
  const name = attribute(element, "Name") ?? "";
  const typeId = plainGuid(childText(element, "PluginTypeId") ?? "");
  const known = session.env.store.get("plugintype", typeId, ["plugintypeid"]);
  session.putRow("sdkmessageprocessingstep", id, {
    name,
    sdkmessageid: plainGuid(childText(element, "SdkMessageId") ?? "") || null,
    plugintypeid: known ? typeId : null,
    eventhandler: known ? typeId : null,
    ...(known ? { eventhandler__type: "plugintype" } : {}),
    stage: childNumber(element, "Stage") ?? 40,
    mode: childNumber(element, "Mode") ?? 0,
    rank: childNumber(element, "Rank") ?? 1,
    filteringattributes: childText(element, "FilteringAttributes") ?? null,
    configuration: childText(element, "Configuration") ?? null,
    asyncautodelete: childFlag(element, "AsyncAutoDelete"),
    supporteddeployment: childNumber(element, "SupportedDeployment") ?? 0,
    invocationsource: childNumber(element, "InvocationSource") ?? 0,
  });
  for (const image of children(child(element, "SdkMessageProcessingStepImages"), "SdkMessageProcessingStepImage")) {
    session.putRow(
      "sdkmessageprocessingstepimage",
      plainGuid(childText(image, "SdkMessageProcessingStepImageId") ?? ""),
      {
        name: attribute(image, "Name") ?? "",
        entityalias: childText(image, "EntityAlias") ?? null,
        imagetype: childNumber(image, "ImageType") ?? 0,
        messagepropertyname: childText(image, "MessagePropertyName") ?? null,
        attributes: childText(image, "Attributes") ?? null,
        sdkmessageprocessingstepid: id,
      },
    );
  }
  session.component(92, id);
  session.say(`Plug-in step ${name}`, "success", `stage ${childText(element, "Stage") ?? "40"}`);
}

function importConnectionRole(session: ImportSession, element: Element): void {
  const name = childText(element, "name") ?? childText(element, "Name") ?? "";
  const id = plainGuid(childText(element, "connectionroleid") ?? "") || namedGuid(`connectionrole:${name}`);
  session.putRow("connectionrole", id, {
    name,
    category: childNumber(element, "category") ?? 5,
    description: childText(element, "description") ?? null,
    statecode: 0,
    statuscode: 1,
  });
  session.component(63, id);
  session.say(`Connection role ${name}`, "success", "");
}

/** EntityMap: source and target table with the columns that are copied (facts/sales-qualification.md §6). */
function importMap(session: ImportSession, element: Element): void {
  const source = (childText(element, "EntitySource") ?? "").toLowerCase();
  const target = (childText(element, "EntityTarget") ?? "").toLowerCase();
  const known = session.env.store.find(
    "entitymap",
    { sourceentityname: source, targetentityname: target },
    { limit: 1 },
  )[0];
  const id = String(known?.entitymapid ?? namedGuid(`entitymap:${source}:${target}`));
  if (known) session.claimRow("entitymap", id);
  else session.putRow("entitymap", id, { sourceentityname: source, targetentityname: target });
  const maps = children(child(element, "AttributeMaps"), "AttributeMap");
  for (const map of maps) {
    const from = (childText(map, "AttributeSource") ?? "").toLowerCase();
    const to = (childText(map, "AttributeTarget") ?? "").toLowerCase();
    session.putRow("attributemap", namedGuid(`attributemap:${source}:${target}:${to}`), {
      entitymapid: id,
      sourceattributename: from,
      targetattributename: to,
      issystem: false,
    });
  }
  session.component(46, id);
  session.say(`Map ${source} to ${target}`, "success", `${maps.length} columns`);
}

function importVariable(session: ImportSession, path: string): void {
  const root = parseRoot(readText(session.source.files, path), path);
  const name = attribute(root, "schemaname") ?? "";
  const id = namedGuid(`environmentvariabledefinition:${name.toLowerCase()}`);
  session.putRow("environmentvariabledefinition", id, {
    schemaname: name,
    displayname: attribute(child(root, "displayname"), "default") ?? name,
    description: attribute(child(root, "description"), "default") ?? null,
    type: childNumber(root, "type") ?? 100000000,
    defaultvalue: childText(root, "defaultvalue") ?? null,
    isrequired: childFlag(root, "isrequired"),
  });
  session.component(380, id);
  session.say(`Environment variable ${name}`, "success", "");
}
