import type { ProfileDocument, ProfilePart } from "../../core/profile";

export type Page = ProfilePart | "whatIf" | "history";

/** What is being edited, with the way back and forth. Entries of `past` are whole documents: they share what did not change. */
export interface EditorState {
  readonly document: ProfileDocument;
  readonly past: readonly ProfileDocument[];
  readonly future: readonly ProfileDocument[];
  /** What the last edit was about: typing on in the same field is one step to undo. */
  readonly lastEdit?: string;
  readonly page: Page;
  readonly ruleId?: string;
}

export type EditorEvent =
  | { readonly type: "edit"; readonly document: ProfileDocument; readonly about?: string }
  /** `settle`: what comes next is a step of its own, because the document was published as it is. */
  | { readonly type: "undo" | "redo" | "settle" }
  | { readonly type: "page"; readonly page: Page }
  | { readonly type: "rule"; readonly ruleId: string | undefined };

const maxSteps = 200;

export function startEditing(document: ProfileDocument): EditorState {
  return { document, past: [], future: [], page: "mapping" };
}

export function editorReducer(state: EditorState, event: EditorEvent): EditorState {
  const { document, past, future } = state;
  switch (event.type) {
    case "edit": {
      const goesOn = event.about !== undefined && event.about === state.lastEdit;
      return {
        ...state,
        document: event.document,
        past: goesOn ? past : [...past, document].slice(-maxSteps),
        future: [],
        lastEdit: event.about,
      };
    }
    case "undo": {
      const before = past[past.length - 1];
      if (!before) return state;
      return {
        ...state,
        document: before,
        past: past.slice(0, -1),
        future: [document, ...future],
        lastEdit: undefined,
      };
    }
    case "redo": {
      const [after, ...rest] = future;
      if (!after) return state;
      return { ...state, document: after, past: [...past, document], future: rest, lastEdit: undefined };
    }
    case "settle":
      return { ...state, lastEdit: undefined };
    case "page":
      return { ...state, page: event.page, lastEdit: undefined };
    case "rule":
      return { ...state, page: "mapping", ruleId: event.ruleId, lastEdit: undefined };
  }
}
