import { Checkbox, Text } from "@fluentui/react-components";
import * as React from "react";
import type { DialogStyles } from "../ui/dialog-styles";
import { useHost } from "../ui/Shell";
import type { DialogEvent, Draft } from "./state";

interface CarryLineProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  send(event: DialogEvent): void;
}

/** What hangs on the lead: a tick copies it along, without one it stays with the lead. */
export function CarryLine({ draft, disabled, styles, send }: CarryLineProps): React.ReactElement | null {
  const { strings } = useHost();
  const { carry } = draft.plan;
  if (carry.length === 0) return null;

  return (
    <div role="group" aria-label={strings("carry")} className={styles.row}>
      <Text size={200}>{strings("carry")}</Text>
      {carry.map(({ kind, count, copy, stays }) => (
        <Checkbox
          key={kind}
          checked={copy}
          disabled={disabled}
          label={[strings(`carry_${kind}`, count), stays > 0 && strings("carry_stays", stays)]
            .filter(Boolean)
            .join(" – ")}
          onChange={(_event, data) => send({ type: "carry", kind, copy: data.checked === true })}
        />
      ))}
    </div>
  );
}
