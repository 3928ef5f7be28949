import { strToU8, zipSync } from "fflate";

/** What a test changes in the small solution that it imports. */
export interface FixtureChanges {
  readonly version?: string;
  readonly managed?: boolean;
  readonly name?: string;
  /** Replaces or (with null) leaves out files of the zip. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Text that stands in place of another one, in every file. */
  readonly replace?: readonly (readonly [string, string])[];
}

const ids = {
  form: "11111111-2222-4333-8444-000000000001",
  script: "11111111-2222-4333-8444-000000000002",
  role: "11111111-2222-4333-8444-000000000003",
  view: "11111111-2222-4333-8444-000000000004",
};

export const fixtureIds = ids;

/** A small solution with one of each: table, column on lead, relationship, choice, form, view, script, control, ribbon, role, app. */
export function fixtureZip(changes: FixtureChanges = {}): Uint8Array {
  const all: Record<string, string | null> = { ...files(changes), ...changes.files };
  const entries = Object.entries(all).flatMap(([path, text]): [string, Uint8Array][] => {
    if (text === null) return [];
    const changed = (changes.replace ?? []).reduce((result, [from, to]) => result.replaceAll(from, to), text);
    return [[path, strToU8(changed)]];
  });
  return zipSync(Object.fromEntries(entries));
}

function files({ version = "1.0.0.0", managed = false, name = "Fixture" }: FixtureChanges): Record<string, string> {
  return {
    "[Content_Types].xml": `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/octet-stream" /><Default Extension="js" ContentType="application/octet-stream" /><Default Extension="resx" ContentType="application/octet-stream" /><Override PartName="/WebResources/fix_script" ContentType="application/octet-stream" /></Types>`,
    "solution.xml": `\uFEFF<?xml version="1.0" encoding="utf-8"?><ImportExportXml version="9.1.0.643" SolutionPackageVersion="9.1" languagecode="1033" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SolutionManifest><UniqueName>${name}</UniqueName><LocalizedNames><LocalizedName description="Fixture solution" languagecode="1033" /></LocalizedNames><Descriptions /><Version>${version}</Version><Managed>${managed ? 1 : 0}</Managed><Publisher><UniqueName>fix</UniqueName><LocalizedNames><LocalizedName description="Fixture" languagecode="1033" /></LocalizedNames><CustomizationPrefix>fix</CustomizationPrefix><CustomizationOptionValuePrefix>12345</CustomizationOptionValuePrefix></Publisher><RootComponents><RootComponent type="1" schemaName="lead" behavior="2" /><RootComponent type="1" schemaName="fix_visit" behavior="0" /><RootComponent type="61" schemaName="fix_/script.js" behavior="0" /></RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>`,
    "customizations.xml": customizations(),
    "WebResources/fix_script": `var Fix = { run: function () { return 1; } };`,
    "Controls/fix_Demo.Stars/ControlManifest.xml": `<?xml version="1.0" encoding="utf-8"?><manifest><control namespace="Demo" constructor="Stars" version="1.2.3" display-name-key="Stars" control-type="virtual"><property name="value" of-type="Whole.None" usage="bound" required="true" /><resources><code path="bundle.js" order="1" /><platform-library name="React" version="16.14.0" /><platform-library name="Fluent" version="9.46.2" /><resx path="strings/Stars.1033.resx" version="1.0.0" /></resources></control></manifest>`,
    "Controls/fix_Demo.Stars/bundle.js": `var pcf_tools = 1;`,
    "Controls/fix_Demo.Stars/strings/Stars.1033.resx": `<root><data name="Stars"><value>Stars</value></data></root>`,
    "environmentvariabledefinitions/fix_limit/environmentvariabledefinition.xml": `<environmentvariabledefinition schemaname="fix_limit"><defaultvalue>5</defaultvalue><displayname default="Limit" /><isrequired>0</isrequired><type>100000001</type></environmentvariabledefinition>`,
  };
}

function attribute(physicalName: string, type: string, label: string, specifics: string): string {
  const name = physicalName.toLowerCase();
  return `<attribute PhysicalName="${physicalName}"><Type>${type}</Type><Name>${name}</Name><LogicalName>${name}</LogicalName><RequiredLevel>none</RequiredLevel><ValidForUpdateApi>1</ValidForUpdateApi><ValidForReadApi>1</ValidForReadApi><ValidForCreateApi>1</ValidForCreateApi><IsCustomField>1</IsCustomField>${specifics}<displaynames><displayname description="${label}" languagecode="1033" /></displaynames></attribute>`;
}

