/** Everything that lies above the page: dialogs, side panes, notifications, the progress indicator. Drawn by `DialogHost`. */
import { Observable, type FormModel } from "../form-model";
import type { HubPage } from "../xrm/host";

export interface SizeValue {
  readonly value: number;
  readonly unit: "%" | "px";
}

export interface DialogSize {
  readonly width?: SizeValue;
  readonly height?: SizeValue;
}

export type DialogContent =
  | { readonly kind: "form"; readonly form: FormModel; readonly title?: string; readonly side: boolean }
  | { readonly kind: "page"; readonly page: HubPage; readonly title?: string; readonly side: boolean }
  | { readonly kind: "alert"; readonly title?: string; readonly text: string; readonly confirm?: string }
  | {
      readonly kind: "confirm";
      readonly title?: string;
      readonly subtitle?: string;
      readonly text: string;
      readonly confirm?: string;
      readonly cancel?: string;
    }
  | { readonly kind: "error"; readonly message: string; readonly details?: string; readonly code?: number }
  | { readonly kind: "lookup"; readonly options: Xrm.LookupOptions }
  | {
      readonly kind: "custom";
      readonly title: string;
      readonly draw: (close: (result?: unknown) => void) => React.ReactElement;
    };

export interface OpenDialog {
  readonly id: number;
  readonly content: DialogContent;
  readonly size: DialogSize;
  /** Asked before the person closes the dialog; false keeps it open. */
  mayClose?: () => Promise<boolean>;
  close(result?: unknown): void;
}

export interface AppNotification {
  readonly id: string;
  /** 1 success, 2 error, 3 warning, 4 information. */
  readonly level: number;
  readonly message: string;
  readonly showClose: boolean;
  readonly action?: { readonly label: string; readonly run?: () => void };
}

export interface SidePane {
  readonly id: string;
  title: string;
  canClose: boolean;
  imageSrc?: string;
  hideHeader: boolean;
  width: number;
  hidden: boolean;
  alwaysRender: boolean;
  /** 0 none, or a number to show. */
  badge?: number | boolean;
  page?: HubPage;
  form?: FormModel;
}

/** In milliseconds: as long as Fluent's dialog takes to leave. */
const leaveTime = 250;

class DialogStore extends Observable {
  dialogs: readonly OpenDialog[] = [];
  /** Closed a moment ago: still drawn, so that the focus library can let go of what lay behind (facts/pcf.md §B). */
  closing: readonly OpenDialog[] = [];
  notifications: readonly AppNotification[] = [];
  panes: readonly SidePane[] = [];
  selectedPane: string | undefined;
  /** 0 collapsed, 1 expanded. */
  paneState = 1;
  progress: string | undefined;
  private count = 0;

  /** Opens a dialog; resolves with what it is closed with. */
  open<T>(
    content: DialogContent,
    size: DialogSize = {},
    prepare?: (dialog: OpenDialog) => void,
  ): Promise<T | undefined> {
    return new Promise((resolve) => {
      const id = (this.count += 1);
      const dialog: OpenDialog = {
        id,
        content,
        size,
        close: (result) => {
          if (!this.dialogs.includes(dialog)) return;
          this.dialogs = this.dialogs.filter((other) => other !== dialog);
          this.closing = [...this.closing, dialog];
          setTimeout(() => this.forget(dialog), leaveTime);
          this.changed();
          resolve(result as T | undefined);
        },
      };
      prepare?.(dialog);
      this.dialogs = [...this.dialogs, dialog];
      this.changed();
    });
  }

  private forget(dialog: OpenDialog): void {
    this.closing = this.closing.filter((other) => other !== dialog);
    this.changed();
  }

  notify(notification: AppNotification): void {
    this.notifications = [...this.notifications.filter(({ id }) => id !== notification.id), notification];
    this.changed();
  }

  clearNotification(id: string): void {
    this.notifications = this.notifications.filter((notification) => notification.id !== id);
    this.changed();
  }

  setProgress(message: string | undefined): void {
    this.progress = message;
    this.changed();
  }

  addPane(pane: SidePane, select: boolean): void {
    this.panes = [...this.panes.filter(({ id }) => id !== pane.id), pane];
    if (select) this.selectPane(pane.id);
    else this.changed();
  }

  selectPane(id: string | undefined): void {
    this.selectedPane = id;
    if (id !== undefined) this.paneState = 1;
    this.changed();
  }

  closePane(id: string): void {
    this.panes = this.panes.filter((pane) => pane.id !== id);
    if (this.selectedPane === id) this.selectedPane = this.panes[0]?.id;
    this.changed();
  }
}

export const dialogs = new DialogStore();
