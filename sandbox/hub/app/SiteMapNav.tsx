import * as React from "react";
import { Button, Text, Tooltip, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Navigation20Regular } from "@fluentui/react-icons/svg/navigation";
import { AreaSwitcher } from "./AreaSwitcher";
import { useHub } from "./context";
import { SubAreaIcon } from "./icons";
import { formatPlace, type Route } from "./routes";
import type { SiteMapArea, SubArea } from "./site-map";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    width: "228px",
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground3,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    boxSizing: "border-box",
    minHeight: 0,
  },
  collapsed: { width: "52px" },
  overlay: {
    position: "absolute",
    insetBlock: 0,
    insetInlineStart: 0,
    zIndex: 5,
    boxShadow: tokens.shadow28,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  scroll: { flexGrow: 1, overflowY: "auto", overflowX: "hidden", minHeight: 0 },
  group: { marginTop: tokens.spacingVerticalM },
  groupTitle: {
    display: "block",
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  entry: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    height: "36px",
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground2Hover },
    ":focus-visible": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: tokens.shadow2,
    "::before": {
      content: '""',
      position: "absolute",
      insetInlineStart: 0,
      insetBlock: tokens.spacingVerticalSNudge,
      width: "3px",
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  icon: { display: "flex", flexShrink: 0 },
  label: { overflow: "hidden", textOverflow: "ellipsis" },
});

interface SiteMapNavProps {
  readonly areas: readonly SiteMapArea[];
  readonly current: Route;
  readonly isCollapsed: boolean;
  /** Over the page instead of beside it, on narrow screens. */
  readonly isOverlay: boolean;
  readonly onToggle: () => void;
  readonly onChosen: () => void;
}

/** The site map at the side: groups of the chosen area, and the area switcher below. */
export function SiteMapNav(props: SiteMapNavProps): React.ReactElement {
  const { areas, current, isCollapsed, isOverlay, onToggle, onChosen } = props;
  const styles = useStyles();
  const { t } = useHub();
  const [areaId, setAreaId] = React.useState(() => areaOf(areas, current)?.id ?? areas[0]?.id);
  const area = areas.find((candidate) => candidate.id === areaId) ?? areas[0];

  React.useEffect(() => {
    const owner = areaOf(areas, current);
    if (owner) {
      setAreaId(owner.id);
    }
  }, [areas, current]);

  return (
    <nav
      aria-label={t("siteMap")}
      className={mergeClasses(styles.root, isCollapsed && styles.collapsed, isOverlay && styles.overlay)}
    >
      <div>
        <Button
          appearance="subtle"
          icon={<Navigation20Regular />}
          aria-label={t("toggleSiteMap")}
          aria-expanded={!isCollapsed}
          onClick={onToggle}
        />
      </div>
      <div className={styles.scroll}>
        {area?.groups.map((group) => (
          <div key={group.id} className={styles.group}>
            {group.title && !isCollapsed && (
              <Text size={200} weight="semibold" className={styles.groupTitle}>
                {group.title}
              </Text>
            )}
            <ul className={styles.list}>
              {group.entries.map((entry) => (
                <li key={entry.id}>
                  <NavEntry
                    entry={entry}
                    isCurrent={isSame(entry, current)}
                    isCollapsed={isCollapsed}
                    onChosen={onChosen}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {areas.length > 1 && area && (
        <AreaSwitcher areas={areas} area={area} isCollapsed={isCollapsed} onChange={setAreaId} />
      )}
    </nav>
  );
}

function NavEntry(props: {
  readonly entry: SubArea;
  readonly isCurrent: boolean;
  readonly isCollapsed: boolean;
  readonly onChosen: () => void;
}): React.ReactElement {
  const { entry, isCurrent, isCollapsed, onChosen } = props;
  const styles = useStyles();
  const { navigator, app } = useHub();
  const link = (
    <a
      href={formatPlace({ appId: app.id, route: entry.route })}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isCollapsed ? entry.title : undefined}
      className={mergeClasses(styles.entry, isCurrent && styles.current)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        event.preventDefault();
        onChosen();
        void navigator.go(entry.route);
      }}
    >
      <span className={styles.icon}>
        <SubAreaIcon entry={entry} />
      </span>
      {!isCollapsed && (
        <span className={styles.label} title={entry.title}>
          {entry.title}
        </span>
      )}
    </a>
  );

  return isCollapsed ? (
    <Tooltip content={entry.title} relationship="label" positioning="after">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function isSame(entry: SubArea, route: Route): boolean {
  if (entry.route.page === "webresource") {
    return route.page === "webresource" && route.name === entry.route.name;
  }
  if (entry.route.page === "solutions") {
    return route.page === "solutions";
  }

  return (
    entry.table !== undefined &&
    (route.page === "entitylist" || route.page === "entityrecord") &&
    route.table === entry.table
  );
}

function areaOf(areas: readonly SiteMapArea[], route: Route): SiteMapArea | undefined {
  return areas.find((area) => area.groups.some((group) => group.entries.some((entry) => isSame(entry, route))));
}
