import type { ColumnValue } from "../dataverse/row";

/**
 * The expression language of mappings: data, not code, so that it can be stored, compared, linted, drawn as a chain of steps
 * and judged by a second implementation. Every operation is total: it yields a value or an error value, never an exception,
 * and the same lead with the same context yields the same value. `of` is the operand that an editor draws as "the step before".
 */
export type Expression =
  | ColumnExpression
  | ConstantExpression
  | TemplateExpression
  | FirstNonBlankExpression
  | ClockExpression
  | IfExpression
  | StepExpression;

/** Expressions that take the value of the step before and change it. */
export type StepExpression =
  | IfErrorExpression
  | MapExpression
  | LabelExpression
  | FindExpression
  | NumberExpression
  | CalculateExpression
  | MoneyExpression
  | TextExpression
  | DateExpression
  | DateStepExpression
  | TrimExpression
  | CaseExpression
  | TruncateExpression
  | ReplaceExpression
  | SplitExpression
  | PhoneExpression
  | EmailExpression
  | WebSiteExpression
  | YesNoExpression;

/**
 * A column of the lead, or of a row that the lead points to. `through` is a lookup column of the lead (`ownerid`, `campaignid`,
 * `parentaccountid`, `parentcontactid` …), or `$account` / `$contact`: the existing record that the seller links to.
 */
export interface ColumnExpression {
  readonly op: "column";
  readonly column: string;
  readonly through?: string;
}

export interface ConstantExpression {
  readonly op: "constant";
  readonly value: ColumnValue;
}

/**
 * Text with `{column}` or `{lookup.column}` in it. A part in `[square brackets]` is left out when a column in it is blank.
 * Blank as a whole when it names columns and all of them are blank. `\` before `{ } [ ] \` takes the sign as it is.
 */
export interface TemplateExpression {
  readonly op: "template";
  readonly text: string;
}

export interface FirstNonBlankExpression {
  readonly op: "firstNonBlank";
  readonly of: readonly Expression[];
}

/** Today's date in the user's time zone, or this moment: always the context's clock. */
export interface ClockExpression {
  readonly op: "today" | "now";
}

export interface IfExpression {
  readonly op: "if";
  readonly when: Condition;
  readonly then: Expression;
  /** Blank when absent. */
  readonly else?: Expression;
}

/** The value of `of`, or of `otherwise` where `of` ends in an error. Absent `otherwise`: blank. */
export interface IfErrorExpression {
  readonly op: "ifError";
  readonly of: Expression;
  readonly otherwise?: Expression;
}

/** A table of values: choice to choice, text to choice, anything to anything. Text is compared without case and outer blanks. */
export interface MapExpression {
  readonly op: "map";
  readonly of: Expression;
  readonly rows: readonly { readonly from: string | number | boolean; readonly to: ColumnValue }[];
  /** What a value gets that is in no row: a value, or absent for an error. */
  readonly otherwise?: { readonly value: ColumnValue };
}

/** The label of a choice (or of the name of a lookup) in the user's language. */
export interface LabelExpression {
  readonly op: "label";
  readonly of: Expression;
}

/** The row of `table` whose `column` has the value of `of`. No row: blank, or an error with `required`. Several rows: always an error. */
export interface FindExpression {
  readonly op: "find";
  readonly of: Expression;
  readonly table: string;
  readonly column: string;
  readonly required?: boolean;
}

/** A number out of text ("1.250,50 EUR") or of another number; rounded half away from zero when `decimals` is given. */
export interface NumberExpression {
  readonly op: "number";
  readonly of: Expression;
  /** The decimal sign of the text. Absent: the last of "." and "," that is not a group sign. */
  readonly decimal?: "." | ",";
  readonly decimals?: number;
}

export interface CalculateExpression {
  readonly op: "calculate";
  readonly of: Expression;
  readonly operator: "add" | "subtract" | "multiply" | "divide" | "min" | "max";
  readonly by: Expression;
}

/** An amount carried from one currency to another by the organization's rates. Absent: the lead's currency, the target's currency. */
export interface MoneyExpression {
  readonly op: "money";
  readonly of: Expression;
  /** ISO code. */
  readonly from?: string;
  readonly to?: string;
}

