import { fetchRows, type RowPage } from "../api/client";
import type { Json } from "../form-model/http";
import type { TableInfo } from "../form-model/metadata";
import { Observable } from "../form-model/observable";
import { withPage } from "./fetch-xml";

/** Rows of a page request. Small enough to be quick, large enough that a screen never needs more than two. */
const PAGE_SIZE = 100;
/** How far the scroll bar reaches beyond what is known when the platform stops counting (at 5000). */
const AHEAD = 5000;
const PARALLEL = 2;

interface Primed {
  readonly reading: Promise<RowPage>;
  /** Once it is there. */
  page?: RowPage;
}

/** First pages that were asked for before their grid was there, by query; each is used once. */
const primed = new Map<string, Primed>();

/** Asks for the first rows of a query that a grid will want in a moment. */
export async function primeRows(table: TableInfo, fetchXml: string): Promise<void> {
  const query = withPage(fetchXml, 1, PAGE_SIZE);
  const entry: Primed = { reading: fetchRows(table.entitySetName, query) };
  primed.set(query, entry);
  try {
    entry.page = await entry.reading;
  } catch {
    // The grid asks again, and says what is wrong.
    primed.delete(query);
  }
}

function takePrimed(query: string): Primed | undefined {
  const entry = primed.get(query);
  primed.delete(query);

  return entry;
}

/**
 * The rows of a query by their number, read page by page as they come into sight. Pages are asked for by number, so a person can
 * drag the scroll bar anywhere. The platform counts 5000 rows at most: beyond that the end moves on as it is approached.
 */
export class RowSource extends Observable {
  private readonly pages = new Map<number, readonly Json[]>();
  private readonly waiting = new Set<number>();
  private readonly running = new Set<number>();
  private known = 0;
  private exact = false;
  private generation = 0;
  /** The first page, when it was asked for before the grid was there. */
  private first: Promise<RowPage> | undefined;
  error: Error | undefined;
  isLoaded = false;

  constructor(
    readonly table: TableInfo,
    readonly fetchXml: string,
  ) {
    super();
    const { page, reading } = takePrimed(withPage(fetchXml, 1, PAGE_SIZE)) ?? {};
    if (page) this.take(0, page);
    else this.first = reading;
  }

  /** Rows to make room for. */
  get length(): number {
    return this.known;
  }

  /** Whether `length` is the number of rows, not an estimate. */
  get isExact(): boolean {
    return this.exact;
  }

  /** A row, if it has been read. */
  row(index: number): Json | undefined {
    return this.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
  }

  /** The rows read so far, in their order. */
  loadedRows(): readonly Json[] {
    return [...this.pages.keys()].sort((left, right) => left - right).flatMap((page) => this.pages.get(page) ?? []);
  }

  idOf(row: Json): string {
    return String(row[this.table.primaryId]);
  }

  /** Sees to it that these rows are read; the newest wish is served first. */
  ensure(first: number, last: number): void {
    const from = Math.floor(Math.max(first, 0) / PAGE_SIZE);
    const to = Math.floor(Math.max(last, 0) / PAGE_SIZE);
    this.waiting.clear();
    for (let page = from; page <= to; page += 1) {
      if (!this.pages.has(page) && !this.running.has(page) && (page === 0 || page * PAGE_SIZE < this.known)) {
        this.waiting.add(page);
      }
    }
    this.pump();
  }

  /** Reads everything anew; what is on the screen stays until the new rows are there. */
  async refresh(): Promise<void> {
    this.generation += 1;
    const generation = this.generation;
    const wanted = [...this.pages.keys()];
    this.running.clear();
    this.waiting.clear();
    try {
      const first = await fetchRows(this.table.entitySetName, withPage(this.fetchXml, 1, PAGE_SIZE));
      if (generation !== this.generation) {
        return;
      }
      this.pages.clear();
      this.known = 0;
      this.exact = false;
      this.take(0, first);
      this.ensure(Math.min(...wanted, 0) * PAGE_SIZE, Math.max(...wanted.slice(-2), 0) * PAGE_SIZE);
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private pump(): void {
    for (const page of this.waiting) {
      if (this.running.size >= PARALLEL) {
        return;
      }
      this.waiting.delete(page);
      this.running.add(page);
      void this.load(page, this.generation);
    }
  }

  private async load(page: number, generation: number): Promise<void> {
    try {
      const primedPage = page === 0 ? this.first : undefined;
      this.first = undefined;
      const answer = await (primedPage ??
        fetchRows(this.table.entitySetName, withPage(this.fetchXml, page + 1, PAGE_SIZE)));
      if (generation === this.generation) {
        this.take(page, answer);
      }
    } catch (error) {
      if (generation === this.generation) {
        this.fail(error as Error);
      }
    } finally {
      this.running.delete(page);
      this.pump();
    }
  }

  private take(page: number, answer: Awaited<ReturnType<typeof fetchRows>>): void {
    this.pages.set(page, answer.rows);
    this.isLoaded = true;
    this.error = undefined;
    const end = page * PAGE_SIZE + answer.rows.length;

    if (!answer.more && (answer.rows.length > 0 || page === 0)) {
      this.known = end;
      this.exact = true;
    } else if (!answer.more) {
      // Beyond the end: the estimate was too long.
      this.known = Math.min(this.known, page * PAGE_SIZE);
    } else if (page === 0 && answer.total >= 0 && !answer.totalIsLimit) {
      this.known = answer.total;
      this.exact = true;
    } else if (!this.exact) {
      this.known = Math.max(this.known, end + AHEAD);
    }
    this.changed();
  }

  private fail(error: Error): void {
    this.error = error;
    this.isLoaded = true;
    this.changed();
  }
}
