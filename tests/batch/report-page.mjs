// See report-page. node report-page.mjs FOLDER LINES [PICTURES]
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [folder, count, pictures] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
let failures = 0;
function check(name, isRight, found) {
  if (!isRight) failures++;
  console.log(`${isRight ? 'ok  ' : 'FAIL'} ${name}${isRight ? '' : `: ${JSON.stringify(found)}`}`);
}

async function open(lines, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('console', message => page.faults.push(message.text()));
  page.on('dialog', dialog => { page.faults.push('dialog'); dialog.dismiss(); });
  page.on('request', request => { if (!request.url().startsWith('file:')) page.faults.push(request.url()); });
  await page.goto(pathToFileURL(path.join(folder, `${lines}.html`)).href);
  return page;
}
const names = page => page.$$eval('#lines tbody tr.line .name', cells => cells.map(cell => cell.textContent));
const settle = page => page.waitForTimeout(400);

try {
  const bytes = fs.statSync(path.join(folder, `${count}.html`)).size;
  const times = [];
  for (let i = 0; i < 5; i++) {
    const page = await open(count);
    times.push(await page.evaluate(() => ({ rows: performance.getEntriesByName('rows-visible')[0].startTime, load: performance.getEntriesByType('navigation')[0].loadEventEnd })));
    await page.context().close();
  }
  const median = name => times.map(time => time[name]).sort((a, b) => a - b)[2];
  console.log(`${count} lines, ${(bytes / 1e6).toFixed(2)} MB: rows visible after ${median('rows').toFixed(0)} ms, load event after ${median('load').toFixed(0)} ms (median of 5)`);

  const page = await open(count);
  const data = JSON.parse(fs.readFileSync(path.join(folder, `${count}.json`), 'utf8'));
  const drawn = await page.$$eval('#lines tbody tr.line', rows => rows.length);
  check('only the rows in view are drawn', drawn > 5 && drawn < 100, drawn);
  check('the page says how many lines there are', (await page.textContent('#count')).startsWith(Number(count).toLocaleString('en')), await page.textContent('#count'));
  const first = await page.$$eval('#lines tbody tr.line:nth-of-type(-n+4)', rows => rows.map(row => row.cells[0].textContent));
  check('failed lines come first', first.length > 0 && first.every(state => state === 'failed'), first);
  const reasons = data.lines.map(line => ['failed', 'not made', 'conflict', 'warning', 'suspicious', undefined].indexOf(line.concern));
  check('worst first in the data', reasons.every((rank, i) => i === 0 || reasons[i - 1] <= rank));

  await page.keyboard.press('/');
  await page.keyboard.type('quest07 anna');
  await settle(page);
  const wanted = data.lines.filter(line => `${line.line}\n${line.speaker}\n${line.text}`.toLowerCase().includes('quest07') && `${line.line}\n${line.speaker}`.toLowerCase().includes('anna')).length;
  check('the filter finds lines by several words', (await page.textContent('#count')).startsWith(`${wanted.toLocaleString('en')} of`), [wanted, await page.textContent('#count')]);
  await page.fill('#find', 'no such line');
  await settle(page);
  check('no hit is said', await page.isVisible('#empty') && !(await page.isVisible('#lines')));
  await page.click('#empty button');
  check('all lines come back', (await page.textContent('#count')).startsWith(Number(count).toLocaleString('en')));

  await page.selectOption('#state', 'failed');
  check('the state filters', (await page.textContent('#count')).startsWith(`${data.states.failed.toLocaleString('en')} of`), await page.textContent('#count'));
  await page.selectOption('#state', '');
  await page.click('#concerns button:has-text("suspicious")');
  check('what to look at filters', (await page.textContent('#count')).startsWith(`${data.concerns.suspicious.toLocaleString('en')} of`), await page.textContent('#count'));
  await page.click('#concerns button:has-text("all lines")');
  await page.click('#cards button:has-text("MED05")');
  check('a code filters', (await page.textContent('#count')).startsWith(`${data.failures.find(code => code.code === 'MED05').lines.toLocaleString('en')} of`), await page.textContent('#count'));
  await page.click('#picked button');

  await page.click('#lines thead button:has-text("Length")');
  const longest = await page.$$eval('#lines tbody tr.line', rows => rows.slice(0, 3).map(row => row.cells[3].textContent));
  const seconds = Math.max(...data.lines.map(line => line.seconds)), minutes = `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')} min`;
  check('sorting by length has the longest first', longest[0] === minutes && await page.getAttribute('th:has-text("Length")', 'aria-sort') === 'descending', [longest, minutes]);
  await page.click('#lines thead button:has-text("Length")');
  const shortest = await page.$eval('#lines tbody tr.line', row => row.cells[3].textContent);
  check('and the other way the shortest that has one', shortest === `${Math.min(...data.lines.filter(line => line.seconds > 0).map(line => line.seconds)).toFixed(2)} s`, shortest);
  await page.click('#lines thead button:has-text("Worth a look")');
  check('worst first again', (await page.$eval('#lines tbody tr.line', row => row.cells[0].textContent)) === 'failed');

  await page.focus('#lines tbody tr.line');
  await page.keyboard.press('End');
  check('End goes to the last line', (await names(page)).includes(data.lines.at(-1).line.split('/').at(-1)), (await names(page)).at(-1));
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  check('Enter opens the second line', (await page.textContent('#detail h2')) === data.lines[1].line, await page.textContent('#detail h2'));
  await page.keyboard.press('ArrowDown');
  check('the arrows go on with it open', (await page.textContent('#detail h2')) === data.lines[2].line);
  await page.keyboard.press('Escape');
  check('Escape closes it and stays at the line', !(await page.isVisible('#detail')) && await page.evaluate(() => document.activeElement.classList.contains('line')));

  const hostile = data.lines.map(line => line.line).filter(line => line.includes('window.hostile'));
  await page.fill('#find', 'window.hostile');
  await settle(page);
  check('hostile names are there as text', hostile.length > 0 && (await page.textContent('#lines tbody')).includes('<img src=x onerror=window.hostile=1>'), hostile);
  await page.click('#lines tbody tr.line');
  check('and do nothing', await page.evaluate(() => window.hostile === undefined && document.querySelectorAll('img, script').length === 2 && document.querySelectorAll('#lines b').length === 0));
  check('no fault, message, dialog or request', page.faults.length === 0, page.faults);
  await page.context().close();

  if (pictures) {
    fs.mkdirSync(pictures, { recursive: true });
    for (const lines of [0, 1, 300, count]) {
      for (const [name, width, height] of [['wide', 1600, 1000], ['middle', 1024, 768], ['narrow', 390, 844]]) {
        for (const colorScheme of ['light', 'dark']) {
          const shot = await open(lines, { viewport: { width, height }, colorScheme });
          await shot.screenshot({ path: path.join(pictures, `${lines}-${name}-${colorScheme}.png`) });
          if (lines == count && name === 'wide') {
            await shot.evaluate(() => document.getElementById('tools').scrollIntoView());
            await shot.click('#concerns button:has-text("suspicious")');
            await shot.click('#lines tbody tr.line:nth-of-type(6)');
            await shot.screenshot({ path: path.join(pictures, `${lines}-${name}-${colorScheme}-open.png`) });
          }
          check(`${lines} lines, ${name}, ${colorScheme}: no fault and nothing wider than the window`, shot.faults.length === 0 && await shot.evaluate(() => document.documentElement.scrollWidth <= innerWidth), shot.faults);
          await shot.context().close();
        }
      }
    }
  }
} finally {
  await browser.close();
}
console.log(failures === 0 ? 'all as it should be' : `${failures} wrong`);
process.exitCode = failures === 0 ? 0 : 1;
