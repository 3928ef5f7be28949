import {
  AttributeModel,
  ControlModel,
  SectionModel,
  type FormModel,
  type NativeKind,
  type StageInfo,
  type StepInfo,
} from "../form-model";
import { valueOf } from "../form-model/wire";

const KINDS: Readonly<Record<string, NativeKind>> = {
  String: "text",
  Memo: "memo",
  Integer: "integer",
  BigInt: "integer",
  Decimal: "decimal",
  Double: "float",
  Money: "money",
  Boolean: "boolean",
  DateTime: "date",
  Picklist: "choice",
  State: "choice",
  Status: "status",
  MultiSelectPicklist: "choices",
  Lookup: "lookup",
  Customer: "lookup",
  Owner: "lookup",
};

const STEP_SECTION = new SectionModel(
  { id: "process", name: "process", label: "", visible: true, showLabel: false, columns: 1, rows: [] },
  undefined,
);

/**
 * The controls of a stage's steps. Scripts know them as `header_process_<column>`; they share the attribute with the controls of
 * the same column on the form, so a value shows at once in both places.
 */
export function controlsOfStage(form: FormModel, stage: StageInfo): readonly ControlModel[] {
  if (stage.table !== form.table.logicalName) {
    return [];
  }

  return stage.steps.flatMap((step) => controlOfStep(form, step) ?? []);
}

function controlOfStep(form: FormModel, step: StepInfo): ControlModel | undefined {
  const name = `header_process_${step.column}`;
  const known = form.controls.get(name);
  if (known) {
    return known;
  }
  const attribute = attributeOf(form, step.column);
  if (!attribute) {
    return undefined;
  }

  const control = new ControlModel(
    name,
    {
      id: name,
      classId: "",
      native: KINDS[attribute.info.type] ?? "text",
      column: step.column,
      disabled: false,
      parameters: {},
    },
    attribute,
    undefined,
    STEP_SECTION,
    { visible: true, label: step.label || attribute.info.displayName },
    () => form.isReadOnly,
  );
  form.controls.set(name, control);

  return control;
}

function attributeOf(form: FormModel, column: string): AttributeModel | undefined {
  const known = form.attributes.get(column);
  const info = form.table.attributes.get(column);
  if (known || !info) {
    return known;
  }
  const attribute = new AttributeModel(info, form.row ? valueOf(info, form.row) : null);
  form.attributes.set(column, attribute);
  attribute.subscribe(() => form.changed());

  return attribute;
}
