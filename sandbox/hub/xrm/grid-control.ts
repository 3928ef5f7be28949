/** `Xrm.Controls.GridControl`: of sub-grids on forms, and the gridContext that commands of a view get. */
import type { ControlModel, FormModel, GridPort, GridRow } from "../form-model";
import { itemCollection } from "./collection";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";
import { commandBars } from "./command-bars";

/** XrmEnum.GridControlContext */
const onForm = 1;
const onPage = 2;

export type GridMembers = Omit<
  Xrm.Controls.GridControl,
  keyof Xrm.Controls.Control | "setVisible" | "getControlType"
> & { isLoaded(): boolean };

export function gridControlOf(form: FormModel, model: ControlModel): GridMembers {
  const handlers = new HandlerList();
  return {
    ...gridMembers(() => model.grid, onForm),
    addOnLoad: (handler: Handler) =>
      handlers.add(handler, () =>
        listen(model.gridLoadListeners, () => {
          callHandler(handler, createContext({ form, source: model }), scriptErrors.report);
        }),
      ),
    removeOnLoad: (handler: Handler) => handlers.remove(handler),
  } as unknown as GridMembers;
}

const contexts = new WeakMap<GridPort, Xrm.Controls.GridControl>();

/** What a command of a view gets for PrimaryControl and SelectedControl. */
export function gridContextOf(grid: GridPort): Xrm.Controls.GridControl {
  let context = contexts.get(grid);
  if (!context) {
    const members = gridMembers(() => grid, onPage);
    context = {
      ...members,
      getControlType: () => "subgrid",
      getName: () => "entity_control",
      getVisible: () => true,
      setVisible: () => undefined,
      getLabel: () => "",
      setLabel: () => undefined,
      getParent: () => null,
    } as unknown as Xrm.Controls.GridControl;
    contexts.set(grid, context);
  }
  return context;
}

function gridMembers(port: () => GridPort | undefined, contextType: number) {
  const rows = (chosen: (row: GridRow) => boolean) =>
    itemCollection(
      () => (port()?.rows ?? []).filter(chosen).map(gridRow),
      (row) => row.getData().getEntity().getId(),
    );
  const grid = {
    getRows: () => rows(() => true),
    getSelectedRows: () => rows((row) => port()?.selectedIds.includes(row.id) ?? false),
    getTotalRecordCount: () => port()?.totalCount ?? -1,
  };
  return {
    addOnLoad: () => undefined,
    removeOnLoad: () => undefined,
    getContextType: () => contextType,
    getEntityName: () => port()?.entityName ?? "",
    getFetchXml: () => port()?.fetchXml ?? "",
    getGrid: () => grid,
    getRelationship: () => relationshipOf(port()),
    getUrl: () =>
      `${window.location.origin}/main.aspx?pagetype=entitylist&etn=${port()?.entityName ?? ""}&viewid=${port()?.viewId ?? ""}`,
    getViewSelector: () => ({
      getCurrentView: () => ({ id: port()?.viewId ?? "", entityType: "savedquery", name: port()?.viewName ?? "" }),
      isVisible: () => true,
      setCurrentView: (view: Xrm.LookupValue) => port()?.setView(view.id),
    }),
    openRelatedGrid: () => port()?.openRelated(),
    refresh: () => port()?.refresh(),
    refreshRibbon: () => commandBars.refresh(),
    isLoaded: () => port() !== undefined,
  };
}

/** XrmEnum.RelationshipType: 0 one to many, 1 many to many. RoleType: 1 referenced. */
export function relationshipOf(port: GridPort | undefined): Xrm.Controls.GridRelationship {
  const { name = "", column = "", navigation = "", isManyToMany = false } = port?.relationship ?? {};

  return {
    name,
    attributeName: column,
    navigationPropertyName: navigation,
    relationshipType: isManyToMany ? 1 : 0,
    roleType: 1,
  };
}

function gridRow(row: GridRow): Xrm.Controls.Grid.GridRow {
  const entity = {
    getEntityName: () => row.entityName,
    getEntityReference: () => ({ id: row.id, name: row.name, entityType: row.entityName }),
    getId: () => row.id,
    getPrimaryAttributeValue: () => row.name,
    attributes: itemCollection(
      () => Object.keys(row.values).filter((name) => !name.includes("@")),
      (name) => name,
    ),
  };
  const data = { getEntity: () => entity, entity };
  return { data, getData: () => data } as unknown as Xrm.Controls.Grid.GridRow;
}
