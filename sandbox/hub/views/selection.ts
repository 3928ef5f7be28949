import { Observable } from "../form-model";

/** Which rows are chosen, by id. */
export class Selection extends Observable {
  private chosen: ReadonlySet<string> = new Set();
  /** Where a range with Shift starts. */
  anchor: number | undefined;

  get ids(): readonly string[] {
    return [...this.chosen];
  }

  get size(): number {
    return this.chosen.size;
  }

  has(id: string): boolean {
    return this.chosen.has(id);
  }

  set(ids: Iterable<string>): void {
    this.chosen = new Set(ids);
    this.changed();
  }

  toggle(id: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    this.set(next);
  }

  add(ids: Iterable<string>): void {
    this.set([...this.chosen, ...ids]);
  }
}
