/**
 * Every switch of the sandbox. Where the facts say "uncertain", a setting chooses and the likelier behaviour is the default;
 * readable and changeable while it runs at `/sandbox/settings`, listed for people in docs/sandbox.md.
 */
export interface Settings {
  /** HTTP status of 0x80040333: 412 by the newer page, 500 by the older (facts/dataverse-web-api.md §2.2). */
  duplicateStatus: 412 | 500;
  /** QualifyLead writes the new opportunity into lead.qualifyingopportunityid (facts/sales-qualification.md §9 h). */
  qualifyFillsQualifyingOpportunity: boolean;
  /** An opportunity without a given customer gets the account, else the contact, as customer (§9 c). */
  qualifyDefaultsCustomer: boolean;
  /** Currency of the new opportunity when none is given: the lead's, the caller's, or the organisation's (§9 c). */
  qualifyDefaultCurrency: "lead" | "user" | "organization";
  /** CreateAccount/CreateContact although the lead already points to one: make another, or use the one that is there (§9 d). */
  qualifyWithExistingParents: "create" | "reuse";
  /** QualifyLead with a status of the Disqualified state closes the lead as disqualified instead of being refused (§9 g). */
  qualifyAcceptsDisqualifiedStatus: boolean;
  /** Who owns what QualifyLead creates: no source says; people who qualify report to become the owner. */
  qualifyOwner: "caller" | "lead";
  /** QualifyLead refuses a lead whose process stands at a stage of another table; the facts tell the error, not who finds it (§1.5). */
  qualifyNeedsLeadStage: boolean;
  /** QualifyLead copies stakeholders (connections) and competitors to the opportunity (§9 m). */
  qualifyCopiesStakeholders: boolean;
  /** The items of QualifyLead's answer carry the whole row instead of the key alone (§1.1). */
  qualifyAnswersWholeRows: boolean;
  /** QualifyLead honours its SuppressDuplicateDetection parameter; `header` looks at MSCRM.SuppressDuplicateDetection alone (§9 b). */
  qualifyDuplicateSwitch: "parameter" | "header" | "either";
  /** Disqualifying a lead that has an opportunity is refused by the server (§9 f). */
  disqualifyBlockedByOpportunity: boolean;
  /** Ordinary updates of qualified or disqualified leads are accepted (§9 i). */
  closedLeadsAcceptUpdates: boolean;
  /** Rows inside a single-valued $expand carry @odata.etag (facts/dataverse-web-api.md §5.6). */
  etagOnExpandedRows: boolean;
  /** `$orderby` on a lookup sorts by the name that is shown, or by the key (facts/dataverse-web-api.md §2.3). */
  lookupsSortBy: "name" | "id";
  /** `_ownerid_value eq '<guid>'` is taken like the bare guid (facts/dataverse-web-api.md §2.3). */
  acceptQuotedGuids: boolean;
  /** Where a new environment's maps take the lead's business phone: as Microsoft's page says, or to the same name (§6 [X]). */
  leadPhoneMapping: "sameName" | "documented";
  /** `POST /attributemaps` is possible (facts/sales-qualification.md §9 n). */
  attributeMapsCanBeCreated: boolean;
  /** A $batch whose last part does not end with a line break is refused (facts/dataverse-web-api.md §2.5). */
  strictBatchLineEnds: boolean;
  /** Every operation of a change set must bear a Content-ID (facts/dataverse-web-api.md §2.5). */
  changeSetNeedsContentIds: boolean;
  /** Answer 201 with the row when an upsert creates and `return=representation` is asked for, else 200 (§2.4). */
  upsertCreatesAnswer201: boolean;
  /** The systemuserid that requests run as when no header names one. */
  defaultUser: string | null;
  /** Column security profiles are applied. */
  columnSecurity: boolean;
  /** Whether duplicate detection runs at all (organization.isduplicatedetectionenabledforonlinecreateupdate). */
  duplicateDetection: boolean;
  /** Dataverse Search answers; off gives the platform's "not enabled" error. */
  search: boolean;
  /** Milliseconds that the search index is behind the writes (facts/matching.md §5: it lags). */
  searchIndexLag: number;
  /** Searches a second that one user may make; the real service has 1. 0: no limit. */
  searchPerUserSecond: number;
  /** Searches a minute for the whole organisation; the real service has 150. 0: no limit. */
  searchPerMinute: number;
  /** Service protection, per user and window; `enabled` false switches all of it off. */
  limits: LimitSettings;
  /** Milliseconds added to each request, to feel like a network. */
  latency: number;
}

export interface LimitSettings {
  enabled: boolean;
  requests: number;
  executionMilliseconds: number;
  concurrent: number;
  windowSeconds: number;
}

export const defaultSettings: Settings = {
  duplicateStatus: 412,
  qualifyFillsQualifyingOpportunity: true,
  qualifyDefaultsCustomer: true,
  qualifyDefaultCurrency: "user",
  qualifyWithExistingParents: "create",
  qualifyAcceptsDisqualifiedStatus: false,
  qualifyOwner: "caller",
  qualifyNeedsLeadStage: true,
  qualifyCopiesStakeholders: false,
  qualifyAnswersWholeRows: false,
  qualifyDuplicateSwitch: "either",
  disqualifyBlockedByOpportunity: false,
  closedLeadsAcceptUpdates: true,
  etagOnExpandedRows: false,
  lookupsSortBy: "name",
  acceptQuotedGuids: true,
  leadPhoneMapping: "sameName",
  attributeMapsCanBeCreated: true,
  strictBatchLineEnds: false,
  changeSetNeedsContentIds: true,
  upsertCreatesAnswer201: true,
  defaultUser: null,
  columnSecurity: true,
  duplicateDetection: true,
  search: true,
  searchIndexLag: 0,
  searchPerUserSecond: 0,
  searchPerMinute: 150,
  limits: { enabled: true, requests: 6000, executionMilliseconds: 1_200_000, concurrent: 52, windowSeconds: 300 },
  latency: 0,
};

/** Settings with some switches changed; limits merge key by key. Unknown names and wrong types are refused with their name. */
export function changeSettings(current: Settings, change: unknown): Settings {
  if (typeof change !== "object" || change === null || Array.isArray(change))
    throw new Error("Settings must be an object.");
  const next: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (!(name in defaultSettings)) throw new Error(`There is no setting '${name}'.`);
    const model = defaultSettings[name as keyof Settings];
    if (name === "limits") next.limits = changeLimits(current.limits, value);
    else if (name === "defaultUser" ? value === null || typeof value === "string" : typeof value === typeof model)
      next[name] = value;
    else throw new Error(`The setting '${name}' needs a ${typeof model}.`);
  }
  return next as unknown as Settings;
}

function changeLimits(current: LimitSettings, change: unknown): LimitSettings {
  if (typeof change !== "object" || change === null) throw new Error("The setting 'limits' needs an object.");
  const next: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (!(name in current)) throw new Error(`There is no setting 'limits.${name}'.`);
    if (typeof value !== typeof current[name as keyof LimitSettings])
      throw new Error(`The setting 'limits.${name}' needs a ${typeof current[name as keyof LimitSettings]}.`);
    next[name] = value;
  }
  return next as unknown as LimitSettings;
}
