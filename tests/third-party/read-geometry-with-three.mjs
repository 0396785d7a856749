// Plays a GLB through three.js and asks where vertices and points of nodes are: node read-geometry-with-three.mjs FILE EXPECTED.json
// EXPECTED is a list of { seconds, node, vertex or point, place }: place in metres in the scene. Exit code 1 when one is elsewhere.
import fs from 'node:fs';
import { AnimationMixer, Vector3 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

globalThis.self ??= globalThis;
const [file, expectedFile] = process.argv.slice(2);
const bytes = fs.readFileSync(file);
const { scene, animations } = await new GLTFLoader().parseAsync(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), '');
const mixer = new AnimationMixer(scene);
mixer.clipAction(animations[0]).play();
let wrong = 0;
const expected = JSON.parse(fs.readFileSync(expectedFile, 'utf8'));
for (const { seconds, node, vertex, point, place } of expected) {
  mixer.setTime(seconds);
  scene.updateMatrixWorld(true);
  const object = scene.getObjectByName(node);
  const at = vertex === undefined ? new Vector3(...point) : object.getVertexPosition(vertex, new Vector3());
  object.localToWorld(at);
  if (at.distanceTo(new Vector3(...place)) > 1e-6) {
    console.log(`WRONG ${node} at ${seconds} s: ${at.toArray()}, not ${place}`);
    wrong++;
  }
}
console.log(`${expected.length - wrong} of ${expected.length} places`);
process.exit(wrong > 0 ? 1 : 0);
