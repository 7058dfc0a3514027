import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { join } from '../support/people.ts';
import { newCustomer } from '../support/wizard.ts';

const table = (page: Page, name = 'Users') => page.getByRole('table', { name });
const rowOf = (page: Page, person: string, name?: string) => table(page, name).getByRole('row').filter({ hasText: person });
const statusOf = (page: Page, person: string) => page.getByRole('switch', { name: `Active: ${person}`, exact: true });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const dialog = (page: Page) => page.getByRole('dialog');
const problem = (page: Page) => page.getByRole('group', { name: 'There is a problem' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens *Actions* of a row and uses one of them. */
async function act(page: Page, person: string, action: string, name?: string): Promise<void> {
  const row = rowOf(page, person, name);
  await row.getByRole('button', { name: 'Actions' }).click();
  const menu = row.locator('[popover]');
  await menu.getByRole('link', { name: action, exact: true }).or(menu.getByRole('button', { name: action, exact: true })).click();
}

test('M10 everything of a member is changed on their page', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(422);
  const email = address('changed');
  await login(page, demo.admin);
  const theirs = await join(page, { email, first: 'Carla', last: email }, { mailbox, visitor, visit, settled });
  await visit(page, `/c/1001/users?search=${encodeURIComponent(email)}`);
  await page.getByRole('link', { name: `Carla ${email}` }).click();
  await expect(heading(page)).toHaveText(`Carla ${email}`);
  await settled(page);
  await expect(page.getByRole('definition').filter({ hasText: 'Ada Martín' })).toBeVisible();
  await axe(page);

  const person = section(page, 'Name and phone');
  await person.getByLabel('First name', { exact: true }).fill('Carlota');
  await person.getByLabel('Phone (optional)').fill('123');
  await button(page, 'Save name and phone').click();
  await expect(problem(page)).toBeFocused();
  await expect(problem(page).getByRole('link')).toHaveText([/Enter a phone number with country code/]);
  await expect(page).toHaveTitle(/^Error: Carla/);
  await expect(person.getByLabel('First name', { exact: true })).toHaveValue('Carlota');
  await settled(page);
  await axe(page);
  await person.getByLabel('Phone (optional)').fill('+34 600 11 22 44');
  await button(page, 'Save name and phone').click();
  await expect(heading(page)).toHaveText(`Carlota ${email}`);
  await expect(person.getByRole('status')).toHaveText('Saved');
  await settled(page);

  const roles = section(page, 'Roles');
  await roles.getByLabel('Standard User').uncheck();
  await roles.getByLabel('Invoices only').check();
  await button(page, 'Save roles').click();
  await expect(roles.getByRole('status')).toHaveText('Saved');
  await settled(page);
  const permissions = section(page, 'Permissions of their own');
  await permissions.getByLabel('See users').check();
  await button(page, 'Save permissions').click();
  await expect(permissions.getByRole('status')).toHaveText('Saved');
  await settled(page);

  const numbers = section(page, 'Numbers');
  await numbers.getByRole('combobox', { name: 'Search for number' }).fill('4568');
  const offer = page.getByRole('listbox', { name: 'Numbers' }).getByRole('option').first();
  if (await page.locator('html[data-hydrated]').count()) await offer.click();
  await button(page, 'Save numbers').click();
  const chosen = numbers.getByRole('list', { name: /^Numbers of/ });
  await expect(chosen).toContainText('+34911234568');
  await expect(numbers.getByRole('status').filter({ hasText: 'Saved' })).toHaveCount(1);
  await settled(page);
  await axe(page);

  await visit(page, `/c/1001/users?search=${encodeURIComponent(email)}`);
  for (const held of ['Invoices only', '+34911234568', `Carlota ${email}`]) await expect(rowOf(page, email)).toContainText(held);
  // What they may do is so with their next click.
  await theirs.reload();
  await settled(theirs);
  await theirs.getByRole('link', { name: 'User management', exact: true }).first().click();
  await expect(heading(theirs)).toHaveText('User management');
  await expect(table(theirs).getByRole('switch')).toHaveCount(0);
});

test('M10 what is taken away is refused with the next click', async ({ page, login, visit, settled, address, mailbox, visitor, expectStatus }) => {
  expectStatus(403, 404);
  const email = address('taken');
  await login(page, demo.admin);
  const theirs = await join(page, { email, role: 'Client Admin', last: email }, { mailbox, visitor, visit, settled });
  await visit(theirs, '/c/1001/users');
  await expect(table(theirs)).toBeVisible();

  await visit(page, `/c/1001/users?search=${encodeURIComponent(email)}`);
  await act(page, email, 'View details');
  await expect(heading(page)).toHaveText(`Noa ${email}`);
  await settled(page);
  await section(page, 'Roles').getByLabel('Client Admin').uncheck();
  await button(page, 'Save roles').click();
  await expect(section(page, 'Roles').getByRole('status')).toHaveText('Saved');
  await settled(page);
  await theirs.getByRole('link', { name: 'Suspended', exact: true }).click();
  await expect(theirs.getByRole('main')).toContainText('You may not open this page');

  // A page of the account would load itself anew in the middle of what follows.
  await theirs.goto('about:blank');
  await statusOf(page, `Noa ${email}`).click();
  await dialog(page).getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(statusOf(page, `Noa ${email}`)).not.toBeChecked();
  expect((await theirs.goto('/c/1001/'))?.status()).toBe(404);
  await visit(theirs, '/');
  await expect(heading(theirs)).toHaveText('You have no customer account');
});

test('M03 M10 the switch asks before it shuts somebody out, and not before it lets them in', async ({ page, login, visit, settled, axe, address, mailbox, visitor, javaScriptEnabled }) => {
  const email = address('switched');
  const name = `Noa ${email}`;
  await login(page, demo.admin);
  const theirs = await join(page, { email, last: email }, { mailbox, visitor, visit, settled });
  await theirs.goto('about:blank');
  for (const [path, of] of [[`/c/1001/users?search=${encodeURIComponent(email)}`, 'Users'], ['/c/1001/profile/contact', 'User profiles']]) {
    await visit(page, path);
    await expect(statusOf(page, name)).toBeChecked();
    await statusOf(page, name).click();
    await expect(dialog(page)).toContainText('they are out of this account');
    await expect(page.getByRole('dialog', { name: `Suspend ${name}?` })).toBeVisible();
    await settled(page);
    await axe(page);
    await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(statusOf(page, name)).toBeChecked();

    await statusOf(page, name).focus();
    await page.keyboard.press('Space');
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Suspend', exact: true }).click();
    await expect(statusOf(page, name)).not.toBeChecked();
    await expect(rowOf(page, email, of)).toContainText('Suspended');
    await settled(page);
    if (javaScriptEnabled !== false) await expect(statusOf(page, name)).toBeFocused();
    await act(page, email, 'Reactivate', of);
    await expect(statusOf(page, name)).toBeChecked();
    await expect(dialog(page)).toHaveCount(0);
    await settled(page);
  }
  // Nobody shuts themselves out.
  await visit(page, '/c/1001/users?search=admin%40demo');
  await expect(statusOf(page, 'Ada Martín')).toBeDisabled();
});

test('M03 M10 who is removed leaves the table, and what they had is free', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(404);
  const [first, second] = [address('first'), address('second')];
  await login(page, demo.admin);
  const theirs = await join(page, { email: first, last: first }, { mailbox, visitor, visit, settled });
  await join(page, { email: second, last: second }, { mailbox, visitor, visit, settled });
  await theirs.goto('about:blank');
  await visit(page, '/c/1001/profile/contact');
  await act(page, first, 'Remove', 'User profiles');
  await expect(page.getByRole('dialog', { name: `Remove Noa ${first}?` })).toBeVisible();
  await settled(page);
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Remove from account', exact: true }).click();
  await expect(rowOf(page, first, 'User profiles')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'The user was removed' })).toBeVisible();
  expect((await theirs.goto('/c/1001/'))?.status()).toBe(404);

  await visit(page, `/c/1001/users?search=${encodeURIComponent(second)}`);
  await page.getByRole('link', { name: `Noa ${second}` }).click();
  await expect(heading(page)).toHaveText(`Noa ${second}`);
  const gone = new URL(page.url()).pathname;
  await settled(page);
  await button(page, 'Remove from account').click();
  await settled(page);
  await dialog(page).getByRole('button', { name: 'Remove from account', exact: true }).click();
  await expect(heading(page)).toHaveText('User management');
  await expect(page.getByRole('region', { name: 'The user was removed' })).toBeVisible();
  await expect(rowOf(page, second)).toHaveCount(0);
  expect((await page.goto(gone))?.status()).toBe(404);
});

