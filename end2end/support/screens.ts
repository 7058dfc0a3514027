import type { Page } from '@playwright/test';
import type { demo } from '../fixtures.ts';
import { find, invite, row } from './invitations.ts';
import type { Mailbox } from './mailbox.ts';
import { demoPassword, logIn } from './pages.ts';
import { signInByMail, withoutAccount } from './people.ts';
import { accessType, begin, field, name, next, numberSearch, submit, toSubmit } from './wizard.ts';

/** What a screen may need to come about. */
export type Scene = {
  page: Page;
  settled: (page: Page) => Promise<void>;
  visit: (page: Page, path: string) => Promise<void>;
  mailbox: Mailbox;
  address: (name: string) => string;
};

export type Screen = {
  /** Names the picture's file. */
  name: string;
  path: string;
  /** Which of the demo's logins looks at it; nobody, if absent. */
  as?: keyof typeof demo;
  /** What to do once the page has settled. */
  act?: (scene: Scene) => Promise<void>;
  /** The error statuses that the pages on the way answer with. */
  status?: number[];
};

const three = 'Ann Lee <ann.lee@example.com>; "Roe, Jo" <JO.ROE@Example.com>, sam@example.net';
const troubled = `${three}, jo.roe@example.com  bad@@x, m@münchen.example, kim@gmial.com`;
const long = 'maximiliane-friederike.von-und-zu-hohenstein-wartenberg@international-customers.example.com';

