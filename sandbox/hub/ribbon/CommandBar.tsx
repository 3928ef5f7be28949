import * as React from "react";
import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  Toolbar,
  ToolbarButton,
  tokens,
  Tooltip,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from "@fluentui/react-components";
import { More } from "../dialogs/icons";
import { CommandIcon } from "./CommandIcon";
import type { RibbonItem } from "./definition";
import { FlyoutButton, FlyoutItems } from "./Flyout";
import type { CommandBarProps, CommandSource } from "./source";
import { runCommand } from "./run";
import { useCommands, type ShownCommands } from "./use-commands";
import { say } from "../dialogs/strings";

const useStyles = makeStyles({
  root: {
    flexGrow: 1,
    minWidth: 0,
    overflow: "hidden",
    flexWrap: "nowrap",
    padding: 0,
    gap: tokens.spacingHorizontalXXS,
  },
  button: { flexShrink: 0, whiteSpace: "nowrap", fontWeight: tokens.fontWeightRegular, minWidth: "auto" },
});

/** The commands of a form, view or sub-grid in one row; what does not fit is in the menu at the end. */
export function CommandBar({ source, version }: CommandBarProps): React.ReactElement | null {
  const styles = useStyles();
  const commands = useCommands(source, version);
  if (!commands || commands.items.length === 0) return null;

  return (
    <Overflow padding={40}>
      <Toolbar className={styles.root} aria-label={say("commands")} size="small">
        {commands.items.map((item) => (
          <OverflowItem key={item.id} id={item.id}>
            {item.kind === "flyout" ? (
              <FlyoutButton item={item} commands={commands} source={source} className={styles.button} />
            ) : (
              <CommandButton item={item} commands={commands} source={source} className={styles.button} />
            )}
          </OverflowItem>
        ))}
        <OverflowMenu commands={commands} source={source} />
      </Toolbar>
    </Overflow>
  );
}

interface CommandButtonProps {
  readonly item: RibbonItem;
  readonly commands: ShownCommands;
  readonly source: CommandSource;
  readonly className: string;
}

const CommandButton = React.forwardRef<HTMLButtonElement, CommandButtonProps>(function CommandButton(
  { item, commands, source, className, ...rest },
  ref,
) {
  const [isRunning, setRunning] = React.useState(false);
  const isMounted = React.useRef(true);
  React.useEffect(() => () => void (isMounted.current = false), []);
  const run = async (): Promise<void> => {
    setRunning(true);
    await runCommand(commands.ribbon, item, source);
    if (isMounted.current) setRunning(false);
  };
  const hint = item.toolTipDescription ?? item.toolTipTitle ?? item.label;

  return (
    <Tooltip content={hint} relationship={hint === item.alt ? "label" : "description"}>
      <ToolbarButton
        {...rest}
        ref={ref}
        className={className}
        icon={<CommandIcon image={item.image} />}
        aria-label={item.alt}
        aria-disabled={isRunning || undefined}
        data-command={item.id}
        onClick={() => {
          // A second click while the first one still works would do the thing twice.
          if (!isRunning) void run();
        }}
      >
        {item.label}
      </ToolbarButton>
    </Tooltip>
  );
});

function OverflowMenu({
  commands,
  source,
}: {
  readonly commands: ShownCommands;
  readonly source: CommandSource;
}): React.ReactElement | null {
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;

  return (
    <Menu hasIcons>
      <MenuTrigger disableButtonEnhancement>
        <Button ref={ref} appearance="subtle" size="small" icon={<More />} aria-label={say("moreCommands")} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {commands.items.map((item) => (
            <OverflowedItem key={item.id} item={item} commands={commands} source={source} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function OverflowedItem({ item, commands, source }: Omit<CommandButtonProps, "className">): React.ReactElement | null {
  if (useIsOverflowItemVisible(item.id)) return null;
  if (item.kind === "button") {
    return (
      <MenuItem
        icon={<CommandIcon image={item.image} />}
        data-command={item.id}
        onClick={() => void runCommand(commands.ribbon, item, source)}
      >
        {item.label}
      </MenuItem>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<CommandIcon image={item.image} />}>{item.label}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <FlyoutItems item={item} commands={commands} source={source} />
      </MenuPopover>
    </Menu>
  );
}
