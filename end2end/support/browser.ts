import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const executablePath =
  process.env.CHROMIUM ??
  execFileSync('bash', ['-c', '. scripts/lib.sh && find_chromium'], { cwd: root, encoding: 'utf8' }).trim();

/** The machine's own Chromium, kept from calling anybody but the server under test. */
export const browser = {
  browserName: 'chromium' as const,
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  launchOptions: {
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      // Chromium's sandbox refuses to start as root, as in most containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
};
