import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { partly, usedByApps } from "./member-lists";
import { serveRequests } from "./support";
import { controlSurfaces, xrmSurfaces, type Surfaces } from "./surfaces";
import { readTypings, type MembersOf } from "./typings";

type State = "works" | "partly" | "not" | "missing";

interface Member {
  readonly surface: string;
  readonly name: string;
  readonly state: State;
}

const answers = (request: { path: string }) => {
  if (request.path.includes("RetrieveUserPrivileges")) return { json: { RolePrivileges: [] } };
  if (request.path.startsWith("organizations")) return { json: { value: [{ isautosaveenabled: false }] } };
  return undefined;
};

/** What becomes of each member: it is there and works, it says by name that it is not there, or it is missing. */
function walk(prefix: string, membersOf: MembersOf, surfaces: Surfaces): Member[] {
  return Object.entries(surfaces).flatMap(([surface, object]) =>
    membersOf(`${prefix}.${surface}`).map((name) => ({
      surface: `${prefix}.${surface}`,
      name,
      state: stateOf(`${prefix}.${surface}`, object, name),
    })),
  );
}

function stateOf(surface: string, object: object | undefined, name: string): State {
  if (!object) return "not";
  if (!(name in object)) return "missing";
  const value = (object as Record<string, unknown>)[name];
  if (typeof value === "function" && "notThere" in value) return "not";
  return partly[`${surface}.${name}`] ? "partly" : "works";
}

/** Members that only tell something can be called without doing harm. */
function callTellers(surfaces: Surfaces): string[] {
  const failures: string[] = [];
  for (const [surface, object] of Object.entries(surfaces)) {
    for (const name of object ? namesOf(object) : []) {
      const value = (object as Record<string, unknown>)[name];
      if (typeof value !== "function" || value.length > 0 || "notThere" in value) continue;
      if (!/^(get|is)[A-Z]/.test(name) || asks.has(name)) continue;
      try {
        const answer = (value as () => unknown).call(object);
        if (answer instanceof Promise) answer.catch(() => undefined);
      } catch (error) {
        failures.push(`${surface}.${name}: ${(error as Error).message}`);
      }
    }
  }
  return failures;
}

/** They ask the browser or the server. */
const asks = new Set(["getCurrentPosition", "getBarcodeValue", "getSecurityRolePrivilegesInfo"]);

function namesOf(object: object): string[] {
  const own = Object.getOwnPropertyNames(object);
  const prototype = Object.getPrototypeOf(object) as object | null;
  return prototype && prototype !== Object.prototype ? [...own, ...Object.getOwnPropertyNames(prototype)] : own;
}

let members: Member[];
let surfaces: readonly Surfaces[];

beforeAll(async () => {
  serveRequests(answers);
  const xrm = await xrmSurfaces();
  const controls = await controlSurfaces();
  surfaces = [xrm, controls];
  members = [
    ...walk("Xrm", readTypings("@types/xrm/index.d.ts"), xrm),
    ...walk(
      "ComponentFramework",
      readTypings("@types/powerapps-component-framework/componentframework.d.ts"),
      controls,
    ),
  ];
});

test("every member of the typings works or says by its name that it is not there", () => {
  const optional = new Set([
    "typographyTokens",
    "mountNodeSelector",
    "isHidden",
    "isPrimary",
    "disableSorting",
    "keepBadgeOnSelect",
  ]);
  const missing = members.filter(({ state, name }) => state === "missing" && !optional.has(name));
  expect(missing.map(({ surface, name }) => `${surface}.${name}`)).toEqual([]);
  expect(members.length).toBeGreaterThan(500);
});

test("members that tell something answer", () => {
  expect(surfaces.flatMap(callTellers)).toEqual([]);
});

test("at least nine of ten members that model-driven apps use work", () => {
  const used = Object.entries(usedByApps).flatMap(([surface, names]) =>
    names.split(" ").map((name) => `${surface}.${name}`),
  );
  const states = new Map(members.map(({ surface, name, state }) => [`${surface}.${name}`, state]));
  const unknown = used.filter((name) => !states.has(name));
  const working = used.filter((name) => states.get(name) === "works");
  expect(unknown).toEqual([]);
  expect(working.length / used.length).toBeGreaterThanOrEqual(0.9);
});

test("the table in the docs is this walk (UPDATE_DOCS=1 writes it)", () => {
  const file = resolve(__dirname, "../../../docs/sandbox-client-api.md");
  const text = describeMembers();
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  expect(existsSync(file) && readFileSync(file, "utf8")).toBe(text);
});

function usedCount(): number {
  return Object.values(usedByApps).flatMap((names) => names.split(" ")).length;
}

function describeMembers(): string {
  const counts = (state: State): number => members.filter((member) => member.state === state).length;
  const bySurface = new Map<string, Member[]>();
  for (const member of members) bySurface.set(member.surface, [...(bySurface.get(member.surface) ?? []), member]);
  const rows = [...bySurface].map(
    ([surface, list]) =>
      `| \`${surface}\` | ${cellOf(list, "works")} | ${partlyCell(surface, list)} | ${cellOf(list, "not")} |`,
  );
  return `# Client API of the sandbox

What scripts and controls find in the sandbox's hub, member by member, as the typings \`@types/xrm\` and
\`@types/powerapps-component-framework\` declare them. A member that is not there throws an error that names it.
Solutions of others that were tried here are in [sandbox-trials.md](sandbox-trials.md).
This page is written by a test that walks the typings (\`UPDATE_DOCS=1 npm test -- members\`): a member works when it is there, answers, and is not
known to do less. Those that model-driven apps use (${usedCount()}) are called in the running hub besides, each with what it promises
(\`test/browser/hub-members.test.ts\`).

${counts("works")} members work, ${counts("partly")} work in part, ${counts("not")} are not there.

| interface | works | partly | not |
|---|---|---|---|
${rows.join("\n")}
`;
}

function cellOf(list: readonly Member[], state: State): string {
  return list
    .filter((member) => member.state === state)
    .map(({ name }) => name)
    .join(", ");
}

function partlyCell(surface: string, list: readonly Member[]): string {
  return list
    .filter(({ state }) => state === "partly")
    .map(({ name }) => `${name}: ${partly[`${surface}.${name}`] ?? ""}`)
    .join("; ");
}
