import { navigation } from "../xrm/navigation";
import { runAction, showError, typedReference } from "./records";
import { utility } from "../xrm/utility";
import { say } from "./strings";

/** Shares a record with users or teams, for reading and writing. */
export async function shareRecord(table: string, id: string): Promise<void> {
  const principals = await utility.lookupObjects({ entityTypes: ["systemuser", "team"], allowMultiSelect: true });
  if (principals.length === 0) return;
  try {
    for (const principal of principals) {
      await runAction("GrantAccess", {
        Target: typedReference(table, id),
        PrincipalAccess: {
          Principal: typedReference(principal.entityType, principal.id),
          AccessMask: "ReadAccess, WriteAccess, AppendAccess, AppendToAccess",
        },
      });
    }
    await navigation.openAlertDialog({
      title: say("share"),
      text: say("sharedWith", principals.map(({ name }) => name).join(", ")),
    });
  } catch (error) {
    await showError(error);
  }
}
