import * as React from "react";
import {
  Button,
  Combobox,
  Link,
  Option,
  OptionGroup,
  Spinner,
  Text,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons/svg/dismiss";
import { useHub } from "../../app/context";
import { TableIcon } from "../../app/icons";
import { formatPlace } from "../../app/routes";
import type { ControlModel, LookupItem } from "../../form-model";
import { searchLookup, type LookupHit } from "./lookup-search";
import { useFieldAria, type ValueControlProps } from "./types";
import { useFocusHandler } from "./use-focus-handler";

const PAUSE = 200;

const useStyles = makeStyles({
  chosen: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "32px",
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    boxSizing: "border-box",
    minWidth: 0,
  },
  icon: { display: "flex", flexShrink: 0, color: tokens.colorNeutralForeground2 },
  link: { flexGrow: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  empty: { flexGrow: 1, color: tokens.colorNeutralForeground4 },
  option: { display: "flex", flexDirection: "column", minWidth: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
  combobox: { minWidth: 0 },
});

/** A lookup: the chosen record as a link, or a search over the tables it may point to. */
export function LookupControl({ control }: ValueControlProps): React.ReactElement {
  const value = control.attribute?.value;
  const item = Array.isArray(value) && typeof value[0] === "object" ? (value[0] as LookupItem) : undefined;

  return item || control.isReadOnly ? (
    <ChosenRecord control={control} item={item} />
  ) : (
    <RecordSearch control={control} />
  );
}

function ChosenRecord(props: {
  readonly control: ControlModel;
  readonly item: LookupItem | undefined;
}): React.ReactElement {
  const { control, item } = props;
  const styles = useStyles();
  const aria = useFieldAria();
  const { t, navigator, app } = useHub();
  if (!item) {
    return (
      <div className={styles.chosen}>
        <span className={styles.empty}>{t("notSet")}</span>
      </div>
    );
  }
  const route = { page: "entityrecord", table: item.entityType, id: item.id } as const;
  const name = item.name || t("notSet");

  return (
    <div
      className={styles.chosen}
      role="group"
      aria-label={aria["aria-label"]}
      aria-labelledby={aria["aria-labelledby"]}
    >
      <span className={styles.icon}>
        <TableIcon table={item.entityType} />
      </span>
      <Link
        href={formatPlace({ appId: app.id, route })}
        className={styles.link}
        title={name}
        onClick={(event: React.MouseEvent) => {
          event.preventDefault();
          void navigator.go(route);
        }}
      >
        {name}
      </Link>
      {!control.isReadOnly && (
        <Button
          appearance="transparent"
          size="small"
          icon={<Dismiss16Regular />}
          aria-label={t("lookupClear", name)}
          onClick={() => control.attribute?.enter(null)}
        />
      )}
    </div>
  );
}

type Search =
  | { readonly state: "idle" }
  | { readonly state: "searching" }
  | { readonly state: "found"; readonly hits: readonly LookupHit[] }
  | { readonly state: "failed"; readonly message: string };

function RecordSearch({ control }: { readonly control: ControlModel }): React.ReactElement {
  const styles = useStyles();
  const aria = useFieldAria();
  const { t, tableName } = useHub();
  const [text, setText] = React.useState("");
  const [isOpen, setOpen] = React.useState(false);
  const tables = control.lookup.entityTypes;
  const search = useLookupSearch(control, text, isOpen);
  const ref = useFocusHandler<HTMLInputElement>(control);
  const choose = (key: string | undefined): void => {
    const hit = search.state === "found" ? search.hits.find((candidate) => keyOf(candidate) === key) : undefined;
    if (hit) {
      control.attribute?.enter([{ id: hit.id, name: hit.name, entityType: hit.entityType }]);
    }
  };

  return (
    <Combobox
      {...aria}
      ref={ref}
      freeform
      className={styles.combobox}
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
