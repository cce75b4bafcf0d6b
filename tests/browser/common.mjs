// What every walk through the pages shares: Chromium, people who each have a browser of their own, the four looks of a page, the
// codes of an authenticator app, and how a walk ends.
//
//   node <walk>.mjs '{"link":…,"senza":command,"asks":whether the test answers,"shots":folder or null,"modules":…}'
//
// A walk prints what it saw as JSON; it exits 1 with the step that failed.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const given = JSON.parse(process.argv[2]);
export const packages = createRequire(given.modules + "/");
const { chromium } = packages("playwright-core");

export const PASSPHRASES = ["copper lantern walks quietly home", "seven paper boats cross slowly", "violet thunder under the stairs"];
export const LOOKS = [
  { name: "wide-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "wide-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "320-light", width: 320, height: 800, colorScheme: "light" },
  { name: "320-dark", width: 320, height: 800, colorScheme: "dark" },
];

// What browsers complained of and pages did wrong.
export const problems = [];
// Where the walk is, for whoever reads why it failed.
export const now = { step: "start", page: undefined };

let chromiumHere;
// Somebody's own browser: another one's cookies are not in it. One Chromium serves them all.
export async function browser(options = {}) {
  chromiumHere ??= await chromium.launch({
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const context = await chromiumHere.newContext({ viewport: LOOKS[0], ...options });
  // A busy machine is no failure.
  context.setDefaultTimeout(120_000);
  const page = now.page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  return page;
}

export const at = (page, path) => page.goto(new URL(path, given.link).href);

// No sideways scrolling at 320 px, one h1, no id twice; and a picture in every look when asked for.
export async function look(page, name) {
  for (const shown of LOOKS) {
    await page.setViewportSize({ width: shown.width, height: shown.height });
    await page.emulateMedia({ colorScheme: shown.colorScheme });
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth).catch(() => 0);
    if (wide > shown.width) problems.push(`${name} is ${wide} px wide at ${shown.width}`);
    if (given.shots) await page.screenshot({ path: join(given.shots, `${name}-${shown.name}.png`), fullPage: true });
  }
  if (await page.locator("h1").count() !== 1) problems.push(`${name} has not exactly one h1`);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id)).catch(() => []);
  if (new Set(ids).size !== ids.length) problems.push(`${name} has an id twice: ${ids}`);
  await page.setViewportSize({ width: LOOKS[0].width, height: LOOKS[0].height });
}

// What the test knows or does that the walk cannot: asked by a line on stdout, answered by one on stdin.
let answers;
export async function ask(what, more = {}) {
  answers ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  console.log(JSON.stringify({ ask: what, ...more }));
  return JSON.parse((await answers.next()).value);
}

// What the app with this URI shows. A code serves once: wait for the next, where nobody can move the clock on.
const last = new Map();
export async function code(uri) {
  if (given.asks) return ask("code", { uri });
  for (;;) {
    const shown = execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
    if (shown !== last.get(uri)) return last.set(uri, shown), shown;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

// Runs a walk to its end, and says what it saw or where it stopped.
export async function walk(steps) {
  const seen = {};
  try {
    await steps(seen);
    console.log(JSON.stringify({ ...seen, problems }));
  } catch (error) {
    console.error(`at ${now.step}, on ${now.page?.url()}: ${error.stack}`);
    console.error(await now.page?.locator("body").innerText({ timeout: 5000 }).catch(() => ""));
    console.error(JSON.stringify({ seen, problems }));
    process.exitCode = 1;
  } finally {
    await chromiumHere?.close();
  }
  process.exit();
}
