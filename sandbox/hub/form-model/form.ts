import type { AttributeModel } from "./attribute";
import { plainId, type FormValue, type LookupItem } from "./attribute";
import { ControlModel } from "./control";
import type { ControlDefinition, CustomControlDefinition, FormDefinition } from "./definition";
import { SectionModel, TabModel } from "./layout";
import type { TableInfo } from "./metadata";
import { Observable } from "./observable";
import type { ProcessModel } from "./process";
import { saveForm, type SaveOutcome, type SaveRequest } from "./save";
import { attributesOf, readRow, valueOf, type WireRow } from "./wire";

export interface FormNotification {
  readonly id: string;
  readonly level: "ERROR" | "WARNING" | "INFO";
  readonly message: string;
}

/** How a form was asked for: by `navigateTo`, `openForm` or a link. */
export interface FormRequest {
  readonly entityName: string;
  readonly entityId?: string;
  readonly formId?: string;
  /** Columns of a new record, or declared form parameters. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly createFromEntity?: LookupItem;
  readonly relationship?: { readonly name: string };
  readonly processId?: string;
  readonly tabName?: string;
  /** The short form for making a row beside what one is doing. */
  readonly isQuickCreate?: boolean;
}

/** 1 create, 2 update, 3 read only, 4 disabled, 6 bulk edit (`formContext.ui.getFormType`). */
export type FormType = 0 | 1 | 2 | 3 | 4 | 6;

export interface FormRights {
  readonly canWrite: boolean;
  readonly canDelete: boolean;
  readonly canAppend: boolean;
}

/** What the page around a form does for it. `DialogHost` and the shell set it before the form is started. */
export interface FormPort {
  /** Leaves the form: the dialog closes, the page goes back. */
  close(): void;
  /** Another form for the same record was chosen. */
  openForm(request: FormRequest): void;
}

export interface FormModelOptions {
  readonly request: FormRequest;
  readonly definition: FormDefinition;
  readonly table: TableInfo;
  /** Undefined for a new record. */
  readonly row?: WireRow;
  readonly rights: FormRights;
  /** All forms of this table that the user may choose. */
  readonly forms: readonly { readonly id: string; readonly name: string }[];
}

/**
 * The columns of the form: those that its controls and custom controls are bound to, the state columns, and those that the
 * opener hands values for.
 */
function columnsOf({ definition, request, table }: FormModelOptions): Set<string> {
  const columns = new Set<string>(["statecode", "statuscode", "ownerid", table.primaryName]);
  const sections = [
    ...definition.tabs.flatMap((tab) => tab.columns.flatMap((column) => column.sections)),
    definition.header,
    definition.footer,
  ];
  for (const cell of sections.flatMap((section) => section?.rows.flat() ?? []))
    if (cell.control?.column) columns.add(cell.control.column);
  for (const { parameters } of [...definition.customControls.values()].flat()) {
    for (const { isStatic, value } of parameters) if (!isStatic) columns.add(value);
  }
  for (const name of Object.keys(request.data ?? {})) columns.add(name);
  for (const { name, attribute } of definition.events) if (name === "onchange" && attribute) columns.add(attribute);
  return columns;
}

const QUICK_VIEW = 6;

/** The fired events that scripts listen to besides onchange. */
export type FormEventName = "load" | "dataload" | "save" | "postsave" | "close";

/**
 * A form with its record: everything that a person sees on it and a script may change. React components draw it and
 * listen (`useObservable`); the client API wraps it.
 */
