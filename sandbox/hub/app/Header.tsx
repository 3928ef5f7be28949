import * as React from "react";
import {
  Button,
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SearchBox,
  Text,
  Tooltip,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons/svg/add";
import { GridDots20Regular } from "@fluentui/react-icons/svg/grid-dots";
import { Navigation20Regular } from "@fluentui/react-icons/svg/navigation";
import { useHub } from "./context";
import { PersonaMenu } from "./PersonaMenu";
import { SettingsMenu } from "./SettingsMenu";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    height: "48px",
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  button: {
    color: tokens.colorNeutralForegroundOnBrand,
    ":hover": { backgroundColor: tokens.colorBrandBackgroundHover, color: tokens.colorNeutralForegroundOnBrand },
    ":hover:active": {
      backgroundColor: tokens.colorBrandBackgroundPressed,
      color: tokens.colorNeutralForegroundOnBrand,
    },
    ":hover .fui-Button__icon": { color: tokens.colorNeutralForegroundOnBrand },
    ":hover:active .fui-Button__icon": { color: tokens.colorNeutralForegroundOnBrand },
    ":focus-visible": { outlineColor: tokens.colorNeutralForegroundOnBrand },
  },
  titles: {
    display: "flex",
    alignItems: "baseline",
    gap: tokens.spacingHorizontalS,
    whiteSpace: "nowrap",
    minWidth: 0,
  },
  product: { overflow: "hidden", textOverflow: "ellipsis" },
  separator: { opacity: 0.7 },
  grow: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: "fit-content",
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
  },
  end: { justifyContent: "flex-end" },
  searchNarrow: { flexGrow: 100 },
  search: { flexGrow: 2, flexBasis: "160px", maxWidth: "460px", minWidth: "96px" },
});

interface HeaderProps {
  readonly isNarrow: boolean;
  readonly onToggleSiteMap: () => void;
}

/** The bar at the top: apps, where one is, search, new record, settings, persona. */
export function Header({ isNarrow, onToggleSiteMap }: HeaderProps): React.ReactElement {
  const styles = useStyles();
  const { app, t, navigator } = useHub();
  const [text, setText] = React.useState("");

  return (
    <header className={styles.root}>
      <div className={styles.grow}>
        {isNarrow ? (
          <Button
            appearance="transparent"
            className={styles.button}
            icon={<Navigation20Regular />}
            aria-label={t("toggleSiteMap")}
            onClick={onToggleSiteMap}
          />
        ) : (
          <AppMenu />
        )}
        {!isNarrow && (
          <div className={styles.titles}>
            <Text weight="semibold">Dynamics 365</Text>
            <span aria-hidden className={styles.separator}>
              |
            </span>
            <Text className={styles.product}>{app.displayName}</Text>
          </div>
        )}
      </div>
      <SearchBox
        className={mergeClasses(styles.search, isNarrow && styles.searchNarrow)}
        appearance="filled-lighter"
        placeholder={t("search")}
        aria-label={t("searchEverything")}
        dismiss={{ "aria-label": t("quickFindClear") }}
        value={text}
        onChange={(_event, data) => setText(data.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && text.trim()) {
            void navigator.go({ page: "search", text: text.trim() });
          }
        }}
      />
      <div className={mergeClasses(styles.grow, styles.end)}>
        {!isNarrow && <NewMenu />}
        <SettingsMenu className={styles.button} />
        <PersonaMenu className={styles.button} />
      </div>
    </header>
  );
}

function AppMenu(): React.ReactElement {
  const styles = useStyles();
  const { session, app, t, navigator } = useHub();

  return (
    <Menu
      checkedValues={{ app: [app.id] }}
      onCheckedValueChange={(_event, data) => {
        const appId = data.checkedItems[0];
        if (appId && appId !== app.id) {
          void navigator.go({ page: "home" }, { appId }).then((left) => left && window.location.reload());
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t("appLauncher")} relationship="label">
          <Button appearance="transparent" className={styles.button} icon={<GridDots20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {session.apps.map((candidate) => (
            <MenuItemRadio key={candidate.id} name="app" value={candidate.id}>
              {candidate.displayName}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** New record of any table that the site map lists. */
function NewMenu(): React.ReactElement {
  const styles = useStyles();
  const { session, t, navigator, tableName } = useHub();
  const listed = session.areas.flatMap((area) =>
    area.groups.flatMap((group) => group.entries.flatMap((entry) => entry.table ?? [])),
  );
  const tables = [...new Set(listed)];

  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t("quickCreate")} relationship="label">
          <Button appearance="transparent" className={styles.button} icon={<Add20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {tables.map((table) => (
            <MenuItem key={table} onClick={() => void navigator.go({ page: "entityrecord", table })}>
              {tableName(table).label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
