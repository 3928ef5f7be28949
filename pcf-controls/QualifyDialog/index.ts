import * as React from "react";
import { connectDataverse, createLookUp, withRetry } from "../../core";
import type { Dataverse } from "../../core/dataverse/port";
import type { SearchPort } from "../../core/matching/candidates/search";
import { browserClock, watchErrors } from "../ui/browser-clock";
import type { Drafts } from "../ui/drafts";
import { localDrafts, sessionDrafts } from "../ui/drafts";
import type { Host } from "../ui/host";
import { readHost } from "../ui/host";
import { loadLater, loadShared } from "../ui/libraries";
import type { DialogOutcome } from "../ui/request";
import { readRequest } from "../ui/request";
import { searchAt } from "../ui/search";
import { Shell } from "../ui/Shell";
import { QualifyDialog as Dialog } from "./QualifyDialog";

interface Inputs {
  readonly request: ComponentFramework.PropertyTypes.StringProperty;
  readonly outcome: ComponentFramework.PropertyTypes.StringProperty;
}

interface Outputs {
  readonly outcome?: string;
}

/** The control's lifecycle: it maps the platform's context to the dialog, and the dialog's outcome to an output. */
export class QualifyDialog implements ComponentFramework.ReactControl<Inputs, Outputs> {
  private tell: () => void = () => undefined;
  private outcome: string | undefined;
  private dataverse: Dataverse | undefined;
  private search: SearchPort | undefined;
  private memory: Drafts | undefined;
  private lookUp: Host["lookUp"];
  private loadLater: Host["loadLater"];
  private readonly instance = `enq-qualify-${Math.random().toString(36).slice(2, 8)}`;

  init(_context: ComponentFramework.Context<Inputs>, notifyOutputChanged: () => void): void {
    this.tell = notifyOutputChanged;
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    const { utils, factory } = context;
    const missing = loadShared(utils)?.then(() => factory.requestRender());
    if (missing) return React.createElement(React.Fragment);
    const host = readHost(context);
    this.dataverse ??= withRetry(
      connectDataverse({ watchErrors, ...(host.serverUrl ? { serverUrl: host.serverUrl } : {}) }),
      browserClock,
    );
    if (host.serverUrl) this.search ??= searchAt(host.serverUrl);
    this.lookUp ??= createLookUp(this.dataverse);
    this.loadLater ??= () => loadLater(utils);
    const dialog = React.createElement(Dialog, {
      request: readRequest(context.parameters.request.raw),
      dataverse: this.dataverse,
      clock: browserClock,
      drafts: sessionDrafts,
      memory: (this.memory ??= localDrafts(`${host.user.id} ${context.userSettings.languageId}`)),
      ...(this.search ? { search: this.search } : {}),
      onOutcome: this.finish,
    });

    return React.createElement(Shell, {
      host: { ...host, lookUp: this.lookUp, loadLater: this.loadLater },
      instance: this.instance,
      children: dialog,
    });
  }

  getOutputs(): Outputs {
    return this.outcome === undefined ? {} : { outcome: this.outcome };
  }

  destroy(): void {
    this.tell = () => undefined;
  }

  private readonly finish = (outcome: DialogOutcome): void => {
    this.outcome = JSON.stringify(outcome);
    this.tell();
  };
}
