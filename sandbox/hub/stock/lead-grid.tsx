/** `Mscrm.LeadGridCommandActions`: the same for selected rows of a view. No duplicate check there, by design of the product. */
import * as React from "react";
import { Button, Checkbox, DialogActions, DialogContent, Text } from "@fluentui/react-components";
import { dialogs } from "../dialogs/store";
import type { CommandProperties } from "../ribbon/parameters";
import { webApi } from "../xrm/web-api";
import { statusOf } from "./menus";
import { qualifiedStatus, qualifyLead, type CreateFlags } from "./qualify";
import { forEachRecord, type ItemReference } from "./records";
import { say } from "./strings";

interface GridControl {
  refresh(): unknown;
}

type Selected = readonly ItemReference[];

const canceledStatus = 7;

async function qualify(grid: GridControl, selected: Selected, status: number): Promise<void> {
  const create = await dialogs.open<CreateFlags>({
    kind: "custom",
    title: say("qualifyLeads"),
    draw: (close) => <CreateQuestion count={selected.length} onAnswer={close} />,
  });
  if (!create) return;
  await forEachRecord(selected, say("qualifying"), (item) => qualifyLead(item.Id, create, status));
  grid.refresh();
}

async function disqualify(grid: GridControl, selected: Selected, status: number): Promise<void> {
  await forEachRecord(selected, say("disqualifying"), (item) =>
    webApi.updateRecord("lead", item.Id, { statecode: 2, statuscode: status }),
  );
  grid.refresh();
}

async function reactivate(grid: GridControl, selected: Selected): Promise<void> {
  await forEachRecord(selected, say("reactivating"), (item) =>
    webApi.updateRecord("lead", item.Id, { statecode: 0, statuscode: 1 }),
  );
  grid.refresh();
}

export const leadGridCommands = {
  qualifyLeadQuick: (grid: GridControl, selected: Selected) => qualify(grid, selected, qualifiedStatus),
  qualifyLeadAs: (properties: CommandProperties, grid: GridControl, selected: Selected) =>
    qualify(grid, selected, statusOf(properties) ?? qualifiedStatus),
  disqualifyLeadQuick: (grid: GridControl, selected: Selected) => disqualify(grid, selected, canceledStatus),
  disqualifyLeadAs: (properties: CommandProperties, grid: GridControl, selected: Selected) =>
    disqualify(grid, selected, statusOf(properties) ?? canceledStatus),
  // The product's own spelling (facts/solution-package.md §3.1).
  reactivcateLead: reactivate,
};

interface Props {
  readonly count: number;
  onAnswer(create?: CreateFlags): void;
}

/** Several leads: the product asks once which records to make. */
function CreateQuestion({ count, onAnswer }: Props): React.ReactElement {
  const [create, setCreate] = React.useState<CreateFlags>({ account: true, contact: true, opportunity: true });
  const box = (key: keyof CreateFlags, label: string): React.ReactElement => (
    <Checkbox
      label={label}
      checked={create[key]}
      onChange={(_, { checked }) => setCreate({ ...create, [key]: checked === true })}
    />
  );

  return (
    <>
      <DialogContent>
        <Text block>{count === 1 ? say("createForOne") : say("createForEach", count)}</Text>
        {box("account", say("account"))}
        {box("contact", say("contact"))}
        {box("opportunity", say("opportunity"))}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={() => onAnswer(create)}>
          {say("ok")}
        </Button>
        <Button onClick={() => onAnswer()}>{say("cancel")}</Button>
      </DialogActions>
    </>
  );
}
