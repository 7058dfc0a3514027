import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { forgetLogin } from '../support/pages.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Groups' });
const row = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name });

/** Makes a group by the dialog. */
async function make(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New group' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New group' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create group' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(page, name)).toBeVisible();
}

test('M24 groups are created, edited and deleted beforehand', async ({ page, login, visit, settled, axe, expectStatus, address, javaScriptEnabled }) => {
  expectStatus(422);
  const name = `Night shift ${address('x').slice(2, 12)}`;
  await login(page, demo.admin);
  await visit(page, '/c/1001/roles');
  await page.getByRole('navigation', { name: 'User management' }).getByRole('link', { name: 'Groups', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Groups');
  await expect(row(page, 'Sales')).toBeVisible();
  await settled(page);
  await axe(page);

  await page.getByRole('button', { name: 'New group' }).click();
  const dialog = page.getByRole('dialog', { name: 'New group' });
  await expect(page).toHaveURL('/c/1001/groups?dialog=new');
  await axe(page);
  await dialog.getByLabel('Name', { exact: true }).fill('sales');
  await dialog.getByLabel('What it is for').fill('Works at night');
  await dialog.getByRole('button', { name: 'Create group' }).click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['Change the name: it is in use already']);
  await expect(dialog.getByLabel('What it is for')).toHaveValue('Works at night');
  await axe(page);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create group' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(page, name)).toContainText('Works at night');

  await row(page, name).getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: `Edit group ${name}` });
  await expect(edit.getByLabel('What it is for')).toHaveValue('Works at night');
  await edit.getByLabel('Name', { exact: true }).fill(`${name} II`);
  await edit.getByRole('button', { name: 'Save group' }).click();
  await expect(edit).toHaveCount(0);
  await expect(row(page, `${name} II`)).toBeVisible();

  await row(page, `${name} II`).getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: `Delete group ${name} II?` });
  await expect(question).toContainText('Nobody is in this group.');
  await axe(page);
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  const notice = page.getByRole('region', { name: 'The group was deleted.' });
  await expect(notice).toBeVisible();
  await expect(row(page, name)).toHaveCount(0);
  // Not on the button of the row that comes after it.
  if (javaScriptEnabled !== false) await expect(notice).toBeFocused();
});

test('M24 a group with people in it says so, and they can be moved', async ({ page, login, visit, settled, axe, address }) => {
  const name = `Relief ${address('x').slice(2, 12)}`;
  await login(page, demo.operator);
  await visit(page, '/c/1004/groups');
  await make(page, name);
  await settled(page);
  const before = row(page, 'Viñedo');
  await before.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: 'Delete group Viñedo?' });
  await expect(question).toContainText('1 member and 0 open invitations are in this group. Nobody loses access.');
  await axe(page);
  await question.getByRole('combobox', { name: 'Move them to' }).selectOption({ label: name });
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The group was deleted.' })).toBeVisible();
  await expect(row(page, name)).toContainText('1');
  await expect(row(page, 'Viñedo')).toHaveCount(0);
  // As it was, for the next one.
  await row(page, name).getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: `Edit group ${name}` });
  await edit.getByLabel('Name', { exact: true }).fill('Viñedo');
  await edit.getByRole('button', { name: 'Save group' }).click();
  await expect(row(page, 'Viñedo')).toBeVisible();
});

test('many groups can be searched', async ({ page, login, visit, settled, address }) => {
  await login(page, demo.operator);
  await visit(page, '/c/1002/groups');
  const search = page.getByRole('searchbox', { name: 'Search groups' });
  await expect(search).toHaveCount(0);
  const mark = address('x').slice(2, 12);
  for (let n = 1; n <= 11; n++) await make(page, `Site ${n} ${mark}`);
  await settled(page);
  await search.fill(`site 11 ${mark}`);
  await search.press('Enter');
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await search.fill('nothing of this name');
  await search.press('Enter');
  await expect(page.getByRole('main')).toContainText('No group matches');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/c/1002/groups');
  for (let n = 1; n <= 11; n++) {
    await row(page, `Site ${n} ${mark}`).getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(row(page, `Site ${n} ${mark}`)).toHaveCount(0);
  }
});

test('groups are for those who manage them', async ({ page, login, expectStatus }) => {
  expectStatus(403, 404);
  await login(page, demo.member);
  expect((await page.goto('/c/1001/groups'))?.status()).toBe(403);
  await forgetLogin(page);
  await login(page, demo.admin);
  expect((await page.goto('/c/1001/groups?dialog=edit&id=grp_01972c3d0000700080000000000000ff'))?.status()).toBe(404);
});
