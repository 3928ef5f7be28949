import * as React from "react";
import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ChevronDown20Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useHub } from "../app/context";
import type { SavedView } from "./saved-queries";

const useStyles = makeStyles({
  button: { padding: `0 ${tokens.spacingHorizontalS}`, minWidth: 0, justifyContent: "flex-start" },
  large: {
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: tokens.lineHeightBase500,
  },
  text: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  list: { maxHeight: "60vh", overflowY: "auto" },
});

interface ViewSelectorProps {
  readonly views: readonly SavedView[];
  readonly view: SavedView;
  readonly size?: "large" | "small";
  readonly onChange: (viewId: string) => void;
}

/** The name of the view, which opens the list of the others. */
export function ViewSelector({ views, view, size = "large", onChange }: ViewSelectorProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const isLarge = size === "large";

  return (
    <Menu
      checkedValues={{ view: [view.id] }}
      onCheckedValueChange={(_event, data) => {
        const chosen = data.checkedItems[0];
        if (chosen && chosen !== view.id) {
          onChange(chosen);
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size={isLarge ? "large" : "small"}
          className={mergeClasses(styles.button, isLarge && styles.large)}
          icon={<ChevronDown20Regular />}
          iconPosition="after"
          aria-label={`${t("selectView")}: ${view.name}`}
        >
          <span className={styles.text}>{view.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.list}>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t("systemViews")}</MenuGroupHeader>
            {views.map((candidate) => (
              <MenuItemRadio key={candidate.id} name="view" value={candidate.id}>
                {candidate.name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
