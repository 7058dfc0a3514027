import { expect, type Page } from '@playwright/test';
import type { demo } from '../fixtures.ts';

export type Screen = {
  /** Names the picture's file. */
  name: string;
  path: string;
  /** Which of the demo's logins looks at it; nobody, if absent. */
  as?: keyof typeof demo;
  /** What to do once the page has settled, such as opening a dialog; may go on in another page and return it. */
  act?: (page: Page) => Promise<Page | void>;
  /** The error status that the page answers with. */
  status?: number;
};

/** The pages that `make screenshots` takes pictures of. */
export const screens: Screen[] = [
  { name: 'login', path: '/login' },
  { name: 'forgot', path: '/forgot' },
  { name: 'invitation-unknown', path: '/invitations/unknown', status: 404 },
  { name: 'home', path: '/c/1001/', as: 'admin' },
  { name: 'home-restricted', path: '/', as: 'member' },
  { name: 'profile', path: '/c/1001/profile', as: 'admin' },
  { name: 'users', path: '/c/1001/users', as: 'admin' },
  { name: 'roles', path: '/c/1001/roles', as: 'admin' },
  { name: 'groups', path: '/c/1001/groups', as: 'admin' },
  { name: 'numbers', path: '/c/1001/numbers', as: 'admin' },
  { name: 'invitations', path: '/c/1001/invitations', as: 'admin' },
  { name: 'audit', path: '/c/1001/audit', as: 'admin' },
  { name: 'account-settings', path: '/c/1001/settings', as: 'admin' },
  { name: 'wizard-1', path: '/c/1001/profile', as: 'admin', act: (page) => wizard(page, 'addresses') },
  { name: 'wizard-2', path: '/c/1001/profile', as: 'admin', act: (page) => wizard(page, 'accounts') },
  { name: 'wizard-3', path: '/c/1001/profile', as: 'admin', act: (page) => wizard(page, 'submit') },
  { name: 'customers', path: '/customers', as: 'operator' },
  { name: 'new-customer', path: '/customers/new', as: 'operator' },
  { name: 'acting-for', path: '/c/1003/', as: 'operator' },
  { name: 'operator-settings', path: '/operator', as: 'operator' },
  { name: 'settings', path: '/settings', as: 'admin' },
  { name: 'faq', path: '/faq', as: 'admin' },
  { name: 'feedback', path: '/feedback', as: 'admin' },
  { name: 'mailbox', path: '/mailbox' },
];

/** Opens the wizard in its new tab, and goes on to a step of it. */
async function wizard(page: Page, step: 'addresses' | 'accounts' | 'submit'): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Create new users' }).click();
  const tab = await opened;
  await expect(tab).toHaveURL(/\/addresses$/);
  await tab.getByRole('textbox', { name: 'Email addresses' }).fill('maria.lindqvist@example.com, jo@example.org, sam@example.net');
  if (step === 'addresses') return tab;
  await tab.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(tab).toHaveURL(/\/accounts$/);
  if (step === 'accounts') return tab;
  await tab.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(tab).toHaveURL(/\/submit$/);
  return tab;
}
