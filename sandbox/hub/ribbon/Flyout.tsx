import * as React from "react";
import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  ToolbarButton,
  Tooltip,
} from "@fluentui/react-components";
import { Chevron } from "../dialogs/icons";
import { CommandIcon } from "./CommandIcon";
import type { RibbonItem } from "./definition";
import { RuleEvaluation } from "./rules";
import { menuItems, runCommand } from "./run";
import type { CommandSource } from "./source";
import type { ShownCommands } from "./use-commands";

interface Props {
  readonly item: Extract<RibbonItem, { kind: "flyout" }>;
  readonly commands: ShownCommands;
  readonly source: CommandSource;
}

/** A button with a menu. Its items are asked for when it opens: they may depend on the moment. */
export const FlyoutButton = React.forwardRef<HTMLButtonElement, Props & { readonly className: string }>(
  function FlyoutButton({ item, commands, source, className, ...rest }, ref) {
    const hint = item.toolTipDescription ?? item.toolTipTitle ?? item.label;

    return (
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={hint} relationship={hint === item.alt ? "label" : "description"}>
            <ToolbarButton
              {...rest}
              ref={ref}
              className={className}
              icon={<CommandIcon image={item.image} />}
              aria-label={item.alt}
              data-command={item.id}
            >
              {item.label}
              <Chevron />
            </ToolbarButton>
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <FlyoutItems item={item} commands={commands} source={source} />
        </MenuPopover>
      </Menu>
    );
  },
);

export function FlyoutItems({ item, commands, source }: Props): React.ReactElement {
  const items = useItems(item, commands, source);
  if (!items) return <Spinner size="tiny" />;

  return (
    <MenuList hasIcons={items.some(({ image }) => image !== undefined)}>
      {items.map((entry) => (
        <MenuItem
          key={entry.id}
          icon={entry.image ? <CommandIcon image={entry.image} /> : undefined}
          data-command={entry.id}
          onClick={() => void runCommand(commands.ribbon, entry, source)}
        >
          {entry.label}
        </MenuItem>
      ))}
    </MenuList>
  );
}

function useItems(
  item: Props["item"],
  commands: ShownCommands,
  source: CommandSource,
): readonly RibbonItem[] | undefined {
  const [items, setItems] = React.useState<readonly RibbonItem[]>();
  React.useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const all = await menuItems(commands.ribbon, item, source);
      const rules = new RuleEvaluation(commands.ribbon, source);
      const shown = await Promise.all(all.map(({ command }) => rules.isShown(command)));
      if (isCurrent) setItems(all.filter((_, index) => shown[index]));
    };
    read().catch(() => isCurrent && setItems([]));
    return () => {
      isCurrent = false;
    };
  }, [item, commands.ribbon, source]);
  return items;
}
