import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/**
 * Expects no accessibility violation on the page as it stands. axe needs timers, which a page without JavaScript has not got;
 * there a copy of its HTML is examined, without its scripts, in a context that has them.
 */
export async function expectAccessible(page: Page, scripted: boolean): Promise<void> {
  const violations = scripted ? await examine(page) : await examineCopy(page);
  expect(violations, `accessibility of ${page.url()}`).toEqual([]);
}

async function examine(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    // A mail in its frame runs no script, axe's neither.
    const options = { resultTypes: ['violations'], iframes: false };
    const { violations } = await (globalThis as any).axe.run(document, options);
    return violations.flatMap((rule: any) =>
      rule.nodes.map((node: any) => `${rule.id}: ${node.target.join(' ')}\n  ${node.html}\n  ${node.failureSummary}`),
    );
  });
}

async function examineCopy(page: Page): Promise<string[]> {
  const body = (await page.content()).replace(/<script\b.*?<\/script>|<\/?noscript\b[^>]*>/gs, '');
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    const copy = await context.newPage();
    const address = page.url().replace(/#.*/, '');
    await copy.route((url) => url.href === address, (route) => route.fulfill({ contentType: 'text/html', body }));
    await copy.goto(address);
    return await examine(copy);
  } finally {
    await context.close();
  }
}
