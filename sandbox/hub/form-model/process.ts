/**
 * The business process flow of a record: which stages there are, which one is active, and the moves between them.
 * Source: facts/sales-qualification.md §1.5; the instance is a row of the process's own table, its definition a `workflow`
 * (category 4) with `processstage` rows.
 */
import { plainId } from "./attribute";
import type { FormModel } from "./form";
import { getJson, sendJson, type Json } from "./http";
import { loadTable, type TableInfo } from "./metadata";
import { Observable } from "./observable";

export interface StepInfo {
  readonly column: string;
  readonly label: string;
  readonly required: boolean;
}

export interface StageInfo {
  readonly id: string;
  readonly name: string;
  /** The table whose form shows this stage. */
  readonly table: string;
  /** `stagecategory`: 0 Qualify, 1 Develop, 2 Propose, 3 Close. */
  readonly category: number;
  readonly steps: readonly StepInfo[];
}

export interface ProcessInfo {
  readonly id: string;
  readonly name: string;
  /** Table of the instances, such as leadtoopportunitysalesprocess. */
  readonly instanceTable: string;
  readonly stages: readonly StageInfo[];
}

export type ProcessStatus = "active" | "finished" | "aborted";
export type MoveResult =
  | "success"
  | "invalid"
  | "unreachable"
  | "dirtyForm"
  | "crossEntity"
  | "end"
  | "beginning"
  | "stageGate"
  | "preventDefault";

export interface StageEvent {
  readonly stage: StageInfo;
  readonly direction: "next" | "previous";
  prevented: boolean;
}

const statusNames: Readonly<Record<number, ProcessStatus>> = { 1: "active", 2: "finished", 3: "aborted" };

export class ProcessModel extends Observable {
  selectedStageId: string | undefined;
  displayState: "expanded" | "collapsed" | "floating" = "expanded";
  readonly listeners: Record<
    "prestagechange" | "stagechange" | "stageselected" | "statuschange" | "prestatuschange",
    Set<(event: StageEvent) => void>
  > = {
    prestagechange: new Set(),
    stagechange: new Set(),
    stageselected: new Set(),
    statuschange: new Set(),
    prestatuschange: new Set(),
  };

  constructor(
    readonly form: FormModel,
    readonly info: ProcessInfo,
    /** The process's row; undefined until one exists. */
    public instance: Json | undefined,
    private readonly instanceTable: TableInfo,
  ) {
    super();
  }

  get instanceId(): string {
    return String(this.instance?.[this.instanceTable.primaryId] ?? "");
  }

  get instanceName(): string {
    return String(this.instance?.[this.instanceTable.primaryName] ?? "");
  }

  get status(): ProcessStatus {
    return statusNames[Number(this.instance?.statuscode ?? 1)] ?? "active";
  }

  get activeStage(): StageInfo | undefined {
    const id = plainId(String(this.instance?._activestageid_value ?? ""));
    // Before there is an instance, a record begins at the first stage of its own table.
    const own = this.info.stages.find(({ table }) => table === this.form.table.logicalName);
    return this.info.stages.find((stage) => stage.id === id) ?? own ?? this.info.stages[0];
  }

  get selectedStage(): StageInfo | undefined {
    return this.info.stages.find((stage) => stage.id === this.selectedStageId) ?? this.activeStage;
  }

  /** Stages up to and with the active one. */
  get activePath(): readonly StageInfo[] {
    return this.info.stages;
  }

  select(stageId: string | undefined): void {
    this.selectedStageId = stageId;
    this.changed();
    const stage = this.selectedStage;
    if (stage) this.fire("stageselected", { stage, direction: "next", prevented: false });
  }

  setDisplayState(state: ProcessModel["displayState"]): void {
    this.displayState = state;
    this.changed();
  }

  /** Required steps of the active stage that have no value. */
  missingSteps(): StepInfo[] {
    return (this.activeStage?.steps ?? []).filter((step) => {
      const value = this.form.attributes.get(step.column)?.value ?? this.form.row?.[step.column];
      return step.required && (value === null || value === undefined || value === "");
    });
  }

