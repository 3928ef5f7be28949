import * as React from "react";
import {
  Link,
  Spinner,
  Subtitle1,
  Subtitle2,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { fetchRows } from "../api/client";
import { loadTable } from "../form-model";
import { useCardStyles } from "../styles/shared";
import { quickFindColumns, quickFindPattern, withFilter, withPage } from "../views/fetch-xml";
import { getViews, VIEW_TYPE } from "../views/saved-queries";
import { useHub } from "./context";
import { Failure } from "./Failure";
import { TableIcon } from "./icons";
import { formatPlace } from "./routes";

/** Rows shown of each table. */
const TOP = 10;

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, overflowY: "auto", minHeight: 0 },
  card: { padding: tokens.spacingHorizontalL, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  heading: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}` },
  title: { margin: 0, display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
  },
});

interface Found {
  readonly table: string;
  readonly label: string;
  readonly rows: readonly { readonly id: string; readonly name: string }[];
}

/** Quick find over every table of the site map, grouped by table. */
export function SearchPage({ text }: { readonly text: string }): React.ReactElement {
  const styles = useStyles();
  const cards = useCardStyles();
  const { session, t, app, navigator } = useHub();
  const [found, setFound] = React.useState<readonly Found[]>();
  const [error, setError] = React.useState<Error>();

  React.useEffect(() => {
    const tables = session.areas.flatMap((area) =>
      area.groups.flatMap((group) => group.entries.flatMap((entry) => entry.table ?? [])),
    );
    Promise.all([...new Set(tables)].map((table) => findIn(table, text))).then(setFound, setError);
  }, [session, text]);

  if (error) {
    return <Failure title={t("pageFailed")} error={error} />;
  }
  if (!found) {
    return <Spinner label={t("loading")} />;
  }
  const hits = found.filter((group) => group.rows.length > 0);

  return (
    <div className={styles.page}>
      <Subtitle1 as="h1" className={styles.heading}>
        {hits.length > 0 ? t("searchResults", text) : t("searchNothing", text)}
      </Subtitle1>
      {hits.map((group) => (
        <section key={group.table} className={mergeClasses(cards.card, styles.card)}>
          <Subtitle2 as="h2" className={styles.title}>
            <TableIcon table={group.table} />
            {group.label}
          </Subtitle2>
          <ul className={styles.list}>
            {group.rows.map((row) => {
              const route = { page: "entityrecord", table: group.table, id: row.id } as const;

              return (
                <li key={row.id}>
                  <Link
                    href={formatPlace({ appId: app.id, route })}
                    onClick={(event: React.MouseEvent) => {
                      event.preventDefault();
                      void navigator.go(route);
                    }}
                  >
                    {row.name}
                  </Link>
                </li>
              );
            })}
          </ul>
          {group.rows.length === TOP && (
            <Text>
              <Link onClick={() => void navigator.go({ page: "entitylist", table: group.table, search: text })}>
                {t("seeAll")}
              </Link>
            </Text>
          )}
        </section>
      ))}
    </div>
  );
}

async function findIn(tableName: string, text: string): Promise<Found> {
  const [table, views] = await Promise.all([loadTable(tableName), getViews(tableName)]);
  const view = views.find((candidate) => candidate.type === VIEW_TYPE.quickFind);
  const empty = { table: tableName, label: table.collectionName, rows: [] };
  if (!view) {
    return empty;
  }
  const pattern = quickFindPattern(text);
  const columns = quickFindColumns(view.fetchXml);
  const plain = `<fetch><entity name="${tableName}"><attribute name="${table.primaryId}"/><attribute name="${table.primaryName}"/></entity></fetch>`;
  const query = withFilter(
    plain,
    "or",
    columns.map((column) => ({ column, operator: "like", value: pattern })),
  );
  const page = await fetchRows(table.entitySetName, withPage(query, 1, TOP));

  return {
    ...empty,
    rows: page.rows.map((row) => ({ id: String(row[table.primaryId]), name: String(row[table.primaryName] ?? "") })),
  };
}
