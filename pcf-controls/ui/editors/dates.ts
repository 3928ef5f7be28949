/** Dates as the user writes and reads them: pattern, names and time zone are those of his settings in Dataverse. */
export interface DateWords {
  /** For example `dd.MM.yyyy` and `HH:mm` or `h:mm tt`. */
  readonly pattern: string;
  readonly timePattern: string;
  /** 0: the week begins on Sunday. */
  readonly firstDay: number;
  readonly months: readonly string[];
  readonly days: readonly string[];
  readonly am: string;
  readonly pm: string;
  /** Minutes to add to UTC at a moment. */
  offset(at: Date): number;
}

const minute = 60_000;

/** A day at midnight UTC, which stands for it in all that counts days. */
export function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** A moment as the user's clock shows it, written as if it were UTC. */
export function toLocal(iso: string, { offset }: DateWords): Date {
  const at = new Date(iso);

  return new Date(at.getTime() + offset(at) * minute);
}

/** The moment at which the user's clock shows this; in the hour that comes twice, the first one. */
export function fromLocal(local: Date, { offset }: DateWords): string {
  const guess = new Date(local.getTime() - offset(local) * minute);

  return new Date(local.getTime() - offset(guess) * minute).toISOString().replace(".000Z", "Z");
}

/** A day or, as the user's clock shows it, a moment. */
export function showDate(local: Date, withTime: boolean, words: DateWords): string {
  const hours = local.getUTCHours();
  const parts: Readonly<Record<string, number | string>> = {
    d: local.getUTCDate(),
    M: local.getUTCMonth() + 1,
    y: local.getUTCFullYear(),
    H: hours,
    h: hours % 12 || 12,
    m: local.getUTCMinutes(),
    s: 0,
    t: hours < 12 ? words.am : words.pm,
  };
  const pattern = withTime ? `${words.pattern} ${words.timePattern}` : words.pattern;

  return pattern.replace(/([dMyHhmst])\1*/g, (token, letter: string) => {
    const text = String(parts[letter]);
    return letter === "y"
      ? text.slice(-token.length).padStart(token.length, "0")
      : text.padStart(letter === "t" ? 0 : token.length, "0");
  });
}

/** Reads what {@link showDate} writes, with any separators; undefined for what is no date. A time may be left out. */
export function parseDate(text: string, withTime: boolean, words: DateWords): Date | undefined {
  const plain = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const numbers = (plain.match(/\d+/g) ?? []).map(Number);
  const order = [...new Set(words.pattern.replace(/[^dMy]/g, ""))];
  const of = (letter: string) => numbers[order.indexOf(letter)] ?? 0;
  if (numbers.length < 3 || numbers.length > (withTime ? 5 : 3)) return undefined;
  const year = of("y") < 100 ? of("y") + 2000 : of("y");
  const [hours = 0, minutes = 0] = numbers.slice(3);
  const half = hasWord(plain, words.pm) ? 12 : hasWord(plain, words.am) ? 0 : undefined;
  const hour = half === undefined ? hours : (hours % 12) + half;
  const date = new Date(Date.UTC(year, of("M") - 1, of("d"), hour, minutes));
  const exists = date.getUTCDate() === of("d") && date.getUTCMonth() === of("M") - 1 && hours < 24 && minutes < 60;

  return exists && year > 1752 && year < 10_000 ? date : undefined;
}

function hasWord(text: string, word: string): boolean {
  return word !== "" && text.toLowerCase().includes(word.toLowerCase());
}

/** The six weeks that show a month. */
export function weeksOf(month: Date, firstDay: number): readonly (readonly Date[])[] {
  const first = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1));
  const lead = (first.getUTCDay() - firstDay + 7) % 7;

  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(first, week * 7 + day - lead)));
}

export function addDays(day: Date, count: number): Date {
  return new Date(day.getTime() + count * 1440 * minute);
}

/** The same day of another month, or its last one. */
export function addMonths(day: Date, count: number): Date {
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + count + 1, 0));
  const date = Math.min(day.getUTCDate(), last.getUTCDate());

  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), date));
}
