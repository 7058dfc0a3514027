import type { Locator, Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { accessType, begin, expectHeading, field, name, next, note, numberSearch, person, steps, submit, toSubmit } from '../support/wizard.ts';
import { invite } from '../support/invitations.ts';

const chips = (page: Page): Locator => page.getByRole('list', { name: 'Recipients' }).getByRole('listitem');
const message = (page: Page): Locator => page.locator('#addresses-status');
const chip = (page: Page, address: string): Locator => chips(page).getByRole('button', { name: `Remove ${address}`, exact: true });

/** Pastes as a person does. */
async function paste(into: Locator, text: string): Promise<void> {
  await into.evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test.beforeEach(async ({ page, login, settled }) => {
  await login(page, demo.admin);
  await begin(page, settled);
});

test('M04 addresses become chips by comma, space, Enter, and leaving', async ({ page }) => {
  await field(page).pressSequentially('a@x.example,');
  await expect(message(page)).toHaveText('1 added');
  await field(page).pressSequentially('b@x.example ');
  await field(page).pressSequentially('Lee, Ann <c@x.example>');
  await field(page).press('Enter');
  await field(page).pressSequentially('jo@');
  await expect(chips(page)).toHaveCount(3);
  await field(page).press('Tab');
  await expect(chips(page)).toHaveText(['a@x.example', 'b@x.example', 'c@x.example', 'jo@']);
  await expect(field(page)).not.toBeFocused();
  await expect(message(page)).toHaveText('1 needs attention');
  await expect(field(page)).toHaveValue('');
  await expect(note(page, 'jo@')).toContainText('for recipient 4 (jo@)');
});

test('M04 keys in the chips: back to the last, on to the next, away with one', async ({ page }) => {
  await paste(field(page), 'a@x.example b@x.example c@x.example d@x.example');
  await expect(message(page)).toHaveText('4 added');
  await field(page).focus();
  await page.keyboard.press('Backspace');
  await expect(chip(page, 'd@x.example')).toBeFocused();
  await expect(chips(page)).toHaveCount(4);
  await page.keyboard.press('Backspace');
  await expect(chips(page)).toHaveCount(3);
  await expect(message(page)).toHaveText('d@x.example removed');
  await expect(field(page)).toBeFocused();

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(chip(page, 'b@x.example')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(chip(page, 'a@x.example')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(chip(page, 'b@x.example')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chip(page, 'c@x.example')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(field(page)).toBeFocused();

  await page.keyboard.type('e@x');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('e@x');
  await page.keyboard.press('Shift+Tab');
  await expect(field(page)).not.toBeFocused();
  await expect(chips(page)).toHaveText(['c@x.example', 'e@x']);
});

test('M04 a bad one is corrected in its place', async ({ page, axe }) => {
  await paste(field(page), 'a@x.example jo@ c@x.example');
  await expect(message(page)).toHaveText('2 added, 1 needs attention');
  await axe(page);
  await chips(page).getByRole('button', { name: 'Edit jo@', exact: true }).click();
  const correction = chips(page).getByRole('textbox', { name: 'Edit jo@', exact: true });
  await expect(correction).toBeFocused();
  await correction.fill('jo@x');
  await correction.press('Escape');
  await expect(chips(page)).toHaveText(['a@x.example', 'jo@', 'c@x.example']);
  await page.locator('.issues').getByRole('button', { name: 'Edit jo@', exact: true }).click();
  await correction.fill('jo@x.example');
  await correction.press('Enter');
  await expect(chips(page)).toHaveText(['a@x.example', 'jo@x.example', 'c@x.example']);
  await expect(field(page)).toBeFocused();
  await expect(note(page, 'jo@')).toHaveCount(0);
});

test('M04 a pasted list is read at once, a part of an address is only typed faster', async ({ page }) => {
  await field(page).fill('ann@x.exa');
  await paste(field(page), 'mple');
  await expect(chips(page)).toHaveCount(0);
  await field(page).fill('');
  await paste(field(page), '"Roe, Jo" <jo@x.example>; mailto:b@x.example\n\tB@X.example\r\nbad@@x, lucia.fernandez@santiagos5.example');
  await expect(message(page)).toHaveText('3 added, 1 duplicate, 1 needs attention');
  await expect(chips(page)).toHaveText(['jo@x.example', 'b@x.example', 'bad@@x', 'lucia.fernandez@santiagos5.example']);
  await expect(note(page, 'lucia.fernandez@santiagos5.example')).toContainText('Already a member');
  await expect(page.getByRole('main')).toContainText('This list uses 2.');
});

test('M04 10,000 addresses are pasted, and go on', async ({ page, expectStatus }) => {
  test.setTimeout(120_000);
  expectStatus(422);
  const list = Array.from({ length: 10_000 }, (_, n) => `Person ${n} <person.${n}@list.example>`).join('\n');
  await paste(field(page), `${list}\nnobody`);
  await expect(message(page)).toHaveText('10,000 added, 1 needs attention');
  expect(await page.locator('*').count(), 'elements in the page').toBeLessThan(1_000);
  await expect(page.getByText('1 to 20 of 10,001', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Next page', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'person.20@list.example' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove person.21@list.example', exact: true }).press('Enter');
  await expect(message(page)).toHaveText('person.21@list.example removed');
  await expect(page.getByRole('button', { name: 'Remove person.22@list.example', exact: true })).toBeFocused();

  await page.locator('.issues').getByRole('button', { name: 'Edit nobody', exact: true }).click();
  await page.getByRole('textbox', { name: 'Edit nobody', exact: true }).fill('somebody@list.example');
  await page.getByRole('textbox', { name: 'Edit nobody', exact: true }).press('Enter');
  await expect(message(page)).toHaveText('1 added');
  await next(page).click();
  await expect(page).toHaveURL(/\/accounts$/, { timeout: 60_000 });
  await expectHeading(page, steps.accounts);
  await expect(page.getByText('Page 1 of 100', { exact: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Access type for all 10,000', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/invitations');
});

test('M04 what was typed before hydration stays, and the last word goes on', async ({ page, settled }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(page.url());
  await expect(page.locator('textarea')).toBeVisible();
  await field(page).fill('a@x.example, jo@, b@x.exa');
  await field(page).focus();
  release();
  await settled(page);
  await expect(chips(page)).toHaveText(['a@x.example', 'jo@']);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('b@x.exa');
  await expect(message(page)).toHaveText('1 added, 1 needs attention');
});

test('M04 a list with names that was pasted before hydration stays whole', async ({ page, settled }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(page.url());
  await field(page).fill('Sam Poe <sam@example.net>\nAnn Lee <ann.lee@example.com>');
  await field(page).focus();
  release();
  await settled(page);
  await expect(chips(page)).toHaveText(['sam@example.net', 'ann.lee@example.com']);
  await expect(field(page)).toHaveValue('');
  await expect(message(page)).toHaveText('2 added');
});

test('M04 the keys of chips are told only where there are chips', async ({ page }) => {
  const people = Array.from({ length: 21 }, (_, n) => `p${n}@x.example`);
  await paste(field(page), people.slice(1).join(' '));
  await expect(field(page)).toHaveAttribute('aria-describedby', /addresses-keys/);
  await paste(field(page), people[0]);
  await expect(page.getByRole('row').filter({ hasText: 'p20@x.example' })).toBeVisible();
  await expect(field(page)).not.toHaveAttribute('aria-describedby', /addresses-keys/);
});

test('M04 the list is kept while it is made', async ({ page, settled, address }) => {
  const [ann, bo] = [address('ann'), address('bo')];
  const kept = page.waitForResponse(/\/api\/check_addresses/);
  await paste(field(page), `${ann}, ${bo}, jo@`);
  expect((await kept).status()).toBe(200);
  await page.reload();
  await settled(page);
  await expect(chips(page)).toHaveText([ann, bo, 'jo@']);
  await expect(message(page)).toHaveText('2 addresses in the list, 1 needs attention');
});

test('M04 Next waits for a list that the server is still looking at', async ({ page, address }) => {
  const [ann, bo] = [address('ann'), address('bo')];
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  const asked = page.waitForRequest(/\/api\/check_addresses/);
  await page.route('**/api/check_addresses', async (route) => {
    await held;
    await route.continue();
  });
  await paste(field(page), ann);
  await asked;
  await field(page).fill(bo);
  await next(page).click();
  await expect(page).toHaveURL(/\/addresses$/);
  release();
  await expectHeading(page, steps.accounts);
  await expect(person(page, bo)).toBeVisible();
});

test('M05 the search for numbers is a combobox after the book', async ({ page, settled, address, axe }) => {
  const [ann, bo] = [address('ann'), address('bo')];
  await name(page, settled, `${ann} ${bo}`);
  const search = numberSearch(page, ann);
  const listbox = page.getByRole('listbox', { name: 'Numbers' });
  const options = listbox.getByRole('option');
  await search.focus();
  await expect(search).toHaveAttribute('aria-expanded', 'false');
  await search.press('ArrowDown');
  await expect(search).toHaveAttribute('aria-expanded', 'true');
  await expect(options).toHaveCount(20);
  await expect(page.getByRole('status').filter({ hasText: `20 numbers found for ${ann}` })).toBeAttached();

  await search.fill('45 7');
  await expect(options).toHaveCount(10);
  await expect(page.getByRole('status').filter({ hasText: `10 numbers found for ${ann}` })).toBeAttached();
  await expect(options.first().locator('mark')).toHaveText('457');
  const active = () => search.getAttribute('aria-activedescendant');
  const first = await active();
  await expect(page.locator(`[id="${first}"]`)).toHaveAttribute('aria-selected', 'true');
  await axe(page);
  await search.press('ArrowDown');
  expect(await active()).not.toBe(first);
  await search.press('ArrowUp');
  expect(await active()).toBe(first);
  await search.press('Escape');
  await expect(search).toHaveAttribute('aria-expanded', 'false');
  await expect(search).toHaveValue('45 7');
  await expect(listbox).toBeHidden();

  await search.fill('4571');
  await expect(options).toHaveCount(1);
  await search.press('Enter');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('');
  await expect(person(page, ann).getByRole('listitem')).toHaveText(['+34911234571']);
  await expect(page).toHaveURL(/\/accounts$/);

  // The next row sees it as taken, though nothing was sent yet.
  await numberSearch(page, bo).fill('4571');
  await expect(options).toHaveAttribute('aria-disabled', 'true');
  await expect(options).toContainText(ann);
  await options.click({ force: true });
  await expect(person(page, bo).getByRole('listitem')).toHaveCount(0);
  await person(page, ann).getByRole('button', { name: 'Remove number +34911234571', exact: true }).click();
  await expect(search).toBeFocused();
  await numberSearch(page, bo).fill('457');
  await numberSearch(page, bo).fill('4571');
  await expect(options).toHaveCount(1);
  await expect(options).not.toHaveAttribute('aria-disabled', 'true');
  await options.click();
  await expect(person(page, bo).getByRole('listitem')).toHaveText(['+34911234571']);
  await expect(numberSearch(page, bo)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: `Remove ${bo}`, exact: true })).toBeFocused();
});

test('M05 Enter takes what was searched for last, and waits for it', async ({ page, settled, address }) => {
  const ann = address('ann');
  await name(page, settled, ann);
  const search = numberSearch(page, ann);
  await search.fill('457');
  await expect(page.getByRole('listbox', { name: 'Numbers' }).getByRole('option')).toHaveCount(10);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/numbers?**', async (route) => {
    await held;
    await route.continue();
  });
  await search.fill('4575');
  await search.press('Enter');
  await expect(search).toHaveValue('4575');
  await expect(person(page, ann).getByRole('listitem')).toHaveCount(0);
  release();
  await expect(person(page, ann).getByRole('listitem')).toHaveText(['+34911234575']);
  await expect(search).toHaveValue('');
  await expect(search).toBeFocused();
});

test('M05 a search that finds nothing says so, and one that failed says why', async ({ page, settled, address, expectStatus, axe }) => {
  expectStatus(429);
  const ann = address('ann');
  await name(page, settled, ann);
  const search = numberSearch(page, ann);
  await search.fill('999999');
  await expect(page.getByText('No number found', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: `0 numbers found for ${ann}` })).toBeAttached();
  await axe(page);
  await search.press('Escape');
  await expect(page.getByText('No number found', { exact: true })).toHaveCount(0);
  await expect(search).toHaveValue('999999');

  await page.route('**/api/numbers?**', (route) => route.fulfill({ status: 429, json: { TooMany: { retry_after_s: 5 } } }));
  await search.fill('4575');
  const reason = 'Too many attempts. Wait 5 s, then try again.';
  await expect(person(page, ann).getByText(reason)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: reason })).toBeAttached();
});

