// What pcf-scripts adds to its own webpack configuration for every control, by way of pcf-controls/webpack.config.js (pcf-scripts
// looks for that file beside the control's folder; see docs/contributors.md, "Controls"). CommonJS, a plain object.
"use strict";

const { basename, relative, resolve } = require("node:path");
const libraries = require("./pcf-controls/SharedCode/shared-modules.json");

/** What is built takes from the libraries what it does not bring itself. Views are between the dialog and its
 * library alone, and what is deep in core between the two libraries: all others take what they need of it by its doors. */
const control = basename(process.cwd());
const isDoor = (path) => path.split("/").length < 3;
const sharesViews = control === "QualifyDialog" || control === "LaterCode";
const shared = new Map(
  Object.entries(libraries)
    .filter(([name]) => name !== control)
    .flatMap(([, modules]) => Object.entries(modules))
    .filter(([path]) => (path.startsWith("pcf-controls/") ? sharesViews : isDoor(path) || control === "SharedCode"))
    .map(([path, name]) => [path, `(window.EnhancedShared??={}).${name}??={}`]),
);
if (control === "LaterCode") {
  // It comes into dialogs that run, so what they draw with is there; other controls have it loaded and draw nothing of it.
  shared.set("react", "window.Reactv16").set("@fluentui/react-components", "window.FluentUIReactv940");
}

/**
 * A shared module is taken from a global, whose parts the libraries fill (SharedCode/offer.ts): with the control, by a dependency in
 * its manifest, or later, when it is asked for (facts/pcf.md §A9; learn.microsoft.com, "Dependent libraries").
 */
function takeShared({ context, request }, done) {
  const path = request.startsWith(".") ? relative(__dirname, resolve(context, request)).split("\\").join("/") : request;
  done(null, shared.get(path.replace(/\/index$/, "")));
}

module.exports = {
  resolve: {
    alias: {
      // React 16 has the file but no `exports` map, which the strict ES modules of Fluent's icons ask for (facts/pcf.md §A1).
      "react/jsx-runtime": require.resolve("react/jsx-runtime"),
    },
  },
  plugins: [
    {
      // Babel would also rewrite node_modules, which makes bundles larger and builds several times slower (facts/pcf.md §A4).
      apply(compiler) {
        compiler.options.externals = [compiler.options.externals ?? {}, takeShared].flat();
        for (const rule of compiler.options.module.rules) {
          if (rule && rule.test instanceof RegExp && rule.test.test("x.js")) rule.exclude = /node_modules/;
        }
      },
    },
  ],
};
