import { expect, type Locator, type Page } from '@playwright/test';

export const steps = {
  addresses: 'Step 1 of 3: Email addresses',
  accounts: 'Step 2 of 3: Accounts',
  submit: 'Step 3 of 3: Submit',
};

export const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Email addresses', exact: true });
export const next = (page: Page): Locator => page.getByRole('button', { name: 'Next', exact: true });
export const accessType = (page: Page, email: string): Locator => page.getByRole('combobox', { name: `Access type for ${email}`, exact: true });
export const numberSearch = (page: Page, email: string): Locator =>
  page.getByRole('combobox', { name: `Search for number for ${email}`, exact: true });
/** The row of one person, in any of the wizard's tables. */
export const person = (page: Page, email: string): Locator => page.getByRole('main').getByRole('row').filter({ hasText: email });
/** What there is to say about an entry of the list, with its remedies. */
export const note = (page: Page, text: string): Locator => page.locator('.issues > li').filter({ hasText: text });

/** Expects one heading and the same words in the title. */
export async function expectHeading(page: Page, heading: string | RegExp): Promise<void> {
  const h1 = page.getByRole('heading', { level: 1 });
  await expect(h1).toHaveCount(1);
  await expect(h1).toHaveText(heading);
  await expect(page).toHaveTitle(`${await h1.innerText()} - Vestibule`);
}

/** Begins a list by *Invite several users*. */
export async function begin(page: Page, settled: (page: Page) => Promise<void>, c = '1001'): Promise<void> {
  await page.goto(`/c/${c}/users`);
  await settled(page);
  await page.getByRole('button', { name: 'Invite several users', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/c/${c}/invite/bat_[0-9a-f]{32}/addresses$`));
  await settled(page);
}

/** Goes on to step 2 with these addresses. */
export async function name(page: Page, settled: (page: Page) => Promise<void>, list: string): Promise<void> {
  await field(page).fill(list);
  await next(page).click();
  await expect(page).toHaveURL(/\/accounts$/);
  await expectHeading(page, steps.accounts);
  await settled(page);
}

/** Goes on to step 3. */
export async function toSubmit(page: Page, settled: (page: Page) => Promise<void>): Promise<void> {
  await next(page).click();
  await expect(page).toHaveURL(/\/submit$/);
  await expectHeading(page, steps.submit);
  await settled(page);
}

export async function submit(page: Page, settled: (page: Page) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page).toHaveURL(/\/result$/);
  await settled(page);
}

/** What a page posts, for what a test needs but is not about. The page is one of ours. */
export async function call(page: Page, endpoint: string, form: Record<string, string>): Promise<void> {
  const fields = Object.fromEntries(Object.entries(form).map(([key, value]) => [`form[${key}]`, value]));
  const headers = { origin: new URL(page.url()).origin, accept: 'application/json' };
  const answer = await page.request.post(`/api/${endpoint}`, { form: fields, headers, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A customer of the test's own, with all of the day's invitations left. The page is signed in as the operator. */
export async function newCustomer(page: Page, called: string, language = 'en'): Promise<string> {
  const number = called.replace(/\W+/g, '-').slice(0, 32);
  const contact = { contact_name: '', contact_email: '', contact_phone: '', contact_address: '' };
  await call(page, 'create_customer', { number, company: 'Talleres Ibáñez', language, time_zone: 'Europe/Madrid', ...contact });
  return number;
}
