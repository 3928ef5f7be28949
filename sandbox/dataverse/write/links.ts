import type { Navigation } from "../metadata/catalog";
import type { ManyToMany } from "../metadata/model";
import { requirePrivilege, requireRowAccess } from "../security/access";
import { forgetCallers } from "../security/caller";
import type { CallContext, RowReference } from "../server/context";
import { requestErrors, rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import { newId } from "./ids";
import { setLookup } from "./payload";
import { requireRow, updateRow } from "./records";

/** Links two rows along a navigation property of the first (`$ref`, `@odata.bind` on collections, Associate). */
export function link(context: CallContext, from: RowReference, navigation: Navigation, to: RowReference): void {
  if (navigation.kind === "manyToMany") {
    linkMany(context, from, navigation.relationship, navigation.side, to);
    return;
  }
  const { catalog } = context.env;
  const { relationship } = navigation;
  const [many, one] = navigation.kind === "lookup" ? [from, to] : [to, from];
  if (many.table !== relationship.referencingTable) throw wrongTable(relationship.referencingTable, many.table);
  const values: RawRow = {};
  setLookup(catalog.requireTable(many.table), relationship, one, values);
  updateRow(context, many.table, many.id, values);
}

/** Takes a link away. For a lookup `to` is not needed. */
export function unlink(
  context: CallContext,
  from: RowReference,
  navigation: Navigation,
  to: RowReference | null,
): void {
  const { catalog } = context.env;
  if (navigation.kind === "manyToMany") {
    if (to === null) throw requestErrors.badQuery("The record to disassociate has to be named.");
    unlinkMany(context, from, navigation.relationship, navigation.side, to);
    return;
  }
  const { relationship } = navigation;
  const many = navigation.kind === "lookup" ? from : to;
  if (many === null) throw requestErrors.badQuery("The record to disassociate has to be named.");
  if (many.table !== relationship.referencingTable) throw wrongTable(relationship.referencingTable, many.table);
  const row = requireRow(context, catalog.requireTable(many.table), many.id);
  if (navigation.kind === "collection" && row[relationship.referencingColumn] !== from.id)
    throw rowErrors.notFound(many.table, many.id);
  const values: RawRow = {};
  setLookup(catalog.requireTable(many.table), relationship, null, values);
  updateRow(context, many.table, many.id, values);
}

function linkMany(
  context: CallContext,
  from: RowReference,
  relationship: ManyToMany,
  side: 1 | 2,
  to: RowReference,
): void {
  const { store, catalog } = context.env;
  checkPair(context, from, to, side === 1 ? relationship.table2 : relationship.table1);
  const pair = pairOf(relationship, side, from.id, to.id);
  if (store.count(relationship.intersectTable, pair) > 0) throw rowErrors.sameKey();
  const intersect = catalog.requireTable(relationship.intersectTable);
  store.insert(intersect.logicalName, { ...pair, [intersect.primaryId]: newId() });
  forgetCallers(context.env);
}

function unlinkMany(
  context: CallContext,
  from: RowReference,
  relationship: ManyToMany,
  side: 1 | 2,
  to: RowReference,
): void {
  checkPair(context, from, to, side === 1 ? relationship.table2 : relationship.table1);
  context.env.store.deleteWhere(relationship.intersectTable, pairOf(relationship, side, from.id, to.id));
  forgetCallers(context.env);
}

function pairOf(relationship: ManyToMany, side: 1 | 2, from: string, to: string): RawRow {
  const [first, second] = side === 1 ? [from, to] : [to, from];
  return { [relationship.column1]: first, [relationship.column2]: second };
}

/** Both rows are there; the caller may append one to the other. */
function checkPair(context: CallContext, from: RowReference, to: RowReference, wanted: string): void {
  const { catalog } = context.env;
  if (to.table !== wanted) throw wrongTable(wanted, to.table);
  for (const [reference, verb] of [
    [from, "Append"],
    [to, "AppendTo"],
  ] as const) {
    const table = catalog.requireTable(reference.table);
    const row = requireRow(context, table, reference.id);
    requirePrivilege(context, table, verb);
    requireRowAccess(context, table, verb, reference.id, row);
  }
}

function wrongTable(wanted: string, actual: string): Error {
  return rowErrors.invalidArgument(`The relationship takes a row of '${wanted}', not of '${actual}'.`);
}
