// Four kinds of tests, one runner. `unit` is pure and fast, `ui` draws React in jsdom, `contract` talks HTTP to the
// sandbox, `browser` drives a real Chromium. A test file belongs to the project whose folder or ending it bears.
const transform = {
  "^.+\\.(t|j)sx?$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript", tsx: true } } }],
};
const properties = "<rootDir>/test/support/properties.ts";
const common = { rootDir: __dirname, transform, modulePathIgnorePatterns: ["<rootDir>/out/", "<rootDir>/dist/"] };

module.exports = {
  // A machine under load is slow, not wrong; speed is measured by npm run bench.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: "unit",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/unit/**/*.test.ts"],
      setupFilesAfterEnv: [properties],
    },
    {
      ...common,
      displayName: "ui",
      testEnvironment: "jsdom",
      // The build that jsdom would choose, for browsers, is an ES module.
      moduleNameMapper: { "^dynamics-web-api$": require.resolve("dynamics-web-api") },
      testMatch: ["<rootDir>/test/unit/**/*.test.tsx"],
      setupFilesAfterEnv: ["<rootDir>/test/support/ui-setup.ts", properties],
    },
    {
      ...common,
      displayName: "contract",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/contract/**/*.test.ts"],
      setupFilesAfterEnv: [properties],
    },
    { ...common, displayName: "browser", testEnvironment: "node", testMatch: ["<rootDir>/test/browser/**/*.test.ts"] },
  ],
};
