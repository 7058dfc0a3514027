import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { forgetLogin } from '../support/pages.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Numbers' });
const row = (page: Page, number: string) => table(page).getByRole('row').filter({ hasText: number });
const summary = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

/** Seven digits that no other test of this run has. */
const digits = (text: string) => String(parseInt(text.replace(/[^0-9a-f]/g, '').slice(-9), 16) % 10_000_000).padStart(7, '0');

test('M10 numbers are added, assigned, taken back and deleted', async ({ page, login, visit, settled, axe, expectStatus, address }) => {
  expectStatus(422);
  const number = `+3499${digits(address('x'))}`;
  await login(page, demo.admin);
  await visit(page, '/c/1001/roles');
  await page.getByRole('navigation', { name: 'User management' }).getByRole('link', { name: 'Numbers', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Numbers');
  await settled(page);
  await axe(page);

  await page.getByRole('button', { name: 'Add numbers' }).click();
  const add = page.getByRole('dialog', { name: 'Add numbers' });
  await add.getByRole('textbox', { name: 'Numbers to add' }).fill(`${number}\n0911 23\n${number} nonsense`);
  await add.getByRole('button', { name: 'Add numbers' }).click();
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole('link')).toHaveText([/^Line 2 \(0911 23\)/, /^Line 3 \(.*nonsense\)/]);
  await axe(page);
  await add.getByRole('textbox', { name: 'Numbers to add' }).fill(`${number}\n${number}\n+34911234560`);
  await add.getByRole('button', { name: 'Add numbers' }).click();
  const notice = page.getByRole('region', { name: '1 number was added.' });
  await expect(notice).toContainText('1 was there already.');
  await expect(row(page, number)).toContainText('Free');
  await axe(page);

  await row(page, number).getByRole('button', { name: 'Assign' }).click();
  const assign = page.getByRole('dialog', { name: `Assign ${number}` });
  await assign.getByRole('button', { name: 'Assign' }).click();
  await expect(summary(page).getByRole('link')).toHaveText(['Choose a member']);
  await settled(page);
  await axe(page);
  await assign.getByRole('searchbox', { name: 'Search members' }).fill('lucía');
  await assign.getByRole('button', { name: 'Search' }).click();
  await expect(assign.getByRole('radio')).toHaveCount(1);
  await settled(page);
  await assign.getByRole('radio', { name: 'Lucía Fernández' }).check();
  await assign.getByRole('button', { name: 'Assign' }).click();
  await expect(assign).toHaveCount(0);
  await expect(row(page, number).getByRole('link', { name: 'Lucía Fernández' })).toBeVisible();
  await expect(row(page, number).getByRole('button', { name: 'Delete' })).toHaveCount(0);

  await settled(page);
  await row(page, number).getByRole('button', { name: 'Take back' }).click();
  const back = page.getByRole('dialog', { name: `Take back ${number}?` });
  await expect(back).toContainText('Lucía Fernández has it now.');
  await axe(page);
  await back.getByRole('button', { name: 'Take back' }).click();
  await expect(row(page, number)).toContainText('Free');

  await settled(page);
  await row(page, number).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: `Delete ${number}?` }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('region', { name: 'The number was deleted.' })).toBeVisible();
  await expect(row(page, number)).toHaveCount(0);
});

test('numbers are filtered and searched in the address', async ({ page, login, visit, axe }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/numbers');
  await page.getByRole('link', { name: 'Assigned', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/numbers?status=assigned');
  await expect(row(page, '+34911234560')).toContainText('Santiago Garcia');
  const search = page.getByRole('searchbox', { name: 'Search numbers' });
  await search.fill('fernández');
  await search.press('Enter');
  await expect(page).toHaveURL(/status=assigned/);
  await expect(table(page).getByRole('row')).toHaveCount(3);
  await search.fill('45 60');
  await search.press('Enter');
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await axe(page);
  await search.fill('nobody at all');
  await search.press('Enter');
  await expect(page.getByRole('main')).toContainText('No number matches');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/c/1001/numbers');
});

test('a number that somebody has meanwhile is not given away again', async ({ page, login, visit, visitor, settled, expectStatus, address }) => {
  expectStatus(409);
  const number = `+3498${digits(address('x'))}`;
  await login(page, demo.admin);
  await visit(page, '/c/1001/numbers?dialog=add');
  await page.getByRole('textbox', { name: 'Numbers to add' }).fill(number);
  await page.getByRole('dialog').getByRole('button', { name: 'Add numbers' }).click();
  await row(page, number).getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('radio', { name: 'Ada Martín' }).check();

  const other = await visitor();
  await login(other, demo.operator);
  await visit(other, page.url().replace('dialog=assign', 'dialog=delete'));
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await expect(row(page, number)).toContainText('Ada Martín');
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(summary(other)).toContainText('Somebody has this number');
  await settled(page);
  await row(page, number).getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(row(page, number)).toContainText('Free');
});

test('numbers are for those who assign them', async ({ page, login, visit, expectStatus }) => {
  expectStatus(403, 404);
  await login(page, demo.member);
  expect((await page.goto('/c/1001/numbers'))?.status()).toBe(403);
  await forgetLogin(page);
  await login(page, demo.admin);
  expect((await page.goto('/c/1001/numbers?dialog=delete&id=num_01972c3d0000700080000000000000ff'))?.status()).toBe(404);
  await forgetLogin(page);
  await login(page, demo.operator);
  await visit(page, '/c/1004/numbers');
  await expect(page.getByRole('main')).toContainText('There are no numbers yet');
});
