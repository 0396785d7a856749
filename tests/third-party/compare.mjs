// Compares what a reader saw with our face track (a curves-json), frame by frame, and says it in a line of the table.
// tracks: [{ channel, owner, times, values, tolerance }], the same channel once for each mesh that has it.
const still = 1e-5;

export function compare(expected, tracks, maySome) {
  const wrong = [], missing = [];
  const known = new Set(expected.channels.map(channel => channel.name));
  const moving = new Set(), bound = new Set(tracks.map(track => track.channel).filter(name => known.has(name)));
  for (const { owner, channel, values } of tracks) {
    if (!known.has(channel) && values.some(value => Math.abs(value) > still)) wrong.push(`${owner}.${channel} moves, and nothing said so`);
  }
  let low = Infinity, high = -Infinity, frames = 0;
  expected.channels.forEach(({ name, rest }, column) => {
    const meant = expected.frames.map(row => row[column]);
    const own = tracks.filter(track => track.channel === name);
    if (own.length === 0 && meant.some(value => Math.abs(value - rest) > still)) missing.push(name);
    for (const { owner, times, values, tolerance = 5e-6 } of own) {
      let worst = 0, late = 0;
      meant.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(values[i] - value));
        late = Math.max(late, Math.abs(times[i] - i / expected.rate_fps));
      });
      frames = Math.max(frames, times.length);
      for (const value of values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        if (Math.abs(value - rest) > still) moving.add(name);
      }
      if (times.length === meant.length && worst <= tolerance && late <= 1e-4) continue;
      wrong.push(`${owner}.${name}: ${times.length} keys for ${meant.length}, off by ${worst} and ${late} s`);
    }
  });
  if (!maySome && missing.length > 0) wrong.push(`not in the file: ${missing.join(' ')}`);
  if (bound.size === 0) wrong.push('no channel at all');
  return { wrong, curves: tracks.length, bound: [...bound], frames, low, high, moving: [...moving] };
}

/** A line of the table, and what follows from it. */
export function row(kind, reader, file, seen) {
  const cells = seen.bound
    ? [seen.bound.length, seen.curves, seen.frames, seen.low.toFixed(4), seen.high.toFixed(4), seen.moving.length].map(cell => String(cell).padStart(8)).join('')
    : `${seen.errors} errors, ${seen.warnings} warnings`.padStart(24);
  return [`${seen.wrong.length === 0 ? 'OK  ' : 'FAIL'} ${file.padEnd(36)} ${kind.padEnd(20)} ${reader.padEnd(20)}${cells}`, ...seen.wrong.slice(0, 5).map(line => `     WRONG ${line}`),
    ...(seen.wrong.length > 5 ? [`     WRONG and ${seen.wrong.length - 5} more`] : [])].join('\n');
}
