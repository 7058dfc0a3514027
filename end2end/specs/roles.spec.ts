import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { forgetLogin } from '../support/pages.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Roles' });
const row = (page: Page, name: string) => table(page).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const summary = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

/** Makes a role with these permissions, and stands in the list afterwards. */
async function make(page: Page, name: string, permissions: string[]): Promise<void> {
  await page.getByRole('link', { name: 'New role', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New role');
  await page.getByLabel('Name', { exact: true }).fill(name);
  for (const permission of permissions) await page.getByRole('checkbox', { name: permission, exact: true }).check();
  await page.getByRole('button', { name: 'Create role' }).click();
  await expect(page).toHaveURL(/\/roles\?saved=rol_/);
}

test('M12 roles are made, edited and deleted beforehand', async ({ page, login, visit, settled, axe, expectStatus, address }) => {
  expectStatus(422);
  const name = `Desk ${address('x').slice(2, 12)}`;
  await login(page, demo.admin);
  await visit(page, '/c/1001/users');
  await page.getByRole('navigation', { name: 'User management' }).getByRole('link', { name: 'Roles', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Roles');
  await expect(table(page).getByRole('columnheader').first()).toHaveText('Name');
  await expect(row(page, 'Account Administrator')).toContainText('Everything');
  await expect(row(page, 'Account Administrator').getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await expect(row(page, 'Client Admin')).toContainText('Invoices, See users, Invite users, Assign numbers');
  await settled(page);
  await axe(page);

  await page.getByRole('link', { name: 'New role', exact: true }).click();
  await settled(page);
  await axe(page);
  await page.getByLabel('Name', { exact: true }).fill('standard user');
  await page.getByRole('checkbox', { name: 'Invoices', exact: true }).check();
  await page.getByRole('button', { name: 'Create role' }).click();
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole('link')).toHaveText(['Change the name: it is in use already']);
  await expect(page.getByRole('checkbox', { name: 'Invoices', exact: true })).toBeChecked();
  await axe(page);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('What it is for').fill('Answers the door');
  await page.getByRole('button', { name: 'Create role' }).click();
  await expect(page).toHaveURL(/\/roles\?saved=rol_/);
  await expect(row(page, name)).toContainText('Answers the door');
  await expect(row(page, name)).toContainText('Invoices');

  await row(page, name).getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Edit role ${name}`);
  await settled(page);
  await expect(page.getByRole('region', { name: 'Nobody has this role' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'See users', exact: true }).check();
  await page.getByRole('button', { name: 'Save role' }).click();
  await expect(row(page, name)).toContainText('Invoices, See users');

  await row(page, name).getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete role ${name}?` });
  await expect(dialog).toContainText('Nobody has it');
  await axe(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await row(page, name).getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/roles\?deleted=1$/);
  await expect(page.getByRole('region', { name: 'The role was deleted.' })).toBeVisible();
  await expect(row(page, name)).toHaveCount(0);
  await axe(page);
  await page.getByRole('link', { name: 'Dismiss' }).click();
  await expect(page.getByRole('region', { name: 'The role was deleted.' })).toHaveCount(0);
});

test('M12 what a change and a deletion concern is said before, and deleting waits for another role', async ({ page, login, visit, settled, axe, expectStatus, address, javaScriptEnabled }) => {
  expectStatus(422);
  const name = `Gate ${address('x').slice(2, 12)}`;
  const email = address('guest');
  await login(page, demo.admin);
  await visit(page, '/c/1001/roles');
  await make(page, name, ['Invoices']);
  await visit(page, '/c/1001/invitations?dialog=invite');
  const invite = page.getByRole('dialog');
  await invite.getByRole('textbox', { name: 'Email address' }).fill(email);
  await invite.getByRole('combobox', { name: 'Role' }).selectOption({ label: name });
  await invite.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page).toHaveURL(/dialog=invited/);

  await visit(page, '/c/1001/roles');
  await row(page, name).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Edit role ${name}`);
  await settled(page);
  const impact = page.getByRole('region', { name: '0 members and 1 open invitation have this role' });
  await expect(impact).toContainText('with their next click');
  const status = page.getByRole('status').filter({ hasText: 'chosen' });
  await expect(status).toHaveText(/^1 of \d+ chosen$/);
  if (javaScriptEnabled !== false) {
    await page.getByRole('checkbox', { name: 'Contracts', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Invoices', exact: true }).uncheck();
    await expect(status).toHaveText(/^1 of \d+ chosen, 2 changed$/);
    await expect(impact).toContainText('Saving adds Contracts. Saving takes away Invoices.');
    await axe(page);
  }
  await page.getByRole('button', { name: 'Delete role', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Delete role ${name}?` });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('0 members and 1 open invitation have this role.');
  const instead = dialog.getByRole('combobox', { name: 'Give them instead' });
  await expect(instead.getByRole('option', { name: 'No role' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(summary(page).getByRole('link')).toHaveText(['Choose what they get instead']);
  await axe(page);
  await instead.selectOption({ label: 'Invoices only' });
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/roles\?deleted=1$/);
  await expect(row(page, name)).toHaveCount(0);
  await visit(page, `/c/1001/invitations?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole('table', { name: 'Invitations' }).getByRole('row').filter({ hasText: email })).toContainText('Invoices only');
});

test('M12 a built-in role is shown and cannot be changed', async ({ page, login, visit, axe }) => {
  await login(page, demo.operator);
  await visit(page, '/c/1003/roles');
  await table(page).getByRole('link', { name: 'Standard User', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Role Standard User');
  await expect(page.getByRole('region', { name: 'Built in' })).toContainText('neither changed nor deleted');
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await axe(page);
  await page.getByRole('main').getByRole('link', { name: 'Roles', exact: true }).click();
  await expect(page).toHaveURL('/c/1003/roles');
});

test('roles are for those who manage them', async ({ page, login, expectStatus }) => {
  expectStatus(403, 404);
  await login(page, demo.member);
  expect((await page.goto('/c/1001/roles'))?.status()).toBe(403);
  expect((await page.goto('/c/1001/roles/new'))?.status()).toBe(403);
  await forgetLogin(page);
  await login(page, demo.admin);
  expect((await page.goto('/c/1001/roles/rol_01972c3d0000700080000000000000ff'))?.status()).toBe(404);
  expect((await page.goto('/c/1001/roles/nonsense'))?.status()).toBe(404);
  expect((await page.goto('/c/1001/roles?dialog=delete&id=rol_01972c3d0000700080000000000000ff'))?.status()).toBe(404);
});
