import * as later from "../../core/later";
import * as mapping from "../../core/mapping";
import * as rules from "../../core/plan/rule-trips";
import * as views from "../QualifyDialog/later-views";
import { Library } from "../SharedCode/library";
import { offer } from "../SharedCode/offer";
import * as calendar from "../ui/editors/Calendar";

/**
 * What most qualifications never run: rules of profiles, undo, disqualify, reactivate, and views that few leads need. The Qualify dialog asks for this library
 * when it needs one of them (`load-type="onDemand"`); the other controls have it loaded with them.
 */
offer({ later, mapping, rules, views: { ...views, ...calendar } });

/** A library component must be a control too; this one draws nothing. */
export class LaterCode extends Library {}
