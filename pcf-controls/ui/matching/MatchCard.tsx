import { Button, mergeClasses, Text } from "@fluentui/react-components";
import * as React from "react";
import type { RankedCandidate, Reason } from "../../../core/matching/types";
import { Later } from "../Later";
import { useHost } from "../Shell";
import { MatchCompare, MatchDetails } from "./MatchCompare";
import { lineOfRow, nameOfRow, sayReason, sayVerdict, SIGNS } from "./say";
import type { MatchStyles } from "./styles";

export interface MatchCardProps {
  readonly candidate: RankedCandidate;
  readonly chosen: boolean;
  /** Only one card of a list is in the tab order; the arrows go on from it. */
  readonly focusable: boolean;
  readonly whyNotAutomatic?: Reason;
  /** What choosing it is called, and how sure it is, where the name and the verdict do not say it. */
  readonly words?: { readonly label: string; readonly verdict: string };
  readonly disabled?: boolean;
  readonly styles: MatchStyles;
  onChoose(candidate: RankedCandidate): void;
  onReject?(candidate: RankedCandidate): void;
}

type Unfolded = "none" | "compare" | "details";

/** One record that may be the lead's: verdict, the strongest reasons, what speaks against it; compare, details and open. */
export const MatchCard = React.memo(function MatchCard(props: MatchCardProps): React.ReactElement {
  const { candidate, chosen, focusable, disabled, whyNotAutomatic, words, styles, onChoose, onReject } = props;
  const { strings, openRow } = useHost();
  const [unfolded, setUnfolded] = React.useState<Unfolded>("none");
  const { row, reasonsFor, reasonAgainst, inactive, rejected } = candidate;
  const name = nameOfRow(row);
  const toggle = (what: Unfolded) => setUnfolded(unfolded === what ? "none" : what);
  const choose = () => {
    if (!disabled) onChoose(candidate);
  };

  return (
    <div className={mergeClasses(styles.card, chosen && styles.chosen, rejected && styles.rejected)}>
      <div
        role="radio"
        aria-checked={chosen}
        aria-disabled={disabled}
        tabIndex={focusable ? 0 : -1}
        data-match={row.id}
        onClick={choose}
        onKeyDown={(event) => {
          chooseByKey(event, chosen, choose);
        }}
      >
        <span className={styles.head}>
          <span className={mergeClasses(styles.mark, chosen && styles.marked)} />
          <Text className={styles.name}>{words?.label ?? name}</Text>
          <Text className={styles.subtle}>
            {[words?.verdict ?? sayVerdict(candidate, strings), inactive ? strings("match_inactive") : ""]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </span>
        <Reasons candidate={candidate} styles={styles} />
        <span className={styles.subtle}>{lineOfRow(row)}</span>
      </div>
      {whyNotAutomatic && (
        <span className={styles.subtle}>
          {strings("match_why")} {sayReason(whyNotAutomatic, strings)}
        </span>
      )}
      <div className={styles.actions}>
        <Action
          label={strings(unfolded === "compare" ? "match_compare_hide" : "match_compare")}
          name={name}
          expanded={unfolded === "compare"}
          onClick={() => toggle("compare")}
        />
        {(reasonsFor.length > 0 || reasonAgainst) && (
          <Action
            label={strings("match_details")}
            name={name}
            expanded={unfolded === "details"}
            onClick={() => toggle("details")}
          />
        )}
        <Action label={strings("match_open")} name={name} onClick={() => openRow(row.table, row.id)} />
        {onReject && !rejected && (
          <Action label={strings("match_reject")} name={name} onClick={() => onReject(candidate)} />
        )}
      </div>
      {unfolded !== "none" && (
        <Later>
          {() =>
            unfolded === "compare" ? (
              <MatchCompare candidate={candidate} styles={styles} />
            ) : (
              <MatchDetails candidate={candidate} styles={styles} />
            )
          }
        </Later>
      )}
    </div>
  );
});

/** Space chooses; so does Enter, which on what is chosen does what it does in a form. */
export function chooseByKey(event: React.KeyboardEvent<HTMLElement>, chosen: boolean, choose: () => void): void {
  if (event.key !== " " && event.key !== "Enter") return;
  event.preventDefault();
  if (chosen && event.key === "Enter") event.currentTarget.closest("form")?.requestSubmit();
  else choose();
}

interface ActionProps {
  readonly label: string;
  readonly name: string;
  readonly expanded?: boolean;
  onClick(): void;
}

function Action({ label, name, expanded, onClick }: ActionProps): React.ReactElement {
  return (
    <Button
      size="small"
      appearance="transparent"
      aria-label={`${label}: ${name}`}
      aria-expanded={expanded}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** Two to four reasons, each with its sign, and the strongest contrary one last. */
export function Reasons({
  candidate,
  styles,
}: {
  readonly candidate: RankedCandidate;
  readonly styles: MatchStyles;
}): React.ReactElement {
  const { strings } = useHost();
  const signOf = (reason: Reason): string =>
    SIGNS[candidate.parts.find((part) => part.reason === reason)?.agreement ?? "agrees"];
  const against = candidate.reasonAgainst;
  const shown = [
    ...candidate.reasonsFor.map((reason) => ({ sign: signOf(reason), reason })),
    ...(against ? [{ sign: SIGNS.differs, reason: against }] : []),
  ];

  return (
    <span className={styles.reasons}>
      {shown.map(({ sign, reason }) => (
        <span key={reason.key}>
          <span className={styles.sign} aria-hidden="true">
            {sign}
          </span>
          {sayReason(reason, strings)}
        </span>
      ))}
    </span>
  );
}
