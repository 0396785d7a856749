// Renders poses of a GLB through three.js in headless Chromium: node render-head.mjs HEAD.glb SHEET.png [POSES.json]
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const [glb, output, posesFile = path.join(here, 'head-poses.json')] = process.argv.slice(2);
const sheet = JSON.parse(fs.readFileSync(posesFile, 'utf8'));
const files = { '/': path.join(here, 'render-head.html'), '/head.glb': glb };
const types = { '.html': 'text/html', '.js': 'text/javascript', '.glb': 'model/gltf-binary' };

const server = http.createServer((request, response) => {
  const file = files[request.url] ?? path.join(here, 'node_modules', path.normalize(request.url));
  if (!fs.existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'text/plain' });
  fs.createReadStream(file).pipe(response);
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
try {
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
  page.on('pageerror', error => { throw error; });
  page.on('console', message => console.error(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const data = await page.evaluate(async wanted => (await window.renderSheet(wanted)), sheet);
  fs.writeFileSync(output, Buffer.from(data.split(',')[1], 'base64'));
} finally {
  await browser.close();
  server.close();
}
