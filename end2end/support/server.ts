import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './browser.ts';

const binary = process.env.VESTIBULE_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/vestibule');
const startWithinMs = 60_000;
const stopWithinMs = 10_000;

/** What the processes of one installation share. */
export type Shared = { database: string; key: string };

/** The real program in demo mode, with fresh data of its own, on a free port. */
export class DemoServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly shared: Shared | undefined,
    readonly url: string,
    /** Everything the server printed so far, one line an entry. */
    readonly log: readonly string[],
  ) {}

  /** With SQLite, unless the address of an empty database is given. */
  static start(database?: string): Promise<DemoServer> {
    return DemoServer.spawn(database ? { database, key: randomBytes(32).toString('base64url') } : undefined);
  }

  /** One more process for the same data, with a mailbox of its own. */
  another(): Promise<DemoServer> {
    return DemoServer.spawn(this.shared);
  }

  private static async spawn(shared: Shared | undefined): Promise<DemoServer> {
    const variables = shared ? { VESTIBULE_DEMO_DATABASE_URL: shared.database, VESTIBULE_SECRET_KEY: shared.key } : {};
    const folder = await mkdtemp(join(tmpdir(), 'vestibule-'));
    const child = spawn(binary, ['serve', '--demo'], {
      cwd: folder,
      // No other variable, so that nobody's own settings reach the tests.
      env: { PATH: process.env.PATH, TMPDIR: folder, RUST_BACKTRACE: '1', VESTIBULE_LISTEN: '127.0.0.1:0', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));

    const log: string[] = [];
    const url = await addressOf(child, log);
    return new DemoServer(child, folder, shared, url, log);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      const killer = setTimeout(() => this.child.kill('SIGKILL'), stopWithinMs);
      await exited;
      clearTimeout(killer);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Collects what the server prints, and resolves with the address once it listens. */
function addressOf(child: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${binary} ${what}\n${log.join('\n')}`));
    const timer = setTimeout(() => fail(`did not listen within ${startWithinMs} ms`), startWithinMs);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended (${code ?? signal}) before it listened`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream! }).on('line', (line) => {
        log.push(line);
        const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
        if (address) {
          clearTimeout(timer);
          resolve(address[1]);
        }
      });
    }
  });
}
