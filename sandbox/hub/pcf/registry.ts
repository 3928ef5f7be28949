/** Loads controls: `ComponentFramework.registerControl`, manifest, bundle, texts and styles (facts/pcf.md §A9). */
import { addScript, preload } from "../xrm/scripts";
import { parseResx } from "../xrm/resources";
import { parseManifest, type ControlManifest } from "./manifest";

export type ControlConstructor = new () => ComponentFramework.ReactControl<unknown, unknown>;

export interface LoadedControl {
  readonly name: string;
  readonly manifest: ControlManifest;
  readonly create: ControlConstructor;
  readonly texts: ReadonlyMap<string, string>;
  /** Address of a file of the control. */
  address(path: string): string;
}

const constructors = new Map<string, ControlConstructor>();
const controls = new Map<string, Promise<LoadedControl>>();
const scripts = new Map<string, Promise<void>>();
const prepared = new Map<string, Promise<PreparedCode>>();

interface PreparedCode {
  readonly manifest: ControlManifest;
  /** Of its scripts, which the browser fetches already. */
  readonly addresses: readonly string[];
}

/** Makes the global by which bundles hand over their class. */
export function installComponentFramework(): void {
  const framework = {
    registerControl: (name: string, constructor: ControlConstructor) => {
      constructors.set(name, constructor);
    },
  };
  Object.assign(window, { ComponentFramework: framework });
}

export function loadControl(name: string, languageId: number): Promise<LoadedControl> {
  const key = `${name} ${languageId}`;
  let control = controls.get(key);
  if (!control) {
    control = fetchControl(name, languageId);
    controls.set(key, control);
    control.catch(() => controls.delete(key));
  }
  return control;
}

/** After an import the same name may hold another version. */
export function forgetControls(): void {
  controls.clear();
  scripts.clear();
  prepared.clear();
}

/** Runs the scripts of a control that another one needs; what they leave in globals is then there for it. */
export function loadDependency(name: string): Promise<void> {
  return loadCode(name);
}

async function fetchControl(name: string, languageId: number): Promise<LoadedControl> {
  const address = addressOf(name);
  const { manifest } = await prepare(name);
  const [texts] = await Promise.all([
    loadTexts(manifest, languageId, address),
    loadCode(name),
    ...manifest.styles.map((path) => addStyle(address(path))),
  ]);
  return { name, manifest, create: constructorOf(name, manifest), texts, address };
}

function addressOf(name: string): (path: string) => string {
  return (path) => `/sandbox/controls/${encodeURIComponent(name)}/${path}`;
}

async function readManifest(name: string): Promise<ControlManifest> {
  const problem = `The control ${name} is not in this environment.`;
  return parseManifest(await fetchText(addressOf(name)("ControlManifest.xml"), problem));
}

/** The scripts of a control, once on the page, after those that it depends on (facts/pcf.md §A9). */
function loadCode(name: string): Promise<void> {
  let code = scripts.get(name);
  if (!code) {
    code = runCode(name);
    scripts.set(name, code);
    code.catch(() => scripts.delete(name));
  }
  return code;
}

async function runCode(name: string): Promise<void> {
  installComponentFramework();
  const { manifest, addresses } = await prepare(name);
  const needed = manifest.dependencies.flatMap((one) => (one.onDemand ? [] : one.name));
  // All come at once, and run one after the other.
  for (const one of needed) void prepare(one).catch(() => undefined);
  for (const one of needed) await loadCode(one);
  // One after the other: a later file may need an earlier one.
  for (const address of addresses) await addScript(address);
}

function prepare(name: string): Promise<PreparedCode> {
  let code = prepared.get(name);
  if (!code) {
    code = fetchCode(name);
    prepared.set(name, code);
    code.catch(() => prepared.delete(name));
  }
  return code;
}

async function fetchCode(name: string): Promise<PreparedCode> {
  const manifest = await readManifest(name);
  // The version keeps the browser from serving an old bundle.
  const addresses = manifest.scripts.map((path) => `${addressOf(name)(path)}?v=${manifest.version}`);
  addresses.forEach(preload);
  return { manifest, addresses };
}

/** Without registration a bundle leaves its class in a global named after the namespace. */
function constructorOf(name: string, manifest: ControlManifest): ControlConstructor {
  const registered = constructors.get(`${manifest.namespace}.${manifest.constructorName}`);
  if (registered) return registered;

  let value: unknown = window;
  for (const part of [...manifest.namespace.split("."), manifest.constructorName]) {
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  if (typeof value === "function") return value as ControlConstructor;
  throw new Error(`The bundle of ${name} did not register ${manifest.namespace}.${manifest.constructorName}.`);
}

/** The user's language over English over whatever is there, key by key. */
async function loadTexts(
  manifest: ControlManifest,
  languageId: number,
  address: (path: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const languageOf = (path: string): number => Number(/\.(\d{4,5})\.resx$/i.exec(path)?.[1] ?? 0);
  const wanted = [...manifest.texts]
    .filter((path) => [languageId, 1033, 0].includes(languageOf(path)) || manifest.texts.length === 1)
    .sort((left, right) => rank(languageOf(left), languageId) - rank(languageOf(right), languageId));
  const tables = await Promise.all(
    wanted.map(async (path) => parseResx(await fetchText(address(path)).catch(() => ""))),
  );
  return new Map(tables.flatMap((table) => [...table]));
}

/** Later ones win. */
function rank(language: number, wanted: number): number {
  if (language === wanted) return 2;
  return language === 1033 ? 1 : 0;
}

async function fetchText(address: string, problem = `The file ${address} cannot be read.`): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(problem);
  return response.text();
}

function addStyle(address: string): Promise<void> {
  const known = [...document.querySelectorAll("link[rel=stylesheet]")].some(
    (link) => link.getAttribute("href") === address,
  );
  if (known) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    // A missing style is ugly, not fatal.
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
