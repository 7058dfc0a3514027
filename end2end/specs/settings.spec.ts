import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { join } from '../support/people.ts';

const password = 'fifteen sunny days in spring';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const change = (page: Page, what: string) => region(page, 'You').getByRole('button', { name: `Change (${what})`, exact: true });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const problem = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

test('M20 M30 name, phone, language and theme are changed by their owner', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  test.setTimeout(120_000);
  expectStatus(422);
  await login(page, demo.admin);
  const theirs = await join(page, { email: address('person') }, { mailbox, visitor, visit, settled });
  await visit(theirs, '/c/1001/');
  await theirs.getByRole('navigation', { name: 'Account', exact: true }).getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(heading(theirs)).toHaveText('Settings');
  await settled(theirs);
  await axe(theirs);
  await change(theirs, 'Name').click();
  await settled(theirs);
  await axe(theirs);
  await dialog(theirs, 'Change name and phone').getByLabel('First name').fill('');
  await dialog(theirs, 'Change name and phone').getByLabel('Last name').fill('Renamed');
  await press(theirs, 'Save');
  await expect(problem(theirs).getByRole('link')).toHaveText('Enter a first name');
  await expect(theirs.getByLabel('Last name')).toHaveValue('Renamed');
  await settled(theirs);
  await theirs.getByRole('textbox', { name: 'First name' }).fill('Nina');
  await theirs.getByRole('textbox', { name: 'Phone' }).fill('+34 600 11 22 33');
  await press(theirs, 'Save');
  await expect(theirs).toHaveURL('/settings?c=1001&done=saved');
  await expect(region(theirs, 'You')).toContainText('Nina Renamed');
  await expect(region(theirs, 'You')).toContainText('+34600112233');
  await expect(theirs.getByRole('button', { name: /^Nina Renamed.*user menu$/ })).toBeVisible();
  await settled(theirs);

  await change(theirs, 'Theme').click();
  await dialog(theirs, 'Change theme').getByLabel('Theme').selectOption({ label: 'Dark' });
  await press(theirs, 'Save');
  await expect(theirs.locator('html')).toHaveAttribute('data-theme', 'dark');
  await settled(theirs);
  await axe(theirs);
  await change(theirs, 'Theme').click();
  await dialog(theirs, 'Change theme').getByLabel('Theme').selectOption({ label: 'Like the system' });
  await press(theirs, 'Save');
  await expect(theirs.locator('html')).not.toHaveAttribute('data-theme', /./);
  await settled(theirs);

  await change(theirs, 'Language').click();
  await dialog(theirs, 'Change language').getByLabel('Language').selectOption({ label: 'Deutsch' });
  await press(theirs, 'Save');
  await expect(heading(theirs)).toHaveText('Einstellungen');
  await expect(theirs).toHaveURL('/settings?c=1001&done=saved');
  await expect(theirs.getByRole('navigation', { name: 'Konto', exact: true })).toBeVisible();
});

test('d07 s21 a new password ends all other sessions, and a wrong one changes nothing', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  test.setTimeout(120_000);
  expectStatus(422);
  const email = address('password');
  await login(page, demo.admin);
  const theirs = await join(page, { email }, { mailbox, visitor, visit, settled });
  const other = await visitor();
  await login(other, email, password);
  await visit(theirs, '/settings');
  await change(theirs, 'Password').click();
  const form = dialog(theirs, 'Change password');
  await form.getByLabel('Current password', { exact: true }).fill('not the password at all');
  await form.getByLabel('New password', { exact: true }).fill('a whole new phrase to keep');
  await press(theirs, 'Change password');
  await expect(problem(theirs).getByRole('link')).toHaveText('Enter the password that you log in with now: this one is wrong');
  await settled(theirs);
  await axe(theirs);
  await form.getByLabel('Current password', { exact: true }).fill(password);
  await form.getByLabel('New password', { exact: true }).fill('a whole new phrase to keep');
  await press(theirs, 'Change password');
  await expect(region(theirs, 'Your password is changed')).toBeVisible();
  expect((await mailbox.latest(email, { subject: /password/ })).subject).toBe('Your password for Vestibule was changed');
  await other.goto('/c/1001/');
  await expect(other).toHaveURL(/\/login\?next=/);
  await login(other, email, 'a whole new phrase to keep');
});

test('d07 an address changes when the new mailbox was opened', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  test.setTimeout(120_000);
  expectStatus(422);
  const [email, next] = [address('old'), address('next')];
  await login(page, demo.admin);
  const theirs = await join(page, { email }, { mailbox, visitor, visit, settled });
  await visit(theirs, '/settings');
  await change(theirs, 'Email address').click();
  const form = dialog(theirs, 'Change email address');
  await form.getByLabel('New email address', { exact: true }).fill(next);
  await form.getByLabel('Current password', { exact: true }).fill('not the password at all');
  await press(theirs, 'Send the link');
  await expect(problem(theirs)).toBeVisible();
  await expect(form.getByLabel('New email address', { exact: true })).toHaveValue(next);
  await settled(theirs);
  await axe(theirs);
  await form.getByLabel('Current password', { exact: true }).fill(password);
  await press(theirs, 'Send the link');
  await expect(region(theirs, 'A mail to the new address is on its way')).toBeVisible();
  await expect(region(theirs, 'You')).toContainText(`Waiting for ${next}`);
  const { link } = await mailbox.latest(next);
  await visit(theirs, new URL(link).pathname);
  await theirs.getByRole('main').getByRole('button').click();
  await expect(heading(theirs)).toHaveText(/verified/i);
  await visit(theirs, '/settings');
  await expect(region(theirs, 'You')).toContainText(next);
  await expect(region(theirs, 'You')).not.toContainText('Waiting for');
  expect((await mailbox.latest(email, { subject: /address/ })).subject).toBe('Your address for Vestibule was changed');
});

test('d06 d07 sessions are listed, and end one by one or all at once', async ({ page, login, visit, settled, axe, address, mailbox, visitor }) => {
  test.setTimeout(120_000);
  const email = address('sessions');
  await login(page, demo.admin);
  const theirs = await join(page, { email }, { mailbox, visitor, visit, settled });
  const others = [];
  for (let n = 0; n < 3; n++) {
    const other = await visitor();
    await login(other, email, password);
    others.push(other);
  }
  await visit(theirs, '/settings?c=1001');
  const sessions = region(theirs, 'Sessions');
  await expect(sessions).toContainText('after 12 hours without use');
  await expect(sessions.getByRole('listitem')).toHaveCount(4);
  await expect(sessions.getByRole('listitem').first()).toContainText('This session');
  await expect(sessions.getByRole('listitem').first()).toContainText(/Chrome on \w+/);
  await axe(theirs);
  await sessions.getByRole('button', { name: 'End session', exact: true }).first().click();
  await expect(region(theirs, 'The session has ended')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(3);
  await settled(theirs);
  await sessions.getByRole('button', { name: 'End all other sessions', exact: true }).click();
  await expect(region(theirs, 'All other sessions have ended')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions.getByRole('button')).toHaveCount(0);
  await expect(theirs).toHaveURL('/settings?c=1001&done=sessions');
  for (const other of others) {
    await other.goto('/c/1001/');
    await expect(other).toHaveURL(/\/login\?next=/);
  }
});
