/** Something that tells its listeners when it changed. `version` grows with each change. */
export class Observable {
  private readonly observers = new Set<() => void>();
  private currentVersion = 0;

  get version(): number {
    return this.currentVersion;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.observers.add(listener);
    return () => {
      this.observers.delete(listener);
    };
  };

  /** Tells the listeners. Public, because a part of a form reports the changes of its children. */
  changed(): void {
    this.currentVersion += 1;
    for (const listener of [...this.observers]) listener();
  }
}
