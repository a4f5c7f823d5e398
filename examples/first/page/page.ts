// SPDX-License-Identifier: MIT
import './files-api';

const list = document.querySelector('ul')!;
const text = document.querySelector('pre')!;

async function show(name: string): Promise<number> {
  const lines: string[] = [];
  await window.files.read(name, (line) => lines.push(line));
  text.textContent = lines.join('\n');
  return lines.length;
}

const files = await window.files.list();
for (const file of files) {
  const item = document.createElement('li');
  item.textContent = `${file.name} (${file.kilobytes} KB)`;
  item.addEventListener('click', () => void show(file.name));
  list.append(item);
}
window.files.shown(files.length, files[0] ? await show(files[0].name) : 0);