const labels = (text: string) => `<labels><label description="${text}" languagecode="1033" /></labels>`;
const names = (text: string) =>
  `<LocalizedNames><LocalizedName description="${text}" languagecode="1033" /></LocalizedNames>`;

function customizations(): string {
  const visit = [
    attribute("fix_visitId", "primarykey", "Visit", ""),
    attribute(
      "fix_Name",
      "nvarchar",
      "Name",
      "<DisplayMask>PrimaryName|ValidForForm</DisplayMask><Format>text</Format><MaxLength>100</MaxLength>",
    ),
    attribute("fix_Stars", "int", "Stars", "<MinValue>0</MinValue><MaxValue>5</MaxValue>"),
    attribute("fix_Cost", "money", "Cost", "<MinValue>0</MinValue><MaxValue>1000000</MaxValue><Accuracy>2</Accuracy>"),
    attribute("fix_When", "datetime", "When", "<Format>datetime</Format><Behavior>1</Behavior>"),
    attribute("fix_Mood", "picklist", "Mood", "<OptionSetName>fix_mood</OptionSetName>"),
    attribute("fix_LeadId", "lookup", "Lead", ""),
  ].join("");
  return `<?xml version="1.0" encoding="utf-8"?><ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Entities>
<Entity><Name LocalizedName="Lead" OriginalName="Lead">Lead</Name><EntityInfo><entity Name="Lead"><attributes>${attribute("fix_Score", "int", "Score", "<MinValue>0</MinValue><MaxValue>100</MaxValue>")}</attributes></entity></EntityInfo>
<RibbonDiffXml><CustomActions><CustomAction Id="fix.lead.Rate.CustomAction" Location="Mscrm.Form.lead.MainTab.Actions.Controls._children" Sequence="9"><CommandUIDefinition><Button Id="fix.lead.Rate" Command="fix.lead.Rate.Command" Sequence="9" LabelText="$LocLabels:fix.Rate" Alt="$LocLabels:fix.Rate" TemplateAlias="o1" /></CommandUIDefinition></CustomAction><HideCustomAction HideActionId="fix.hide" Location="Mscrm.Form.lead.DisqualifyLeadAs.UCI" /></CustomActions><Templates><RibbonTemplates Id="Mscrm.Templates" /></Templates><CommandDefinitions><CommandDefinition Id="fix.lead.Rate.Command"><EnableRules /><DisplayRules /><Actions><JavaScriptFunction FunctionName="Fix.run" Library="$webresource:fix_/script.js" /></Actions></CommandDefinition><CommandDefinition Id="Mscrm.Form.lead.ConvertQuick"><EnableRules /><DisplayRules /><Actions><JavaScriptFunction FunctionName="Fix.qualify" Library="$webresource:fix_/script.js" /></Actions></CommandDefinition></CommandDefinitions><RuleDefinitions><TabDisplayRules /><DisplayRules /><EnableRules /></RuleDefinitions><LocLabels><LocLabel Id="fix.Rate"><Titles><Title description="Rate" languagecode="1033" /><Title description="Bewerten" languagecode="1031" /></Titles></LocLabel></LocLabels></RibbonDiffXml></Entity>
<Entity><Name LocalizedName="Visit" OriginalName="Visit">fix_visit</Name><EntityInfo><entity Name="fix_visit">${names("Visit")}<LocalizedCollectionNames><LocalizedCollectionName description="Visits" languagecode="1033" /></LocalizedCollectionNames><Descriptions /><attributes>${visit}</attributes><EntitySetName>fix_visits</EntitySetName><OwnershipTypeMask>UserOwned</OwnershipTypeMask><HasRelatedNotes>True</HasRelatedNotes></entity></EntityInfo>
<FormXml><forms type="main"><systemform><formid>{${ids.form}}</formid><form><tabs><tab name="t" id="{${ids.form}}">${labels("Visit")}<columns><column width="100%"><sections><section name="s" id="{${ids.form}}">${labels("Visit")}<rows><row><cell id="{${ids.form}}">${labels("Stars")}<control id="fix_stars" classid="{F9A8A302-114E-466A-B582-6771B2AE0D92}" datafieldname="fix_stars" uniqueid="{${ids.form}}" /></cell></row></rows></section></sections></column></columns></tab></tabs><formLibraries><Library name="fix_/script.js" libraryUniqueId="{${ids.script}}" /></formLibraries><controlDescriptions><controlDescription forControl="{${ids.form}}"><customControl formFactor="0" name="fix_Demo.Stars"><parameters><value>fix_stars</value></parameters></customControl></controlDescription></controlDescriptions></form>${names("Visit form")}</systemform></forms></FormXml>
<SavedQueries><savedqueries><savedquery><savedqueryid>{${ids.view}}</savedqueryid><querytype>0</querytype><isdefault>1</isdefault><layoutxml><grid name="resultset" object="10000" jump="fix_name" select="1" icon="1" preview="1"><row name="result" id="fix_visitid"><cell name="fix_name" width="300" /></row></grid></layoutxml><fetchxml><fetch version="1.0" mapping="logical"><entity name="fix_visit"><attribute name="fix_name" /></entity></fetch></fetchxml>${names("Our visits")}</savedquery></savedqueries></SavedQueries></Entity>
</Entities><Roles><Role id="{${ids.role}}" name="Fixture visitor"><IsCustomizable>1</IsCustomizable><RolePrivileges><RolePrivilege name="prvCreatefix_visit" level="Basic" /><RolePrivilege name="prvReadfix_visit" level="Global" /><RolePrivilege name="prvReadLead" level="Local" /></RolePrivileges></Role></Roles><Workflows /><EntityMaps><EntityMap><EntitySource>lead</EntitySource><EntityTarget>fix_visit</EntityTarget><AttributeMaps><AttributeMap><AttributeSource>subject</AttributeSource><AttributeTarget>fix_name</AttributeTarget></AttributeMap></AttributeMaps></EntityMap></EntityMaps>
<EntityRelationships><EntityRelationship Name="fix_lead_visit"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>fix_visit</ReferencingEntityName><ReferencedEntityName>Lead</ReferencedEntityName><CascadeDelete>Cascade</CascadeDelete><ReferencingAttributeName>fix_LeadId</ReferencingAttributeName><EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>fix_LeadId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole><EntityRelationshipRole><NavigationPropertyName>fix_lead_visit</NavigationPropertyName><RelationshipRoleType>0</RelationshipRoleType></EntityRelationshipRole></EntityRelationshipRoles></EntityRelationship></EntityRelationships>
<optionsets><optionset Name="fix_mood"><OptionSetType>picklist</OptionSetType><displaynames><displayname description="Mood" languagecode="1033" /></displaynames><options><option value="123450000">${labels("Good")}</option><option value="123450001">${labels("Bad")}</option></options></optionset></optionsets>
<WebResources><WebResource><WebResourceId>{${ids.script}}</WebResourceId><Name>fix_/script.js</Name><DisplayName>Script</DisplayName><WebResourceType>3</WebResourceType><FileName>/WebResources/fix_script</FileName></WebResource></WebResources><CustomControls><CustomControl><Name>fix_Demo.Stars</Name><FileName>/Controls/fix_Demo.Stars/ControlManifest.xml</FileName></CustomControl></CustomControls>
<AppModuleSiteMaps><AppModuleSiteMap><SiteMapUniqueName>fix_app</SiteMapUniqueName><SiteMap><Area Id="a"><Group Id="g"><SubArea Id="s" Entity="fix_visit" /></Group></Area></SiteMap>${names("Visits")}</AppModuleSiteMap></AppModuleSiteMaps><AppModules><AppModule><UniqueName>fix_app</UniqueName><FormFactor>1</FormFactor><ClientType>4</ClientType><AppModuleComponents><AppModuleComponent type="1" schemaName="fix_visit" /></AppModuleComponents><AppModuleRoleMaps><Role id="{627090ff-40a3-4053-8790-584edc5be201}" /></AppModuleRoleMaps>${names("Visits")}</AppModule></AppModules><Languages><Language>1033</Language></Languages></ImportExportXml>`;
}
