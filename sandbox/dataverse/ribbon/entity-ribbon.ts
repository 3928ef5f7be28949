import { strToU8, zipSync } from "fflate";
import { attribute, child, children, parseRoot, toXml } from "../solutions/xml";
import { applyRibbonDiff, type RibbonFinding } from "./merge";
import { stockRibbonXml } from "./stock/build";

/** `Microsoft.Dynamics.CRM.RibbonLocationFilters`; Default means All. */
const locationBits: Readonly<Record<string, number>> = { Form: 1, HomepageGrid: 2, SubGrid: 4, All: 7, Default: 7 };

/** The stock ribbon of a table with every diff applied in the order of installation. */
export function mergeRibbon(
  table: string,
  diffs: readonly string[],
  languageCode: number,
): { xml: string; findings: RibbonFinding[] } {
  const ribbon = parseRoot(stockRibbonXml(table, languageCode), "ribbon");
  const findings = diffs.flatMap((diff) => applyRibbonDiff(ribbon, diff, languageCode));
  return { xml: toXml(ribbon), findings };
}

/** Keeps the tabs of the wanted locations: a filter is a name (`All`) or the sum of the bits. */
export function filterRibbon(xml: string, filter: string | number): string {
  const bits = typeof filter === "number" ? filter : (locationBits[filter] ?? (Number(filter) || 7));
  if ((bits & 7) === 7) return xml;
  const ribbon = parseRoot(xml, "ribbon");
  const tabs = child(ribbon, "RibbonDefinition", "UI", "Ribbon", "Tabs");
  for (const tab of children(tabs)) {
    const location = attribute(tab, "Id")?.split(".")[1] ?? "";
    const bit = locationBits[location] ?? 7;
    if ((bit & bits) === 0) tabs?.removeChild(tab);
  }
  return toXml(ribbon);
}

/** What RetrieveEntityRibbon answers in CompressedEntityXml: a zip with RibbonXml.xml, as base64. */
export function compressRibbon(xml: string): string {
  const zip = zipSync({ "RibbonXml.xml": [strToU8(`<?xml version="1.0" encoding="utf-8"?>${xml}`), { level: 6 }] });
  return Buffer.from(zip).toString("base64");
}
