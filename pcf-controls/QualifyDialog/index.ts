import * as React from "react";
import { connectDataverse, createLookUp, withRetry } from "../../core";
import { browserClock, watchErrors } from "../ui/browser-clock";
import { localDrafts, sessionDrafts } from "../ui/drafts";
import type { Host } from "../ui/host";
import { readHost } from "../ui/host";
import { loadLater, loadShared } from "../ui/libraries";
import type { DialogOutcome } from "../ui/request";
import { readRequest } from "../ui/request";
import { searchAt } from "../ui/search";
import { offer } from "../SharedCode/offer";
import { Shell } from "../ui/Shell";
import * as door from "./door";
import { QualifyDialog as Dialog } from "./QualifyDialog";
import type { Tools } from "./use-qualify";
import { beginReading, readerOf } from "./use-qualify";

offer({ door });

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
  private tools: (Tools & Required<Pick<Host, "lookUp" | "loadLater">>) | undefined;
  private readonly instance = `enq-qualify-${Math.random().toString(36).slice(2, 8)}`;

  init(context: ComponentFramework.Context<Inputs>, notifyOutputChanged: () => void): void {
    this.tell = notifyOutputChanged;
    if (loadShared(context.utils)) return;
    const request = readRequest(context.parameters.request.raw);
    const host = readHost(context);
    const tools = this.connect(context, host);
    // The lead is on its way while React draws that it is.
    const [leadId, ...more] = request?.leadIds ?? [];
    if (leadId && more.length === 0) beginReading(leadId, readerOf({ ...host, ...tools }, request?.app), tools);
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    const missing = loadShared(context.utils)?.then(() => context.factory.requestRender());
    if (missing) return React.createElement(React.Fragment);
    const host = readHost(context);
    const { lookUp, loadLater, ...tools } = this.connect(context, host);
    const dialog = React.createElement(Dialog, {
      request: readRequest(context.parameters.request.raw),
      ...tools,
      onOutcome: this.finish,
    });

    return React.createElement(Shell, {
      host: { ...host, lookUp, loadLater },
      instance: this.instance,
      children: dialog,
    });
  }

  private connect({ utils, userSettings }: ComponentFramework.Context<Inputs>, { serverUrl, user }: Host) {
    if (this.tools) return this.tools;
    const dataverse = withRetry(connectDataverse({ watchErrors, ...(serverUrl ? { serverUrl } : {}) }), browserClock);

    return (this.tools = {
      dataverse,
      clock: browserClock,
      drafts: sessionDrafts,
      memory: localDrafts(`${user.id} ${userSettings.languageId}`),
      ...(serverUrl ? { search: searchAt(serverUrl) } : {}),
      lookUp: createLookUp(dataverse),
      loadLater: () => loadLater(utils),
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
