import { Button, Link, Radio, Skeleton, SkeletonItem } from "@fluentui/react-components";
import * as React from "react";
import type { Candidate, RecordChoice } from "../../core/plan/context";
import type { Reason } from "../../core/matching/types";
import { useHost } from "../ui/Shell";
import type { Strings } from "../ui/strings";
import type { Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";

interface CandidateListProps {
  readonly slot: "account" | "contact";
  readonly draft: Draft;
  readonly chosen: RecordChoice;
  readonly styles: DialogStyles;
}

/**
 * The records that may be the same, the best one in a place that is kept for it from the first frame; further ones
 * unfold on a click, and the chosen one is always shown.
 */
export function CandidateList({ slot, draft, chosen, styles }: CandidateListProps): React.ReactElement {
  const { strings } = useHost();
  const [open, setOpen] = React.useState(false);
  const candidates = draft.context.candidates.filter((candidate) => candidate.table === slot);
  const running = draft.matching === "running" && candidates.length === 0;
  const chosenId = chosen.action === "link" ? chosen.id : undefined;
  const shown = open ? candidates : candidates.filter((one, index) => index === 0 || one.row.id === chosenId);
  const hidden = candidates.length - shown.length;

  return (
    <div className={styles.candidates}>
      {running && (
        <Skeleton aria-label={strings("matching")}>
          <SkeletonItem size={24} />
          <SkeletonItem size={16} style={{ marginBlock: 4, width: "70%" }} />
        </Skeleton>
      )}
      {!running && candidates.length === 0 && (
        <span className={styles.subtle}>
          {draft.matching === "failed" ? strings("match_failed") : strings(`match_none_${slot}`)}
        </span>
      )}
      {shown.map((candidate) => (
        <CandidateRadio key={candidate.row.id} candidate={candidate} styles={styles} />
      ))}
      {(hidden > 0 || open) && candidates.length > 1 && (
        <Button
          type="button"
          size="small"
          appearance="transparent"
          aria-expanded={open}
          style={{ alignSelf: "flex-start" }}
          onClick={() => setOpen(!open)}
        >
          {open ? strings("fewer_matches") : strings(hidden === 1 ? "more_match" : "more_matches", hidden)}
        </Button>
      )}
    </div>
  );
}

interface CandidateRadioProps {
  readonly candidate: Candidate;
  readonly styles: DialogStyles;
}

function CandidateRadio({ candidate, styles }: CandidateRadioProps): React.ReactElement {
  const { strings, openRow } = useHost();
  const { match, whyNot, verdict, name, row } = candidate;
  const reasons = [
    ...(match?.reasonsFor ?? []).slice(0, 2).map((reason) => sayReason("=", reason, strings)),
    ...(match?.reasonAgainst ? [sayReason("\u2260", match.reasonAgainst, strings)] : []),
  ].filter((text): text is string => text !== undefined);
  const why = whyNot ? sayReason("", whyNot, strings) : undefined;

  return (
    <Radio
      value={`link:${row.id}`}
      label={
        <span className={styles.candidate}>
          <span className={styles.name}>{strings("choice_link", name)}</span>
          <span className={styles.subtle}>
            {[strings(`verdict_${verdict}`), match?.inactive ? strings("inactive") : "", placeOf(candidate)]
              .filter(Boolean)
              .join(" \u00b7 ")}
          </span>
          {reasons.map((text) => (
            <span key={text} className={styles.subtle}>
              {text}
            </span>
          ))}
          {why && <span className={styles.subtle}>{why}</span>}
          <Link
            as="button"
            type="button"
            className={styles.subtle}
            style={{ alignSelf: "flex-start" }}
            onClick={() => openRow(candidate.table, row.id)}
          >
            {strings("open_match")}
          </Link>
        </span>
      }
    />
  );
}

/** A reason in the user's words; nothing when there are none for it. */
function sayReason(mark: string, reason: Reason, strings: Strings): string | undefined {
  const key = `match_${reason.key}`;
  const words = strings(key, ...reason.values);

  return words === key ? undefined : `${mark} ${words}`.trim();
}

/** What tells two records of one name apart. */
function placeOf({ row }: Candidate): string {
  const { address1_city: city, parentcustomerid: parent, ownerid } = row.values;
  const parentName = typeof parent === "object" && parent !== null && "name" in parent ? parent.name : undefined;
  const owner = typeof ownerid === "object" && ownerid !== null && "name" in ownerid ? ownerid.name : undefined;

  return [parentName, city, owner].filter((text) => typeof text === "string" && text !== "").join(" \u00b7 ");
}
