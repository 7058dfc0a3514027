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
  test(screen.name, async ({ page, login, visit, settled, expectStatus }) => {
    if (screen.status) expectStatus(screen.status);
    if (screen.as) await login(page, demo[screen.as]);
    await visit(page, screen.path);
    const shown = (await screen.act?.(page)) ?? page;
    await settled(shown);
    for (const size of sizes) {
      await shown.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await shown.emulateMedia({ colorScheme });
        const path = `${folder}/${screen.name}-${size.width}-${colorScheme}.png`;
        await shown.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
    }
  });
}
