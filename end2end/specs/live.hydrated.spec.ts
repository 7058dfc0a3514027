import { demo, expect, test } from '../fixtures.ts';
import { invite, row } from '../support/invitations.ts';
import { giveRoles, join } from '../support/people.ts';

test('M15: what somebody else does with an invitation changes the row in place', async ({ page, login, visit, visitor, address }) => {
  const email = address('live');
  await login(page, demo.admin);
  await invite(page, { email });
  await visit(page, `/c/1001/invitations?search=${encodeURIComponent(email)}`);
  const shown = row(page, email);
  await expect(shown).toContainText('Pending');
  // The mark is lost if the row is made anew or the page is loaded again.
  await shown.evaluate((element) => element.setAttribute('data-mark', 'same'));

  const other = await visitor();
  await login(other, demo.operator);
  await visit(other, `/c/1001/invitations?search=${encodeURIComponent(email)}`);
  await row(other, email).getByRole('button', { name: 'Delete', exact: true }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(other.getByText('was deleted').first()).toBeVisible();

  await expect(shown).toContainText('Revoked');
  await expect(shown).toHaveAttribute('data-mark', 'same');
});

test('an open menu stays open when somebody else invites', async ({ page, login, visit, visitor, address }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/profile');
  const invitations = page.getByRole('navigation', { name: 'Account', exact: true }).getByRole('link', { name: 'Invitations', exact: true });
  const before = (await invitations.getAttribute('title'))!;
  await page.getByRole('button', { name: 'Admin', exact: true }).click();
  const place = page.locator('#admin-menu').getByRole('link', { name: 'Invitations', exact: true });
  await place.focus();

  const other = await visitor();
  await login(other, demo.operator);
  await invite(other, { email: address('beside') });

  await expect(invitations).not.toHaveAttribute('title', before);
  await expect(place).toBeFocused();
});

test('a stream that drops is told, and what was missed is read when it comes back', async ({ page, login, visit, expectStatus }) => {
  expectStatus(503);
  await login(page, demo.admin);
  await page.route('**/live/1001', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await visit(page, '/c/1001/invitations');
  const paused = page.getByText('Updates have stopped.');
  await expect(paused).toBeVisible();
  const read = page.waitForRequest('**/api/invitations?**', { timeout: 30_000 });
  await expect(paused).toBeHidden({ timeout: 30_000 });
  await read;
});

test('who loses the account is shown so at once, with nothing of it around', async ({ page, login, visit, settled, mailbox, visitor, address, expectStatus }) => {
  expectStatus(404);
  const email = address('gone');
  await login(page, demo.admin);
  const theirs = await join(page, { email, first: 'Gil', last: 'Gone' }, { mailbox, visit, settled, visitor });
  await visit(theirs, '/c/1001/');
  const frame = theirs.getByRole('navigation', { name: 'Account', exact: true });
  await expect(frame).toHaveCount(1);

  await visit(page, `/c/1001/users?search=${encodeURIComponent(email)}`);
  await page.getByRole('switch').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByRole('switch')).toHaveAttribute('aria-checked', 'false');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await expect(frame).toHaveCount(0);
  await settled(theirs);
});

test('rights that come are there on pages outside of the account as well', async ({ page, login, visit, settled, mailbox, visitor, address }) => {
  const email = address('rights');
  await login(page, demo.admin);
  const theirs = await join(page, { email, first: 'Ria', last: 'Rights' }, { mailbox, visit, settled, visitor });
  await giveRoles(page, email, [], { visit, settled });
  await visit(theirs, '/faq?c=1001');
  const line = theirs.getByRole('region', { name: /^Your rights at / });
  await expect(line).toHaveCount(1);
  await giveRoles(page, email, ['Standard User'], { visit, settled });
  await expect(line).toHaveCount(0);
});