export class FormModel extends Observable {
  readonly request: FormRequest;
  readonly definition: FormDefinition;
  readonly table: TableInfo;
  readonly rights: FormRights;
  readonly forms: FormModelOptions["forms"];
  readonly attributes = new Map<string, AttributeModel>();
  readonly controls = new Map<string, ControlModel>();
  readonly tabs: readonly TabModel[];
  readonly header: SectionModel | undefined;
  readonly footer: SectionModel | undefined;
  notifications: readonly FormNotification[] = [];
  /** What a script may hide of the page (`headerSection`, `footerSection`). */
  readonly chrome = { body: true, commandBar: true, tabNavigator: true, footer: true, processBar: true };
  process: ProcessModel | undefined;
  port: FormPort = { close: () => undefined, openForm: () => undefined };
  row: WireRow | undefined;
  entityId: string | undefined;
  isSaving = false;
  /** Name of the table in the header, when a script changed it. */
  titleOverride: string | undefined;
  readonly hiddenForms = new Set<string>();
  readonly hiddenNavigation = new Set<string>();
  /** What the Related menu offers; the page sets it. */
  related: readonly { readonly id: string; readonly label: string }[] = [];
  /** Other words for entries of it, by id. */
  readonly navigationLabels = new Map<string, string>();
  /** Shows a related list; the page sets it when it has one. */
  openNavigation: ((id: string) => void) | undefined;
  readonly listeners: Record<FormEventName, Set<(event: unknown) => void | Promise<void>>> = {
    load: new Set(),
    dataload: new Set(),
    save: new Set(),
    postsave: new Set(),
    close: new Set(),
  };
  /** A quick create form: fields, and two buttons below; it closes when it is saved. */
  isQuickCreate = false;
  /** Asked before a save that would make a duplicate; true: save anyway. The shell sets it. */
  confirmDuplicates: (() => Promise<boolean>) | undefined;
  private current: TabModel | undefined;

  constructor(options: FormModelOptions) {
    super();
    this.request = options.request;
    this.definition = options.definition;
    this.table = options.table;
    this.row = options.row;
    this.rights = options.rights;
    this.forms = options.forms;
    this.entityId = options.row ? plainId(String(options.row[options.table.primaryId])) : undefined;
    const { table, row } = options;
    for (const attribute of attributesOf({ table, row, columns: columnsOf(options) })) this.addAttribute(attribute);
    this.tabs = options.definition.tabs.map((tab) => this.buildTab(tab));
    this.header = options.definition.header && this.fillSection(new SectionModel(options.definition.header, undefined));
    this.footer = options.definition.footer && this.fillSection(new SectionModel(options.definition.footer, undefined));
    this.current =
      this.tabs.find((tab) => tab.definition.name === options.request.tabName) ?? this.tabs.find((tab) => tab.visible);
  }

  get formType(): FormType {
    if (!this.entityId) return 1;
    if (this.isInactive) return 4;
    return this.rights.canWrite ? 2 : 3;
  }

  /** A closed or inactive record cannot be changed on its form (facts/sales-qualification.md §4). */
  get isInactive(): boolean {
    return this.row !== undefined && Number(this.row.statecode ?? 0) !== 0;
  }

  /** Stands on another form and only shows. */
  get isQuickView(): boolean {
    return this.definition.type === QUICK_VIEW;
  }

  get isReadOnly(): boolean {
    return this.formType === 3 || this.formType === 4;
  }

  /** Whether something would be sent on save. */
  get isDirty(): boolean {
    return [...this.attributes.values()].some(({ isDirty, submitMode }) => isDirty && submitMode !== "never");
  }

  get primaryName(): string {
    const value = this.attributes.get(this.table.primaryName)?.value ?? this.row?.[this.table.primaryName];
    return typeof value === "string" ? value : "";
  }

  get currentTab(): TabModel | undefined {
    return this.current?.visible ? this.current : this.tabs.find((tab) => tab.visible);
  }

  showTab(tab: TabModel): void {
    if (this.current === tab) return;
    this.current = tab;
    this.changed();
    if (tab.displayState !== "expanded") tab.displayState = "expanded";
    else for (const listener of [...tab.stateListeners]) listener();
  }

  setChrome(part: keyof FormModel["chrome"], visible: boolean): void {
    if (this.chrome[part] === visible) return;
    this.chrome[part] = visible;
    this.changed();
  }

