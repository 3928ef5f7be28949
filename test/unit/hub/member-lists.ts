/** Members that do less than in the product, and what is missing. */
export const partly: Readonly<Record<string, string>> = {
  "Xrm.Utility.getResourceString": "throws until the RESX file was loaded once",
  "Xrm.Utility.getLearningPathAttributeName": "the name only, there are no learning paths",
  "Xrm.GlobalContext.getAdvancedConfigSetting": "the product's defaults",
  "Xrm.GlobalContext.getCurrentAppSetting": "always null: the sandbox has no app settings",
  "Xrm.GlobalContext.getCurrentTheme": "always default",
  "Xrm.GlobalContext.getVersion": "a fixed version of the product",
  "Xrm.UserSettings.defaultDashboardId": "empty: there are no dashboards",
  "Xrm.Panel.loadPanel": "shows web resources only",
  "Xrm.ProcessFlow.ProcessManager.setActiveProcessInstance": "the active instance only",
  "Xrm.ProcessFlow.ProcessManager.getProcessInstances": "the active instance only",
  "Xrm.ProcessFlow.ProcessManager.getActivePath": "all stages: the stock process has no branches",
  "Xrm.Controls.ProcessControl.reflow": "draws again",
  "ComponentFramework.Resources.getResource": "files of the control only",
};

