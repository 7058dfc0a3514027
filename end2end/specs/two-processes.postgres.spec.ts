import { demo, expect, test } from '../fixtures.ts';
import { find, invite, row } from '../support/invitations.ts';
import { hydrated } from '../support/pages.ts';
import type { DemoServer } from '../support/server.ts';

// Two processes on one database, as an installation has them behind a load balancer. Cookies know no ports: who is logged in by one
// is known to the other.
test.describe('two processes on one PostgreSQL', { tag: '@postgres' }, () => {
  let other: DemoServer;
  test.beforeEach(async ({ server, guard }) => {
    other = await server.another();
    guard.allow(other.url);
  });
  test.afterEach(async ({ context }) => {
    for (const page of context.pages()) await page.goto('about:blank');
    await other.stop();
  });

  test('a change by the one is live in a page of the other', async ({ page, context, login, address }) => {
    const email = address('across');
    await login(page, demo.admin);
    const there = await context.newPage();
    await there.goto(`${other.url}/c/1001/invitations?search=${encodeURIComponent(email)}`);
    await hydrated(there);
    await there.evaluate(() => document.body.setAttribute('data-mark', 'same'));
    await expect(row(there, email)).toHaveCount(0);
    await invite(page, { email });
    await expect(row(there, email)).toContainText('Pending');
    await find(page, email);
    await row(page, email).getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(row(there, email)).toContainText('Revoked');
    await expect(there.locator('body'), 'it was not loaded again').toHaveAttribute('data-mark', 'same');
  });

  test('who logs out by the one is logged out of the other', async ({ page, context, login, expectStatus }) => {
    expectStatus(401);
    await login(page, demo.admin);
    const there = await context.newPage();
    await there.goto(`${other.url}/c/1001/users`);
    await hydrated(there);
    await expect(there.getByRole('heading', { level: 1 })).toHaveText('User management');
    // The cookie is kept, as by somebody who has stolen it: it is the session that ends.
    const cookies = await context.cookies();
    await page.getByRole('button', { name: /user menu$/ }).click();
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
    await context.addCookies(cookies);
    await there.goto(`${other.url}/c/1001/users`);
    await expect(there.getByRole('heading', { level: 1 })).toHaveText('Log in');
  });

  test('what is used up by the one is used up in the other', async ({ page, context, login, address }) => {
    await login(page, demo.admin);
    const there = await context.newPage();
    const left = async () => {
      await there.goto(`${other.url}/c/1001/invitations?dialog=invite`);
      const text = await there.getByText(/ of 50 invitations left today/).first().textContent();
      return Number(/(\d+) of 50 /.exec(text!)![1]);
    };
    const before = await left();
    await invite(page, { email: address('used') });
    expect(await left()).toBe(before - 1);
  });
});
