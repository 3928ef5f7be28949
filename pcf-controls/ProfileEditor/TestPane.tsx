import { Combobox, Field, Option, Spinner, Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { rowsOf } from "../../core/dataverse/port";
import { targetTables, type TargetTable } from "../../core/mapping";
import { defaultProfile } from "../../core/profile";
import { useEditor } from "./context";
import { leadQuery, readLead, type LeadEntry } from "./data/environment";
import { sameResult, valuesOf } from "./data/what-if";
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
    <aside className={styles.side} aria-label={strings("test_on")}>
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
  const [name, setName] = React.useState(() => environment.leads.find((lead) => lead.id === leadId)?.name ?? "");
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
  const { mapping } = document;
  const published = environment.profile?.published ?? defaultProfile;
  const rows = React.useMemo(() => {
    if (!test) return [];
    const [now, before] = [{ ...published, mapping }, published].map((one) => valuesOf(one, test, environment)[table]);
    const ruled = new Set(
      mapping.rules.filter((rule) => rule.target.table === table && !rule.disabled).map((rule) => rule.target.column),
    );
    const columns = [...new Set([...(now?.keys() ?? []), ...(before?.keys() ?? [])])];
    return columns
      .map((column) => ({ column, after: now?.get(column), old: before?.get(column), isRuled: ruled.has(column) }))
      .map((row) => ({ ...row, isChanged: !sameResult(row.after, row.old) }))
      .filter((row) => row.isRuled || row.isChanged || !sameResult(row.after, { value: null }))
      .sort((left, right) => Number(right.isRuled) - Number(left.isRuled));
  }, [test, mapping, published, environment, table]);
  return (
    <section className={styles.card} aria-label={strings("preview_of", strings(`table_${table}`))}>
      <Subtitle2 as="h3" className={styles.heading}>
        {strings(`table_${table}`)}
      </Subtitle2>
      {rows.length === 0 && <span className={styles.subtle}>{strings("no_values")}</span>}
      <div
        className={styles.preview}
        tabIndex={0}
        role="group"
        aria-label={strings("values_of", strings(`table_${table}`))}
      >
        {rows.map(({ column, after, old, isRuled, isChanged }) => {
          const definition = metadata[table]?.columns[column];
          const isBad = after !== undefined && "error" in after;
          const words = describeResult(after, definition, strings);
          return (
            <div key={column} className={styles.pair} title={isRuled ? undefined : strings("by_platform")}>
              <span className={styles.subtle}>{definition?.displayName ?? column}</span>
              <span>
                <span className={isBad ? styles.bad : isChanged ? styles.changed : isRuled ? undefined : styles.subtle}>
                  {isRuled ? words : `${words} · ${strings("platform")}`}
                </span>
                {isChanged && (
                  <div className={styles.subtle}>{strings("was", describeResult(old, definition, strings))}</div>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
