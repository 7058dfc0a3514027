import { expect, type Page } from '@playwright/test';

/** The logins that the demo prints at its start. */
export const demo = { operator: 'operator@demo.test', admin: 'admin@demo.test', member: 'member@demo.test' };

/** The password of all three. */
export const demoPassword = 'demo-password-please-change';

/** Waits until the page's WASM has taken over its HTML, which the page tells by `<html data-hydrated>`. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached', timeout: 30_000 });
}

/** Fills in the form *Log in* of the page as it stands, and waits until it has led somewhere else. */
export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page).not.toHaveURL(/\/login(\?|$)/);
}

/** Has the browser forget who is logged in. The page is left first: one that follows changes would be told that it may not any more. */
export async function forgetLogin(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}
