import type { Page } from '@playwright/test';
import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { join } from '../support/people.ts';

/** A customer of its own for a test, made as the operator's page would. */
async function newCustomer(page: Page, number: string, company: string): Promise<void> {
  const headers = { origin: new URL(page.url()).origin, accept: 'text/html' };
  const fields = { number, company, language: 'en', time_zone: 'Europe/Berlin', preset: 'access_type_and_numbers' };
  const contact = { contact_name: '', contact_email: '', contact_phone: '', contact_address: '' };
  const form = Object.fromEntries(Object.entries({ ...fields, ...contact }).map(([name, value]) => [`form[${name}]`, value]));
  const made = await page.request.post('/api/create_customer', { form, headers, maxRedirects: 0 });
  expect(made.headers().location).toContain(`/c/${number}/`);
}

const numberOf = (address: string): string => `O-${address.replace(/\W+/g, '-').slice(1, 20)}`;

test('M02 the operator changes, suspends, reactivates and closes a customer', async ({ page, login, visit, settled, axe, address, visitor, mailbox, expectStatus }) => {
  test.setTimeout(120_000);
  expectStatus(403, 410, 422);
  await login(page, demo.operator);
  const c = numberOf(address('x'));
  await newCustomer(page, c, 'Talleres Ibáñez');
  const member = await join(page, { email: address('nia'), c }, { mailbox, visit, settled, visitor });
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('Home');

  await visit(page, `/c/${c}/profile`);
  await page.getByRole('button', { name: 'Edit customer' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit Talleres Ibáñez' });
  await expect(edit).toBeVisible();
  await settled(page);
  await edit.getByLabel('Company').fill('');
  await edit.getByRole('button', { name: 'Save customer' }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText(['Enter a company name']);
  await settled(page);
  await edit.getByLabel('Company').fill('Talleres Ibáñez e Hijos');
  await edit.getByLabel('Contact email').fill('ana@talleres.example');
  await edit.getByRole('button', { name: 'Save customer' }).click();
  await expect(page).toHaveURL(`/c/${c}/profile`);
  await settled(page);
  await expect(page.getByRole('banner')).toContainText('Talleres Ibáñez e Hijos');

  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  const suspend = page.getByRole('dialog', { name: 'Suspend Talleres Ibáñez e Hijos?' });
  await expect(suspend).toContainText('1 person');
  await settled(page);
  await axe(page);
  await member.goto('about:blank');
  await suspend.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByRole('region', { name: 'This customer is suspended' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Acting for a customer' })).toContainText('Suspended: its members are out.');
  await settled(page);
  await axe(page);
  expect((await member.goto(`/c/${c}/`))?.status()).toBe(403);
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('This customer account is suspended');
  await settled(member);
  await axe(member);
  await member.getByRole('link', { name: 'Go to the start' }).click();
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('You have no customer account');

  await page.getByRole('button', { name: 'Reactivate', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reactivate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Suspend', exact: true })).toBeVisible();
  await settled(page);
  await member.goto('about:blank');
  await visit(member, `/c/${c}/`);
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('Home');

  await page.getByRole('button', { name: 'Close customer' }).click();
  const close = page.getByRole('dialog', { name: 'Close Talleres Ibáñez e Hijos?' });
  await expect(close).toBeVisible();
  await settled(page);
  await close.getByLabel('Name of the company').fill('Talleres');
  await close.getByRole('button', { name: 'Close customer' }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' })).toBeVisible();
  await settled(page);
  await close.getByLabel('Name of the company').fill('Talleres Ibáñez e Hijos');
  await member.goto('about:blank');
  await close.getByRole('button', { name: 'Close customer' }).click();
  await expect(page.getByRole('region', { name: 'This customer is closed' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reactivate', exact: true })).toHaveCount(0);
  expect((await member.goto(`/c/${c}/`))?.status()).toBe(403);
  await visit(page, '/customers?status=closed');
  await expect(page.getByRole('table', { name: 'Customers' })).toContainText(c);
});

test('M02 the brand stands on every page, and colours that cannot be read are refused', async ({ page, login, visit, settled, axe, visitor, expectStatus, javaScriptEnabled }) => {
  expectStatus(422);
  await login(page, demo.operator);
  await page.getByRole('link', { name: 'Operator settings' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Operator settings');
  await settled(page);
  await axe(page);
  await page.getByLabel('Brand colour').fill('#ffdd55');
  const ground = page.getByRole('img', { name: 'Header of a page, with a main button' }).locator('rect').last();
  if (javaScriptEnabled !== false) await expect(ground).toHaveAttribute('fill', '#ffdd55');
  await page.getByRole('button', { name: 'Save settings' }).click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveText([/the contrast is 1\.\d\d:1, and 4\.5:1 is needed.*#0c1011 can be read/]);
  await expect(page.getByLabel('Brand colour')).toHaveValue('#ffdd55');
  await settled(page);
  await axe(page);
  await page.getByLabel('Label colour').fill('#0c1011');
  await page.getByLabel('Product name').fill('Vestibule Salón');
  await page.getByLabel('Postal address').fill('Calle Mayor 1, 28013 Madrid');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('region', { name: 'The settings are saved' })).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Vestibule Salón' })).toBeVisible();
  await settled(page);

  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await page.getByLabel('Logo file').setInputFiles({ name: 'logo.svg', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await page.getByRole('button', { name: 'Upload logo' }).click();
  await expect(summary.getByRole('link')).toHaveText(['Choose a PNG, JPEG or WebP picture']);
  await settled(page);
  await page.getByLabel('Logo file').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
  await page.getByRole('button', { name: 'Upload logo' }).click();
  await expect(page.getByRole('img', { name: 'Logo now' })).toBeVisible();

  const other = await visitor();
  await visit(other, '/login');
  await expect(other.locator('.brand img')).toHaveAttribute('src', /^\/brand\/[0-9a-f]{32}\.png$/);
  await expect(other.locator('.brand')).toContainText('Vestibule Salón');
  await axe(other);

  await settled(page);
  await page.getByRole('button', { name: 'Remove logo' }).click();
  await expect(page.getByRole('img', { name: 'Logo now' })).toHaveCount(0);
  await settled(page);
  for (const [name, value] of [['Product name', 'Vestibule'], ['Brand colour', '#0b5c6e'], ['Label colour', '#ffffff'], ['Postal address', '']]) {
    await page.getByLabel(name).fill(value);
  }
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: /^Vestibule(,|$)/ })).toBeVisible();
});

test("M28 from the operator's own pages one changes to a customer", async ({ page, login, visit, settled }) => {
  await login(page, demo.operator);
  for (const path of ['/operator', '/operator/administrators', '/operator/audit']) {
    await visit(page, path);
    await page.getByRole('button', { name: 'Change customer' }).click();
    const find = page.getByLabel('Find a customer');
    await find.fill('bodega');
    await expect(page.getByRole('option', { name: /Bodega Sol/ }).or(page.locator('html:not([data-hydrated])'))).toBeVisible();
    await find.press('Enter');
    await expect(page).not.toHaveURL(path);
    if (page.url().includes('/choose')) await page.getByRole('link', { name: /Bodega Sol/ }).click();
    await expect(page).toHaveURL('/c/1004/');
    await settled(page);
    await expect(page.getByRole('region', { name: 'Acting for a customer' })).toContainText('Acting for Bodega Sol (1004)');
  }
});

test('M02 operator administrators are added by mail, and the last one stays', async ({ page, login, visit, settled, axe, address, mailbox, visitor, expectStatus }) => {
  expectStatus(404, 409, 422);
  await login(page, demo.operator);
  await visit(page, '/operator/administrators');
  await axe(page);
  const row = page.getByRole('table', { name: 'Operator administrators' }).getByRole('row');
  await row.filter({ hasText: demo.operator }).getByRole('button', { name: 'Remove' }).click();
  await settled(page);
  await page.getByLabel('Your password').fill(demoPassword);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toContainText('At least one other operator administrator');

  await visit(page, '/operator/administrators?dialog=add');
  await axe(page);
  const email = address('olga');
  const dialog = page.getByRole('dialog', { name: 'Add operator administrator' });
  await dialog.getByLabel('Email', { exact: true }).fill(email);
  await dialog.getByLabel('Your password').fill('wrong');
  await dialog.getByRole('button', { name: 'Add administrator' }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText(['Enter the password that you log in with now: this one is wrong']);
  await settled(page);
  await expect(dialog.getByLabel('Email', { exact: true })).toHaveValue(email);
  await dialog.getByLabel('Your password').fill(demoPassword);
  await dialog.getByRole('button', { name: 'Add administrator' }).click();
  await expect(row.filter({ hasText: email })).toContainText('has not set a password yet');

  const { link } = await mailbox.latest(email, { subject: /administer/i });
  const theirs = await visitor();
  await visit(theirs, new URL(link).pathname);
  await theirs.getByLabel('New password', { exact: true }).fill('fifteen sunny days in spring');
  await theirs.getByRole('button', { name: 'Set the password', exact: true }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Customers');

  await settled(page);
  await row.filter({ hasText: email }).getByRole('button', { name: 'Remove' }).click();
  await settled(page);
  await page.getByLabel('Your password').fill(demoPassword);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row.filter({ hasText: email })).toHaveCount(0);
  expect((await theirs.goto('/operator'))?.status(), 'with the next request').toBe(404);
});

test("the operator's settings are for nobody else", async ({ page, login, expectStatus }) => {
  expectStatus(404);
  await login(page, demo.admin);
  for (const path of ['/operator', '/operator/administrators', '/operator/areas', '/operator/links', '/operator/faq', '/operator/feedback']) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
  await page.goto('/c/1001/profile?dialog=closed');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Suspend' })).toHaveCount(0);
});

test('M02 areas, links and questions are made, ordered and deleted', async ({ page, login, visit, settled, axe, expectStatus }) => {
  test.setTimeout(90_000);
  expectStatus(422);
  await login(page, demo.operator);
  await visit(page, '/operator/areas');
  await axe(page);
  const area = page.getByRole('table', { name: 'Areas' }).getByRole('row');
  await page.getByRole('button', { name: 'New area' }).click();
  const dialog = page.getByRole('dialog', { name: 'New area' });
  await expect(dialog).toBeVisible();
  await settled(page);
  await axe(page);
  await dialog.getByLabel('Name').fill('Open tickets');
  await dialog.getByLabel('What it is for').fill('What is to be done');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(area.last()).toContainText('Open tickets');
  await settled(page);
  await area.last().getByRole('button', { name: 'Up', exact: true }).click();
  await expect(area.last()).toContainText('Contracts');
  await visit(page, '/c/1004/');
  await expect(page.getByRole('main')).toContainText('Open tickets');
  await visit(page, '/operator/areas');
  await area.filter({ hasText: 'Open tickets' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('0 roles name this area');
  await settled(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(area.filter({ hasText: 'Open tickets' })).toHaveCount(0);

  await visit(page, '/operator/links?dialog=new');
  const link = page.getByRole('dialog', { name: 'New link' });
  await link.getByLabel('Words of the link').fill('Operator manual');
  await link.getByLabel('Address').fill('javascript:alert(1)');
  await link.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText(['Enter an address like https://example.com/page']);
  await settled(page);
  await expect(link.getByLabel('Words of the link')).toHaveValue('Operator manual');
  await link.getByLabel('Address').fill('https://docs.vestibule.example/operator.pdf');
  await link.getByLabel('A product document (PDF)').check();
  await link.getByRole('button', { name: 'Save', exact: true }).click();
  const links = page.getByRole('table', { name: 'Links and documents' }).getByRole('row');
  await expect(links.filter({ hasText: 'Operator manual' })).toContainText('Every language');
  await visit(page, '/c/1004/');
  await expect(page.getByRole('main').getByRole('link', { name: /Operator manual/ })).toHaveAttribute('href', 'https://docs.vestibule.example/operator.pdf');
  await visit(page, '/operator/links');
  await links.filter({ hasText: 'Operator manual' }).getByRole('button', { name: 'Delete' }).click();
  await settled(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(links.filter({ hasText: 'Operator manual' })).toHaveCount(0);

  await visit(page, '/operator/faq?dialog=new');
  await axe(page);
  const question = page.getByRole('dialog', { name: 'New question' });
  await question.getByLabel('Question').fill('Who is <b>Olivia</b>?');
  await question.getByLabel('Answer').fill('She runs this.\nAsk her.');
  await question.getByRole('button', { name: 'Save', exact: true }).click();
  const questions = page.getByRole('table', { name: 'FAQ' }).getByRole('row');
  await expect(questions.filter({ hasText: 'Who is <b>Olivia</b>?' })).toContainText('English');
  await visit(page, '/faq');
  await expect(page.getByRole('main')).toContainText('Who is <b>Olivia</b>?');
  await visit(page, '/operator/faq');
  await questions.filter({ hasText: 'Olivia' }).getByRole('button', { name: 'Delete' }).click();
  await settled(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(questions.filter({ hasText: 'Olivia' })).toHaveCount(0);
});
