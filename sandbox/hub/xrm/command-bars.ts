/** `refreshRibbon` reaches every command bar on the page, without the client API knowing how one is drawn. */
const listeners = new Set<() => void>();

export const commandBars = {
  refresh(): void {
    for (const listener of [...listeners]) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
