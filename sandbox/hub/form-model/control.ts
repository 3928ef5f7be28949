import type { AttributeModel } from "./attribute";
import type { FormModel } from "./form";
import type { ControlDefinition, CustomControlDefinition, NativeKind } from "./definition";
import type { SectionModel } from "./layout";
import type { OptionInfo } from "./metadata";
import { Observable } from "./observable";

export interface ControlNotification {
  readonly id: string;
  readonly level: "ERROR" | "RECOMMENDATION";
  readonly messages: readonly string[];
  readonly actions: readonly { readonly message: string; readonly actions: readonly (() => void)[] }[];
}

/** What a sub-grid or the like gives to the client API once it is drawn. The drawing component sets it. */
export interface GridPort {
  readonly entityName: string;
  readonly viewId: string;
  readonly viewName?: string;
  readonly rows: readonly GridRow[];
  readonly selectedIds: readonly string[];
  readonly totalCount: number;
  /** How the rows belong to the form's record; absent for all rows of a view. */
  readonly relationship?: GridRelationship;
  refresh(): Promise<void>;
  select(ids: readonly string[]): void;
  openRelated(): void;
  setView(viewId: string): void;
  /** FetchXml of what is shown. */
  readonly fetchXml: string;
  /** For a custom control in the grid's place. */
  readonly dataSet?: DataSetPort;
}

/** What a custom control may ask of its rows beyond what a grid does; wishes take effect with `refresh` of the grid. */
export interface DataSetPort {
  /** Grows with everything that a control should draw anew for. */
  readonly version: number;
  readonly isLoading: boolean;
  readonly error: Error | undefined;
  readonly columns: readonly DataSetColumn[];
  /** Changed in place by controls, as the platform has them do. */
  readonly sorting: { name: string; sortDirection: number }[];
  filter: DataSetFilter | undefined;
  readonly links: DataSetLink[];
  /** A column beside those of the view: of the table, or `alias.column` of a linked one. */
  addColumn(name: string): void;
  readonly paging: {
    readonly size: number;
    readonly first: number;
    readonly last: number;
    readonly hasNext: boolean;
    setSize(size: number): void;
    /** Shows these pages, counted from 1. */
    show(first: number, last: number): void;
  };
}

export interface DataSetColumn {
  readonly name: string;
  readonly displayName: string;
  readonly dataType: string;
  readonly width: number;
  readonly isPrimary: boolean;
}

export interface DataSetFilter {
  readonly conditions: readonly {
    readonly attributeName: string;
    readonly conditionOperator: number;
    readonly value?: string | readonly string[] | null;
    readonly entityAliasName?: string;
  }[];
  readonly filterOperator: number;
  readonly filters?: readonly DataSetFilter[];
}

export interface DataSetLink {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly linkType: string;
  readonly alias: string;
}

/** What a script offers below a text field while one types. */
export interface AutoComplete {
  readonly results: readonly {
    readonly id: string | number;
    readonly icon?: string;
    readonly fields: readonly string[];
  }[];
  readonly commands?: { readonly label: string; readonly icon?: string; readonly action: () => void };
}

export interface GridRelationship {
  readonly name: string;
  /** The rows' column that points to the record; empty between many and many. */
  readonly column: string;
  /** The collection as a property of the record. */
  readonly navigation: string;
  readonly isManyToMany: boolean;
}

export interface GridRow {
  readonly id: string;
  readonly name: string;
  readonly entityName: string;
  /** Wire row with annotations. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LookupState {
  entityTypes: readonly string[];
  defaultViewId?: string;
  customViews: {
    id: string;
    entityName: string;
    name: string;
    fetchXml: string;
    layoutXml: string;
    isDefault: boolean;
  }[];
  /** FetchXml `<filter>` texts, by table ("" for all). Set by handlers of presearch, gone after each search. */
  filters: { entityName: string; xml: string }[];
  readonly preSearch: Set<() => void>;
  /** Told when a person clicks the record in the field; `prevented` keeps it from opening. */
  readonly tagClicks: Set<(event: LookupTagEvent) => void>;
}

export interface LookupTagEvent {
  readonly tag: {
    readonly id: string;
    readonly name?: string;
    readonly entityType: string;
    readonly fieldName: string;
  };
  prevented: boolean;
  getTagValue(): LookupTagEvent["tag"];
  preventDefault(): void;
  isDefaultPrevented(): boolean;
}

