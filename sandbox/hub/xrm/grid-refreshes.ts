/** `refreshParentGrid` reaches every grid of a table on the page, without the client API knowing how one is drawn. */
const listeners = new Set<(table: string | undefined) => void>();

export const gridRefreshes = {
  /** @param table grids of this table; undefined: all */
  refresh(table: string | undefined): void {
    for (const listener of [...listeners]) listener(table);
  },
  subscribe(listener: (table: string | undefined) => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
