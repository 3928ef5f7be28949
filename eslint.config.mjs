import tseslint from "typescript-eslint";
import hooks from "eslint-plugin-react-hooks";
import powerApps from "@microsoft/eslint-plugin-power-apps";
import importX from "eslint-plugin-import-x";

/** The borders of the house (docs/contributors.md): who may import whom. `from` lists what is out of bounds for `target`. */
const borders = [
  { target: "./core", from: ["./pcf-controls", "./ribbon", "./sandbox", "./solution", "./test", "./tools"] },
  { target: "./pcf-controls", from: ["./ribbon", "./sandbox", "./solution", "./test", "./tools"] },
  { target: "./ribbon", from: ["./pcf-controls", "./sandbox", "./solution", "./test", "./tools"] },
  { target: "./sandbox", from: ["./core", "./pcf-controls", "./ribbon", "./solution", "./test", "./tools"] },
  { target: "./sandbox/hub", from: ["./sandbox/dataverse"] },
  { target: "./sandbox/dataverse", from: ["./sandbox/hub"] },
  { target: "./solution", from: ["./core", "./pcf-controls", "./ribbon", "./sandbox", "./test"] },
].map((zone) => ({ ...zone, message: "This import crosses a border of the house, see docs/contributors.md." }));

const noEval = { "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", "no-script-url": "error" };
const shipped = ["core/**/*.{ts,tsx}", "pcf-controls/**/*.{ts,tsx}", "ribbon/**/*.ts"];

export default tseslint.config(
  { ignores: ["node_modules/", "out/", "dist/", "**/generated/", ".sandbox/", ".trial/"] },
  ...tseslint.configs.strict,
  {
    plugins: { "react-hooks": hooks, "import-x": importX },
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      ...noEval,
      ...hooks.configs.recommended.rules,
      eqeqeq: "error",
      "no-alert": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "import-x/no-restricted-paths": ["error", { zones: borders }],
    },
  },
  {
    files: ["core/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "Xrm", "window", "document", "fetch", "process", "localStorage", "location"],
      "no-restricted-imports": ["error", { patterns: ["react", "react-dom", "@fluentui/*", "node:*", "fs", "path"] }],
    },
  },
  {
    files: shipped,
    plugins: { "@microsoft/power-apps": powerApps },
    rules: { ...powerApps.configs.paCheckerHosted.rules, "no-console": "error" },
  },
  {
    files: ["pcf-controls/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "react-dom", message: "The host owns ReactDOM; a copy costs 38 kB (facts/pcf.md §A1)." },
            { name: "@fluentui/react-icons", message: "Import @fluentui/react-icons/svg/<name> (facts/pcf.md §A4)." },
          ],
          patterns: [
            {
              group: ["@fluentui/react-*", "!@fluentui/react-components", "!@fluentui/react-icons"],
              message: "Use the barrel.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
