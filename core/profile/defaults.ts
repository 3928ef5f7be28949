import { currentFormat, type ProfileDocument, type RecordPolicy } from "./document";

const record: RecordPolicy = { decide: "seller", preselect: "recommended", columns: [] };

/**
 * What Dynamics does without any profile (facts/sales-qualification.md §5, §6): the seller decides each record, the platform's
 * own maps fill the values, up to five opportunities, notes stay with the lead and show in the timeline, the opportunity opens.
 */
export const defaultProfile: ProfileDocument = {
  format: currentFormat,
  scope: { apps: [], businessUnits: [], includeChildUnits: true, teams: [], roles: [] },
  records: {
    account: record,
    contact: record,
    opportunity: { ...record, max: 5, joinOpen: true, priceList: "none" },
    owner: { to: "creator" },
    oneClick: false,
  },
  mapping: { rules: [], consentColumns: [] },
  checklist: [],
  matching: {
    accounts: true,
    contacts: true,
    deals: true,
    leads: true,
    search: true,
    autoLink: true,
    thresholds: { link: 0.995, ask: 0.3 },
    nudges: {},
  },
  carryOver: { notes: "show", files: "show", activities: "leave", stakeholders: "leave", competitors: "leave" },
  afterwards: { open: "opportunity", showResult: true },
  disqualify: { reasons: [], keepAccount: "never", closeActivities: false },
  bulk: { enabled: true, max: 250, doubtful: "park", plain: "together" },
  undo: { days: 30 },
};
