import type { Message } from "../server/messages";
import { createMultiple, updateMultiple, upsertMultiple } from "./bulk";
import { loseOpportunity, winOpportunity } from "./close-opportunity";
import { initializeFrom } from "./initialize-from";
import { merge } from "./merge";
import { retrieveMetadataChanges } from "./metadata-changes";
import { formatAddress, retrieveCurrentOrganization, retrieveTotalRecordCount, retrieveVersion } from "./organization";
import {
  addPrivilegesRole,
  removePrivilegeRole,
  retrieveUserPrivilegeByPrivilegeName,
  retrievePrincipalAttributePrivileges,
  retrieveUserPrivileges,
} from "./privileges";
import { retrieveActivePath, retrieveProcessInstances, setProcess } from "./process/messages";
import { qualifyLead } from "./qualify/qualify-lead";
import { grantAccess, modifyAccess, retrievePrincipalAccess, revokeAccess } from "./sharing";
import { whoAmI } from "./who-am-i";

/** The platform's own messages, except those of imports, duplicates and search, which register themselves. */
export const platformMessages: readonly Message[] = [
  whoAmI,
  retrieveMetadataChanges,
  retrieveVersion,
  retrieveCurrentOrganization,
  retrieveTotalRecordCount,
  formatAddress,
  initializeFrom,
  qualifyLead,
  merge,
  retrieveProcessInstances,
  retrieveActivePath,
  ...setProcess,
  winOpportunity,
  loseOpportunity,
  createMultiple,
  updateMultiple,
  upsertMultiple,
  retrieveUserPrivileges,
  retrieveUserPrivilegeByPrivilegeName,
  retrievePrincipalAttributePrivileges,
  addPrivilegesRole,
  removePrivilegeRole,
  ...retrievePrincipalAccess,
  grantAccess,
  modifyAccess,
  revokeAccess,
];
