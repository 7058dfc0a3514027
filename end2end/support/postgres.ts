import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** The address of a new database on the server that `scripts/with-postgres` has started. It goes with that server. */
export async function emptyDatabase(): Promise<string> {
  const server = process.env.VESTIBULE_TEST_POSTGRES_URL;
  if (!server) throw new Error('these tests need PostgreSQL: run them by scripts/with-postgres');
  const name = `browser_${randomBytes(6).toString('hex')}`;
  await promisify(execFile)('createdb', ['--maintenance-db', server, name]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
