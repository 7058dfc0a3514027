// Writes style/assets/icons.svg: one sprite with a <symbol> per icon, taken from lucide-static.
// Run after changing the list: node scripts/icons.mjs. The sprite is committed, so building needs no npm.
// Size, colour and stroke come from the stylesheet, by inheritance through <use>.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// What a page calls the icon, and Lucide's name where it is another one.
const ICONS = {
  "arrow-left-right": "", // acting for a customer
  ban: "", // revoked, cancelled
  building: "", // profile
  check: "",
  "chevron-down": "",
  "chevron-left": "",
  "chevron-right": "",
  "chevrons-up-down": "", // change customer
  "circle-alert": "",
  "circle-check": "",
  "circle-dashed": "", // queued, expired
  "circle-help": "circle-question-mark",
  "circle-minus": "", // will be skipped
  clock: "", // pending
  copy: "",
  download: "",
  ellipsis: "", // actions of a row
  "external-link": "", // leads to another site
  "file-text": "",
  globe: "",
  history: "", // deferred
  home: "house",
  inbox: "",
  info: "",
  link: "",
  lock: "", // an area that is closed
  "log-out": "",
  mail: "",
  menu: "",
  "message-circle": "", // feedback
  pencil: "",
  phone: "",
  plus: "",
  "refresh-cw": "",
  "rotate-cw": "", // resend
  "scroll-text": "", // audit log
  search: "",
  send: "",
  settings: "", // of who is signed in
  sliders: "sliders-horizontal", // account settings
  trash: "trash-2",
  "triangle-alert": "",
  users: "",
  x: "",
};

// The mark of Vestibule: a door within an arch. favicon.svg draws the same paths.
const BRAND = ["M2.5 21h19", "M4.5 21V10.5a7.5 7.5 0 0 1 15 0V21", "M9 21v-8.5a3 3 0 0 1 6 0V21"];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lucide = dirname(createRequire(join(root, "package.json")).resolve("lucide-static/package.json"));
const { version } = JSON.parse(readFileSync(join(lucide, "package.json"), "utf8"));

/** The shapes inside one of Lucide's files, without the <svg> around them. */
function shapes(name) {
  const file = readFileSync(join(lucide, "icons", `${name}.svg`), "utf8");
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1];
  if (!inner) throw new Error(`${name}.svg has no <svg> element`);
  return inner.replace(/\s*\n\s*/g, "").replace(/\s*\/>/g, "/>");
}

const symbol = (id, content) => `<symbol id="${id}" viewBox="0 0 24 24">${content}</symbol>`;

const sprite = [
  `<!-- Lucide ${version}, ISC License, (c) Lucide Icons and Contributors; parts from Feather, MIT License,`,
  `     (c) 2013-present Cole Bemis. "brand" is Vestibule's own. Written by scripts/icons.mjs. -->`,
  `<svg xmlns="http://www.w3.org/2000/svg">`,
  symbol("brand", BRAND.map((d) => `<path d="${d}"/>`).join("")),
  ...Object.entries(ICONS).map(([id, name]) => symbol(id, shapes(name || id))),
  `</svg>`,
  "",
].join("\n");

writeFileSync(join(root, "style", "assets", "icons.svg"), sprite);
