import type { StoredRow } from "../../core/dataverse/row";
import { fold, words } from "../../core/matching/text/fold";

/**
 * Picks the rows worth comparing when thousands are at hand: those that share rare pieces with the lead (parts of words, digits, places). Saves
 * time only; the score does not know of it. The piece index is generous: a row that shares nothing with the lead cannot be its match.
 */
export class Shortlist {
  private readonly rows: readonly StoredRow[];
  private readonly index = new Map<string, number[]>();

  constructor(rows: readonly StoredRow[]) {
    this.rows = rows;
    rows.forEach((row, i) => {
      for (const piece of piecesOf(row)) {
        const list = this.index.get(piece);
        if (list) list.push(i);
        else this.index.set(piece, [i]);
      }
    });
  }

  get size(): number {
    return this.rows.length;
  }

  /** Ids of the `most` rows that share most. */
  pick(lead: StoredRow, most: number): ReadonlySet<string> {
    if (this.rows.length <= most) return new Set(this.rows.map((row) => row.id));
    const shared = new Map<number, number>();
    for (const piece of piecesOf(lead)) {
      const holders = this.index.get(piece) ?? [];
      const worth = Math.log(this.rows.length / (holders.length + 1));
      if (worth <= 0.5) continue;
      for (const i of holders) shared.set(i, (shared.get(i) ?? 0) + worth);
    }
    const best = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
    return new Set(best.map(([i]) => this.rows[i]?.id ?? ""));
  }
}

const NAME = ["firstname", "lastname", "fullname"];
const COMPANY = ["companyname", "name"];

function piecesOf(row: StoredRow): ReadonlySet<string> {
  const text = (column: string): string => {
    const value = row.values[column];
    return typeof value === "string"
      ? value
      : typeof value === "object" && value !== null && "name" in value
        ? (value.name ?? "")
        : "";
  };
  const out = new Set<string>();
  const grams = (kind: string, word: string): void => {
    const padded = `^${word}$`;
    out.add(`${kind}=${word}`);
    for (let i = 0; i + 3 <= padded.length; i++) out.add(`${kind}${padded.slice(i, i + 3)}`);
  };
  for (const column of NAME) for (const word of words(text(column))) grams("n", word);
  for (const column of [...COMPANY, "parentcustomerid"]) {
    const all = words(text(column));
    for (const word of all) grams("c", word);
    if (all.length > 1) out.add(`a${all.map((word) => word[0]).join("")}`);
    for (const word of all) if (word.length < 7) out.add(`a${word}`);
  }
  for (const column of ["address1_line1", "address1_city"]) for (const word of words(text(column))) grams("s", word);
  for (const column of ["emailaddress1", "emailaddress2", "websiteurl"])
    for (const word of fold(text(column)).split(/[^a-z0-9]+/))
      if (word && word !== "www" && word !== "com") grams("m", word);
  for (const column of ["telephone1", "mobilephone", "telephone2"]) {
    const digits = text(column).replace(/\D/g, "");
    if (digits.length >= 6)
      for (const part of [digits.slice(-7), digits.slice(-4), digits.slice(-7, -3)]) out.add(`p${part}`);
  }
  const zip = text("address1_postalcode").toLowerCase().replace(/\W/g, "");
  if (zip) out.add(`z${zip}`);
  return out;
}
