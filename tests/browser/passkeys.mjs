// Walks in Chromium, with virtual authenticators (CDP), what a person does with passkeys: adds two of different kinds, signs in
// with them in the place of the code, and with one alone, by a button and by what the browser offers to fill in; takes one away,
// loses the other, and comes back by the recovery kit.
//
//   node passkeys.mjs '{"link":…,"senza":command,"shots":folder or null,"modules":…}'
//
// Prints what it saw as JSON; exits 1 with the step that failed.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const given = JSON.parse(process.argv[2]);
const { chromium } = createRequire(given.modules + "/")("playwright-core");
const PASSPHRASES = ["copper lantern walks quietly home", "seven paper boats cross slowly"];
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

// One authenticator at a time, as a person has one in their hand.
async function authenticator(options) {
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true, ...options,
  } });
  return (inHand = authenticatorId);
}
let inHand = "";
const away = async (authenticatorId) => {
  await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  inHand = "";
};
// Whether the person touches what is in their hand as soon as it asks: at the sign-in page it asks at once.
const touches = (enabled) =>
  inHand && cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: inHand, enabled });
const credentials = async (authenticatorId) =>
  (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials;

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

const at = (path) => page.goto(new URL(path, given.link).href);

let uri = "";
let last = "";
// Codes are good once.
async function code() {
  for (;;) {
    const now = execFileSync(given.senza, ["demo", "code", uri]).toString().trim();
    if (now !== last) return (last = now);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const status = () => page.locator("#passkey-status");

// By keyboard: the button is reached and pressed, the fields follow it.
async function add(name, alone) {
  await page.fill("#name", name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#passkey-status", { hasText: "The passkey is made" }).waitFor();
  if (alone) await page.check("#alone");
  else if (alone === undefined && await page.locator("#alone").isVisible()) problems.push(`${name} could open alone`);
  if (alone) await look("passkeys-made");
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code());
  await page.locator("#code").press("Enter");
  await page.locator("#done").waitFor();
}

let passphrase = PASSPHRASES[0];
async function secondStep() {
  await context.clearCookies();
  await touches(false);
  await at("/login");
  await page.fill("#identifier", "admin");
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.locator("h1:has-text('Your code')").waitFor();
  await touches(true);
}

async function signIn() {
  await secondStep();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
}

const seen = {};
let step = "start";
try {
  step = "enrolment";
  await page.goto(given.link);
  uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code());
  await page.click("text=Finish");
  await page.waitForURL("**/portal");

  step = "a recovery kit";
  await at("/account/kit");
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code());
  await page.click("text=Show me a kit");
  const kit = (await page.locator("#kit").textContent()).trim();
  const first = Number(await page.locator("#asked").textContent());
  await page.fill("#part", kit.split(/[\s-]+/).slice(first - 1, first + 1).join(" "));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account?done=kit");

  step = "no authenticator that keeps passkeys";
  let device = await authenticator({ transport: "usb", hasResidentKey: false });
  await at("/account/passkeys");
  await look("passkeys-none");
  await page.click("button:has-text('Add the passkey')");
  seen.submitted = page.url();
  await page.fill("#passphrase", "x");
  await page.fill("#code", "000000");
  await page.click("button:has-text('Add the passkey')");
  seen.first = await status().innerText();
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was made" }).waitFor();
  seen.cannot = await status().innerText();
  await look("passkeys-cannot");
  await away(device);

  step = "one that cannot tell who touches it";
  device = await authenticator({ transport: "usb", hasUserVerification: false, isUserVerified: false });
  await at("/account/passkeys");
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was made" }).waitFor();
  await away(device);

  step = "a security key";
  device = await authenticator({ transport: "usb" });
  await at("/account/passkeys");
  await add("Blue key");
  seen.blue = await page.locator("table.data").innerText();
  await signIn();
  const [kept] = await credentials(device);
  seen.kept = { resident: kept.isResidentCredential, rp: kept.rpId, user: atob(kept.userHandle).length };
  await away(device);

  step = "a phone, with PRF and user verification";
  const phone = await authenticator({ hasPrf: true, defaultBackupEligibility: true, defaultBackupState: true });
  await at("/account/passkeys");
  await add("Phone", true);
  seen.both = await page.locator("table.data").innerText();
  await look("passkeys-two");
  await signIn();
  await signIn();
  await at("/account");
  seen.account = await page.locator("#passkeys").innerText();
  await look("account-with-passkeys");

  step = "alone, by the button";
  await context.clearCookies();
  await touches(false);
  await at("/login");
  await page.locator("[data-passkey-button]").waitFor();
  await look("login-with-passkey");
  await touches(true);
  await page.locator("[data-passkey-button]").press("Enter");
  await page.waitForURL("**/portal");
  step = "alone, by what the browser offers";
  await context.clearCookies();
  await at("/login");
  await page.waitForURL("**/portal");
  seen.alone = true;

  step = "cancelled, and then by code";
  await away(phone);
  device = await authenticator({});
  await secondStep();
  await look("second-step-with-passkey");
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was used" }).waitFor({ timeout: 120_000 });
  seen.cancelled = await status().innerText();
  await look("second-step-cancelled");
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
  await away(device);

  step = "taken away";
  await at("/account/passkeys");
  await page.locator("tr", { hasText: "Blue key" }).locator("a").click();
  await look("passkey-removal");
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.locator("#done").waitFor();
  seen.removed = await page.locator("main").innerText();
  await look("passkeys-one");

  step = "all is lost, and the kit brings it back";
  await context.clearCookies();
  await at("/recover");
  await page.fill("#kit", kit);
  await page.keyboard.press("Enter");
  uri = await page.locator("#totp-uri").textContent();
  passphrase = PASSPHRASES[1];
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code());
  await page.locator("#code").press("Enter");
  await page.waitForURL("**/account/kit?recovered=1");
  await at("/account/passkeys");
  seen.after = await page.locator("#none").innerText();
  await authenticator({});
  await add("New phone");
  await signIn();
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
