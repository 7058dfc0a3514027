import type { Locator, Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { changing, unaware } from '../support/live.ts';

const list = '/c/1001/invitations';

const row = (page: Page, email: string): Locator => page.getByRole('table', { name: 'Invitations' }).getByRole('row').filter({ hasText: email });
const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Asks for `?dialog=invite` and fills in the form. */
async function fillInvitation(page: Page, email: string, role?: string): Promise<void> {
  await dialog(page).getByLabel('Email address', { exact: true }).fill(email);
  if (role) await dialog(page).getByLabel('Role', { exact: true }).selectOption(role);
  await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
}

/** Calls a server function as the page would; for what a test needs but is not about. */
async function call(page: Page, name: string, form: Record<string, string>): Promise<void> {
  const fields = Object.entries(form).map(([key, value]) => [`form[${key}]`, value]);
  const headers = { origin: new URL(page.url()).origin, accept: 'application/json' };
  const answer = await page.request.post(`/api/${name}`, { form: Object.fromEntries(fields), headers, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A customer of the test's own, without people. */
async function newCustomer(page: Page, name: string): Promise<string> {
  const number = name.replace(/\W+/g, '-').slice(0, 32);
  const contact = { contact_name: '', contact_email: '', contact_phone: '', contact_address: '' };
  await call(page, 'create_customer', { number, company: 'Talleres Ibáñez', language: 'en', time_zone: 'Europe/Madrid', ...contact });
  return number;
}

/** The id of the role that a select of the open dialog offers. */
const roleId = (page: Page, name: string): Promise<string | null> =>
  dialog(page).getByRole('option', { name, exact: true }).getAttribute('value');

test('M01 the shortest path: Admin, Invitations, Invite user, one dialog', async ({ page, login, settled, address, mailbox, axe }) => {
  const email = address('maria');
  await login(page, demo.admin);
  await page.getByRole('button', { name: 'Admin', exact: true }).click();
  await page.locator('#admin-menu').getByRole('link', { name: 'Invitations', exact: true }).click();
  await expect(page).toHaveURL(list);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invitations');
  await settled(page);

  await page.getByRole('button', { name: 'Invite user', exact: true }).click();
  await expect(page).toHaveURL(`${list}?dialog=invite`);
  await expect(dialog(page)).toHaveAccessibleName('Invite user');
  await settled(page);
  await expect(dialog(page).getByLabel('Email address', { exact: true })).toBeFocused();
  const role = dialog(page).getByLabel('Role', { exact: true });
  await expect(role.getByRole('option')).toHaveText(['Select a role', 'Account Administrator', 'Standard User', 'Client Admin', 'Invoices only']);
  await expect(role.getByRole('option', { name: 'Standard User' })).toHaveJSProperty('selected', true);
  await expect(dialog(page)).toContainText(/The link is open until \w{3} \d{1,2} \w{3} \d{4}, \d\d:\d\d CES?T\. \d+ of 50 invitations left today\./);
  await axe(page);

  await fillInvitation(page, email, 'Client Admin');
  await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
  await expect(dialog(page)).toContainText(/Queued|Sending|Sent/);
  await expect(row(page, email)).toContainText('Client Admin');
  await expect(row(page, email)).toContainText('by Ada Martín');
  await expect(row(page, email)).toContainText('Pending');
  await settled(page);
  await axe(page);

  await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('row').nth(1)).toContainText(email);
  expect((await mailbox.latest(email)).subject).toContain("Santiago's 5");
});

test('M11 after one invitation comes another, or the list, or nothing more', async ({ page, login, visit, settled, address }) => {
  const email = address('next');
  await login(page, demo.admin);
  await visit(page, `${list}?status=accepted&dialog=invite`);
  await fillInvitation(page, email);
  await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
  await settled(page);
  await dialog(page).getByRole('button', { name: 'Invite another', exact: true }).click();
  await expect(dialog(page)).toHaveAccessibleName('Invite user');
  await settled(page);
  await expect(dialog(page).getByLabel('Email address', { exact: true })).toHaveValue('');
  await fillInvitation(page, address('other'));
  await expect(dialog(page)).toHaveAccessibleName(/is invited$/);
  await settled(page);
  await dialog(page).getByRole('link', { name: 'See all invitations', exact: true }).click();
  await expect(page).toHaveURL(list);
  await expect(dialog(page)).toHaveCount(0);
});

test('M08 it appears among the pending ones, and the navigation counts it', async ({ page, login, visit, settled, address }) => {
  const email = address('pending');
  await login(page, demo.admin);
  await visit(page, `${list}?status=pending`);
  const current = page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: 'Pending', exact: true });
  const before = Number(/\d+/.exec((await current.getAttribute('title'))!)![0]);
  await page.getByRole('button', { name: 'Invite user', exact: true }).click();
  await settled(page);
  await fillInvitation(page, email);
  await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
  await settled(page);
  await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: 'Pending', exact: true }).click();
  await expect(page).toHaveURL(`${list}?status=pending`);
  await expect(row(page, email)).toContainText('Pending');
  await expect(current).toHaveAttribute('title', `Pending: ${before + 1}`);
  const nav = page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Invitations', exact: true });
  await expect(nav).toHaveAttribute('title', `${before + 1} pending`);
});

