import { knownCurrencies, type Currency } from "../api/currencies";
import { globalContext } from "./global-context";

/** The currency that the user works in: that of his settings, else the environment's. */
export function userCurrency(): Currency | undefined {
  return knownCurrencies()?.get(globalContext().userSettings.transactionCurrencyId);
}
