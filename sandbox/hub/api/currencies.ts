import { getRows } from "./client";

/** A currency as money columns need it. */
export interface Currency {
  readonly id: string;
  readonly code: string;
  readonly symbol: string;
  readonly name: string;
  readonly precision: number;
}

interface RawCurrency {
  transactioncurrencyid: string;
  isocurrencycode: string;
  currencysymbol: string;
  currencyname: string;
  currencyprecision: number;
}

let reading: Promise<ReadonlyMap<string, Currency>> | undefined;
let known: ReadonlyMap<string, Currency> | undefined;

/** All currencies by id, read once per page load: there are few. */
export function getCurrencies(): Promise<ReadonlyMap<string, Currency>> {
  reading ??= readCurrencies();
  reading.catch(() => (reading = undefined));

  return reading;
}

/** The currencies at once, if they were read before. */
export function knownCurrencies(): ReadonlyMap<string, Currency> | undefined {
  return known;
}

async function readCurrencies(): Promise<ReadonlyMap<string, Currency>> {
  const rows = await getRows<RawCurrency>(
    "transactioncurrencies?$select=transactioncurrencyid,isocurrencycode,currencysymbol,currencyname,currencyprecision",
  );

  known = new Map(
    rows.map((row) => [
      row.transactioncurrencyid,
      {
        id: row.transactioncurrencyid,
        code: row.isocurrencycode,
        symbol: row.currencysymbol,
        name: row.currencyname,
        precision: row.currencyprecision,
      },
    ]),
  );

  return known;
}
