import * as React from "react";
import { connectDataverse, withRetry } from "../../core";
import type { Dataverse } from "../../core/dataverse/port";
import type { SearchPort } from "../../core/matching/candidates/search";
import { browserClock } from "../ui/browser-clock";
import { readHost } from "../ui/host";
import { readRejected, rememberRejected } from "../ui/matching/rejected";
import { searchAt } from "../ui/search";
import { Shell } from "../ui/Shell";
import type { LeadColumn, LeadValues } from "./columns";
import { LEAD_COLUMNS } from "./columns";
import type { ChosenRecord } from "./DuplicatePicker";
import { DuplicatePicker as Picker } from "./DuplicatePicker";

type Texts = Readonly<Record<LeadColumn, ComponentFramework.PropertyTypes.StringProperty>>;

interface Inputs extends Texts {
  readonly record: ComponentFramework.PropertyTypes.LookupProperty;
}

type Outputs = { record?: ComponentFramework.LookupValue[] } & Partial<Record<LeadColumn, string>>;

/** What the typings leave out: the row of the form (facts/pcf.md §B). */
interface Undocumented {
  readonly page?: { readonly entityId?: string };
  readonly contextInfo?: { readonly entityId?: string };
}

/** The control's lifecycle: form values in, the chosen record and filled blanks out. */
export class DuplicatePicker implements ComponentFramework.ReactControl<Inputs, Outputs> {
  private tell: () => void = () => undefined;
  private outputs: Outputs = {};
  private dataverse: Dataverse | undefined;
  private search: SearchPort | undefined;
  private readonly instance = `enq-picker-${Math.random().toString(36).slice(2, 8)}`;

  init(_context: ComponentFramework.Context<Inputs>, notifyOutputChanged: () => void): void {
    this.tell = notifyOutputChanged;
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    const host = readHost(context);
    const dataverse = (this.dataverse ??= withRetry(
      connectDataverse(host.serverUrl ? { serverUrl: host.serverUrl } : {}),
      browserClock,
    ));
    this.search ??= searchAt(host.serverUrl ?? "");
    const leadId = readLeadId(context);
    const { record } = context.parameters;
    const chosen = record.raw?.[0];
    const picker = React.createElement(Picker, {
      table: targetOf(record),
      leadId,
      values: readValues(context.parameters),
      chosen: chosen?.id ? { id: chosen.id.replace(/[{}]/g, "").toLowerCase(), name: chosen.name ?? "" } : undefined,
      disabled: context.mode.isControlDisabled,
      dataverse,
      search: this.search,
      rejected: readRejected(leadId),
      onReject: (pair, name) => rememberRejected(leadId, pair, name, dataverse),
      onChange: (next, filled) => this.change(targetOf(record), next, filled),
    });

    return React.createElement(Shell, { host, instance: this.instance, children: picker });
  }

  getOutputs(): Outputs {
    return this.outputs;
  }

  destroy(): void {
    this.tell = () => undefined;
  }

  private change(table: string, chosen: ChosenRecord | undefined, filled: LeadValues): void {
    this.outputs = { ...filled, record: chosen ? [{ id: chosen.id, name: chosen.name, entityType: table }] : [] };
    this.tell();
  }
}

function targetOf(record: ComponentFramework.PropertyTypes.LookupProperty): "account" | "contact" {
  const target = record.getTargetEntityType?.() || record.raw?.[0]?.entityType;

  return target === "contact" ? "contact" : "account";
}

function readLeadId(context: ComponentFramework.Context<Inputs>): string {
  const { page } = context as unknown as Undocumented;
  const { contextInfo } = context.mode as unknown as Undocumented;

  return (contextInfo?.entityId ?? page?.entityId ?? "").replace(/[{}]/g, "").toLowerCase();
}

function readValues(parameters: Inputs): LeadValues {
  return Object.fromEntries(LEAD_COLUMNS.map((column) => [column, parameters[column]?.raw ?? ""]));
}
