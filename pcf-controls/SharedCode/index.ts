import * as dynamicsWebApi from "dynamics-web-api";
import * as core from "../../core";
import * as matching from "../../core/matching";
import { Library } from "./library";
import { offer } from "./offer";

/**
 * What the other controls take from here instead of carrying a copy: their manifests name this control as a dependency,
 * so the platform loads it before them, and webpack turns their imports of these modules into a global
 * (`shared-modules.json`, `pcf-scripts.config.js`). Source: learn.microsoft.com, "Dependent libraries (preview)".
 */
offer({ core, dynamicsWebApi, matching });

/** A library component must be a control too; this one draws nothing. */
export class SharedCode extends Library {}
