import type { Locator, Page } from '@playwright/test';
import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { accessType, expectHeading, field, person, steps } from '../support/wizard.ts';

// The whole way on a phone, in the dark, by nothing but keys.
test.use({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });

/** Tabs on until an element has the focus, which must be seen there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

async function press(page: Page, name: string, role: 'button' | 'link' = 'button'): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }));
  await page.keyboard.press('Enter');
}

async function type(page: Page, into: Locator, text: string): Promise<void> {
  await tabTo(page, into);
  await page.keyboard.type(text);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(wide, `${page.url()} at 360 px`).toBe(0);
}

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await type(page, page.getByLabel('Email address', { exact: true }), email);
  await type(page, page.getByLabel('Password', { exact: true }), password);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/login/);
}

test('M04 M05 M06 M09 from the login to the membership by nothing but keys', async ({ page, visit, settled, address, mailbox, visitor, axe }) => {
  test.setTimeout(120_000);
  const [ann, bo] = [address('ann'), address('bo')];
  await visit(page, '/login');
  await logIn(page, demo.admin, demoPassword);
  await visit(page, '/c/1001/users');
  await press(page, 'Invite several users');
  await expectHeading(page, steps.addresses);
  await settled(page);
  await type(page, field(page), `${ann}, ${bo}`);
  await expectNoSidewaysScroll(page);
  await press(page, 'Next');
  await expectHeading(page, steps.accounts);
  await settled(page);
  await tabTo(page, accessType(page, bo));
  await page.keyboard.type('Client');
  await expect(accessType(page, bo).locator('option:checked')).toHaveText('Client Admin');
  await expectNoSidewaysScroll(page);
  await axe(page);
  await press(page, 'Next');
  await expectHeading(page, steps.submit);
  await settled(page);
  await expect(person(page, bo)).toContainText('Client Admin');
  await expectNoSidewaysScroll(page);
  await axe(page);
  await press(page, 'Submit');
  await expectHeading(page, '2 invitations queued');
  await settled(page);
  await expectNoSidewaysScroll(page);
  await axe(page);

  const guest = await visitor();
  await visit(guest, (await mailbox.latest(bo)).link);
  await press(guest, 'Register', 'link');
  await expect(guest).toHaveURL(/with=register/);
  await settled(guest);
  await type(guest, guest.getByLabel('First name', { exact: true }), 'Bo');
  await type(guest, guest.getByLabel('Last name', { exact: true }), 'Berg');
  await type(guest, guest.getByLabel('Password', { exact: true }), 'a long sentence of my own');
  await expectNoSidewaysScroll(guest);
  await press(guest, 'Register');
  await expect(guest).toHaveURL('/c/1001/');
  await expect(guest.getByRole('main')).toContainText("Welcome to Santiago's 5");
  await settled(guest);
  await expectNoSidewaysScroll(guest);
  await axe(guest);
});
