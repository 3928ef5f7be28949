import * as React from "react";
import { commandBars } from "../xrm/command-bars";
import type { RibbonDefinition, RibbonItem, RibbonLocation } from "./definition";
import { loadRibbon } from "./parse";
import { RuleEvaluation } from "./rules";
import type { CommandSource } from "./source";

export interface ShownCommands {
  readonly ribbon: RibbonDefinition;
  readonly items: readonly RibbonItem[];
}

const locations: Readonly<Record<CommandSource["kind"], RibbonLocation>> = {
  form: "Form",
  grid: "HomepageGrid",
  subgrid: "SubGrid",
};

/** The commands whose rules hold now. While they are looked at again the last ones stay, so that nothing flickers. */
export function useCommands(source: CommandSource, version: number | undefined): ShownCommands | undefined {
  const [shown, setShown] = React.useState<ShownCommands>();
  const moment = useMoment(source, version);
  const latest = React.useRef(source);
  latest.current = source;

  React.useLayoutEffect(() => {
    let isCurrent = true;
    evaluate(latest.current).then(
      (commands) => isCurrent && setShown(commands),
      (error: unknown) => console.error("The command bar cannot be read:", error),
    );
    return () => {
      isCurrent = false;
    };
  }, [moment]);
  return shown;
}

async function evaluate(source: CommandSource): Promise<ShownCommands> {
  const ribbon = await loadRibbon(source.table);
  const rules = new RuleEvaluation(ribbon, source);
  const items = ribbon.controls[locations[source.kind]];
  const shown = await Promise.all(items.map(({ command }) => rules.isShown(command)));
  return { ribbon, items: items.filter((_, index) => shown[index]) };
}

/**
 * Something that differs whenever rules may judge differently: another record or state of it, another selection, or
 * `refreshRibbon`. As in the product, a value that is typed is looked at when the form is saved or a script asks for it.
 */
function useMoment(source: CommandSource, version: number | undefined): string {
  const [refreshes, refresh] = React.useReducer((count: number) => count + 1, 0);
  const [, draw] = React.useReducer((count: number) => count + 1, 0);
  const form = source.kind === "grid" ? undefined : source.form;
  React.useEffect(() => commandBars.subscribe(refresh), []);
  React.useEffect(() => form?.subscribe(draw), [form]);
  const record = form && [form.entityId, form.formType, form.isDirty, form.row?.["@odata.etag"]];
  const selection = source.kind === "form" ? [] : [source.grid.selectedIds, source.grid.rows.length];
  return JSON.stringify([source.kind, source.table, record, selection, version, refreshes]);
}
