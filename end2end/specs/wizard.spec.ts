import { demo, demoPassword, expect, test } from '../fixtures.ts';
import { logIn } from '../support/pages.ts';
import {
  accessType,
  begin,
  expectHeading,
  field,
  name,
  newCustomer,
  next,
  note,
  numberSearch,
  person,
  steps,
  submit,
  toSubmit,
} from '../support/wizard.ts';

test('M04 M05 M06 from a list of addresses to the mails, step by step', async ({ page, login, settled, address, mailbox, axe }) => {
  const [ann, bo] = [address('ann'), address('bo')];
  await login(page, demo.admin);
  await begin(page, settled);
  await expectHeading(page, steps.addresses);
  await expect(page.getByRole('list', { name: 'Progress' }).locator('[aria-current="step"]')).toHaveText('1Email addresses, not completed');
  await expect(page.getByRole('main')).toContainText(/\d+ of 50 invitations left today/);
  await axe(page);

  await field(page).fill(`Ann Lee <${ann}>; ${bo}\n${bo.toUpperCase()}`);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await settled(page);
  await expect(page.getByRole('list', { name: 'Progress' }).locator('[aria-current="step"]')).toHaveText('2Accounts, not completed');
  const options = ['Select a role', 'Account Administrator', 'Standard User', 'Client Admin', 'Invoices only'];
  await expect(accessType(page, ann).getByRole('option')).toHaveText(options);
  await expect(accessType(page, ann)).toHaveValue(/^rol_/);
  await expect(accessType(page, ann).locator('option:checked')).toHaveText('Standard User');
  await expect(person(page, ann)).toContainText('Ann Lee');
  await axe(page);
  await accessType(page, bo).selectOption({ label: 'Client Admin' });
  await toSubmit(page, settled);

  await expect(page.getByRole('heading', { name: '2 people', exact: true })).toBeVisible();
  await expect(person(page, ann)).toContainText('Standard User');
  await expect(person(page, bo)).toContainText('Client Admin');
  await expect(page.getByRole('figure', { name: 'Preview of the mail' })).toContainText("Ada Martín invited you to Santiago's 5");
  await expect(page.getByRole('main')).toContainText('2 invitations will be sent');
  await axe(page);
  await page.getByRole('link', { name: `Change ${bo}`, exact: true }).click();
  await expectHeading(page, steps.accounts);
  await settled(page);
  await expect(accessType(page, bo).locator('option:checked')).toHaveText('Client Admin');
  await expect(person(page, bo)).toContainText('changed');
  await expect(person(page, bo)).toContainText('Invites users, hands out numbers, sees invoices');
  await toSubmit(page, settled);
  await submit(page, settled);

  await expectHeading(page, '2 invitations queued');
  await expect(person(page, ann)).toContainText(/Queued|Sending|Sent/);
  expect((await mailbox.latest(ann)).subject).toContain("Santiago's 5");
  expect((await mailbox.latest(bo)).text).toContain('Client Admin');
  await page.goto(page.url());
  await expect(page.getByRole('status').filter({ hasText: '2 of 2 sent' })).toBeVisible();
  await settled(page);
  await axe(page);
  await page.getByRole('link', { name: 'See all invitations', exact: true }).click();
  await expect(person(page, bo)).toContainText('Client Admin');
});

test('M03 Create new users opens the wizard in a tab of its own', async ({ page, login, visit, settled }) => {
  await login(page, demo.admin);
  await visit(page, '/c/1001/profile/contact');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Create new users', exact: true }).click();
  const tab = await opened;
  await expect(tab).toHaveURL(/\/addresses$/);
  await expectHeading(tab, steps.addresses);
  await settled(tab);
  await expect(page).toHaveURL('/c/1001/profile/contact');
});

test('M04 what is no address is named with its place, and nothing typed is lost', async ({ page, login, settled, address, expectStatus, axe }) => {
  expectStatus(422);
  const [ann, bo] = [address('ann'), address('bo')];
  await login(page, demo.admin);
  await begin(page, settled);
  await field(page).fill(`${ann}, ${bo}, jo@`);
  await next(page).click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText(['Enter an address like name@example.com for recipient 3 (jo@)']);
  await expect(page).toHaveTitle(`Error: ${steps.addresses} - Vestibule`);
  await expect(page).toHaveURL(/\/addresses(\?|$)/);
  await settled(page);
  await expect(note(page, 'jo@')).toContainText('Enter an address like name@example.com for recipient 3 (jo@)');
  await axe(page);

  await page.getByRole('button', { name: 'Remove jo@ from the list', exact: true }).click();
  await expect(note(page, 'jo@')).toHaveCount(0);
  await settled(page);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await expect(person(page, ann)).toBeVisible();
  await expect(person(page, bo)).toBeVisible();
});

