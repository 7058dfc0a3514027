import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';
import { makePlaces, people, placed } from '../support/routes.ts';

for (const { who, routes } of people) {
  test(`every page that ${who ?? 'a stranger'} may ask for loads, and leads on`, async ({ page, login, axe, guard, expectStatus, settled, address, mailbox }) => {
    test.setTimeout(240_000);
    expectStatus(403, 404, 410);
    if (who) await login(page, demo[who]);
    const places = who === 'operator' || who === 'admin' ? await makePlaces(page, address, mailbox) : {};
    for (const [route, status, heading] of routes) {
      const path = placed(route, places);
      await test.step(path, async () => {
        const answer = await page.goto(path);
        expect(answer!.status(), path).toBe(status);
        await settled(page);
        await expect(page.getByRole('heading', { level: 1 }), path).toHaveText([heading]);
        await axe(page);
        await leadOn(page);
        expect(guard.problems, `behind ${path}`).toEqual([]);
      });
    }
  });
}

/** Follows the last link that the app itself answers, to another page: a mismatch of hydration often shows only then. */
async function leadOn(page: Page): Promise<void> {
  const here = new URL(page.url()).pathname;
  const dialog = page.getByRole('dialog');
  const links = ((await dialog.count()) > 0 ? dialog : page.locator('body')).locator('a[href^="/"]:not([rel*="external"]):not([target]):visible');
  const paths = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const other = paths.findLastIndex((path) => path !== here);
  if (other < 0) return;
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  await links.nth(other).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(paths[other]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  expect(await page.evaluate(() => 'stayed' in globalThis), `${here} leads to ${paths[other]} without a reload`).toBe(true);
}
