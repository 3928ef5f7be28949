import * as React from "react";
import { connectDataverse, withRetry } from "../../core";
import type { Dataverse } from "../../core/dataverse/port";
import type { SearchPort } from "../../core/matching/candidates/search";
import type { RejectedPair } from "../../core/matching/types";
import { browserClock } from "../ui/browser-clock";
import { readHost } from "../ui/host";
import { readRejected, rememberRejected } from "../ui/matching/rejected";
import { searchAt } from "../ui/search";
import { Shell } from "../ui/Shell";
import type { LeadColumn, LeadValues } from "./columns";
import { LEAD_COLUMNS } from "./columns";
import type { ChosenRecord } from "./DuplicatePicker";
import { DuplicatePicker as Picker } from "./DuplicatePicker";
import type { Decision } from "./ParkedPicker";
import { ParkedPicker } from "./ParkedPicker";

type Texts = Readonly<Record<LeadColumn, ComponentFramework.PropertyTypes.StringProperty>>;

interface Inputs extends Texts {
  readonly record: ComponentFramework.PropertyTypes.LookupProperty;
  /** The lead, where the form is not the lead's own: the queue of parked leads. */
  readonly lead?: ComponentFramework.PropertyTypes.LookupProperty;
  readonly decision?: ComponentFramework.PropertyTypes.OptionSetProperty;
}

type Outputs = { record?: ComponentFramework.LookupValue[]; decision?: number | null } & Partial<
  Record<LeadColumn, string>
>;

/** What enq_accountchoice and enq_contactchoice say, from their first option on. */
const decisions: readonly Decision[] = ["link", "create", "none"];
const firstOption = 719400000;

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
    const { record, lead, decision } = context.parameters;
    const waiting = lead?.attributes?.LogicalName ? lead : undefined;
    const leadId = waiting ? plainId(waiting.raw?.[0]?.id) : readLeadId(context);
    const chosen = record.raw?.[0];
    const shared = {
      table: targetOf(record),
      leadId,
      chosen: chosen?.id ? { id: plainId(chosen.id), name: chosen.name ?? "" } : undefined,
      disabled: context.mode.isControlDisabled,
      dataverse,
      search: this.search,
      rejected: readRejected(leadId),
      onReject: (pair: RejectedPair, name: string) => rememberRejected(leadId, pair, name, dataverse),
    };
    const picker = waiting
      ? React.createElement(ParkedPicker, {
          ...shared,
          decision: decisions[Number(decision?.raw) - firstOption],
          onDecide: (what) => this.decide(shared.table, what),
          onChange: (next) => this.decide(shared.table, next && "link", next),
        })
      : React.createElement(Picker, {
          ...shared,
          values: readValues(context.parameters),
          onChange: (next, filled) => this.change(shared.table, next, filled),
        });

    return React.createElement(Shell, { host, instance: this.instance, children: picker });
  }

  getOutputs(): Outputs {
    return this.outputs;
  }

  destroy(): void {
    this.tell = () => undefined;
  }

  private change(table: string, chosen: ChosenRecord | undefined, more: Outputs): void {
    this.outputs = { ...more, record: chosen ? [{ id: chosen.id, name: chosen.name, entityType: table }] : [] };
    this.tell();
  }

  /** Nothing decided is an empty choice; what is left undefined would stay as it is. */
  private decide(table: string, what: Decision | undefined, chosen?: ChosenRecord): void {
    this.change(table, chosen, { decision: what ? firstOption + decisions.indexOf(what) : null });
  }
}

function targetOf(record: ComponentFramework.PropertyTypes.LookupProperty): "account" | "contact" {
  const target = record.getTargetEntityType?.() || record.raw?.[0]?.entityType;

  return target === "contact" ? "contact" : "account";
}

function readLeadId(context: ComponentFramework.Context<Inputs>): string {
  const { page } = context as unknown as Undocumented;
  const { contextInfo } = context.mode as unknown as Undocumented;

  return plainId(contextInfo?.entityId ?? page?.entityId);
}

function plainId(id = ""): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

function readValues(parameters: Inputs): LeadValues {
  return Object.fromEntries(LEAD_COLUMNS.map((column) => [column, parameters[column]?.raw ?? ""]));
}
