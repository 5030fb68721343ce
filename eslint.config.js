import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["lstm_viz/browser/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: { eqeqeq: "error", "prefer-const": "error", "no-var": "error", "no-shadow": "off" },
  },
  { files: ["tests/**/*.js"], languageOptions: { globals: globals.node } },
];
