import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { join } from '../support/people.ts';
import { newCustomer } from '../support/wizard.ts';

const invited = /invited you|eingeladen|invita/;
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const access = (page: Page) => page.getByRole('region', { name: 'Access to customers' });
const cancelAccess = (page: Page, company: string) => access(page).getByRole('button', { name: `Cancel access to ${company}`, exact: true });
const first = (page: Page) => page.getByRole('dialog', { name: 'Cancel your access to a customer' });
const second = (page: Page, company: string) => page.getByRole('dialog', { name: `End your access to ${company}` });

test('M20 M21 two windows end the own access, and what is left says where to go', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus, javaScriptEnabled }) => {
  expectStatus(404);
  test.setTimeout(90_000);
  const email = address('leaver');
  await login(page, demo.operator);
  const theirs = await join(page, { email, role: 'Invoices only' }, { mailbox, visitor, visit, settled });
  for (const c of ['1003', '1004']) {
    const before = await mailbox.latest(email, { subject: invited });
    await invite(page, { email, c });
    const { link } = await mailbox.latest(email, { subject: invited, after: before });
    await visit(theirs, new URL(link).pathname);
    await theirs.getByRole('button', { name: 'Accept invitation', exact: true }).click();
    await theirs.waitForURL(`**/c/${c}/**`);
    await settled(theirs);
  }

  // From every page.
  await theirs.getByRole('navigation', { name: 'Account', exact: true }).getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(heading(theirs)).toHaveText('Settings');
  await settled(theirs);
  await expect(access(theirs).getByRole('listitem')).toContainText(["Santiago's 5", 'Nordlicht Pflegedienst', 'Bodega Sol']);
  await axe(theirs);

  // The first window chooses and does nothing, and the focus begins where nothing happens.
  await cancelAccess(theirs, "Santiago's 5").click();
  await expect(first(theirs)).toContainText('First of two confirmations');
  await expect(first(theirs).getByRole('radio', { name: "Santiago's 5 (1001)" })).toBeChecked();
  await settled(theirs);
  await axe(theirs);
  if (javaScriptEnabled !== false) await expect(first(theirs).getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await first(theirs).getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(theirs.getByRole('dialog')).toHaveCount(0);

  // Another customer can be chosen in it.
  await settled(theirs);
  await cancelAccess(theirs, 'Bodega Sol').click();
  await first(theirs).getByRole('radio', { name: "Santiago's 5 (1001)" }).check();
  await first(theirs).getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(second(theirs, "Santiago's 5 (1001)?")).toContainText('Second of two confirmations');
  await expect(second(theirs, "Santiago's 5")).toContainText('You keep your other customers');
  await settled(theirs);
  await axe(theirs);
  await second(theirs, "Santiago's 5").getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(theirs.getByRole('dialog')).toHaveCount(0);
  await settled(theirs);

  const leave = async (company: string) => {
    await visit(theirs, '/settings');
    await cancelAccess(theirs, company).click();
    await first(theirs).getByRole('button', { name: 'Continue', exact: true }).click();
    await settled(theirs);
    await second(theirs, company).getByRole('button', { name: `End access to ${company}`, exact: true }).click();
  };
  await leave("Santiago's 5");
  await expect(theirs).toHaveURL('/choose?left=1001');
  const told = (number: string) => theirs.getByRole('region', { name: `You have left customer ${number}`, exact: true });
  await expect(told('1001')).toBeVisible();
  await expect(theirs.getByRole('main').getByRole('listitem')).toContainText(['Bodega Sol', 'Nordlicht Pflegedienst']);
  expect((await theirs.goto('/c/1001/'))?.status()).toBe(404);
  await leave('Nordlicht Pflegedienst');
  await expect(theirs).toHaveURL('/c/1004/?left=1003');
  await settled(theirs);
  await axe(theirs);
  await told('1003').getByRole('link', { name: 'Dismiss', exact: true }).click();
  await expect(told('1003')).toHaveCount(0);
  await expect(theirs).toHaveURL('/c/1004/');
  await visit(theirs, '/settings?dialog=leave-confirm&of=1004');
  await expect(second(theirs, 'Bodega Sol')).toContainText('You have no other customer');
  await leave('Bodega Sol');

  // Nothing is left but whom to ask, the language and the way out.
  await expect(theirs).toHaveURL('/no-access');
  await expect(heading(theirs)).toHaveText('You have no customer account');
  await expect(theirs.getByRole('main')).toContainText('Your last one was Bodega Sol (1004): sol@bodega-sol.example');
  await expect(theirs.getByRole('main')).toContainText('To delete your user');
  await settled(theirs);
  await axe(theirs);
  await visit(theirs, '/settings');
  await expect(theirs).toHaveURL('/no-access');
  await theirs.getByLabel('Language', { exact: true }).selectOption({ label: 'Deutsch' });
  await theirs.getByRole('button', { name: 'Change language', exact: true }).click();
  await expect(heading(theirs)).toHaveText('Sie haben kein Kundenkonto');
  await settled(theirs);
  await theirs.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await expect(theirs).toHaveURL('/login');
});

test('M22 administrators hear of who left, and the last one hands over first', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(409);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('left'));
  const ways = { mailbox, visitor, visit, settled };
  const [boss, member] = [address('boss'), address('member')];
  const bosses = await join(page, { email: boss, c, role: 'Account Administrator', first: 'Bo', last: 'Boss' }, ways);
  const theirs = await join(page, { email: member, c, first: 'Lea', last: 'Leaver' }, ways);
  await visit(theirs, `/settings?dialog=leave-confirm&of=${c}`);
  await theirs.getByRole('dialog').getByRole('button', { name: /^End access to / }).click();
  await expect(theirs).toHaveURL('/no-access');
  const mail = await mailbox.latest(boss, { subject: /has left/ });
  expect(mail.subject).toMatch(/^Lea Leaver has left /);
  expect(mail.text).toContain(member);

  await visit(bosses, `/settings?dialog=leave-confirm&of=${c}`);
  const dialog = bosses.getByRole('dialog', { name: /^You are the last administrator of / });
  await expect(dialog).toContainText('Make another member an administrator first');
  await expect(dialog.getByRole('button', { name: /^End access/ })).toHaveCount(0);
  await axe(bosses);
  const headers = { origin: new URL(bosses.url()).origin, accept: 'text/html' };
  const forced = await bosses.request.post('/api/leave_account', { form: { 'form[c]': c, 'form[back]': '/settings' }, headers, maxRedirects: 0 });
  expect((await bosses.goto(forced.headers().location))?.status()).toBe(409);
  await settled(bosses);
  await expect(dialog).toBeVisible();
  await dialog.getByRole('link', { name: 'Choose who takes over', exact: true }).click();
  await expect(bosses).toHaveURL(`/c/${c}/users`);
  await expect(heading(bosses)).toHaveText('User management');
});