/** The pages that `make screenshots` takes pictures of. */
export const screens: Screen[] = [
  { name: 'login', path: '/login' },
  { name: 'login-problem', path: '/login', status: [401, 422], act: refusedLogin },
  { name: 'forgot', path: '/forgot' },
  { name: 'reset', path: '/forgot', act: reset },
  { name: 'home', path: '/c/1001/', as: 'admin' },
  { name: 'home-restricted', path: '/', as: 'member' },
  { name: 'area', path: '/c/1001/areas/invoices', as: 'admin' },
  { name: 'tour', path: '/c/1001/', as: 'admin', act: newcomer },
  { name: 'faq', path: '/faq?c=1001', as: 'member', act: ({ page }) => page.locator('summary').first().click() },
  { name: 'feedback', path: '/feedback?c=1001', as: 'member' },
  { name: 'feedback-problem', path: '/feedback?c=1001', as: 'admin', status: [422], act: refusedFeedback },
  { name: 'feedback-sent', path: '/feedback?c=1001', as: 'admin', act: sentFeedback },
  { name: 'forbidden', path: '/c/1001/users', as: 'member', status: [403] },
  { name: 'not-found', path: '/c/1001/nowhere', as: 'admin', status: [404] },
  { name: 'no-access', path: '/login', act: noAccess },
  { name: 'settings', path: '/settings', as: 'admin' },
  { name: 'settings-member', path: '/settings', as: 'member' },
  { name: 'settings-password', path: '/settings?dialog=password', as: 'member' },
  { name: 'settings-email', path: '/settings?dialog=email', as: 'member' },
  { name: 'settings-leave', path: '/settings?dialog=leave', as: 'member' },
  { name: 'settings-leave-confirm', path: '/settings?dialog=leave-confirm&of=1001', as: 'member' },
  { name: 'choose', path: '/choose', as: 'operator' },
  { name: 'profile', path: '/c/1001/profile', as: 'admin' },
  { name: 'profile-contact', path: '/c/1001/profile/contact', as: 'admin' },
  { name: 'users', path: '/c/1001/users', as: 'admin' },
  { name: 'users-long', path: '/c/1002/users?sort=name', as: 'operator' },
  { name: 'users-menu', path: '/c/1001/users', as: 'admin', act: ({ page }) => rowOf(page, 'Lucía').getByRole('button', { name: 'Actions' }).click() },
  { name: 'dialog-suspend', path: '/c/1001/users', as: 'operator', act: (scene) => memberDialog(scene, 'suspend') },
  { name: 'dialog-remove', path: '/c/1001/users', as: 'operator', act: (scene) => memberDialog(scene, 'remove') },
  { name: 'member', path: '/c/1001/users', as: 'admin', act: (scene) => member(scene, 'Wolfgang') },
  { name: 'member-oneself', path: '/c/1001/users', as: 'admin', act: (scene) => member(scene, 'Ada') },
  { name: 'member-problem', path: '/c/1001/users', as: 'admin', status: [422], act: refusedMember },
  { name: 'users-no-result', path: '/c/1001/users?search=nobody', as: 'admin' },
  { name: 'invitations', path: '/c/1001/invitations', as: 'admin' },
  { name: 'invitations-all', path: '/c/1001/invitations?status=all', as: 'admin' },
  { name: 'invitations-expired', path: '/c/1001/invitations?status=expired', as: 'admin' },
  { name: 'invitations-no-result', path: '/c/1001/invitations?search=nobody', as: 'admin' },
  { name: 'dialog-invite', path: '/c/1001/invitations?dialog=invite', as: 'admin' },
  { name: 'dialog-invite-problem', path: '/c/1001/invitations?dialog=invite', as: 'admin', status: [422], act: refusedInvitation },
  { name: 'dialog-invited', path: '/c/1001/invitations', as: 'admin', act: ({ page, address }) => invite(page, { email: address('sent') }) },
  { name: 'dialog-copy-link', path: '/c/1001/invitations', as: 'admin', act: (scene) => rowDialog(scene, 'Copy link') },
  { name: 'dialog-delete', path: '/c/1001/invitations', as: 'admin', act: (scene) => rowDialog(scene, 'Delete') },
  { name: 'invitations-chosen', path: '/c/1001/invitations', as: 'admin', act: chosen },
  { name: 'dialog-resend-several', path: '/c/1001/invitations', as: 'admin', act: several },
  { name: 'invitations-left-out', path: '/c/1001/invitations', as: 'admin', act: leftOut },
  { name: 'dialog-invite-permissions', path: '/c/1002/invitations?dialog=invite', as: 'operator', act: choosePermissions },
  { name: 'dialog-invite-roles', path: '/c/1003/invitations?dialog=invite', as: 'operator' },
  { name: 'dialog-edit', path: '/c/1001/invitations', as: 'admin', act: (scene) => rowDialog(scene, 'Edit') },
  { name: 'invitation', path: '/c/1001/invitations', as: 'admin', act: (scene) => rowAction(scene, 'View details') },
  { name: 'invitation-failed', path: '/c/1001/invitations?search=buchhaltung', as: 'admin', act: ({ page }) => details(page) },
  { name: 'add-user', path: '/c/1004/users/new/details', as: 'operator' },
  { name: 'add-user-problem', path: '/c/1004/users/new/details', as: 'operator', status: [422], act: ({ page }) => press(page, 'Next').then(() => problem(page)) },
  { name: 'add-user-groups', path: '/c/1004/users/new/details', as: 'operator', act: (scene) => addUser(scene, 'groups') },
  { name: 'add-user-overview', path: '/c/1004/users/new/details', as: 'operator', act: (scene) => addUser(scene, 'overview') },
  { name: 'add-user-added', path: '/c/1004/users/new/details', as: 'operator', act: (scene) => addUser(scene, 'added') },
  { name: 'wizard-accounts-directory', path: '/c/1004/users', as: 'operator', act: (scene) => toAccounts(scene, '1004') },
  { name: 'wizard-accounts-permissions', path: '/c/1002/users', as: 'operator', act: (scene) => toAccounts(scene, '1002') },
  { name: 'resend-refused', path: '/c/1001/invitations', as: 'admin', status: [429], act: refusedResend },
  { name: 'roles', path: '/c/1001/roles', as: 'admin' },
  { name: 'role-new', path: '/c/1001/roles/new', as: 'admin' },
  { name: 'role-edit', path: '/c/1001/roles', as: 'admin', act: (scene) => role(scene, 'Edit') },
  { name: 'role-delete', path: '/c/1001/roles', as: 'admin', act: (scene) => role(scene, 'Delete') },
  { name: 'role-built-in', path: '/c/1001/roles', as: 'admin', act: builtInRole },
  { name: 'groups', path: '/c/1001/groups', as: 'admin' },
  { name: 'group-new', path: '/c/1001/groups?dialog=new', as: 'admin' },
  { name: 'group-delete', path: '/c/1001/groups', as: 'admin', act: (scene) => rowButton(scene, 'Administration', 'Delete') },
  { name: 'numbers', path: '/c/1001/numbers', as: 'admin' },
  { name: 'numbers-empty', path: '/c/1004/numbers', as: 'operator' },
  { name: 'numbers-no-result', path: '/c/1001/numbers?search=nobody', as: 'admin' },
  { name: 'numbers-add-problem', path: '/c/1001/numbers?dialog=add', as: 'admin', status: [422], act: refusedNumbers },
  { name: 'number-assign', path: '/c/1001/numbers?status=free', as: 'admin', act: (scene) => rowButton(scene, '+34911234570', 'Assign') },
  { name: 'number-take-back', path: '/c/1001/numbers', as: 'admin', act: (scene) => rowButton(scene, '+34911234560', 'Take back') },
  { name: 'wizard-1', path: '/c/1001/users', as: 'admin', act: ({ page, settled }) => begin(page, settled) },
  { name: 'wizard-1-problem', path: '/c/1001/users', as: 'admin', status: [422], act: (scene) => wizard(scene, 'troubled') },
  { name: 'wizard-2', path: '/c/1001/users', as: 'admin', act: (scene) => wizard(scene, 'accounts') },
  { name: 'wizard-3', path: '/c/1001/users', as: 'admin', act: (scene) => wizard(scene, 'submit') },
  { name: 'wizard-result', path: '/c/1001/users', as: 'admin', act: (scene) => wizard(scene, 'result') },
  { name: 'audit', path: '/c/1001/audit', as: 'admin' },
  { name: 'audit-filtered', path: '/c/1001/audit?person=ada&action=invitation.created&from=2020-01-01', as: 'admin' },
  { name: 'audit-no-result', path: '/c/1001/audit?person=nobody', as: 'admin' },
  { name: 'audit-downloaded', path: '/c/1001/audit', as: 'admin', act: downloaded },
  { name: 'operator-audit', path: '/operator/audit', as: 'operator' },
  { name: 'customers', path: '/customers', as: 'operator' },
  { name: 'customers-no-result', path: '/customers?search=nobody', as: 'operator' },
  { name: 'operator', path: '/operator', as: 'operator' },
  { name: 'operator-problem', path: '/operator', as: 'operator', status: [422], act: refusedBrand },
  { name: 'operator-areas', path: '/operator/areas', as: 'operator' },
  { name: 'operator-areas-delete', path: '/operator/areas?dialog=delete&id=calls', as: 'operator' },
  { name: 'operator-links', path: '/operator/links', as: 'operator' },
  { name: 'operator-links-new', path: '/operator/links?dialog=new', as: 'operator' },
  { name: 'operator-faq', path: '/operator/faq', as: 'operator' },
  { name: 'operator-administrators', path: '/operator/administrators', as: 'operator' },
  { name: 'operator-administrators-add', path: '/operator/administrators?dialog=add', as: 'operator' },
  { name: 'customer-profile', path: '/c/1004/profile', as: 'operator' },
  { name: 'customer-edit', path: '/c/1004/profile?dialog=edit', as: 'operator' },
  { name: 'customer-close', path: '/c/1004/profile?dialog=closed', as: 'operator' },
  { name: 'new-customer', path: '/customers/new', as: 'operator' },
  { name: 'new-customer-problem', path: '/customers/new', as: 'operator', status: [422], act: refusedCustomer },
  { name: 'account-settings', path: '/c/1001/settings', as: 'admin' },
  { name: 'account-settings-operator', path: '/c/1002/settings', as: 'operator' },
  { name: 'account-settings-problem', path: '/c/1001/settings', as: 'admin', status: [422], act: refusedSettings },
  { name: 'acting-for', path: '/c/1003/', as: 'operator' },
  { name: 'acting-for-profile', path: '/c/1001/profile/contact', as: 'operator' },
  { name: 'accept', path: '/login', as: 'admin', act: (scene) => arrive(scene) },
  { name: 'accept-register', path: '/login', as: 'admin', act: (scene) => arrive(scene, 'Register') },
  { name: 'accept-log-in', path: '/login', as: 'admin', act: (scene) => arrive(scene, 'Log in') },
  { name: 'accept-problem', path: '/login', as: 'admin', status: [422], act: refusedRegistration },
  { name: 'accept-somebody-else', path: '/login', as: 'admin', act: (scene) => arrive(scene, undefined, true) },
  { name: 'accept-copied', path: '/c/1001/invitations', as: 'admin', act: copied },
  { name: 'accept-unknown', path: '/invitations/unknown', status: [404] },
  { name: 'mailbox', path: '/mailbox' },
  { name: 'mailbox-mail', path: '/login', as: 'admin', act: mail },
];

