/**
 * What the controls need of their host, in one typed object, so that React components know no PCF context. Oddities of
 * the platform's context live here alone.
 */
import type { Theme } from "@fluentui/react-components";
import { webLightTheme } from "@fluentui/react-components";
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
  readonly theme: Theme;
  readonly rightToLeft: boolean;
  readonly user: { readonly id: string; readonly name: string };
  /** The address of the environment; undefined lets the client library ask Xrm. */
  readonly serverUrl?: string;
  openRow(table: string, id: string): void;
}

/** What the typings of a PCF context leave out although every model-driven app has it (facts/pcf.md §B). */
interface Undocumented {
  readonly page?: { getClientUrl?(): string };
}

/** Reads the host out of the context that the platform hands to a control. */
export function readHost<T>(context: ComponentFramework.Context<T>): Host {
  const { formatting, resources, userSettings, fluentDesignLanguage, navigation } = context;
  const url = (context as unknown as Undocumented).page?.getClientUrl?.();

  return {
    strings: readStrings((key) => resources.getString(key)),
    format: {
      date: (iso) => formatting.formatDateShort(new Date(iso.length === 10 ? `${iso}T00:00:00` : iso)),
      dateTime: (iso) => formatting.formatDateShort(new Date(iso), true),
      number: (value, precision) => formatting.formatDecimal(value, precision),
      money: (value, precision, symbol) => formatting.formatCurrency(value, precision, symbol),
    },
    // Undefined while the modern look is switched off (facts/pcf.md §B).
    theme: (fluentDesignLanguage?.tokenTheme as Theme | undefined) ?? webLightTheme,
    rightToLeft: userSettings.isRTL,
    user: { id: userSettings.userId.replace(/[{}]/g, "").toLowerCase(), name: userSettings.userName },
    ...(url ? { serverUrl: url } : {}),
    openRow: (table, id) => void navigation.openForm({ entityName: table, entityId: id, openInNewWindow: true }),
  };
}
