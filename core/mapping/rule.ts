import type { ColumnValue, Row } from "../dataverse/row";
import type { LookupValue } from "../dataverse/row";
import type { Metadata } from "../dataverse/metadata";
import type { Condition, Expression } from "./expression";

/** The tables that qualification writes. */
export type TargetTable = "account" | "contact" | "opportunity";
export const targetTables: readonly TargetTable[] = ["account", "contact", "opportunity"];

/** What happens on a record that already exists and has a value of its own. On a new record a rule always writes. */
export type OnExisting = "fillBlank" | "overwrite" | "keep" | "append" | "ask";
export const onExistingModes: readonly OnExisting[] = ["fillBlank", "overwrite", "keep", "append", "ask"];

export interface MappingRule {
  /** Unique in its profile and stable, because plans and journals name it. */
  readonly id: string;
  readonly target: { readonly table: TargetTable; readonly column: string };
  readonly value: Expression;
  /** Absent: always. Of several rules for one target the first whose condition holds decides. */
  readonly when?: Condition;
  readonly onExisting: OnExisting;
  /** Between the text that is there and the appended one. Absent: a line break in Memo columns, else "; ". */
  readonly separator?: string;
  readonly disabled?: boolean;
  readonly note?: string;
  /** The author knows that a map of the platform writes the same column, and wants this value instead (lint `platformMap`). */
  readonly replacesPlatformMap?: boolean;
}

/** How values become text, as data, so that every implementation does the same. */
export interface Formatting {
  readonly decimal: string;
  readonly group: string;
  /** Pattern of dates, as in {@link TextExpression.pattern}. */
  readonly date: string;
  readonly dateTime: string;
  readonly yes: string;
  readonly no: string;
  /** Minutes to add to UTC for the user's local time. */
  readonly utcOffset: number;
}

export const invariantFormatting: Formatting = {
  decimal: ".",
  group: "",
  date: "yyyy-MM-dd",
  dateTime: "yyyy-MM-dd HH:mm",
  yes: "Yes",
  no: "No",
  utcOffset: 0,
};

export interface Currency {
  readonly id: string;
  readonly isoCode: string;
  /** Units of this currency for one of the base currency, as `transactioncurrency.exchangerate`. */
  readonly exchangeRate: number;
  readonly precision: number;
}

/** What was found for a `find` expression; `rows` empty: there is none. */
export interface FoundRows {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly rows: readonly LookupValue[];
}

/** All that a mapping may look at. */
export interface MappingContext {
  readonly lead: Row;
  /** Rows by the `through` of column expressions. Absent or undefined: the lead has no such row, its columns are blank. */
  readonly related?: Readonly<Record<string, Row | undefined>>;
  readonly metadata: Metadata;
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly formatting?: Formatting;
  readonly currencies?: readonly Currency[];
  /** ISO code of the currency that the records are written in. Absent: the lead's. */
  readonly targetCurrency?: string;
  readonly found?: readonly FoundRows[];
  /** ISO code of the country of phone numbers without one, where the expression names none. */
  readonly country?: string;
}

export type MappingErrorCode =
  | "unknownColumn"
  | "unreadable"
  | "wrongType"
  | "notNumber"
  | "notDate"
  | "notYesNo"
  | "notPhone"
  | "notEmail"
  | "noRow"
  | "severalRows"
  | "notLookedUp"
  | "notInTable"
  | "noCurrency"
  | "divideByZero"
  | "notAnOption"
  | "outOfRange"
  | "tooLong"
  | "wrongTable"
  | "badTemplate"
  | "badExpression";

/** Why there is no value; `detail` is what the reason is about (a column, the text, a limit), for a message in any language. */
export interface MappingError {
  readonly code: MappingErrorCode;
  readonly detail: string;
}

export type Evaluated = { readonly value: ColumnValue } | { readonly error: MappingError };

/** The value that one rule gives to one column. A blank value writes nothing. */
export interface MappedValue {
  readonly rule: MappingRule;
  readonly column: string;
  readonly result: Evaluated;
}

export type MappedValues = Readonly<Record<TargetTable, readonly MappedValue[]>>;

/** What to do with a column of a record that exists. `reason` says why, for the plan and the editor. */
export type ExistingDecision =
  | {
      readonly action: "write";
      readonly value: ColumnValue;
      readonly reason: "filledBlank" | "overwritten" | "appended" | "consentTightened";
    }
  | {
      readonly action: "keep";
      readonly reason: "noValue" | "same" | "hasValue" | "kept" | "consentNotLoosened" | "doesNotFit";
    }
  | { readonly action: "ask"; readonly proposed: ColumnValue; readonly reason: "differs" | "loosensConsent" };
