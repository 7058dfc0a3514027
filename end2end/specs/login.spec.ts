import { demo, demoPassword, expect, test } from '../fixtures.ts';

test('everybody starts where they belong, and logging out ends it', async ({ page, login, visit, expectStatus }) => {
  for (const [email, path] of [[demo.operator, '/customers'], [demo.admin, '/c/1001/'], [demo.member, '/c/1001/']]) {
    await login(page, email);
    await expect(page).toHaveURL(path);
    await page.getByRole('button', { name: /user menu$/ }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await expect(page).toHaveURL('/login');
  }
  await visit(page, '/c/1001/users');
  await expect(page).toHaveURL((url) => url.pathname === '/login' && url.searchParams.get('next') === '/c/1001/users');
});

test('a login leads on to the page that was asked for', async ({ page, visit, settled }) => {
  await visit(page, '/c/1001/users?status=suspended');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
  await page.getByLabel('Email address', { exact: true }).fill(demo.admin);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/users?status=suspended');
  await settled(page);
});

test('a login that was broken off can be tried again', async ({ page, visit, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript no button waits');
  await visit(page, '/login');
  const held: (() => void)[] = [];
  await page.route('**/api/login', async (route) => {
    await new Promise<void>((done) => held.push(done));
    await route.abort('aborted').catch(() => {});
  });
  await page.getByLabel('Email address', { exact: true }).fill(demo.admin);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  const button = page.getByRole('main').locator('button[type=submit]');
  const press = async () => {
    // Nothing can look into a page while it is being left, but the page itself.
    await page.evaluate(() => {
      const stop = () => {
        sessionStorage.said = document.querySelector('main button[type=submit]')!.textContent;
        window.stop();
      };
      document.addEventListener('submit', () => setTimeout(stop, 200), { once: true });
    });
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect.poll(() => page.evaluate(() => sessionStorage.said)).toBe('Logging in...');
    await page.evaluate(() => sessionStorage.clear());
  };
  await press();
  await expect(button).toHaveText('Log in', { timeout: 15_000 });
  await press();
  // What the browser tells when the page comes back by Back.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(button).toHaveText('Log in', { timeout: 2_000 });
  held.forEach((release) => release());
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/');
});

test('a wrong password keeps the address, and says the same as an unknown address', async ({ page, visit, axe, expectStatus }) => {
  expectStatus(422);
  await visit(page, '/login');
  for (const email of [demo.admin, 'nobody@demo.test']) {
    await page.getByLabel('Email address', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password at all');
    const answer = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() === 422);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await answer;
    await expect(page).toHaveTitle(/^Error: Log in/);
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText('The email address or the password is wrong');
    await expect(page.getByLabel('Email address', { exact: true })).toHaveValue(email);
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    await axe(page);
  }
});

test('a forgotten password is replaced by a mailed link, once', async ({ page, visit, mailbox, visitor, settled, expectStatus }) => {
  const email = 'lucia.fernandez@santiagos5.example';
  await visit(page, '/login');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reset password');
  await page.getByLabel('Email address', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('main')).toContainText('Check your mailbox');

  const mail = await mailbox.latest(email, { subject: /password/i });
  const link = new URL(mail.link).pathname;
  await visit(page, link);
  await page.getByLabel('New password', { exact: true }).fill('fifteen sunny days in spring');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page).toHaveURL('/c/1001/');

  const elsewhere = await visitor();
  expectStatus(410);
  await visit(elsewhere, link);
  await expect(elsewhere.getByRole('main')).toContainText('This link has been used');
  await visit(elsewhere, '/login');
  await elsewhere.getByLabel('Email address', { exact: true }).fill(email);
  await elsewhere.getByLabel('Password', { exact: true }).fill('fifteen sunny days in spring');
  await elsewhere.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(elsewhere).toHaveURL('/c/1001/');
  await settled(elsewhere);
});

test('an unknown address gets the same answer and no mail', async ({ page, visit, mailbox, address }) => {
  const email = address('nobody');
  await visit(page, '/forgot');
  await page.getByLabel('Email address', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('main')).toContainText('Check your mailbox');
  expect(await mailbox.countInTheEnd(email)).toBe(0);
});

test('an installation that is set up cannot be set up again', async ({ page, visit, expectStatus }) => {
  expectStatus(404);
  const answer = await page.goto('/setup');
  expect(answer?.status()).toBe(404);
  await expect(page.getByLabel('Product name', { exact: true })).toHaveCount(0);
});

test('M30 the page speaks the language that was chosen, from then on', async ({ page, visit }) => {
  await visit(page, '/login');
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await visit(page, '/forgot');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passwort zurücksetzen');
  await page.getByRole('link', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Restablecer la contraseña');
});
