import { demo, expect, test } from '../fixtures.ts';

const navigation = (page: import('@playwright/test').Page) => page.getByRole('navigation', { name: 'Account', exact: true });

test('M17 FAQ answers in the language of the reader, with the way back to the customer', async ({ page, login, visit, settled, axe }) => {
  await login(page, demo.member);
  await visit(page, '/c/1001/');
  await navigation(page).getByRole('link', { name: 'FAQ', exact: true }).click();
  await expect(page).toHaveURL('/faq?c=1001');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('FAQ');
  await settled(page);
  await expect(navigation(page).getByRole('link', { name: 'FAQ', exact: true })).toHaveAttribute('aria-current', 'page');
  const question = page.getByRole('main').locator('details').filter({ hasText: 'Why can I not open anything yet?' });
  await expect(question.locator('p').first()).toBeHidden();
  await question.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(question.locator('p')).toHaveCount(2);
  await expect(question.locator('p').first()).toBeVisible();
  await axe(page);
  await visit(page, '/faq?c=1001&lang=de');
  await expect(page.getByRole('main')).toContainText('Warum kann ich noch nichts öffnen?');
  await page.getByRole('navigation', { name: 'Konto', exact: true }).getByRole('link', { name: 'Startseite', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/');
});

test('M17 feedback reaches the operator by mail, and nothing of it is lost on the way', async ({ page, login, visit, settled, axe, mailbox, address, expectStatus }) => {
  expectStatus(422);
  const mark = address('words');
  await login(page, demo.member);
  await visit(page, '/c/1001/');
  await navigation(page).getByRole('link', { name: 'Feedback', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Feedback');
  await settled(page);
  const field = page.getByLabel('Your feedback', { exact: true });
  const send = page.getByRole('button', { name: 'Send feedback', exact: true });
  await send.click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveText(['Enter your feedback']);
  await settled(page);
  const long = `${mark} ${'ü'.repeat(5_000)}`;
  await field.fill(long);
  await send.click();
  await expect(summary.getByRole('link')).toHaveText([/^Shorten your feedback to at most 5,?000 characters$/]);
  await settled(page);
  await expect(field).toHaveValue(long);
  await axe(page);
  await field.fill(`${mark}\nThe second line`);
  await send.click();
  await expect(page.getByRole('region', { name: 'Your feedback is on its way' })).toBeVisible();
  await expect(field).toHaveValue('');
  await axe(page);
  const mail = await mailbox.latest(demo.operator, { subject: /^Feedback from Mia Torres/ });
  expect(mail.text).toContain('The second line');
  expect(mail.text).toContain(mark.split('.')[0]);
  expect(mail.text).toContain("Santiago's 5, customer number 1001");
});

test('M17 FAQ and Feedback are there for who comes from no customer, and not for strangers', async ({ page, login, visit, axe }) => {
  await page.goto('/faq?c=1001');
  await expect(page).toHaveURL('/login?next=/faq%3Fc%3D1001');
  await login(page, demo.operator);
  await visit(page, '/feedback');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Feedback');
  const own = page.getByRole('navigation', { name: 'Yours', exact: true });
  await expect(own.getByRole('link')).toContainText(['Home', 'FAQ', 'Feedback']);
  await axe(page);
  await own.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(page).toHaveURL('/customers');
});