const press = (page: Page, button: string) => page.getByRole('button', { name: button, exact: true }).click();
const problem = (page: Page) => page.getByRole('group', { name: 'There is a problem' }).waitFor();

/** Home of somebody who has just joined. */
async function newcomer({ page, visit, settled, mailbox, address }: Scene): Promise<void> {
  const email = address('newcomer');
  await invite(page, { email });
  const { link } = await mailbox.latest(email);
  await page.goto('about:blank');
  await page.context().clearCookies();
  await visit(page, `${new URL(link).pathname}?with=register`);
  await page.getByLabel('First name', { exact: true }).fill('Noa');
  await page.getByLabel('Last name', { exact: true }).fill('Newcomer');
  await page.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
  await press(page, 'Register');
  await page.waitForURL('**/c/1001/**');
  await settled(page);
}

async function refusedFeedback({ page }: Scene): Promise<void> {
  await page.getByLabel('Your feedback').fill('x'.repeat(5_001));
  await press(page, 'Send feedback');
  await problem(page);
}

async function sentFeedback({ page }: Scene): Promise<void> {
  await page.getByLabel('Your feedback').fill('The page of numbers is quick.');
  await press(page, 'Send feedback');
  await page.waitForURL(/sent=yes/);
}

const rowOf = (page: Page, person: string) => page.getByRole('row').filter({ hasText: person });

