// SPDX-License-Identifier: MIT
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import rules from '../../../node/eslint.config.mjs';

export default [
  ...rules,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) },
    },
  },
];
