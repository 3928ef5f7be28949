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

const useStyles = makeStyles({
  table: { minWidth: "640px" },
  open: { backgroundColor: tokens.colorSubtleBackgroundSelected },
});

interface Props {
  readonly solutions: readonly InstalledSolution[];
  readonly openId: string | undefined;
  onOpen(id: string): void;
}

/** Installed solutions, the newest first; a click on the name shows what is in it. */
export function SolutionTable({ solutions, openId, onOpen }: Props): React.ReactElement {
  const styles = useStyles();

  return (
    <Table className={styles.table} aria-label="Installed solutions">
      <TableHeader>
        <TableRow>
          {["Display name", "Name", "Version", "Type", "Publisher", "Installed on"].map((label) => (
            <TableHeaderCell key={label}>{label}</TableHeaderCell>
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
            <TableCell>{solution.isManaged ? "Managed" : "Unmanaged"}</TableCell>
            <TableCell>{solution.publisher}</TableCell>
            <TableCell>{solution.installedOn}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
