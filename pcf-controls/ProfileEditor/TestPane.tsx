import { Combobox, Field, Option, Spinner, Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { rowsOf } from "../../core/dataverse/port";
import { evaluateMapping, targetTables, type Evaluated, type MappedValue, type TargetTable } from "../../core/mapping";
import { useEditor } from "./context";
import { leadQuery, readLead, type LeadEntry } from "./data/environment";
import { sameResult } from "./data/what-if";
import { describeResult } from "./sentence";
import { useEditorStyles } from "./styles";

interface Props {
  readonly leadId: string | undefined;
  readonly isLoading: boolean;
  onPick(id: string): void;
}

/** The test lead: what the three records get now, beside what they get with the published document, while one types. */
export function TestPane({ leadId, isLoading, onPick }: Props): React.ReactElement {
  const { strings, test } = useEditor();
  const styles = useEditorStyles();
  return (
    <aside className={`${styles.pane} ${styles.side}`} aria-label={strings("test_on")}>
      <LeadPicker leadId={leadId} onPick={onPick} />
      {isLoading && <Spinner size="tiny" label={strings("reading_lead")} />}
      {test
        ? targetTables.map((table) => <RecordPreview key={table} table={table} />)
        : !isLoading && <span className={styles.subtle}>{strings("pick_a_lead")}</span>}
    </aside>
  );
}

function LeadPicker({ leadId, onPick }: Pick<Props, "leadId" | "onPick">): React.ReactElement {
  const { strings, environment, dataverse } = useEditor();
  const styles = useEditorStyles();
  const [typed, setTyped] = React.useState<string>();
  const [leads, setLeads] = React.useState<readonly LeadEntry[]>(environment.leads);
  const [name, setName] = React.useState("");
  React.useEffect(() => {
    if (typed === undefined || typed.trim() === "") return setLeads(environment.leads);
    let isCurrent = true;
    // One request for a pause in typing, not one for each letter.
    const timer = setTimeout(() => {
      void dataverse.read([leadQuery(typed)]).then((answered) => {
        if (isCurrent && answered.ok) setLeads(rowsOf(answered.value[0]).map(readLead));
      });
    }, 300);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, dataverse, environment.leads]);
  return (
    <Field label={strings("test_on")} size="small">
      <Combobox
        className={styles.small}
        size="small"
        freeform
        value={typed ?? name}
        selectedOptions={leadId ? [leadId] : []}
        placeholder={strings("find_lead")}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onOptionSelect={(_event, data) => {
          setName(data.optionText ?? "");
          setTyped(undefined);
          if (data.optionValue) onPick(data.optionValue);
        }}
      >
        {leads.map((lead) => (
          <Option key={lead.id} value={lead.id}>
            {lead.name}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

function RecordPreview({ table }: { readonly table: TargetTable }): React.ReactElement {
  const { strings, test, document, environment, metadata } = useEditor();
  const styles = useEditorStyles();
  const published = environment.profile?.published;
  const { rules } = document.mapping;
  const [now, before] = React.useMemo(() => {
    if (!test) return [[], []] as const;
    const run = (some: typeof rules): readonly MappedValue[] => evaluateMapping(some, test)[table];
    return [run(rules), published ? run(published.mapping.rules) : []] as const;
  }, [test, rules, published, table]);
  const columns = [...new Set([...now, ...before].map((value) => value.column))];
  const platform = environment.maps.filter((map) => map.table === table && !columns.includes(map.target));
  const rows = columns.map((column) => ({ column, ...pairOf(column, now, before) }));
  const mapped = platform
    .map((map) => ({ column: map.target, after: { value: test?.lead[map.source] ?? null } as Evaluated }))
    .filter(({ after }) => "value" in after && after.value !== null && after.value !== "");
  return (
    <section className={styles.card} aria-label={strings("preview_of", strings(`table_${table}`))}>
      <Subtitle2 as="h3">{strings(`table_${table}`)}</Subtitle2>
      {rows.length === 0 && mapped.length === 0 && <span className={styles.subtle}>{strings("no_values")}</span>}
      <div
        className={styles.preview}
        tabIndex={0}
        role="group"
        aria-label={strings("values_of", strings(`table_${table}`))}
      >
        {rows.map(({ column, after, old, isChanged }) => {
          const definition = metadata[table]?.columns[column];
          const isBad = after !== undefined && "error" in after;
          return (
            <div key={column} className={styles.pair}>
              <span className={styles.subtle}>{definition?.displayName ?? column}</span>
              <span>
                <span className={isBad ? styles.bad : isChanged ? styles.changed : undefined}>
                  {describeResult(after, definition, strings)}
                </span>
                {isChanged && published && (
                  <div className={styles.subtle}>{strings("was", describeResult(old, definition, strings))}</div>
                )}
              </span>
            </div>
          );
        })}
        {mapped.map(({ column, after }) => (
          <div key={column} className={styles.pair} title={strings("by_platform")}>
            <span className={styles.subtle}>{metadata[table]?.columns[column]?.displayName ?? column}</span>
            <span
              className={styles.subtle}
            >{`${describeResult(after, metadata[table]?.columns[column], strings)} · ${strings("platform")}`}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

function pairOf(column: string, now: readonly MappedValue[], before: readonly MappedValue[]) {
  const find = (values: readonly MappedValue[]): Evaluated | undefined =>
    values.find((value) => value.column === column)?.result;
  const [after, old] = [find(now), find(before)];
  return { after, old, isChanged: !sameResult(after, old) };
}
