import * as dynamicsWebApi from "dynamics-web-api";
import * as core from "../../core";
import * as mapping from "../../core/mapping";
import * as matching from "../../core/matching";

/**
 * What the other controls take from here instead of carrying a copy: their manifests name this control as a dependency,
 * so the platform loads it before them, and webpack turns their imports of these modules into this global
 * (`shared-modules.json`, `pcf-scripts.config.js`). Source: learn.microsoft.com, "Dependent libraries (preview)".
 */
Object.assign(window, { EnhancedShared: { core, dynamicsWebApi, mapping, matching } });

/** A library component must be a control too; this one draws nothing. */
export class SharedCode implements ComponentFramework.StandardControl<unknown, unknown> {
  init(): void {
    // Nothing to prepare: the modules are there as soon as the script has run.
  }

  updateView(): void {
    // Nothing to draw.
  }

  destroy(): void {
    // Nothing to give back: other controls on the page may still use the modules.
  }
}
