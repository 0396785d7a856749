// The animation a file itself holds: for each morph of each mesh the least and greatest weight, read by nobody's library.
import fs from 'node:fs';

export function readGlb(file) {
  const bytes = fs.readFileSync(file);
  const jsonLength = bytes.readUInt32LE(12);
  const json = JSON.parse(bytes.subarray(20, 20 + jsonLength).toString('utf8'));
  return { json, binary: bytes.subarray(28 + jsonLength) };
}

export function expectedMorphs(file) {
  const { json, binary } = readGlb(file);
  const expected = {};
  for (const channel of json.animations[0].channels) {
    const mesh = json.meshes[json.nodes[channel.target.node].mesh];
    const names = mesh.extras.targetNames;
    const accessor = json.accessors[json.animations[0].samplers[channel.sampler].output];
    const start = (json.bufferViews[accessor.bufferView].byteOffset ?? 0) + (accessor.byteOffset ?? 0);
    expected[mesh.name] = Object.fromEntries(names.map(name => [name, [Infinity, -Infinity]]));
    for (let i = 0; i < accessor.count; i++) {
      const range = expected[mesh.name][names[i % names.length]];
      const value = binary.readFloatLE(start + 4 * i);
      range[0] = Math.min(range[0], value);
      range[1] = Math.max(range[1], value);
    }
  }
  return expected;
}