test('M04 an empty list leads nowhere, and says so', async ({ page, login, settled, expectStatus }) => {
  expectStatus(422);
  await login(page, demo.admin);
  await begin(page, settled);
  await next(page).click();
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText('Enter an email address');
  await expect(page.locator('#addresses-error')).toHaveText('Enter an email address');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
});

test('M04 a slip in a domain is pointed out, and mended by a button', async ({ page, login, settled, javaScriptEnabled }) => {
  await login(page, demo.admin);
  await begin(page, settled);
  await field(page).fill('Anna Weber <anna.weber@gmial.com>, ');
  if (javaScriptEnabled === false) await page.getByRole('button', { name: 'Check addresses', exact: true }).click();
  await expect(note(page, 'anna.weber@gmial.com')).toContainText('Did you mean gmail.com?');
  await page.getByRole('button', { name: 'Use anna.weber@gmail.com', exact: true }).click();
  await expect(note(page, 'gmial')).toHaveCount(0);
  await settled(page);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await expect(person(page, 'anna.weber@gmail.com')).toContainText('Anna Weber');
});

test('M26 members and pending invitations are named at once, and sent again only if one asks for it', async ({
  page,
  login,
  settled,
  address,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const [old, fresh] = ['i.kowalska@partner.example', address('new')];
  await login(page, demo.admin);
  await begin(page, settled);
  await field(page).fill(`${old}, ${fresh}, lucia.fernandez@santiagos5.example, `);
  if (javaScriptEnabled === false) await page.getByRole('button', { name: 'Check addresses', exact: true }).click();
  await expect(note(page, 'lucia.fernandez@santiagos5.example')).toContainText('Already a member. Will be skipped.');
  await expect(note(page, old)).toContainText(/Already invited on \d+ \w+ \d{4}, still pending\. Skipped unless you send it again\./);
  await expect(page.getByRole('main')).toContainText('This list uses 1.');
  await settled(page);
  await axe(page);
  await page.getByRole('button', { name: `Send again to ${old}`, exact: true }).click();
  await expect(note(page, old)).toContainText('Will be sent again');
  await expect(page.getByRole('main')).toContainText('This list uses 2.');
  await settled(page);
  await next(page).click();

  await expectHeading(page, steps.accounts);
  await expect(person(page, old)).toContainText('Sent again, ends the older link');
  await expect(accessType(page, old)).toHaveCount(0);
  await expect(note(page, 'lucia.fernandez@santiagos5.example')).toContainText('Already a member');
  await settled(page);
  await axe(page);
  await toSubmit(page, settled);
  await expect(page.getByText('Skipped: lucia.fernandez@santiagos5.example, already a member.')).toBeVisible();
  await submit(page, settled);
  await expectHeading(page, '2 invitations queued');
  await expect(person(page, 'lucia.fernandez@santiagos5.example')).toContainText('Skipped');
  await expect(person(page, 'lucia.fernandez@santiagos5.example')).toContainText('Already a member');
  expect((await mailbox.latest(old)).subject).toContain('Reminder');
});

test('M26 who was invited a moment ago is sent nothing again within a minute', async ({ page, login, settled, address, javaScriptEnabled }) => {
  const [old, fresh] = [address('old'), address('new')];
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, old);
  await toSubmit(page, settled);
  await submit(page, settled);
  await begin(page, settled);
  await field(page).fill(`${old}, ${fresh}, `);
  if (javaScriptEnabled === false) await page.getByRole('button', { name: 'Check addresses', exact: true }).click();
  await expect(note(page, old)).toContainText('Invited a moment ago, still pending. Skipped');
  await expect(page.getByRole('main')).toContainText('This list uses 1.');
  await expect(page.getByRole('button', { name: `Send again to ${old}`, exact: true })).toHaveCount(0);
  await settled(page);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await expect(note(page, old)).toContainText('Invited a moment ago');
  await expect(page.getByRole('button', { name: `Send again to ${old}`, exact: true })).toHaveCount(0);
});

