import type { BrowserContext, Page } from '@playwright/test';

/**
 * Notes everything that must not happen behind a page's back: warnings and errors on the console, panics, hydration mismatches,
 * crashes, and requests to any other host. A mismatch may show as nothing more than a console line here and a dead page later.
 */
export class Guard {
  readonly problems: string[] = [];
  private readonly expectedStatuses = new Set<number>();

  private readonly origins: Set<string>;

  constructor(origin: string) {
    this.origins = new Set([origin]);
  }

  /** Requests to another server of the test's own are fine. */
  allow(origin: string): void {
    this.origins.add(origin);
  }

  /** Chromium reports every status from 400 up on the console; a test that provokes one says so. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expectedStatuses.add(status);
  }

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      const text = message.text();
      const bad = ['warning', 'error'].includes(message.type()) || /panicked|hydrat/i.test(text);
      if (bad && !this.isExpected(text)) this.problems.push(`console ${message.type()}: ${text}`);
    });
    context.on('weberror', (error) => this.problems.push(`uncaught: ${error.error().message}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && !this.origins.has(url.origin)) this.problems.push(`foreign request: ${url}`);
    });
    context.pages().forEach((page) => this.watchCrash(page));
    context.on('page', (page) => this.watchCrash(page));
  }

  private watchCrash(page: Page): void {
    page.on('crash', () => this.problems.push(`crashed: ${page.url()}`));
  }

  private isExpected(text: string): boolean {
    // Playwright's own trace tries to look into the mailbox's frame, which lets no script run.
    if (/^Blocked script execution in '[^']*\/mailbox\//.test(text)) return true;
    const status = /^Failed to load resource: the server responded with a status of ([45]\d\d) /.exec(text);
    return status !== null && this.expectedStatuses.has(Number(status[1]));
  }
}
