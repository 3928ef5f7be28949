import account from "./account.json";
import accountleads from "./accountleads.json";
import activityparty from "./activityparty.json";
import activitypointer from "./activitypointer.json";
import annotation from "./annotation.json";
import appmodule from "./appmodule.json";
import appmodulecomponent from "./appmodulecomponent.json";
import appmoduleroles from "./appmoduleroles.json";
import appointment from "./appointment.json";
import asyncoperation from "./asyncoperation.json";
import attributemap from "./attributemap.json";
import businessunit from "./businessunit.json";
import campaign from "./campaign.json";
import campaignresponse from "./campaignresponse.json";
import competitor from "./competitor.json";
import connection from "./connection.json";
import connectionrole from "./connectionrole.json";
import connectionroleassociation from "./connectionroleassociation.json";
import connectionroleobjecttypecode from "./connectionroleobjecttypecode.json";
import contact from "./contact.json";
import contactleads from "./contactleads.json";
import customcontrol from "./customcontrol.json";
import customcontroldefaultconfig from "./customcontroldefaultconfig.json";
import customcontrolresource from "./customcontrolresource.json";
import duplicaterecord from "./duplicaterecord.json";
import duplicaterule from "./duplicaterule.json";
import duplicaterulecondition from "./duplicaterulecondition.json";
import email from "./email.json";
import entitymap from "./entitymap.json";
import environmentvariabledefinition from "./environmentvariabledefinition.json";
import environmentvariablevalue from "./environmentvariablevalue.json";
import fieldpermission from "./fieldpermission.json";
import fieldsecurityprofile from "./fieldsecurityprofile.json";
import importjob from "./importjob.json";
import incident from "./incident.json";
import lead from "./lead.json";
import leadcompetitors from "./leadcompetitors.json";
import leadproduct from "./leadproduct.json";
import leadtoopportunitysalesprocess from "./leadtoopportunitysalesprocess.json";
import listTable from "./list.json";
import listmember from "./listmember.json";
import opportunity from "./opportunity.json";
import opportunityclose from "./opportunityclose.json";
import opportunitycompetitors from "./opportunitycompetitors.json";
import opportunityproduct from "./opportunityproduct.json";
import opportunitysalesprocess from "./opportunitysalesprocess.json";
import organization from "./organization.json";
import owner from "./owner.json";
import phonecall from "./phonecall.json";
import pluginassembly from "./pluginassembly.json";
import plugintype from "./plugintype.json";
import pricelevel from "./pricelevel.json";
import principalobjectaccess from "./principalobjectaccess.json";
import privilege from "./privilege.json";
import processstage from "./processstage.json";
import product from "./product.json";
import productpricelevel from "./productpricelevel.json";
import publisher from "./publisher.json";
import queue from "./queue.json";
import queueitem from "./queueitem.json";
import ribboncustomization from "./ribboncustomization.json";
import ribbondiff from "./ribbondiff.json";
import roleTable from "./role.json";
import roleprivileges from "./roleprivileges.json";
import savedquery from "./savedquery.json";
import sdkmessage from "./sdkmessage.json";
import sdkmessagefilter from "./sdkmessagefilter.json";
import sdkmessageprocessingstep from "./sdkmessageprocessingstep.json";
import sdkmessageprocessingstepimage from "./sdkmessageprocessingstepimage.json";
import sitemap from "./sitemap.json";
import solution from "./solution.json";
import solutioncomponent from "./solutioncomponent.json";
import stringmap from "./stringmap.json";
import systemform from "./systemform.json";
import systemuser from "./systemuser.json";
import systemuserprofiles from "./systemuserprofiles.json";
import systemuserroles from "./systemuserroles.json";
import task from "./task.json";
import team from "./team.json";
import teammembership from "./teammembership.json";
import teamprofiles from "./teamprofiles.json";
import teamroles from "./teamroles.json";
import teamtemplate from "./teamtemplate.json";
import territory from "./territory.json";
import transactioncurrency from "./transactioncurrency.json";
import userquery from "./userquery.json";
import usersettings from "./usersettings.json";
import webresource from "./webresource.json";
import workflow from "./workflow.json";

/** The definitions of all tables that a Sales environment has before a solution is imported. */
export const tableFiles: readonly unknown[] = [
  account,
  accountleads,
  activityparty,
  activitypointer,
  annotation,
  appmodule,
  appmodulecomponent,
  appmoduleroles,
  appointment,
  asyncoperation,
  attributemap,
  businessunit,
  campaign,
  campaignresponse,
  competitor,
  connection,
  connectionrole,
  connectionroleassociation,
  connectionroleobjecttypecode,
  contact,
  contactleads,
  customcontrol,
  customcontroldefaultconfig,
  customcontrolresource,
  duplicaterecord,
  duplicaterule,
  duplicaterulecondition,
  email,
  entitymap,
  environmentvariabledefinition,
  environmentvariablevalue,
  fieldpermission,
  fieldsecurityprofile,
  importjob,
  incident,
  lead,
  leadcompetitors,
  leadproduct,
  leadtoopportunitysalesprocess,
  listTable,
  listmember,
  opportunity,
  opportunityclose,
  opportunitycompetitors,
  opportunityproduct,
  opportunitysalesprocess,
  organization,
  owner,
  phonecall,
  pluginassembly,
  plugintype,
  pricelevel,
  principalobjectaccess,
  privilege,
  processstage,
  product,
  productpricelevel,
  publisher,
  queue,
  queueitem,
  ribboncustomization,
  ribbondiff,
  roleTable,
  roleprivileges,
  savedquery,
  sdkmessage,
  sdkmessagefilter,
  sdkmessageprocessingstep,
  sdkmessageprocessingstepimage,
  sitemap,
  solution,
  solutioncomponent,
  stringmap,
  systemform,
  systemuser,
  systemuserprofiles,
  systemuserroles,
  task,
  team,
  teammembership,
  teamprofiles,
  teamroles,
  teamtemplate,
  territory,
  transactioncurrency,
  userquery,
  usersettings,
  webresource,
  workflow,
];
