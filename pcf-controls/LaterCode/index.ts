import * as later from "../../core/later";
import * as mapping from "../../core/mapping";
import { offer } from "../SharedCode/offer";
import { Library } from "../SharedCode/library";

/**
 * What most qualifications never run: rules of profiles, undo, disqualify, reactivate. The Qualify dialog asks for this library
 * when it needs one of them (`load-type="onDemand"`); the other controls have it loaded with them.
 */
offer({ later, mapping });

/** A library component must be a control too; this one draws nothing. */
export class LaterCode extends Library {}
