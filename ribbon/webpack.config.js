// Bundles each script of the ribbon and of the forms to one web resource: ES2018, strict, no eval, its functions under Enq.*.
"use strict";
const path = require("node:path");

const script = (name, library) => ({
  name,
  mode: "production",
  devtool: false,
  target: ["web", "es2018"],
  context: __dirname,
  entry: { [name]: `./${name}.ts` },
  output: {
    path: path.resolve(__dirname, "../out/ribbon"),
    library: { name: ["Enq", library], type: "window" },
  },
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: "ts-loader",
        options: { transpileOnly: true, compilerOptions: { target: "es2018", noEmit: false, module: "esnext" } },
      },
    ],
  },
  performance: { maxAssetSize: 20_000 },
});

module.exports = [script("lead", "Lead"), script("dialog", "Dialog")];
