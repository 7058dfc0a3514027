import { expect, type Page } from '@playwright/test';

type Asked = {
  email: string;
  /** Customer number of the account. */
  c?: string;
  role?: string;
};

/**
 * Invites one person by the dialog, whatever the account's flow asks for; whoever uses `page` is signed in and may do that. Where
 * permissions are chosen, the person gets one area.
 */
export async function invite(page: Page, { email, c = '1001', role = 'Standard User' }: Asked): Promise<void> {
  await page.goto(`/c/${c}/invitations?dialog=invite`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Email address' }).fill(email);
  const [one, several, permissions] = [
    dialog.getByRole('combobox', { name: 'Role' }),
    dialog.getByRole('checkbox', { name: role, exact: true }),
    dialog.getByRole('radio', { name: 'Choose permissions' }),
  ];
  if ((await one.count()) > 0) await one.selectOption({ label: role });
  if ((await several.count()) > 0) await several.check();
  if ((await permissions.count()) > 0) {
    await permissions.check();
    await dialog.getByRole('checkbox', { name: 'Invoices', exact: true }).check();
  }
  for (const name of ['First name', 'Last name']) {
    const field = dialog.getByRole('textbox', { name, exact: true });
    if ((await field.count()) > 0) await field.fill('Elena');
  }
  const groups = dialog.getByRole('group', { name: 'Groups' }).getByRole('checkbox');
  if ((await groups.count()) > 0) await groups.first().check();
  await dialog.getByRole('button').last().click();
  await expect(row(page, email)).toBeAttached();
}

/** The row of an address in *Invitations*. */
export function row(page: Page, email: string) {
  return page.getByRole('row').filter({ hasText: email });
}

/** Opens *Invitations* with nothing but the rows of an address. */
export async function find(page: Page, email: string, c = '1001'): Promise<void> {
  await page.goto(`/c/${c}/invitations?search=${encodeURIComponent(email)}`);
  await expect(row(page, email)).toHaveCount(1);
}
