import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures.ts';

/** Every address there is, each with the status that it answers with; what a person may not open is among them. */
const nobody: [string, number][] = [
  ['/login', 200],
  ['/forgot', 200],
  ['/reset/unknown', 410],
  ['/verify/unknown', 410],
  ['/setup', 404],
  ['/invitations/unknown', 404],
  ['/invitations/unknown/block', 404],
  ['/mailbox', 200],
  ['/mailbox/unknown', 404],
  ['/nowhere', 404],
];
const account = (people: number): [string, number][] => [
  ['/c/1001/', 200],
  ['/c/1001/profile', 200],
  ['/c/1001/profile/contact', 200],
  ['/c/1001/users', people],
  ['/c/1001/users?status=suspended', people],
  ['/c/1001/invitations', people],
  ['/c/1001/invitations?status=pending&search=a', people],
  ['/c/1001/invitations?dialog=invite', people],
  ['/c/1001/roles', people],
  ['/c/1001/roles/new', people],
  ['/c/1001/audit', people],
  ['/c/1001/audit?person=ada&operators=true', people],
  ['/c/1001/roles/unknown', 404],
  ['/c/1001/groups', people],
  ['/c/1001/groups?dialog=new', people],
  ['/c/1001/numbers', people],
  ['/c/1001/numbers?status=free&search=9', people],
  ['/c/1001/areas/unknown', 404],
  ['/c/1001/nowhere', 404],
  ['/c/nobody/', 404],
  ['/choose', 200],
];
const wizard: [string, number][] = [
  ['/c/1001/invite/DRAFT/addresses', 200],
  ['/c/1001/invite/DRAFT/accounts', 200],
  ['/c/1001/invite/DRAFT/submit', 200],
  ['/c/1001/invite/DRAFT/result', 404],
  ['/c/1001/invite/SUBMITTED/addresses', 200],
  ['/c/1001/invite/SUBMITTED/result', 200],
  ['MAIL', 200],
  ['LINK', 200],
];

const people: { who?: keyof typeof demo; routes: [string, number][] }[] = [
  { routes: nobody },
  { who: 'operator', routes: [['/customers', 200], ['/customers/new', 200], ['/operator/audit', 200], ...account(200), ['/c/1001/areas/invoices', 200], ...wizard] },
  { who: 'admin', routes: [['/customers', 403], ['/operator/audit', 404], ...account(200), ['/c/1001/areas/invoices', 200], ...wizard] },
  { who: 'member', routes: [['/customers', 403], ...account(403), ['/c/1001/areas/invoices', 403], ['/c/1002/', 404], ['/no-access', 200]] },
];

for (const { who, routes } of people) {
  test(`every page that ${who ?? 'a stranger'} may ask for loads, and leads on`, async ({ page, login, axe, guard, expectStatus, settled, address, mailbox }) => {
    test.setTimeout(240_000);
    expectStatus(403, 404, 410);
    if (who) await login(page, demo[who]);
    const places: Record<string, string> = {};
    if (who === 'operator' || who === 'admin') {
      const email = address('sent');
      Object.assign(places, { DRAFT: await batch(page, address('draft')), SUBMITTED: await submittedBatch(page, email) });
      const mail = await mailbox.latest(email);
      Object.assign(places, { MAIL: mail.path, LINK: new URL(mail.link).pathname });
    }
    for (const [route, status] of routes) {
      const path = route.replace(/[A-Z]+/, (place) => places[place]);
      await test.step(path, async () => {
        const answer = await page.goto(path);
        expect(answer!.status(), path).toBe(status);
        await settled(page);
        await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
        await axe(page);
        await leadOn(page);
        expect(guard.problems, `behind ${path}`).toEqual([]);
      });
    }
  });
}

/** A draft of the wizard with one person in it, left at its second step. */
async function batch(page: Page, email: string): Promise<string> {
  const headers = { origin: new URL(page.url()).origin, accept: 'text/html' };
  const made = await page.request.post('/api/create_batch', { form: { 'form[c]': '1001' }, headers, maxRedirects: 0 });
  const batch = /bat_[0-9a-f]{32}/.exec(made.headers().location)![0];
  await page.goto(`/c/1001/invite/${batch}/addresses`);
  await page.getByRole('textbox', { name: 'Email addresses' }).fill(email);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/accounts$/);
  return batch;
}

async function submittedBatch(page: Page, email: string): Promise<string> {
  const id = await batch(page, email);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/submit$/);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page).toHaveURL(/\/result$/);
  return id;
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
