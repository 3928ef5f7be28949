import * as React from "react";
import { getCurrencies, type Currency } from "../api/currencies";

const NONE: ReadonlyMap<string, Currency> = new Map();
let loaded: ReadonlyMap<string, Currency> | undefined;

/** The currencies of the environment; empty until they are read. */
export function useCurrencies(): ReadonlyMap<string, Currency> {
  const [currencies, setCurrencies] = React.useState(loaded ?? NONE);

  React.useEffect(() => {
    if (loaded) {
      return undefined;
    }
    let isGone = false;
    void getCurrencies().then((read) => {
      loaded = read;
      if (!isGone) {
        setCurrencies(read);
      }
    });

    return () => {
      isGone = true;
    };
  }, []);

  return currencies;
}
