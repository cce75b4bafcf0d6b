// Walks in Chromium what an administrator does with the keyring and for somebody who lost everything, and what that person
// sees, without JavaScript.
//
//   node again.mjs '{"link":…,"senza":command,"shots":folder or null,"modules":…}'
//
// Prints what it saw as JSON; exits 1 with the step that failed.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const given = JSON.parse(process.argv[2]);
const { chromium } = createRequire(given.modules + "/")("playwright-core");
const PASSPHRASES = ["copper lantern walks quietly home", "seven paper boats cross slowly", "violet thunder under the stairs"];
const LOOKS = [
  { name: "wide-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "wide-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "320-light", width: 320, height: 800, colorScheme: "light" },
  { name: "320-dark", width: 320, height: 800, colorScheme: "dark" },
];

const opened = [];
const problems = [];
// Everybody has a browser of their own.
async function browser() {
  const folder = mkdtempSync(join(tmpdir(), "senza-browser-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    javaScriptEnabled: false,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  opened.push({ context, folder });
  const page = context.pages()[0] ?? await context.newPage();
  // Several browsers at once, perhaps on a busy machine.
  page.setDefaultTimeout(120_000);
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  return page;
}

async function look(page, name) {
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
  await page.setViewportSize({ width: 1280, height: 900 });
}

const at = (page, path) => page.goto(new URL(path, given.link).href);

let last = "";
async function code(uri) {
  for (;;) {
    const now = execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
    if (now !== last) return (last = now);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function enrol(page, link, passphrase) {
  await page.goto(link);
  const uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  if (await page.locator("#understood").count()) await page.check("#understood");
  await page.fill("#code", await code(uri));
  await page.click("button:has-text('Finish')");
  await page.waitForURL("**/portal");
}

async function invite(page, identifier, administrator) {
  await at(page, "/admin");
  await page.fill("#identifier", identifier);
  if (administrator) await page.check("#admin");
  await page.click("text=Make the link");
  return (await page.locator(".notice .code").textContent()).trim();
}

const seen = {};
let step = "start";
const root = await browser();
let shown = root;
try {
  step = "the question";
  await enrol(root, given.link, PASSPHRASES[0]);
  await at(root, "/admin");
  await look(root, "console-asks");
  await root.click("text=Read and answer it");
  seen.default = await root.locator("input[name=keep]:checked").getAttribute("value");
  await look(root, "question");
  // By keyboard: the other answer, then the button.
  await root.focus("#keep-no");
  await root.keyboard.press("ArrowDown");
  await root.keyboard.press("Tab");
  await root.keyboard.press("Enter");
  await root.waitForURL("**/admin/keyring?done=on");
  seen.on = await root.locator("main").innerText();
  await look(root, "keyring-alone");

  step = "a second administrator";
  const eve = shown = await browser();
  await enrol(eve, await invite(root, "eve@example.org", true), PASSPHRASES[1]);
  await at(eve, "/admin/keyring");
  await look(eve, "keyring-outside");
  await eve.click("text=Ask for a place on the keyring");
  const fingerprint = await eve.locator("#fingerprint").textContent();
  await look(eve, "keyring-waiting");
  shown = root;
  await at(root, "/admin");
  await look(root, "console-waits");
  await at(root, "/admin/keyring");
  seen.compared = (await root.locator("tr", { hasText: "eve@example.org" }).locator("code").textContent()) === fingerprint;
  await look(root, "keyring-admit");
  await root.click("button:has-text('Admit')");
  await root.waitForURL("**?done=admitted");
  await look(root, "keyring-two");

  step = "somebody lost everything";
  const ada = shown = await browser();
  await enrol(ada, await invite(root, "ada@example.org", false), PASSPHRASES[1]);
  shown = root;
  await at(root, "/admin");
  await root.fill("#again", "ada@example.org");
  await root.click("text=See what would be lost");
  seen.lost = await root.locator("#lost").innerText();
  await look(root, "again");
  await root.fill("#attributes", "mail");
  await root.click("text=Make the link");
  await root.locator("[role=alert]").waitFor();
  await look(root, "again-fault");
  await root.fill("#attributes", "mail=ada@example.org");
  await root.click("text=Make the link");
  const link = await root.locator("#link").textContent();
  await look(root, "again-link");

  step = "the person";
  shown = ada;
  await at(ada, "/account");
  await look(ada, "account-link");
  const lost = shown = await browser();
  await lost.goto(link);
  seen.told = await lost.locator("#lost").innerText();
  await look(lost, "begin-again");
  await enrol(lost, link, PASSPHRASES[2]);
  seen.after = await lost.locator("main").innerText();
  await at(ada, "/account");
  seen.before = new URL(ada.url()).pathname;

  step = "without";
  shown = eve;
  await at(eve, "/admin/keyring");
  await eve.locator("summary", { hasText: "Keep names no longer" }).click();
  await eve.check("#off-understood");
  await look(eve, "keyring-off-form");
  await eve.click("text=Delete what is kept");
  await eve.waitForURL("**?done=off");
  await look(eve, "keyring-off");
  await at(eve, "/admin");
  await eve.fill("#again", "ada@example.org");
  await eve.click("text=See what would be lost");
  seen.lostWithout = await eve.locator("#lost").innerText();
  await look(eve, "again-new-person");
  await eve.check("#new_person");
  await eve.click("text=Make the link");
  const without = await eve.locator("#link").textContent();
  shown = await browser();
  await shown.goto(without);
  seen.toldWithout = await shown.locator("#lost").innerText();
  await look(shown, "begin-again-new-person");
  seen.problems = problems;
  console.log(JSON.stringify(seen));
} catch (error) {
  console.error(`at ${step}, on ${shown.url()}: ${error}`);
  console.error(await shown.locator("body").innerText().catch(() => ""));
  process.exitCode = 1;
} finally {
  // A browser that still runs writes into its folder while that is removed.
  for (const { context, folder } of opened) {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
process.exit(process.exitCode ?? 0);