/** What model-driven apps use of the client API: the members that scripts and controls in public repositories call. */
export const usedByApps: Readonly<Record<string, string>> = {
  "Xrm.XrmStatic": "Page Navigation Utility WebApi Device Encoding App Panel",
  "Xrm.Navigation":
    "navigateTo openAlertDialog openConfirmDialog openErrorDialog openFile openForm openUrl openWebResource",
  "Xrm.Utility":
    "getGlobalContext getEntityMetadata lookupObjects showProgressIndicator closeProgressIndicator getPageContext getResourceString invokeProcessAction getAllowedStatusTransitions openEntityForm alertDialog confirmDialog openQuickCreate",
  "Xrm.WebApi":
    "createRecord updateRecord deleteRecord retrieveRecord retrieveMultipleRecords online offline isAvailableOffline",
  "Xrm.WebApiOnline":
    "createRecord updateRecord deleteRecord retrieveRecord retrieveMultipleRecords execute executeMultiple",
  "Xrm.Device": "pickFile getCurrentPosition captureImage",
  "Xrm.App": "addGlobalNotification clearGlobalNotification sidePanes",
  "Xrm.App.PaneObject": "navigate close select",
  "Xrm.GlobalContext":
    "client organizationSettings userSettings getClientUrl getCurrentAppName getCurrentAppProperties getCurrentAppUrl getQueryStringParameters getVersion getWebResourceUrl getUserId getUserName getUserLcid getOrgLcid getOrgUniqueName getUserRoles getTimeZoneOffsetMinutes isOnPremise",
  "Xrm.ClientContext": "getClient getClientState getFormFactor isOffline isNetworkAvailable",
  "Xrm.OrganizationSettings": "baseCurrencyId languageId organizationId uniqueName isAutoSaveEnabled baseCurrency",
  "Xrm.UserSettings":
    "userId userName languageId roles securityRoles securityRolePrivileges dateFormattingInfo isRTL transactionCurrency transactionCurrencyId getTimeZoneOffsetMinutes getSecurityRolePrivilegesInfo isHighContrastEnabled",
  "Xrm.FormContext": "data ui getAttribute getControl",
  "Xrm.Data": "entity process attributes addOnLoad removeOnLoad getIsDirty isValid refresh save",
  "Xrm.Entity":
    "attributes addOnSave removeOnSave addOnPostSave removeOnPostSave getEntityName getEntityReference getId getIsDirty getPrimaryAttributeValue getDataXml isValid save",
  "Xrm.Ui":
    "addOnLoad removeOnLoad setFormNotification clearFormNotification close getFormType refreshRibbon setFormEntityName headerSection footerSection process controls formSelector navigation tabs quickForms",
  "Xrm.Attributes.StringAttribute":
    "getValue setValue addOnChange removeOnChange fireOnChange getAttributeType getFormat getIsDirty getName getParent getRequiredLevel setRequiredLevel getSubmitMode setSubmitMode getUserPrivilege getMaxLength controls setIsValid",
  "Xrm.Attributes.NumberAttribute": "getMax getMin getPrecision setPrecision getValue setValue",
  "Xrm.Attributes.OptionSetAttribute": "getOption getOptions getSelectedOption getText getInitialValue",
  "Xrm.Attributes.LookupAttribute": "getIsPartyList getValue setValue",
  "Xrm.Controls.StandardControl":
    "getName getParent getLabel setLabel getVisible setVisible getDisabled setDisabled setFocus getAttribute setNotification addNotification clearNotification getControlType addOnOutputChange removeOnOutputChange getOutputs",
  "Xrm.Controls.AutoLookupControl": "addOnKeyPress showAutoComplete hideAutoComplete getValue",
  "Xrm.Controls.LookupControl":
    "addPreSearch removePreSearch addCustomFilter addCustomView getDefaultView setDefaultView getEntityTypes setEntityTypes addOnLookupTagClick removeOnLookupTagClick",
  "Xrm.Controls.OptionSetControl": "addOption removeOption clearOptions getOptions",
  "Xrm.Controls.DateControl": "getShowTime setShowTime",
  "Xrm.Controls.GridControl":
    "addOnLoad removeOnLoad getGrid refresh getEntityName getViewSelector getFetchXml getRelationship openRelatedGrid refreshRibbon getContextType",
  "Xrm.Controls.Grid": "getRows getSelectedRows getTotalRecordCount",
  "Xrm.Controls.Grid.GridEntity": "getId getEntityName getEntityReference getPrimaryAttributeValue",
  "Xrm.Controls.IframeControl": "getSrc setSrc getContentWindow getObject getInitialUrl",
  "Xrm.Controls.TimelineWall": "refresh",
  "Xrm.Controls.QuickFormControl": "getControl isLoaded refresh",
  "Xrm.Controls.Tab":
    "sections getName getDisplayState setDisplayState getVisible setVisible getLabel setLabel setFocus addTabStateChange removeTabStateChange getParent",
  "Xrm.Controls.Section": "controls getName getVisible setVisible getLabel setLabel getParent",
  "Xrm.Controls.HeaderSection": "setBodyVisible setCommandBarVisible setTabNavigatorVisible getBodyVisible",
  "Xrm.Controls.FooterSection": "setVisible getVisible",
  "Xrm.Controls.FormSelector": "getCurrentItem items",
  "Xrm.Controls.FormItem": "getId getLabel navigate setVisible",
  "Xrm.ProcessFlow.ProcessManager":
    "getActiveProcess getActiveStage setActiveStage getSelectedStage getActivePath moveNext movePrevious getStatus setStatus getInstanceId getInstanceName addOnStageChange removeOnStageChange addOnStageSelected addOnPreStageChange addOnProcessStatusChange getEnabledProcesses setActiveProcess",
  "Xrm.ProcessFlow.Stage": "getId getName getEntityName getCategory getStatus getSteps",
  "Xrm.Events.EventContext": "getFormContext getEventSource getDepth getContext getSharedVariable setSharedVariable",
  "Xrm.Events.SaveEventArgumentsAsync":
    "getSaveMode preventDefault isDefaultPrevented preventDefaultOnError disableAsyncTimeout",
  "ComponentFramework.Context":
    "parameters updatedProperties mode client device factory formatting navigation resources userSettings utils webAPI fluentDesignLanguage events",
  "ComponentFramework.Mode":
    "allocatedWidth allocatedHeight isControlDisabled isVisible label setControlState setFullScreen trackContainerResize",
  "ComponentFramework.WebApi": "createRecord updateRecord deleteRecord retrieveRecord retrieveMultipleRecords",
  "ComponentFramework.Navigation":
    "openAlertDialog openConfirmDialog openErrorDialog openFile openForm openUrl openWebResource",
  "ComponentFramework.Utility": "getEntityMetadata hasEntityPrivilege lookupObjects",
  "ComponentFramework.Resources": "getString getResource",
  "ComponentFramework.Formatting":
    "formatCurrency formatDecimal formatInteger formatDateShort formatDateLong formatTime formatDateYearMonth formatDateAsFilterStringInUTC formatLanguage getWeekOfYear",
  "ComponentFramework.UserSettings":
    "userId userName languageId isRTL securityRoles dateFormattingInfo numberFormattingInfo getTimeZoneOffsetMinutes",
  "ComponentFramework.Factory": "requestRender getPopupService",
  "ComponentFramework.PropertyTypes.StringProperty": "raw formatted type error errorMessage security attributes",
  "ComponentFramework.PropertyTypes.LookupProperty": "raw getTargetEntityType getViewId",
  "ComponentFramework.PropertyTypes.DataSet":
    "columns records sortedRecordIds loading paging sorting filtering refresh openDatasetItem getTargetEntityType getViewId getSelectedRecordIds setSelectedRecordIds clearSelectedRecordIds getTitle",
};
