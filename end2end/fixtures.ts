import { test as base, expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { Guard } from './support/guard.ts';
import { Mailbox } from './support/mailbox.ts';
import { demo, demoPassword, hydrated, logIn } from './support/pages.ts';
import { emptyDatabase } from './support/postgres.ts';
import { DemoServer } from './support/server.ts';

export { expect };
export { demo, demoPassword };

type PerTest = {
  /** A demo of the test's own: what other tests do, before or beside it, is not to be seen. */
  server: DemoServer;
  /** Watches the test's own browser context and every visitor's; what it notes fails the test. */
  guard: Guard;
  /** Names the error statuses that the test provokes; Chromium reports them on the console. */
  expectStatus: (...statuses: number[]) => void;
  /** Opens a page in another browser, as another person would: no cookies shared with `page`. */
  visitor: () => Promise<Page>;
  /** Waits until a loaded page answers to clicks: until hydration is done, or not at all without JavaScript. */
  settled: (page: Page) => Promise<void>;
  /** Opens an address in a page, and waits until it has settled. */
  visit: (page: Page, path: string) => Promise<void>;
  /** Logs in at `/login`; the password is the demo's unless another is given. */
  login: (page: Page, email: string, password?: string) => Promise<void>;
  /** The demo's `/mailbox`, read as a person would. */
  mailbox: Mailbox;
  /** Expects no accessibility violation on the page as it stands. */
  axe: (page: Page) => Promise<void>;
  /** An e-mail address that nobody else in this run has. */
  address: (name: string) => string;
};

export const test = base.extend<PerTest>({
  server: [
    async ({}, use, { project }) => {
      const server = await DemoServer.start(project.name === 'postgres' ? await emptyDatabase() : undefined);
      await use(server);
      await server.stop();
    },
    { timeout: 90_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  guard: [
    async ({ context, server }, use, info) => {
      const guard = new Guard(server.url);
      guard.watch(context);
      await use(guard);
      if (info.status !== info.expectedStatus) await info.attach('server log', { body: server.log.join('\n') });
      const panics = server.log.filter((line) => line.includes('panicked'));
      expect([...guard.problems, ...panics], 'what happened behind the page').toEqual([]);
    },
    { auto: true },
  ],

  expectStatus: async ({ guard }, use) => use((...statuses) => guard.expectStatus(...statuses)),

  visitor: async ({ browser, baseURL, contextOptions, javaScriptEnabled, guard }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled });
      guard.watch(context);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  settled: async ({ javaScriptEnabled }, use) =>
    use(async (page) => {
      if (javaScriptEnabled !== false) await hydrated(page);
    }),

  visit: async ({ settled }, use) =>
    use(async (page, path) => {
      await page.goto(path);
      await settled(page);
    }),

  login: async ({ visit, settled }, use) =>
    use(async (page, email, password = demoPassword) => {
      await visit(page, '/login');
      await logIn(page, email, password);
      await settled(page);
    }),

  mailbox: async ({ visitor }, use) => use(new Mailbox(visitor)),

  axe: async ({ javaScriptEnabled }, use) => use((page) => expectAccessible(page, javaScriptEnabled !== false)),

  address: async ({}, use, info) => {
    let count = 0;
    await use((name) => `${name}.${info.testId.slice(-8)}.${++count}@example.test`);
  },
});
