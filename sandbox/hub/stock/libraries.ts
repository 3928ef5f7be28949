/** Libraries of the product that the stock ribbon names. Their functions are part of the hub (see this folder), not web resources. */
const names = new Set([
  "Main_system_library.js",
  "MarketingSales/Lead/Lead_main_system_library.js",
  "Lead_main_system_library.js",
  "Sales/Opportunity/Opportunity_main_system_library.js",
]);

export function isStockLibrary(library: string): boolean {
  return names.has(library.replace(/^\$webresource:/, ""));
}
