import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { giveRoles, join } from '../support/people.ts';

const home = "You have joined Santiago's 5. Your rights are still to come.";
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Account', exact: true });

test('M17 who has no right yet may open Home, FAQ and Feedback, and nothing else', async ({ page, login, visit, settled, axe, expectStatus }) => {
  expectStatus(403);
  await login(page, demo.member);
  await expect(page).toHaveURL('/c/1001/');
  const banner = page.getByRole('region', { name: home });
  await expect(banner).toContainText('Until then you can use Home, FAQ, Settings and Feedback.');
  await expect(banner).toContainText('Ask Santiago Garcia if you are waiting.');
  await expect(banner.getByRole('link', { name: 'Santiago Garcia' })).toHaveAttribute('href', 'mailto:santiago@santiagos5.example');
  await expect(page.getByRole('region', { name: 'Areas' }).getByText('Not open to you yet')).toHaveCount(3);
  await expect(page.getByRole('region', { name: 'Areas' }).getByRole('link')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Links' }).getByRole('link', { name: 'Service status' })).toHaveAttribute('href', 'https://status.vestibule.example/en');
  await expect(page.getByRole('region', { name: 'Product documents' }).getByRole('link')).toHaveCount(2);
  await expect(navigation(page).getByRole('link', { name: 'Profile', exact: true })).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: /^Profile/ })).toHaveCount(0);
  await axe(page);
  for (const path of ['profile', 'profile/contact', 'users', 'invitations', 'roles', 'groups', 'numbers', 'audit', 'settings', 'areas/calls', 'users/new/details']) {
    expect((await page.goto(`/c/1001/${path}`))!.status(), path).toBe(403);
  }
  const line = page.getByRole('region', { name: "Your rights at Santiago's 5 are still to come." });
  for (const path of ['/c/1001/', '/faq?c=1001', '/feedback?c=1001']) {
    expect((await page.goto(path))!.status(), path).toBe(200);
    await expect(line, path).toHaveCount(path === '/c/1001/' ? 0 : 1);
  }
  await settled(page);
});

test('M17 the banner goes away by itself when rights arrive, and the administrator is told who waits', async ({ page, login, visit, visitor, settled, mailbox, address, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const email = address('rae');
  await login(page, demo.admin);
  const theirs = await join(page, { email, first: 'Rae', last: 'Waits' }, { mailbox, visit, settled, visitor });
  await giveRoles(page, email, [], { visit, settled });
  await visit(theirs, '/c/1001/');
  await expect(theirs.getByRole('region', { name: home })).toBeVisible();

  await visit(page, '/c/1001/');
  const waiting = page.getByRole('region', { name: /joined and waits? for a role/ });
  await expect(waiting).toBeVisible();
  await waiting.getByRole('link', { name: 'Show them' }).click();
  await expect(page).toHaveURL(/\/c\/1001\/users\?status=restricted/);
  await expect(page.getByRole('table').getByRole('row').filter({ hasText: email })).toBeVisible();

  await giveRoles(page, email, ['Invoices only'], { visit, settled });
  if (javaScriptEnabled === false) await theirs.goto('/c/1001/');
  await expect(theirs.getByRole('region', { name: home })).toHaveCount(0);
  await expect(theirs.getByRole('region', { name: 'Areas' }).getByRole('link', { name: 'Invoices' })).toBeVisible();
  await expect(navigation(theirs).getByRole('link', { name: 'Profile', exact: true })).toBeAttached();
  await theirs.goto('about:blank');
  await page.goto('about:blank');
});
