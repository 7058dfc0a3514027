// Measures a release binary as it is: `node scripts/bench.mjs target/release/vestibule`. Prints a table; judges nothing.
// Every load is bounded in requests and goes to the demo that is started here, on loopback.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const requests = 2000;
const connections = 8;
const pages = ['/healthz', '/login', '/invitations/unknown'];

const row = (what, value) => console.log(`${what.padEnd(44)} ${value}`);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (value) => `${value.toFixed(1)} ms`;

function sizes(binary) {
  row('binary', kB(statSync(binary).size));
  const folder = 'target/site/pkg';
  for (const name of readdirSync(folder).filter((name) => /\.(js|wasm|css)\.br$/.test(name)).sort()) {
    row(`${name} (brotli)`, kB(statSync(join(folder, name)).size));
  }
}

/** Starts the demo; resolves with its process, its address and how long it took. */
async function start(binary, folder) {
  const begun = performance.now();
  const child = spawn(binary, ['serve', '--demo'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: folder, VESTIBULE_LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
    if (address) {
      child.stdout.resume();
      return { child, url: address[1], took: performance.now() - begun };
    }
  }
  throw new Error(`${binary} ended before it listened`);
}

/** Resident memory of a process, in bytes. */
const memory = (pid) => 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));

function get(url, agent) {
  return new Promise((done, failed) => {
    const begun = performance.now();
    http
      .get(url, { agent, headers: { accept: 'text/html' } }, (response) => {
        response.resume();
        response.on('end', () => done({ took: performance.now() - begun, status: response.statusCode }));
      })
      .on('error', failed);
  });
}

async function load(url) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  await get(url, agent);
  const answers = [];
  let left = requests;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) answers.push(await get(url, agent));
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  const times = answers.map(({ took }) => took).sort((a, b) => a - b);
  const statuses = [...new Set(answers.map(({ status }) => status))].join(', ');
  const at = (share) => ms(times[Math.floor(times.length * share)]);
  return `${Math.round(requests / seconds)}/s, median ${at(0.5)}, 95 % ${at(0.95)}, 99 % ${at(0.99)}, status ${statuses}`;
}

const binary = resolve(process.argv[2] ?? 'target/release/vestibule');
const folder = mkdtempSync(join(tmpdir(), 'vestibule-'));
sizes(binary);
const { child, url, took } = await start(binary, folder);
try {
  row('start, with the demo\'s data', ms(took));
  row('memory after the start', kB(memory(child.pid)));
  for (const page of pages) row(`GET ${page}, ${connections} connections`, await load(url + page));
  row('memory after the load', kB(memory(child.pid)));
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
