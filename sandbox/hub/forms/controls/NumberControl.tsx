import * as React from "react";
import { Input, Text } from "@fluentui/react-components";
import { useHub } from "../../app/context";
import type { AttributeInfo } from "../../form-model";
import type { Formatter } from "../../api/format";
import type { Translate } from "../../strings";
import { useCurrencies } from "../../views/use-currencies";
import { currencyOf } from "../use-value-text";
import { useFieldAria, type ValueControlProps } from "./types";
import { useDraft, type Reading } from "./use-draft";
import { useFocusHandler } from "./use-focus-handler";

/** Whole and decimal numbers and money, in the user's format; money with the sign of the record's currency. */
export function NumberControl({ form, control }: ValueControlProps): React.ReactElement {
  const { format, t } = useHub();
  const aria = useFieldAria();
  const currencies = useCurrencies();
  const { attribute } = control;
  const info = attribute?.info;
  const value = typeof attribute?.value === "number" ? attribute.value : undefined;
  const isWhole = info?.type === "Integer" || info?.type === "BigInt";
  const currency = info?.type === "Money" ? currencyOf(form, currencies) : undefined;
  const precision = isWhole ? 0 : (currency?.precision ?? attribute?.precision ?? 2);
  const shown = value === undefined ? "" : format.decimal(value, precision);
  const draft = useDraft(control, shown, shown, (text) => readNumber(text, info, precision, format, t));
  const ref = useFocusHandler<HTMLInputElement>(control);

  return (
    <Input
      {...aria}
      ref={ref}
      appearance="filled-darker"
      inputMode={isWhole ? "numeric" : "decimal"}
      readOnly={control.isReadOnly}
      placeholder="---"
      value={draft.text}
      contentBefore={currency && <Text aria-hidden>{currency.symbol}</Text>}
      onFocus={draft.start}
      onChange={(_event, data) => draft.setText(data.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => event.key === "Enter" && draft.commit()}
    />
  );
}

function readNumber(
  text: string,
  info: AttributeInfo | undefined,
  precision: number,
  format: Formatter,
  t: Translate,
): Reading {
  if (text.trim() === "") {
    return { value: null };
  }
  const value = format.parseNumber(text);
  if (value === null) {
    return { error: t("notANumber") };
  }
  const { min, max } = info ?? {};
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return { error: t("outOfRange", format.decimal(min ?? 0, precision), format.decimal(max ?? 0, precision)) };
  }

  return { value: Number(value.toFixed(precision)) };
}
