// Compares what a reader saw with what was meant, frame by frame.
// expected: our curves-json; tracks: [{ channel, owner, times, values, tolerance }], the same channel once for each mesh that has it.
export function compare(expected, tracks, title, maySome) {
  const lines = [];
  let wrong = 0, moving = 0, frames = 0, low = Infinity, high = -Infinity;
  const missing = [];
  expected.channels.forEach(({ name, rest }, column) => {
    const meant = expected.frames.map(row => row[column]);
    const doesMove = meant.some(value => Math.abs(value - rest) > 1e-6);
    const own = tracks.filter(track => track.channel === name);
    if (own.length === 0 && doesMove) missing.push(name);
    for (const track of own) {
      const tolerance = track.tolerance ?? 5e-6;
      const worst = meant.reduce((most, value, i) => Math.max(most, Math.abs(track.values[i] - value)), 0);
      const late = meant.reduce((most, _, i) => Math.max(most, Math.abs(track.times[i] - i / expected.rate_fps)), 0);
      frames = track.times.length;
      low = Math.min(low, ...track.values);
      high = Math.max(high, ...track.values);
      if (doesMove) moving++;
      if (track.times.length === meant.length && worst <= tolerance && late <= 1e-4) continue;
      wrong++;
      lines.push(`  WRONG ${track.owner}.${name}: ${track.times.length} keys for ${meant.length}, off by ${worst} and ${late} s`);
    }
  });
  const channels = new Set(tracks.map(track => track.channel)).size;
  const met = wrong === 0 && moving > 0 && (maySome || missing.length === 0) && frames === expected.frames.length;
  lines.push(`${met ? 'OK  ' : 'FAIL'} ${title}: ${channels} channels in ${tracks.length} curves, ${frames} frames, min ${low.toFixed(4)}, max ${high.toFixed(4)}, ${moving} curves move as meant`
    + (missing.length > 0 ? `; not on this character: ${missing.join(' ')}` : ''));
  return { lines, met };
}