test('M10 ending all sessions logs somebody out, and they may come back', async ({ page, login, visit, settled, address, mailbox, visitor }) => {
  const email = address('sessions');
  await login(page, demo.admin);
  const theirs = await join(page, { email, last: email }, { mailbox, visitor, visit, settled });
  await visit(page, `/c/1001/users?search=${encodeURIComponent(email)}`);
  await page.getByRole('link', { name: `Noa ${email}` }).click();
  await expect(page.getByRole('main')).toContainText('1 open');
  await settled(page);
  await button(page, 'End all sessions').click();
  await expect(page.getByRole('region', { name: 'Logged out everywhere' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('none open');
  await theirs.goto('/c/1001/');
  await expect(theirs).toHaveURL(/\/login\?next=/);
  await login(theirs, email, 'fifteen sunny days in spring');
  await expect(heading(theirs)).toHaveText('Home');
});

test('M10 who removes or demotes a sponsor says what becomes of their invitations', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(409, 422);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('sponsors'));
  const [boss, other] = [address('boss'), address('other')];
  const ways = { mailbox, visitor, visit, settled };
  const bosses = await join(page, { email: boss, c, role: 'Account Administrator', first: 'Bo', last: 'Boss' }, ways);
  await join(page, { email: other, c, role: 'Account Administrator', first: 'Ola', last: 'Other' }, ways);
  const [one, two] = [address('one'), address('two')];
  for (const email of [one, two]) await invite(bosses, { email, c });

  await visit(page, `/c/${c}/users?search=${encodeURIComponent(boss)}`);
  await page.getByRole('link', { name: 'Bo Boss' }).click();
  await expect(page.getByRole('main')).toContainText('2 invitations');
  await settled(page);
  const roles = section(page, 'Roles');
  await roles.getByLabel('Account Administrator').uncheck();
  await roles.getByLabel('Standard User').check();
  await button(page, 'Save roles').click();
  await expect(problem(page).getByRole('link')).toHaveText('Choose what becomes of the open invitations');
  const choice = roles.getByRole('group', { name: '2 open invitations of Bo Boss grant more than they may grant from now on' });
  await expect(choice.getByLabel('Revoke them')).toBeChecked();
  await expect(roles.getByLabel('Standard User')).toBeChecked();
  await settled(page);
  await axe(page);
  await choice.getByLabel('Take them over').check();
  await button(page, 'Save roles').click();
  await expect(roles.getByRole('status')).toHaveText('Saved');
  await expect(page.getByRole('main')).not.toContainText('2 invitations');

  // Ola answers for one more, and goes.
  await visit(page, `/c/${c}/users?search=${encodeURIComponent(other)}`);
  await act(page, other, 'Suspend');
  await settled(page);
  await dialog(page).getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(problem(page)).toContainText('needs an active administrator');
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
  await visit(page, `/c/${c}/invitations?status=pending`);
  for (const email of [one, two]) await expect(page.getByRole('row').filter({ hasText: email })).toBeVisible();
});

test('M10 removing a sponsor revokes what they have invited to, unless it is taken over', async ({ page, login, visit, settled, axe, address, mailbox, visitor }) => {
  await login(page, demo.operator);
  const c = await newCustomer(page, address('revoked'));
  const email = address('inviter');
  const ways = { mailbox, visitor, visit, settled };
  await join(page, { email: address('boss'), c, role: 'Account Administrator', first: 'Bo', last: 'Boss' }, ways);
  const theirs = await join(page, { email, c, role: 'Account Administrator', first: 'Ina', last: 'Inviter' }, ways);
  const invited = address('invited');
  await invite(theirs, { email: invited, c });
  await theirs.goto('about:blank');
  await visit(page, `/c/${c}/users?search=${encodeURIComponent(email)}`);
  await act(page, email, 'Remove');
  const choice = dialog(page).getByRole('group', { name: '1 open invitation of Ina Inviter' });
  await expect(choice.getByLabel('Revoke them')).toBeChecked();
  await settled(page);
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Remove from account', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The user was removed' })).toBeVisible();
  await visit(page, `/c/${c}/invitations?status=revoked`);
  await expect(page.getByRole('row').filter({ hasText: invited })).toContainText('Revoked');
});