  /** Nothing but the fields: what stands around them is for records that exist. */
  becomeQuickCreate(): void {
    this.isQuickCreate = true;
    Object.assign(this.chrome, { body: false, commandBar: false, tabNavigator: false, processBar: false });
  }

  notify(notification: FormNotification): void {
    this.notifications = [...this.notifications.filter(({ id }) => id !== notification.id), notification];
    this.changed();
  }

  clearNotification(id: string): boolean {
    const kept = this.notifications.filter((notification) => notification.id !== id);
    const removed = kept.length < this.notifications.length;
    this.notifications = kept;
    if (removed) this.changed();
    return removed;
  }

  /** Runs the listeners one after the other; an asynchronous one is waited for. */
  async fire(name: FormEventName, event: unknown): Promise<void> {
    for (const listener of [...this.listeners[name]]) await listener(event);
  }

  /** Checks, runs onsave, writes, reads again. Never throws for what a person can correct: look at the outcome. */
  save(request: SaveRequest = {}): Promise<SaveOutcome> {
    return saveForm(this, request);
  }

  /** Reads the record again; unsaved entries are lost unless `save` is asked for. */
  async refresh(save = false): Promise<void> {
    if (save && this.isDirty) await this.save();
    if (!this.entityId) return;
    this.takeRow(await readRow(this.table, this.entityId));
    await this.process?.reload();
    await this.fire("dataload", undefined);
  }

  /** Makes the stored row the state of the form: every attribute is clean afterwards. */
  takeRow(row: WireRow): void {
    this.row = row;
    this.entityId = plainId(String(row[this.table.primaryId]));
    for (const attribute of this.attributes.values()) attribute.accept(valueOf(attribute.info, row));
    this.changed();
  }

  /** The values as they stand, for matching and previews. */
  values(): Record<string, FormValue> {
    return Object.fromEntries([...this.attributes].map(([name, attribute]) => [name, attribute.value]));
  }

  private addAttribute(attribute: AttributeModel): void {
    this.attributes.set(attribute.name, attribute);
    attribute.subscribe(() => this.changed());
  }

  private buildTab(definition: FormDefinition["tabs"][number]): TabModel {
    const tab: TabModel = new TabModel(definition, () => this.showTab(tab));
    for (const section of tab.sections) this.fillSection(section);
    tab.subscribe(() => this.changed());
    return tab;
  }

  private fillSection(section: SectionModel): SectionModel {
    section.rows = section.definition.rows.map((row) =>
      row.map((cell) => ({
        definition: cell,
        control: cell.control && this.buildControl(cell.control, section, cell),
      })),
    );
    section.subscribe(() => this.changed());
    return section;
  }

  private buildControl(
    definition: ControlDefinition,
    section: SectionModel,
    cell: { visible: boolean; label?: string },
  ): ControlModel {
    const attribute = definition.column ? this.attributes.get(definition.column) : undefined;
    const name = this.freeControlName(definition, section);
    const control = new ControlModel(
      name,
      definition,
      attribute,
      this.customOf(definition),
      section,
      cell,
      () => this.isReadOnly,
    );
    this.controls.set(name, control);
    return control;
  }

  /** The second control of a column is called `<column>1`, the one in the header `header_<column>`, as the client API names them. */
  private freeControlName(definition: ControlDefinition, section: SectionModel): string {
    const base = section.definition === this.definition.header ? `header_${definition.id}` : definition.id;
    let name = base;
    for (let count = 1; this.controls.has(name); count += 1) name = `${base}${count}`;
    return name;
  }

  private customOf(definition: ControlDefinition): CustomControlDefinition | undefined {
    const candidates = definition.uniqueId ? (this.definition.customControls.get(definition.uniqueId) ?? []) : [];
    const custom = candidates.filter(({ name }) => name !== undefined);
    return (
      custom.find(({ formFactor }) => formFactor === 2) ??
      custom.find(({ formFactor }) => formFactor === 0) ??
      custom[0]
    );
  }
}
