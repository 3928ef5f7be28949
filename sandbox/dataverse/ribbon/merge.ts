import { attribute, child, children, descendants, parseRoot, type Document, type Element } from "../solutions/xml";

/** What could not be applied, for the import log; the rest of the diff takes effect all the same. */
export interface RibbonFinding {
  readonly id: string;
  readonly problem: string;
}

/**
 * Applies one RibbonDiffXml to ribbon definitions, in place: custom actions by location and sequence, hidden actions,
 * commands and rules redefined by id, labels (facts/solution-package.md §3.3).
 */
export function applyRibbonDiff(ribbon: Element, diffXml: string, languageCode: number): RibbonFinding[] {
  const diff = parseRoot(diffXml, "RibbonDiffXml");
  const definition = child(ribbon, "RibbonDefinition");
  if (!definition) return [{ id: "RibbonDefinition", problem: "the ribbon has no definition to change" }];
  resolveLabels(diff, languageCode);
  const findings: RibbonFinding[] = [];
  for (const action of children(child(diff, "CustomActions"))) {
    const problem = action.nodeName === "HideCustomAction" ? hide(definition, action) : addAction(definition, action);
    if (problem) findings.push({ id: attribute(action, "Id") ?? attribute(action, "HideActionId") ?? "", problem });
  }
  redefine(child(definition, "CommandDefinitions"), children(child(diff, "CommandDefinitions")));
  for (const section of ["TabDisplayRules", "DisplayRules", "EnableRules"])
    redefine(child(definition, "RuleDefinitions", section), children(child(diff, "RuleDefinitions", section)));
  return findings;
}

/** A location ends with `._children` when something is added below it; otherwise the element itself is replaced. */
function addAction(definition: Element, action: Element): string | undefined {
  const location = attribute(action, "Location") ?? "";
  const added = children(child(action, "CommandUIDefinition"));
  if (location.endsWith("._children")) {
    const parent = byId(definition, location.slice(0, -"._children".length));
    if (!parent) return `there is no ribbon element '${location.slice(0, -"._children".length)}' to add to`;
    for (const element of added) insertBySequence(parent, element, sequenceOf(element, action));
    return undefined;
  }
  const target = byId(definition, location);
  if (!target?.parentNode) return `there is no ribbon element '${location}' to replace`;
  for (const element of added) target.parentNode.insertBefore(own(target, element), target);
  target.parentNode.removeChild(target);
  return undefined;
}

/** A hidden id that does not exist is ignored by the platform (facts/solution-package.md §3.3), so this finds no fault. */
function hide(definition: Element, action: Element): undefined {
  const target = byId(definition, attribute(action, "Location") ?? "");
  target?.parentNode?.removeChild(target);
  return undefined;
}

function insertBySequence(parent: Element, element: Element, sequence: number): void {
  const id = attribute(element, "Id");
  const copy = own(parent, element);
  const earlier = id ? children(parent).find((sibling) => attribute(sibling, "Id") === id) : undefined;
  if (earlier) parent.removeChild(earlier);
  const next = children(parent).find((sibling) => Number(attribute(sibling, "Sequence") ?? Infinity) > sequence);
  parent.insertBefore(copy, next ?? null);
}

function sequenceOf(element: Element, action: Element): number {
  return Number(attribute(element, "Sequence") ?? attribute(action, "Sequence") ?? Infinity);
}

function redefine(section: Element | undefined, definitions: readonly Element[]): void {
  if (!section) return;
  for (const definition of definitions) {
    const id = attribute(definition, "Id");
    const earlier = children(section).find((other) => attribute(other, "Id") === id);
    const copy = own(section, definition);
    if (earlier) section.replaceChild(copy, earlier);
    else section.appendChild(copy);
  }
}

function own(target: Element, element: Element): Element {
  return (target.ownerDocument as Document).importNode(element, true) as Element;
}

function byId(root: Element, id: string): Element | undefined {
  for (const element of children(root)) {
    if (attribute(element, "Id") === id) return element;
    const deeper = byId(element, id);
    if (deeper) return deeper;
  }
  return undefined;
}

/** Puts texts of the wanted language, else English, else the first one, where `$LocLabels:` points to them. */
function resolveLabels(diff: Element, languageCode: number): void {
  const labels = new Map<string, string>();
  for (const label of children(child(diff, "LocLabels"), "LocLabel")) {
    const titles = descendants(label, "Title");
    const best = [languageCode, 1033].flatMap((code) =>
      titles.filter((t) => attribute(t, "languagecode") === String(code)),
    );
    labels.set(attribute(label, "Id") ?? "", attribute(best[0] ?? titles[0], "description") ?? "");
  }
  resolveIn(diff, labels);
}

function resolveIn(element: Element, labels: ReadonlyMap<string, string>): void {
  for (const item of Array.from(element.attributes)) {
    const text = item.value.startsWith("$LocLabels:") ? labels.get(item.value.slice("$LocLabels:".length)) : undefined;
    if (text !== undefined) element.setAttribute(item.name, text);
  }
  for (const inner of children(element)) resolveIn(inner, labels);
}
