// SPDX-License-Identifier: MIT
// Runs in a thread of Node's own that resolves imports: what register.ts does for require.

interface Data {
  readonly names: readonly string[];
  readonly url: string;
}

type Resolve = (specifier: string, context: unknown) => Promise<unknown>;

let data: Data = { names: [], url: '' };

export function initialize(given: Data): void {
  data = given;
}

export function resolve(specifier: string, context: unknown, next: Resolve): Promise<unknown> {
  if (!data.names.includes(specifier)) return next(specifier, context);
  return Promise.resolve({ url: data.url, format: 'commonjs', shortCircuit: true });
}
