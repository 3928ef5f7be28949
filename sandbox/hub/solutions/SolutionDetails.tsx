import * as React from "react";
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Text,
  tokens,
} from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { useCardStyles } from "../styles/shared";
import { readComponents, type ComponentGroup, type InstalledSolution } from "./data";
import { say } from "./strings";

interface Props {
  readonly solution: InstalledSolution;
  onUninstall(): void;
}

const useStyles = makeStyles({
  root: {
    padding: tokens.spacingHorizontalL,
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  head: { display: "flex", justifyContent: "space-between", alignItems: "center", gap: tokens.spacingHorizontalM },
  button: { flexShrink: 0, whiteSpace: "nowrap" },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXXL },
});

/** The components of one solution, by kind. */
export function SolutionDetails({ solution, onUninstall }: Props): React.ReactElement {
  const styles = useStyles();
  const cards = useCardStyles();
  const groups = useComponents(solution.id);

  return (
    <section className={mergeClasses(cards.card, styles.root)} aria-label={say("componentsOf", solution.displayName)}>
      <div className={styles.head}>
        <Text as="h2" size={400} weight="semibold">
          {solution.displayName}
        </Text>
        {!solution.isBuiltIn && (
          <Button className={styles.button} icon={<DeleteRegular />} onClick={onUninstall}>
            {say("uninstall")}
          </Button>
        )}
      </div>
      {!groups && <Spinner size="tiny" label={say("loading")} />}
      {groups?.length === 0 && <Text>{say("noComponents")}</Text>}
      {groups && groups.length > 0 && (
        <Accordion multiple collapsible>
          {groups.map((group) => (
            <AccordionItem key={group.type} value={group.type}>
              <AccordionHeader>
                {group.label} ({group.names.length})
              </AccordionHeader>
              <AccordionPanel>
                <Names group={group} />
              </AccordionPanel>
            </AccordionItem>
          ))}
        </Accordion>
      )}
    </section>
  );
}

function Names({ group }: { readonly group: ComponentGroup }): React.ReactElement {
  const styles = useStyles();
  const named = group.names.filter((name) => name !== "");
  if (named.length === 0) return <Text>{say("withTable")}</Text>;

  return (
    <ul className={styles.list}>
      {named.map((name, index) => (
        <li key={index}>{name}</li>
      ))}
    </ul>
  );
}

function useComponents(solutionId: string): readonly ComponentGroup[] | undefined {
  const [groups, setGroups] = React.useState<readonly ComponentGroup[]>();
  React.useEffect(() => {
    let isCurrent = true;
    readComponents(solutionId).then(
      (read) => isCurrent && setGroups(read),
      () => isCurrent && setGroups([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [solutionId]);
  return groups;
}
