/** Names of the annotations that rows and values carry (facts/dataverse-web-api.md §2.3). */
export const formattedValue = "OData.Community.Display.V1.FormattedValue";
export const lookupLogicalName = "Microsoft.Dynamics.CRM.lookuplogicalname";
export const navigationProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";
export const totalRecordCount = "Microsoft.Dynamics.CRM.totalrecordcount";
export const totalRecordCountLimitExceeded = "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";
export const fetchXmlPagingCookie = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
/** On attributes of linked rows: the attribute behind the key. */
export const attributeName = "OData.Community.Display.V1.AttributeName";
export const moreRecords = "Microsoft.Dynamics.CRM.morerecords";

/** Which annotations a client wants. */
export interface WantedAnnotations {
  readonly formatted: boolean;
  readonly logicalName: boolean;
  readonly navigation: boolean;
  /** Whether an annotation of this name is wanted. */
  wants(name: string): boolean;
}

/** Reads `odata.include-annotations`: names parted by commas, `*` at the end of a name, `-` before what is not wanted. */
export function wantedAnnotations(pattern: string | null): WantedAnnotations {
  const parts = (pattern ?? "").split(",").map((each) => each.trim().replace(/^"|"$/g, ""));
  const wants = (name: string): boolean => {
    // The most special pattern decides, as OData prescribes.
    let best = -1;
    let wanted = false;
    for (const part of parts) {
      const excludes = part.startsWith("-");
      const text = excludes ? part.slice(1) : part;
      const fits = text.endsWith("*") ? name.startsWith(text.slice(0, -1)) : text === name;
      if (text === "" || !fits || text.length < best) continue;
      best = text.length;
      wanted = !excludes;
    }

    return wanted;
  };

  return {
    formatted: wants(formattedValue),
    logicalName: wants(lookupLogicalName),
    navigation: wants(navigationProperty),
    wants,
  };
}
