import { fileURLToPath } from 'node:url';
import { demo, test } from './fixtures.ts';
import { screens } from './support/screens.ts';

const folder = fileURLToPath(new URL('screenshots', import.meta.url));
const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

for (const screen of screens) {
  test.describe(() => {
    if (screen.language) test.use({ locale: screen.language });
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
          const path = `${folder}/${screen.name}-${size.width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true, animations: 'disabled' });
        }
      }
    });
  });
}
