import * as React from "react";
import { Combobox, Option, OptionGroup, Spinner, Text, makeStyles, tokens } from "@fluentui/react-components";
import { Add16Regular } from "@fluentui/react-icons/svg/add";
import { useHub } from "../../app/context";
import type { ControlModel, LookupItem } from "../../form-model";
import { navigation } from "../../xrm/navigation";
import { privilegeDepth } from "../../xrm/privileges";
import { searchLookup, type LookupHit } from "./lookup-search";
import { useFieldAria } from "./types";
import { useFocusHandler, useFocusOnce } from "./use-focus-handler";

/** Time to type on before a search begins. */
const PAUSE = 200;

const useStyles = makeStyles({
  option: { display: "flex", flexDirection: "column", minWidth: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
  combobox: { minWidth: 0 },
  // The text gives way, not the arrow beside it.
  input: { minWidth: 0, textOverflow: "ellipsis" },
  add: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, color: tokens.colorBrandForeground1 },
});

/** Begins the keys of the entries that make a record. */
const NEW = "new:";

/** People and teams are made by administrators, elsewhere. */
function mayMake(table: string): boolean {
  return table !== "systemuser" && table !== "team" && privilegeDepth("Create", table) >= 0;
}

function showFormError({ message }: Xrm.ErrorResponse): undefined {
  void navigation.openErrorDialog({ message });

  return undefined;
}

type Search =
  | { readonly state: "idle" }
  | { readonly state: "searching" }
  | { readonly state: "found"; readonly hits: readonly LookupHit[] }
  | { readonly state: "failed"; readonly message: string };

interface RecordSearchProps {
  readonly control: ControlModel;
  /** True once: the record was just removed here, and the keyboard goes on from the search. */
  readonly takesFocus: React.MutableRefObject<boolean>;
  readonly onChoose: () => void;
}

/** The search of an empty lookup: hits of each table it may point to, with what tells them apart. */
export function RecordSearch({ control, takesFocus, onChoose }: RecordSearchProps): React.ReactElement {
  const styles = useStyles();
  const aria = useFieldAria();
  const { t, tableName } = useHub();
  const [text, setText] = React.useState("");
  const [isOpen, setOpen] = React.useState(false);
  const tables = control.lookup.entityTypes;
  const search = useLookupSearch(control, text, isOpen);
  const ref = useFocusHandler<HTMLInputElement>(control);
  useFocusOnce(ref, takesFocus);
  const take = (item: LookupItem): void => {
    onChoose();
    control.attribute?.enter([item]);
  };
  const makeNew = async (table: string): Promise<void> => {
    const made = await navigation.openForm({ entityName: table, useQuickCreateForm: true }).catch(showFormError);
    const [record] = made?.savedEntityReference ?? [];
    if (record) {
      take(record);
    }
  };
  const choose = (key: string | undefined): void => {
    if (key?.startsWith(NEW)) {
      void makeNew(key.slice(NEW.length));
      return;
    }
    const hit = search.state === "found" ? search.hits.find((candidate) => keyOf(candidate) === key) : undefined;
    if (hit) {
      take({ id: hit.id, name: hit.name, entityType: hit.entityType });
    }
  };

  return (
    <Combobox
      {...aria}
      ref={ref}
      freeform
      className={styles.combobox}
      input={{ className: styles.input }}
      appearance="filled-darker"
      placeholder={t("lookupPlaceholder", control.label)}
      value={text}
      selectedOptions={[]}
      open={isOpen}
      onOpenChange={(_event, data) => setOpen(data.open)}
      onChange={(event) => {
        setText(event.target.value);
        setOpen(true);
      }}
      onOptionSelect={(_event, data) => choose(data.optionValue)}
    >
      {search.state === "found" &&
        tables.map((table) => {
          const hits = search.hits.filter((hit) => hit.entityType === table);

          return hits.length > 0 ? (
            <OptionGroup key={table} label={tableName(table).plural}>
              {hits.map((hit) => (
                <Option key={hit.id} value={keyOf(hit)} text={hit.name}>
                  <span className={styles.option}>
                    <span dir="auto">{hit.name}</span>
                    {hit.detail && (
                      <Text size={200} className={styles.detail}>
                        {hit.detail}
                      </Text>
                    )}
                  </span>
                </Option>
              ))}
            </OptionGroup>
          ) : null;
        })}
      {search.state === "found" && search.hits.length === 0 && (
        <Option disabled text="">
          {t("lookupNothing")}
        </Option>
      )}
      {search.state === "failed" && (
        <Option disabled text="">
          {search.message}
        </Option>
      )}
      {(search.state === "searching" || search.state === "idle") && (
        <Option disabled text="">
          <Spinner size="tiny" label={t("lookupSearching")} />
        </Option>
      )}
      {tables.filter(mayMake).map((table) => (
        <Option key={NEW + table} value={NEW + table} text={text}>
          <span className={styles.add}>
            <Add16Regular aria-hidden />
            {t("newRecord", tableName(table).label)}
          </span>
        </Option>
      ))}
    </Combobox>
  );
}

function keyOf(item: LookupItem): string {
  return `${item.entityType}:${item.id}`;
}

/** Searches a moment after the last key, while the list is open; an answer to an older text is dropped. */
function useLookupSearch(control: ControlModel, text: string, isOpen: boolean): Search {
  const [search, setSearch] = React.useState<Search>({ state: "idle" });

  React.useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    let isStale = false;
    const timer = window.setTimeout(
      () => {
        setSearch((old) => (old.state === "found" ? old : { state: "searching" }));
        searchLookup(control.lookup, control.lookup.entityTypes, text).then(
          (hits) => !isStale && setSearch({ state: "found", hits }),
          (error: Error) => !isStale && setSearch({ state: "failed", message: error.message }),
        );
      },
      text ? PAUSE : 0,
    );

    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [control, text, isOpen]);

  return search;
}
