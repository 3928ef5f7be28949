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

export const sessionDrafts = draftsIn(() => sessionStorage);

/** Keeps what does not change from day to day for all tabs of a browser; `owner` keeps people and languages apart. */
export function localDrafts(owner: string): Drafts {
  return draftsIn(() => localStorage, `enq ${owner} `);
}

function draftsIn(storage: () => Storage, prefix = ""): Drafts {
  return {
    read: (key) =>
      attempt(() => {
        const text = storage().getItem(prefix + key);
        return text === null ? undefined : (JSON.parse(text) as unknown);
      }),
    write: (key, value) => void attempt(() => storage().setItem(prefix + key, JSON.stringify(value))),
    forget: (key) => void attempt(() => storage().removeItem(prefix + key)),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