test('M26 who was skipped can still be sent again in step 2', async ({ page, login, settled, address, axe }) => {
  const [old, fresh] = ['buchhaltung@kanzlei-mueller.example', address('new')];
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, `${old} ${fresh}`);
  await expect(person(page, old)).toHaveCount(0);
  await expect(note(page, old)).toContainText('Already invited, still pending.');
  await page.getByRole('button', { name: `Send again to ${old}`, exact: true }).click();
  await expect(person(page, old)).toContainText('Sent again, ends the older link');
  await settled(page);
  await axe(page);
});

test('M05 numbers are searched, given, shown and taken away', async ({ page, login, settled, address, javaScriptEnabled, expectStatus }) => {
  if (javaScriptEnabled === false) expectStatus(422);
  const [ann, bo] = [address('ann'), address('bo')];
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, `${ann} ${bo}`);
  const give = async (email: string, digits: string) => {
    await numberSearch(page, email).fill(digits);
    if (javaScriptEnabled === false) {
      await page.getByRole('button', { name: `Add number for ${email}`, exact: true }).click();
    } else {
      await expect(page.getByRole('listbox', { name: 'Numbers' }).getByRole('option').first()).toBeVisible();
      await numberSearch(page, email).press('Enter');
    }
  };
  // The last of the account's, so that tests beside this one do not meet it.
  await give(ann, '4578');
  await expect(person(page, ann).getByRole('button', { name: 'Remove number +34911234578', exact: true })).toBeVisible();
  await give(ann, '4579');
  await expect(person(page, ann).getByRole('list', { name: `Numbers of ${ann}` }).getByRole('listitem')).toHaveText(['+34911234578', '+34911234579']);
  await person(page, ann).getByRole('button', { name: 'Remove number +34911234578', exact: true }).click();
  await expect(person(page, ann).getByRole('listitem')).toHaveText(['+34911234579']);
  await settled(page);
  // Without WASM, what still stands in the search counts as well.
  if (javaScriptEnabled === false) await numberSearch(page, bo).fill('+34 911 23 45 77');
  else await give(bo, '4577');
  await toSubmit(page, settled);
  await expect(person(page, ann)).toContainText('+34911234579');
  await expect(person(page, bo)).toContainText('+34911234577');
  await submit(page, settled);

  // Taken from now on, by whoever searches.
  await begin(page, settled);
  const cy = address('cy');
  await name(page, settled, cy);
  await numberSearch(page, cy).fill('4579');
  if (javaScriptEnabled === false) {
    await page.getByRole('button', { name: `Add number for ${cy}`, exact: true }).click();
    await expect(page.locator('.error').filter({ hasText: 'Choose another number: +34911234579 is taken' })).toBeVisible();
    await expect(numberSearch(page, cy)).toHaveValue('4579');
  } else {
    const option = page.getByRole('listbox', { name: 'Numbers' }).getByRole('option');
    await expect(option).toHaveAttribute('aria-disabled', 'true');
    await expect(option).toContainText(ann);
  }
});

test('M05 a number that is taken is refused with its name', async ({ page, login, settled, address, expectStatus, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled !== false, 'with WASM it cannot be chosen');
  expectStatus(422);
  const ann = address('ann');
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, ann);
  await numberSearch(page, ann).fill('+34911234560');
  await next(page).click();
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText(
    'Choose another number: +34911234560 is taken',
  );
  await expect(numberSearch(page, ann)).toHaveValue('+34911234560');
  await expect(numberSearch(page, ann)).toHaveAttribute('aria-invalid', 'true');
});

test('M05 one access type for all, one row that differs, and Select a role is no choice', async ({ page, login, settled, address, expectStatus, axe }) => {
  expectStatus(422);
  const [ann, bo, cy] = [address('ann'), address('bo'), address('cy')];
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, [ann, bo, cy].join(', '));
  await page.getByRole('combobox', { name: 'Access type for all 3', exact: true }).selectOption({ label: 'Invoices only' });
  await page.getByRole('button', { name: 'Apply to all', exact: true }).click();
  for (const email of [ann, bo, cy]) await expect(accessType(page, email).locator('option:checked')).toHaveText('Invoices only');
  await settled(page);
  await expect(page.getByRole('main')).toContainText('Invoices only is set for everybody.');

  await accessType(page, ann).selectOption({ label: 'Account Administrator' });
  await accessType(page, bo).selectOption({ label: 'Select a role' });
  await next(page).click();
  const summary = page.getByRole('group', { name: 'There is a problem' });
  await expect(summary.getByRole('link')).toHaveText([`Choose an access type for ${bo}`]);
  await settled(page);
  await expect(accessType(page, ann).locator('option:checked')).toHaveText('Account Administrator');
  await expect(person(page, ann)).toContainText('changed');
  await expect(accessType(page, bo)).toHaveAttribute('aria-invalid', 'true');
  await expect(accessType(page, bo)).toHaveAccessibleDescription(`Choose an access type for ${bo}`);
  await axe(page);
  await summary.getByRole('link').click();
  await expect(accessType(page, bo)).toBeFocused();

  await accessType(page, bo).selectOption({ label: 'Standard User' });
  await page.getByRole('button', { name: `Remove ${cy}`, exact: true }).click();
  await expect(person(page, cy)).toHaveCount(0);
  await settled(page);
  await expect(accessType(page, bo).locator('option:checked')).toHaveText('Standard User');
  await toSubmit(page, settled);
  await expect(page.getByRole('heading', { name: '2 people', exact: true })).toBeVisible();
  await expect(person(page, ann)).toContainText('Can do everything in this account');
});

