import * as React from "react";
import { Building20Regular } from "@fluentui/react-icons/svg/building";
import { Call20Regular } from "@fluentui/react-icons/svg/call";
import { CalendarLtr20Regular } from "@fluentui/react-icons/svg/calendar-ltr";
import { ClipboardTaskListLtr20Regular } from "@fluentui/react-icons/svg/clipboard-task-list-ltr";
import { Globe20Regular } from "@fluentui/react-icons/svg/globe";
import { Mail20Regular } from "@fluentui/react-icons/svg/mail";
import { MoneyHand20Regular } from "@fluentui/react-icons/svg/money-hand";
import { Megaphone20Regular } from "@fluentui/react-icons/svg/megaphone";
import { Note20Regular } from "@fluentui/react-icons/svg/note";
import { Person20Regular } from "@fluentui/react-icons/svg/person";
import { PersonCircle20Regular } from "@fluentui/react-icons/svg/person-circle";
import { PersonLightbulb20Regular } from "@fluentui/react-icons/svg/person-lightbulb";
import { Box20Regular } from "@fluentui/react-icons/svg/box";
import { Table20Regular } from "@fluentui/react-icons/svg/table";
import { TaskListSquareLtr20Regular } from "@fluentui/react-icons/svg/task-list-square-ltr";
import type { SubArea } from "./site-map";

const BY_TABLE: Readonly<Record<string, React.ComponentType>> = {
  account: Building20Regular,
  activitypointer: ClipboardTaskListLtr20Regular,
  annotation: Note20Regular,
  appointment: CalendarLtr20Regular,
  campaign: Megaphone20Regular,
  contact: Person20Regular,
  email: Mail20Regular,
  lead: PersonLightbulb20Regular,
  opportunity: MoneyHand20Regular,
  phonecall: Call20Regular,
  systemuser: PersonCircle20Regular,
  task: TaskListSquareLtr20Regular,
};

/** The picture of a table; a plain table for those that nobody drew one for. */
export function TableIcon({ table }: { readonly table: string }): React.ReactElement {
  const Icon = BY_TABLE[table] ?? Table20Regular;

  return <Icon />;
}

/** The picture of a site map entry. */
export function SubAreaIcon({ entry }: { readonly entry: SubArea }): React.ReactElement {
  if (entry.table) {
    return <TableIcon table={entry.table} />;
  }

  return entry.route.page === "solutions" ? <Box20Regular /> : <Globe20Regular />;
}
