import { expect, type Page } from '@playwright/test';
import { demo } from './pages.ts';

/** A mail as the demo's mailbox shows it. */
export type Mail = {
  /** Its address in the mailbox; names the mail. */
  path: string;
  subject: string;
  text: string;
  html: string;
  /** The first link of the text, which is the button's in every mail of ours; empty in a mail without one. */
  link: string;
};

type Wanted = {
  /** Words of the subject, where the recipient has several mails. */
  subject?: string | RegExp;
  /** Waits for a newer mail than this one, such as the one sent again. */
  after?: Mail;
};

/** Reads `/mailbox` in a browser of its own, so that the page under test stays where it is. */
export class Mailbox {
  private page: Promise<Page> | undefined;

  constructor(private readonly open: () => Promise<Page>) {}

  /** The newest mail to a recipient; waits until it has arrived. */
  async latest(to: string, wanted: Wanted = {}): Promise<Mail> {
    const page = await (this.page ??= this.open());
    await expect(async () => {
      await page.goto('/mailbox');
      const path = await this.entries(page, to, wanted).first().getAttribute('href', { timeout: 500 });
      expect(path, 'a newer mail').not.toBe(wanted.after?.path);
      await page.goto(path!);
    }, `a mail to ${to}`).toPass({ timeout: 20_000 });
    return read(page);
  }

  /** How many mails a recipient has got. */
  async count(to: string, wanted: Wanted = {}): Promise<number> {
    const page = await (this.page ??= this.open());
    await page.goto('/mailbox');
    return this.entries(page, to, wanted).count();
  }

  /** The same, when a mail that somebody else asks for now has arrived as well: what was on its way is there by then. */
  async countInTheEnd(to: string, wanted: Wanted = {}): Promise<number> {
    const page = await (this.page ??= this.open());
    await page.goto('/forgot');
    await page.getByLabel('Email address', { exact: true }).fill(demo.member);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await this.latest(demo.member, { subject: /password/i });
    return this.count(to, wanted);
  }

  private entries(page: Page, to: string, { subject }: Wanted) {
    const entries = page.getByRole('main').getByRole('link').filter({ hasText: to });
    return subject ? entries.filter({ hasText: subject }) : entries;
  }
}

async function read(page: Page): Promise<Mail> {
  const main = page.getByRole('main');
  const path = new URL(page.url()).pathname;
  const subject = await main.locator('dt', { hasText: /^Subject$/ }).locator('xpath=following-sibling::dd[1]').innerText();
  await main.getByRole('link', { name: 'HTML', exact: true }).click();
  const html = await main.frameLocator('iframe').locator('html').innerHTML();
  await main.getByRole('link', { name: 'Text', exact: true }).click();
  const text = await main.locator('pre').innerText();
  const link = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
  return { path, subject, text, html, link };
}
