/** Modules by the names that `shared-modules.json` gives them. */
type Modules = Readonly<Record<string, object>>;

/**
 * Puts modules where the bundles of other controls take them from. Each goes into an object that may be there already: what was
 * bundled against it finds the functions when it calls them, in whatever order the libraries came (`pcf-scripts.config.js`).
 */
export function offer(modules: Modules): void {
  const page = window as unknown as { EnhancedShared?: Record<string, object> };
  const shared = (page.EnhancedShared ??= {});
  for (const [name, module] of Object.entries(modules)) Object.assign((shared[name] ??= {}), module);
}
