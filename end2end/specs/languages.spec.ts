import type { Page } from '@playwright/test';
import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { signInByMail, withoutAccount } from '../support/people.ts';
import { makePlaces, people, placed } from '../support/routes.ts';
import { expectNoEnglish, textsOf } from '../support/texts.ts';
import { newCustomer, person } from '../support/wizard.ts';

type Code = 'en' | 'de' | 'es';

/** The browser's choice from here on. */
async function speak(page: Page, language: Code): Promise<void> {
  await page.context().addCookies([{ name: 'language', value: language, url: new URL('/', page.url()).href }]);
}

/** Logs in at a page in German. */
async function logIn(page: Page, visit: (page: Page, path: string) => Promise<void>, email: string): Promise<void> {
  await visit(page, '/login?lang=de');
  await page.getByLabel('E-Mail-Adresse', { exact: true }).fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).not.toHaveURL(/\/login(\?|$)/);
}

/** Nothing to scroll sideways on the narrowest screen (WCAG 1.4.10). */
async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(wide, `${page.url()} at 320 px`).toBe(0);
  await page.setViewportSize(size);
}

for (const { who, routes } of people) {
  test(`M30 every page that ${who ?? 'a stranger'} may ask for, in three languages`, async ({ page, login, mailbox, address, axe, expectStatus, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled !== false, 'what the server sends is what hydration takes over');
    test.setTimeout(240_000);
    expectStatus(403, 404, 410);
    if (who) await login(page, demo[who]);
    else await page.goto('/login');
    const places = who === 'operator' || who === 'admin' ? await makePlaces(page, address, mailbox) : {};
    for (const [route, status, ...headings] of routes) {
      const path = placed(route, places);
      let before = new Set<string>();
      for (const [at, language] of (['en', 'de', 'es'] as const).entries()) {
        await test.step(`${path} in ${language}`, async () => {
          await speak(page, language);
          expect((await page.goto(path))!.status(), path).toBe(status);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expect(page.getByRole('heading', { level: 1 }), path).toHaveText([headings[at]]);
          const now = await textsOf(page);
          if (language === 'en') before = now;
          else expectNoEnglish(language, before, now);
          if (language !== 'de') return;
          await expectNarrow(page);
          await axe(page);
        });
      }
    }
  });
}

