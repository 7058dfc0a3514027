import { defineConfig } from '@playwright/test';
import { browser } from './support/browser.ts';

/**
 * Every spec runs twice, with and without JavaScript, since every page must work both ways. A file that can only mean one of
 * them is called `*.hydrated.spec.ts` or `*.nojs.spec.ts`.
 */
export default defineConfig({
  testDir: './specs',
  outputDir: './test-results',
  reporter: 'list',
  workers: 2,
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
    { name: 'hydrated', testIgnore: /\.nojs\.spec\.ts$/ },
    { name: 'no-js', testIgnore: /\.hydrated\.spec\.ts$/, use: { javaScriptEnabled: false } },
  ],
});
