// SPDX-License-Identifier: MIT
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) },
    },
    rules: {
      // noUncheckedIndexedAccess marks every byte of an array as possibly missing; the loops know their bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Iterators of built-ins may be patched by the page, and are slower.
      '@typescript-eslint/prefer-for-of': 'off',
      // What the page threw is thrown on, whatever it is.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$' }],
      'no-self-compare': 'off', // the test for NaN
      '@typescript-eslint/prefer-promise-reject-errors': 'off', // the reason of an AbortSignal may be anything
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', 500],
    },
  },
  {
    files: [
      'src/primordials.ts',
      'src/uncurry.ts',
      'src/bridge/seal.ts',
      'src/ports/dom-ports.ts',
      'src/ipc-renderer.ts',
      'src/openings.ts',
      'test/support/fake-ports.ts',
    ],
    rules: {
      // Methods are taken off their objects to be called by Reflect.apply, which no page can have patched.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-useless-constructor': 'off',
    },
  },
  {
    files: ['types/*.ts'],
    rules: {
      // Written the way that pages without a bundler are.
      '@typescript-eslint/no-explicit-any': 'off', // what main sends on a channel, its author knows and no compiler
      // An application adds its channels to them.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/triple-slash-reference': 'off',
      'no-var': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off', // test() of node:test
      'no-new-func': 'off',
    },
  },
);
