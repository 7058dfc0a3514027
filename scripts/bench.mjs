// Measures what a browser is sent and how the release binary starts: `node scripts/bench.mjs BINARY PAGE`, where PAGE holds
// the HTML of an invitation's page as the server sent it. Prints figures; judges nothing. `make bench` runs it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliCompressSync, constants } from 'node:zlib';

const site = 'target/site';
const runs = 5;

const heading = (text) => console.log(`\n${text}`);
const row = (what, value) => console.log(`  ${what.padEnd(58)} ${value}`);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Sizes of a file of the site: as built, and as sent to a browser. */
const built = (path) => ({ name: basename(path), raw: statSync(join(site, path)).size, sent: statSync(join(site, `${path}.br`)).size });

function table(files, total) {
  for (const { name, raw, sent } of files) row(name, `${kB(sent)}, uncompressed ${kB(raw)}`);
  row(total, `${kB(sum(files.map((file) => file.sent)))}, uncompressed ${kB(sum(files.map((file) => file.raw)))}`);
}

/** What the page needs before it can be used: itself, and the style sheet and icons that it names. */
function first(page) {
  const html = readFileSync(page);
  const named = [...html.toString().matchAll(/(?:href|src)="\/([^"#?]+\.(?:css|svg))/g)].map((match) => match[1]);
  const needed = [...new Set(named)].filter((path) => path !== 'favicon.svg').map(built);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  return [{ name: 'the page, as a proxy compresses it (quality 5)', raw: html.length, sent: brotliCompressSync(html, { params }).length }, ...needed];
}

function sizes(binary, page) {
  heading('Sizes, compressed with brotli');
  table(first(page), '  before an invitation\'s page can be used');
  const later = readdirSync(join(site, 'pkg')).filter((name) => /\.(js|wasm)$/.test(name));
  table(later.map((name) => built(`pkg/${name}`)), '  WASM and JavaScript, after that');
  row('binary', kB(statSync(binary).size));
}

/** Starts the demo; tells its process and how many milliseconds it took until it listened. */
async function start(binary, folder) {
  const begun = performance.now();
  const child = spawn(binary, ['serve', '--demo'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder, VESTIBULE_LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('listening on ')) return { child, took: performance.now() - begun };
  }
  throw new Error(`${binary} ended before it listened`);
}

/** Resident memory of a process, in bytes. */
const memory = (pid) => 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));

async function starts(binary) {
  heading('The demo, with a new database and four customers');
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-'));
  const measured = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const { child, took } = await start(binary, folder);
      measured.push({ took, memory: memory(child.pid) });
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const median = (key) => measured.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs / 2)];
  row('from the start to the first answer', `${median('took').toFixed(0)} ms`);
  row('memory then', kB(median('memory')));
}

const [binary, page] = process.argv.slice(2).map((path) => resolve(path));
sizes(binary, page);
await starts(binary);
