import * as React from "react";
import { connectDataverse, withRetry } from "../../core";
import type { Dataverse } from "../../core/dataverse/port";
import { browserClock, watchErrors } from "../ui/browser-clock";
import { readHost } from "../ui/host";
import type { DialogOutcome } from "../ui/request";
import { readRequest } from "../ui/request";
import { Shell } from "../ui/Shell";
import { DisqualifyDialog as Dialog } from "./DisqualifyDialog";

interface Inputs {
  readonly request: ComponentFramework.PropertyTypes.StringProperty;
  readonly outcome: ComponentFramework.PropertyTypes.StringProperty;
}

interface Outputs {
  readonly outcome?: string;
}

/** The control's lifecycle: it maps the platform's context to the dialog, and the dialog's outcome to an output. */
export class DisqualifyDialog implements ComponentFramework.ReactControl<Inputs, Outputs> {
  private tell: () => void = () => undefined;
  private outcome: string | undefined;
  private dataverse: Dataverse | undefined;
  private readonly instance = `enq-disqualify-${Math.random().toString(36).slice(2, 8)}`;

  init(_context: ComponentFramework.Context<Inputs>, notifyOutputChanged: () => void): void {
    this.tell = notifyOutputChanged;
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    const host = readHost(context);
    this.dataverse ??= withRetry(
      connectDataverse({ watchErrors, ...(host.serverUrl ? { serverUrl: host.serverUrl } : {}) }),
      browserClock,
    );
    const dialog = React.createElement(Dialog, {
      request: readRequest(context.parameters.request.raw),
      dataverse: this.dataverse,
      clock: browserClock,
      onOutcome: this.finish,
    });

    return React.createElement(Shell, { host, instance: this.instance, children: dialog });
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
