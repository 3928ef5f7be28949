/** `Xrm.Collection.ItemCollection` over a list that is looked at anew with each call. */
export function itemCollection<T>(
  list: () => readonly T[],
  nameOf: (item: T) => string,
): Xrm.Collection.ItemCollection<T> {
  const find = (key: string | number): T | null =>
    (typeof key === "number" ? list()[key] : list().find((item) => nameOf(item) === key)) ?? null;
  const collection = {
    forEach(delegate: (item: T, index: number) => void): void {
      list().forEach((item, index) => delegate(item, index));
    },
    get(key?: string | number | ((item: T, index: number) => boolean)): T | T[] | null {
      if (key === undefined || key === null) return [...list()];
      if (typeof key === "function") return list().filter((item, index) => key(item, index));
      return find(key);
    },
    getLength(): number {
      return list().length;
    },
    /** Not in the typings, but there in the product and used. */
    getByName: find,
    getByIndex: find,
    getAll: (): T[] => [...list()],
    getByFilter: (filter: (item: T) => boolean): T[] => list().filter(filter),
  };
  return collection as unknown as Xrm.Collection.ItemCollection<T>;
}
