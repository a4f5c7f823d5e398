// SPDX-License-Identifier: MIT
// Fails where something that transom.d.ts declares has no comment.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const file = join(dirname(fileURLToPath(import.meta.url)), 'transom.d.ts');
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const isDeclaration = (node) =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isVariableStatement(node) ||
  ts.isPropertySignature(node) ||
  ts.isMethodSignature(node);

const missing = [];
const visit = (node) => {
  if (isDeclaration(node) && ts.getJSDocCommentsAndTags(node).length === 0) {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    missing.push(`${file}:${line + 1}: not documented: ${node.getText().split('\n')[0]}`);
  }
  ts.forEachChild(node, visit);
};
visit(source);
for (const text of missing) console.error(text);
process.exitCode = missing.length === 0 ? 0 : 1;
