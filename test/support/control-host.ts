import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { webLightTheme } from "@fluentui/react-components";
import type { Host } from "../../pcf-controls/ui/host";
import { readStrings } from "../../pcf-controls/ui/strings";

/** The words of a control in a language, by key, as its resx file has them. */
export function readResx(control: string, language: number): Readonly<Record<string, string>> {
  const path = join(__dirname, `../../pcf-controls/${control}/strings/${control}.${language}.resx`);
  const xml = new DOMParser().parseFromString(readFileSync(path, "utf8"), "text/xml");
  const entries = Array.from(xml.getElementsByTagName("data"));

  return Object.fromEntries(
    entries.map((data) => [
      data.getAttribute("name") ?? "",
      data.getElementsByTagName("value").item(0)?.textContent ?? "",
    ]),
  );
}

/** A host as a model-driven app is one, in English. `opened` collects the rows that were asked for. */
export function testHost(control: string, more: Partial<Host> = {}): Host & { readonly opened: string[] } {
  const words = readResx(control, 1033);
  const opened: string[] = [];

  return {
    opened,
    strings: readStrings((key) => words[key]),
    format: {
      date: (iso) => iso.slice(0, 10),
      dateTime: (iso) => iso,
      number: (value, precision) => value.toLocaleString("en-US", { minimumFractionDigits: precision }),
      money: (value, precision, symbol) => `${symbol}${value.toFixed(precision)}`,
    },
    dates: {
      pattern: "M/d/yyyy",
      timePattern: "h:mm tt",
      firstDay: 0,
      months: "January February March April May June July August September October November December".split(" "),
      days: "Su Mo Tu We Th Fr Sa".split(" "),
      am: "AM",
      pm: "PM",
      offset: () => 60,
    },
    theme: webLightTheme,
    rightToLeft: false,
    user: { id: "90000000-0000-4000-8000-000000000001", name: "Sam Seller" },
    openRow: (table, id) => void opened.push(`${table} ${id}`),
    ...more,
  };
}
