import * as React from "react";
import type { LookupItem } from "../../form-model";
import { ChosenRecord } from "./ChosenRecord";
import { RecordSearch } from "./RecordSearch";
import type { ValueControlProps } from "./types";

/** A lookup: the chosen record as a link, or a search over the tables it may point to. */
export function LookupControl({ control }: ValueControlProps): React.ReactElement {
  const value = control.attribute?.value;
  const item = Array.isArray(value) && typeof value[0] === "object" ? (value[0] as LookupItem) : undefined;

  // What the keyboard was on goes when a record is chosen or removed: it follows to what comes in its place.
  const hasChanged = React.useRef(false);
  const changed = (): void => {
    hasChanged.current = true;
  };

  return item || control.isReadOnly ? (
    <ChosenRecord control={control} item={item} takesFocus={hasChanged} onRemove={changed} />
  ) : (
    <RecordSearch control={control} takesFocus={hasChanged} onChoose={changed} />
  );
}
