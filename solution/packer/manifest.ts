import type { SolutionSource } from "./source";
import { braced, idFor } from "./ids";
import { foreignTables, logicalName } from "./table";
import { document, element, elements, labels, type Xml } from "./xml";

/** Numbers of component types among the root components. Source: facts/solution-package.md §1.3. */
const types = { table: 1, role: 20, form: 60, webResource: 61, siteMap: 62, control: 66, app: 80 } as const;
/** Include all subcomponents, or the table as a shell with only what customizations.xml holds. */
const behaviours = { whole: 0, shell: 2 } as const;

const addressFields = [
  "AddressTypeCode", "City", "County", "Country", "Fax", "FreightTermsCode", "ImportSequenceNumber", "Latitude", "Line1", "Line2",
  "Line3", "Longitude", "Name", "PostalCode", "PostOfficeBox", "PrimaryContactName", "ShippingMethodCode", "StateOrProvince",
  "Telephone1", "Telephone2", "Telephone3", "TimeZoneRuleVersionNumber", "UPSZone", "UTCOffset", "UTCConversionTimeZoneCode",
]; // prettier-ignore

function addressXml(number: number): Xml {
  return element(
    "Address",
    {},
    element("AddressNumber", {}, number),
    ...addressFields.map((name) => element(name, { "xsi:nil": "true" })),
  );
}

function rootComponents(source: SolutionSource): Xml[] {
  const root = (
    type: number,
    attributes: { schemaName?: string; id?: string },
    behavior: number = behaviours.whole,
  ): Xml => element("RootComponent", { type, ...attributes, behavior });

  const foreign = foreignTables(source);

  return [
    ...foreign.map((table) => root(types.table, { schemaName: table }, behaviours.shell)),
    ...source.tables.map((table) => root(types.table, { schemaName: logicalName(table.schemaName) })),
    // A form on a table of Microsoft's is a component of its own; those of our tables come with the table.
    ...source.forms
      .filter((form) => foreign.includes(form.table))
      .map((form) => root(types.form, { id: braced(form.id) })),
    ...source.roles.map((role) => root(types.role, { id: braced(idFor("role", role.name)) })),
    ...source.webResources.map((webResource) => root(types.webResource, { schemaName: webResource.name })),
    ...source.controls.map((control) => root(types.control, { schemaName: control.name })),
    ...source.apps.flatMap((app) => [
      root(types.siteMap, { schemaName: app.uniqueName }),
      root(types.app, { schemaName: app.uniqueName }),
    ]),
  ];
}

/**
 * solution.xml. `MissingDependencies` is written although it is empty: the server fails without it, and package version 9.1
 * is what online environments import. Source: facts/solution-package.md §1.3.
 */
export function solutionXml(source: SolutionSource, managed: boolean): string {
  const { manifest } = source;
  const { publisher } = manifest;

  return document(
    element(
      "ImportExportXml",
      {
        version: "9.1.0.643",
        SolutionPackageVersion: "9.1",
        languagecode: 1033,
        generatedBy: "CrmLive",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      },
      element(
        "SolutionManifest",
        {},
        element("UniqueName", {}, manifest.uniqueName),
        labels("LocalizedNames", "LocalizedName", manifest.displayName),
        labels("Descriptions", "Description", manifest.description),
        ...elements({ Version: manifest.version, Managed: managed ? 1 : 0 }),
        element(
          "Publisher",
          {},
          element("UniqueName", {}, publisher.uniqueName),
          labels("LocalizedNames", "LocalizedName", publisher.displayName),
          element("Descriptions"),
          element("EMailAddress", { "xsi:nil": "true" }),
          element("SupportingWebsiteUrl", { "xsi:nil": "true" }),
          ...elements({
            CustomizationPrefix: publisher.prefix,
            CustomizationOptionValuePrefix: publisher.optionValuePrefix,
          }),
          element("Addresses", {}, addressXml(1), addressXml(2)),
        ),
        element("RootComponents", {}, ...rootComponents(source)),
        element("MissingDependencies"),
      ),
    ),
  );
}
