// Walks what a person changes of their own account in Chromium, by keyboard where that matters and without JavaScript: a
// recovery kit, printed; another passphrase and app; a forgotten passphrase; the kit taken away.
//
//   node ways.mjs '{"link":…,"senza":command,"shots":folder or null,"modules":…}'
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

const profile = mkdtempSync(join(tmpdir(), "senza-browser-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  headless: true,
  javaScriptEnabled: false,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0] ?? await context.newPage();
const problems = [];
page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
page.on("pageerror", (error) => problems.push(String(error)));

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

// A code serves once: wait for the next.
let last = "";
async function code(uri) {
  for (;;) {
    const now = execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
    if (now !== last) return (last = now);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const at = (path) => page.goto(new URL(path, given.link).href);
async function prove(passphrase, uri) {
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code(uri));
}
async function factors(passphrase, uri) {
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code(uri));
}

const seen = {};
let step = "start";
try {
  step = "enrolment";
  await page.goto(given.link);
  let uri = await page.locator("#totp-uri").textContent();
  await factors(PASSPHRASES[0], uri);
  await page.click("text=Finish");
  await page.waitForURL("**/portal");

  step = "account";
  await at("/account");
  await look("account");
  await page.click("text=Make a recovery kit");
  await look("kit-offer");

  step = "kit";
  await page.fill("#passphrase", "a guess that is wrong");
  await page.fill("#code", "000000");
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]").waitFor();
  await look("kit-refused");
  await prove(PASSPHRASES[0], uri);
  await page.keyboard.press("Enter");
  await page.locator("ol.kit").waitFor();
  await look("kit");
  const kit = await page.locator("#kit").textContent();
  const groups = await page.locator("ol.kit code").allTextContents();
  seen.sameKit = kit === groups.join("-");
  await page.emulateMedia({ media: "print" });
  seen.printed = await page.locator("ol.kit").isVisible();
  seen.formPrinted = await page.locator("#part").isVisible();
  if (given.shots) await page.screenshot({ path: join(given.shots, "kit-printed.png"), fullPage: true });
  await page.emulateMedia({ media: "screen" });
  const asked = Number(await page.locator("#asked").textContent());
  await page.fill("#part", groups.slice(asked - 1, asked + 1).join(" ").toLowerCase());
  await page.keyboard.press("Enter");
  await page.locator("#kit-since").waitFor();
  seen.made = await page.locator("#done").textContent();
  await look("account-with-kit");

  step = "passphrase";
  await page.click("text=Change your passphrase");
  await look("passphrase");
  await prove(PASSPHRASES[0], uri);
  await page.fill("#new_passphrase", PASSPHRASES[1]);
  await page.fill("#new_passphrase_confirm", PASSPHRASES[1]);
  await page.keyboard.press("Enter");
  await page.locator("#done").waitFor();
  seen.passphrase = await page.locator("#done").textContent();

  step = "pages of the rest";
  for (const name of ["identifier", "authenticator", "remove", "delete"]) {
    await at(`/account/${name}`);
    await look(name);
  }
  const download = page.waitForEvent("download");
  await at("/account");
  await page.click("text=Download all that is held about you");
  seen.file = (await download).suggestedFilename();

  step = "forgotten";
  await at("/logout");
  await page.click("button:has-text('Sign out')");
  await at("/login");
  await look("login-with-kit");
  await page.click("text=Use your recovery kit");
  await look("recover");
  await page.fill("#kit", kit.replace(/.$/, (end) => (end === "7" ? "8" : "7")));
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]").waitFor();
  seen.slip = await page.locator("#fault").textContent();
  await look("recover-slip");
  await page.fill("#kit", kit.toLowerCase().replaceAll("-", " "));
  await page.keyboard.press("Enter");
  await page.locator("h1:has-text('New ways in')").waitFor();
  await look("renew");
  uri = await page.locator("#totp-uri").textContent();
  await factors(PASSPHRASES[2], uri);
  await page.click("text=Finish");
  await page.locator("text=You are back").waitFor();
  await look("back");
  seen.back = await page.locator("main").innerText();
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
