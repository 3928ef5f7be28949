/**
 * Every error that the Web API answers is made here: HTTP status, platform code and exact text together
 * (facts/dataverse-web-api.md §2.2, facts/sales-qualification.md §2). Throw the result; the pipeline turns it into a body.
 */
export class DataverseError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "DataverseError";
  }
}

function make(status: number, code: string, message: string, headers?: Record<string, string>): DataverseError {
  return new DataverseError(status, code, message, headers);
}

const payloadHelp =
  "For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : ";

/** Errors of addresses, queries and bodies. */
export const requestErrors = {
  /** Any malformed query option, function argument or address. */
  badQuery: (message: string) => make(400, "0x80060888", message),
  unknownSegment: (segment: string) => make(404, "0x80060888", `Resource not found for the segment '${segment}'.`),
  unknownProperty: (name: string, table: string) =>
    make(400, "0x80060888", `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`),
  unknownDefinition: (what: string) => make(404, "0x80060888", `Could not find the metadata '${what.slice(0, 200)}'.`),
  noHttpResource: (url: string) => make(404, "", `No HTTP resource was found that matches the request URI '${url}'.`),
  methodNotAllowed: (method: string) =>
    make(405, "0x80060888", `The requested resource does not support http method '${method}'.`),
  unresolvedParameters: () =>
    make(
      400,
      "0x80060888",
      "Request message has unresolved parameters. Bound functions and actions need the namespace Microsoft.Dynamics.CRM, unbound ones must not have it.",
    ),
  invalidKey: (table: string) =>
    make(
      400,
      "0x80060888",
      `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${table}'.`,
    ),
  /** A body that cannot be read as the set's type. */
  badPayload: (entitySet: string, inner: string) =>
    make(
      400,
      "0x80048d19",
      `Error identified in Payload provided by the user for Entity :'${entitySet}', ${payloadHelp}${inner}`,
    ),
  unknownPayloadProperty: (name: string, table: string, entitySet: string) =>
    requestErrors.badPayload(
      entitySet,
      `Microsoft.Crm.CrmException: Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.${table}'. ---> Microsoft.OData.ODataException: The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table}'. Make sure to only use property names that are defined by the type.`,
    ),
  undeclaredNavigation: (name: string, entitySet: string) =>
    requestErrors.badPayload(
      entitySet,
      `Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
    ),
  wrongType: (value: string, type: string, entitySet: string) =>
    requestErrors.badPayload(
      entitySet,
      `Microsoft.OData.ODataException: Cannot convert the literal '${value}' to the expected type '${type}'.`,
    ),
  unreadableBatch: () =>
    make(400, "0x80048d19", "Error identified in Payload provided by the user: Stream was not readable."),
  batch: (message: string) => make(400, "0x80060888", message),
  forwardReference: (id: string) =>
    make(400, "0x80060888", `Content-ID Reference: '$${id}' does not exist in the batch context.`),
  bodyTooLarge: () => make(413, "0x80060888", "The request body is too large."),
  notAcceptable: (what: string) => make(415, "0x80060888", what),
};

/** Errors of rows: missing, changed, doubled, invalid. */
export const rowErrors = {
  notFound: (table: string, id: string) => make(404, "0x80040217", `${table} With Id = ${id} Does Not Exist`),
  notFoundByKey: (table: string) =>
    make(404, "0x80060891", `A record with the specified key values does not exist in ${table} entity`),
  versionMismatch: () =>
    make(412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided."),
  sameKey: () => make(412, "0x80040237", "A record with matching key values already exists."),
  alternateKeyClash: (key: string, attributes: string) =>
    make(
      412,
      "0x80060892",
      `Entity Key ${key} violated. A record with the same value for ${attributes} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
    ),
  /** `status` is a setting: 412 by the newer page, 500 by the older one (facts/dataverse-web-api.md §2.2). */
  duplicateFound: (status: 412 | 500) =>
    make(
      status,
      "0x80040333",
      "A record was not created or updated because a duplicate of the current record already exists.",
    ),
  tooLong: (table: string, column: string, maxLength: number) =>
    make(
      400,
      "0x80044331",
      `A validation error occurred.  The length of the '${column}' attribute of the '${table}' entity exceeded the maximum allowed length of '${maxLength}'.`,
    ),
  outOfRange: (table: string, column: string, min: number, max: number, belowMin: boolean) =>
    make(
      400,
      belowMin ? "0x80044330" : "0x8004432f",
      `A validation error occurred.  The value of '${column}' on record of type '${table}' is outside the valid range of '${min}' to '${max}'.`,
    ),
  optionOutOfRange: (table: string, column: string, value: number) =>
    make(
      400,
      "0x8004431a",
      `A validation error occurred.  The value of '${column}' on record of type '${table}' is outside the valid range. The value ${value} is not a valid option.`,
    ),
  badDate: (table: string, column: string) =>
    make(
      400,
      "0x80040239",
      `The value of '${column}' on record of type '${table}' is outside the supported range of dates.`,
    ),
  required: (table: string, column: string) =>
    make(
      400,
      "0x80044355",
      `A validation error occurred.  The '${column}' attribute of the '${table}' entity must not be empty.`,
    ),
  invalidStatus: (statusCode: number, stateName: string, table: string, id: string) =>
    make(
      400,
      "0x80048408",
      `${statusCode} is not a valid status code for state code ${stateName} on ${table} with Id ${id}.`,
    ),
  invalidState: (stateCode: number, table: string, id: string) =>
    make(400, "0x80048408", `${stateCode} is not a valid state code on ${table} with Id ${id}.`),
  /** InvalidStateCodeStatusCode with a message's own words. */
  statusText: (message: string) => make(400, "0x80048408", message),
  inactive: () => make(400, "0x80040230", "The object cannot be updated because it is inactive."),
  deleteRestricted: (table: string) =>
    make(
      405,
      "0x80040227",
      `The object you tried to delete is associated with another object and cannot be deleted. (${table})`,
    ),
  invalidArgument: (message: string) => make(400, "0x80040203", message),
  notSupportedOn: (message: string, table: string) =>
    make(405, "0x80040800", `The '${message}' method does not support entities of type '${table}'.`),
};