test('M05 what was refused is not said to be done', async ({ page, settled, address, expectStatus }) => {
  expectStatus(422);
  const [ann, bo] = [address('ann'), address('bo')];
  await name(page, settled, `${ann} ${bo}`);
  const remove = page.getByRole('button', { name: `Remove ${ann}`, exact: true });
  const done = page.getByRole('status').filter({ hasText: `${ann} removed` });
  await numberSearch(page, bo).fill('999999');
  await remove.press('Enter');
  await expect(page.getByRole('group', { name: 'There is a problem' })).toBeFocused();
  await expect(done).toHaveCount(0);
  await numberSearch(page, bo).fill('');
  await numberSearch(page, bo).press('Escape');
  await remove.press('Enter');
  await expect(person(page, ann)).toHaveCount(0);
  await expect(done).toBeAttached();
  await expect(page.getByRole('button', { name: `Remove ${bo}`, exact: true })).toBeFocused();
});

test('M05 the focus stays where one works', async ({ page, settled, address }) => {
  const people = [address('ann'), address('bo'), address('cy')];
  await name(page, settled, people.join(' '));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('button', { name: 'Apply to all', exact: true }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Standard User is set for everybody' })).toBeAttached();
  await expect(page.getByRole('button', { name: 'Apply to all', exact: true })).toBeFocused();
  await page.getByRole('button', { name: `Remove ${people[0]}`, exact: true }).press('Enter');
  await expect(person(page, people[0])).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Remove ${people[1]}`, exact: true })).toBeFocused();
  await toSubmit(page, settled);
  await page.getByRole('link', { name: `Change ${people[2]}`, exact: true }).click();
  await expect(accessType(page, people[2])).toBeFocused();
});

test('M29 from the first step to the result no page is loaded anew', async ({ page, settled, address, expectStatus }) => {
  // Going back asks for a step of a list that was submitted.
  expectStatus(409);
  await page.evaluate(() => ((window as any).stays = true));
  await name(page, settled, address('ann'));
  await toSubmit(page, settled);
  await submit(page, settled);
  await expectHeading(page, '1 invitation queued');
  expect(await page.evaluate(() => (window as any).stays)).toBe(true);
  await page.goBack();
  await expectHeading(page, '1 invitation queued');
});

test('M06 the result follows the mails until there is nothing more to follow', async ({ page, login, settled, visitor, address }) => {
  const other = await visitor();
  await login(other, demo.admin);
  await name(page, settled, [address('ann'), address('bo')].join(' '));
  await toSubmit(page, settled);
  // Nothing is sent yet, as far as the page hears, until it is told of a change.
  let isHeld = true;
  await page.route('**/api/batch_result?**', async (route) => {
    const answer = await route.fetch();
    const result = await answer.json();
    if (isHeld) Object.assign(result.progress, { queued: 2, sending: 0, sent: 0, deferred: 0 });
    await route.fulfill({ response: answer, json: result });
  });
  await page.route('**/api/batch_progress?**', (route) => (isHeld ? route.fulfill({ json: { total: 2, queued: 2, sending: 0, sent: 0, deferred: 0, failed: 0, cancelled: 0, skipped: 0 } }) : route.continue()));
  await submit(page, settled);
  const status = page.getByRole('status');
  await expect(status.filter({ hasText: '0 of 2 sent, 2 in the queue' })).toBeVisible();
  isHeld = false;
  await invite(other, { email: address('change') });
  await expect(status.filter({ hasText: '2 of 2 sent' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('main')).toContainText('Nothing more to send');
});
