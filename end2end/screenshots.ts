import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { demo, test } from './fixtures.ts';
import { screens } from './support/screens.ts';

const folder = fileURLToPath(new URL('screenshots', import.meta.url));
const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

const picture = (page: Page, name: string) => page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, animations: 'disabled' });

for (const screen of screens) {
  test(screen.name, async ({ page, login, visit, settled, mailbox, address, expectStatus }) => {
    expectStatus(...(screen.status ?? []));
    if (screen.as) await login(page, demo[screen.as]);
    await visit(page, screen.path);
    await screen.act?.({ page, visit, settled, mailbox, address });
    await settled(page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${screen.name}-${size.width}-${colorScheme}`);
      }
    }
    // German, whose words are the longest: the same address, loaded anew.
    await page.emulateMedia({ colorScheme: 'light' });
    await page.context().addCookies([{ name: 'language', value: 'de', url: page.url() }]);
    await page.reload();
    await settled(page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await picture(page, `${screen.name}-${size.width}-german`);
    }
  });
}
