import * as React from "react";
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useObservable, type ControlModel } from "../../form-model";

const useStyles = makeStyles({
  list: {
    position: "absolute",
    insetInline: 0,
    top: "100%",
    zIndex: 3,
    margin: 0,
    padding: tokens.spacingVerticalXS,
    listStyleType: "none",
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
  },
  option: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected },
  detail: { display: "block", color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  command: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorBrandForeground1,
  },
});

interface SuggestionsProps {
  readonly control: ControlModel;
  readonly onChoose: (text: string) => void;
}

interface Suggestions {
  /** ARIA of the field; empty while nothing is offered. */
  readonly aria: React.AriaAttributes & { readonly role?: "combobox" };
  /** True when the key was for the list. */
  readonly onKey: (event: React.KeyboardEvent) => boolean;
  readonly list: React.ReactElement | null;
}

/** What a script offers below a text field (`showAutoComplete`): arrows move, Enter takes, Escape closes. */
export function useSuggestions({ control, onChoose }: SuggestionsProps): Suggestions {
  useObservable(control);
  const styles = useStyles();
  const [active, setActive] = React.useState(-1);
  const { autoComplete } = control;
  React.useEffect(() => setActive(-1), [autoComplete]);
  if (!autoComplete || autoComplete.results.length === 0) return { aria: {}, onKey: () => false, list: null };

  const { results, commands } = autoComplete;
  const id = `${control.name}-suggestions`;
  const close = (): void => {
    control.autoComplete = undefined;
    control.changed();
  };
  const take = (index: number): void => {
    const text = results[index]?.fields[0];
    close();
    if (text !== undefined) onChoose(text);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setActive((active + 1) % results.length),
    ArrowUp: () => setActive((active + results.length - (active < 0 ? 0 : 1)) % results.length),
    Escape: close,
    ...(active >= 0 && { Enter: () => take(active) }),
  };

  return {
    aria: {
      role: "combobox",
      "aria-expanded": true,
      "aria-controls": id,
      "aria-autocomplete": "list",
      "aria-activedescendant": active >= 0 ? `${id}-${active}` : undefined,
    },
    onKey: (event) => {
      const run = keys[event.key];
      if (!run) return false;
      event.preventDefault();
      event.stopPropagation();
      run();

      return true;
    },
    list: (
      <ul id={id} role="listbox" aria-label={control.label} className={styles.list}>
        {results.map(({ id: key, fields }, index) => (
          <li
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={mergeClasses(styles.option, index === active && styles.active)}
            // Before the field is left, for leaving it closes the list.
            onMouseDown={(event) => {
              event.preventDefault();
              take(index);
            }}
          >
            <span dir="auto">{fields[0]}</span>
            {fields.length > 1 && <span className={styles.detail}>{fields.slice(1).join(" · ")}</span>}
          </li>
        ))}
        {commands && (
          <li
            role="option"
            aria-selected={false}
            className={mergeClasses(styles.option, styles.command)}
            onMouseDown={(event) => {
              event.preventDefault();
              close();
              commands.action();
            }}
          >
            {commands.label}
          </li>
        )}
      </ul>
    ),
  };
}
