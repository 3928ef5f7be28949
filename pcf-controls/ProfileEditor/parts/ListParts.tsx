import * as React from "react";
import type { ChecklistItem, DisqualifyReason } from "../../../core/profile";
import { useEditor } from "../context";
import { ColumnPicker, SmallButton } from "../expression/fields";
import { useEditorStyles } from "../styles";
import { FormFields } from "./FormFields";
import { checklistFields, disqualifyFields, reasonFields } from "./forms";

interface EntryProps {
  readonly title: string;
  readonly children: React.ReactNode;
  readonly index: number;
  readonly count: number;
  onMove(to: number): void;
  onRemove(): void;
}

function Entry({ title, children, index, count, onMove, onRemove }: EntryProps): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  return (
    <fieldset className={styles.card}>
      <legend>{title}</legend>
      {children}
      <div className={styles.row}>
        <SmallButton label={strings("move_up")} disabled={index === 0} onClick={() => onMove(index - 1)} />
        <SmallButton label={strings("move_down")} disabled={index === count - 1} onClick={() => onMove(index + 1)} />
        <SmallButton label={strings("remove")} onClick={onRemove} />
      </div>
    </fieldset>
  );
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const rest = list.filter((_one, index) => index !== from);
  const one = list[from];
  return one === undefined ? list : [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** A name for a new entry that no other has. */
export function freeId(wanted: string, taken: readonly string[]): string {
  let id = wanted;
  for (let number = 2; taken.includes(id); number++) id = `${wanted}-${number}`;
  return id;
}

/** What must be so before a lead is qualified. */
export function ChecklistPart(): React.ReactElement {
  const { strings, document, edit, metadata } = useEditor();
  const { checklist } = document;
  const change = (items: readonly ChecklistItem[], about?: string): void =>
    edit({ ...document, checklist: items }, about);
  const replace = (index: number, item: ChecklistItem, about?: string): void =>
    change(
      checklist.map((one, place) => (place === index ? item : one)),
      about,
    );
  const add = (): void => {
    const id = freeId(
      "item",
      checklist.map((one) => one.id),
    );
    change([...checklist, { id, label: strings("new_item"), column: "budgetamount", level: "warn", overrule: true }]);
  };
  return (
    <>
      {checklist.map((item, index) => (
        <Entry
          key={item.id}
          title={item.label}
          index={index}
          count={checklist.length}
          onMove={(to) => change(moved(checklist, index, to))}
          onRemove={() => change(checklist.filter((_one, place) => place !== index))}
        >
          <ColumnPicker
            label={strings("field_checklist_column")}
            table={metadata["lead"]}
            value={{ column: item.column ?? "" }}
            isOffered={(column) => column.canUpdate}
            onChange={({ column, through }) => through === undefined && replace(index, { ...item, column })}
          />
          <FormFields
            fields={checklistFields}
            part="checklist"
            values={item}
            onChange={(next, path) => replace(index, next, `checklist.${item.id}.${path}`)}
          />
        </Entry>
      ))}
      <SmallButton label={strings("add_item")} onClick={add} />
    </>
  );
}

/** Reasons to disqualify: status reasons of the lead that the environment has. */
export function ReasonsPart(): React.ReactElement {
  const { strings, document, edit, metadata } = useEditor();
  const styles = useEditorStyles();
  const { disqualify } = document;
  const offered = (metadata["lead"]?.columns["statuscode"]?.options ?? []).filter((option) => option.state === 2);
  const labelOf = (status: number): string =>
    offered.find((option) => option.value === status)?.label ?? String(status);
  const change = (reasons: readonly DisqualifyReason[], about?: string): void =>
    edit({ ...document, disqualify: { ...disqualify, reasons } }, about);
  return (
    <>
      <FormFields
        fields={disqualifyFields}
        part="disqualify"
        values={disqualify}
        onChange={(next) => edit({ ...document, disqualify: next })}
      />
      {disqualify.reasons.length === 0 && <span className={styles.subtle}>{strings("all_reasons")}</span>}
      {disqualify.reasons.map((reason, index) => (
        <Entry
          key={reason.status}
          title={reason.label ?? labelOf(reason.status)}
          index={index}
          count={disqualify.reasons.length}
          onMove={(to) => change(moved(disqualify.reasons, index, to))}
          onRemove={() => change(disqualify.reasons.filter((_one, place) => place !== index))}
        >
          <FormFields
            fields={reasonFields}
            part="reason"
            values={reason}
            onChange={(next, path) =>
              change(
                disqualify.reasons.map((one, place) => (place === index ? next : one)),
                `reason.${reason.status}.${path}`,
              )
            }
          />
        </Entry>
      ))}
      <div className={styles.row}>
        {offered
          .filter((option) => !disqualify.reasons.some((reason) => reason.status === option.value))
          .map((option) => (
            <SmallButton
              key={option.value}
              label={strings("add_reason", option.label)}
              onClick={() => change([...disqualify.reasons, { status: option.value, comment: "optional" }])}
            />
          ))}
      </div>
    </>
  );
}
