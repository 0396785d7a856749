// Poses of a line at the middle of its phones, for render-head.mjs: node speaking-poses.mjs CURVES.csv ALIGNMENT.tsv [CELLS] > POSES.json
import fs from 'node:fs';

const [curvesFile, alignmentFile, cells = '48'] = process.argv.slice(2);
const rows = (file, separator) => fs.readFileSync(file, 'utf8').trim().split(/\r?\n/).map(line => line.split(separator));

const [header, ...frames] = rows(curvesFile, ',');
const times = frames.map(frame => Number(frame[0]));
const weightsAt = seconds => {
  const next = times.findIndex(time => time >= seconds);
  const frame = frames[next < 0 ? frames.length - 1 : next];
  return Object.fromEntries(header.slice(1).map((name, index) => [name, Number(frame[index + 1])]));
};

const phones = rows(alignmentFile, '\t').slice(1).map(([start, end, phone]) => ({ start: Number(start), end: Number(end), phone }));
console.log(JSON.stringify({
  columns: 12,
  size: 150,
  cells: phones.slice(0, Number(cells)).map(({ start, end, phone }) => {
    const middle = (start + end) / 2;
    return { label: `${phone}  ${middle.toFixed(2)} s`, view: 'mouth', weights: weightsAt(middle) };
  }),
}));
