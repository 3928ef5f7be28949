import { Observable } from "../form-model/observable";
import { formatPlace, parsePlace, type Place, type Route } from "./routes";

/** Asked before the page is left: false keeps the user where he is. */
export type LeaveGuard = () => Promise<boolean>;

interface HistoryState {
  readonly index?: number;
}

/**
 * The address bar as state. Every move is a history entry, so back, forward and refresh work; a page with unsaved changes sets a
 * guard which is asked first, also for back and forward (the browser has moved by then: it is sent back until the answer is there).
 */
export class Navigator extends Observable {
  private current: Place;
  private index: number;
  private guard: LeaveGuard | undefined;
  private isRestoring = false;

  constructor() {
    super();
    this.current = parsePlace(window.location.search);
    this.index = (window.history.state as HistoryState | null)?.index ?? 0;
    window.history.replaceState({ index: this.index }, "");
    window.addEventListener("popstate", this.handlePop);
    window.addEventListener("beforeunload", this.handleUnload);
  }

  get place(): Place {
    return this.current;
  }

  get route(): Route {
    return this.current.route;
  }

  /** Sets what is asked before the page is left; undefined takes it away. */
  setGuard(guard: LeaveGuard | undefined): void {
    this.guard = guard;
  }

  /** Goes to a page; resolves to false when the user stays. */
  async go(route: Route, options: { replace?: boolean; appId?: string } = {}): Promise<boolean> {
    if (!options.replace && !(await this.mayLeave())) {
      return false;
    }

    const place = { appId: options.appId ?? this.current.appId, route };
    if (options.replace) {
      window.history.replaceState({ index: this.index }, "", formatPlace(place));
    } else {
      this.index += 1;
      window.history.pushState({ index: this.index }, "", formatPlace(place));
    }
    this.show(place);

    return true;
  }

  back(): void {
    window.history.back();
  }

  private async mayLeave(): Promise<boolean> {
    return this.guard ? await this.guard() : true;
  }

  private show(place: Place): void {
    this.current = place;
    this.changed();
  }

  private readonly handlePop = (event: PopStateEvent): void => {
    if (this.isRestoring) {
      this.isRestoring = false;

      return;
    }

    const target = (event.state as HistoryState | null)?.index ?? 0;
    const place = parsePlace(window.location.search);
    if (!this.guard) {
      this.index = target;
      this.show(place);

      return;
    }

    const distance = target - this.index;
    this.isRestoring = true;
    window.history.go(-distance);
    void this.mayLeave().then((leaves) => {
      if (leaves) {
        this.guard = undefined;
        window.history.go(distance);
      }
    });
  };

  private readonly handleUnload = (event: BeforeUnloadEvent): void => {
    if (this.guard) {
      event.preventDefault();
    }
  };
}
