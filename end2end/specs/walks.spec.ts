import type { Locator, Page } from '@playwright/test';
import { demo, expect, test as base } from '../fixtures.ts';
import { forgetLogin } from '../support/pages.ts';
import { giveRoles } from '../support/people.ts';
import { newCustomer } from '../support/wizard.ts';

// The five ways to invite, each from the login to the new member at work. `make tour` runs them with a folder for pictures, which are
// those of docs/tour.md.
const folder = process.env.VESTIBULE_TOUR;

type Walk = {
  /** Takes a picture for the tour, if one is being made. */
  picture: (page: Page, name: string) => Promise<void>;
  /** An address that nobody else has; in the tour one that reads well. */
  who: (name: string) => string;
};

const test = base.extend<Walk>({
  picture: async ({ settled }, use) =>
    use(async (page, name) => {
      if (!folder) return;
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
    }),
  who: async ({ address }, use) => use((name) => (folder ? `${name}@example.test` : address(name))),
});

const dialog = (page: Page): Locator => page.getByRole('dialog');
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const follow = (within: Locator, name: string): Promise<void> => within.getByRole('link', { name, exact: true }).click();
const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const navigation = (page: Page): Locator => page.getByRole('navigation', { name: 'Account', exact: true });
const row = (page: Page, table: string, text: string): Locator => page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });

/** Opens *Invitations* or another page by the *Admin* menu. */
async function admin(page: Page, entry: string): Promise<void> {
  await press(page, 'Admin');
  await follow(page.locator('#admin-menu'), entry);
}

/** Registers by the form of the page *Join…* as it stands. */
async function register(page: Page, first: string, last: string): Promise<void> {
  await page.getByLabel('First name', { exact: true }).fill(first);
  await page.getByLabel('Last name', { exact: true }).fill(last);
  await page.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
  await press(page, 'Register');
}

