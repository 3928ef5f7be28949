// The one script that must run on a machine with nothing but Node 20 and npm. It installs the dependencies from the
// lock file when they are missing or stale, then bundles tools/<command>.ts (in memory of esbuild, about 0.1 s) and runs it.
// usage: node tools/bootstrap.js <command> [arguments]   |   node tools/bootstrap.js --bin <program> [arguments]
"use strict";
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".lock-hash");

function installDependencies() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    console.error(`Node ${process.versions.node} is too old: Enhanced Qualify needs Node 20 or newer.`);
    process.exit(1);
  }
  const wanted = createHash("sha256")
    .update(fs.readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;

  console.log("Installing dependencies from package-lock.json (about a minute, once)");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    console.error("npm ci failed: see the lines above; with the network back, run the command again.");
    process.exit(done.status ?? 1);
  }
  fs.writeFileSync(stamp, wanted);
}

function run(file, args) {
  const child = spawnSync(process.execPath, [...process.execArgv, file, ...args], { cwd: root, stdio: "inherit" });
  process.exit(child.status ?? 1);
}

function runBin(name, args) {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(modules, name === "tsc" ? "typescript" : name, "package.json"), "utf8"),
  );
  const bin = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[name];
  run(path.join(modules, name === "tsc" ? "typescript" : name, bin), args);
}

function runTool(command, args) {
  const entry = path.join(__dirname, `${command}.ts`);
  if (!fs.existsSync(entry)) {
    console.error(`There is no command "${command}": the commands are the scripts in package.json.`);
    process.exit(1);
  }
  const outfile = path.join(root, "out", "tools", `${command}.js`);
  require("esbuild").buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "error",
  });
  // In this process, so that signals and the exit code need no relay.
  process.argv = [process.argv[0], outfile, ...args];
  require(outfile);
}

process.chdir(root);
installDependencies();
const [command, ...args] = process.argv.slice(2);
if (command === "--bin") runBin(args[0], args.slice(1));
else runTool(command ?? "", args);
