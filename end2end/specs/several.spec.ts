import type { Locator, Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { call, newCustomer } from '../support/wizard.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');
const row = (page: Page, email: string): Locator => page.getByRole('table', { name: 'Invitations' }).getByRole('row').filter({ hasText: email });
const box = (page: Page, email: string): Locator => page.getByRole('checkbox', { name: `Select ${email}`, exact: true });
const bar = (page: Page): Locator => page.getByRole('form', { name: 'Selected invitations' });

test('M15 several invitations are deleted at once, after a question', async ({ page, login, visit, settled, address, axe, javaScriptEnabled }) => {
  await login(page, demo.operator);
  const c = await newCustomer(page, address('several'));
  const here = `/c/${c}/invitations`;
  await visit(page, `${here}?dialog=invite`);
  const role = (await dialog(page).getByRole('option', { name: 'Standard User', exact: true }).getAttribute('value'))!;
  const [ann, bo, cy] = [address('ann'), address('bo'), address('cy')];
  for (const email of [ann, bo, cy]) await call(page, 'invite_user', { c, role, email, back: here });

  await visit(page, here);
  await expect(bar(page)).toBeHidden();
  await box(page, ann).check();
  await box(page, bo).check();
  await expect(bar(page)).toBeVisible();
  await axe(page);
  if (javaScriptEnabled !== false) {
    await expect(bar(page).getByRole('status')).toHaveText('2 selected');
    await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toHaveJSProperty('indeterminate', true);
  }
  await bar(page).getByRole('button', { name: 'Delete selected', exact: true }).click();
  await expect(page).toHaveURL(/dialog=delete_several/);
  await expect(dialog(page)).toHaveAccessibleName('Delete 2 invitations?');
  await expect(dialog(page).getByRole('listitem')).toHaveText([bo, ann]);
  await settled(page);
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(box(page, ann)).toBeChecked();
  await expect(box(page, cy)).not.toBeChecked();

  await settled(page);
  await bar(page).getByRole('button', { name: 'Delete selected', exact: true }).click();
  await settled(page);
  await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  const told = page.getByRole('region', { name: '2 invitations were deleted' });
  await expect(told).toBeVisible();
  await expect(row(page, ann)).toContainText('Revoked');
  await expect(row(page, cy)).toContainText('Pending');
  await expect(bar(page)).toBeHidden();
  await expect(box(page, ann)).toHaveCount(0);
  await settled(page);
  await axe(page);
  await told.getByRole('link', { name: 'Dismiss' }).click();
  await expect(page).toHaveURL(here);
  await expect(told).toHaveCount(0);
});

test('M15 several are sent again, and what was left out is told with its reason', async ({ page, login, visit, settled, address, mailbox, axe }) => {
  const here = '/c/1002/invitations';
  await login(page, demo.operator);
  await visit(page, here);
  const fresh = address('fresh');
  await call(page, 'invite_user', { c: '1002', access: 'all', email: fresh, back: here });
  await visit(page, `${here}?status=pending`);
  const old = 'jo.brandt@kanzlei-mueller.example';
  await box(page, old).check();
  await box(page, fresh).check();
  await bar(page).getByRole('button', { name: 'Resend selected', exact: true }).click();
  await expect(page).toHaveURL(/status=pending&.*dialog=resend_several|dialog=resend_several.*status=pending/);
  await expect(dialog(page)).toHaveAccessibleName('Resend 2 invitations?');
  await expect(dialog(page)).toContainText(/\d+ of 50 invitations left today/);
  await settled(page);
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Resend', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  const told = page.getByRole('region', { name: '1 invitation goes out again' });
  await expect(told).toContainText(`${fresh}: was mailed less than a minute ago`);
  expect((await mailbox.latest(old)).subject).toContain('Erinnerung');
  await settled(page);
  await axe(page);
  await expect(page.getByRole('link', { name: 'Pending invites', exact: true })).toHaveAttribute('aria-current', 'true');
});

test('M15 all on the page are chosen, and let go, by one box or by Escape', async ({ page, login, visit, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript there is no such box');
  await login(page, demo.admin);
  await visit(page, '/c/1001/invitations');
  const all = page.getByRole('checkbox', { name: 'Select all on this page' });
  const boxes = page.getByRole('checkbox', { name: /^Select .*@/ });
  await expect(boxes.nth(2)).toBeVisible();
  const n = await boxes.count();
  await all.check();
  await expect(bar(page).getByRole('status')).toHaveText(`${n} selected`);
  await boxes.first().uncheck();
  await expect(all).toHaveJSProperty('indeterminate', true);
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(all).not.toBeChecked();
  await all.check();
  await bar(page).getByRole('button', { name: 'Clear selection', exact: true }).click();
  await expect(bar(page)).toBeHidden();
});

test('nothing chosen, or something of another customer, leads to no question', async ({ page, login, visit, expectStatus }) => {
  expectStatus(404, 422);
  await login(page, demo.admin);
  await visit(page, '/c/1001/invitations?dialog=delete_several');
  await expect(dialog(page)).toHaveAccessibleName('These invitations cannot be shown');
  await visit(page, '/c/1001/invitations?dialog=delete_several&ids=inv_01972c3d0000700080000000000000ff');
  await expect(dialog(page)).toHaveAccessibleName('These invitations cannot be shown');
});