test.describe('from the login to the new member', { tag: '@postgres' }, () => {
  test('M01 Quick invite: Admin, Invitations, Invite user, Invite', async ({ page, login, settled, visit, visitor, mailbox, who, address, picture }) => {
    await login(page, demo.operator);
    const c = folder ? '1001' : await newCustomer(page, address('quick'));
    await visit(page, `/c/${c}/settings`);
    await page.getByRole('radio', { name: 'Quick invite', exact: true }).check();
    await picture(page, '1-preset');
    await press(page, 'Save settings');
    await expect(page.getByRole('region', { name: 'The settings are saved' })).toBeVisible();
    await settled(page);
    await admin(page, 'Invitations');
    await settled(page);
    await picture(page, '1-invitations');
    await press(page, 'Invite user');
    await settled(page);
    const email = who('fred.flint');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByLabel('Role', { exact: true }).selectOption('Account Administrator');
    await picture(page, '1-dialog');
    await dialog(page).getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    const theirs = await visitor();
    await visit(theirs, new URL((await mailbox.latest(email)).link).pathname);
    await follow(theirs.getByRole('main'), 'Register');
    await settled(theirs);
    await register(theirs, 'Fred', 'Flint');
    await expect(theirs).toHaveURL(`/c/${c}/`);
    await visit(page, `/c/${c}/users`);
    await expect(row(page, 'Users', 'Fred Flint')).toContainText('Account Administrator');
    if (!folder) return;
    await visit(page, `/c/${c}/settings`);
    await page.getByRole('radio', { name: 'Access type and numbers', exact: true }).check();
    await press(page, 'Save settings');
  });

  test('M02 M03 M04 M05 M06 for a customer: Customers, Profile, Contact information, Create new users', async ({
    page,
    context,
    login,
    settled,
    mailbox,
    who,
    picture,
    javaScriptEnabled,
  }) => {
    await login(page, demo.operator);
    await expect(heading(page)).toHaveText('Customers');
    await picture(page, '2-customers');
    await follow(page.getByRole('table'), "Santiago's 5");
    await expect(page.getByText("Acting for Santiago's 5")).toBeVisible();
    await follow(navigation(page), 'Profile');
    await follow(page.getByRole('navigation', { name: 'Profile' }), 'Contact information');
    await expect(page.getByRole('table', { name: 'User profiles' })).toBeVisible();
    await settled(page);
    await picture(page, '2-contact');
    const opened = context.waitForEvent('page');
    await press(page, 'Create new users');
    const tab = await opened;
    await expect(heading(tab)).toHaveText('Step 1 of 3: Email addresses');
    await settled(tab);
    const [first, second] = [who('test1'), who('test2')];
    await tab.getByRole('textbox', { name: 'Email addresses', exact: true }).fill(`${first}, ${second}, `);
    await picture(tab, '2-addresses');
    await press(tab, 'Next');
    await expect(heading(tab)).toHaveText('Step 2 of 3: Accounts');
    await settled(tab);
    const access = (email: string): Locator => tab.getByRole('combobox', { name: `Access type for ${email}`, exact: true });
    await expect(access(first).locator('option:checked')).toHaveText('Standard User');
    await access(second).selectOption('Account Administrator');
    if (javaScriptEnabled !== false) {
      const search = tab.getByRole('combobox', { name: `Search for number for ${first}`, exact: true });
      await search.fill('4569'); // not one that other tests hand out
      await tab.getByRole('listbox').getByRole('option').first().click();
    }
    await picture(tab, '2-accounts');
    await press(tab, 'Next');
    await expect(heading(tab)).toHaveText('Step 3 of 3: Submit');
    await settled(tab);
    await picture(tab, '2-submit');
    await press(tab, 'Submit');
    await expect(heading(tab)).toHaveText('2 invitations queued');
    await settled(tab);
    await picture(tab, '2-result');
    const [mail, other] = [await mailbox.latest(first), await mailbox.latest(second)];
    expect(mail.text).toContain("Santiago's 5");
    expect(other.text).toContain('Account Administrator');
    if (!folder) return;
    await tab.goto(mail.path);
    await picture(tab, '2-mail');
  });

  test('M07 M08 M09 permissions: Profile, User management, Invite new user, Pending invites', async ({
    page,
    login,
    visit,
    settled,
    visitor,
    mailbox,
    who,
    picture,
  }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1002/');
    await page.getByRole('main').getByRole('link', { name: /^Profile of / }).click();
    await follow(page.getByRole('navigation', { name: 'Profile' }), 'User management');
    await expect(heading(page)).toHaveText('User management');
    await settled(page);
    await press(page, 'Invite new user');
    await settled(page);
    const email = who('petra.kern');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('radio', { name: 'Choose permissions', exact: true }).check();
    await dialog(page).getByRole('checkbox', { name: 'Invoices', exact: true }).check();
    await dialog(page).getByRole('checkbox', { name: 'See users', exact: true }).check();
    await picture(page, '3-dialog');
    await dialog(page).getByRole('button', { name: 'Send invite', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Pending invites', exact: true })).toHaveAttribute('aria-current', 'true');
    await expect(row(page, 'Invitations', email)).toContainText('Invoices');
    await picture(page, '3-pending');

    const theirs = await visitor();
    await visit(theirs, new URL((await mailbox.latest(email)).link).pathname);
    for (const way of ['Register', 'Log in']) await expect(theirs.getByRole('main').getByRole('link', { name: way, exact: true })).toBeVisible();
    await picture(theirs, '3-join');
    await follow(theirs.getByRole('main'), 'Register');
    await settled(theirs);
    await register(theirs, 'Petra', 'Kern');
    await expect(theirs).toHaveURL('/c/1002/');
    await settled(theirs);
    await expect(theirs.getByRole('main').getByRole('link', { name: 'Invoices' })).toBeVisible();
    await picture(theirs, '3-home');
    await follow(navigation(theirs), 'User management');
    await expect(row(theirs, 'Users', 'Petra Kern')).toBeVisible();

    // Who has a login uses it.
    await visit(page, '/c/1001/invitations?dialog=invite');
    await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await forgetLogin(theirs);
    await visit(theirs, new URL((await mailbox.latest(email, { subject: /Santiago/ })).link).pathname);
    await follow(theirs.getByRole('main'), 'Log in');
    await settled(theirs);
    await theirs.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
    await theirs.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(theirs).toHaveURL('/c/1001/');
  });

  test('M11 M15 M17 M18 M20 roles: several roles, what becomes of an invitation, rights that come later, leaving', async ({
    page,
    login,
    visit,
    settled,
    visitor,
    mailbox,
    who,
    picture,
    expectStatus,
  }) => {
    test.setTimeout(150_000);
    expectStatus(404);
    await login(page, demo.operator);
    await visit(page, '/c/1003/');
    await follow(navigation(page), 'User management');
    await settled(page);
    await press(page, 'Invite user');
    await settled(page);
    const [several, bare] = [who('jonas.reuter'), who('lena.vogt')];
    await dialog(page).getByLabel('Email address', { exact: true }).fill(several);
    for (const role of ['Einsatzleitung', 'Rechnungsprüfung']) await dialog(page).getByRole('checkbox', { name: role, exact: true }).check();
    await picture(page, '4-dialog');
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${several} is invited`);
    await picture(page, '4-invited');
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Invite another', exact: true }).click();
    await settled(page);
    await dialog(page).getByLabel('Email address', { exact: true }).fill(bare);
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${bare} is invited`);
    await settled(page);
    await follow(dialog(page), 'See all invitations');
    await expect(row(page, 'Invitations', several)).toContainText('Einsatzleitung');
    await settled(page);
    await picture(page, '4-invitations');
    await row(page, 'Invitations', several).getByRole('button', { name: 'Delete', exact: true }).click();
    await settled(page);
    await picture(page, '4-delete');
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);

    // Without a right there is little to see, until one comes.
    const theirs = await visitor();
    await visit(theirs, `${new URL((await mailbox.latest(bare)).link).pathname}?with=register`);
    await register(theirs, 'Lena', 'Vogt');
    await expect(theirs).toHaveURL('/c/1003/');
    const waiting = theirs.getByRole('region', { name: /Your rights are still to come/ });
    await expect(waiting).toBeVisible();
    await picture(theirs, '4-restricted');
    await giveRoles(page, bare, ['Rechnungsprüfung'], { visit, settled }, '1003');
    await visit(theirs, '/c/1003/');
    await expect(waiting).toHaveCount(0);
    await expect(theirs.getByRole('region', { name: 'Welcome tour', exact: true })).toBeVisible();
    await picture(theirs, '4-tour');

    // And out again, by oneself.
    await follow(navigation(theirs), 'Settings');
    await settled(theirs);
    await theirs.getByRole('button', { name: /^Cancel access to Nordlicht/ }).click();
    await settled(theirs);
    await picture(theirs, '4-leave');
    await dialog(theirs).getByRole('button', { name: 'Continue', exact: true }).click();
    await settled(theirs);
    await picture(theirs, '4-leave-confirm');
    await dialog(theirs).getByRole('button', { name: /^End access to / }).click();
    await expect(heading(theirs)).toHaveText('You have no customer account');
    await picture(theirs, '4-no-access');
  });

  test('M23 M24 M25 a directory: Settings, Users, Add user, Add', async ({ page, login, visit, settled, visitor, mailbox, who, picture }) => {
    await login(page, demo.operator);
    await visit(page, '/c/1004/');
    await follow(navigation(page), 'Account settings');
    await settled(page);
    await follow(page.getByRole('main'), 'Users');
    await settled(page);
    await follow(page.getByRole('main'), 'Add user');
    await expect(heading(page)).toHaveText('Add user');
    await settled(page);
    const email = who('lucia.ortega');
    await page.getByLabel('First name', { exact: true }).fill('Lucía');
    await page.getByLabel('Last name', { exact: true }).fill('Ortega');
    await page.getByLabel('Email address', { exact: true }).fill(email);
    await page.getByLabel('Country code').selectOption({ label: 'Spain (+34)' });
    await page.getByLabel('Phone number').fill('600 11 22 33');
    await picture(page, '5-details');
    await press(page, 'Next');
    await settled(page);
    await page.getByRole('checkbox', { name: 'Viñedo', exact: true }).check();
    await picture(page, '5-groups');
    await press(page, 'Next');
    await settled(page);
    await picture(page, '5-overview');
    await press(page, 'Add');
    await expect(page.getByRole('heading', { level: 2, name: 'Lucía Ortega was added' })).toBeVisible();
    await settled(page);
    await picture(page, '5-added');
    await follow(page.getByRole('main'), 'View details');
    await expect(heading(page)).toHaveText(email);
    await settled(page);
    await picture(page, '5-invitation');
    const theirs = await visitor();
    await visit(theirs, `${new URL((await mailbox.latest(email)).link).pathname}?with=register`);
    await expect(theirs.getByLabel('First name', { exact: true })).toHaveValue('Lucía');
    await register(theirs, 'Lucía', 'Ortega');
    await expect(theirs).toHaveURL('/c/1004/');
    await visit(page, '/c/1004/users');
    await expect(row(page, 'Users', 'Lucía Ortega')).toBeVisible();
  });
});
