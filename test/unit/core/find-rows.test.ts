import { findQuery, foundRows, openFinds } from "../../../core/later";
import type { ColumnMetadata, Metadata } from "../../../core/dataverse/metadata";

const column = (logicalName: string, more: Partial<ColumnMetadata>): ColumnMetadata => ({
  logicalName,
  displayName: logicalName,
  kind: "String",
  required: "None",
  canCreate: true,
  canUpdate: true,
  canRead: true,
  ...more,
});
const columns = {
  name: column("name", {}),
  numberofemployees: column("numberofemployees", { kind: "Integer" }),
  ownerid: column("ownerid", { kind: "Owner", targets: [{ table: "systemuser", navigationProperty: "ownerid" }] }),
};
const account = { logicalName: "account", displayName: "Account", entitySetName: "accounts", primaryId: "accountid" };
const metadata: Metadata = { account: { ...account, primaryName: "name", columns } };

describe("rows that a rule finds by a column's value", () => {
  test.each([
    ["name", "O'Neil", "name eq 'O''Neil'"],
    ["numberofemployees", "40", "numberofemployees eq 40"],
    ["ownerid", "5b0b7f0a-0000-4000-8000-000000000001", "_ownerid_value eq 5b0b7f0a-0000-4000-8000-000000000001"],
  ])("%s is compared as its type wants it", (name, value, filter) => {
    expect(findQuery({ table: "account", column: name, value }, metadata)).toMatchObject({ set: "accounts", filter });
  });

  test("a value that was looked for is not looked for again, found or not", () => {
    const find = { table: "account", column: "name", value: "Contoso" };
    const nobody = foundRows(find, undefined, metadata);
    expect(nobody.rows).toEqual([]);
    expect(openFinds([find, { ...find, value: "Fabrikam" }], [nobody])).toEqual([{ ...find, value: "Fabrikam" }]);
  });
});
