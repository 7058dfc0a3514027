import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { find, invite, row } from '../support/invitations.ts';
import { forgetLogin } from '../support/pages.ts';
import { newCustomer } from '../support/wizard.ts';

const save = (page: Page) => page.getByRole('button', { name: 'Save settings', exact: true }).click();
const saved = (page: Page) => page.getByRole('region', { name: 'The settings are saved' });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const preset = (page: Page, name: string) => page.getByRole('radiogroup', { name: 'Way to invite' }).getByRole('radio', { name, exact: true });
const summary = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

test('Account settings are one click away, and lead to users, roles and groups', async ({ page, login, settled, axe }) => {
  await login(page, demo.admin);
  await page.getByRole('button', { name: 'Admin', exact: true }).click();
  await page.locator('#admin-menu').getByRole('link', { name: 'Account settings', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account settings');
  await expect(page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Account settings' })).toHaveAttribute('aria-current', 'page');
  await settled(page);
  await axe(page);
  for (const [name, path] of [['Users', 'users'], ['Roles', 'roles'], ['Groups', 'groups']]) {
    await expect(page.getByRole('main').getByRole('link', { name, exact: true })).toHaveAttribute('href', `/c/1001/${path}`);
  }
  await expect(preset(page, 'Access type and numbers')).toBeChecked();
  await expect(page.getByLabel('Invitations of the whole account'), 'the operator sets it').toHaveCount(0);
});

test('a preset sets the flow, and each part of it can be changed by itself', async ({ page, login, visit, settled, address, javaScriptEnabled, axe }) => {
  await login(page, demo.operator);
  const c = await newCustomer(page, address('preset'));
  const here = `/c/${c}/settings`;
  await visit(page, here);
  await preset(page, 'Directory').check();
  if (javaScriptEnabled !== false) {
    await expect(box(page, 'First and last name')).toBeChecked();
    await expect(box(page, 'Numbers')).not.toBeChecked();
    await expect(page.getByText('The fields below show Directory now.')).toBeAttached();
  }
  await save(page);
  await expect(saved(page)).toBeVisible();
  await settled(page);
  await expect(preset(page, 'Directory')).toBeChecked();
  for (const name of ['First and last name', 'Phone number', 'At least one group', 'A role or permissions']) {
    await expect(box(page, name)).toBeChecked();
  }
  await expect(box(page, 'Numbers')).not.toBeChecked();
  await box(page, 'Phone number').uncheck();
  await box(page, 'Numbers').check();
  await save(page);
  await expect(saved(page)).toBeVisible();
  await settled(page);
  await axe(page);
  await visit(page, here);
  await expect(saved(page)).toHaveCount(0);
  await expect(preset(page, 'Directory')).toBeChecked();
  await expect(box(page, 'Phone number')).not.toBeChecked();
  await expect(box(page, 'Numbers')).toBeChecked();
  await expect(box(page, 'First and last name')).toBeChecked();
});

test('M14 links live 1 to 30 days, and strict is one button', async ({ page, login, visit, settled, address, mailbox, expectStatus, axe }) => {
  expectStatus(422);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('days'));
  await visit(page, `/c/${c}/settings`);
  const days = page.getByLabel('Days that a link works', { exact: true });
  await expect(days).toHaveValue('7');
  await days.fill('31');
  await save(page);
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole('link', { name: 'Enter a whole number from 1 to 30' })).toHaveAttribute('href', '#link_days');
  await expect(page).toHaveTitle(/^Error: Account settings/);
  await expect(days).toHaveValue('31');
  await settled(page);
  await axe(page);
  await page.getByRole('button', { name: 'Strict: 1 day', exact: true }).click();
  await expect(saved(page)).toBeVisible();
  await expect(days).toHaveValue('1');
  const email = address('strict');
  await invite(page, { email, c });
  await find(page, email, c);
  const until = (await row(page, email).locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')!))).sort().at(-1)!;
  const hours = (Date.parse(until) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThanOrEqual(24);
  expect((await mailbox.latest(email)).text).toContain(`${until.slice(11, 16)} UTC`);
});

test('M13 an administrator lowers the daily limit, and only the operator raises it', async ({ page, login, visit, settled, expectStatus, address }) => {
  expectStatus(422);
  await login(page, demo.admin);
  await visit(page, '/c/1001/settings');
  const limit = page.getByLabel('Invitations for each inviter', { exact: true });
  await expect(limit).toHaveValue('50');
  await limit.fill('51');
  await save(page);
  await expect(summary(page).getByRole('link', { name: 'Enter at most 50: only the operator can raise this limit' })).toBeVisible();
  await settled(page);
  await forgetLogin(page);

  await login(page, demo.operator);
  const c = await newCustomer(page, address('limit'));
  await visit(page, `/c/${c}/settings`);
  await limit.fill('70');
  await page.getByLabel('Invitations of the whole account', { exact: true }).fill('2');
  await save(page);
  await expect(saved(page)).toBeVisible();
  await visit(page, `/c/${c}/invitations?dialog=invite`);
  await expect(page.getByRole('dialog')).toContainText('2 of 2 invitations of this account left today.');
});

test('two who change settings at once see what the other has done', async ({ page, login, visit, visitor, settled, address, expectStatus, axe }) => {
  expectStatus(409);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('two'));
  const other = await visitor();
  await login(other, demo.operator);
  await visit(page, `/c/${c}/settings`);
  await visit(other, `/c/${c}/settings`);
  await other.getByLabel('Language', { exact: true }).selectOption('es');
  await save(other);
  await expect(saved(other)).toBeVisible();

  await page.getByLabel('Days that a link works', { exact: true }).fill('3');
  await save(page);
  await expect(summary(page)).toContainText('Somebody else has changed this meanwhile');
  const changes = page.getByRole('region', { name: 'Somebody else has changed these settings meanwhile' });
  await expect(changes.getByRole('listitem')).toHaveText(['Language: English, now Español']);
  await expect(page.getByLabel('Days that a link works', { exact: true })).toHaveValue('3');
  await settled(page);
  await axe(page);
  await page.getByLabel('Language', { exact: true }).selectOption('es');
  await save(page);
  await expect(saved(page)).toBeVisible();
  await expect(page.getByLabel('Days that a link works', { exact: true })).toHaveValue('3');
  await expect(page.getByLabel('Language', { exact: true })).toHaveValue('es');
});

test('who may not manage settings does not find them', async ({ page, login, visit, expectStatus }) => {
  expectStatus(403);
  await login(page, demo.member);
  await visit(page, '/c/1001/settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may not open this page');
  await expect(page.getByRole('link', { name: 'Account settings' })).toHaveCount(0);
});
