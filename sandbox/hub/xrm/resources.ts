/** Texts of RESX web resources, by the user's language (`<name>.<LCID>.resx`, else the base name). */
import { host } from "./state";

const texts = new Map<string, ReadonlyMap<string, string>>();
const readings = new Map<string, Promise<void>>();

/**
 * The member answers at once, so the file must be there before: the product loads the RESX dependencies of a web resource with
 * it. Here the first call reads the file and throws; `preloadResource` avoids that.
 */
export function getResourceString(name: string, key: string): string {
  const known = texts.get(name);
  if (known) return known.get(key) ?? "";
  preloadResource(name).catch(() => undefined);
  throw new Error(`The RESX web resource ${name} is not loaded yet: declare it as a dependency of the script.`);
}

export function preloadResource(name: string): Promise<void> {
  let reading = readings.get(name);
  if (!reading) {
    reading = readResource(name);
    readings.set(name, reading);
  }
  return reading;
}

async function readResource(name: string): Promise<void> {
  const base = name.replace(/(\.\d{4,5})?\.resx$/i, "");
  for (const candidate of [`${base}.${host().user.languageId}.resx`, `${base}.1033.resx`, name]) {
    const response = await fetch(`/WebResources/${candidate}`);
    if (!response.ok) continue;
    texts.set(name, parseResx(await response.text()));
    return;
  }
  texts.set(name, new Map());
}

/** The `data` elements of a RESX file. */
export function parseResx(xml: string): ReadonlyMap<string, string> {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  return new Map(
    [...document.getElementsByTagName("data")].map((data) => [
      data.getAttribute("name") ?? "",
      data.getElementsByTagName("value")[0]?.textContent ?? "",
    ]),
  );
}
