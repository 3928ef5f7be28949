import type { JsonObject } from "../../query/json";
import type { AlternateKey, ManyToMany, OneToMany, Relationship, Table } from "../model";
import { managed, metadataId, wireLabel } from "./wire";

export function entityId(table: Table): string {
  return table.metadataId ?? metadataId("entity", table.logicalName);
}

/** All that the Web API says of a table, without attributes, keys and relationships (those come by `$expand`). */
export function wireEntity(table: Table, language: number): JsonObject {
  const owned = table.ownership === "UserOwned";
  const yes = (name: string): JsonObject => managed(true, name);

  return {
    MetadataId: entityId(table),
    HasChanged: null,
    ActivityTypeMask: table.isActivity ? 1 : 0,
    AutoRouteToOwnerQueue: false,
    CanTriggerWorkflow: true,
    EntityHelpUrlEnabled: false,
    EntityHelpUrl: null,
    IsDocumentManagementEnabled: false,
    IsOneNoteIntegrationEnabled: false,
    IsInteractionCentricEnabled: true,
    IsKnowledgeManagementEnabled: false,
    IsSLAEnabled: false,
    IsBPFEntity: table.isProcess,
    IsDocumentRecommendationsEnabled: false,
    IsMSTeamsIntegrationEnabled: false,
    DataProviderId: null,
    DataSourceId: null,
    AutoCreateAccessTeams: false,
    IsActivity: table.isActivity,
    IsActivityParty: !table.isIntersect && owned,
    IsRetrieveAuditEnabled: false,
    IsRetrieveMultipleAuditEnabled: false,
    IsArchivalEnabled: false,
    IsRetentionEnabled: false,
    IsAvailableOffline: true,
    IsChildEntity: false,
    IsAIRUpdated: true,
    IconLargeName: null,
    IconMediumName: null,
    IconSmallName: null,
    IconVectorName: null,
    IsCustomEntity: table.isCustom,
    IsBusinessProcessEnabled: !table.isIntersect && !table.isProcess,
    SyncToExternalSearchIndex: table.primaryName !== undefined,
    IsOptimisticConcurrencyEnabled: true,
    ChangeTrackingEnabled: true,
    IsImportable: true,
    IsIntersect: table.isIntersect,
    IsManaged: !table.isCustom,
    IsEnabledForCharts: true,
    IsEnabledForTrace: false,
    IsValidForAdvancedFind: !table.isIntersect,
    IsPrivate: false,
    DaysSinceRecordLastModified: 0,
    MobileOfflineFilters: "",
    IsReadingPaneEnabled: true,
    IsQuickCreateEnabled: true,
    LogicalName: table.logicalName,
    ObjectTypeCode: table.objectTypeCode,
    OwnershipType: table.ownership,
    PrimaryNameAttribute: table.primaryName ?? null,
    PrimaryImageAttribute: table.primaryImage ?? null,
    PrimaryIdAttribute: table.primaryId,
    Privileges: privilegesOf(table),
    RecurrenceBaseEntityLogicalName: null,
    ReportViewName: `Filtered${table.schemaName}`,
    SchemaName: table.schemaName,
    IntroducedVersion: "5.0.0.0",
    IsStateModelAware: table.columns.has("statecode"),
    EnforceStateTransitions: false,
    ExternalName: null,
    EntityColor: null,
    LogicalCollectionName: table.entitySetName,
    ExternalCollectionName: null,
    CollectionSchemaName: `${table.schemaName}s`,
    EntitySetName: table.entitySetName,
    IsEnabledForExternalChannels: false,
    IsLogicalEntity: table.isView,
    HasActivities: table.hasNotes && !table.isActivity,
    HasFeedback: false,
    HasNotes: table.hasNotes,
    HasEmailAddresses: table.columns.has("emailaddress1"),
    OwnerId: null,
    OwnerIdType: null,
    OwningBusinessUnit: null,
    TableType: "Standard",
    Description: wireLabel(table.description, language),
    DisplayCollectionName: wireLabel(table.collectionLabel, language),
    DisplayName: wireLabel(table.label, language),
    IsAuditEnabled: managed(false, "canmodifyauditsettings"),
    IsValidForQueue: managed(false, "canmodifyqueuesettings"),
    IsConnectionsEnabled: managed(!table.isIntersect, "canmodifyconnectionsettings"),
    IsCustomizable: yes("iscustomizable"),
    IsRenameable: yes("isrenameable"),
    IsMappable: yes("ismappable"),
    IsDuplicateDetectionEnabled: managed(table.duplicateDetection, "canmodifyduplicatedetectionsettings"),
    CanCreateAttributes: managed(!table.isIntersect, "cancreateattributes"),
    CanCreateForms: yes("cancreateforms"),
    CanCreateViews: yes("cancreateviews"),
    CanCreateCharts: yes("cancreatecharts"),
    CanBeRelatedEntityInRelationship: managed(true, "canberelatedentityinrelationship", false),
    CanBePrimaryEntityInRelationship: managed(true, "canbeprimaryentityinrelationship", false),
    CanBeInManyToMany: managed(true, "canbeinmanytomany", false),
    CanBeInCustomEntityAssociation: managed(true, "canbeincustomentityassociation", false),
    CanModifyAdditionalSettings: yes("canmodifyadditionalsettings"),
    CanEnableSyncToExternalSearchIndex: yes("canenablesynctoexternalsearchindex"),
    CanChangeHierarchicalRelationship: yes("canchangehierarchicalrelationship"),
    CanChangeTrackingBeEnabled: yes("canchangetrackingbeenabled"),
    IsMailMergeEnabled: yes("canmodifymailmergesettings"),
    IsVisibleInMobile: managed(false, "canmodifymobilevisibility"),
    IsVisibleInMobileClient: yes("canmodifymobileclientvisibility"),
    IsReadOnlyInMobileClient: managed(false, "canmodifymobileclientreadonly"),
    IsOfflineInMobileClient: yes("canmodifymobileclientoffline"),
    Settings: [],
  };
}

