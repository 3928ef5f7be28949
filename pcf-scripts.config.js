// What pcf-scripts adds to its own webpack configuration for every control, by way of pcf-controls/webpack.config.js (pcf-scripts
// looks for that file beside the control's folder; see docs/contributors.md, "Controls"). CommonJS, a plain object.
"use strict";

const { relative, resolve } = require("node:path");
const shared = require("./pcf-controls/SharedCode/shared-modules.json");

/**
 * A shared module is taken from the global of SharedCode, in every control but SharedCode itself. The global's owner is a
 * dependency in the manifests (facts/pcf.md §A9; learn.microsoft.com, "Dependent libraries").
 */
function takeShared({ context, request }, done) {
  const path = request.startsWith(".") ? relative(__dirname, resolve(context, request)).split("\\").join("/") : request;
  const name = shared[path.replace(/\/index$/, "")];
  if (name && !process.cwd().endsWith("SharedCode")) done(null, `EnhancedShared.${name}`);
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