test('M05 long lists have pages, each kept when it is left', async ({ page, login, settled, address }) => {
  const people = Array.from({ length: 201 }, (_, n) => `p${n}.${address('many')}`);
  await login(page, demo.operator);
  await begin(page, settled, await newCustomer(page, address('pages')));
  await name(page, settled, people.join('\n'));
  await expect(page.getByText('Page 1 of 3', { exact: true })).toBeVisible();
  await accessType(page, people[0]).selectOption({ label: 'Account Administrator' });
  await page.getByRole('button', { name: 'Next page', exact: true }).click();
  await expect(page).toHaveURL(/\/accounts\?page=2$/);
  await expect(accessType(page, people[100])).toBeVisible();
  await settled(page);
  await accessType(page, people[150]).selectOption({ label: 'Account Administrator' });
  await page.getByRole('button', { name: 'Next page', exact: true }).click();
  await expect(accessType(page, people[200])).toBeVisible();
  await settled(page);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expectHeading(page, steps.addresses);
  await settled(page);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await expect(accessType(page, people[0]).locator('option:checked')).toHaveText('Account Administrator');
  await settled(page);
  await toSubmit(page, settled);
  await page.getByRole('link', { name: 'Next page', exact: true }).click();
  await expect(person(page, people[150])).toContainText('Account Administrator');
});

test('M05 who has no access type is found on any page', async ({ page, login, settled, address, expectStatus }) => {
  expectStatus(422);
  const people = Array.from({ length: 101 }, (_, n) => `p${n}.${address('many')}`);
  await login(page, demo.operator);
  await begin(page, settled, await newCustomer(page, address('missing')));
  await name(page, settled, people.join(' '));
  await page.getByRole('button', { name: 'Next page', exact: true }).click();
  await expect(accessType(page, people[100])).toBeVisible();
  await settled(page);
  await accessType(page, people[100]).selectOption({ label: 'Select a role' });
  await page.getByRole('button', { name: 'Previous page', exact: true }).click();
  await expect(accessType(page, people[0])).toBeVisible();
  await settled(page);
  await next(page).click();
  await expect(page).toHaveURL(/\/accounts\?page=2/);
  await expect(page.getByRole('group', { name: 'There is a problem' }).getByRole('link')).toHaveText(`Choose an access type for ${people[100]}`);
  await expect(accessType(page, people[100])).toHaveAttribute('aria-invalid', 'true');
});

test('M06 a list that was submitted has a result, whichever of its steps one asks for', async ({ page, login, visit, settled, address, mailbox }) => {
  const ann = address('ann');
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, ann);
  await toSubmit(page, settled);
  await submit(page, settled);
  const result = page.url();
  for (const step of ['addresses', 'accounts', 'submit']) {
    await visit(page, result.replace('result', step));
    await expect(page).toHaveURL(result);
    await expectHeading(page, '1 invitation queued');
  }
  await mailbox.latest(ann);
  expect(await mailbox.countInTheEnd(ann)).toBe(1);
});

test('M06 pressed twice, Submit sends once', async ({ page, login, settled, address, mailbox }) => {
  const ann = address('ann');
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, ann);
  await toSubmit(page, settled);
  await page.getByRole('button', { name: 'Submit', exact: true }).dblclick();
  await expectHeading(page, '1 invitation queued');
  await mailbox.latest(ann);
  expect(await mailbox.countInTheEnd(ann)).toBe(1);
});

