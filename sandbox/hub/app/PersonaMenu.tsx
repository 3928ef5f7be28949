import * as React from "react";
import {
  Avatar,
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Persona,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { getRows } from "../api/client";
import { writeCaller } from "../api/caller";
import { useHub } from "./context";

const useStyles = makeStyles({
  me: { padding: tokens.spacingHorizontalM },
});

interface PersonaRow {
  readonly systemuserid: string;
  readonly fullname: string;
  readonly title?: string | null;
}

/** The person at the top right; choosing another one makes this tab that person. */
export function PersonaMenu({ className }: { readonly className: string }): React.ReactElement {
  const styles = useStyles();
  const { user, t } = useHub();
  const [people, setPeople] = React.useState<readonly PersonaRow[]>([]);
  const load = (): void => {
    void getRows<PersonaRow>(
      "systemusers?$select=systemuserid,fullname,title&$filter=isdisabled eq false&$orderby=fullname",
    ).then(setPeople);
  };

  return (
    <Menu
      checkedValues={{ persona: [user.id] }}
      onOpenChange={(_event, data) => data.open && load()}
      onCheckedValueChange={(_event, data) => {
        const chosen = data.checkedItems[0];
        if (chosen && chosen !== user.id) {
          writeCaller(chosen);
          window.location.reload();
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          shape="circular"
          className={className}
          icon={<Avatar initials={initialsOf(user.name)} size={28} color="neutral" aria-hidden />}
          // The initials that are seen belong to the name that is heard.
          aria-label={`${initialsOf(user.name)}, ${t("personaMenu", user.name)}`}
        />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.me}>
          <Persona
            name={user.name}
            secondaryText={user.roles.map((role) => role.name).join(", ")}
            avatar={{ color: "colorful" }}
          />
        </div>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t("actAs")}</MenuGroupHeader>
            {people.map((person) => (
              <MenuItemRadio
                key={person.systemuserid}
                name="persona"
                value={person.systemuserid}
                secondaryContent={person.title ?? undefined}
              >
                {person.fullname}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const [first = "", last = ""] = [words[0], words.length > 1 ? words[words.length - 1] : ""];

  return `${first.charAt(0)}${last.charAt(0)}`.toLocaleUpperCase();
}
