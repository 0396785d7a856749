// Runs the Khronos validator: node validate-gltf.mjs FILE. Prints errors, warnings and counts; exit code 1 on errors.
import fs from 'node:fs';
import path from 'node:path';
import validator from 'gltf-validator';

const file = process.argv[2];
const report = await validator.validateBytes(new Uint8Array(fs.readFileSync(file)), { uri: path.basename(file), maxIssues: 50 });
const severities = ['error', 'warning', 'info', 'hint'];
for (const issue of report.issues.messages) console.log(`${severities[issue.severity]} ${issue.code} ${issue.pointer ?? ''}: ${issue.message}`);
const { numErrors, numWarnings, numInfos, numHints } = report.issues;
console.log(`${numErrors} errors, ${numWarnings} warnings, ${numInfos} infos, ${numHints} hints; ${report.info.totalVertexCount} vertices, ${report.info.totalTriangleCount} triangles, ${report.info.animationCount} animations`);
process.exit(numErrors > 0 ? 1 : 0);