test('M13 over the limit nobody is sent to by half: the first go today, the others wait', async ({ page, login, settled, address, expectStatus, axe }) => {
  expectStatus(422);
  const people = Array.from({ length: 52 }, (_, n) => `p${n}.${address('over')}`);
  await login(page, demo.operator);
  const c = await newCustomer(page, address('limit'));
  await begin(page, settled, c);
  await name(page, settled, people.join('\n'));
  await toSubmit(page, settled);
  const warning = page.getByRole('region', { name: 'This list has 52 people, more than you can invite today' });
  await expect(warning).toContainText('Send the first 50 of this list now, and the other 2 wait in a list of their own.');
  await axe(page);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page.getByRole('group', { name: 'There is a problem' })).toContainText('fewer invitations left today');
  await settled(page);
  await page.getByRole('button', { name: 'Send the first 50 today', exact: true }).click();
  await expectHeading(page, '50 invitations queued');
  await settled(page);
  const waiting = page.getByRole('region', { name: '2 people wait for tomorrow' });
  // Until then, a page without WASM loads itself anew.
  await expect(page.getByRole('main')).toContainText('Nothing more to send', { timeout: 30_000 });
  await axe(page);
  await waiting.getByRole('link', { name: 'Open their list', exact: true }).click();
  await expectHeading(page, steps.submit);
  await expect(page.getByRole('region', { name: 'No invitations are left today' })).toBeVisible();
  await expect(person(page, people[51])).toBeVisible();
});

test('M04 M05 what was typed outlasts a session that has ended', async ({ page, login, settled, address, expectStatus, javaScriptEnabled }) => {
  expectStatus(401);
  const [ann, bo] = [address('ann'), address('bo')];
  const back = async (step: RegExp) => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in');
    await settled(page);
    await logIn(page, demo.admin, demoPassword);
    await expect(page).toHaveURL(step);
    await settled(page);
    await expect(page.getByRole('group', { name: 'There is a problem' })).toHaveCount(0);
  };
  await login(page, demo.admin);
  await begin(page, settled);
  await page.context().clearCookies();
  const list = `Ann Lee <${ann}>, ${bo}, `;
  await field(page).fill(list);
  if (javaScriptEnabled !== false) await expect(page.locator('#addresses-status')).toHaveText('You have been signed out. Log in again.');
  await next(page).click();
  await back(/\/addresses\?flash=/);
  if (javaScriptEnabled === false) await expect(field(page)).toHaveValue(list);
  await next(page).click();
  await expectHeading(page, steps.accounts);
  await expect(person(page, ann)).toContainText('Ann Lee');
  await settled(page);

  await accessType(page, ann).selectOption({ label: 'Client Admin' });
  await numberSearch(page, bo).fill('4573');
  if (javaScriptEnabled !== false) {
    await numberSearch(page, bo).press('Enter');
    await expect(person(page, bo).getByRole('listitem')).toHaveText(['+34911234573']);
  }
  await page.context().clearCookies();
  await next(page).click();
  await back(/\/accounts\?flash=/);
  await expect(accessType(page, ann).locator('option:checked')).toHaveText('Client Admin');
  if (javaScriptEnabled === false) await expect(numberSearch(page, bo)).toHaveValue('4573');
  await toSubmit(page, settled);
  await expect(person(page, ann)).toContainText('Client Admin');
  await expect(person(page, bo)).toContainText('+34911234573');
});

test('M04 Cancel throws the list away', async ({ page, login, visit, settled, address, expectStatus }) => {
  expectStatus(404);
  await login(page, demo.admin);
  for (const step of ['addresses', 'accounts', 'submit']) {
    await begin(page, settled);
    if (step !== 'addresses') await name(page, settled, address('gone'));
    if (step === 'submit') await toSubmit(page, settled);
    const draft = page.url();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page).toHaveURL('/c/1001/invitations');
    await visit(page, draft);
    await expectHeading(page, 'Page not found');
  }
});

test('M04 a list that is left is kept, and found again', async ({ page, login, visit, settled, address }) => {
  const ann = address('ann');
  await login(page, demo.operator);
  const c = await newCustomer(page, address('drafts'));
  await begin(page, settled, c);
  const draft = page.url();
  await field(page).fill(`${ann}, ${address('bo')}, jo@`);
  await page.getByRole('button', { name: 'Save and leave', exact: true }).click();
  await expect(page).toHaveURL(`/c/${c}/invitations`);
  await begin(page, settled, c);
  const found = page.getByRole('region', { name: 'You have an unfinished list of 2 people' });
  await found.getByRole('link', { name: /^Continue/ }).click();
  await expect(page).toHaveURL(draft);
  await expect(note(page, 'jo@')).toBeVisible();
  await settled(page);
  await expect(page.getByRole('main')).toContainText(ann);
  // Reload and a second tab keep it as well.
  await visit(page, draft);
  await expect(note(page, 'jo@')).toBeVisible();
});