/** The page of a member of the demo. */
async function member({ page, settled }: Scene, person: string): Promise<void> {
  await rowOf(page, person).locator('a.who').click();
  await page.waitForURL(/\/users\/mem_/);
  await settled(page);
}

async function refusedMember(scene: Scene): Promise<void> {
  await member(scene, 'Lucía');
  await scene.page.getByRole('textbox', { name: 'Phone (optional)' }).fill('123');
  await press(scene.page, 'Save name and phone');
  await problem(scene.page);
}

/** A question about an administrator with open invitations. */
async function memberDialog({ page, settled }: Scene, dialog: string): Promise<void> {
  const href = await rowOf(page, 'Ada Martín').locator('a.who').getAttribute('href');
  await page.goto(`/c/1001/users?dialog=${dialog}&id=${href!.split('/').pop()}`);
  await settled(page);
  await page.getByRole('dialog').waitFor();
}

async function refusedLogin({ page }: Scene): Promise<void> {
  await page.getByRole('textbox', { name: 'Email address' }).fill('admin@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await press(page, 'Log in');
  await problem(page);
}

/** The log after a download of it, which has details. */
async function downloaded({ page, visit }: Scene): Promise<void> {
  await page.request.get('/c/1001/audit.csv?person=ada&action=invitation.created');
  await visit(page, '/c/1001/audit');
}

async function reset({ page, mailbox, visit }: Scene): Promise<void> {
  await page.getByRole('textbox', { name: 'Email address' }).fill('member@demo.test');
  await page.getByRole('main').getByRole('button').first().click();
  const { link } = await mailbox.latest('member@demo.test', { subject: /password/i });
  await visit(page, link);
}

/** Somebody without an account, whom an invitation waits for. */
async function noAccess(scene: Scene): Promise<void> {
  const { page, visit } = scene;
  await visit(page, '/login');
  await logIn(page, 'operator@demo.test', demoPassword);
  await invite(page, { email: withoutAccount, c: '1003' });
  await page.context().clearCookies();
  await signInByMail(page, withoutAccount, scene);
}

async function refusedInvitation({ page }: Scene): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Email address' }).fill('ann@@example');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await problem(page);
}

