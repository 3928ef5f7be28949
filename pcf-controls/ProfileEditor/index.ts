import * as React from "react";
import { connectDataverse, withRetry } from "../../core";
import type { Dataverse } from "../../core/dataverse/port";
import { browserClock } from "../ui/browser-clock";
import { readHost } from "../ui/host";
import { Shell } from "../ui/Shell";
import { ProfileEditor as Editor } from "./ProfileEditor";

interface Inputs {
  readonly draft: ComponentFramework.PropertyTypes.StringProperty;
}

interface Outputs {
  readonly draft?: string;
}

/** The row that the form shows is not in the typings of a PCF context, although every model-driven app has it (facts/pcf.md §B). */
interface Undocumented {
  readonly page?: { readonly entityId?: string };
  readonly mode: { readonly contextInfo?: { readonly entityId?: string } };
}

/** The control's lifecycle: the bound draft goes in, what was edited comes out. */
export class ProfileEditor implements ComponentFramework.ReactControl<Inputs, Outputs> {
  private tell: () => void = () => undefined;
  private draft: string | undefined;
  private dataverse: Dataverse | undefined;
  private readonly instance = `enq-profile-${Math.random().toString(36).slice(2, 8)}`;

  init(_context: ComponentFramework.Context<Inputs>, notifyOutputChanged: () => void): void {
    this.tell = notifyOutputChanged;
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    const host = readHost(context);
    this.dataverse ??= withRetry(connectDataverse(host.serverUrl ? { serverUrl: host.serverUrl } : {}), browserClock);
    const { page, mode } = context as unknown as Undocumented;
    const id = (page?.entityId ?? mode.contextInfo?.entityId ?? "").replace(/[{}]/g, "").toLowerCase();
    const security = context.parameters.draft.security;
    const editor = React.createElement(Editor, {
      // A saved new row is another row: the editor starts over with what is stored then.
      key: id,
      draft: context.parameters.draft.raw,
      profileId: id === "" ? undefined : id,
      dataverse: this.dataverse,
      clock: browserClock,
      isDisabled: context.mode.isControlDisabled || security?.editable === false,
      onDraft: this.keep,
    });

    return React.createElement(Shell, { host, instance: this.instance, children: editor });
  }

  getOutputs(): Outputs {
    return this.draft === undefined ? {} : { draft: this.draft };
  }

  destroy(): void {
    this.tell = () => undefined;
  }

  private readonly keep = (json: string): void => {
    this.draft = json;
    this.tell();
  };
}
