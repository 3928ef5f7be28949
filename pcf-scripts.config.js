// What pcf-scripts adds to its own webpack configuration for every control, by way of pcf-controls/webpack.config.js (pcf-scripts
// looks for that file beside the control's folder; see docs/contributors.md, "Controls"). CommonJS, a plain object.
"use strict";

const { basename, relative, resolve } = require("node:path");
const libraries = require("./pcf-controls/SharedCode/shared-modules.json");

/** What is built takes from the libraries what it does not bring itself. */
const control = basename(process.cwd());
const shared = Object.assign({}, ...Object.keys(libraries).map((name) => (name === control ? {} : libraries[name])));

/**
 * A shared module is taken from a global, whose parts the libraries fill (SharedCode/offer.ts): with the control, by a dependency in
 * its manifest, or later, when it is asked for (facts/pcf.md §A9; learn.microsoft.com, "Dependent libraries").
 */
function takeShared({ context, request }, done) {
  const path = request.startsWith(".") ? relative(__dirname, resolve(context, request)).split("\\").join("/") : request;
  const name = shared[path.replace(/\/index$/, "")];
  if (name) done(null, `(window.EnhancedShared??={}).${name}??={}`);
  else done();
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
