/**
 * Keeps what was typed over a reload of the page. The browser's session storage, for the tab's life only and without
 * complaint where it is switched off; tests hand in a plain object.
 */
export interface Drafts {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  forget(key: string): void;
}

export const noDrafts: Drafts = { read: () => undefined, write: () => undefined, forget: () => undefined };

export const sessionDrafts: Drafts = {
  read: (key) =>
    attempt(() => {
      const text = sessionStorage.getItem(key);
      return text === null ? undefined : (JSON.parse(text) as unknown);
    }),
  write: (key, value) => void attempt(() => sessionStorage.setItem(key, JSON.stringify(value))),
  forget: (key) => void attempt(() => sessionStorage.removeItem(key)),
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
