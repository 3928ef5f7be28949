import * as React from "react";
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
  makeStyles,
} from "@fluentui/react-components";
import { Settings20Regular } from "@fluentui/react-icons/svg/settings";
import { languageTag, listLocales, listTimeZones } from "../api/locale";
import { writeUserSettings } from "../api/settings";
import { LANGUAGES, type StringKey } from "../strings";
import { useHub } from "./context";
import { THEME_NAMES, type ThemeName } from "./theme";

const useStyles = makeStyles({
  long: { maxHeight: "60vh", overflowY: "auto" },
});

const THEME_LABELS: Readonly<Record<ThemeName, StringKey>> = {
  light: "themeLight",
  dark: "themeDark",
  contrast: "themeContrast",
};

/** The gear: theme (kept in the browser), and language, time zone and formats (kept in the user's settings). */
export function SettingsMenu({ className }: { readonly className: string }): React.ReactElement {
  const { user, t, theme, setTheme } = useHub();
  const store = (change: Parameters<typeof writeUserSettings>[1]): void => {
    void writeUserSettings(user.id, change).then(() => window.location.reload());
  };

  return (
    <Menu
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_event, data) => {
        const chosen = THEME_NAMES.find((name) => name === data.checkedItems[0]);
        if (chosen) {
          setTheme(chosen);
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t("settings")} relationship="label">
          <Button appearance="transparent" className={className} icon={<Settings20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t("theme")}</MenuGroupHeader>
            {THEME_NAMES.map((name) => (
              <MenuItemRadio key={name} name="theme" value={name}>
                {t(THEME_LABELS[name])}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <Choice
            name="language"
            label={t("language")}
            value={user.languageId}
            list={() => Object.entries(LANGUAGES).map(([code, label]) => ({ code: Number(code), label }))}
            onChoose={(uilanguageid) => store({ uilanguageid })}
          />
          <Choice
            name="locale"
            label={t("numberFormat")}
            value={user.localeId}
            list={() => listLocales().map((code) => ({ code, label: nameOfLocale(code, user.language) }))}
            onChoose={(localeid) => store({ localeid })}
          />
          <Choice
            name="zone"
            label={t("timeZone")}
            value={user.timeZoneCode}
            list={() => listTimeZones().map(({ code, name }) => ({ code, label: name.replace(/_/g, " ") }))}
            onChoose={(timezonecode) => store({ timezonecode })}
          />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  /** Asked when the menu opens: naming all languages takes a while. */
  readonly list: () => readonly { code: number; label: string }[];
  readonly onChoose: (code: number) => void;
}

function Choice({ name, label, value, list, onChoose }: ChoiceProps): React.ReactElement {
  const styles = useStyles();

  return (
    <Menu
      checkedValues={{ [name]: [String(value)] }}
      onCheckedValueChange={(_event, data) => {
        const chosen = Number(data.checkedItems[0]);
        if (chosen !== value) {
          onChoose(chosen);
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{label}</MenuItem>
      </MenuTrigger>
      <MenuPopover className={styles.long}>
        <MenuList>
          <Choices name={name} list={list} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Choices({ name, list }: Pick<ChoiceProps, "name" | "list">): React.ReactElement {
  return (
    <>
      {list().map(({ code, label }) => (
        <MenuItemRadio key={code} name={name} value={String(code)}>
          {label}
        </MenuItemRadio>
      ))}
    </>
  );
}

function nameOfLocale(code: number, language: string): string {
  const tag = languageTag(code);

  return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
}
