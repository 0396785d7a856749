// Sums up results of the readers: node summary.mjs RESULTS.jsonl ... Exit code 1 when a reader refused or differed, or saw nothing move.
import fs from 'node:fs';

const groups = new Map();
for (const line of process.argv.slice(2).flatMap(file => fs.readFileSync(file, 'utf8').split('\n')).filter(Boolean)) {
  const seen = JSON.parse(line);
  const key = `${seen.kind.padEnd(20)} ${seen.reader.padEnd(20)}`;
  if (!groups.has(key)) groups.set(key, { files: 0, fine: 0, frames: 0, low: Infinity, high: -Infinity, bound: new Set(), moving: new Set() });
  const group = groups.get(key);
  group.files++;
  if (seen.wrong.length === 0) group.fine++;
  if (!seen.bound) {
    group.isValidator = true;
    continue;
  }
  group.frames += seen.frames;
  group.low = Math.min(group.low, seen.low);
  group.high = Math.max(group.high, seen.high);
  for (const name of seen.bound) group.bound.add(name);
  for (const name of seen.moving) group.moving.add(name);
}
let isFine = groups.size > 0;
console.log(`${'what'.padEnd(20)} ${'reader'.padEnd(20)}   files accepted  frames     min     max channels  moving  still in all files, as in the face track`);
for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const cells = group.isValidator ? [] : [group.frames, group.low.toFixed(3), group.high.toFixed(3), group.bound.size, group.moving.size];
  const still = [...group.bound].filter(name => !group.moving.has(name));
  console.log([key, ...[group.files, group.fine, ...cells].map(cell => String(cell).padStart(8)), `  ${group.isValidator ? '' : still.join(' ')}`].join(''));
  isFine &&= group.fine === group.files && (group.isValidator || group.moving.size > 0);
}
process.exit(isFine ? 0 : 1);
