import { forgetCallers, toTimestamp } from "../security/caller";
import type { Environment } from "../server/context";
import { namedGuid } from "../world/random";
import { newId } from "../write/ids";
import { importFiles } from "./import-files";
import { importLogic } from "./import-logic";
import { importPeople } from "./import-people";
import { importScreens } from "./import-screens";
import { importMetadata } from "./import-tables";
import { missingFrom, readLedger, union, writeLedger } from "./ledger";
import { readPackage, type SolutionManifest, type SolutionPackage } from "./package";
import { type ImportLine, type ImportLog, SolutionProblem } from "./problems";
import { removeComponents } from "./remove";
import { ImportSession } from "./session";
import { checkVersion } from "./versions";
import { validatePackage } from "./validate";

export interface ImportOptions {
  /** Key of the import job to write; a new one when absent. */
  readonly importJobId?: string;
  /** Keeps what the old version had until DeleteAndPromote (the platform's "stage for upgrade"). */
  readonly holding?: boolean;
}

/** The key of a solution's row. */
export function solutionIdOf(uniqueName: string): string {
  return namedGuid(`solution:${uniqueName.toLowerCase()}`);
}

/**
 * Imports a solution zip as the platform does: checks first, then everything or nothing, with a line for each component.
 * The log is also kept as an importjob row, whether the import succeeded or not.
 */
export function importSolution(env: Environment, zip: Uint8Array, options: ImportOptions = {}): ImportLog {
  const startedOn = toTimestamp(env.now());
  const importJobId = options.importJobId ?? newId();
  const log = runImport(env, zip, options, importJobId);
  env.store.insert("importjob", {
    importjobid: importJobId,
    name: log.solution,
    solutionname: log.solution,
    solutionid: log.succeeded ? solutionIdOf(log.solution) : null,
    progress: log.succeeded ? 100 : 0,
    startedon: startedOn,
    completedon: toTimestamp(env.now()),
    createdon: startedOn,
    createdby: env.identity.systemUserId,
    data: JSON.stringify(log),
  });
  return log;
}

function runImport(env: Environment, zip: Uint8Array, options: ImportOptions, importJobId: string): ImportLog {
  let manifest: SolutionManifest | undefined;
  const answer = (succeeded: boolean, lines: readonly ImportLine[]): ImportLog => ({
    solution: manifest?.uniqueName ?? "",
    version: manifest?.version ?? "",
    succeeded,
    importJobId,
    lines,
  });
  try {
    const source = readPackage(zip);
    manifest = source.manifest;
    const problems = [...checkVersion(env, manifest), ...validatePackage(env, source)];
    if (problems.length > 0) return answer(false, problems.map(toLine));
    return answer(true, apply(env, source, zip, options));
  } catch (error) {
    if (error instanceof SolutionProblem) return answer(false, [toLine(error)]);
    throw error;
  }
}

function toLine(problem: SolutionProblem): ImportLine {
  return {
    component: problem.component,
    result: "failure",
    message: `${problem.file}: ${problem.problem} ${problem.remedy}`,
  };
}

/** Writes all components in one transaction; on a throw, rows and metadata are as they were. */
function apply(
  env: Environment,
  source: SolutionPackage,
  zip: Uint8Array,
  options: ImportOptions,
): readonly ImportLine[] {
  const { manifest } = source;
  const name = manifest.uniqueName;
  const lines = env.store.transaction(() => {
    const session = new ImportSession(env, source, solutionIdOf(name));
    putSolution(session, manifest);
    importMetadata(session);
    importFiles(session);
    importScreens(session);
    importPeople(session);
    importLogic(session);
    finishUpgrade(session, options);
    env.store.setState(zipKey(name), Buffer.from(zip).toString("base64"));
    return session.lines;
  });
  forgetCallers(env);
  return lines;
}

/** A managed upgrade removes what the new version has no more; an unmanaged import and a holding one only add. */
function finishUpgrade(session: ImportSession, options: ImportOptions): void {
  const name = session.source.manifest.uniqueName;
  const earlier = readLedger(session.env.store, name);
  if (!earlier) return writeLedger(session.env.store, name, session.ledger);
  if (!session.managed || options.holding) {
    writeLedger(session.env.store, name, union(earlier, session.ledger));
    if (options.holding) session.env.store.setState(holdingKey(name), JSON.stringify(session.ledger));
    return;
  }
  const gone = missingFrom(earlier, session.ledger);
  for (const line of removeComponents(session.env, gone, name)) session.lines.push(line);
  writeLedger(session.env.store, name, session.ledger);
}

/** Where the zip of an installed solution is kept, for ExportSolution. */
export function zipKey(uniqueName: string): string {
  return `solution.zip:${uniqueName.toLowerCase()}`;
}

export function holdingKey(uniqueName: string): string {
  return `solution.holding:${uniqueName.toLowerCase()}`;
}

function putSolution(session: ImportSession, manifest: SolutionManifest): void {
  const { env } = session;
  const publisher = env.store.find(
    "publisher",
    { uniquename: manifest.publisher.uniqueName },
    { columns: ["publisherid"], limit: 1 },
  )[0];
  const publisherId = String(publisher?.publisherid ?? namedGuid(`publisher:${manifest.publisher.uniqueName}`));
  session.putRow("publisher", publisherId, {
    uniquename: manifest.publisher.uniqueName,
    friendlyname: manifest.publisher.displayName,
    customizationprefix: manifest.publisher.prefix,
    customizationoptionvalueprefix: manifest.publisher.optionValuePrefix,
  });
  const now = toTimestamp(env.now());
  const known = env.store.get("solution", session.solutionId, ["version"]);
  session.putRow("solution", session.solutionId, {
    uniquename: manifest.uniqueName,
    friendlyname: manifest.displayName,
    description: manifest.description || null,
    version: manifest.version,
    solutionpackageversion: manifest.packageVersion,
    publisherid: publisherId,
    isvisible: true,
    ...(known ? {} : { installedon: now }),
    updatedon: now,
  });
  const from = known?.version && known.version !== manifest.version ? ` (was ${String(known.version)})` : "";
  session.say(
    `Solution ${manifest.uniqueName}`,
    "success",
    `version ${manifest.version}${from}, ${manifest.managed ? "managed" : "unmanaged"}`,
  );
}
