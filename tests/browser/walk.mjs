// Walks the newcomer's path in Chromium, as a person would: link, enrolment, applications, the demo portal, and what a
// thief would get. Without JavaScript the same path, by the buttons.
//
//   node walk.mjs '{"link":…,"senza":[command…],"javascript":true,"portal":…,"shots":folder or null}'
//
// Prints what it saw as JSON; exits 1 with the step that failed.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const given = JSON.parse(process.argv[2]);
const { chromium } = createRequire(given.modules + "/")("playwright-core");
const PASSPHRASE = "copper lantern walks quietly home";
const LOOKS = [
  { name: "wide-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "wide-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "320-light", width: 320, height: 800, colorScheme: "light" },
  { name: "320-dark", width: 320, height: 800, colorScheme: "dark" },
];

const profile = mkdtempSync(join(tmpdir(), "senza-browser-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  headless: true,
  javaScriptEnabled: given.javascript,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0] ?? await context.newPage();
const problems = [];
page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
page.on("pageerror", (error) => problems.push(String(error)));

// Each page: no sideways scrolling at 320 px, one h1, a title; and a picture in every look when asked for.
async function look(name) {
  for (const shown of LOOKS) {
    await page.setViewportSize({ width: shown.width, height: shown.height });
    await page.emulateMedia({ colorScheme: shown.colorScheme });
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth).catch(() => 0);
    if (wide > shown.width) problems.push(`${name} is ${wide} px wide at ${shown.width}`);
    if (given.shots) await page.screenshot({ path: join(given.shots, `${name}-${shown.name}.png`), fullPage: true });
  }
  if (await page.locator("h1").count() !== 1) problems.push(`${name} has not exactly one h1`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const code = (uri) => execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
const seen = {};
let step = "start";
try {
  step = "enrolment";
  await page.goto(given.link);
  await look("enrol");
  const uri = await page.locator("#totp-uri").textContent();
  if (given.fault) {
    await page.fill("#passphrase", "passwordpassword");
    await page.fill("#passphrase_confirm", "passwordpassword");
    await page.fill("#code", code(uri));
    await page.click("text=Finish");
    await look("enrol-fault");
  }
  await page.fill("#passphrase", PASSPHRASE);
  await page.fill("#passphrase_confirm", PASSPHRASE);
  await page.fill("#code", code(uri));
  await page.click("text=Finish");
  await page.waitForURL("**/portal");
  seen.applications = await page.locator("ul.tiles a").allTextContents();
  await look("portal");

  step = "demo portal";
  if (given.portal) {
  await page.goto(given.portal);
  await look("demo-welcome");
  await page.click("text=Sign in with Senza");
  if (!given.javascript) await page.click("button:has-text('Continue')");
  await page.waitForURL(`${given.portal}/**`);
  await page.waitForLoadState();
  seen.portal = await page.locator("main").innerText();
  await look("demo-signed-in");
  }

  step = "what a thief would get";
  await page.click("text=/thief/i");
  await page.waitForURL("**/account/stolen**");
  seen.stolen = await page.locator("main").innerText();
  await look("stolen");

  step = "the rest";
  for (const [name, path] of [["account", "/account"], ["admin", "/admin"], ["logout", "/logout"]]) {
    await page.goto(new URL(path, given.link).href);
    await look(name);
  }
  await page.click("button:has-text('Sign out')");
  await look("signed-out");
  await page.click("text=Sign in again");
  await look("login");
  await page.fill("#identifier", "admin");
  await page.fill("#passphrase", PASSPHRASE);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("h1:has-text('Your code')").waitFor();
  await look("second-step");
  await page.fill("#code", "000000");
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]").waitFor();
  await look("refused");
  await page.goBack();
  seen.back = await page.locator("h1").textContent();
  await page.goto(given.link);
  seen.usedLink = await page.locator("h1").textContent();
  await look("used-link");
  await page.goto(new URL("/saml/sso", given.link).href);
  seen.noRequest = await page.locator("main").innerText();
  await look("no-request");
  await page.goto(new URL("/", given.link).href);
  await look("home");
  seen.problems = problems;
  console.log(JSON.stringify(seen));
} catch (error) {
  console.error(`at ${step}, on ${page.url()}: ${error}`);
  console.error(await page.locator("body").innerText().catch(() => ""));
  process.exitCode = 1;
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
