// Adds up what the test runners left behind: node report.mjs RESULTS MINIMUM NAME=EXITSTATUS...
// Prints each skipped and failed test, then the closing line. Ends with 1 when anything failed or too few tests ran.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, minimum, ...checks] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const failuresBySource = {};

const decode = (text) =>
  text.replace(/&(lt|gt|quot|apos|amp|#x([0-9A-Fa-f]+));/g, (_, name, hex) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[name]);

// Each run of the C# tests has left its results in a folder named after it.
for (const run of checks.map((check) => check.split("=")[0]).filter((name) => existsSync(join(folder, name)))) {
  for (const file of readdirSync(join(folder, run)).filter((name) => name.endsWith(".trx"))) addUp(run, readFileSync(join(folder, run, file), "utf8"));
}

// A run under another culture holds tests of the first one again, so only its failures count.
function addUp(run, trx) {
  const isFirst = run === "dotnet-test";
  for (const [, attributes, body] of trx.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>(.*?)<\/UnitTestResult>)/gs)) {
    const attribute = (name) => decode(attributes.match(new RegExp(`(?:^| )${name}="([^"]*)"`))?.[1] ?? "");
    const message = body?.match(/<Message>(.*?)<\/Message>/s)?.[1];
    const outcome = attribute("outcome");
    if (outcome === "Passed") {
      if (isFirst) total.passed++;
    } else if (outcome === "NotExecuted") {
      if (!isFirst) continue;
      total.skipped++;
      console.log(`skipped ${attribute("testName")}: ${decode(message ?? "no reason given")}`);
    } else {
      total.failed++;
      failuresBySource[run] = (failuresBySource[run] ?? 0) + 1;
      const where = body?.match(/ in (\S+:line \d+)/)?.[1] ?? "no line known";
      console.log(`failed ${attribute("testName")} (${run}, ${where}): ${decode(message ?? outcome).split("\n").slice(0, 12).join("\n    ")}`);
    }
  }
}

const python = join(folder, "python.txt");
if (existsSync(python)) {
  const text = readFileSync(python, "utf8");
  const count = (pattern) => Number(text.match(pattern)?.[1] ?? 0);
  const ran = count(/^Ran (\d+) tests? in/m);
  const closing = text.match(/^(?:OK|FAILED)\b.*$/m)?.[0] ?? "";
  const number = (key) => Number(closing.match(new RegExp(`\\b${key}=(\\d+)`))?.[1] ?? 0);
  const failed = number("failures") + number("errors");
  total.passed += Math.max(0, ran - failed - number("skipped"));
  total.failed += failed;
  total.skipped += number("skipped");
  failuresBySource["python-tests"] = failed;
  for (const [, name, reason] of text.matchAll(/^(.*) \.\.\. skipped (.*)$/gm)) console.log(`skipped ${name}: ${reason}`);
  for (const [, name] of text.matchAll(/^(?:FAIL|ERROR): (.*)$/gm)) console.log(`failed ${name} (python-tests)`);
}

// A runner that broke down without a failed test (a crash, a hang, unformatted code) counts as one failure.
for (const check of checks) {
  const [name, status] = check.split("=");
  if (status === "0" || failuresBySource[name] > 0) continue;
  total.failed++;
  console.log(`failed ${name}: ended with status ${status}`);
}

const ran = total.passed + total.failed;
const tooFew = ran < Number(minimum);
if (tooFew) console.log(`Only ${ran} tests ran, at least ${minimum} should have.`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 || tooFew ? 1 : 0;
