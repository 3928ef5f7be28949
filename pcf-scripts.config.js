// What pcf-scripts adds to its own webpack configuration for every control, by way of pcf-controls/webpack.config.js (pcf-scripts
// looks for that file beside the control's folder; see docs/contributors.md, "Controls"). CommonJS, a plain object.
"use strict";

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
        for (const rule of compiler.options.module.rules) {
          if (rule && rule.test instanceof RegExp && rule.test.test("x.js")) rule.exclude = /node_modules/;
        }
      },
    },
  ],
};
