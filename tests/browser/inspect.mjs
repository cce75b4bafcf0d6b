// What is wrong with a page as it stands: by axe-core in both themes, narrow and wide; by Tab; in narrow and enlarged windows; for
// whoever wants no motion or has colours of their own. Answers with sentences, none where all is well.

import { readFileSync } from "node:fs";
import { LOOKS, packages } from "./common.mjs";

const AXE = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
// Those that theme and width can change; the others are asked once a theme and width.
const BY_LOOK = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"];
const WHOLE = ["wide-light", "320-dark"];
export const counted = { runs: 0 };

export async function inspect(page) {
  const said = [...await frame(page), ...await byTab(page)];
  const closed = await unfold(page, true);
  // Colours that are still on their way from one theme to the other are nobody's.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const shown of LOOKS) {
    await page.setViewportSize({ width: shown.width, height: shown.height });
    await page.emulateMedia({ colorScheme: shown.colorScheme });
    said.push(...await tooWide(page, shown.width));
    said.push(...(await axe(page, WHOLE.includes(shown.name))).map((one) => `axe, ${shown.name}: ${one}`));
  }
  // A window of 1280 px at 200 %.
  await page.setViewportSize({ width: 640, height: 450 });
  said.push(...await tooWide(page, 640));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce", forcedColors: "active" });
  said.push(...await wishes(page));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null, forcedColors: null });
  await page.setViewportSize({ width: LOOKS[0].width, height: LOOKS[0].height });
  if (closed) await unfold(page, false);
  return said;
}

// What is folded up is a part of the page; afterwards it is folded again.
const unfold = (page, open) => page.evaluate((open) => {
  const all = [...document.querySelectorAll(open ? "details:not([open])" : "details[data-folded]")];
  for (const one of all) {
    one.open = open;
    one.toggleAttribute("data-folded", open);
  }
  return all.length > 0;
}, open);

async function axe(page, whole) {
  counted.runs += 1;
  if (!await page.evaluate("typeof axe === 'object'")) await page.evaluate(AXE);
  return page.evaluate(async ([whole, some]) => {
    const rules = { "target-size": { enabled: true } };
    const options = whole ? { rules } : { runOnly: { type: "rule", values: some } };
    const { violations } = await axe.run(document, { ...options, iframes: false, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`));
  }, [whole, BY_LOOK]);
}

// A language, a title that names page and site, one heading above all others.
const frame = (page) => page.evaluate(() => {
  const said = [];
  if (!document.documentElement.lang) said.push("has no lang");
  // Whose page it is, which an application's pages and ours say each in their way.
  const site = document.querySelector("meta[name=application-name]")?.content;
  const [named, brand] = [document.title, document.querySelector(".wordmark").textContent];
  if (site ? !named.endsWith(` · ${site}`) || named.startsWith(" ") : !named.includes(brand))
    said.push(`has the title “${named}”, which does not name page and site`);
  if (document.querySelectorAll("h1").length !== 1) said.push("has not exactly one h1");
  return said;
});

const tooWide = (page, width) => page.evaluate((width) => {
  const found = document.documentElement.scrollWidth;
  return found > width ? [`is ${found} px wide at ${width}`] : [];
}, width);

// Tab from the beginning of the page: each control once, in the order of the page, in sight and with its focus showing, and on.
async function byTab(page) {
  // A page gives `autofocus` its due when it is first drawn, which may be later than its script ran: that is not Tab's doing.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const wanted = await page.evaluate(() => {
    const named = (one) => `${one.localName} “${(one.textContent || one.name || "").trim().slice(0, 40)}”`;
    const isOn = (one) => !one.disabled && one.checkVisibility({ visibilityProperty: true });
    const isInTurn = (one) => one.type !== "radio" || one.checked;
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(controls)].filter((one) => isOn(one) && isInTurn(one));
    const tab = { all, named, reached: [], said: [] };
    // The page has moved to it by the time of the next key.
    const inSight = (one) => {
      const { top, bottom, width, height } = one.getBoundingClientRect();
      if (bottom <= 0 || top >= innerHeight || !width || !height) tab.said.push(`${named(one)} has the focus out of sight`);
    };
    tab.onFocus = ({ target }) => {
      tab.reached.push(target);
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) tab.said.push(`focus does not show on ${named(target)}`);
    };
    tab.onKey = () => tab.reached.includes(document.activeElement) && inSight(document.activeElement);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    addEventListener("focusin", tab.onFocus);
    addEventListener("keydown", tab.onKey);
    window.tab = tab;
    // A date has day, month, year and its calendar, each a stop of its own.
    return all.length + 3 * all.filter((one) => one.type === "date").length;
  });
  for (let presses = 0; presses <= wanted + 3; presses += 1) await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const { all, named, reached, said, onFocus, onKey } = window.tab;
    removeEventListener("focusin", onFocus);
    removeEventListener("keydown", onKey);
    const missed = all.filter((one) => !reached.includes(one));
    said.push(...missed.map((one) => `Tab does not reach ${named(one)}`));
    const inTurn = [...new Set(reached)];
    const early = inTurn.filter((one, at) =>
      at > 0 && one.compareDocumentPosition(inTurn[at - 1]) & Node.DOCUMENT_POSITION_FOLLOWING);
    said.push(...early.map((one) => `Tab comes to ${named(one)} out of turn`));
    if (!all[0]?.matches(".skip")) said.push("does not begin with a link that skips to the content");
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    return [...new Set(said)];
  });
}

// No motion for whoever wants none; where colours are the reader's own, what can be pressed or typed into still has an edge.
const wishes = (page) => page.evaluate(() => {
  const moves = [...document.querySelectorAll("*")].filter((one) => one.getAnimations().length > 0
    || getComputedStyle(one).transitionDuration.split(", ").some((time) => time !== "0s"));
  const edged = [...document.querySelectorAll("button:not(.quiet), .button:not(.quiet), input, select, textarea")]
    .filter((one) => one.checkVisibility() && !["checkbox", "radio", "file"].includes(one.type));
  const edgeless = edged.filter((one) => {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(one);
    return borderTopStyle === "none" || parseFloat(borderTopWidth) < 1;
  });
  return [...moves.map((one) => `${one.localName} still moves`), ...edgeless.map((one) => `${one.localName} has no edge`)];
});

// What the above has to notice; the page is as it was afterwards.
export async function plant(page) {
  await page.evaluate(() => {
    const bed = document.createElement("div");
    bed.id = "planted";
    const add = (name, change) => change(bed.appendChild(document.createElement(name)));
    add("input", () => {});
    add("p", (one) => { one.textContent = "Hard to read in the dark"; one.style.color = "#4a4a4a"; });
    add("p", (one) => { one.textContent = "wide"; one.style.width = "500px"; });
    add("button", (one) => { one.type = "button"; one.textContent = "Not for Tab"; one.tabIndex = -1; });
    add("a", (one) => { one.href = "/"; one.textContent = "Without a sign"; one.style.outline = "none"; });
    add("h1", (one) => { one.textContent = "Another heading"; });
    add("p", (one) => one.animate([{ opacity: 0.9 }, { opacity: 1 }], { duration: 60_000, iterations: Infinity }));
    document.querySelector("main").append(bed);
  });
  const said = await inspect(page);
  await page.evaluate(() => document.getElementById("planted").remove());
  return said;
}
