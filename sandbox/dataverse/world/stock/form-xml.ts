import type { Catalog } from "../../metadata/catalog";
import type { Column, Label } from "../../metadata/model";
import { escapeXml } from "../../solutions/xml";
import { namedGuid } from "../random";
import { formTexts } from "./texts";

/** A form in a few words; `fields` are columns, `@timeline`, `@grid:<name>` and `@quick:<lookup>` the controls that show other rows. */
export interface FormSpec {
  readonly table: string;
  readonly name: string;
  /** 2 main, 6 quick view, 7 quick create. */
  readonly type: 2 | 6 | 7;
  readonly id?: string;
  readonly header: string;
  readonly tabs: readonly TabSpec[];
}

export interface TabSpec {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly { readonly width: string; readonly sections: readonly SectionSpec[] }[];
}

export interface SectionSpec {
  readonly label: string;
  readonly fields: string;
}

/** Sub-grids by name: table, relationship, view. */
export interface GridSpec {
  readonly table: string;
  readonly relationship: string;
  readonly viewId: string;
  readonly label: string;
}

/** Class ids of native controls (facts/solution-package.md §4.1). */
const classIds: Partial<Record<Column["type"], string>> = {
  Memo: "E0DECE4B-6FC8-4A8F-A065-082708572369",
  Integer: "C6D124CA-7EDA-4A60-AEA9-7FB8D318B68F",
  Decimal: "C3EFE0C3-0EC6-42BE-8349-CBD9079DFD8E",
  Double: "0D2C745A-E5A8-4C8F-BA63-C6D3BB604660",
  Money: "533B9E00-756B-4312-95A0-DC888637AC78",
  Boolean: "67FAC785-CD58-4F9F-ABB3-4B7DDC6ED5ED",
  DateTime: "5B773807-9FB2-42DB-97C3-7A91EFF8ADFF",
  Picklist: "3EF39988-22BB-4F0B-BBBE-64B5A3748AEE",
  State: "3EF39988-22BB-4F0B-BBBE-64B5A3748AEE",
  Status: "5D68B988-0661-4DB2-BC3E-17598AD3BE6C",
  MultiSelectPicklist: "4AA28AB7-9C13-4F57-A73D-AD894D048B5F",
  Lookup: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
  Customer: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
  Owner: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
};
const stringClassIds: Readonly<Record<string, string>> = {
  Email: "ADA2203E-B4CD-49BE-9DDF-234642B43B52",
  Phone: "8C10015A-B339-4982-9474-A95FE05631A5",
  Url: "71716B6C-711E-476C-8AB8-5D11542BFB47",
  TextArea: "E0DECE4B-6FC8-4A8F-A065-082708572369",
};
const textClassId = "4273EDBD-AC1D-40D3-9FB2-095C621B552D";
const timelineClassId = "06375649-C143-495E-A496-C962E5B4488E";
const quickViewClassId = "5C5600E0-1D6E-4205-A272-BE80DA87FD42";
const subGridClassId = "E7A81278-8635-4D9E-8D4D-59480B391C5B";

/** FormXml of a specification, with labels of the columns from the metadata. */
export function buildFormXml(catalog: Catalog, form: FormSpec, grids: Readonly<Record<string, GridSpec>>): string {
  const builder = new FormBuilder(catalog, form, grids);
  const tabs = form.tabs.map((tab) => builder.tab(tab)).join("");
  const header = form.header
    ? `<header id="{${builder.id("header")}}" celllabelposition="Top" columns="111" labelwidth="115"><rows><row>${form.header
        .split(" ")
        .map((column) => builder.cell(column, "header_"))
        .join("")}</row></rows></header>`
    : "";

  return `<form showImage="true" shownavigationbar="false" maxWidth="1920"><tabs>${tabs}</tabs>${header}<DisplayConditions Order="0" FallbackForm="true"><Everyone /></DisplayConditions></form>`;
}

class FormBuilder {
  constructor(
    private readonly catalog: Catalog,
    private readonly form: FormSpec,
    private readonly grids: Readonly<Record<string, GridSpec>>,
  ) {}

  id(part: string): string {
    return namedGuid(`form:${this.form.table}:${this.form.name}:${this.form.type}:${part}`);
  }

