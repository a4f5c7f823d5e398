// SPDX-License-Identifier: MIT
// The rules of the page's runtime, with what differs between a library and a page.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import rules from '../../../page/eslint.config.mjs';

export default [
  ...rules,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) },
    },
  },
  {
    files: ['src/field-history.ts'],
    // execCommand: nothing has come in its place that Ctrl+Z takes back.
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
];
