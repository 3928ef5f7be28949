/**
 * A page of the size of the hub's first one without anything of the hub: the same platform libraries and the same Fluent components
 * in the same number (bar with menus and search, navigation, command bar with overflow, view selector, grid with header menus, check
 * boxes and links), with fixed texts and styles; nothing is asked of a server. Run in the browser as a script.
 */
export const barePage = `
const { createElement: h } = Reactv16;
const F = FluentUIReactv940;
const list = (count, draw) => Array.from({ length: count }, (_, index) => draw(index));
const flex = (direction, more) => ({ display: "flex", flexDirection: direction, ...more });
const icon = h("svg", { width: 20, height: 20, viewBox: "0 0 20 20", fill: "currentColor", "aria-hidden": true }, h("path", { d: "M4 4h12v12H4z" }));
const menu = (key, button) =>
  h(F.Menu, { key }, h(F.MenuTrigger, { disableButtonEnhancement: true }, button), h(F.MenuPopover, null, h(F.MenuList, null, h(F.MenuItem, null, "Item"))));
const iconMenu = (label) => menu(label, h(F.Tooltip, { content: label, relationship: "label" }, h(F.Button, { appearance: "transparent", icon })));

const header = h("header", { style: flex("row", { height: 48 }) },
  h("div", { style: flex("row", { flexGrow: 1 }) }, iconMenu("Apps"), h("div", null, h(F.Text, { weight: "semibold" }, "Product"), h("span", null, "|"), h(F.Text, null, "App"))),
  h(F.SearchBox, { placeholder: "Search" }),
  h("div", { style: flex("row", { flexGrow: 1 }) }, iconMenu("New"), iconMenu("Settings"),
    menu("me", h(F.Button, { appearance: "transparent", icon: h(F.Avatar, { initials: "AR", size: 28 }) }, "Alex Rivera"))));
const nav = h("nav", { style: flex("column", { width: 220 }) },
  h("div", null, h(F.Button, { appearance: "subtle", icon, "aria-label": "Toggle" })),
  list(3, (group) => h("div", { key: group }, h(F.Text, { size: 200, weight: "semibold" }, "Group " + group),
    h("ul", null, list(group === 0 ? 3 : 2, (entry) => h("li", { key: entry }, h("a", { href: "#" }, h("span", null, icon), h("span", null, "Entry " + entry))))))),
  menu("area", h(F.Button, { appearance: "subtle", icon }, "Area")));
const commands = h(F.Overflow, null, h(F.Toolbar, { size: "small" }, list(2, (index) =>
  h(F.OverflowItem, { key: index, id: "c" + index }, h(F.Tooltip, { content: "Does it", relationship: "description" }, h(F.ToolbarButton, { icon }, "Command " + index))))));
const COLUMNS = 8;
const cell = (role, column, content) => h("div", { key: column, role, tabIndex: -1, style: flex("row", { flex: "1 1 150px", minWidth: 0, alignItems: "center" }) }, content);
const headers = h("div", { role: "row", style: flex("row", { height: 40 }) },
  cell("columnheader", "check", h(F.Checkbox, { "aria-label": "All" })),
  list(COLUMNS, (column) => cell("columnheader", column, menu("sort", h(F.Button, { appearance: "transparent", icon, iconPosition: "after" }, "Column " + column)))));
const rows = list(26, (row) => h("div", { key: row, role: "row", style: flex("row", { position: "absolute", insetInline: 0, height: 40, top: row * 40 }) },
  cell("gridcell", "check", h(F.Checkbox, { "aria-label": "Row " + row })),
  list(COLUMNS, (column) => cell("gridcell", column, column < 2 ? h(F.Link, { href: "#", title: "Cell" }, "Cell " + row + " " + column) : h("span", { title: "Cell" }, "Cell " + row + " " + column)))));
const main = h("main", { style: flex("column", { flexGrow: 1, minWidth: 0 }) }, commands,
  h("div", { style: flex("row") }, menu("view", h(F.Button, { appearance: "subtle", icon }, "View")), h(F.SearchBox, { placeholder: "Find" })),
  h("div", { role: "grid", style: { flexGrow: 1, overflow: "auto" } }, headers, h("div", { style: { position: "relative", height: 26 * 40 } }, rows)),
  h("footer", null, h(F.Text, { size: 200 }, "Rows: 26")));

ReactDOMv16.render(
  h(F.FluentProvider, { theme: F.webLightTheme }, h("div", { style: flex("column", { height: "100vh" }) }, header, h("div", { style: flex("row", { flexGrow: 1, minHeight: 0 }) }, nav, main))),
  document.getElementById("hub"),
);`;
