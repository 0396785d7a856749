// Plays a GLB through three.js: node read-with-three.mjs FILE [EXPECTED.json]
// EXPECTED is { morph: [least, greatest] }; without it the file's own keys say what must move. Exit code 1 when a morph does not move as expected.
import fs from 'node:fs';
import { AnimationMixer } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { expectedMorphs } from './expected-morphs.mjs';

globalThis.self ??= globalThis;
const [file, expectedFile] = process.argv.slice(2);
const bytes = fs.readFileSync(file);
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const { scene, animations } = await new GLTFLoader().parseAsync(data, '');
const clip = animations[0];
const meshes = [];
scene.traverse(object => { if (object.morphTargetDictionary) meshes.push(object); });

const seen = {};
const mixer = new AnimationMixer(scene);
mixer.clipAction(clip).play();
// At every key and half-way between: times come from the first track.
const keys = Array.from(clip.tracks[0].times);
const times = keys.flatMap((time, i) => (i + 1 < keys.length ? [time, (time + keys[i + 1]) / 2] : [time - 1e-6]));
for (const time of times) {
  mixer.setTime(Math.max(0, time));
  for (const mesh of meshes) {
    for (const [name, index] of Object.entries(mesh.morphTargetDictionary)) {
      const range = (seen[name] ??= [Infinity, -Infinity]);
      range[0] = Math.min(range[0], mesh.morphTargetInfluences[index]);
      range[1] = Math.max(range[1], mesh.morphTargetInfluences[index]);
    }
  }
}

const expected = {};
if (expectedFile) Object.assign(expected, JSON.parse(fs.readFileSync(expectedFile, 'utf8')));
else for (const morphs of Object.values(expectedMorphs(file))) Object.assign(expected, morphs);
let wrong = 0;
for (const [name, range] of Object.entries(seen)) console.log(`${name} ${range[0].toFixed(3)} ${range[1].toFixed(3)}`);
for (const [name, range] of Object.entries(expected)) {
  const met = seen[name] && Math.abs(seen[name][0] - range[0]) < 0.005 && Math.abs(seen[name][1] - range[1]) < 0.005;
  if (met) continue;
  wrong++;
  console.log(`WRONG ${name}: expected ${range.join(' .. ')}, seen ${seen[name]?.join(' .. ') ?? 'nothing'}`);
}
console.log(`${Object.keys(seen).length} morphs in ${meshes.length} objects, ${clip.duration.toFixed(3)} s, ${wrong} wrong`);
process.exit(wrong > 0 ? 1 : 0);
