// Reads an animation with other people's readers and compares every frame: node read-animation.mjs FILE EXPECTED.curves.json [some]
// .glb: Khronos validator and three.js; .vrma: validator and three-vrm; .fbx: three.js; .usda: the parser of three.js.
// 'some': the character need not have every channel. EXPECTED is what our own 'curves-json' says of the same line. Exit code 1 when a reader refuses or a channel does not move as it says.
import fs from 'node:fs';
import path from 'node:path';
import validator from 'gltf-validator';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js';
import { USDAParser } from 'three/addons/loaders/usd/USDAParser.js';
import { VRMAnimationLoaderPlugin } from '@pixiv/three-vrm-animation';
import { Euler, Quaternion } from 'three';
import { compare } from './compare.mjs';

globalThis.self ??= globalThis;
const [file, expectedFile, some] = process.argv.slice(2);
const expected = JSON.parse(fs.readFileSync(expectedFile, 'utf8'));
const bytes = fs.readFileSync(file);
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
// three-vrm remarks that a file of a face alone has no T-pose.
console.warn = () => {};

// Each reader gives a list of { channel, owner, times, values }.
const readers = {
  '.glb': { 'three.js GLTFLoader': readGlb },
  '.vrma': { 'three-vrm-animation': readVrma },
  '.fbx': { 'three.js FBXLoader': readFbx },
  '.usda': { 'three.js USDAParser': readUsda },
};

async function validate() {
  const report = await validator.validateBytes(new Uint8Array(bytes), { uri: path.basename(file), maxIssues: 20 });
  const { numErrors, numWarnings, messages } = report.issues;
  for (const issue of messages.filter(message => message.severity < 2)) console.log(`  ${issue.code} ${issue.pointer ?? ''}: ${issue.message}`);
  console.log(`${numErrors === 0 ? 'OK  ' : 'FAIL'} Khronos validator: ${path.basename(file)}: ${numErrors} errors, ${numWarnings} warnings`);
  return numErrors === 0;
}

function morphTracks(scene, clip) {
  const tracks = [];
  scene.traverse(object => {
    if (!object.morphTargetDictionary) return;
    const names = Object.entries(object.morphTargetDictionary);
    for (const track of clip.tracks) {
      const match = /^(.*)\.morphTargetInfluences(?:\[(.+)\])?$/.exec(track.name);
      if (!match || (match[1] !== object.name && match[1] !== object.uuid)) continue;
      for (const [channel, index] of names) {
        if (match[2] !== undefined && match[2] !== String(index) && match[2] !== channel) continue;
        const width = match[2] === undefined ? names.length : 1;
        tracks.push({ channel, owner: object.name, times: track.times, values: track.values.filter((_, i) => i % width === (width === 1 ? 0 : index)) });
      }
    }
  });
  return tracks;
}

async function readGlb() {
  const { scene, animations } = await new GLTFLoader().parseAsync(data, '');
  return morphTracks(scene, animations.at(-1));
}

function readFbx() {
  const scene = new FBXLoader().parse(data, '');
  return morphTracks(scene, scene.animations.at(-1));
}

async function readVrma() {
  const loader = new GLTFLoader();
  loader.register(parser => new VRMAnimationLoaderPlugin(parser));
  const [animation] = (await loader.parseAsync(data, '')).userData.vrmAnimations;
  const { preset, custom } = animation.expressionTracks;
  const tracks = [...preset, ...custom].map(([channel, track]) => ({ channel, owner: 'expression', times: track.times, values: track.values }));
  if (animation.lookAtTrack) {
    const { times, values } = animation.lookAtTrack;
    const angles = Array.from(times, (_, i) => new Euler().setFromQuaternion(new Quaternion().fromArray(values, 4 * i), 'YXZ'));
    for (const [channel, axis] of [['lookAt.yaw', 'y'], ['lookAt.pitch', 'x']])
      tracks.push({ channel, owner: 'gaze', times, values: angles.map(angle => angle[axis] * 180 / Math.PI), tolerance: 1e-3 });
  }
  return tracks;
}

function readUsda() {
  const specs = Object.entries(new USDAParser().parseData(bytes.toString('utf8')).specsByPath);
  const field = name => specs.find(([place]) => place.endsWith(`.${name}`))?.[1].fields;
  const names = field('blendShapes').default;
  const { times, values } = field('blendShapeWeights').timeSamples;
  const rate = specs.find(([place]) => place === '/')[1].fields.timeCodesPerSecond;
  return names.map((channel, i) => ({ channel, owner: 'SkelAnimation', times: times.map(code => code / rate), values: values.map(row => row[i]) }));
}

let isFine = true;
const extension = path.extname(file);
if (extension === '.glb' || extension === '.vrma') isFine = await validate();
for (const [name, read] of Object.entries(readers[extension])) {
  const { lines, met } = compare(expected, await read(), `${name}: ${path.basename(file)}`, some === 'some');
  for (const line of lines) console.log(line);
  isFine &&= met;
}
process.exit(isFine ? 0 : 1);
