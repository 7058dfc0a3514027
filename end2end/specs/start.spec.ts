import { demo, expect, test } from '../fixtures.ts';
import { invite } from '../support/invitations.ts';
import { signInByMail, withoutAccount } from '../support/people.ts';

test('who has no account is told of the invitation that waits, where they begin', async ({ page, login, visit, visitor, mailbox, settled, axe }) => {
  await login(page, demo.operator);
  await invite(page, { email: withoutAccount, c: '1003' });

  const invitee = await visitor();
  await signInByMail(invitee, withoutAccount, { mailbox, visit, settled });
  await expect(invitee).toHaveURL('/no-access');
  await expect(invitee.getByRole('heading', { level: 1 })).toHaveText('You have no customer account');
  const strip = invitee.getByRole('region', { name: 'You have an invitation to Nordlicht Pflegedienst' });
  await expect(strip).toBeVisible();
  await axe(invitee);
  await visit(invitee, '/choose');
  await expect(strip).toBeVisible();
  await axe(invitee);
  await strip.getByRole('link', { name: 'See the invitation', exact: true }).click();
  await expect(invitee.getByRole('heading', { level: 1 })).toHaveText('Join Nordlicht Pflegedienst');
  await expect(invitee.getByRole('button', { name: 'Accept invitation', exact: true })).toBeVisible();
});

test('who has somewhere to go is not told that they have no account', async ({ page, login, visit, expectStatus }) => {
  for (const [email, start] of [[demo.operator, '/customers'], [demo.admin, '/c/1001/'], [demo.member, '/c/1001/']]) {
    await login(page, email);
    await visit(page, '/no-access');
    await expect(page).toHaveURL(start);
    await page.context().clearCookies();
  }
  expectStatus(401);
  await visit(page, '/no-access');
  await expect(page).toHaveURL((url) => url.pathname === '/login' && url.searchParams.get('next') === '/no-access');
});
