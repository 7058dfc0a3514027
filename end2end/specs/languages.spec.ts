import type { Page } from '@playwright/test';
import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { begin, name, newCustomer } from '../support/wizard.ts';

/** Words and dates that stood on these pages in German: states, roles, common words, times. */
const german =
  /Offen|Abgelaufen|Angenommen|Abgelehnt|Widerrufen|Gesendet|Wartet|Aufgeschoben|Fehlgeschlagen|Mailserver|Aktiv|Gesperrt|Kontoadministrator|Standardbenutzer|keine|Abbrechen|Schließen|Suchen|freiwillig|Benutzer|Kunden|vor \d+|in \d+ (Tagen|Stunden|Minuten)|\d+\. (Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)|\b(Mo|Di|Mi|Do|Fr|Sa|So) \d/;

/** Chooses German and logs in: a choice made in the browser holds for whoever signs in there. */
async function logIn(page: Page, visit: (page: Page, path: string) => Promise<void>, email: string): Promise<void> {
  await visit(page, '/login?lang=de');
  await page.getByLabel('E-Mail-Adresse', { exact: true }).fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).not.toHaveURL(/\/login(\?|$)/);
}

/** Everything that the main part says, to the eye and to assistive technology. */
async function wordsOf(page: Page): Promise<string> {
  return page.getByRole('main').evaluate((main) => {
    const named = [...main.querySelectorAll('[aria-label], [title], [placeholder]')];
    const labels = named.flatMap((of) => ['aria-label', 'title', 'placeholder'].map((name) => of.getAttribute(name) ?? ''));
    // The mail speaks its account's language.
    const own = main.cloneNode(true) as HTMLElement;
    own.querySelectorAll('figure[lang]').forEach((figure) => figure.remove());
    return [own.textContent, ...labels].join(' | ');
  });
}

async function expectEnglish(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('main')).toHaveAttribute('lang', 'en');
  expect(await wordsOf(page)).not.toMatch(german);
}

test('M30 pages that there are in English alone speak English whole, under a header in German', async ({ page, visit, settled, address }) => {
  await logIn(page, visit, demo.admin);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Startseite');
  await expect(page.getByRole('main')).not.toHaveAttribute('lang');

  const navigation = page.getByRole('navigation', { name: 'Konto', exact: true });
  await navigation.getByRole('link', { name: 'Einladungen', exact: true }).click();
  const table = page.getByRole('table', { name: 'Invitations' });
  await expect(table.getByRole('row').first()).toBeVisible();
  await expectEnglish(page);
  await expect(page.getByRole('button', { name: /Benutzermenü$/ })).toBeVisible();
  await navigation.getByRole('link', { name: 'Startseite', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Startseite');
  await expect(page.getByRole('main')).not.toHaveAttribute('lang');

  for (const path of ['invitations', 'invitations?status=revoked', 'invitations?dialog=invite', 'users', 'profile', 'profile/contact']) {
    await visit(page, `/c/1001/${path}`);
    await expectEnglish(page);
  }
  await begin(page, settled);
  await expectEnglish(page);
  await name(page, settled, `${address('new')}, lucia.fernandez@santiagos5.example`);
  await expectEnglish(page);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Step 3 of 3: Submit');
  await settled(page);
  await expectEnglish(page);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 invitation queued');
  await settled(page);
  await expectEnglish(page);
});

test('M30 the operator reads customers in English whole, and problems too', async ({ page, visit, settled, expectStatus }) => {
  expectStatus(422);
  await logIn(page, visit, demo.operator);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Customers');
  await expectEnglish(page);
  await visit(page, '/customers/new');
  await page.getByRole('button', { name: 'Create customer', exact: true }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' })).toBeFocused();
  await expect(page).toHaveTitle(/^Error: New customer/);
  await expect(page.getByRole('main')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('main')).toContainText('(optional)');
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
    await invite(page, { email: address(name), c });
    await visit(page, `/c/${c}/`);
    await expect(invitations).toHaveAttribute('title', waiting);
  }
});
