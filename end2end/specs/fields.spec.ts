import { demo, expect, test } from '../fixtures.ts';

test('a number that there is not is told beside its field', async ({ page, login, visit, settled, address, axe, expectStatus }) => {
  expectStatus(422);
  await login(page, demo.admin);
  await visit(page, '/c/1001/invitations?dialog=invite');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Email address' }).fill(address('number'));
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Standard User' });
  await dialog.locator('#numbers').fill('+1 555 0199999');
  await dialog.getByRole('button').last().click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveAttribute('href', '#numbers');
  await expect(dialog.locator('#numbers')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.locator('#numbers-error')).toBeVisible();
  await settled(page);
  await axe(page);
});

test('the languages of a page that was come to by a link are those of that page', async ({ page, visit, settled }) => {
  await visit(page, '/login');
  await page.getByRole('link', { name: 'Forgot password?', exact: true }).click();
  await expect(page).toHaveURL('/forgot');
  await settled(page);
  await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Deutsch', exact: true }).click();
  await expect(page).toHaveURL(/\/forgot/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passwort zurücksetzen');
});