  tab(tab: TabSpec): string {
    const columns = tab.columns
      .map(
        ({ width, sections }) =>
          `<column width="${width}"><sections>${sections.map((section) => this.section(tab, section)).join("")}</sections></column>`,
      )
      .join("");
    return `<tab name="${tab.name}" id="{${this.id(tab.name)}}" IsUserDefined="0" locklevel="0" showlabel="true" expanded="true">${labels(formTexts(tab.label))}<columns>${columns}</columns></tab>`;
  }

  private section(tab: TabSpec, section: SectionSpec): string {
    const name = `${tab.name}_${section.label.replace(/[^A-Za-z]+/g, "_")}`;
    const rows = section.fields
      .split(" ")
      .map((field) => `<row>${field.startsWith("@") ? this.special(field) : this.cell(field, "")}</row>`)
      .join("");
    return `<section name="${name}" id="{${this.id(name)}}" IsUserDefined="0" locklevel="0" showlabel="${this.form.type !== 6}" showbar="false" layout="varwidth" columns="1" labelwidth="115" celllabelalignment="Left" celllabelposition="Left">${labels(formTexts(section.label))}<rows>${rows}</rows></section>`;
  }

  cell(columnName: string, prefix: string): string {
    const column = this.catalog.column(this.form.table, columnName);
    if (!column)
      throw new Error(
        `The form '${this.form.name}' of ${this.form.table} shows '${columnName}', which does not exist.`,
      );
    const disabled = !column.canUpdate && !column.canCreate;
    return `<cell id="{${this.id(`cell:${prefix}${columnName}`)}}" showlabel="true" locklevel="0">${labels(column.label)}<control id="${prefix}${columnName}" classid="{${classIdOf(column)}}" datafieldname="${columnName}" disabled="${disabled}" /></cell>`;
  }

  private special(field: string): string {
    if (field === "@timeline")
      return `<cell id="{${this.id("timeline")}}" showlabel="false" locklevel="0" rowspan="12">${labels(formTexts("Timeline"))}<control id="notescontrol" classid="{${timelineClassId}}" /></cell>`;
    if (field.startsWith("@quick:")) return this.quickView(field.slice("@quick:".length));
    const name = field.slice("@grid:".length);
    const grid = this.grids[name];
    if (!grid)
      throw new Error(
        `The form '${this.form.name}' of ${this.form.table} shows the sub-grid '${name}', which is not defined.`,
      );
    return `<cell id="{${this.id(`grid:${name}`)}}" showlabel="true" locklevel="0" rowspan="6">${labels(formTexts(grid.label))}<control id="${name}" classid="{${subGridClassId}}" indicationOfSubgrid="true"><parameters><ViewId>{${grid.viewId}}</ViewId><IsUserView>false</IsUserView><RelationshipName>${grid.relationship}</RelationshipName><TargetEntityType>${grid.table}</TargetEntityType><AutoExpand>Fixed</AutoExpand><EnableQuickFind>false</EnableQuickFind><EnableViewPicker>false</EnableViewPicker><RecordsPerPage>5</RecordsPerPage></parameters></control></cell>`;
  }

  /** The row behind a lookup, by the quick view form of its table; the list of forms is XML as a text (the designer writes it so). */
  private quickView(lookup: string): string {
    const column = this.catalog.column(this.form.table, lookup);
    const [table = ""] = column?.targets ?? [];
    const ids = `<QuickFormIds><QuickFormId entityname="${table}">${formId({ table, name: QUICK_VIEW, type: 6 })}</QuickFormId></QuickFormIds>`;
    return `<cell id="{${this.id(`quick:${lookup}`)}}" showlabel="false" locklevel="0">${labels(column?.label ?? {})}<control id="${lookup}_quickform" classid="{${quickViewClassId}}" datafieldname="${lookup}" disabled="false"><parameters><QuickForms>${escapeXml(ids)}</QuickForms><ControlMode>Edit</ControlMode></parameters></control></cell>`;
  }
}

/** The name of each table's quick view form. */
export const QUICK_VIEW = "Quick View";

/** The key of a stock form. */
export function formId({ table, name, type, id }: Pick<FormSpec, "table" | "name" | "type" | "id">): string {
  return id ?? namedGuid(`systemform:${table}:${name}:${type}`);
}

function classIdOf(column: Column): string {
  if (column.type === "String") return stringClassIds[column.format ?? ""] ?? textClassId;
  return classIds[column.type] ?? textClassId;
}

function labels(label: Label): string {
  const texts = Object.entries(label).map(
    ([code, text]) => `<label description="${escapeXml(String(text))}" languagecode="${code}" />`,
  );
  return `<labels>${texts.join("")}</labels>`;
}
