import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { logIn } from '../support/pages.ts';

test.describe('M02 the operator', () => {
  test('finds a customer and opens its profile and contact information', async ({ page, login, settled, axe }) => {
    await login(page, demo.operator);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers');
    const rows = page.getByRole('table', { name: 'Customers' }).getByRole('row');
    await expect(rows.filter({ hasText: 'Nordlicht Pflegedienst' })).toContainText('1003');
    await axe(page);

    await page.getByRole('searchbox', { name: 'Search customers' }).fill('santiago');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?search=santiago$/);
    await expect(page.getByRole('status')).toHaveText('1 customer');
    await expect(rows).toHaveCount(2);

    await page.getByRole('link', { name: "Santiago's 5" }).click();
    await expect(page).toHaveURL('/c/1001/profile');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Profile');
    await expect(page.getByRole('region', { name: 'Acting for a customer' })).toContainText("Acting for Santiago's 5 (1001)");
    await settled(page);
    await axe(page);

    await page.getByRole('link', { name: 'Contact information', exact: true }).click();
    await expect(page).toHaveURL('/c/1001/profile/contact');
    await expect(page.getByRole('heading', { level: 2, name: 'Contact information' })).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: 'Santiago Garcia' })).toContainText('santiago@santiagos5.example');
    await axe(page);

    await page.getByRole('link', { name: 'Leave' }).click();
    await expect(page).toHaveURL('/customers');
  });

  test('filters by status in the address', async ({ page, login, visit }) => {
    await login(page, demo.operator);
    await page.getByRole('link', { name: 'Closed', exact: true }).click();
    await expect(page).toHaveURL('/customers?status=closed');
    await expect(page.getByRole('link', { name: 'Closed', exact: true })).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('main')).toContainText('No customer matches');
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await expect(page.getByRole('link', { name: 'Kanzlei Müller & Partner' })).toBeVisible();
    await visit(page, '/customers?status=active&search=bodega');
    await expect(page.getByRole('table', { name: 'Customers' }).getByRole('row')).toHaveCount(2);
  });

  test('clears a search, in its field as well', async ({ page, login, visit, settled, javaScriptEnabled }) => {
    await login(page, demo.operator);
    const lists = [
      ['/customers', 'Search customers'],
      ['/choose', 'Search customers'],
      ['/c/1001/users', 'Search users'],
      ['/c/1001/invitations', 'Search invitations'],
    ];
    for (const [path, name] of lists) {
      await visit(page, path);
      const search = page.getByRole('searchbox', { name });
      await search.fill('nobody of this name');
      await search.press('Enter');
      const clear = page.getByRole('link', { name: /^Clear (filters|the search)/ });
      await clear.click();
      await expect(page).toHaveURL(path);
      await expect(clear).toHaveCount(0);
      await expect(search).toHaveValue('');
      await settled(page);
      if (javaScriptEnabled === false) continue;
      await expect(search).toBeFocused();
      await page.goBack();
      await expect(clear).toBeVisible();
      await expect(search).toHaveValue('nobody of this name');
    }
  });

  test('comes back to what was typed after a session that has ended', async ({ page, login, visit, settled, expectStatus }) => {
    expectStatus(401);
    await login(page, demo.operator);
    await visit(page, '/customers/new');
    await page.getByLabel('Company').fill('Talleres Ibáñez');
    await page.getByLabel('Language', { exact: true }).selectOption('es');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
    await settled(page);
    await logIn(page, demo.operator, demoPassword);
    await expect(page).toHaveURL(/^[^?]*\/customers\/new\?flash=/);
    await settled(page);
    await expect(page.getByLabel('Company')).toHaveValue('Talleres Ibáñez');
    await expect(page.getByLabel('Language', { exact: true })).toHaveValue('es');
    await expect(page).toHaveTitle(/^New customer/);
  });

  test('makes a customer', async ({ page, login, axe, address, expectStatus, settled }) => {
    expectStatus(422);
    const number = `N-${address('x').replace(/\W+/g, '-').slice(1, 14)}`;
    await login(page, demo.operator);
    await page.getByRole('link', { name: 'New customer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New customer');
    await settled(page);
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
    await axe(page);

    await page.getByLabel('Company').fill('Talleres Ibáñez');
    await page.getByLabel('Customer number').fill('not a number');
    await page.getByLabel('Contact phone').fill('12');
    await page.getByRole('button', { name: 'Create customer' }).click();
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveCount(2);
    await expect(page).toHaveTitle(/^Error: New customer/);
    await expect(page.getByLabel('Company')).toHaveValue('Talleres Ibáñez');
    await expect(page.getByLabel('Customer number')).toHaveAccessibleDescription(/letters, digits and hyphens/);
    await axe(page);

    await page.getByLabel('Customer number').fill('1001');
    await page.getByLabel('Contact phone').fill('+34 955 12 34 56');
    await page.getByLabel('Language', { exact: true }).selectOption('es');
    await page.getByLabel('Time zone').selectOption('Europe/Madrid');
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(summary.getByRole('link')).toHaveText(['Change the customer number: it is in use already']);

    await page.getByLabel('Customer number').fill(number);
    await page.getByRole('button', { name: 'Create customer' }).click();
    await expect(page).toHaveURL(`/c/${number}/profile/contact`);
    await expect(page.getByRole('main')).toContainText('+34955123456');
    await expect(page.getByRole('main')).toContainText('Nobody is in this account yet');
    await page.getByRole('link', { name: 'Company', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('Europe/Madrid');
    await expect(page.getByRole('main')).toContainText('Español');

    await page.getByRole('link', { name: 'Leave' }).click();
    const newest = page.getByRole('table', { name: 'Customers' }).getByRole('row').nth(1);
    await expect(newest).toContainText(number);
    await expect(newest).toContainText('No administrator yet');
  });

  test('is the only one who sees customers', async ({ page, login, expectStatus }) => {
    expectStatus(403);
    await login(page, demo.admin);
    for (const path of ['/customers', '/customers/new']) {
      expect((await page.goto(path))?.status(), path).toBe(403);
      await expect(page.getByRole('main')).not.toContainText('Nordlicht');
    }
  });
});

test('M03 user profiles are listed, and Create new users opens the wizard in a new tab', async ({ page, login, visit, settled, axe }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/profile/contact');
  const table = page.getByRole('table', { name: 'User profiles' });
  await expect(table.getByRole('columnheader')).toHaveText(['Name', 'Email', 'Contact number', 'Type', 'Numbers', 'Status', 'Actions']);
  const lucia = table.getByRole('row').filter({ hasText: 'Lucía Fernández' });
  await expect(lucia).toContainText('lucia.fernandez@santiagos5.example');
  await expect(lucia).toContainText('Standard User');
  await expect(lucia).toContainText('+34911234561');
  await expect(lucia.getByRole('switch', { name: 'Active: Lucía Fernández' })).toBeChecked();
  await expect(table.getByRole('switch', { name: 'Active: Paco Moreno' })).not.toBeChecked();
  await axe(page);

  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Create new users' }).click();
  const tab = await opened;
  await expect(tab).toHaveURL(/\/c\/1001\/invite\/[^/]+\/addresses$/);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Step 1 of 3: Email addresses');
  await settled(tab);
  await expect(page).toHaveURL('/c/1001/profile/contact');
});

test('M07 Home leads to the profile, and the profile to user management', async ({ page, login, settled, axe }) => {
  await login(page, demo.admin);
  await page.getByRole('link', { name: "Profile of Santiago's 5" }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Profile');
  await page.getByRole('navigation', { name: 'Profile' }).getByRole('link', { name: 'User management' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('User management');
  await settled(page);
  const table = page.getByRole('table', { name: 'Users' });
  await expect(table.getByRole('row').filter({ hasText: 'Ada Martín' })).toContainText('(you)');
  await expect(table.getByRole('row').filter({ hasText: 'Mia Torres' })).toContainText('no rights yet');
  await axe(page);

  await page.getByRole('link', { name: 'Suspended', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/users?status=suspended');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).toContainText('Paco Moreno');
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search users' }).fill('hohenstein');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'user' })).toHaveText('1 user');

  await page.getByRole('button', { name: 'Invite user' }).click();
  await expect(page).toHaveURL('/c/1001/invitations?dialog=invite');
  await expect(page.getByRole('dialog', { name: 'Invite user' })).toBeVisible();
});

test('a member without rights sees neither company nor people', async ({ page, login, expectStatus }) => {
  expectStatus(403);
  await login(page, demo.member);
  for (const name of ['Profile', 'User management']) await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  for (const path of ['/c/1001/profile/contact', '/c/1001/users']) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may not open this page');
    await expect(page.getByRole('table')).toHaveCount(0);
  }
});

test('M28 the operator changes between customers, and it is always visible', async ({ page, login, visit, settled }) => {
  const acting = page.getByRole('region', { name: 'Acting for a customer' });
  await login(page, demo.operator);
  await visit(page, '/c/1003/profile');
  await expect(acting).toContainText('Acting for Nordlicht Pflegedienst (1003)');
  await page.getByRole('button', { name: 'Change customer' }).click();
  const find = page.getByLabel('Find a customer');
  await find.fill('bodega');
  await expect(page.getByRole('option', { name: /Bodega Sol/ }).or(page.locator('html:not([data-hydrated])'))).toBeVisible();
  await find.press('Enter');
  await expect(page).not.toHaveURL(/\/profile$/);
  // Without JavaScript the search leads to a page of what it finds.
  if (page.url().includes('/choose')) await page.getByRole('link', { name: /Bodega Sol/ }).click();
  await expect(page).toHaveURL('/c/1004/');
  await settled(page);
  await expect(acting).toContainText('Acting for Bodega Sol (1004)');
});

test('M28 Enter never changes to a customer of an earlier search', async ({ page, login, visit, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript nothing is found while one types');
  await login(page, demo.operator);
  await visit(page, '/c/1003/profile');
  await page.getByRole('button', { name: 'Change customer' }).click();
  const find = page.getByLabel('Find a customer');
  await find.fill('bodega');
  await expect(page.getByRole('option')).toHaveText([/Bodega Sol/]);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/choices?**', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await find.fill('1001');
  await find.press('Enter');
  await expect(page).toHaveURL('/choose?search=1001');
  release();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(["Santiago's 5"]);
});
