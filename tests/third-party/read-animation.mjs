// Reads animations with other people's readers and compares every frame: node read-animation.mjs LIST RESULTS.jsonl
// LIST has a line for each file: kind, file, curves-json of the face track, and 'all' or 'some' (what a character need not have), with tabs between.
// .glb: Khronos validator and three.js; .vrma: validator and three-vrm; .fbx: three.js; .usda: the parser of three.js; .vmd: mmd-parser. Exit code 1 when one refuses or differs.
import fs from 'node:fs';
import path from 'node:path';
import validator from 'gltf-validator';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js';
import { USDAParser } from 'three/addons/loaders/usd/USDAParser.js';
import { VRMAnimationLoaderPlugin } from '@pixiv/three-vrm-animation';
import mmd from 'mmd-parser';
import { Euler, Quaternion } from 'three';
import { compare, row } from './compare.mjs';

globalThis.self ??= globalThis;
// three-vrm remarks that a file of a face alone has no T-pose.
console.warn = () => {};

// Each reader of animations gives a list of { channel, owner, times, values }; how many frames there are it may take from what is expected.
const readers = {
  '.glb': { 'Khronos validator': null, 'three.js GLTFLoader': readGlb },
  '.vrma': { 'Khronos validator': null, 'three-vrm-animation': readVrma },
  '.fbx': { 'three.js FBXLoader': readFbx },
  '.usda': { 'three.js USDAParser': readUsda },
  '.vmd': { 'mmd-parser': readVmd },
};

async function validate(bytes, name) {
  const report = await validator.validateBytes(new Uint8Array(bytes), { uri: name, maxIssues: 20 });
  const { numErrors, numWarnings, messages } = report.issues;
  return { wrong: messages.filter(issue => issue.severity === 0).map(issue => `${issue.code} ${issue.pointer ?? ''}: ${issue.message}`), errors: numErrors, warnings: numWarnings };
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

async function readGlb(data) {
  const { scene, animations } = await new GLTFLoader().parseAsync(data, '');
  return morphTracks(scene, animations.at(-1));
}

function readFbx(data) {
  const scene = new FBXLoader().parse(data, '');
  return morphTracks(scene, scene.animations.at(-1));
}

async function readVrma(data) {
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

function readUsda(data) {
  const specs = Object.entries(new USDAParser().parseData(Buffer.from(data).toString('utf8')).specsByPath);
  const field = name => specs.find(([place]) => place.endsWith(`.${name}`))?.[1].fields;
  const names = field('blendShapes').default;
  const { times, values } = field('blendShapeWeights').timeSamples;
  const rate = specs.find(([place]) => place === '/')[1].fields.timeCodesPerSecond;
  return names.map((channel, i) => ({ channel, owner: 'SkelAnimation', times: times.map(code => code / rate), values: values.map(sample => sample[i]) }));
}

// Keys of a motion are sparse, with straight lines between them, and lie within 0.01 of the curve; names have 15 bytes.
function readVmd(data, expected) {
  const keys = {};
  for (const key of new mmd.Parser().parseVmd(data).morphs) (keys[key.morphName] ??= []).push(key);
  return Object.entries(keys).map(([name, own]) => {
    own.sort((a, b) => a.frameNum - b.frameNum);
    const values = expected.frames.map((_, frame) => {
      const next = own.findIndex(key => key.frameNum >= frame);
      if (next <= 0) return own.at(next).weight;
      const [a, b] = [own[next - 1], own[next]];
      return a.weight + (b.weight - a.weight) * (frame - a.frameNum) / (b.frameNum - a.frameNum);
    });
    const channel = expected.channels.find(known => known.name === name || (name.length === 15 && known.name.startsWith(name)))?.name ?? name;
    return { channel, owner: 'morph', times: values.map((_, frame) => frame / 30), values, tolerance: 0.0101 };
  });
}

const [list, results] = process.argv.slice(2);
let isFine = true;
for (const line of fs.readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
  const [kind, file, expectedFile, which] = line.split('\t');
  const name = path.basename(file);
  for (const [reader, read] of Object.entries(readers[path.extname(file)])) {
    let seen;
    try {
      const bytes = fs.readFileSync(file);
      const expected = JSON.parse(fs.readFileSync(expectedFile, 'utf8'));
      seen = read
        ? compare(expected, await read(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), expected), which === 'some')
        : await validate(bytes, name);
    } catch (error) {
      seen = { wrong: [String(error)], errors: 1, warnings: 0 };
    }
    console.log(row(kind, reader, name, seen));
    fs.appendFileSync(results, `${JSON.stringify({ kind, reader, file: name, ...seen })}\n`);
    isFine &&= seen.wrong.length === 0;
  }
}
process.exit(isFine ? 0 : 1);
