import * as React from "react";
import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { ChevronUpDown20Regular } from "@fluentui/react-icons/svg/chevron-up-down";
import { useHub } from "./context";
import type { SiteMapArea } from "./site-map";

const useStyles = makeStyles({
  area: { justifyContent: "flex-start", minWidth: 0, width: "100%" },
});

interface AreaSwitcherProps {
  readonly areas: readonly SiteMapArea[];
  readonly area: SiteMapArea;
  readonly isCollapsed: boolean;
  readonly onChange: (id: string) => void;
}

/** The area of the site map that is shown, and the choice of the others. */
export function AreaSwitcher(props: AreaSwitcherProps): React.ReactElement {
  const { areas, area, isCollapsed, onChange } = props;
  const styles = useStyles();
  const { t } = useHub();

  return (
    <Menu
      checkedValues={{ area: [area.id] }}
      onCheckedValueChange={(_event, data) => {
        const chosen = data.checkedItems[0];
        if (chosen) {
          onChange(chosen);
        }
      }}
      positioning="above-start"
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.area}
          icon={<ChevronUpDown20Regular />}
          aria-label={`${t("changeArea")}: ${area.title}`}
        >
          {isCollapsed ? undefined : area.title}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {areas.map((candidate) => (
            <MenuItemRadio key={candidate.id} name="area" value={candidate.id}>
              {candidate.title}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
