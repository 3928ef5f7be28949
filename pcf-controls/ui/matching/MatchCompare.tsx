import * as React from "react";
import type { RankedCandidate } from "../../../core/matching/types";
import { useHost } from "../Shell";
import { nameOfRow, SIGNS } from "./say";
import type { MatchStyles } from "./styles";

interface MatchCompareProps {
  readonly candidate: RankedCandidate;
  readonly styles: MatchStyles;
}

/** Lead and record side by side, one column a row: agrees, nearly, differs or missing by sign and word. */
export function MatchCompare({ candidate, styles }: MatchCompareProps): React.ReactElement {
  const { strings } = useHost();

  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={`${strings("match_compare")}: ${nameOfRow(candidate.row)}`}>
        <thead>
          <tr>
            <th scope="col">{strings("match_compare_column")}</th>
            <th scope="col">{strings("match_compare_lead")}</th>
            <th scope="col">{strings("match_compare_record")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {candidate.compared.map(({ column, leadValue, rowValue, agreement }) => (
            <tr key={column}>
              <th scope="row">{strings(`match_column_${column}`)}</th>
              <td>{leadValue}</td>
              <td>{rowValue}</td>
              <td>
                <span className={styles.sign} aria-hidden="true">
                  {SIGNS[agreement]}
                </span>
                {strings(`match_${agreement}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every part of the score; together they are the score (shown to those who open Details). */
export function MatchDetails({ candidate, styles }: MatchCompareProps): React.ReactElement {
  const { strings, format } = useHost();
  const row = (words: string, bits: number, key: string): React.ReactElement => (
    <tr key={key}>
      <th scope="row">{words}</th>
      <td className={styles.number}>{format.number(Math.round(bits * 10) / 10 || 0, 1)}</td>
    </tr>
  );

  return (
    <table className={styles.table} aria-label={`${strings("match_details")}: ${nameOfRow(candidate.row)}`}>
      <tbody>
        {candidate.parts.map((part, index) =>
          row(strings(`match_${part.reason.key}`, ...part.reason.values), part.bits, String(index)),
        )}
        {row(strings("match_details_total"), candidate.score, "total")}
      </tbody>
    </table>
  );
}
