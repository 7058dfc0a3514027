import type { Locator, Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { newCustomer } from '../support/wizard.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const summary = (page: Page): Locator => page.getByRole('group', { name: 'There is a problem' });
const row = (page: Page, email: string): Locator => page.getByRole('table', { name: 'Invitations' }).getByRole('row').filter({ hasText: email });

test('M01 Quick invite: one address, one role, Invite', async ({ page, login, visit, settled, address, mailbox, axe }) => {
  await login(page, demo.operator);
  const c = await newCustomer(page, address('quick'));
  // One click away from any other flow.
  await visit(page, `/c/${c}/settings`);
  await page.getByRole('radio', { name: 'Quick invite', exact: true }).check();
  await press(page, 'Save settings');
  await expect(page.getByRole('region', { name: 'The settings are saved' })).toBeVisible();
  await settled(page);
  await page.getByRole('button', { name: 'Admin', exact: true }).click();
  await page.locator('#admin-menu').getByRole('link', { name: 'Invitations', exact: true }).click();
  await settled(page);
  await press(page, 'Invite user');
  await settled(page);
  await expect(dialog(page)).toHaveAccessibleName('Invite user');
  await expect(dialog(page).getByRole('textbox')).toHaveCount(1);
  await axe(page);
  const email = address('maria');
  await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
  await dialog(page).getByLabel('Role', { exact: true }).selectOption('Account Administrator');
  await dialog(page).getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
  await expect(row(page, email)).toContainText('Account Administrator');
  expect((await mailbox.latest(email)).text).toContain('Account Administrator');
});

test.describe('Permissions', () => {
  test('M07 M08 all permissions, and it stands among the pending invites', async ({ page, login, visit, settled, address, mailbox, axe }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1002/profile');
    await page.getByRole('navigation', { name: 'Profile' }).getByRole('link', { name: 'User management', exact: true }).click();
    await expect(page).toHaveURL('/c/1002/users');
    await settled(page);
    await press(page, 'Invite new user');
    await settled(page);
    await expect(dialog(page)).toHaveAccessibleName('Invite new user');
    await axe(page);
    const email = address('owner');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('radio', { name: 'All permissions', exact: true }).check();
    await expect(dialog(page).getByRole('checkbox', { name: 'Manage users' })).toBeHidden();
    await dialog(page).getByRole('button', { name: 'Send invite', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
    const pending = page.getByRole('link', { name: 'Pending invites', exact: true });
    await expect(pending).toHaveAttribute('aria-current', 'true');
    await expect(row(page, email)).toContainText('All permissions');
    await settled(page);
    await axe(page);
    const mail = await mailbox.latest(email);
    expect(mail.text).toContain('Alle Berechtigungen');
  });

  test('M07 chosen permissions, none of them is a problem', async ({ page, login, visit, settled, address, mailbox, visitor, expectStatus, axe }) => {
    expectStatus(422);
    await login(page, demo.operator);
    await visit(page, '/c/1002/invitations?dialog=invite');
    const email = address('clerk');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('button', { name: 'Send invite', exact: true }).click();
    await expect(summary(page).getByRole('link', { name: 'Choose all permissions, or some' })).toHaveAttribute('href', '#access');
    await settled(page);
    await dialog(page).getByRole('radio', { name: 'Choose permissions', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Send invite', exact: true }).click();
    await expect(summary(page).getByRole('link', { name: 'Choose at least one permission' })).toBeVisible();
    await settled(page);
    await axe(page);
    await expect(dialog(page).getByRole('radio', { name: 'Choose permissions', exact: true })).toBeChecked();
    await dialog(page).getByRole('checkbox', { name: 'Invoices', exact: true }).check();
    await dialog(page).getByRole('checkbox', { name: 'See users', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Send invite', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await expect(row(page, email)).toContainText('Invoices');
    await expect(row(page, email)).toContainText('See users');

    const { link } = await mailbox.latest(email);
    const invitee = await visitor();
    await visit(invitee, new URL(link).pathname);
    await expect(invitee.getByRole('main')).toContainText('Invoices');
    await axe(invitee);
  });
});

test.describe('Roles', () => {
  test('M11 several roles, Send invitation, and what comes after it', async ({ page, login, visit, settled, address, mailbox, axe }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1003/');
    await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'User management', exact: true }).click();
    await settled(page);
    await press(page, 'Invite user');
    await settled(page);
    await expect(dialog(page)).toHaveAccessibleName('Invite user');
    await axe(page);
    const email = address('several');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('checkbox', { name: 'Rechnungsprüfung', exact: true }).check();
    await dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    for (const name of ['Invite another', 'Close']) await expect(dialog(page).getByRole('button', { name, exact: true })).toBeVisible();
    await expect(dialog(page).getByRole('link', { name: 'See all invitations', exact: true })).toBeVisible();
    await expect(row(page, email)).toContainText('Rechnungsprüfung');
    await expect(row(page, email)).toContainText('Einsatzleitung');
    expect((await mailbox.latest(email)).text.replace(/\s+/g, ' ')).toContain('Einsatzleitung, Rechnungsprüfung');

    // Roles are optional here.
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Invite another', exact: true }).click();
    await settled(page);
    const bare = address('bare');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(bare);
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${bare} is invited`);
    await expect(row(page, bare)).toContainText('none');
  });

  test('M05 the wizard gives several roles, to all and to one', async ({ page, login, visit, settled, address, axe, javaScriptEnabled }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1003/users');
    await press(page, 'Invite several users');
    await settled(page);
    const [ann, bo] = [address('ann'), address('bo')];
    await page.getByRole('textbox', { name: 'Email addresses', exact: true }).fill(`${ann} ${bo}`);
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/accounts$/);
    await settled(page);
    await axe(page);
    const all = page.locator('details.pick').filter({ hasText: 'Roles for everybody' });
    await all.locator('summary').click();
    await all.getByRole('checkbox', { name: 'Einsatzleitung', exact: true }).check();
    await press(page, 'Apply to all');
    if (javaScriptEnabled === false) await settled(page);
    const of = (email: string): Locator => page.getByRole('main').getByRole('row').filter({ hasText: email });
    await expect(of(ann).locator('summary')).toContainText('Einsatzleitung');
    await expect(of(bo).locator('summary')).toContainText('Einsatzleitung');
    await of(bo).locator('summary').click();
    await of(bo).getByRole('checkbox', { name: 'Rechnungsprüfung', exact: true }).check();
    if (javaScriptEnabled !== false) await expect(of(bo).locator('summary')).toContainText('Einsatzleitung, Rechnungsprüfung');
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/submit$/);
    await settled(page);
    await expect(of(bo)).toContainText('Rechnungsprüfung');
    await expect(of(ann)).not.toContainText('Rechnungsprüfung');
    await axe(page);
    await press(page, 'Submit');
    await expect(page).toHaveURL(/\/result$/);
    await expect(of(bo)).toContainText('Rechnungsprüfung');
  });
});

test.describe('Directory', () => {
  const details = async (page: Page, email: string, first = 'Lucía', last = 'Fernández'): Promise<void> => {
    await page.getByLabel('First name', { exact: true }).fill(first);
    await page.getByLabel('Last name', { exact: true }).fill(last);
    await page.getByLabel('Email address', { exact: true }).fill(email);
  };

  test('M23 M24 M25 Settings, Users, Add user: details, groups, overview, Add', async ({ page, login, visit, settled, address, mailbox, visitor, expectStatus, axe, javaScriptEnabled }) => {
    expectStatus(422);
    await login(page, demo.operator);
    await visit(page, '/c/1004/settings');
    await page.getByRole('main').getByRole('link', { name: 'Users', exact: true }).click();
    await settled(page);
    await page.getByRole('link', { name: 'Add user', exact: true }).click();
    await expect(page).toHaveURL('/c/1004/users/new/details');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add user');
    await settled(page);
    await axe(page);

    await press(page, 'Next');
    await expect(summary(page).getByRole('link')).toHaveText(['Enter an email address', 'Enter a first name', 'Enter a last name']);
    await settled(page);
    const email = address('lucia');
    await details(page, email);
    await page.getByLabel('Country code').selectOption({ label: 'Spain (+34)' });
    await page.getByLabel('Phone number').fill('600 11 22 33');
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/c\/1004\/users\/new\/groups\?draft=bat_/);
    await settled(page);
    await axe(page);

    await press(page, 'Next');
    await expect(summary(page).getByRole('link', { name: 'Choose at least one group' })).toHaveAttribute('href', '#groups');
    await settled(page);
    await page.getByRole('searchbox', { name: 'Search groups' }).fill('bod');
    if (javaScriptEnabled === false) {
      await press(page, 'Search');
      await expect(page).toHaveURL(/search=bod/);
    }
    await expect(page.getByRole('checkbox', { name: 'Viñedo', exact: true })).toBeHidden();
    await page.getByRole('checkbox', { name: 'Bodega', exact: true }).check();
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/c\/1004\/users\/new\/overview\?draft=bat_/);
    await settled(page);
    const main = page.getByRole('main');
    for (const told of ['Lucía Fernández', email, '+34 600112233', 'Bodega']) await expect(main).toContainText(told);
    await expect(page.getByLabel('Access type')).toHaveJSProperty('value', await page.getByRole('option', { name: 'Standard User' }).getAttribute('value'));
    await axe(page);

    // A Change link leads back, with everything kept.
    await main.getByRole('link', { name: 'Change Name' }).click();
    await settled(page);
    await expect(page.getByLabel('First name', { exact: true })).toHaveValue('Lucía');
    await expect(page.getByLabel('Phone number')).toHaveValue('600112233');
    await page.getByLabel('Last name', { exact: true }).fill('Fernández Ruiz');
    await press(page, 'Next');
    await settled(page);
    await expect(page.getByRole('checkbox', { name: 'Bodega', exact: true })).toBeChecked();
    await press(page, 'Next');
    await settled(page);
    await press(page, 'Add');
    await expect(page.getByRole('heading', { level: 2, name: 'Lucía Fernández Ruiz was added' })).toBeVisible();
    await expect(main).toContainText('spam or junk folder');
    await settled(page);
    if (javaScriptEnabled !== false) {
      await expect(main.getByRole('region', { name: 'Lucía Fernández Ruiz was added' })).toBeFocused();
      await expect(main.locator('.delivery')).toContainText('Sent', { timeout: 20_000 });
    }
    await axe(page);
    await expect(page.getByRole('link', { name: 'Close', exact: true })).toHaveAttribute('href', '/c/1004/users');
    await press(page, 'Copy link');
    await expect(dialog(page)).toContainText(email);
    await settled(page);
    await page.keyboard.press('Escape');

    await visit(page, page.url().replace(/[&?](dialog|id|copied)=[^&]*/g, ''));
    await page.getByRole('link', { name: 'View details', exact: true }).click();
    await expect(page).toHaveURL(/\/c\/1004\/invitations\/inv_/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(email);
    for (const told of ['Lucía Fernández Ruiz', '+34600112233', 'Standard User', 'Bodega', 'Link copied']) await expect(main).toContainText(told);
    await settled(page);
    await axe(page);

    // Who registers finds the names and the phone number that the inviter knows.
    const { link } = await mailbox.latest(email);
    const invitee = await visitor();
    await visit(invitee, `${new URL(link).pathname}?with=register`);
    await expect(invitee.locator('#first_name')).toHaveValue('Lucía');
    await expect(invitee.locator('#phone')).toHaveValue('+34600112233');
  });

  test('M26 who is a member or invited already is told at once', async ({ page, login, visit, settled, address, expectStatus, axe }) => {
    expectStatus(409, 429);
    await login(page, demo.operator);
    await visit(page, '/c/1004/users/new/details');
    await details(page, 'sol@bodega-sol.example');
    await press(page, 'Next');
    await expect(summary(page)).toContainText('This person is a member of the account already.');
    await expect(page.getByLabel('First name', { exact: true })).toHaveValue('Lucía');
    await settled(page);
    await axe(page);

    await details(page, 'carmen@bodega-sol.example');
    await press(page, 'Next');
    await expect(summary(page)).toContainText('This person has a pending invitation.');
    await settled(page);
    await press(page, 'Send again');
    await expect(page).toHaveURL(/\/c\/1004\/invitations\?resent=inv_/);
    await expect(page.getByRole('region', { name: 'The invitation to carmen@bodega-sol.example goes out again' })).toBeVisible();

    // A login elsewhere is none of this account's business.
    await visit(page, '/c/1004/users/new/details');
    await details(page, 'member@demo.test');
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/users\/new\/groups/);
    await visit(page, '/c/1004/users/new/details');
    await details(page, address('fresh'));
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/users\/new\/groups/);
  });

  test('pressing Add twice adds one person, and Back does not add another', async ({ page, login, visit, settled, address }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1004/users/new/details');
    const email = address('twice');
    await details(page, email);
    await press(page, 'Next');
    await expect(page).toHaveURL(/groups/);
    await settled(page);
    await page.getByRole('checkbox', { name: 'Bodega', exact: true }).check();
    await press(page, 'Next');
    await expect(page).toHaveURL(/overview/);
    await settled(page);
    await page.getByRole('button', { name: 'Add', exact: true }).dblclick();
    await expect(page.getByRole('heading', { level: 2, name: 'Lucía Fernández was added' })).toBeVisible();
    const overview = page.url();
    await visit(page, overview);
    await expect(page.getByRole('heading', { level: 2, name: 'Lucía Fernández was added' })).toBeVisible();
    await visit(page, `/c/1004/invitations?search=${encodeURIComponent(email)}`);
    await expect(row(page, email)).toHaveCount(1);
  });

  test('the wizard asks for names and groups', async ({ page, login, visit, settled, address, expectStatus, axe }) => {
    expectStatus(422);
    await login(page, demo.operator);
    await visit(page, '/c/1004/users');
    await press(page, 'Invite several users');
    await settled(page);
    const [ann, bo] = [address('ann'), address('bo')];
    await page.getByRole('textbox', { name: 'Email addresses', exact: true }).fill(`Ann Lee <${ann}>, ${bo}`);
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/accounts$/);
    await settled(page);
    await axe(page);
    await expect(page.getByRole('textbox', { name: `First name of ${ann}` })).toHaveValue('Ann');
    await press(page, 'Next');
    await expect(summary(page).getByRole('link')).toHaveText([
      `Choose at least one group for ${ann}`,
      `Enter a first name for ${bo}`,
      `Enter a last name for ${bo}`,
      `Choose at least one group for ${bo}`,
    ]);
    await settled(page);
    await axe(page);
    await page.getByRole('textbox', { name: `First name of ${bo}` }).fill('Bo');
    await page.getByRole('textbox', { name: `Last name of ${bo}` }).fill('Roe');
    const all = page.locator('details.pick').filter({ hasText: 'Groups for everybody' });
    if (!(await all.getByRole('checkbox').first().isVisible())) await all.locator('summary').click();
    await all.getByRole('checkbox', { name: 'Viñedo', exact: true }).check();
    await press(page, 'Apply groups to all');
    const of = (email: string): Locator => page.getByRole('main').getByRole('row').filter({ hasText: email });
    await expect(of(ann).locator('summary')).toContainText('Viñedo');
    await settled(page);
    await press(page, 'Next');
    await expect(page).toHaveURL(/\/submit$/);
    await settled(page);
    await expect(of(bo)).toContainText('Bo Roe');
    await expect(of(bo)).toContainText('Viñedo');
    await axe(page);
  });
});

test.describe('M27 an invitation is changed, sent on and begun anew', () => {
  test('Edit changes what it grants; the link stays', async ({ page, login, visit, settled, address, mailbox, visitor, axe }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1003/invitations?dialog=invite');
    const email = address('edit');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    const { link } = await mailbox.latest(email);
    await visit(page, `/c/1003/invitations?search=${encodeURIComponent(email)}`);
    await row(page, email).getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`Edit the invitation to ${email}`);
    await settled(page);
    await axe(page);
    await expect(dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true })).toBeChecked();
    await dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true }).uncheck();
    await dialog(page).getByRole('checkbox', { name: 'Rechnungsprüfung', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Save changes', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('region', { name: `The invitation to ${email} was changed` })).toBeVisible();
    await expect(row(page, email)).toContainText('Rechnungsprüfung');
    await expect(row(page, email)).not.toContainText('Einsatzleitung');
    const invitee = await visitor();
    await visit(invitee, new URL(link).pathname);
    await expect(invitee.getByRole('main')).toContainText('Rechnungsprüfung');
    expect(await mailbox.countInTheEnd(email)).toBe(1);
  });

  test('what was answered meanwhile cannot be changed', async ({ page, login, visit, address, expectStatus }) => {
    expectStatus(409);
    await login(page, demo.operator);
    await visit(page, '/c/1003/invitations?dialog=invite');
    const email = address('gone');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    const id = new URL(page.url()).searchParams.get('id')!;
    await visit(page, `/c/1003/invitations?dialog=delete&id=${id}`);
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await visit(page, `/c/1003/invitations?dialog=edit&id=${id}`);
    await expect(dialog(page)).toHaveAccessibleName('This invitation is no longer pending');
  });

  test('Generate new invitation brings everything along', async ({ page, login, visit, settled, address }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1003/invitations?dialog=invite');
    const email = address('anew');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true }).check();
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    const id = new URL(page.url()).searchParams.get('id')!;
    await visit(page, `/c/1003/invitations/${id}`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('region', { name: `The invitation to ${email} was deleted` })).toBeVisible();
    await settled(page);
    await press(page, 'Generate new invitation');
    await settled(page);
    await expect(dialog(page).getByLabel('Email address', { exact: true })).toHaveValue(email);
    await expect(dialog(page).getByRole('checkbox', { name: 'Einsatzleitung', exact: true })).toBeChecked();
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
  });
});
