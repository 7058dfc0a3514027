import type { Page } from '@playwright/test';
import type { Mailbox } from './mailbox.ts';

/** Somebody of the demo whose one membership is suspended: signed in, with no account to go into. */
export const withoutAccount = 'paco@moreno-transportes.example';

type Means = { mailbox: Mailbox; visit: (page: Page, path: string) => Promise<void>; settled: (page: Page) => Promise<void> };

/** Signs in one of the demo's people that has no password yet: by a mailed link, with which they set one. */
export async function signInByMail(page: Page, email: string, { mailbox, visit, settled }: Means): Promise<void> {
  await visit(page, '/forgot');
  await page.getByLabel('Email address', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send the link', exact: true }).click();
  const { link } = await mailbox.latest(email, { subject: /password/i });
  await visit(page, new URL(link).pathname);
  await page.getByLabel('New password', { exact: true }).fill('fifteen sunny days in spring');
  await page.getByRole('button', { name: 'Set the password', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/reset/'));
  await settled(page);
}
