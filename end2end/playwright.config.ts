import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { browser } from './support/browser.ts';

/**
 * Every spec runs twice, with and without JavaScript, since every page must work both ways. A file that can only mean one of
 * them is called `*.hydrated.spec.ts` or `*.nojs.spec.ts`. All of that is on SQLite; what is tagged `@postgres`, and files called
 * `*.postgres.spec.ts`, run hydrated on PostgreSQL (which `scripts/with-postgres` brings).
 */
export default defineConfig({
  testDir: './specs',
  outputDir: './test-results',
  reporter: 'list',
  fullyParallel: true,
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...browser,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'hydrated', testIgnore: /\.(nojs|postgres)\.spec\.ts$/ },
    { name: 'no-js', testIgnore: /\.(hydrated|postgres)\.spec\.ts$/, use: { javaScriptEnabled: false } },
    { name: 'postgres', grep: /@postgres/, testIgnore: /\.nojs\.spec\.ts$/ },
  ],
});
