import * as React from "react";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { Finding } from "../../core/mapping/lint";
import type { MappingContext, MappingRule } from "../../core/mapping";
import type { ProfileDocument } from "../../core/profile";
import type { Host } from "../ui/host";
import type { Environment } from "./data/environment";
import type { EditorState, Page } from "./state";
import type { Wording } from "./sentence";

/** What every part of the editor works with. */
export interface Editor extends Wording {
  readonly host: Host;
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly state: EditorState;
  readonly document: ProfileDocument;
  readonly findings: readonly Finding[];
  /** The test lead as the rules see it; undefined while none is chosen. */
  readonly test?: MappingContext;
  readonly readOnly: boolean;
  edit(document: ProfileDocument, about?: string): void;
  editRules(rules: readonly MappingRule[], about?: string): void;
  open(page: Page): void;
  openRule(ruleId: string | undefined): void;
}

export const EditorContext = React.createContext<Editor | undefined>(undefined);

export function useEditor(): Editor {
  const editor = React.useContext(EditorContext);
  if (!editor) throw new Error("useEditor needs an EditorContext around the component.");
  return editor;
}
