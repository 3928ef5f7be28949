import * as React from "react";
import {
  Avatar,
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useHub } from "../app/context";
import { TableIcon } from "../app/icons";
import type { ControlModel, FormModel } from "../form-model";
import { HeaderField } from "./HeaderField";

/** Fields stand in columns below the name. */
const PHONE = "@media (max-width: 640px)";

const useStyles = makeStyles({
  root: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalL,
    flexWrap: "wrap",
    paddingBottom: tokens.spacingVerticalS,
  },
  identity: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    flexGrow: 1,
    minWidth: "min(100%, 240px)",
    flexBasis: "240px",
  },
  titles: { minWidth: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: "anywhere",
  },
  state: {
    whiteSpace: "nowrap",
    marginInlineStart: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase300,
  },
  subtitle: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
  },
  selector: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalXXS}`,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  fields: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexWrap: "wrap",
    rowGap: tokens.spacingVerticalS,
    [PHONE]: { display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(136px, 1fr))", width: "100%" },
  },
  field: {
    flexShrink: 0,
    paddingInline: tokens.spacingHorizontalM,
    [PHONE]: { paddingInline: 0, minWidth: 0 },
    // A line before every field but the first.
    ":not(:first-child)": {
      borderInlineStartWidth: tokens.strokeWidthThin,
      [PHONE]: { borderInlineStartWidth: "0" },
      borderInlineStartStyle: "solid",
      borderInlineStartColor: tokens.colorNeutralStroke2,
    },
  },
});

interface FormHeaderProps {
  readonly form: FormModel;
  readonly isDialog: boolean;
}

/** What the record is, whether it is saved, which form shows it, and the fields of the form's header. */
export function FormHeader({ form, isDialog }: FormHeaderProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const title = form.primaryName || t("newRecord", form.table.displayName);
  const fields = (form.header?.controls ?? []).filter((control) => control.visible);

  return (
    <div className={styles.root}>
      <div className={styles.identity}>
        {!isDialog && (
          <Avatar
            size={40}
            shape={
              form.table.logicalName === "account" || form.table.logicalName === "opportunity" ? "square" : "circular"
            }
            color={form.entityId ? "colorful" : "neutral"}
            name={form.entityId ? form.primaryName : undefined}
            icon={<TableIcon table={form.table.logicalName} />}
            aria-hidden
          />
        )}
        <div className={styles.titles}>
          <h1 className={styles.title}>
            <span dir="auto">{title}</span>
            <span role="status" className={styles.state}>
              {form.isSaving
                ? `- ${t("saving")}`
                : form.isDirty || !form.entityId
                  ? `- ${t("unsaved")}`
                  : `- ${t("saved")}`}
            </span>
          </h1>
          <div className={styles.subtitle}>
            <Text size={200}>{form.titleOverride ?? form.table.displayName}</Text>
            {form.forms.length > 1 && <FormSelector form={form} />}
          </div>
        </div>
      </div>
      <ul className={styles.fields}>
        {fields.map((control: ControlModel) => (
          <li key={control.name} className={styles.field}>
            <HeaderField form={form} control={control} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FormSelector({ form }: { readonly form: FormModel }): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();

  return (
    <Menu
      checkedValues={{ form: [form.definition.id] }}
      onCheckedValueChange={(_event, data) => {
        const formId = data.checkedItems[0];
        if (formId && formId !== form.definition.id) {
          form.port.openForm({ entityName: form.table.logicalName, entityId: form.entityId, formId });
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          size="small"
          className={styles.selector}
          icon={<ChevronDown16Regular />}
          iconPosition="after"
          aria-label={t("formSelector", form.definition.name)}
        >
          · {form.definition.name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {form.forms.map(({ id, name }) => (
            <MenuItemRadio key={id} name="form" value={id}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