test('M13 fifty a day, resends included, and the meter shows it before it bites', async ({ page, login, visit, settled, address, expectStatus, axe }) => {
  expectStatus(422);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('m13'));
  const here = `/c/${c}/invitations`;
  await visit(page, here);
  await expect(page.getByRole('main')).toContainText('No invitations yet');
  await axe(page);
  await page.getByRole('button', { name: 'Invite people', exact: true }).click();
  await expect(dialog(page)).toContainText('50 of 50 invitations left today.');
  const role = (await roleId(page, 'Standard User'))!;
  for (let n = 0; n < 49; n += 1) await call(page, 'invite_user', { c, role, email: address('many'), back: here });
  await visit(page, `${here}?dialog=invite`);
  await expect(dialog(page)).toContainText('1 of 50 invitations left today.');
  const last = address('last');
  await fillInvitation(page, last);
  await expect(row(page, last)).toContainText('by Olivia Demo, operator');
  await settled(page);

  await dialog(page).getByRole('button', { name: 'Invite another', exact: true }).click();
  await settled(page);
  await expect(dialog(page)).toContainText(/Your 50 invitations of today are used up\. There are new ones from \w{3} .*, \d\d:\d\d CES?T\./);
  const one = address('one-too-many');
  await fillInvitation(page, one);
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(/fewer invitations left today/);
  await expect(page).toHaveTitle(/^Error: Invitations/);
  await expect(dialog(page).getByLabel('Email address', { exact: true })).toHaveValue(one);
  await settled(page);
  await axe(page);

  await visit(page, `${here}?search=one-too-many`);
  await expect(page.getByRole('main')).toContainText('No invitation found');
});

