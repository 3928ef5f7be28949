import { Spinner, Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { targetTables, type TargetTable } from "../../core/mapping";
import { defaultProfile } from "../../core/profile";
import { useEditor } from "./context";
import { leadQuery, readLead } from "./data/environment";
import { sameResult, valuesOf } from "./data/what-if";
import { RowPicker } from "./RowPicker";
import { describeResult } from "./sentence";
import { useEditorStyles } from "./styles";
import { WhyProfile } from "./WhyProfile";

interface Props {
  readonly leadId: string | undefined;
  readonly isLoading: boolean;
  onPick(id: string): void;
}

/** The test lead: what the three records get now, beside what they get with the published document, while one types. */
export function TestPane({ leadId, isLoading, onPick }: Props): React.ReactElement {
  const { strings, test, environment } = useEditor();
  const styles = useEditorStyles();
  return (
    <aside className={styles.side} aria-label={strings("test_on")}>
      <RowPicker
        label={strings("test_on")}
        placeholder={strings("find_lead")}
        rows={environment.leads}
        id={leadId}
        query={leadQuery}
        read={readLead}
        onPick={({ id }) => onPick(id)}
      />
      {isLoading && <Spinner size="tiny" label={strings("reading_lead")} />}
      {test
        ? targetTables.map((table) => <RecordPreview key={table} table={table} />)
        : !isLoading && <span className={styles.subtle}>{strings("pick_a_lead")}</span>}
      {test && <WhyProfile lead={test} />}
    </aside>
  );
}

function RecordPreview({ table }: { readonly table: TargetTable }): React.ReactElement {
  const editor = useEditor();
  const { strings, test, document, environment, metadata } = editor;
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
          const words = describeResult(after, definition, editor);
          return (
            <div key={column} className={styles.pair} title={isRuled ? undefined : strings("by_platform")}>
              <span className={styles.subtle}>{definition?.displayName ?? column}</span>
              <span>
                <span className={isBad ? styles.bad : isChanged ? styles.changed : isRuled ? undefined : styles.subtle}>
                  {/* A phone number stays in its order where the language reads from right to left. */}
                  <bdi>{words}</bdi>
                  {!isRuled && ` · ${strings("platform")}`}
                </span>
                {isChanged && (
                  <div className={styles.subtle}>{strings("was", describeResult(old, definition, editor))}</div>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
