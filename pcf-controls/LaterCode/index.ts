import * as later from "../../core/later";
import * as mapping from "../../core/mapping";
import * as trips from "../../core/plan/rule-trips";
import * as choose from "../../core/profile/choose";
import * as situation from "../../core/profile/situation";
import * as upgrade from "../../core/profile/upgrade";
import * as views from "../QualifyDialog/later-views";
import * as parking from "../QualifyDialog/park-draft";
import { Library } from "../SharedCode/library";
import { offer } from "../SharedCode/offer";
import * as calendar from "../ui/editors/Calendar";
import * as compare from "../ui/matching/MatchCompare";

/**
 * What most qualifications never run: rules and scopes of profiles, undo, disqualify, reactivate, and views that few leads need. The
 * Qualify dialog asks for this library when it needs one of them (`load-type="onDemand"`); the other controls have it loaded with
 * them.
 */
offer({
  later,
  mapping,
  rules: { ...trips, ...choose, ...situation, ...upgrade },
  views: { ...views, ...parking, ...calendar, ...compare },
});

/** A library component must be a control too; this one draws nothing. */
export class LaterCode extends Library {}