test('M10 the last administrator stays, and who waits for a role is shown', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(409);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('last'));
  const ways = { mailbox, visitor, visit, settled };
  const boss = await join(page, { email: address('boss'), c, role: 'Account Administrator', first: 'Bo', last: 'Boss' }, ways);
  const email = address('waits');
  await join(page, { email, c, first: 'Wim', last: 'Waits' }, ways);
  await visit(boss, `/c/${c}/users`);
  await act(boss, email, 'View details');
  await settled(boss);
  await section(boss, 'Roles').getByLabel('Standard User').uncheck();
  await button(boss, 'Save roles').click();
  await expect(section(boss, 'Roles').getByRole('status')).toHaveText('Saved');
  await expect(boss.getByRole('main')).toContainText('no rights yet');

  await visit(boss, `/c/${c}/`);
  const waiting = boss.getByRole('region', { name: '1 person joined and waits for a role' });
  await axe(boss);
  await waiting.getByRole('link', { name: 'Show them' }).click();
  await expect(boss).toHaveURL(`/c/${c}/users?status=restricted`);
  await expect(table(boss).getByRole('row')).toHaveCount(2);
  await expect(rowOf(boss, email)).toContainText('no rights yet');

  await boss.getByRole('link', { name: 'All', exact: true }).click();
  await expect(waiting).toBeVisible();
  await boss.getByRole('link', { name: 'Bo Boss' }).click();
  await expect(heading(boss)).toHaveText('Bo Boss');
  await settled(boss);
  await expect(button(boss, 'Remove from account')).toHaveCount(0);
  await section(boss, 'Roles').getByLabel('Account Administrator').uncheck();
  await button(boss, 'Save roles').click();
  await expect(problem(boss)).toContainText('needs an active administrator');
  await expect(section(boss, 'Roles').getByLabel('Account Administrator')).not.toBeChecked();
});

test('M10 the table is narrowed and ordered in its address', async ({ page, login, visit, settled, axe }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/users');
  const names = () => table(page).getByRole('row').locator('.who').allInnerTexts();
  await button(page, 'Order: Newest first').click();
  await page.getByRole('link', { name: 'Name, A to Z', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/users?sort=name');
  await expect(table(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  const fold = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const found = await names();
  expect(found.map(fold)).toEqual(found.map(fold).toSorted());
  await settled(page);
  await button(page, 'Role').click();
  await page.getByRole('link', { name: 'Client Admin', exact: true }).click();
  await expect(page).toHaveURL(/sort=name&role=rol_/);
  await expect(rowOf(page, 'Wolfgang Amadeus')).toBeVisible();
  await expect(rowOf(page, 'Lucía Fernández')).toHaveCount(0);
  await expect(button(page, 'Role: Client Admin')).toBeVisible();
  await settled(page);
  await axe(page);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('nobody of this name');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.has('role') && url.searchParams.get('search') === 'nobody of this name');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/c/1001/users');
  await expect(rowOf(page, 'Lucía Fernández')).toBeVisible();
});
