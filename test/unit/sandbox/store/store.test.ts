import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardCatalog } from "../../../../sandbox/dataverse/metadata/standard";
import type { Column, Table } from "../../../../sandbox/dataverse/metadata/model";
import { openStore } from "../../../../sandbox/dataverse/store/open";
import type { Store } from "../../../../sandbox/dataverse/store/store";
import { DuplicateKeyError } from "../../../../sandbox/dataverse/store/store";

const one = "00000000-0000-0000-0000-000000000001";
const two = "00000000-0000-0000-0000-000000000002";

function text(logicalName: string): Column {
  return {
    logicalName,
    schemaName: logicalName,
    type: "String",
    label: { 1033: logicalName },
    required: "None",
    canCreate: true,
    canUpdate: true,
    canRead: true,
    isCustom: true,
    stored: true,
    maxLength: 100,
  };
}

function customTable(name: string): Table {
  const key: Column = { ...text(`${name}id`), type: "Uniqueidentifier" };
  const columns = [key, text(`${name}_name`), { ...text("versionnumber"), type: "BigInt" as const }];

  return {
    logicalName: name,
    schemaName: name,
    entitySetName: `${name}s`,
    objectTypeCode: 10500,
    primaryId: key.logicalName,
    primaryName: `${name}_name`,
    ownership: "UserOwned",
    label: { 1033: name },
    collectionLabel: { 1033: name },
    isActivity: false,
    isIntersect: false,
    isCustom: true,
    isProcess: false,
    hasNotes: false,
    duplicateDetection: false,
    isView: false,
    columns: new Map(columns.map((column) => [column.logicalName, column])),
    keys: [],
  };
}

describe("the store", () => {
  let store: Store;
  beforeEach(() => {
    store = openStore(":memory:", standardCatalog());
  });
  afterEach(() => store.close());

  test("keeps a row with values of every kind and gives it a rising version", () => {
    store.insert("lead", {
      leadid: one,
      subject: "Öl",
      donotemail: true,
      revenue: 12.5,
      ownerid: two,
      ownerid__type: "team",
    });
    const before = store.get("lead", one);
    expect(before).toMatchObject({
      subject: "Öl",
      donotemail: true,
      revenue: 12.5,
      ownerid__type: "team",
      lastname: null,
    });
    expect(store.update("lead", one, { donotemail: false })).toBe(true);
    const after = store.get("lead", one, ["donotemail", "versionnumber"]);
    expect(after).toEqual({ donotemail: false, versionnumber: Number(before?.["versionnumber"]) + 1 });
  });

  test("finds text without regard to case and emptiness by null", () => {
    store.insert("lead", { leadid: one, subject: "Widgets", lastname: null });
    expect(store.find("lead", { subject: "wIDGETS", lastname: null }, { columns: ["leadid"] })).toEqual([
      { leadid: one },
    ]);
    expect(store.count("lead", { subject: "other" })).toBe(0);
  });

  test("refuses the same key twice and names an alternate key", () => {
    store.insert("lead", { leadid: one });
    expect(() => store.insert("lead", { leadid: one })).toThrow(DuplicateKeyError);
    store.catalog.putKey("account", { logicalName: "k", schemaName: "k", label: {}, columns: ["accountnumber"] });
    store.insert("account", { accountid: one, accountnumber: "A" });
    expect(() => store.insert("account", { accountid: two, accountnumber: "a" })).toThrow(
      expect.objectContaining({ key: "k" }) as Error,
    );
  });

  test("undoes an inner transaction alone, and everything when the outer one throws", () => {
    store.transaction(() => {
      store.insert("lead", { leadid: one });
      expect(() =>
        store.transaction(() => {
          store.insert("lead", { leadid: two });
          throw new Error("inner");
        }),
      ).toThrow("inner");
    });
    expect(store.count("lead")).toBe(1);
    expect(() =>
      store.transaction(() => {
        store.delete("lead", one);
        throw new Error("outer");
      }),
    ).toThrow("outer");
    expect(store.count("lead")).toBe(1);
  });

  test("shows every kind of activity as an activity, and users and teams as owners", () => {
    store.insert("task", {
      activityid: one,
      subject: "Call back",
      regardingobjectid: two,
      regardingobjectid__type: "lead",
    });
    expect(store.get("task", one, ["activitytypecode"])).toEqual({ activitytypecode: "task" });
    store.insert("team", { teamid: two, name: "East" });
    expect(store.find("activitypointer", { regardingobjectid: two })).toEqual([
      expect.objectContaining({ activitytypecode: "task", subject: "Call back", regardingobjectid__type: "lead" }),
    ]);
    expect(store.get("owner", two, ["name", "owneridtype"])).toEqual({ name: "East", owneridtype: "team" });
  });

  test("lists the labels of choices as rows, also of columns that come later", () => {
    const quality = { objecttypecode: "lead", attributename: "leadqualitycode" };
    const rows = store.find("stringmap", quality, { columns: ["attributevalue", "value"], orderBy: ["displayorder"] });
    expect(rows.map((row) => row["value"])).toEqual(["Hot", "Warm", "Cold"]);
    const options = [{ value: 719400000, label: { 1033: "Price", 1031: "Preis" } }];
    const optionSet = { name: "lead_enq_reason", isGlobal: false, options };
    store.catalog.putColumn("lead", { ...text("enq_reason"), type: "Picklist", optionSet });
    expect(store.count("stringmap", { objecttypecode: "lead", attributename: "enq_reason" })).toBe(2);
  });

  test("takes back metadata and SQL tables when the import that added them fails", () => {
    expect(() =>
      store.transaction(() => {
        store.catalog.putTable(customTable("enq_thing"));
        store.insert("enq_thing", { enq_thingid: one });
        throw new Error("bad solution");
      }),
    ).toThrow("bad solution");
    expect(store.catalog.table("enq_thing")).toBeUndefined();
    store.catalog.putTable(customTable("enq_thing"));
    expect(store.count("enq_thing")).toBe(0);
  });
});

test("what was added to the catalog is there after a restart, and versions go on rising", () => {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  try {
    const first = openStore(join(folder, "d.db"), standardCatalog());
    first.catalog.putTable(customTable("enq_thing"));
    first.catalog.putColumn("enq_thing", text("enq_more"));
    first.catalog.putTable(customTable("enq_gone"));
    first.catalog.removeTable("enq_gone");
    first.catalog.putColumn("lead", text("enq_score"));
    first.insert("enq_thing", { enq_thingid: one, enq_more: "x" });
    const version = first.version;
    first.close();
    const second = openStore(join(folder, "d.db"), standardCatalog());
    expect(second.get("enq_thing", one, ["enq_more"])).toEqual({ enq_more: "x" });
    expect(second.catalog.table("enq_gone")).toBeUndefined();
    expect(second.catalog.column("lead", "enq_score")).toBeDefined();
    second.update("enq_thing", one, { enq_more: "y" });
    expect(Number(second.get("enq_thing", one)?.["versionnumber"])).toBeGreaterThan(version);
    second.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
