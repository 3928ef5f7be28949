/** Reads the manifest of a built control (facts/solution-package.md §5). */
export interface PropertyInfo {
  readonly name: string;
  /** `SingleLine.Text`, `Multiple`, `Lookup.Simple`, `Enum`, …; several for a type group. */
  readonly types: readonly string[];
  readonly usage: "bound" | "input" | "output";
  readonly required: boolean;
  readonly defaultValue?: string;
  /** Values of an Enum by name. */
  readonly values: ReadonlyMap<string, string>;
}

export interface ControlManifest {
  readonly namespace: string;
  readonly constructorName: string;
  readonly version: string;
  readonly isVirtual: boolean;
  readonly properties: readonly PropertyInfo[];
  readonly dataSets: readonly { readonly name: string; readonly displayNameKey: string }[];
  /** Paths in load order. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly texts: readonly string[];
  readonly images: readonly string[];
  readonly features: readonly string[];
  /** Controls whose scripts run before this one's, in load order; those of `load-type="onDemand"` wait for `loadDependency`. */
  readonly dependencies: readonly { readonly name: string; readonly onDemand: boolean }[];
}

export function parseManifest(xml: string): ControlManifest {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const control = document.getElementsByTagName("control")[0];
  if (!control) throw new Error("The control's manifest has no control element.");

  const groups = new Map(
    [...control.getElementsByTagName("type-group")].map((group) => [
      group.getAttribute("name") ?? "",
      [...group.getElementsByTagName("type")].map((type) => type.textContent?.trim() ?? ""),
    ]),
  );
  const ordered = (name: string): Element[] =>
    [...control.getElementsByTagName(name)].sort((left, right) => order(left) - order(right));
  const paths = (name: string): string[] => ordered(name).map((element) => element.getAttribute("path") ?? "");
  return {
    namespace: control.getAttribute("namespace") ?? "",
    constructorName: control.getAttribute("constructor") ?? "",
    version: control.getAttribute("version") ?? "",
    isVirtual: control.getAttribute("control-type") === "virtual",
    properties: [...control.getElementsByTagName("property")].map((property) => propertyOf(property, groups)),
    dataSets: [...control.getElementsByTagName("data-set")].map((set) => ({
      name: set.getAttribute("name") ?? "",
      displayNameKey: set.getAttribute("display-name-key") ?? "",
    })),
    scripts: paths("code"),
    styles: paths("css"),
    texts: paths("resx"),
    images: paths("img"),
    features: [...control.getElementsByTagName("uses-feature")].map((feature) => feature.getAttribute("name") ?? ""),
    dependencies: ordered("dependency").map((element) => ({
      name: element.getAttribute("name") ?? "",
      onDemand: element.getAttribute("load-type") === "onDemand",
    })),
  };
}

function order(element: Element): number {
  return Number(element.getAttribute("order") ?? 0);
}

function propertyOf(property: Element, groups: ReadonlyMap<string, string[]>): PropertyInfo {
  const group = property.getAttribute("of-type-group");
  const usage = property.getAttribute("usage");
  return {
    name: property.getAttribute("name") ?? "",
    types: group ? (groups.get(group) ?? []) : [property.getAttribute("of-type") ?? "SingleLine.Text"],
    usage: usage === "input" || usage === "output" ? usage : "bound",
    required: property.getAttribute("required") === "true",
    defaultValue: property.getAttribute("default-value") ?? undefined,
    values: new Map(
      [...property.getElementsByTagName("value")].map((value) => [
        value.getAttribute("name") ?? "",
        value.textContent?.trim() ?? "",
      ]),
    ),
  };
}
