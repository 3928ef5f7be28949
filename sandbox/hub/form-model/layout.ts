import type { ControlModel } from "./control";
import type { CellDefinition, SectionDefinition, TabDefinition } from "./definition";
import { Observable } from "./observable";

export interface CellModel {
  readonly definition: CellDefinition;
  readonly control: ControlModel | undefined;
}

/** A section with its cells; the header and the footer of a form are sections too. */
export class SectionModel extends Observable {
  rows: readonly (readonly CellModel[])[] = [];
  private ownVisible: boolean;
  private ownLabel: string;

  constructor(
    readonly definition: SectionDefinition,
    readonly tab: TabModel | undefined,
  ) {
    super();
    this.ownVisible = definition.visible;
    this.ownLabel = definition.label;
  }

  get controls(): ControlModel[] {
    return this.rows.flatMap((row) => row.flatMap((cell) => cell.control ?? []));
  }

  get label(): string {
    return this.ownLabel;
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
    this.tab?.changed();
  }

  get isShown(): boolean {
    return this.ownVisible && (this.tab?.visible ?? true);
  }
}

export class TabModel extends Observable {
  readonly columns: readonly { readonly width: string; readonly sections: readonly SectionModel[] }[];
  private ownVisible: boolean;
  private ownLabel: string;
  private state: "expanded" | "collapsed";
  readonly stateListeners = new Set<() => void>();

  constructor(
    readonly definition: TabDefinition,
    /** Brings the tab to the front. */
    readonly focus: () => void,
  ) {
    super();
    this.ownVisible = definition.visible;
    this.ownLabel = definition.label;
    this.state = definition.expanded ? "expanded" : "collapsed";
    this.columns = definition.columns.map((column) => ({
      width: column.width,
      sections: column.sections.map((section) => new SectionModel(section, this)),
    }));
  }

  get sections(): SectionModel[] {
    return this.columns.flatMap((column) => [...column.sections]);
  }

  get label(): string {
    return this.ownLabel;
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
  }

  get displayState(): "expanded" | "collapsed" {
    return this.state;
  }

  set displayState(state: "expanded" | "collapsed") {
    const differs = state !== this.state;
    this.state = state;
    if (state === "expanded") this.focus();
    if (!differs) return;
    this.changed();
    for (const listener of [...this.stateListeners]) listener();
  }
}