/** Errors of rights. */
export const accessErrors = {
  unauthenticated: () =>
    make(401, "0x80072560", "The user is not a member of the organization.", { "www-authenticate": "Bearer" }),
  disabledUser: (id: string) => make(403, "0x80040225", `The user with Id ${id} is disabled.`),
  noRoles: (id: string) => make(403, "0x80042f09", `The user with id ${id} has not been assigned any roles.`),
  missingPrivilege: (userId: string, privilege: string, table?: string) =>
    make(
      403,
      "0x80040220",
      `Principal user (Id=${userId}) is missing ${privilege} privilege${table ? ` (Entity='${table}')` : ""}`,
    ),
  /** The person holds the privilege, but not for this row. */
  rowDenied: (userId: string, right: string, table: string, id: string) =>
    make(
      403,
      "0x80048306",
      `Principal with id ${userId} does not have ${right} right(s) for record with id ${id} of entity ${table}`,
    ),
  columnDenied: (userId: string, column: string, right: string) =>
    make(
      403,
      "0x8004f508",
      `Caller user with Id ${userId} does not have ${right} permissions to a field-level secured attribute '${column}'.`,
    ),
  foreignOrigin: (what: string) => make(403, "0x80072560", `Requests of ${what} are refused by the sandbox.`),
};

/** Errors of qualification, opportunities, processes, merging and mapping. */
export const salesErrors = {
  leadAlreadyClosed: () => make(400, "0x80040519", "The lead is already closed."),
  cannotQualify: () =>
    make(
      403,
      "0x80081018",
      "You can't qualify this lead because you don't have permission to create accounts. Work with your system administrator to create the account and then try again.",
    ),
  customerType: (actual: string) =>
    make(400, "0x8004022d", `CustomerIdType: the customer must be an account or a contact, not '${actual}'.`),
  customerInactive: () => make(400, "0x80040517", "An inactive customer cannot be set as the parent of an object."),
  disqualifyBlocked: () => make(400, "0x80040203", "A lead that has an opportunity cannot be disqualified."),
  opportunityAlreadyClosed: () => make(400, "0x80040515", "The opportunity is already closed."),
  noMapping: (source: string, target: string) =>
    make(400, "0x80040e01", `There is no mapping between ${source} and ${target}.`),
  systemMap: (id: string) => make(400, "0x80046205", `Cannot create or delete system attribute map having id ${id}.`),
  invalidMap: (message: string) => make(400, "0x80046203", message),
  mergeIdentical: () =>
    make(400, "0x80045305", "Merge could create cyclical parenting: target and subordinate are the same."),
  mergeInactive: () => make(400, "0x80045304", "Merge cannot be performed on entities that are inactive."),
  mergeDenied: () =>
    make(403, "0x80045301", "Merge cannot be performed: the caller lacks rights on one of the records."),
  mergeDifferentParents: () =>
    make(400, "0x80045316", "The records have different parents; merging would change the parent."),
  stageNotOnTable: (table: string) => make(400, "0x80100002", `Active stage is not on '${table}' entity.`),
  processNotActive: () => make(400, "0x80060375", "The business process flow is not active."),
  invalidStage: (message: string) => make(400, "0x80060452", message),
  traversedPath: (message: string) => make(400, "0x80060455", message),
};

/** Service protection (facts/dataverse-web-api.md §2.6 "Limits"). */
export const limitErrors = {
  requests: (limit: number, seconds: number, retryAfter: number) =>
    make(
      429,
      "0x80072322",
      `Number of requests exceeded the limit of ${limit} over time window of ${seconds} seconds.`,
      {
        "retry-after": String(retryAfter),
      },
    ),
  executionTime: (milliseconds: number, seconds: number, retryAfter: number) =>
    make(
      429,
      "0x80072321",
      `Combined execution time of incoming requests exceeded limit of ${milliseconds.toLocaleString("en-US")} milliseconds over time window of ${seconds} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.`,
      { "retry-after": String(retryAfter) },
    ),
  concurrency: (limit: number, retryAfter: number) =>
    make(429, "0x80072326", `Number of concurrent requests exceeded the limit of ${limit}.`, {
      "retry-after": String(retryAfter),
    }),
};

/** Errors of FetchXML (facts/dataverse-web-api.md §2.2). */
export const fetchErrors = {
  invalid: (message: string) => make(400, "0x8004111c", `Invalid XML or query: ${message}`),
  unknownEntity: (name: string) =>
    make(
      400,
      "0x80041102",
      `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
    ),
  unknownAttribute: (entity: string, name: string) =>
    make(
      400,
      "0x80041103",
      `'${entity}' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`,
    ),
  aggregateLimit: () =>
    make(
      400,
      "0x8004e023",
      "The maximum record limit is exceeded. Reduce the number of records. AggregateQueryRecordLimit exceeded.",
    ),
};
