import type { Page } from '@playwright/test';
import { demo, demoPassword, expect, test as base } from '../fixtures.ts';
import { find, invite, row } from '../support/invitations.ts';
import { logIn } from '../support/pages.ts';

const password = 'eleven blue trains at dawn';

/** Somebody invites an address, and has the path of the link that was mailed to it. */
type Invited = (email: string, to?: { by?: string; c?: string; role?: string }) => Promise<string>;

/** Somebody new, who has joined customer 1001 and is signed in on `page`. */
type Person = { email: string; page: Page };

const test = base.extend<{ invited: Invited; person: (name: string) => Promise<Person> }>({
  invited: async ({ visitor, login, mailbox }, use) => {
    const inviters = new Map<string, Page>();
    await use(async (email, { by = demo.admin, c, role } = {}) => {
      const before = (await mailbox.count(email)) > 0 ? await mailbox.latest(email) : undefined;
      let page = inviters.get(by);
      if (!page) {
        page = await visitor();
        await login(page, by);
        inviters.set(by, page);
      }
      await invite(page, { email, c, role });
      return new URL((await mailbox.latest(email, { after: before })).link).pathname;
    });
  },

  person: async ({ invited, address, visitor, visit, settled }, use) => {
    await use(async (name) => {
      const [email, page] = [address(name), await visitor()];
      await visit(page, await invited(email));
      await fillRegistration(page);
      await register(page);
      await expect(page).toHaveURL('/c/1001/');
      await settled(page);
      return { email, page };
    });
  },
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const summary = (page: Page) => page.getByRole('group', { name: 'There is a problem' });

async function fillRegistration(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Elena');
  await page.getByLabel('Last name').fill('Márquez Villanueva');
  await page.getByLabel('Password', { exact: true }).fill(password);
}

const register = (page: Page) => page.getByRole('button', { name: 'Register' }).click();

/** The path of the link that *Copy link* gives for the row that `page` shows. */
async function copiedLink(page: Page, email: string, c: string): Promise<string> {
  const id = (await row(page, email).locator('[id^=address-]').getAttribute('id'))!.replace('address-', '');
  const answer = await page.request.post('/api/copy_link', {
    headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' },
    form: { 'form[c]': c, 'form[id]': id, 'form[back]': `/c/${c}/invitations` },
  });
  return new URL((await answer.json()).url).pathname;
}

/** Nothing to scroll sideways on the narrowest screen (WCAG 1.4.10). */
async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(wide, `${page.url()} at 320 px`).toBe(0);
  await page.setViewportSize(size);
}

test('M09 M16 who has no login registers, and is in', async ({ page, visit, settled, mailbox, invited, visitor, address, axe }) => {
  const email = address('elena');
  const link = await invited(email, { role: 'Client Admin' });
  const mail = await mailbox.latest(email);
  for (const told of ['Ada Martín', "Santiago's 5", '1001', 'Client Admin']) expect(mail.text, told).toContain(told);

  await visit(page, link);
  await expect(heading(page)).toHaveText("Join Santiago's 5");
  const main = page.getByRole('main');
  await expect(main).toContainText("Ada Martín invites you to Santiago's 5 (customer number 1001) as Client Admin.");
  await expect(main.getByRole('listitem')).toContainText(["See Invoices of Santiago's 5", 'Invite more people', /^Open until .* \(\d\d:\d\d UTC\), in 7 days$/]);
  await expect(page.getByRole('link', { name: 'Log in', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  await expect(page).toHaveURL(`${link}?with=register`);
  const fixed = page.getByLabel('Email address', { exact: true });
  await expect(fixed).toHaveValue(email);
  await expect(fixed).not.toBeEditable();
  await expect(fixed).toHaveAttribute('autocomplete', 'username');
  await axe(page);
  await expectNarrow(page);

  await fillRegistration(page);
  await register(page);
  await expect(page).toHaveURL('/c/1001/');
  await expect(page.getByRole('main')).toContainText("Welcome to Santiago's 5");
  await settled(page);
  expect((await mailbox.latest(email, { subject: /welcome/i })).text).toContain("Santiago's 5");

  await visit(page, link);
  await expect(page.getByRole('main')).toContainText("you belong to Santiago's 5");
  const other = await visitor();
  expect((await other.goto(link))?.status()).toBe(200);
  await settled(other);
  await expect(heading(other)).toHaveText('This invitation was already accepted');
  await axe(other);
  await other.getByRole('link', { name: 'Log in' }).click();
  await settled(other);
  await logIn(other, email, password);
  await expect(other).toHaveURL('/c/1001/');
});

test('a registration that is refused keeps what was typed, but no password', async ({ page, visit, invited, address, axe, expectStatus }) => {
  expectStatus(422);
  await visit(page, await invited(address('elena')));
  await page.getByLabel('First name').fill('Elena');
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await register(page);
  await expect(page).toHaveTitle(/^Error: Join Santiago's 5/);
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole('link')).toHaveText(['Enter a last name', 'Choose a password of at least 15 characters']);
  await expect(page.getByLabel('First name')).toHaveValue('Elena');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await axe(page);
  await expectNarrow(page);
  await summary(page).getByRole('link').first().click();
  await expect(page.getByLabel('Last name')).toBeFocused();
});

test('a look at Log in loses no name', async ({ page, visit, invited, address, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript each of the two is a page of its own');
  await visit(page, await invited(address('elena')));
  await fillRegistration(page);
  await page.getByRole('link', { name: 'Log in', exact: true }).click();
  await expect(page.getByLabel('First name')).toHaveCount(0);
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Elena');
  await expect(page.getByLabel('Last name')).toHaveValue('Márquez Villanueva');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await register(page);
  await expect(page).toHaveURL('/c/1001/');
});

test('M09 who has a login uses it; the page says so to who would register', async ({ page, visit, invited, person, axe, expectStatus }) => {
  expectStatus(422);
  const { email } = await person('lena');
  await visit(page, await invited(email, { by: demo.operator, c: '1003' }));
  await fillRegistration(page);
  await register(page);
  await expect(summary(page)).toContainText('There is a login for this address already. Choose Log in.');
  await axe(page);

  await page.getByRole('link', { name: 'Use my login' }).click();
  await expect(page.getByRole('link', { name: 'Log in', exact: true })).toHaveAttribute('aria-current', 'true');
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(summary(page)).toContainText('The email address or the password is wrong');

  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL('/c/1003/');
  await expect(page.getByRole('main')).toContainText('Welcome to Nordlicht Pflegedienst');
});

test('who has no login and would log in is offered to register', async ({ page, visit, invited, address, expectStatus }) => {
  expectStatus(422);
  const link = await invited(address('noah'));
  await visit(page, `${link}?with=login`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(summary(page)).toContainText('There is no login for this address yet. Choose Register.');
  await page.getByRole('link', { name: 'Set a password' }).click();
  await fillRegistration(page);
  await register(page);
  await expect(page).toHaveURL('/c/1001/');
});

test('the invitee who is signed in accepts by one click', async ({ person, visit, settled, invited, axe }) => {
  const { email, page } = await person('milo');
  await visit(page, await invited(email, { by: demo.operator, c: '1004' }));
  await expect(page.getByRole('main')).toContainText(`You are signed in as ${email}.`);
  await axe(page);
  await expectNarrow(page);
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await expect(page).toHaveURL('/c/1004/');
  await settled(page);
  await expect(page.getByRole('main')).toContainText('Welcome to Bodega Sol');
});

test('while one declines, nothing speaks of accepting', async ({ person, visit, invited, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript no button waits');
  const { email, page } = await person('nora');
  await visit(page, await invited(email, { by: demo.operator, c: '1002' }));
  // Nothing can look into a page while it is being left, but the page itself.
  await page.evaluate(() => {
    const main = document.querySelector('main')!;
    const look = () => (sessionStorage.said = JSON.stringify([...main.querySelectorAll('button')].map((button) => button.textContent)));
    new MutationObserver(look).observe(main, { subtree: true, childList: true, characterData: true });
  });
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(heading(page)).toHaveText('You have declined');
  expect(await page.evaluate(() => sessionStorage.said)).toBe(JSON.stringify(['Accept invitation', 'Declining...']));
});

test('declining closes the invitation, and a new one can be asked for', async ({ person, visit, settled, invited, mailbox, axe, expectStatus }) => {
  expectStatus(410);
  const { email, page } = await person('dora');
  const link = await invited(email, { by: demo.operator, c: '1002' });
  await visit(page, link);
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(heading(page)).toHaveText('You have declined');
  await settled(page);
  await axe(page);

  expect((await page.goto(link))?.status()).toBe(410);
  await settled(page);
  await expect(heading(page)).toHaveText('This invitation was declined');
  await page.getByRole('button', { name: 'Ask for a new invitation' }).click();
  await expect(page.getByRole('main')).toContainText('We have asked for a new invitation');
  await settled(page);
  await axe(page);
  expect((await mailbox.latest(demo.operator, { subject: /new invitation/i })).text).toContain('Kanzlei Müller & Partner');
});

test('somebody else sees both addresses, and switching keeps the invitation', async ({ page, login, visit, settled, invited, address, axe }) => {
  const email = address('fatima');
  const link = await invited(email);
  await login(page, demo.member);
  await visit(page, link);
  await expect(heading(page)).toHaveText("Join Santiago's 5");
  const main = page.getByRole('main');
  await expect(main).toContainText('You are signed in with another address.');
  await expect(main).toContainText(demo.member);
  await expect(main).not.toContainText(email);
  await expect(main).toContainText('fa••••@example.test');
  await expect(page.getByRole('button', { name: 'Accept invitation' })).toHaveCount(0);
  await axe(page);
  await expectNarrow(page);

  await page.getByRole('button', { name: 'Switch account' }).click();
  await expect(page).toHaveURL(link);
  await settled(page);
  await expect(page.getByLabel('Email address', { exact: true })).toHaveValue(email);
});

test('opening a link changes nothing, however often', async ({ page, visit, settled, invited, address }) => {
  const link = await invited(address('scan'));
  for (const path of [link, `${link}?with=login`, `${link}?with=register`, `${link}/block`, `${link}?answer=declined`]) {
    expect((await page.request.get(path)).status(), path).toBe(200);
  }
  await visit(page, link);
  await fillRegistration(page);
  await register(page);
  await expect(page).toHaveURL('/c/1001/');
  await settled(page);
});

test('a link that was replaced or withdrawn says so', async ({ page, login, settled, mailbox, visitor, axe, expectStatus }) => {
  expectStatus(410, 404);
  // Invited some days ago: what has just been sent cannot be sent again yet.
  const [email, c] = ['ivan@bodega-sol.example', '1004'];
  await login(page, demo.operator);
  await find(page, email, c);
  const old = await copiedLink(page, email, c);
  const other = await visitor();
  expect((await other.goto(old))?.status()).toBe(200);

  await settled(page);
  await row(page, email).getByRole('button', { name: /^Resend/ }).click();
  const newest = new URL((await mailbox.latest(email)).link).pathname;
  expect((await other.goto(newest))?.status()).toBe(200);
  expect((await other.goto(old))?.status()).toBe(410);
  await settled(other);
  await expect(heading(other)).toHaveText('There is a newer invitation');
  await axe(other);

  await find(page, email, c);
  await settled(page);
  await row(page, email).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row(page, email)).toContainText('Revoked');
  for (const [path, status] of [[newest, 410], [old, 410], ['/invitations/unknown', 404]] as const) {
    expect((await other.goto(path))?.status(), path).toBe(status);
    await settled(other);
    await expect(heading(other)).toHaveText('This invitation is not valid');
  }
  await axe(other);
  await expectNarrow(other);
});

test('a copied link asks for a code from the mailbox first', async ({ page, login, settled, invited, mailbox, visitor, address, axe, expectStatus }) => {
  expectStatus(422);
  const email = address('hugo');
  await invited(email);
  await login(page, demo.admin);
  await find(page, email);
  const link = await copiedLink(page, email, '1001');

  const other = await visitor();
  await other.goto(link);
  await settled(other);
  await expect(heading(other)).toHaveText("Join Santiago's 5");
  await expect(other.getByRole('main')).not.toContainText(email);
  await expect(other.getByRole('link', { name: 'Register' })).toHaveCount(0);
  await axe(other);
  await other.getByRole('button', { name: 'Send the code' }).click();
  await settled(other);
  const mail = await mailbox.latest(email, { subject: /code/i });
  const code = /\b\d{4}[ -]?\d{4}\b/.exec(mail.text)![0];

  await other.getByLabel('Code').fill('0000 0000');
  await other.getByRole('button', { name: 'Continue' }).click();
  await expect(summary(other)).toContainText('Enter the newest code from the mail.');
  await settled(other);
  await axe(other);
  await expectNarrow(other);
  await other.getByLabel('Code').fill(code);
  await other.getByRole('button', { name: 'Continue' }).click();
  await expect(other.getByLabel('Email address', { exact: true })).toHaveValue(email);
  await settled(other);
  await fillRegistration(other);
  await register(other);
  await expect(other).toHaveURL('/c/1001/');
});

test('invitations can be blocked, by a button and not by opening the page', async ({ page, settled, invited, visitor, login, address, axe }) => {
  const email = address('ida');
  const link = await invited(email);
  await page.goto(link);
  await settled(page);
  await page.getByRole('link', { name: 'block these invitations' }).click();
  await expect(heading(page)).toHaveText('Block these invitations');
  await settled(page);
  await axe(page);
  await page.getByRole('button', { name: 'Block these invitations' }).click();
  await expect(heading(page)).toHaveText('These invitations are blocked');
  await settled(page);
  await axe(page);

  // Nobody writes to the address from here any more, another customer neither.
  const operator = await visitor();
  await login(operator, demo.operator);
  await invite(operator, { email, c: '1002' });
  await expect(async () => {
    await find(operator, email, '1002');
    await expect(row(operator, email)).toContainText('Cancelled', { timeout: 500 });
  }).toPass({ timeout: 15_000 });
});

test('an invitation is found after a login, and by nobody else', async ({ person, visit, settled, invited, visitor, expectStatus }) => {
  expectStatus(404);
  const { email, page } = await person('otto');
  await invited(email, { by: demo.operator, c: '1004' });
  await visit(page, '/c/1001/');
  await page.getByRole('link', { name: 'See the invitation' }).click();
  await expect(heading(page)).toHaveText('Join Bodega Sol');
  const path = new URL(page.url()).pathname;
  await settled(page);
  const other = await visitor();
  await visit(other, path);
  await expect(other).toHaveURL((url) => url.pathname === '/login' && url.searchParams.get('next') === path);
  await logIn(other, demo.admin, demoPassword);
  await expect(heading(other)).toHaveText('This invitation is not valid');
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await expect(page).toHaveURL('/c/1004/');
});

test('M30 the page speaks German and Spanish', async ({ page, visit, invited, address, axe }) => {
  const link = await invited(address('jana'));
  await visit(page, link);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(link);
  await expect(heading(page)).toHaveText("Santiago's 5 beitreten");
  await expect(page.getByRole('button', { name: 'Registrieren' })).toBeVisible();
  await axe(page);
  await expectNarrow(page);
  await page.getByRole('link', { name: 'Español' }).click();
  await expect(heading(page)).toHaveText("Únete a Santiago's 5");
  await axe(page);
});
