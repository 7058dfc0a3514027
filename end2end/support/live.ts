import type { Page } from '@playwright/test';

/** Lets account 1001 tell the page of a change of its invitations again and again: each time that the browser opens the stream. */
export async function changing(page: Page): Promise<void> {
  const body = 'retry: 500\nevent: changed\ndata: invitations\n\n';
  await page.route('**/live/1001', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
}

/** Keeps from the page what changes in account 1001. */
export async function unaware(page: Page): Promise<void> {
  await page.route('**/live/1001', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }));
}