/** Any value as text in the user's format: numbers, dates, labels, names; amounts with the lead's currency code when asked. */
export interface TextExpression {
  readonly op: "text";
  readonly of: Expression;
  readonly decimals?: number;
  readonly currency?: boolean;
  /** Pattern of a date: yyyy, yy, MM, M, dd, d, HH, mm, and Q for the quarter. */
  readonly pattern?: string;
}

/** A date out of text: ISO, or in the order given. */
export interface DateExpression {
  readonly op: "date";
  readonly of: Expression;
  readonly order?: "ymd" | "dmy" | "mdy";
}

/** Steps over dates. Results outside 1753-01-01 to 9999-12-31, what Dataverse stores, are moved to that bound. */
export type DateStepExpression =
  | { readonly op: "addDays"; readonly of: Expression; readonly days: number }
  | { readonly op: "addMonths"; readonly of: Expression; readonly months: number }
  | { readonly op: "startOfNextMonth"; readonly of: Expression }
  | { readonly op: "endOfMonth"; readonly of: Expression }
  | {
      readonly op: "addBusinessDays";
      readonly of: Expression;
      readonly days: number;
      /** Days of the week that are free, 0 is Sunday. Absent: Saturday and Sunday. */
      readonly weekend?: readonly number[];
      /** ISO dates that are free. */
      readonly holidays?: readonly string[];
    };

/** Without blanks at both ends; `inner`: also one blank where several were. */
export interface TrimExpression {
  readonly op: "trim";
  readonly of: Expression;
  readonly inner?: boolean;
}

export interface CaseExpression {
  readonly op: "case";
  readonly of: Expression;
  /** `name` writes names as people do: van der Berg, O'Brien, McDonald, Jean-Luc; only where the text has a single case. */
  readonly to: "upper" | "lower" | "sentence" | "name";
}

/** At most `max` characters as Dataverse counts them (UTF-16), a pair is never cut; with `ellipsis` the last one is "…". */
export interface TruncateExpression {
  readonly op: "truncate";
  readonly of: Expression;
  readonly max: number;
  readonly ellipsis?: boolean;
}

/** Every occurrence of a literal text. */
export interface ReplaceExpression {
  readonly op: "replace";
  readonly of: Expression;
  readonly find: string;
  readonly with: string;
  readonly ignoreCase?: boolean;
}

/** One part of the text cut at `by`: 0 is the first, -1 the last; blank when there is no such part. `rest`: that part and all after it. */
export interface SplitExpression {
  readonly op: "split";
  readonly of: Expression;
  readonly by: string;
  readonly take: number;
  readonly rest?: boolean;
}

/** What becomes of text that is no phone number or address: `keep` the text (the default), `blank`, or an `error`. */
export type Invalid = "keep" | "blank" | "error";

export interface PhoneExpression {
  readonly op: "phone";
  readonly of: Expression;
  readonly format: "e164" | "international" | "national";
  /** ISO code of the country of numbers without one. */
  readonly country?: string;
  /** A country's ISO code or English name per lead, before `country`. */
  readonly countryOf?: Expression;
  readonly invalid?: Invalid;
}

/** Trimmed, without `mailto:`, in lower case. */
export interface EmailExpression {
  readonly op: "email";
  readonly of: Expression;
  readonly invalid?: Invalid;
}

/** `https://domain` of an e-mail address; blank for free-mail providers, for `skip`, and for text that is no address. */
export interface WebSiteExpression {
  readonly op: "website";
  readonly of: Expression;
  readonly skip?: readonly string[];
}

/** Yes or no out of text, in the six languages of the product, a number, or words of one's own. */
export interface YesNoExpression {
  readonly op: "yesNo";
  readonly of: Expression;
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
}

/** A condition over the lead. An expression that ends in an error is blank here. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export type Comparison =
  | { readonly test: Expression; readonly is: "blank" | "notBlank" }
  | {
      readonly test: Expression;
      readonly is:
        "equals" | "notEquals" | "contains" | "startsWith" | "endsWith" | "above" | "atLeast" | "below" | "atMost";
      readonly value: ColumnValue;
    }
  | { readonly test: Expression; readonly is: "in"; readonly values: readonly ColumnValue[] };

export type Operation = Expression["op"];
