import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import type * as Esbuild from "esbuild";
import type { Configuration, MultiStats } from "webpack";
import { packSolution, readSource } from "../solution/packer";
import { bring, type Step } from "./stale";

const load = createRequire(resolve("package.json"));
/** Any change of a tool's version may change what it writes. */
const always = ["package-lock.json", "tools/steps.ts"] as const;

function runNode(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const env = { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: "1" };
    const child = spawn(process.execPath, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const hear = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done() : fail(new Error(`${args.join(" ")} in ${cwd} failed\n${said}`))));
  });
}

/** The only form of webpack's function that is used here. */
type RunWebpack = (configurations: Configuration[], done: (error: Error | null, stats?: MultiStats) => void) => void;

/** The virtual controls: every folder with a manifest. */
export function controlNames(): string[] {
  return readdirSync("pcf-controls").filter((name) =>
    existsSync(join("pcf-controls", name, "ControlManifest.Input.xml")),
  );
}

/** One process for each control: several in one mix up their manifest types (facts/pcf.md §A3). */
function controlStep(name: string): Step {
  const output = join("out", "controls", name);
  const script = load.resolve("pcf-scripts/bin/pcf-scripts.js");

  return {
    name: `control ${name}`,
    inputs: [
      ...always,
      "pcf-scripts.config.js",
      "tsconfig.json",
      "core",
      "pcf-controls/ui",
      "pcf-controls/SharedCode",
      `pcf-controls/${name}`,
    ],
    output: join(output, "bundle.js"),
    run: async () => {
      // Built aside and put in place whole, so that whoever packs at the same time never finds half a control.
      const aside = join("out", "building", `${name}-${process.pid}`);
      const options = ["--buildMode", "production", "--skipBuildLinting", "true", "--outDir", resolve(aside)];
      await runNode([script, "build", ...options], join("pcf-controls", name));
      rmSync(output, { recursive: true, force: true });
      mkdirSync(dirname(output), { recursive: true });
      renameSync(aside, output);
    },
  };
}

const ribbonStep: Step = {
  name: "scripts of ribbon and forms",
  inputs: [...always, "ribbon"],
  output: "out/ribbon/lead.js",
  run: () =>
    new Promise((done, fail) => {
      const webpack = load("webpack") as RunWebpack;
      const configurations = load(resolve("ribbon/webpack.config.js")) as Configuration[];
      webpack(configurations, (error, stats) => {
        if (error) return fail(error);
        if (stats?.hasErrors()) return fail(new Error(stats.toString("errors-only")));
        done();
      });
    }),
};

const solutionStep: Step = {
  name: "solution zips",
  inputs: [...always, "solution", "out/controls", "out/ribbon"],
  output: "dist/EnhancedQualify.zip",
  run: async () => {
    const source = readSource(".", "out/controls");
    mkdirSync("dist", { recursive: true });
    writeFileSync("dist/EnhancedQualify.zip", packSolution(source, false));
    writeFileSync("dist/EnhancedQualify_managed.zip", packSolution(source, true));
  },
};

/** In the hub React and Fluent are the platform's: one copy for the page and for every control, as in a model-driven app. */
const platformGlobals: Readonly<Record<string, string>> = {
  react: "Reactv16",
  "react-dom": "ReactDOMv16",
  "@fluentui/react-components": "FluentUIReactv940",
};

/** What draws the classes of Fluent's icons. The platform's Fluent has it too: a second one would keep classes of its own. */
const styling = "@griffel/react";

function esbuild(): typeof Esbuild {
  return load("esbuild") as typeof Esbuild;
}

const platformStep: Step = {
  name: "platform libraries",
  inputs: [...always, "sandbox/hub/platform.ts"],
  output: "out/hub/platform.js",
  run: async () => {
    await esbuild().build({
      entryPoints: ["sandbox/hub/platform.ts"],
      outfile: "out/hub/platform.js",
      bundle: true,
      minify: true,
      target: "es2020",
      define: { "process.env.NODE_ENV": '"production"' },
      alias: { react: "react-17", "react-dom": "react-dom-17" },
      logLevel: "error",
    });
  },
};

/**
 * A module that hands on what the platform's script put on the page. Each name is an export of its own: importing files then name
 * the few that they use, instead of copying all two thousand at the page's start.
 */
function platformModule(path: string): string {
  const names = Object.keys(load(path) as object).filter((name) => name !== "default" && /^[A-Za-z_]\w*$/.test(name));
  const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => platform.${name})();`);
  return [`const platform = window.${platformGlobals[path] ?? ""};`, "export default platform;", ...exported].join(
    "\n",
  );
}

/** `start.js` runs before the platform's libraries and asks for data; `hub.js` draws. What both use is in chunks, once. */
const hubStep: Step = {
  name: "hub",
  inputs: [...always, "sandbox/hub"],
  output: "out/hub/hub.js",
  run: async () => {
    const names = [...Object.keys(platformGlobals), styling].map((name) => name.replace(/[/]/g, "\\/"));
    rmSync("out/hub/chunks", { recursive: true, force: true });
    const { metafile } = await esbuild().build({
      entryPoints: { start: "sandbox/hub/start.ts", hub: "sandbox/hub/main.tsx" },
      outdir: "out/hub",
      chunkNames: "chunks/[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      charset: "utf8",
      sourcemap: true,
      metafile: true,
      target: "es2020",
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "error",
      plugins: [
        {
          name: "platform-globals",
          setup(build) {
            build.onResolve({ filter: new RegExp(`^(${names.join("|")})$`) }, ({ path }) => ({
              path: path === styling ? "@fluentui/react-components" : path,
              namespace: "global",
            }));
            build.onLoad({ filter: /.*/, namespace: "global" }, ({ path }) => ({ contents: platformModule(path) }));
          },
        },
      ],
    });
    // The browser asks for the chunks of both together with them, not when it has read them; those of start.js first.
    const early = ["start", "hub"].flatMap((name) => metafile.outputs[`out/hub/${name}.js`]?.imports ?? []);
    const chunks = new Set(early.filter(({ kind }) => kind === "import-statement").map(({ path }) => path));
    const links = [...chunks].map((path) => `<link rel="modulepreload" href="/${relative("out/hub", path)}" />`);
    const page = readFileSync("sandbox/hub/index.html", "utf8");
    writeFileSync("out/hub/index.html", page.replace("</title>", ["</title>", ...links].join("\n    ")));
  },
};

const serverStep: Step = {
  name: "sandbox server",
  inputs: [...always, "sandbox/main.ts", "sandbox/dataverse"],
  output: "out/sandbox/main.js",
  run: async () => {
    await esbuild().build({
      entryPoints: ["sandbox/main.ts"],
      outfile: "out/sandbox/main.js",
      bundle: true,
      platform: "node",
      target: "node20",
      packages: "external",
      sourcemap: true,
      logLevel: "error",
    });
  },
};

/** Builds the solution zips and what goes into them. Two controls at a time: each build is a process that fills a core. */
export async function buildSolution(): Promise<void> {
  const waiting = controlNames().map(controlStep);
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await bring(step);
  };
  await Promise.all([work(), work(), bring(ribbonStep)]);
  await bring(solutionStep);
}

/** Builds the sandbox: the server, the platform libraries and the hub. */
export async function buildSandbox(): Promise<void> {
  await Promise.all([bring(serverStep), bring(platformStep), bring(hubStep)]);
}
