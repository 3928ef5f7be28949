// Runs Microsoft's sample classes in Node with a DOM, and prints what each step said: `node samples-runner.mjs <folder> <url>`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, baseUrl] = process.argv.slice(2);
const { JSDOM } = createRequire(import.meta.url)("jsdom");
const { window } = new JSDOM("<!doctype html><main id='container'></main>", { url: baseUrl });
Object.assign(globalThis, {
  window,
  document: window.document,
  DOMParser: window.DOMParser,
  XMLSerializer: window.XMLSerializer,
});
console.error = () => {};
console.log = () => {};

const load = (path) => import(pathToFileURL(`${folder}/src/${path}`).href);
const { DataverseWebAPI } = await load("scripts/DataverseWebAPI.js");
const samples = [
  ["BasicOperationsSample", "samples/BasicOperationsSample.js"],
  ["QueryDataSample", "samples/QueryDataSample.js"],
  ["ConditionalOperationsSample", "samples/ConditionalOperationsSample.js"],
  ["BatchSample", "samples/BatchSample.js"],
  ["FunctionsAndActions", "samples/FunctionsAndActions.js"],
];
const report = [];
for (const [name, path] of samples) {
  const client = new DataverseWebAPI.Client(baseUrl, () => Promise.resolve("dummy"));
  const container = window.document.createElement("main");
  window.document.body.append(container);
  const module = await load(path);
  const sample = new module[name](client, container);
  let thrown = null;
  try {
    await sample.SetUp();
    await sample.Run();
    await sample.CleanUp();
  } catch (error) {
    thrown = String(error?.message ?? error);
  }
  report.push({
    name,
    steps: [...container.querySelectorAll("h2")].map((element) => element.textContent),
    errors: [...container.querySelectorAll(".error")].map((element) => element.textContent),
    messages: container.querySelectorAll("p, li, table").length,
    thrown,
  });
}
process.stdout.write(JSON.stringify(report));