/** One control of the form, whatever draws it. */
export class ControlModel extends Observable {
  notifications: readonly ControlNotification[] = [];
  grid: GridPort | undefined;
  readonly lookup: LookupState;
  /** Scripts may narrow a choice; undefined: all options of the column. */
  private ownOptions: readonly OptionInfo[] | undefined;
  private ownVisible: boolean;
  private ownDisabled: boolean;
  private ownLabel: string | undefined;
  /** Moves the keyboard to the control; the drawing component sets it. */
  focusHandler: (() => void) | undefined;
  showTime = true;
  /** What a custom control last gave back, by property. */
  outputs: Readonly<Record<string, unknown>> = {};
  readonly outputListeners = new Set<() => void>();
  /** Reads again what the control shows beside the record (timeline, quick view); the drawing component sets it. */
  refreshHandler: (() => void) | undefined;
  /** Address of an IFRAME or web resource when a script changed it. */
  src: string | undefined;
  /** The frame that is drawn; the drawing component sets it. */
  frame: HTMLIFrameElement | undefined;
  readonly gridLoadListeners = new Set<() => void>();
  /** The form inside, once its row is read; the drawing component sets it. */
  quickView: FormModel | undefined;
  /** The entry while it is typed; the column gets it when the field is left. */
  typed: string | undefined;
  readonly keyPressListeners = new Set<() => void>();
  autoComplete: AutoComplete | undefined;

  constructor(
    readonly name: string,
    readonly definition: ControlDefinition,
    readonly attribute: AttributeModel | undefined,
    readonly custom: CustomControlDefinition | undefined,
    readonly section: SectionModel,
    cell: { readonly visible: boolean; readonly label?: string },
    /** True while the whole form cannot be changed. */
    private readonly isFormReadOnly: () => boolean,
  ) {
    super();
    this.ownVisible = cell.visible;
    this.ownDisabled = definition.disabled;
    this.ownLabel = cell.label;
    this.lookup = {
      entityTypes: attribute?.info.targets ?? [],
      customViews: [],
      filters: [],
      preSearch: new Set(),
      tagClicks: new Set(),
    };
    attribute?.controls.push(this);
  }

  get kind(): NativeKind {
    return this.definition.native;
  }

  get label(): string {
    return this.ownLabel ?? this.attribute?.info.displayName ?? "";
  }

  set label(text: string) {
    this.ownLabel = text;
    this.changed();
  }

  get visible(): boolean {
    return this.ownVisible;
  }

  set visible(visible: boolean) {
    if (visible === this.ownVisible) return;
    this.ownVisible = visible;
    this.changed();
    this.section.changed();
  }

  /** What scripts set and read; the form's own read-only state comes on top in `isReadOnly`. */
  get disabled(): boolean {
    return this.ownDisabled;
  }

  set disabled(disabled: boolean) {
    if (disabled === this.ownDisabled) return;
    this.ownDisabled = disabled;
    this.changed();
  }

  /** Whether a person may change the value here. */
  get isReadOnly(): boolean {
    return this.ownDisabled || this.isFormReadOnly() || this.attribute?.privilege.canUpdate === false;
  }

  /** Visible itself, and so are its section and tab. */
  get isShown(): boolean {
    return this.ownVisible && this.section.isShown;
  }

  get options(): readonly OptionInfo[] {
    return this.ownOptions ?? this.attribute?.info.options ?? [];
  }

  set options(options: readonly OptionInfo[]) {
    this.ownOptions = options;
    this.changed();
  }

  notify(notification: ControlNotification): void {
    this.notifications = [...this.notifications.filter(({ id }) => id !== notification.id), notification];
    this.changed();
  }

  clearNotification(id?: string): boolean {
    const kept = id === undefined ? [] : this.notifications.filter((notification) => notification.id !== id);
    const removed = kept.length < this.notifications.length;
    this.notifications = kept;
    if (removed) this.changed();
    return removed;
  }

  refresh(): void {
    this.refreshHandler?.();
  }

  /** What a click on the record of a lookup does: asks the handlers; true when the record may be opened. */
  clickTag(tag: LookupTagEvent["tag"]): boolean {
    const event: LookupTagEvent = {
      tag,
      prevented: false,
      getTagValue: () => tag,
      preventDefault: () => {
        event.prevented = true;
      },
      isDefaultPrevented: () => event.prevented,
    };
    for (const listener of [...this.lookup.tagClicks]) listener(event);
    return !event.prevented;
  }

  /** Runs the handlers of presearch and takes the filters that they added, for one search. */
  takeSearchFilters(): LookupState["filters"] {
    this.lookup.filters = [];
    for (const handler of [...this.lookup.preSearch]) handler();
    return this.lookup.filters;
  }

  focus(): void {
    this.focusHandler?.();
  }
}