  async moveNext(): Promise<MoveResult> {
    const index = this.indexOfActive();
    const next = this.info.stages[index + 1];
    if (!next) return "end";
    if (this.missingSteps().length > 0) return "stageGate";
    // The next table's record is made by qualifying, not by the process (facts/sales-qualification.md §1.5).
    if (next.table !== this.activeStage?.table && !this.recordOf(next.table)) return "crossEntity";
    return this.moveTo(next, "next");
  }

  async movePrevious(): Promise<MoveResult> {
    const previous = this.info.stages[this.indexOfActive() - 1];
    // A record that no record of the stage before became: its way begins here.
    const isThere = previous?.table === this.activeStage?.table || (previous && this.recordOf(previous.table));
    return previous && isThere ? this.moveTo(previous, "previous") : "beginning";
  }

  async setActive(stageId: string): Promise<MoveResult> {
    const stage = this.info.stages.find(({ id }) => id === plainId(stageId));
    if (!stage) return "invalid";
    return this.moveTo(stage, this.info.stages.indexOf(stage) >= this.indexOfActive() ? "next" : "previous");
  }

  async setStatus(status: ProcessStatus): Promise<ProcessStatus> {
    const codes: Record<ProcessStatus, Json> = {
      active: { statecode: 0, statuscode: 1 },
      finished: { statecode: 1, statuscode: 2 },
      aborted: { statecode: 1, statuscode: 3 },
    };
    const stage = this.activeStage;
    const event: StageEvent | undefined = stage && { stage, direction: "next", prevented: false };
    if (event) this.fire("prestatuschange", event);
    if (event?.prevented) return this.status;
    await this.write(codes[status]);
    if (event) this.fire("statuschange", event);
    return this.status;
  }

  async reload(): Promise<void> {
    if (!this.form.entityId) return;
    const instance = await findInstance(this.info, this.instanceTable, this.form);
    this.instance = instance;
    this.selectedStageId = undefined;
    this.changed();
  }

  /** The record that a stage's table stands for in this instance. */
  recordOf(table: string): string | undefined {
    const id = this.instance?.[`_${table}id_value`];
    return typeof id === "string" ? plainId(id) : undefined;
  }

  private indexOfActive(): number {
    const active = this.activeStage;
    return active ? this.info.stages.indexOf(active) : -1;
  }

  private async moveTo(stage: StageInfo, direction: StageEvent["direction"]): Promise<MoveResult> {
    if (this.status === "finished" && direction === "next") return "end";
    const event: StageEvent = { stage, direction, prevented: false };
    this.fire("prestagechange", event);
    if (event.prevented) return "preventDefault";

    const path = this.info.stages.slice(0, this.info.stages.indexOf(stage) + 1).map(({ id }) => id);
    await this.write({ "activestageid@odata.bind": `/processstages(${stage.id})`, traversedpath: path.join() });
    this.fire("stagechange", event);
    return "success";
  }

  private async write(body: Json): Promise<void> {
    if (!this.instance) await this.create();
    await sendJson("PATCH", `${this.instanceTable.entitySetName}(${this.instanceId})`, body, { "If-Match": "*" });
    await this.reload();
  }

  /** A record that was made without a form has no instance until its process is moved. */
  private async create(): Promise<void> {
    const first = this.activeStage;
    const navigation = this.instanceTable.navigation.get(
      `${this.form.table.logicalName}id:${this.form.table.logicalName}`,
    );
    await sendJson("POST", this.instanceTable.entitySetName, {
      name: this.info.name,
      [`${navigation ?? `${this.form.table.logicalName}id`}@odata.bind`]: `/${this.form.table.entitySetName}(${this.form.entityId})`,
      "processid@odata.bind": `/workflows(${this.info.id})`,
      ...(first && { "activestageid@odata.bind": `/processstages(${first.id})`, traversedpath: first.id }),
    });
    this.instance = await findInstance(this.info, this.instanceTable, this.form);
  }

