/**
 * What the controls need of their host, in one typed object, so that React components know no PCF context. Oddities of
 * the platform's context live here alone.
 */
import type { Theme } from "@fluentui/react-components";
import { webLightTheme } from "@fluentui/react-components";
import type { Result } from "../../core/dataverse/port";
import type { LookupValue } from "../../core/dataverse/row";
import type { DateWords } from "./editors/dates";
import type { Strings } from "./strings";
import { readStrings } from "./strings";

export interface Format {
  date(iso: string): string;
  dateTime(iso: string): string;
  number(value: number, precision: number): string;
  money(value: number, precision: number, symbol: string): string;
}

export interface Host {
  readonly strings: Strings;
  readonly format: Format;
  readonly dates: DateWords;
  readonly theme: Theme;
  readonly rightToLeft: boolean;
  readonly user: { readonly id: string; readonly name: string };
  /** The address of the environment; undefined lets the client library ask Xrm. */
  readonly serverUrl?: string;
  openRow(table: string, id: string): void;
  /** Brings the code that is needed rarely; absent where it is there. */
  readonly loadLater?: () => Promise<Result<unknown>>;
  /** Rows of a table whose name begins with a text, for lookups; absent where nothing can be asked. */
  lookUp?(table: string, text: string): Promise<readonly LookupValue[]>;
}

/** What the typings of a PCF context leave out although every model-driven app has it (facts/pcf.md §B). */
interface Undocumented {
  readonly page?: { getClientUrl?(): string };
}

/** Reads the host out of the context that the platform hands to a control. */
export function readHost<T>(context: ComponentFramework.Context<T>): Host {
  const { formatting, resources, userSettings, fluentDesignLanguage, navigation } = context;
  const url = (context as unknown as Undocumented).page?.getClientUrl?.();

  const offset = (at: Date) => userSettings.getTimeZoneOffsetMinutes(at);
  const info = userSettings.dateFormattingInfo;

  return {
    strings: readStrings((key) => resources.getString(key)),
    format: {
      // A day has no time zone: noon on the user's clock is on that day in every other one, too.
      date: (iso) =>
        formatting.formatDateShort(
          iso.length === 10
            ? new Date(Date.parse(`${iso}T12:00Z`) - offset(new Date(`${iso}T12:00Z`)) * 60_000)
            : new Date(iso),
        ),
      dateTime: (iso) => formatting.formatDateShort(new Date(iso), true),
      number: (value, precision) => formatting.formatDecimal(value, precision),
      money: (value, precision, symbol) => formatting.formatCurrency(value, precision, symbol),
    },
    dates: {
      pattern: info.shortDatePattern,
      timePattern: info.shortTimePattern,
      firstDay: info.firstDayOfWeek,
      months: info.monthNames,
      days: info.shortestDayNames,
      am: info.amDesignator,
      pm: info.pmDesignator,
      offset,
    },
    // Undefined while the modern look is switched off (facts/pcf.md §B).
    theme: (fluentDesignLanguage?.tokenTheme as Theme | undefined) ?? webLightTheme,
    rightToLeft: userSettings.isRTL,
    user: { id: userSettings.userId.replace(/[{}]/g, "").toLowerCase(), name: userSettings.userName },
    ...(url ? { serverUrl: url } : {}),
    openRow: (table, id) => void navigation.openForm({ entityName: table, entityId: id, openInNewWindow: true }),
  };
}
