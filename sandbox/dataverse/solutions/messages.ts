import type { CallContext, Environment } from "../server/context";
import { accessErrors, rowErrors } from "../server/errors";
import type { Message, MessageCall } from "../server/messages";
import { newId } from "../write/ids";
import { booleanOf, guidOf, missing, textOf } from "../messages/arguments";
import { holdingKey, importSolution, solutionIdOf, zipKey } from "./import";
import { type Ledger, missingFrom, readLedger, writeLedger } from "./ledger";
import type { ImportLog } from "./problems";
import { removeComponents } from "./remove";

const importParameters = {
  OverwriteUnmanagedCustomizations: "Edm.Boolean",
  PublishWorkflows: "Edm.Boolean",
  CustomizationFile: "Edm.Binary",
  ImportJobId: "Edm.Guid",
  HoldingSolution: "Edm.Boolean?",
} as const;

/** Messages about solutions (issue: ImportSolution, ExportSolution, DeleteAndPromote). */
export const solutionMessages: readonly Message[] = [
  { name: "ImportSolution", kind: "action", parameters: importParameters, handle: handleImport },
  {
    name: "ImportSolutionAsync",
    kind: "action",
    parameters: importParameters,
    returns: "ImportSolutionAsyncResponse",
    handle: handleImportAsync,
  },
  {
    name: "ExportSolution",
    kind: "action",
    parameters: { SolutionName: "Edm.String", Managed: "Edm.Boolean" },
    returns: "ExportSolutionResponse",
    handle: handleExport,
  },
  {
    name: "DeleteAndPromote",
    kind: "action",
    parameters: { UniqueName: "Edm.String" },
    returns: "DeleteAndPromoteResponse",
    handle: handlePromote,
  },
  { name: "PublishAllXml", kind: "action", handle: ({ context }) => requireRight(context, "prvPublishCustomization") },
  {
    name: "PublishXml",
    kind: "action",
    parameters: { ParameterXml: "Edm.String" },
    handle: ({ context }) => requireRight(context, "prvPublishCustomization"),
  },
];

function requireRight(context: CallContext, privilege: string): { kind: "none" } {
  if (!context.caller.isSystem && !context.caller.privileges.has(privilege))
    throw accessErrors.missingPrivilege(context.caller.userId, privilege);
  return { kind: "none" };
}

function runImport(call: MessageCall): ImportLog {
  requireRight(call.context, "prvImportCustomization");
  const file = textOf(call, "CustomizationFile");
  if (!file) throw missing("CustomizationFile");
  const log = importSolution(call.context.env, Buffer.from(file, "base64"), {
    importJobId: jobIdOf(call),
    holding: booleanOf(call, "HoldingSolution", false),
  });
  if (!log.succeeded) {
    const reasons = log.lines
      .filter((line) => line.result === "failure")
      .map((line) => `${line.component}: ${line.message}`);
    throw rowErrors.invalidArgument(`The import of solution: ${log.solution} failed. ${reasons.join(" ")}`);
  }
  return log;
}

/** Clients without a job of their own send the empty key. */
function jobIdOf(call: MessageCall): string {
  const given = guidOf(call, "ImportJobId");
  return given && !/^[0-]+$/.test(given) ? given : newId();
}

function handleImport(call: MessageCall): { kind: "none" } {
  runImport(call);
  return { kind: "none" };
}

/** The sandbox imports at once; the operation that is answered is finished when the caller first looks at it. */
function handleImportAsync(call: MessageCall): ReturnType<Message["handle"]> {
  const log = runImport(call);
  const { env, caller } = call.context;
  const id = newId();
  env.store.insert("asyncoperation", {
    asyncoperationid: id,
    name: `Import ${log.solution}`,
    statecode: 3,
    statuscode: 30,
    ownerid: caller.userId,
    ownerid__type: "systemuser",
    createdon: call.context.timestamp,
  });
  return {
    kind: "complex",
    type: "ImportSolutionAsyncResponse",
    value: { AsyncOperationId: id, ImportJobKey: log.importJobId },
  };
}

/** The very zip that was imported. */
function handleExport(call: MessageCall): ReturnType<Message["handle"]> {
  requireRight(call.context, "prvExportCustomization");
  const { store } = call.context.env;
  const name = textOf(call, "SolutionName") ?? "";
  const row = store.find("solution", { uniquename: name }, { limit: 1 })[0];
  const zip = store.getState(zipKey(name));
  if (!row) throw rowErrors.notFound("solution", name);
  if (row.ismanaged === true || !zip)
    throw rowErrors.invalidArgument(
      `The solution '${name}' cannot be exported: it is managed or part of the platform.`,
    );
  return { kind: "complex", type: "ExportSolutionResponse", value: { ExportSolutionFile: zip } };
}

/** Ends a staged upgrade: what only the old version had goes now. */
function handlePromote(call: MessageCall): ReturnType<Message["handle"]> {
  requireRight(call.context, "prvImportCustomization");
  const { env } = call.context;
  const name = textOf(call, "UniqueName") ?? "";
  const staged = env.store.getState(holdingKey(name));
  const earlier = readLedger(env.store, name);
  if (!staged || !earlier)
    throw rowErrors.invalidArgument(`There is no staged upgrade of '${name}': import it with HoldingSolution first.`);
  promote(env, name, JSON.parse(staged) as Ledger, earlier);
  return { kind: "complex", type: "DeleteAndPromoteResponse", value: { SolutionId: solutionIdOf(name) } };
}

function promote(env: Environment, name: string, staged: Ledger, earlier: Ledger): void {
  removeComponents(env, missingFrom(earlier, staged), name);
  writeLedger(env.store, name, staged);
  env.store.setState(holdingKey(name), "");
}