  private fire(name: keyof ProcessModel["listeners"], event: StageEvent): void {
    for (const listener of [...this.listeners[name]]) listener(event);
  }
}

/** The process for a form's record: the one it has an instance of, else the first active one for its table. */
export async function loadProcess(form: FormModel): Promise<ProcessModel | undefined> {
  const processes = await readProcesses(form.table.logicalName);
  if (processes.length === 0) return undefined;

  const candidates = await Promise.all(
    processes.map(async (info) => {
      const table = await loadTable(info.instanceTable);
      return { info, table, instance: form.entityId ? await findInstance(info, table, form) : undefined };
    }),
  );
  const wanted = form.request.processId && plainId(form.request.processId);
  const chosen =
    candidates.find(({ info }) => info.id === wanted) ?? candidates.find(({ instance }) => instance) ?? candidates[0];
  return chosen && new ProcessModel(form, chosen.info, chosen.instance, chosen.table);
}

async function findInstance(info: ProcessInfo, table: TableInfo, form: FormModel): Promise<Json | undefined> {
  const column = `${form.table.logicalName}id`;
  if (!table.attributes.has(column)) return undefined;
  const filter = `_${column}_value eq ${form.entityId}`;
  const answer = await getJson(
    `${table.entitySetName}?$filter=${encodeURIComponent(filter)}&$orderby=createdon desc&$top=1`,
    {
      Prefer: 'odata.include-annotations="*"',
    },
  );
  return ((answer.value as Json[] | undefined) ?? [])[0];
}

const processes = new Map<string, Promise<ProcessInfo[]>>();

/** The active processes that have a stage for the table. Read once per page. */
export function readProcesses(table: string): Promise<ProcessInfo[]> {
  let reading = processes.get(table);
  if (!reading) {
    reading = fetchProcesses(table).catch(() => []);
    processes.set(table, reading);
  }
  return reading;
}

async function fetchProcesses(table: string): Promise<ProcessInfo[]> {
  const stages = await getJson(`processstages?$filter=${encodeURIComponent(`primaryentitytypecode eq '${table}'`)}`);
  const ids = new Set(((stages.value as Json[]) ?? []).map((stage) => plainId(String(stage._processid_value))));
  const infos = await Promise.all([...ids].map(fetchProcess));
  return infos.filter((info): info is ProcessInfo => info !== undefined);
}

async function fetchProcess(id: string): Promise<ProcessInfo | undefined> {
  const [workflow, stages] = await Promise.all([
    getJson(`workflows(${id})`),
    getJson(`processstages?$filter=${encodeURIComponent(`_processid_value eq ${id}`)}&$orderby=stagecategory asc`),
  ]);
  if (Number(workflow.category) !== 4 || Number(workflow.statecode ?? 1) !== 1) return undefined;
  return {
    id,
    name: String(workflow.name),
    instanceTable: String(workflow.uniquename),
    stages: ((stages.value as Json[]) ?? []).map(stageOf),
  };
}

function stageOf(stage: Json): StageInfo {
  return {
    id: plainId(String(stage.processstageid)),
    name: String(stage.stagename),
    table: String(stage.primaryentitytypecode),
    category: Number(stage.stagecategory ?? 0),
    steps: stepsOf(stage.clientdata),
  };
}

/** `clientdata` of a stage is JSON: an array of steps with the column and whether it must be filled. */
function stepsOf(clientData: unknown): StepInfo[] {
  if (typeof clientData !== "string" || clientData === "") return [];
  try {
    const parsed = JSON.parse(clientData) as unknown;
    const steps = Array.isArray(parsed) ? parsed : ((parsed as Json).steps as unknown[] | undefined);
    return ((steps ?? []) as Json[]).map((step) => ({
      column: String(step.attributeName ?? step.column ?? step.DataFieldName ?? ""),
      label: String(step.label ?? step.DisplayName ?? ""),
      required: step.required === true || step.isProcessRequired === true,
    }));
  } catch {
    return [];
  }
}
