// SPDX-License-Identifier: MIT
// The rules of the page's runtime, with what differs in Node.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import rules from '../page/eslint.config.mjs';

const node = {
  ...Object.fromEntries(['Buffer', 'console', 'globalThis', 'process', 'setImmediate', 'setTimeout'].map((each) => [each, 'readonly'])),
  ...Object.fromEntries(['setInterval', 'clearInterval', 'AbortController', 'URL'].map((each) => [each, 'readonly'])),
};

export default [
  ...rules,
  {
    files: ['**/*.ts', '**/*.mts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) },
    },
  },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: node } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { ...node, require: 'readonly', __dirname: 'readonly' } } },
];
