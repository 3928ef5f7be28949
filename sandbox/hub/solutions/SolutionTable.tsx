import * as React from "react";
import {
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { InstalledSolution } from "./data";
import { say } from "./strings";

const useStyles = makeStyles({
  table: { minWidth: "640px" },
  open: { backgroundColor: tokens.colorSubtleBackgroundSelected },
});

const headings = ["displayName", "name", "version", "type", "publisher", "installedOn"] as const;

interface Props {
  readonly solutions: readonly InstalledSolution[];
  readonly openId: string | undefined;
  onOpen(id: string): void;
}

/** Installed solutions, the newest first; a click on the name shows what is in it. */
export function SolutionTable({ solutions, openId, onOpen }: Props): React.ReactElement {
  const styles = useStyles();

  return (
    <Table className={styles.table} aria-label={say("installed")}>
      <TableHeader>
        <TableRow>
          {headings.map((heading) => (
            <TableHeaderCell key={heading}>{say(heading)}</TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {solutions.map((solution) => (
          <TableRow key={solution.id} className={solution.id === openId ? styles.open : undefined}>
            <TableCell>
              <Link as="button" aria-expanded={solution.id === openId} onClick={() => onOpen(solution.id)}>
                {solution.displayName}
              </Link>
            </TableCell>
            <TableCell>{solution.uniqueName}</TableCell>
            <TableCell>{solution.version}</TableCell>
            <TableCell>{say(solution.isManaged ? "managed" : "unmanaged")}</TableCell>
            <TableCell>{solution.publisher}</TableCell>
            <TableCell>{solution.installedOn}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
