import { Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import type { MappingContext } from "../../core/mapping";
import { builtInProfile, profileQueries, readUserSituation, type ProfileVerdict } from "../../core/profile";
import { useEditor } from "./context";
import { explainChoice, readUser, userQuery } from "./data/why";
import { RowPicker } from "./RowPicker";
import { useEditorStyles } from "./styles";

/** Why this profile: which one holds for the test lead and a person, and what keeps each of the others from it. */
export function WhyProfile({ lead: test }: { readonly lead: MappingContext }): React.ReactElement {
  const { strings, host, environment, document, dataverse } = useEditor();
  const styles = useEditorStyles();
  const [user, setUser] = React.useState(host.user);
  const [situation, setSituation] = React.useState(environment.user);
  const me = React.useMemo(() => [host.user], [host.user]);
  React.useEffect(() => {
    if (user.id === host.user.id) return setSituation(environment.user);
    let isCurrent = true;
    void dataverse.read(profileQueries(user.id).slice(1)).then((answered) => {
      if (isCurrent && answered.ok) setSituation(readUserSituation(answered.value[0], answered.value[1]));
    });
    return () => void (isCurrent = false);
  }, [user, host.user, dataverse, environment.user]);
  const verdicts = React.useMemo(
    () => explainChoice(environment.profiles, environment.profile, document, { ...situation, ...test }),
    [environment, document, situation, test],
  );
  const reasonOf = ({ outcome, mismatches }: ProfileVerdict): string =>
    outcome === "outOfScope"
      ? mismatches.map((part) => strings(`mismatch_${part}`)).join(" ")
      : strings(`verdict_${outcome}`);
  return (
    <section className={styles.card} aria-label={strings("why_profile")}>
      <Subtitle2 as="h3" className={styles.heading}>
        {strings("why_profile")}
      </Subtitle2>
      <RowPicker
        label={strings("why_user")}
        rows={me}
        id={user.id}
        query={userQuery}
        read={readUser}
        onPick={setUser}
      />
      <ol className={styles.list}>
        {verdicts.map((verdict) => (
          <li key={verdict.id}>
            <span className={verdict.outcome === "chosen" ? styles.changed : undefined}>
              {verdict.id === builtInProfile.id
                ? strings("built_in_profile")
                : strings("profile_line", verdict.name, verdict.priority)}
            </span>
            <div className={styles.subtle}>
              {verdict.id === environment.profile?.id && `${strings("is_draft")} · `}
              {reasonOf(verdict)}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