/** Privileges are named prv + verb + schema name; tables without owners have no assigning and sharing. */
function privilegesOf(table: Table): JsonObject[] {
  if (table.isIntersect || table.ownership === "None") return [];
  const verbs = ["Create", "Read", "Write", "Delete", "Append", "AppendTo"];
  if (table.ownership === "UserOwned") verbs.push("Assign", "Share");

  return verbs.map((verb) => ({
    CanBeBasic: table.ownership === "UserOwned",
    CanBeDeep: table.ownership !== "OrganizationOwned",
    CanBeGlobal: true,
    CanBeLocal: table.ownership !== "OrganizationOwned",
    CanBeEntityReference: false,
    CanBeParentEntityReference: false,
    Name: `prv${verb}${table.schemaName}`,
    PrivilegeId: metadataId("privilege", `prv${verb}${table.schemaName}`),
    PrivilegeType: verb,
  }));
}

export function wireKey(table: Table, key: AlternateKey, language: number): JsonObject {
  return {
    MetadataId: metadataId("key", table.logicalName, key.logicalName),
    HasChanged: null,
    LogicalName: key.logicalName,
    EntityLogicalName: table.logicalName,
    SchemaName: key.schemaName,
    KeyAttributes: [...key.columns],
    EntityKeyIndexStatus: "Active",
    IsManaged: true,
    IsExportKey: false,
    IsSynchronous: false,
    IntroducedVersion: "1.0.0.0",
    DisplayName: wireLabel(key.label, language),
    IsCustomizable: managed(true, "iscustomizable"),
  };
}

/** The type name of a relationship's metadata. */
export function relationshipTypeName(relationship: Relationship): string {
  return `${relationship.kind}RelationshipMetadata`;
}

export function wireRelationship(relationship: Relationship): JsonObject {
  const common: JsonObject = {
    MetadataId: relationshipId(relationship),
    HasChanged: null,
    IsCustomRelationship: relationship.isCustom,
    IsValidForAdvancedFind: true,
    SchemaName: relationship.schemaName,
    SecurityTypes: "Append",
    IsManaged: !relationship.isCustom,
    RelationshipType: `${relationship.kind}Relationship`,
    IntroducedVersion: "5.0.0.0",
    IsCustomizable: managed(true, "iscustomizable"),
  };

  return { ...common, ...(relationship.kind === "OneToMany" ? oneToMany(relationship) : manyToMany(relationship)) };
}

export function relationshipId(relationship: Relationship): string {
  return metadataId("relationship", relationship.schemaName);
}

function oneToMany(relationship: OneToMany): JsonObject {
  const { cascade } = relationship;

  return {
    ReferencedAttribute: relationship.referencedColumn,
    ReferencedEntity: relationship.referencedTable,
    ReferencingAttribute: relationship.referencingColumn,
    ReferencingEntity: relationship.referencingTable,
    IsHierarchical: relationship.isHierarchical,
    EntityKey: null,
    IsRelationshipAttributeDenormalized: false,
    ReferencedEntityNavigationPropertyName: relationship.collectionNavigation,
    ReferencingEntityNavigationPropertyName: relationship.lookupNavigation,
    RelationshipBehavior: cascade.delete === "Cascade" && cascade.assign === "Cascade" ? 0 : 1,
    IsDenormalizedLookup: false,
    AssociatedMenuConfiguration: menu(),
    CascadeConfiguration: {
      Assign: cascade.assign,
      Delete: cascade.delete,
      Archive: "NoCascade",
      Merge: cascade.merge,
      Reparent: cascade.reparent,
      Share: cascade.share,
      Unshare: cascade.unshare,
      RollupView: "NoCascade",
    },
    RelationshipAttributes: [],
  };
}

function manyToMany(relationship: ManyToMany): JsonObject {
  return {
    Entity1LogicalName: relationship.table1,
    Entity2LogicalName: relationship.table2,
    IntersectEntityName: relationship.intersectTable,
    Entity1IntersectAttribute: relationship.column1,
    Entity2IntersectAttribute: relationship.column2,
    Entity1NavigationPropertyName: relationship.navigation1,
    Entity2NavigationPropertyName: relationship.navigation2,
    Entity1AssociatedMenuConfiguration: menu(),
    Entity2AssociatedMenuConfiguration: menu(),
  };
}

function menu(): JsonObject {
  return {
    Behavior: "UseCollectionName",
    Group: "Details",
    Order: 10000,
    IsCustomizable: true,
    Icon: null,
    ViewId: "00000000-0000-0000-0000-000000000000",
    AvailableOffline: true,
    MenuId: null,
    QueryApi: null,
    Label: wireLabel(undefined, 1033),
  };
}
