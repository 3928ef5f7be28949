import * as React from "react";
import { getCurrencies, knownCurrencies, type Currency } from "../api/currencies";

const NONE: ReadonlyMap<string, Currency> = new Map();

/** The currencies of the environment; empty until they are read. */
export function useCurrencies(): ReadonlyMap<string, Currency> {
  const [currencies, setCurrencies] = React.useState(() => knownCurrencies() ?? NONE);

  React.useEffect(() => {
    if (currencies !== NONE) {
      return undefined;
    }
    let isGone = false;
    void getCurrencies().then((read) => {
      if (!isGone) {
        setCurrencies(read);
      }
    });

    return () => {
      isGone = true;
    };
  }, [currencies]);

  return currencies;
}