async function refusedCustomer({ page }: Scene): Promise<void> {
  await page.getByRole('main').getByRole('button').last().click();
  await problem(page);
}

async function refusedSettings({ page }: Scene): Promise<void> {
  await page.getByLabel('Days that a link works').fill('90');
  await page.getByLabel('Allowed domains').fill('acme.example, no domain');
  await press(page, 'Save settings');
  await problem(page);
}

/** Uses an action of an invitation that was just sent. */
async function rowAction({ page, settled, address }: Scene, action: string): Promise<void> {
  const email = address('row');
  await invite(page, { email });
  await find(page, email);
  await settled(page);
  const of = row(page, email);
  await of.getByRole('link', { name: action }).or(of.getByRole('button', { name: action })).first().click();
}

async function rowDialog(scene: Scene, action: string): Promise<void> {
  await rowAction(scene, action);
  await scene.page.getByRole('dialog').waitFor();
}

async function details(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'View details' }).first().click();
  await page.waitForURL(/\/invitations\/inv_/);
}

async function chosen({ page }: Scene): Promise<void> {
  for (const email of ['s.yilmaz@santiagos5.example', 'o.petrov@partner.example', 't.wisniewski@partner.example']) {
    await page.getByRole('checkbox', { name: `Select ${email}` }).check();
  }
}

async function several(scene: Scene): Promise<void> {
  await chosen(scene);
  await press(scene.page, 'Resend selected');
  await scene.page.getByRole('dialog').waitFor();
}

/** Two that go, and one that went a moment ago. */
async function leftOut({ page, settled, visit, address }: Scene): Promise<void> {
  const email = address('just');
  await invite(page, { email });
  await visit(page, '/c/1001/invitations');
  for (const chosen of [email, 'o.petrov@partner.example']) await page.getByRole('checkbox', { name: `Select ${chosen}` }).check();
  await press(page, 'Resend selected');
  await settled(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Resend', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function choosePermissions({ page }: Scene): Promise<void> {
  await page.getByRole('radio', { name: 'Choose permissions' }).check();
}

/** *Add user*, as far as one step of it. */
async function addUser({ page, settled, address }: Scene, until: 'groups' | 'overview' | 'added'): Promise<void> {
  await page.getByLabel('First name').fill('Maximiliane Friederike');
  await page.getByLabel('Last name').fill('von und zu Hohenstein-Wartenberg');
  await page.getByLabel('Email address').fill(address('directory'));
  await press(page, 'Next');
  await page.waitForURL(/groups/);
  await settled(page);
  await page.getByRole('checkbox', { name: 'Bodega' }).check();
  if (until === 'groups') return;
  await press(page, 'Next');
  await page.waitForURL(/overview/);
  await settled(page);
  if (until === 'overview') return;
  await press(page, 'Add');
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
}

async function toAccounts({ page, settled, address }: Scene, c: string): Promise<void> {
  await begin(page, settled, c);
  await name(page, settled, `Ann Lee <${address('ann')}>, ${address('bo')}`);
}

async function refusedResend(scene: Scene): Promise<void> {
  await rowAction(scene, 'Resend');
  await scene.page.waitForLoadState('networkidle');
}

/** The demo's role *Client Admin*, changed a little, or asked to be deleted. */
async function role({ page, settled }: Scene, action: 'Edit' | 'Delete'): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: 'Client Admin' });
  await row.getByRole(action === 'Edit' ? 'link' : 'button', { name: action, exact: true }).click();
  if (action === 'Delete') return page.getByRole('dialog').waitFor();
  await page.getByRole('button', { name: 'Save role' }).waitFor();
  await settled(page);
  await page.getByRole('checkbox', { name: 'Assign numbers' }).check();
}

