import { expect, type Page } from '@playwright/test';
import { invite } from './invitations.ts';
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

type Newcomer = { email: string; c?: string; role?: string; first?: string; last?: string };

type Ways = Means & { visitor: () => Promise<Page> };

/** Lets somebody new join: invited by whoever uses `page`, registered in a browser of their own, which is given back signed in. */
export async function join(page: Page, { email, c = '1001', role = 'Standard User', first = 'Noa', last = 'Newcomer' }: Newcomer, ways: Ways): Promise<Page> {
  await invite(page, { email, c, role });
  const { link } = await ways.mailbox.latest(email);
  const theirs = await ways.visitor();
  await ways.visit(theirs, `${new URL(link).pathname}?with=register`);
  await theirs.getByLabel('First name', { exact: true }).fill(first);
  await theirs.getByLabel('Last name', { exact: true }).fill(last);
  await theirs.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
  await theirs.getByRole('button', { name: 'Register', exact: true }).click();
  await theirs.waitForURL(`**/c/${c}/**`);
  await ways.settled(theirs);
  return theirs;
}

/** Leaves a member these roles; `page` is signed in as an administrator. */
export async function giveRoles(
  page: Page,
  email: string,
  roles: string[],
  { visit, settled }: Pick<Means, 'visit' | 'settled'>,
  c = '1001',
): Promise<void> {
  await visit(page, `/c/${c}/users?search=${encodeURIComponent(email)}`);
  await page.getByRole('table').locator('a.who').first().click();
  await page.waitForURL(/\/users\/mem_/);
  await settled(page);
  const section = page.getByRole('region', { name: 'Roles', exact: true });
  await expect(section.getByRole('checkbox').first()).toBeVisible();
  for (const box of await section.getByRole('checkbox').all()) await box.uncheck();
  for (const role of roles) await section.getByLabel(role, { exact: true }).check();
  await page.getByRole('button', { name: 'Save roles', exact: true }).click();
  await expect(section.getByRole('status')).toHaveText('Saved');
  await settled(page);
}
