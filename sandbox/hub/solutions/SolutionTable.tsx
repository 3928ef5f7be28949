import * as React from "react";
import {
  Link,
  makeStyles,
  mergeClasses,
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

const NARROW = "@media (max-width: 640px)";

const useStyles = makeStyles({
  table: { minWidth: "640px", [NARROW]: { minWidth: 0 } },
  cell: { padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalS}`, overflowWrap: "anywhere" },
  wide: { width: "26%", [NARROW]: { width: "38%" } },
  name: { width: "20%" },
  type: { [NARROW]: { width: "34%" } },
  // A phone has room for what a solution is called, and which one it is.
  spare: { [NARROW]: { display: "none" } },
  // Lines, no grounds: links on the grounds of hover and selection cannot be read in high contrast.
  row: {
    ":hover": { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
    ":active": { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  },
  open: { borderBottom: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}` },
});

type Heading = "displayName" | "name" | "version" | "type" | "publisher" | "installedOn";

const headings: readonly Heading[] = ["displayName", "name", "version", "type", "publisher", "installedOn"];
const spare: ReadonlySet<Heading> = new Set(["name", "publisher", "installedOn"]);

interface Props {
  readonly solutions: readonly InstalledSolution[];
  readonly openId: string | undefined;
  onOpen(id: string): void;
}

/** Installed solutions, the newest first; a click on the name shows what is in it. */
export function SolutionTable({ solutions, openId, onOpen }: Props): React.ReactElement {
  const styles = useStyles();
  const classOf = (heading: Heading): string =>
    mergeClasses(
      styles.cell,
      heading === "displayName" && styles.wide,
      heading === "name" && styles.name,
      heading === "type" && styles.type,
      spare.has(heading) && styles.spare,
    );

  return (
    <Table className={styles.table} aria-label={say("installed")}>
      <TableHeader>
        <TableRow>
          {headings.map((heading) => (
            <TableHeaderCell key={heading} className={classOf(heading)}>
              {say(heading)}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {solutions.map((solution) => (
          <TableRow key={solution.id} className={mergeClasses(styles.row, solution.id === openId && styles.open)}>
            <TableCell className={classOf("displayName")}>
              <Link as="button" aria-expanded={solution.id === openId} onClick={() => onOpen(solution.id)}>
                {solution.displayName}
              </Link>
            </TableCell>
            <TableCell className={classOf("name")}>{solution.uniqueName}</TableCell>
            <TableCell className={classOf("version")}>{solution.version}</TableCell>
            <TableCell className={classOf("type")}>{say(solution.isManaged ? "managed" : "unmanaged")}</TableCell>
            <TableCell className={classOf("publisher")}>{solution.publisher}</TableCell>
            <TableCell className={classOf("installedOn")}>{solution.installedOn}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