/** Opens the dialog of a row. */
async function rowButton({ page }: Scene, row: string, button: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: row }).getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

async function refusedNumbers({ page }: Scene): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox').fill('+34 911 23 45 99\n0911 23\n+34 911 nonsense');
  await page.getByRole('dialog').getByRole('button', { name: 'Add numbers' }).click();
  await problem(page);
}

async function builtInRole({ page }: Scene): Promise<void> {
  await page.getByRole('link', { name: 'Account Administrator', exact: true }).click();
  await page.getByRole('heading', { name: 'Role Account Administrator' }).waitFor();
}

/** The wizard, as far as one step of it. */
async function wizard({ page, settled, address }: Scene, until: 'troubled' | 'accounts' | 'submit' | 'result'): Promise<void> {
  await begin(page, settled);
  if (until === 'troubled') {
    await field(page).fill(`${troubled}, ${long}`);
    await next(page).click();
    return problem(page);
  }
  await name(page, settled, [three, address('new'), long].join(', '));
  if (until === 'accounts') return givenSomething(page);
  await toSubmit(page, settled);
  if (until === 'result') await submit(page, settled);
}

/** Step 2 with a choice made in the first two rows. */
async function givenSomething(page: Page): Promise<void> {
  await numberSearch(page, 'ann.lee@example.com').fill('4571');
  await page.getByRole('listbox', { name: 'Numbers' }).getByRole('option').first().click();
  await accessType(page, 'JO.ROE@Example.com').selectOption({ label: 'Account Administrator' });
  await page.getByRole('heading', { level: 1 }).click();
}

/** Opens the page of an invitation by its mail: as a stranger, or as the one who sent it. */
async function arrive({ page, mailbox, visit, settled, address }: Scene, link?: string, stays = false): Promise<void> {
  const email = address('invitee');
  await invite(page, { email });
  const { link: arrival } = await mailbox.latest(email);
  if (!stays) await page.context().clearCookies();
  await visit(page, arrival);
  if (!link) return;
  await page.getByRole('link', { name: link, exact: true }).click();
  await settled(page);
  await page.getByLabel('Password', { exact: true }).waitFor();
}

async function refusedRegistration(scene: Scene): Promise<void> {
  await arrive(scene, 'Register');
  await scene.page.getByLabel('Password', { exact: true }).fill('short');
  await press(scene.page, 'Register');
  await problem(scene.page);
}

async function refusedBrand({ page }: Scene): Promise<void> {
  await page.getByLabel('Brand colour').fill('#ffdd55');
  await press(page, 'Save settings');
  await problem(page);
}

/** Opens the page of an invitation by a copied link, as a stranger. */
async function copied(scene: Scene): Promise<void> {
  await rowDialog(scene, 'Copy link');
  const dialog = scene.page.getByRole('dialog');
  const box = dialog.getByRole('textbox').first();
  const link = await box.inputValue();
  await scene.page.context().clearCookies();
  await scene.visit(scene.page, link);
}

async function mail({ page, mailbox, visit, address }: Scene): Promise<void> {
  const email = address('invitee');
  await invite(page, { email });
  const { path } = await mailbox.latest(email);
  await visit(page, path);
}