test('M14 the page and the mail say until when, by the policy of the account', async ({ page, login, visit, address, mailbox }) => {
  const email = address('strict');
  await login(page, demo.operator);
  await visit(page, '/c/1003/invitations?dialog=invite');
  const until = dialog(page).locator('#today time').first();
  const hours = (Date.parse((await until.getAttribute('datetime'))!) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
  await fillInvitation(page, email);
  await expect(row(page, email)).toContainText('in 1 day');
  const mail = await mailbox.latest(email);
  const instant = (await row(page, email).getByRole('cell').nth(3).getByRole('time').last().getAttribute('datetime'))!;
  expect(mail.text.replace(/\s+/g, ' ')).toContain(`${instant.slice(11, 16)} UTC`);
  expect(mail.text).toMatch(/\d\d:\d\d (CES?T|MES?Z)/);
});

test.describe('M15 the table', () => {
  test('filters, searches and says how many', async ({ page, login, visit, settled, axe }) => {
    await login(page, demo.admin);
    await visit(page, list);
    await expect(page.getByRole('columnheader')).toHaveText(['Selected invitations', 'Address', 'Roles, invited by', 'Invitation', 'Delivery', 'Actions']);
    await expect(row(page, 'buchhaltung@kanzlei-mueller.example')).toContainText('550 5.1.1 User unknown');
    await expect(row(page, 'maximilian.oberlaender')).toContainText('Deferred');
    await axe(page);

    const states = page.getByRole('navigation', { name: 'State' });
    for (const [name, email] of [['Accepted', 'lucia.fernandez@'], ['Revoked', 'm.dupont@'], ['Declined', 'o.petrov@']]) {
      await states.getByRole('link', { name, exact: true }).click();
      await expect(page).toHaveURL(`${list}?status=${name.toLowerCase()}`);
      await expect(states.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'true');
      await expect(row(page, email)).toContainText(name);
      await expect(row(page, 's.yilmaz@')).toHaveCount(0);
      await settled(page);
    }
    await states.getByRole('link', { name: 'All', exact: true }).click();
    await expect(page).toHaveURL(list);

    await page.getByRole('searchbox', { name: 'Search invitations' }).fill('dupont');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${list}?search=dupont`);
    await expect(page.getByRole('status')).toHaveText('1 invitation');
    await expect(row(page, '@')).toHaveCount(1);
    await settled(page);

    await page.getByRole('searchbox', { name: 'Search invitations' }).fill('nobody of this name');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toContainText('No invitation found');
    await settled(page);
    await axe(page);
    await page.getByRole('link', { name: 'Clear filters', exact: true }).click();
    await expect(page).toHaveURL(list);
    await expect(row(page, 's.yilmaz@')).toBeVisible();
  });

  test('pages by its keys', async ({ page, login, visit, settled, address, mailbox, visitor }) => {
    test.slow();
    await login(page, demo.operator);
    const c = await newCustomer(page, address('m15'));
    const here = `/c/${c}/invitations`;
    await visit(page, `${here}?dialog=invite`);
    const [administrator, standard] = [(await roleId(page, 'Account Administrator'))!, (await roleId(page, 'Standard User'))!];
    const oldest = address('oldest');
    await call(page, 'invite_user', { c, role: administrator, email: oldest, back: here });
    for (let n = 0; n < 49; n += 1) await call(page, 'invite_user', { c, role: standard, email: address('page'), back: here });
    await visit(page, here);
    await expect(page.getByRole('status')).toHaveText('50 invitations, newest first');
    await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0);

    // The operator's fifty are used up; the oldest one goes on.
    const other = await visitor();
    await visit(other, `${new URL((await mailbox.latest(oldest)).link).pathname}?with=register`);
    await other.getByLabel('First name').fill('Ana');
    await other.getByLabel('Last name').fill('Ruiz');
    await other.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
    await other.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(other).toHaveURL(`/c/${c}/`);
    const newest = address('newest');
    await call(other, 'invite_user', { c, role: standard, email: newest, back: here });

    await visit(other, here);
    await expect(other.getByRole('status')).toHaveText('51 invitations, newest first');
    await expect(row(other, '@')).toHaveCount(50);
    await other.getByRole('link', { name: 'Older', exact: true }).click();
    await expect(row(other, '@')).toHaveCount(1);
    await expect(row(other, oldest)).toContainText('Accepted');
    await settled(other);
    await other.getByRole('link', { name: 'Newer', exact: true }).click();
    await expect(row(other, newest)).toBeVisible();
    await expect(row(other, '@')).toHaveCount(50);
  });

  test('offers only what makes sense for the state, and says whom it is about', async ({ page, login, visit }) => {
    await login(page, demo.admin);
    await visit(page, list);
    const buttons = async (email: string) =>
      row(page, email).getByRole('button').evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')));
    expect(await buttons('s.yilmaz@')).toEqual(['Resend', 'Copy link', 'Edit', 'Delete']);
    expect(await buttons('o.petrov@')).toEqual(['Resend', 'Generate new invitation']);
    expect(await buttons('m.dupont@')).toEqual(['Generate new invitation']);
    expect(await buttons('lucia.fernandez@')).toEqual([]);
    await expect(row(page, 's.yilmaz@').getByRole('button', { name: 'Delete', exact: true })).toHaveAccessibleDescription(/^s\.yilmaz@ ?santiagos5\.example$/);
  });

  test('deletes only after a question', async ({ page, login, visit, settled, address, javaScriptEnabled, axe }) => {
    const email = address('mistake');
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await fillInvitation(page, email);
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await visit(page, `${list}?status=pending`);

    const bin = row(page, email).getByRole('button', { name: 'Delete', exact: true });
    await bin.click();
    await expect(dialog(page)).toHaveAccessibleName(`Delete the invitation to ${email}?`);
    await settled(page);
    await expect(dialog(page).getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
    await axe(page);
    if (javaScriptEnabled !== false) {
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
      await expect(bin).toBeFocused();
      await bin.press(' ');
      await expect(dialog(page)).toBeVisible();
    }
    await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page).toHaveURL(`${list}?status=pending`);
    await settled(page);

    await bin.click();
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('region', { name: `The invitation to ${email} was deleted` })).toBeVisible();
    await expect(dialog(page)).toHaveCount(0);
    await expect(row(page, email)).toHaveCount(0);
    await settled(page);
    if (javaScriptEnabled !== false) await expect(page.getByRole('region', { name: /was deleted$/ })).toBeFocused();
    await axe(page);
    await page.getByRole('link', { name: 'Dismiss', exact: true }).click();
    await expect(page).toHaveURL(`${list}?status=pending`);
    await expect(page.getByRole('region', { name: /was deleted$/ })).toHaveCount(0);

    await visit(page, `${list}?search=${encodeURIComponent(email)}`);
    await expect(row(page, email)).toContainText('Revoked');
  });

  test('tells what became of a row that has changed meanwhile', async ({ page, login, visit, address, expectStatus, settled }) => {
    expectStatus(409);
    const email = address('gone');
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await fillInvitation(page, email);
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await unaware(page);
    await visit(page, list);
    const id = (await row(page, email).locator('.who').getAttribute('id'))!.replace('address-', '');
    await call(page, 'delete_invitation', { c: '1001', id, back: list });
    await row(page, email).getByRole('button', { name: 'Resend', exact: true }).click();
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText(`${email}: This invitation is no longer pending. Load the page again to see what became of it.`);
    await expect(page).toHaveTitle(/^Error: Invitations/);
    await expect(row(page, email)).toContainText('Revoked');
    await settled(page);

    await visit(page, `${list}?dialog=delete&id=${id}`);
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(summary).toContainText('This invitation is no longer pending.');
    await expect(dialog(page)).toBeVisible();
  });

  test('nothing is told to be done that is not', async ({ page, login, visit, settled, address }) => {
    const email = address('still');
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await fillInvitation(page, email);
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await visit(page, list);
    const id = (await row(page, email).locator('.who').getAttribute('id'))!.replace('address-', '');
    await visit(page, `${list}?deleted=${id}`);
    await expect(row(page, email)).toContainText('Pending');
    await expect(page.getByRole('region', { name: /was deleted$/ })).toHaveCount(0);

    await call(page, 'delete_invitation', { c: '1001', id, back: list });
    await visit(page, `${list}?resent=${id}`);
    await expect(row(page, email)).toContainText('Revoked');
    await expect(page.getByRole('region', { name: /goes out again$/ })).toHaveCount(0);
    await visit(page, `${list}?deleted=${id}`);
    await expect(page.getByRole('region', { name: `The invitation to ${email} was deleted` })).toBeVisible();
    await settled(page);
  });
});

test.describe('M27', () => {
  test('an expired invitation is sent again, once a minute', async ({ page, login, visit, settled, mailbox, expectStatus, axe }) => {
    expectStatus(429);
    const email = 't.wisniewski@partner.example';
    await login(page, demo.admin);
    await visit(page, `${list}?search=wisniewski`);
    await expect(row(page, email)).toContainText('Expired');
    const again = row(page, email).getByRole('button', { name: 'Resend', exact: true });
    await expect(again).toHaveAttribute('title', 'Resend: earlier links stop working');
    await again.click();
    await expect(page.getByRole('region', { name: `The invitation to ${email} goes out again` })).toContainText('The links that were sent before have ended.');
    await expect(row(page, email)).toContainText('Pending');
    await expect(row(page, email)).toContainText('in 7 days');
    await expect(row(page, email)).toContainText(/Queued|Sending|Sent/);
    expect((await mailbox.latest(email)).link).toMatch(/\/invitations\//);
    await settled(page);
    await axe(page);

    await again.click();
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText(/^t\.wisniewski@partner\.example: This invitation went out a moment ago\. Wait \d+ s, then send it again\.$/);
    await settled(page);
    await axe(page);
  });

  test('a link is copied from its row', async ({ page, login, visit, settled, address, axe }) => {
    const email = address('link');
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await fillInvitation(page, email);
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await visit(page, `${list}?status=pending`);
    const copy = row(page, email).getByRole('button', { name: 'Copy link', exact: true });
    await expect(copy).toHaveAccessibleDescription(/^link\.\S+@ ?example\.test$/);
    await copy.click();
    await expect(dialog(page)).toHaveAccessibleName('Copy link');
    await expect(dialog(page).getByLabel(`Link for ${email}`)).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/invitations\/[\w.-]+$/);
    await settled(page);
    await axe(page);
    await dialog(page).getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page).toHaveURL(`${list}?status=pending`);
    await expect(dialog(page)).toHaveCount(0);
  });

  test('a declined invitation leads to a new one, filled in', async ({ page, login, visit, settled }) => {
    const email = 'o.petrov@partner.example';
    await login(page, demo.admin);
    await visit(page, `${list}?status=declined`);
    await row(page, email).getByRole('button', { name: 'Generate new invitation', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`\\?status=declined&dialog=invite&from=inv_[0-9a-f]{32}$`));
    await expect(dialog(page).getByLabel('Email address', { exact: true })).toHaveValue(email);
    await expect(dialog(page).getByRole('option', { name: 'Client Admin' })).toHaveJSProperty('selected', true);
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Send invitation', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await expect(row(page, email)).toHaveCount(2);
    await expect(row(page, email).first()).toContainText('Pending');
    await expect(row(page, email).last()).toContainText('Declined');
  });
});

test.describe('M26 the dialog says at once', () => {
  test('what is missing', async ({ page, login, visit, settled, expectStatus, axe }) => {
    expectStatus(422);
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await dialog(page).getByLabel('Role', { exact: true }).selectOption('Select a role');
    await fillInvitation(page, 'jo@');
    const summary = dialog(page).getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText(['Enter an address like name@example.com', 'Choose a role']);
    await expect(page).toHaveTitle(/^Error: Invitations/);
    const email = dialog(page).getByLabel('Email address', { exact: true });
    await expect(email).toHaveValue('jo@');
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await settled(page);
    await axe(page);
    await fillInvitation(page, 'jo@example.test');
    await expect(summary.getByRole('link')).toHaveText(['Choose a role']);
    await settled(page);
    await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page).toHaveTitle(/^Invitations/);
  });

  test('who is a member, and who is invited already, whom it sends the mail again', async ({ page, login, visit, settled, expectStatus, mailbox, axe }) => {
    expectStatus(409);
    await login(page, demo.admin);
    await visit(page, `${list}?dialog=invite`);
    await fillInvitation(page, 'LUCIA.fernandez@santiagos5.example');
    const summary = dialog(page).getByRole('group', { name: 'There is a problem' });
    await expect(summary).toContainText('This person is a member of the account already.');
    await expect(dialog(page).getByRole('button', { name: 'Send again', exact: true })).toHaveCount(0);
    await settled(page);

    const email = 's.yilmaz@santiagos5.example';
    await fillInvitation(page, email);
    await expect(summary).toContainText('This person has a pending invitation. You can send it again.');
    await settled(page);
    await axe(page);
    await dialog(page).getByRole('button', { name: 'Send again', exact: true }).click();
    await expect(dialog(page)).toHaveAccessibleName(`${email} is invited`);
    await expect(row(page, email)).toHaveCount(1);
    await mailbox.latest(email);
  });
});

test('the delivery of a row follows by itself, and the focus stays', async ({ page, login, visit, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript a page stands still');
  await login(page, demo.admin);
  await changing(page);
  let looks = 0;
  await page.route('**/api/invitations?**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const [first] = body.page.rows;
    looks += 1;
    first.delivery = looks < 3 ? { ...first.delivery, status: 'sending', reply: null } : { ...first.delivery, status: 'failed', reply: '554 5.7.1 Not wanted' };
    await route.fulfill({ json: body });
  });
  await visit(page, '/c/1001/');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Invitations', exact: true }).click();
  const first = page.getByRole('table', { name: 'Invitations' }).getByRole('row').nth(1);
  await expect(first).toContainText('Sending');
  const resend = first.getByRole('button', { name: 'Resend', exact: true });
  await resend.focus();
  await expect(first).toContainText('554 5.7.1 Not wanted', { timeout: 15_000 });
  await expect(resend).toBeFocused();
  await expect(page.locator('[aria-live=polite]').filter({ hasText: '1 invitation failed' })).toHaveCount(1);
});
