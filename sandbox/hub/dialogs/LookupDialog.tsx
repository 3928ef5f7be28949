import * as React from "react";
import {
  Button,
  Checkbox,
  DialogActions,
  DialogContent,
  DialogTitle,
  Dropdown,
  Field,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  SearchBox,
  Spinner,
  Text,
  tokens,
} from "@fluentui/react-components";
import { loadTable, type LookupItem } from "../form-model";
import { searchRecords } from "./lookup-search";
import { say } from "./strings";

interface Props {
  readonly options: Xrm.LookupOptions;
  onClose(chosen?: readonly LookupItem[]): void;
}

type Found =
  | { readonly state: "searching" }
  | { readonly state: "found"; readonly items: readonly LookupItem[] }
  | { readonly state: "failed"; readonly message: string };

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, minHeight: "320px" },
  list: { display: "flex", flexDirection: "column", overflowY: "auto", maxHeight: "40vh" },
});

/** `lookupObjects`: search in one of the tables, choose one record or several. */
export function LookupDialog({ options, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const [table, setTable] = React.useState(options.defaultEntityType ?? options.entityTypes[0] ?? "");
  const [text, setText] = React.useState(options.searchText ?? "");
  const [chosen, setChosen] = React.useState<readonly LookupItem[]>([]);
  const found = useSearch(options, table, text);
  const names = useTableNames(options.entityTypes);

  return (
    <>
      <DialogTitle action={null}>{say("lookUp")}</DialogTitle>
      <DialogContent className={styles.content}>
        {options.entityTypes.length > 1 && (
          <Field label={say("table")}>
            <Dropdown
              selectedOptions={[table]}
              value={names.get(table) ?? table}
              onOptionSelect={(_, data) => setTable(data.optionValue ?? table)}
            >
              {options.entityTypes.map((name) => (
                <Option key={name} value={name}>
                  {names.get(name) ?? name}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
        <SearchBox aria-label={say("search")} autoFocus value={text} onChange={(_, data) => setText(data.value)} />
        <div className={styles.list}>
          <Results found={found} several={options.allowMultiSelect ?? false} chosen={chosen} onChoose={setChosen} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" disabled={chosen.length === 0} onClick={() => onClose(chosen)}>
          {say("add")}
        </Button>
        <Button onClick={() => onClose()}>{say("cancel")}</Button>
      </DialogActions>
    </>
  );
}

interface ResultsProps {
  readonly found: Found;
  readonly several: boolean;
  readonly chosen: readonly LookupItem[];
  onChoose(chosen: readonly LookupItem[]): void;
}

function Results({ found, several, chosen, onChoose }: ResultsProps): React.ReactElement {
  if (found.state === "searching") return <Spinner size="tiny" label={say("searching")} />;
  if (found.state === "failed") return <Text role="alert">{found.message}</Text>;
  if (found.items.length === 0) return <Text>{say("noRecords")}</Text>;
  if (!several) {
    return (
      <RadioGroup
        value={chosen[0]?.id ?? ""}
        onChange={(_, data) => onChoose(found.items.filter(({ id }) => id === data.value))}
      >
        {found.items.map((item) => (
          <Radio key={item.id} value={item.id} label={item.name} />
        ))}
      </RadioGroup>
    );
  }
  return (
    <>
      {found.items.map((item) => (
        <Checkbox
          key={item.id}
          label={item.name}
          checked={chosen.some(({ id }) => id === item.id)}
          onChange={(_, { checked }) =>
            onChoose(checked ? [...chosen, item] : chosen.filter(({ id }) => id !== item.id))
          }
        />
      ))}
    </>
  );
}

/** Searches a moment after the last key; an answer that comes late is dropped. */
function useSearch(options: Xrm.LookupOptions, table: string, text: string): Found {
  const [found, setFound] = React.useState<Found>({ state: "searching" });
  React.useEffect(() => {
    let isCurrent = true;
    setFound({ state: "searching" });
    const timer = window.setTimeout(() => {
      searchRecords(table, text, options.filters ?? []).then(
        (items) => isCurrent && setFound({ state: "found", items }),
        (error: Error) => isCurrent && setFound({ state: "failed", message: error.message }),
      );
    }, 200);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [options, table, text]);
  return found;
}

function useTableNames(tables: readonly string[]): ReadonlyMap<string, string> {
  const [names, setNames] = React.useState<ReadonlyMap<string, string>>(new Map());
  React.useEffect(() => {
    let isCurrent = true;
    Promise.all(tables.map(loadTable)).then(
      (infos) => isCurrent && setNames(new Map(infos.map((info) => [info.logicalName, info.displayName]))),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [tables]);
  return names;
}
