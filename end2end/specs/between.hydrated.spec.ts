import { demo, expect, test } from '../fixtures.ts';

/** What a proxy says where it does not reach the server, or where the server broke the connection. */
const proxies = [
  { status: 502, contentType: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' },
  { status: 500, contentType: 'text/html', body: '<html><h1>Internal Server Error</h1></html>' },
  { status: 504, contentType: 'application/json', body: '{"message":"upstream timed out"}' },
  { status: 200, contentType: 'text/html', body: '<html><h1>Sign in to the Wi-Fi</h1></html>' },
];

test('an answer that is not from our server loses nothing, and says what to do', async ({ page, login, settled, address, expectStatus }) => {
  expectStatus(500, 502, 504);
  await login(page, demo.operator);
  await page.getByRole('link', { name: 'New customer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New customer');
  await settled(page);
  const number = `B-${address('x').replace(/\W+/g, '-').slice(1, 14)}`;
  await page.getByLabel('Company').fill('Talleres Ibáñez');
  await page.getByLabel('Customer number').fill(number);

  const summary = page.getByRole('group', { name: 'There is a problem' });
  for (const answer of proxies) {
    await page.route('**/api/create_customer', (route) => route.fulfill(answer), { times: 1 });
    await page.getByRole('button', { name: 'Create customer', exact: true }).click();
    await expect(summary, `${answer.status}`).toContainText('No answer from the server.');
    await expect(summary).toBeFocused();
    await expect(page.getByLabel('Company')).toHaveValue('Talleres Ibáñez');
    await page.getByRole('heading', { level: 1 }).click();
  }
  await page.getByRole('button', { name: 'Create customer', exact: true }).click();
  await expect(page).toHaveURL(`/c/${number}/profile/contact`);
});

test('a page whose data does not come from our server says so, and can be tried again', async ({ page, login, expectStatus }) => {
  expectStatus(502);
  await login(page, demo.operator);
  await page.route('**/api/customers?**', (route) => route.fulfill(proxies[0]), { times: 1 });
  await page.getByRole('link', { name: 'Closed', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible();
  await page.getByRole('link', { name: 'Try again', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('No customer matches');
});