test('M06 the last step leads back, and is left, by buttons as the others are', async ({ page, login, settled, address }) => {
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, address('ann'));
  await toSubmit(page, settled);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expectHeading(page, steps.accounts);
  await settled(page);
  await toSubmit(page, settled);
  await page.getByRole('button', { name: 'Save and leave', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/invitations');
});

test('M01 the Admin menu is there on phones, too, where no navigation stands beside the work', async ({ page, login, settled }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await login(page, demo.operator);
  await begin(page, settled);
  await page.getByRole('button', { name: 'Admin', exact: true }).click();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, 'no scrolling sideways').toBeLessThanOrEqual(0);
  for (const name of ['Change customer', /user menu$/]) await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  await page.getByRole('banner').getByRole('link', { name: 'Invitations', exact: true }).click();
  await expect(page).toHaveURL('/c/1001/invitations');
});

test('M27 the link of a row is copied, and asks for a code first', async ({ page, login, settled, address, context, javaScriptEnabled, axe }) => {
  if (javaScriptEnabled !== false) await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const ann = address('ann');
  await login(page, demo.admin);
  await begin(page, settled);
  await name(page, settled, ann);
  await toSubmit(page, settled);
  await submit(page, settled);
  await person(page, ann).getByRole('button', { name: 'Copy link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy link' });
  const link = dialog.getByRole('textbox', { name: `Link for ${ann}`, exact: true });
  await expect(link).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/invitations\/[\w-]+$/);
  await expect(dialog).toContainText(/It is open until \w{3} \d+ \w{3} \d{4}, \d\d:\d\d CES?T\./);
  await expect(dialog).toContainText(`It asks for a code from the mailbox of ${ann} first`);
  expect(page.url()).not.toContain((await link.inputValue()).split('/').pop()!);
  if (javaScriptEnabled !== false) {
    await expect(dialog).toContainText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.inputValue());
  }
  await settled(page);
  await axe(page);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expectHeading(page, '1 invitation queued');
});

test('B06 nobody reaches a list of another customer', async ({ page, login, settled, visit, expectStatus }) => {
  expectStatus(404);
  await login(page, demo.operator);
  await begin(page, settled, '1002');
  const foreign = page.url().replace('/c/1002/', '/c/1003/');
  for (const step of ['addresses', 'accounts', 'submit', 'result']) {
    await visit(page, foreign.replace('addresses', step));
    await expectHeading(page, 'Page not found');
  }
  await visit(page, '/c/1002/invite/nonsense/addresses');
  await expectHeading(page, 'Page not found');
});

test('the wizard fits a narrow screen', async ({ page, login, settled, address, javaScriptEnabled }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const fits = async () => {
    if (javaScriptEnabled === false) return;
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond, page.url()).toBe(0);
  };
  await login(page, demo.admin);
  await begin(page, settled);
  await fits();
  await name(page, settled, `maximilian.oberlaender-wiesengrund.${address('a.long.one')}, lucia.fernandez@santiagos5.example`);
  await fits();
  await toSubmit(page, settled);
  await fits();
  await submit(page, settled);
  await fits();
});

test('M06 without WASM the result loads itself anew while there is something to follow', async ({ page, login, settled, address, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled !== false, 'with WASM it follows without loading');
  await login(page, demo.operator);
  const c = await newCustomer(page, address('follow'));
  await begin(page, settled, c);
  await name(page, settled, Array.from({ length: 40 }, () => address('p')).join(' '));
  await toSubmit(page, settled);
  const loads: { isDone: boolean; refresh?: string }[] = [];
  page.on('response', async (response) => {
    if (!/\/result$/.test(response.url())) return;
    loads.push({ isDone: (await response.text()).includes('Nothing more to send'), refresh: response.headers().refresh });
  });
  await submit(page, settled);
  await expect(page.getByRole('main')).toContainText('Nothing more to send', { timeout: 30_000 });
  await expect.poll(() => loads.at(-1)?.isDone).toBe(true);
  for (const { isDone, refresh } of loads) expect(refresh, isDone ? 'done' : 'on the way').toBe(isDone ? undefined : '5');
});
