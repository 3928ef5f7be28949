import { connectDataverse } from "../../core";
import type { Result } from "../../core/dataverse/port";
import { planUndo } from "../../core/later";

type Utility = Pick<ComponentFramework.Utility, "loadDependency">;

/** In a bundle the functions of a library are there once its script has run. */
const isThere = (one: unknown): boolean => typeof one === "function";

/** Brings what few dialogs need: rules of profiles and undo. A failure names the library; it may be asked for again. */
export async function loadLater(utils: Utility): Promise<Result<undefined>> {
  const message = "enq_Enhanced.LaterCode";
  await bring(utils, message, planUndo);

  return isThere(planUndo)
    ? { ok: true, value: undefined }
    : { ok: false, failure: { kind: "library", code: "", status: 0, message, lost: false } };
}

/**
 * Brings what every dialog needs, and tells when it is there; undefined: it is. The platform loads it with the control, yet what is
 * written of `afterPageLoad` can be read as if it held back this one, too (learn.microsoft.com, "platform-action element").
 */
export function loadShared(utils: Utility): Promise<unknown> | undefined {
  return isThere(connectDataverse) ? undefined : bring(utils, "enq_Enhanced.SharedCode", connectDataverse);
}

async function bring(utils: Utility, name: string, one: unknown): Promise<void> {
  try {
    if (!isThere(one)) await utils.loadDependency?.(name);
  } catch {
    // Whether it is there tells more than what was thrown.
  }
}
