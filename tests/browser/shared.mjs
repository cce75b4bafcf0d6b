// Walks in Chromium, with a virtual authenticator (CDP), what happens at a computer that people share: somebody signs in by one touch
// of a passkey, locks, comes back by one touch, goes away and finds the page covered; then somebody else takes the computer.
//
//   node shared.mjs '{"link":…,"senza":command,"shots":folder or null,"modules":…}'
//
// Prints what it saw as JSON; exits 1 with the step that failed.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const given = JSON.parse(process.argv[2]);
const { chromium } = createRequire(given.modules + "/")("playwright-core");
const PASSPHRASES = { admin: "copper lantern walks quietly home", bea: "seven paper boats cross slowly" };
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
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0] ?? await context.newPage();
page.setDefaultTimeout(60_000);
const problems = [];
page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
page.on("pageerror", (error) => problems.push(String(error)));
const cdp = await context.newCDPSession(page);
await cdp.send("WebAuthn.enable");
const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
  protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
  isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true,
} });
// Whether the person touches it as soon as it asks: at the sign-in page it asks at once.
const touches = (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });

async function look(name) {
  for (const shown of LOOKS) {
    await page.setViewportSize({ width: shown.width, height: shown.height });
    await page.emulateMedia({ colorScheme: shown.colorScheme });
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth).catch(() => 0);
    if (wide > shown.width) problems.push(`${name} is ${wide} px wide at ${shown.width}`);
    if (given.shots) await page.screenshot({ path: join(given.shots, `${name}-${shown.name}.png`), fullPage: true });
  }
  if (await page.locator("h1").count() !== 1) problems.push(`${name} has not exactly one h1`);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
  if (new Set(ids).size !== ids.length) problems.push(`${name} has an id twice: ${ids}`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const at = (path) => page.goto(new URL(path, given.link).href);
const cookies = async () => (await context.cookies()).map(({ name, value }) => `${name}=${value}`);

const last = {};
async function code(uri) {
  for (;;) {
    const now = execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
    if (now !== last[uri]) return (last[uri] = now);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function enrol(link, passphrase) {
  await page.goto(link);
  const uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code(uri));
  await page.click("text=Finish");
  await page.waitForURL("**/portal");
  return uri;
}

async function addPasskey(uri) {
  await at("/account/passkeys");
  await page.fill("#name", "Badge");
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "The passkey is made" }).waitFor();
  await page.check("#alone");
  await page.fill("#passphrase", PASSPHRASES.admin);
  await page.fill("#code", await code(uri));
  await page.locator("#code").press("Enter");
  await page.locator("#done").waitFor();
}

const seen = {};
let step = "start";
try {
  step = "two people";
  const uri = await enrol(given.link, PASSPHRASES.admin);
  await addPasskey(uri);
  await at("/admin");
  await page.fill("#identifier", "bea@example.org");
  await page.click("text=Make the link");
  const link = (await page.locator(".notice .code").textContent()).trim();
  await context.clearCookies();
  const bea = await enrol(link, PASSPHRASES.bea);

  step = "one touch, with the box ticked";
  await context.clearCookies();
  await touches(false);
  await at("/login");
  await page.check("#shared");
  await page.locator("[data-passkey-button]").waitFor();
  await look("login-shared");
  await touches(true);
  await page.locator("[data-passkey-button]").press("Enter");
  await page.waitForURL("**/portal");
  seen.locks = await page.locator("#lock").count();
  await look("portal-shared");

  step = "locked by the button";
  const open = await cookies();
  await page.locator("#lock").press("Enter");
  await page.waitForURL("**/locked");
  seen.locked = await page.locator("main").innerText();
  seen.kept = (await cookies()).filter((one) => one.startsWith("senza_session") || open.includes(one) && one.startsWith("senza_locked"));
  await look("locked");
  await page.goBack();
  await page.locator("h1:has-text('Locked')").waitFor();

  step = "back by one touch";
  await page.locator("[data-passkey-button]").press("Enter");
  await page.waitForURL("**/portal");
  seen.back = await page.locator("main").innerText();

  step = "covered when nobody comes";
  await page.clock.install();
  await at("/account");
  await page.clock.fastForward("04:50");
  seen.early = await page.locator("h1").innerText();
  await page.clock.fastForward("00:30");
  await page.waitForURL("**/locked");
  seen.covered = await page.locator("main").innerText();
  await look("covered");
  await page.click("text=Go on");
  await page.waitForURL("**/portal");
  await at("/locked");
  await page.click("text=Lock it now");
  await page.locator("h1:has-text('Locked')").waitFor();

  step = "not hers";
  await page.fill("#passphrase", PASSPHRASES.bea);
  await page.fill("#code", await code(bea));
  await page.keyboard.press("Enter");
  await page.locator("#refused").waitFor();
  seen.refused = await page.locator("#refused").innerText();
  await look("locked-refused");

  step = "a touch that is cancelled";
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was used" }).waitFor({ timeout: 120_000 });
  seen.cancelled = await page.locator("#passkey-status").innerText();

  step = "somebody else";
  await touches(false);
  await page.click("text=I am somebody else");
  await page.waitForURL("**/login");
  seen.ticked = await page.locator("#shared").isChecked();
  seen.login = await page.content();
  await page.fill("#identifier", "bea@example.org");
  await page.fill("#passphrase", PASSPHRASES.bea);
  await page.fill("#code", await code(bea));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
  await at("/account");
  seen.account = await page.locator("main").innerText();
  seen.problems = problems;
  console.log(JSON.stringify(seen));
} catch (error) {
  console.error(`at ${step}, on ${page.url()}: ${error}`);
  console.error(await page.locator("body").innerText().catch(() => ""));
  console.error(JSON.stringify({ seen, problems }));
  process.exitCode = 1;
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
