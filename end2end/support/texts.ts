import { expect, type Page } from '@playwright/test';

/**
 * Everything that the page says, to the eye and to assistive technology, piece by piece. Not what is marked as being in a language of
 * its own, and no mail.
 */
export async function textsOf(page: Page): Promise<Set<string>> {
  const texts = await page.locator('body').evaluate((body) => {
    const isOwn = (of: Element) => of.closest('[lang]:not(html), script, style, pre, .avatar, .mails a, #time_zone') !== null;
    const found = [document.title];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      // An address, which may be broken after its @ and before its dots.
      if (parent?.querySelector(':scope > wbr')) continue;
      if (parent && !isOwn(parent)) found.push(walker.currentNode.textContent ?? '');
    }
    for (const of of body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (isOwn(of)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(of.getAttribute(name) ?? '');
    }
    return found;
  });
  return new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== ''));
}

/** What people wrote, and names: the same in every language. */
const names = new RegExp(
  [
    /\S+@\S*/,
    /\d+ \d\.\d\.\d+ [^|]*/,
    /Europe\/Madrid/,
    /https?:\S+/,
    // Customer numbers that tests make of addresses.
    /[A-Za-z]+-+[0-9a-f]{8}-\S+/,
    // A mail speaks its own language.
    / via Vestibule| invited you to | on Vestibule/,
    /Vestibule|Santiago's 5|Bodega Sol|Nordlicht Pflegedienst|Kanzlei Müller & Partner/,
    /English|Deutsch|Español|HTML|Demo|vestibule\.example/,
    /Client Admin|Invoices only|Invites users, hands out numbers, sees invoices|Sees invoices, changes nothing/,
    /Administration|The office in Madrid|Drivers|On the road, reached by phone|Sales|Everybody who talks to customers/,
    /Calls|Who called when, and for how long|Invoices|What was billed, as PDF|Contracts|What was agreed, and until when/,
    /Ada Martín|Olivia Demo|María del Sol Ruiz|Mia Torres|Santiago Garcia|Paco Moreno|Lucía Fernández|Wolfgang Amadeus Freiherr von Hohenstein-Breitenbach/,
    /Maximilian Oberländer-Wiesengrund|Selin Yılmaz|Tomasz Wiśniewski|Oleg Petrov|Marie Dupont|Calle de la Cruz 5, 28012 Madrid/,
  ]
    .map((name) => name.source)
    .join('|'),
  'gu',
);

/** Somebody whom another test has let in: what we write has capitals like this in the names of roles alone. */
const person = /^\p{Lu}[\p{L}-]+( \p{Lu}[\p{L}-]+)+$/u;

/** Words that are spelt as in English. */
const alike: Record<string, RegExp> = {
  de: /^(CSV|Domains|FAQ|Feedback|Filter|Links|Name|Status|Text|Administrator|Person|Support|\(optional\)|OK|Logo|\(Name\))$/,
  es: /^(CSV|Roles|Error|No|General)$/,
};

/** Words that only English has. */
const english =
  /\b(the|and|you|your|yours|with|this|that|these|those|are|were|cannot|yet|not|days?|hours?|minutes|invit(ed|es|ing|ations?)|users?|accounts?|customers?|address(es)?)\b/i;

/** Expects nothing in English but names on a page in another language, of which `before` are the texts in English. */
export function expectNoEnglish(language: string, before: Set<string>, now: Set<string>): void {
  const isLeft = (text: string) => {
    const words = text.replaceAll(names, '').replace(/^[^\p{L}(]+|[^\p{L})]+$/gu, '');
    if (!/\p{L}{2}/u.test(words) || alike[language].test(words)) return false;
    return english.test(words) || (before.has(text) && !person.test(words));
  };
  expect.soft([...now].filter(isLeft), 'left in English').toEqual([]);
}
