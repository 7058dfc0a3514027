import { expect, type Page } from '@playwright/test';

type Asked = {
  email: string;
  /** Customer number of the account. */
  c?: string;
  role?: string;
};

/** Invites one person by the dialog; whoever uses `page` is signed in and may do that. */
export async function invite(page: Page, { email, c = '1001', role = 'Standard User' }: Asked): Promise<void> {
  await page.goto(`/c/${c}/invitations?dialog=invite`);
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByRole('textbox', { name: 'Email address' }).fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: role });
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
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
