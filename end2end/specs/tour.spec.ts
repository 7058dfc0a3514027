import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { giveRoles, join } from '../support/people.ts';

const tour = (page: Page) => page.getByRole('region', { name: 'Welcome tour', exact: true });
const step = (page: Page, name: string) => tour(page).getByRole('heading', { name, exact: true });
const press = (page: Page, name: string) => tour(page).getByRole('button', { name, exact: true }).or(tour(page).getByRole('link', { name, exact: true })).click();

test('M18 the tour shows what is new, step by step, and is over for good', async ({ page, login, visit, visitor, settled, mailbox, address, axe }) => {
  test.setTimeout(120_000);
  const email = address('tia');
  await login(page, demo.admin);
  const theirs = await join(page, { email, role: 'Invoices only', first: 'Tia', last: 'Tours' }, { mailbox, visit, settled, visitor });
  await expect(tour(theirs)).toContainText('step 1 of 1');
  await expect(step(theirs, 'Invoices')).toBeVisible();
  await expect(tour(theirs).getByRole('button', { name: 'Skip tour' })).toHaveCount(0);
  await axe(theirs);
  await press(theirs, 'Done');
  await expect(tour(theirs)).toHaveCount(0);
  await expect(theirs).toHaveURL('/c/1001/');

  await giveRoles(page, email, ['Standard User'], { visit, settled });
  await visit(theirs, '/c/1001/');
  await expect(tour(theirs)).toContainText('step 1 of 2');
  await expect(step(theirs, 'Calls')).toBeVisible();
  await expect(tour(theirs)).toContainText('Who called when, and for how long');
  // Another device, at the same time.
  const elsewhere = await visitor();
  await login(elsewhere, email, 'fifteen sunny days in spring');
  await expect(tour(elsewhere)).toContainText('step 1 of 2');
  await press(theirs, 'Next');
  await expect(theirs).toHaveURL('/c/1001/?tour=2');
  await expect(step(theirs, 'Contracts')).toBeVisible();
  await settled(theirs);
  await axe(theirs);
  await press(theirs, 'Back');
  await expect(step(theirs, 'Calls')).toBeVisible();
  await settled(theirs);
  await press(theirs, 'Next');
  await settled(theirs);
  await press(theirs, 'Done');
  await expect(tour(theirs)).toHaveCount(0);
  await visit(elsewhere, '/c/1001/');
  await expect(elsewhere.getByRole('region', { name: 'Areas' }).getByRole('link')).toHaveCount(3);
  await expect(tour(elsewhere)).toHaveCount(0);
});

test('M19 who joins first gets a welcome mail with an overview', async ({ page, login, visit, visitor, settled, mailbox, address }) => {
  const email = address('wanda');
  await login(page, demo.admin);
  const theirs = await join(page, { email, role: 'Invoices only', first: 'Wanda', last: 'Welcome' }, { mailbox, visit, settled, visitor });
  await expect(theirs.getByRole('main')).toContainText("Welcome to Santiago's 5");
  const mail = await mailbox.latest(email, { subject: /^Welcome/ });
  expect(mail.subject).toBe("Welcome to Santiago's 5 on Vestibule");
  const text = mail.text.replace(/\s+/g, ' ');
  for (const told of ['customer number 1001', 'as Invoices only', `You log in with ${email}`, 'Home shows what is open to you', 'Change customer', 'FAQ', 'Settings', 'Feedback']) {
    expect(text, told).toContain(told);
  }
  // Its button leads in.
  await visit(theirs, new URL(mail.link).pathname);
  await expect(theirs).toHaveURL('/c/1001/');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Home');
  // Nobody is welcomed again by what comes later.
  await giveRoles(page, email, ['Standard User'], { visit, settled });
  expect(await mailbox.countInTheEnd(email, { subject: /^Welcome/ })).toBe(1);
});

test('M18 the tour by keyboard alone, and skipped', async ({ page, login, visit, visitor, settled, mailbox, address, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const email = address('kay');
  await login(page, demo.admin);
  const theirs = await join(page, { email, first: 'Kay', last: 'Keys' }, { mailbox, visit, settled, visitor });
  await expect(tour(theirs)).toContainText('step 1 of 3');
  await tour(theirs).getByRole('link', { name: 'Next', exact: true }).focus();
  await theirs.keyboard.press('Enter');
  await expect(tour(theirs)).toContainText('step 2 of 3');
  if (javaScriptEnabled !== false) {
    await expect(step(theirs, 'Invoices')).toBeFocused();
    await theirs.keyboard.press('Tab');
    await expect(tour(theirs).getByRole('button', { name: 'Skip tour', exact: true })).toBeFocused();
  } else {
    await tour(theirs).getByRole('button', { name: 'Skip tour', exact: true }).focus();
  }
  await theirs.keyboard.press('Enter');
  await expect(tour(theirs)).toHaveCount(0);
  if (javaScriptEnabled !== false) await expect(theirs.getByRole('heading', { level: 1 })).toBeFocused();
  await visit(theirs, '/c/1001/');
  await expect(tour(theirs)).toHaveCount(0);
});
