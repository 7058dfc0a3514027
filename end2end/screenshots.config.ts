import { defineConfig } from '@playwright/test';
import { browser } from './support/browser.ts';

/** `make screenshots`: no test of anything, pictures for people to look at. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: './test-results',
  reporter: 'list',
  workers: 2,
  timeout: 60_000,
  use: browser,
});