test('M30 the wizard in German, from the list to the mails', async ({ page, visit, settled, address, mailbox, expectStatus, javaScriptEnabled }) => {
  expectStatus(422);
  const hydrated = javaScriptEnabled !== false;
  const [ann, bo] = [address('ann'), address('bo')];
  const heading = page.getByRole('heading', { level: 1 });
  const next = page.getByRole('button', { name: 'Weiter', exact: true });
  await logIn(page, visit, demo.admin);
  await visit(page, '/c/1001/profile/contact');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Neue Benutzer anlegen', exact: true }).click();
  const tab = await opened;
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Schritt 1 von 3: E-Mail-Adressen');
  await page.goto(tab.url());
  await tab.close();
  await settled(page);
  await expect(page.getByRole('list', { name: 'Fortschritt' }).locator('[aria-current="step"]')).toHaveText('1E-Mail-Adressen, nicht erledigt');
  await expect(page.getByRole('main')).toContainText(/Heute noch \d+ von 50 Einladungen übrig/);
  await expect(page.getByRole('main')).toContainText(/Wieder alle ab (Mo|Di|Mi|Do|Fr|Sa|So) \d+\. \S+ \d{4}, 00:00 /);

  await next.click();
  await expect(page.getByRole('group', { name: 'Es gibt ein Problem' }).getByRole('link')).toHaveText('Geben Sie eine E-Mail-Adresse ein');
  await expect(page).toHaveTitle('Fehler: Schritt 1 von 3: E-Mail-Adressen - Vestibule');
  const field = page.getByRole('textbox', { name: 'E-Mail-Adressen', exact: true });
  await settled(page);
  await field.fill(`Ann Lee <${ann}>; ${bo}\n${bo.toUpperCase()}, jo@, lucia.fernandez@santiagos5.example`);
  if (hydrated) {
    await field.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'hinzugefügt' })).toHaveText('3 hinzugefügt, 1 doppelt, 1 zu berichtigen');
    await expect(page.getByRole('list', { name: 'Empfänger' }).getByRole('button', { name: `${ann} entfernen`, exact: true })).toBeVisible();
  } else {
    await page.getByRole('button', { name: 'Adressen prüfen', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Adressen' })).toHaveText('3 Adressen in der Liste, 1 zu berichtigen');
  }
  const issues = page.locator('.issues > li');
  await expect(issues.filter({ hasText: 'lucia' })).toContainText('Schon Mitglied. Wird übersprungen.');
  await expect(issues.filter({ hasText: 'jo@' })).toContainText(/Geben Sie für Empfänger 3 \(jo@\) eine Adresse wie name@example\.com ein/);
  await page.getByRole('button', { name: 'Entfernen aus der Liste: jo@', exact: true }).click();
  await expect(issues.filter({ hasText: 'jo@' })).toHaveCount(0);
  await settled(page);
  await next.click();

  await expect(heading).toHaveText('Schritt 2 von 3: Konten');
  await settled(page);
  await expect(page.getByRole('main')).toContainText('1 Person wird übersprungen');
  const role = page.getByRole('combobox', { name: `Zugangsart für ${bo}`, exact: true });
  await expect(role.getByRole('option')).toHaveText(['Rolle wählen', 'Kontoadministrator', 'Standardbenutzer', 'Client Admin', 'Invoices only']);
  await role.selectOption({ label: 'Kontoadministrator' });
  if (hydrated) {
    await expect(person(page, bo)).toContainText('geändert');
    await page.getByRole('combobox', { name: `Rufnummer für ${ann} suchen`, exact: true }).fill('4571');
    await expect(page.getByRole('status').filter({ hasText: 'Rufnummer' })).toHaveText(`1 Rufnummer für ${ann} gefunden`);
    await page.keyboard.press('Escape');
  }
  await next.click();

  await expect(heading).toHaveText('Schritt 3 von 3: Absenden');
  await settled(page);
  await expect(page.getByRole('heading', { name: '2 Personen', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Übersprungen: lucia.fernandez@santiagos5.example, schon Mitglied.');
  await expect(page.getByRole('main')).toContainText(/2 der \d+ heute übrigen Einladungen/);
  await expect(page.getByRole('main')).toContainText("Englisch, die Sprache von Santiago's 5");
  await expect(page.getByRole('figure', { name: 'Vorschau der E-Mail' })).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: `Ändern bei ${bo}`, exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Absenden', exact: true }).click();
  await expect(heading).toHaveText('2 Einladungen eingereiht');
  await mailbox.latest(ann);
  await mailbox.latest(bo);
  await page.goto(page.url());
  await expect(page.getByRole('status').filter({ hasText: '2 von 2 gesendet' })).toBeVisible();
  await expect(person(page, bo)).toContainText(/Gesendet(jetzt|vor \d+ Minuten?), vom Mailserver angenommen/);
});

test('M30 what is done with an invitation is told in German, in place', async ({ page, visit, settled, address, mailbox, expectStatus }) => {
  expectStatus(422, 429);
  const email = address('jana');
  await logIn(page, visit, demo.admin);
  await visit(page, '/c/1001/invitations?dialog=invite');
  const dialog = page.getByRole('dialog', { name: 'Benutzer einladen' });
  const send = dialog.getByRole('button', { name: 'Einladung senden', exact: true });
  await dialog.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('jana@@example');
  await send.click();
  await expect(page.getByRole('group', { name: 'Es gibt ein Problem' }).getByRole('link')).toHaveText('Geben Sie eine Adresse wie name@example.com ein');
  await settled(page);
  await dialog.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(email);
  await send.click();
  await expect(page.getByRole('dialog', { name: `${email} ist eingeladen` })).toBeVisible();
  await mailbox.latest(email);
  await visit(page, `/c/1001/invitations?search=${encodeURIComponent(email)}`);
  await expect(page.getByRole('status').filter({ hasText: 'Einladung' })).toHaveText('1 Einladung');
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText(/Standardbenutzer.*von Ada Martín.*Offen.*in 7 Tagen.*Gesendet/);
  await row.getByRole('button', { name: 'Erneut senden', exact: true }).click();
  const problem = page.getByRole('group', { name: 'Es gibt ein Problem' });
  await expect(problem).toContainText(/: Diese Einladung ging eben erst hinaus\. Warten Sie \d+ s, und senden Sie sie dann erneut\./);
  await settled(page);
  await row.getByRole('button', { name: 'Löschen', exact: true }).click();
  const question = page.getByRole('dialog', { name: `Einladung an ${email} löschen?` });
  await question.getByRole('button', { name: 'Löschen', exact: true }).click();
  await expect(page.getByRole('region', { name: `Die Einladung an ${email} wurde gelöscht` })).toContainText('Ihre Links gelten nicht mehr.');
});

test('M30 a refused form is refused in the language of its page', async ({ page, login, visit, settled, expectStatus }) => {
  expectStatus(422);
  await login(page, demo.operator);
  const told = {
    de: ['Kunden anlegen', 'Es gibt ein Problem', 'Fehler: Neuer Kunde', [/^Geben Sie eine Kundennummer aus Buchstaben, Ziffern und Bindestrichen ein/, 'Geben Sie einen Firmennamen ein']],
    es: ['Crear cliente', 'Hay un problema', 'Error: Nuevo cliente', [/^Escribe un número de cliente con letras, cifras y guiones/, 'Escribe un nombre de empresa']],
  } as const;
  for (const [language, [create, problem, title, messages]] of Object.entries(told)) {
    await visit(page, `/customers/new?lang=${language}`);
    await page.getByRole('button', { name: create, exact: true }).click();
    const summary = page.getByRole('group', { name: problem });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText([...messages]);
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
    await settled(page);
  }
});

test('M30 a language that is chosen holds on every page, also after a link of the app', async ({ page, login, visit, settled }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/invitations?status=expired&lang=es');
  await expect(page).toHaveURL('/c/1001/invitations?status=expired');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invitaciones');
  const navigation = page.getByRole('navigation', { name: 'Cuenta', exact: true });
  for (const [link, heading] of [['Perfil', 'Perfil'], ['Gestión de usuarios', 'Gestión de usuarios'], ['Inicio', 'Inicio']]) {
    await navigation.getByRole('link', { name: link, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await settled(page);
  }
});

test('M30 a user is met in their language, wherever they log in', async ({ page, login, visit, visitor, settled, mailbox, address }) => {
  const email = address('uwe');
  await login(page, demo.admin);
  await invite(page, { email });
  const link = new URL((await mailbox.latest(email)).link).pathname;
  const at = { home: await visitor(), work: await visitor() };
  await visit(at.home, `${link}?with=register&lang=de`);
  await at.home.getByLabel('Vorname').fill('Uwe');
  await at.home.getByLabel('Nachname').fill('Sørensen');
  await at.home.getByLabel('Passwort', { exact: true }).fill('fifteen sunny days in spring');
  await at.home.getByRole('button', { name: 'Registrieren', exact: true }).click();
  await expect(at.home.getByRole('heading', { level: 1 })).toHaveText('Startseite');
  await settled(at.home);

  await login(at.work, email, 'fifteen sunny days in spring');
  await expect(at.work.locator('html')).toHaveAttribute('lang', 'de');
  await expect(at.work.getByRole('heading', { level: 1 })).toHaveText('Startseite');
  await visit(at.work, '/c/1001/profile');
  await expect(at.work.getByRole('heading', { level: 1 })).toHaveText('Profil');
});

test('M30 who has no customer chooses a language, which is theirs from then on', async ({ page, visit, settled, mailbox, axe }) => {
  await signInByMail(page, withoutAccount, { mailbox, visit, settled });
  await expect(page).toHaveURL('/no-access');
  const before = await textsOf(page);
  const heading = page.getByRole('heading', { level: 1 });
  const chosen = [
    ['de', 'Language', 'Change language', 'Sie haben kein Kundenkonto'],
    ['es', 'Sprache', 'Sprache ändern', 'No tienes ninguna cuenta de cliente'],
  ];
  for (const [language, label, change, told] of chosen) {
    await page.getByLabel(label, { exact: true }).selectOption(language);
    await page.getByRole('button', { name: change, exact: true }).click();
    await expect(heading).toHaveText(told);
    await settled(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expectNoEnglish(language, before, await textsOf(page));
    await expectNarrow(page);
    await axe(page);
  }
  await page.getByRole('button', { name: 'Cerrar sesión', exact: true }).click();
  await expect(heading).toHaveText('Iniciar sesión');
});

test('M30 one that waits is told in the singular', async ({ page, visit, settled, address }) => {
  await visit(page, '/login?lang=es');
  await page.getByLabel('Dirección de correo', { exact: true }).fill(demo.operator);
  await page.getByLabel('Contraseña', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Iniciar sesión', exact: true }).click();
  await expect(page).toHaveURL('/customers');
  await settled(page);
  const c = await newCustomer(page, address('uno'));
  const invitations = page.getByRole('navigation', { name: 'Cuenta', exact: true }).getByRole('link', { name: 'Invitaciones', exact: true });
  for (const [name, waiting] of [['ana', '1 pendiente'], ['bea', '2 pendientes']]) {
    await speak(page, 'en');
    await invite(page, { email: address(name), c });
    await visit(page, `/c/${c}/?lang=es`);
    await expect(invitations).toHaveAttribute('title', waiting);
  }
});

test('M30 the language is chosen on every page, also by strangers', async ({ page, login, visit, settled, expectStatus }) => {
  expectStatus(403, 404, 410);
  for (const path of ['/login', '/forgot', '/reset/unknown', '/invitations/unknown', '/mailbox', '/nowhere', '/login?next=/c/1001/']) {
    await visit(page, path);
    await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Deutsch', exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page.locator('html'), path).toHaveAttribute('lang', 'de');
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
  }
  await login(page, demo.operator);
  for (const path of ['/customers', '/customers/new', '/c/1001/', '/c/1001/invitations?status=expired', '/faq?c=1001', '/feedback', '/mailbox']) {
    await visit(page, path);
    const menu = page.locator('#user-menu');
    for (const [language, name] of [['de', 'Deutsch'], ['es', 'Español'], ['en', 'English']]) {
      await page.locator('[popovertarget=user-menu]').click();
      await menu.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('html'), path).toHaveAttribute('lang', language);
      await expect(page).toHaveURL(path);
      await settled(page);
    }
  }
});
