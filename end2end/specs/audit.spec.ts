import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { call, newCustomer } from '../support/wizard.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Audit log' });
const entries = (page: Page) => table(page).getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
const filters = (page: Page) => page.getByRole('search', { name: 'Filters' });
const apply = (page: Page) => filters(page).getByRole('button', { name: 'Filter', exact: true });
/** The day in a zone, as a date field has it. */
const dayIn = (timeZone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

/** What a link hands out as a file. */
async function download(page: Page, name: string): Promise<{ file: string; text: string }> {
  const started = page.waitForEvent('download');
  await page.getByRole('group', { name: 'Download' }).getByRole('link', { name, exact: true }).click();
  const file = await started;
  return { file: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('the Admin menu leads to the log of the account', async ({ page, login, axe, settled }) => {
  await login(page, demo.admin);
  await page.getByRole('button', { name: 'Admin' }).click();
  await expect(page.locator('#admin-menu').getByRole('link')).toHaveText(['Invitations', 'User management', 'Audit log', 'Account settings']);
  await page.locator('#admin-menu').getByRole('link', { name: 'Audit log' }).click();
  await expect(page).toHaveURL('/c/1001/audit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  await expect(page).toHaveTitle('Audit log - Vestibule');
  await settled(page);
  await expect(page.getByRole('navigation', { name: 'Account', exact: true }).getByRole('link', { name: 'Audit log' })).toHaveAttribute('aria-current', 'page');
  await expect(table(page).getByRole('columnheader')).toHaveText(['When', 'Who', 'What']);
  const joined = entries(page).filter({ hasText: 'Joined as lucia.fernandez@santiagos5.example' });
  await expect(joined.getByRole('cell').nth(1)).toContainText('Lucía Fernández');
  await axe(page);
});

test('M28 what the operator did names both identities', async ({ page, login, visit }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/audit');
  await filters(page).getByLabel('By operator administrators only').check();
  await apply(page).click();
  await expect(page).toHaveURL(/\?[^?]*operators=true/);
  const copied = entries(page).filter({ hasText: 'Copied the invitation link of buchhaltung@kanzlei-mueller.example' });
  await expect(copied.getByRole('cell').nth(1)).toContainText('Olivia Demo');
  await expect(copied.getByRole('cell').nth(1)).toContainText("Operator administrator, acting for Santiago's 5 (1001)");
  await expect(entries(page).filter({ hasNotText: 'Operator administrator' })).toHaveCount(0);
});

test('filters stand in the address, come back with it, and are cleared', async ({ page, login, visit, settled, javaScriptEnabled, axe }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/audit');
  const [person, action, target] = ['Person', 'Action', 'Target'].map((name) => filters(page).getByLabel(name, { exact: true }));
  await person.fill('ada');
  await action.selectOption({ label: 'Invitation made' });
  await apply(page).click();
  await expect(page).toHaveURL(/[?&]person=ada&action=invitation\.created/);
  await expect(entries(page).first()).toContainText('Ada Martín');
  for (const other of ['Ada Martín', 'Invited']) await expect(entries(page).filter({ hasNotText: other })).toHaveCount(0);
  await settled(page);

  await target.fill('wisniewski');
  await target.press('Enter');
  await expect(page).toHaveURL(/target=wisniewski/);
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText('1 entry on this page');
  await expect(person).toHaveValue('ada');
  await expect(action).toHaveValue('invitation.created');
  await axe(page);

  await target.fill('nobody of this name');
  await target.press('Enter');
  await expect(page.getByRole('main')).toContainText('No entry matches');
  await expect(table(page)).toHaveCount(0);
  await axe(page);
  await page.goBack();
  await expect(entries(page)).toHaveCount(1);
  if (javaScriptEnabled !== false) await expect(target).toHaveValue('wisniewski');
  await page.goForward();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/c/1001/audit');
  await expect(entries(page).first()).toBeVisible();
  for (const field of [person, action, target]) await expect(field).toHaveValue('');
  if (javaScriptEnabled !== false) await expect(person).toBeFocused();
});

test('days are chosen in the zone of the account', async ({ page, login, visit }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/audit');
  const days = filters(page).getByRole('group', { name: 'Days in Europe/Madrid' });
  const copied = entries(page).filter({ hasText: 'Copied the invitation link' });
  const lucia = entries(page).filter({ hasText: 'Lucía Fernández' }).first();
  await expect(lucia).toBeVisible();
  const at = new Date((await copied.locator('time').getAttribute('datetime'))!);
  const day = dayIn('Europe/Madrid', at);
  await days.getByLabel('From').fill(day);
  await apply(page).click();
  await expect(page).toHaveURL(new RegExp(`from=${day}`));
  await expect(lucia).toBeHidden();
  await expect(copied).toHaveCount(1);
  const before = dayIn('Europe/Madrid', new Date(at.getTime() - 24 * 3_600_000));
  await visit(page, `/c/1001/audit?to=${before}`);
  await expect(lucia).toBeVisible();
  await expect(copied).toHaveCount(0);
  await visit(page, '/c/1001/audit?to=2001-01-01');
  await expect(page.getByRole('main')).toContainText('No entry matches');
  await expect(days.getByLabel('To')).toHaveValue('2001-01-01');
});

test('pages lead to older entries and back, with the filters', async ({ page, login, visit, settled, address }) => {
  await login(page, demo.operator);
  const c = await newCustomer(page, address('paged'));
  const email = address('copied');
  await invite(page, { email, c });
  const id = new URL(page.url()).searchParams.get('id')!;
  for (let n = 0; n < 55; n++) await call(page, 'copy_link', { c, id, back: `/c/${c}/invitations` });
  await visit(page, `/c/${c}/audit?action=invitation.link_copied`);
  const status = page.getByRole('status').filter({ hasText: 'this page' });
  await expect(status).toHaveText('50 entries on this page');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/action=invitation\.link_copied&cursor=/);
  await expect(status).toHaveText('5 entries on this page');
  await settled(page);
  await pages.getByRole('link', { name: 'Newer' }).click();
  await expect(status).toHaveText('50 entries on this page');
  await visit(page, `/c/${c}/audit`);
  await expect(status).toHaveText('50 entries on this page');
  await pages.getByRole('link', { name: 'Older' }).click();
  await expect(entries(page).last()).toContainText(`Created the customer account Talleres Ibáñez (${c})`);
});

test('a download holds what the filters select, and is in the log', async ({ page, login, visit, address }) => {
  await login(page, demo.admin);
  const email = address('downloaded');
  await invite(page, { email });
  await visit(page, `/c/1001/audit?target=${encodeURIComponent(email)}`);
  const csv = await download(page, 'CSV');
  expect(csv.file).toMatch(/^audit-1001-\d{4}-\d\d-\d\d\.csv$/);
  const [head, row, ...more] = csv.text.trimEnd().split('\r\n');
  expect(head).toBe('time,id,actor_kind,actor_name,actor_email,customer_number,company,action,target_kind,target_id,target,details');
  expect(row).toContain(`,user,Ada Martín,${demo.admin},1001,Santiago's 5,invitation.created,invitation,inv_`);
  expect(row).toContain(`,${email},`);
  expect(more).toEqual([]);
  const json = await download(page, 'JSON Lines');
  expect(json.file).toMatch(/\.jsonl$/);
  expect(JSON.parse(json.text)).toMatchObject({ action: 'invitation.created', target: email, customer_number: '1001' });
  await visit(page, '/c/1001/audit?action=audit.exported');
  const downloads = entries(page).filter({ hasText: `target: ${email}` });
  await expect(downloads).toHaveText([/Ada Martín.*Downloaded the audit log as JSON Lines/s, /Ada Martín.*Downloaded the audit log as CSV/s]);
});

test('the operator reads the log of everything, and nobody else does', async ({ page, login, visit, visitor, axe, settled, expectStatus }) => {
  expectStatus(403, 404);
  await login(page, demo.operator);
  await page.getByRole('navigation', { name: 'Operator' }).getByRole('link', { name: 'Audit log' }).click();
  await expect(page).toHaveURL('/operator/audit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  await settled(page);
  await expect(table(page).getByRole('columnheader')).toHaveText(['When', 'Who', 'What', 'Customer']);
  await expect(entries(page).filter({ hasText: 'Logged in' }).first()).toContainText('Olivia Demo');
  await axe(page);
  await filters(page).getByLabel('Action').selectOption({ label: 'Customer account created' });
  await filters(page).getByLabel('Customer number').fill('1002');
  await apply(page).click();
  await expect(entries(page)).toHaveCount(1);
  const { text } = await download(page, 'CSV');
  expect(text).toContain('account.created');
  await entries(page).getByRole('link', { name: 'Kanzlei Müller & Partner' }).click();
  await expect(page).toHaveURL('/c/1002/audit');

  const other = await visitor();
  await login(other, demo.admin);
  for (const path of ['/operator/audit', '/operator/audit.csv', '/c/1002/audit', '/c/1002/audit.csv', '/c/9999/audit']) {
    expect((await other.goto(path))?.status(), path).toBe(404);
  }
  const member = await visitor();
  await login(member, demo.member);
  await expect(member.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  for (const path of ['/c/1001/audit', '/c/1001/audit.csv']) expect((await member.goto(path))?.status(), path).toBe(403);
});

test('the keyboard is enough', async ({ page, login, visit, javaScriptEnabled }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/audit');
  await filters(page).getByLabel('Person').focus();
  await page.keyboard.type('lucía');
  await page.keyboard.press('Tab');
  await expect(filters(page).getByLabel('Action')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('lucia');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/person=luc%C3%ADa/);
  await expect(entries(page)).toHaveText([/Accepted the invitation/, /Joined as/]);
  if (javaScriptEnabled !== false) await expect(filters(page).getByLabel('Target')).toBeFocused();
});

for (const [language, heading, sentence] of [
  ['de', 'Protokoll', 'Hat das Kundenkonto Bodega Sol (1004) angelegt'],
  ['es', 'Registro de auditoría', 'Creó la cuenta de cliente Bodega Sol (1004)'],
]) {
  test(`M30 the log speaks ${language}`, async ({ page, login, visit, axe }) => {
    await login(page, demo.operator);
    await visit(page, `/c/1004/audit?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByRole('main')).toContainText(sentence);
    await axe(page);
  });
}
