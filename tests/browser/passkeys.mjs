// Walks in Chromium, with virtual authenticators (CDP), what a person does with passkeys: adds two of different kinds, signs in
// with them in the place of the code, and with one alone, by a button and by what the browser offers to fill in; takes one away,
// loses the other, and comes back by the recovery kit.

import { PASSPHRASES, at as atOf, browser, code as codeOf, given, look as lookAt, now, problems, walk } from "./common.mjs";

const page = await browser();
const context = page.context();
const at = (path) => atOf(page, path);
const look = (name) => lookAt(page, name);
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

let uri = "";
const code = () => codeOf(uri);

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
  await page.locator("[data-beside-button]").waitFor();
  // Where the page puts it, a moment after it is shown.
  await page.locator("#code:focus").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
}

async function newKit() {
  await at("/account/kit");
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code());
  await page.click("button[type=submit]:has-text('kit')");
  const kit = (await page.locator("#kit").textContent()).trim();
  const first = Number(await page.locator("#asked").textContent());
  await page.fill("#part", kit.split(/[\s-]+/).slice(first - 1, first + 1).join(" "));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account?done=kit");
  return kit;
}

async function recover(kit, chosen) {
  await at("/recover");
  await page.fill("#kit", kit);
  await page.keyboard.press("Enter");
  uri = await page.locator("#totp-uri").textContent();
  passphrase = chosen;
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code());
  await page.locator("#code").press("Enter");
  await page.waitForURL("**/account/kit?recovered=1");
}

// Both needed, or a code again: by keyboard, with the passkey that is in hand.
async function both(which) {
  await at(which === "end" ? "/account/both/end" : "/account/both");
  await look(`both-${which}`);
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".beside [role=status]", { hasText: "The passkey has answered" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/account?done=${which === "end" ? "code" : "both"}`);
}

await walk(async (seen) => {
  now.step = "enrolment";
  await page.goto(given.link);
  uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code());
  await page.click("text=Finish");
  await page.waitForURL("**/portal");

  now.step = "a recovery kit";
  const kit = await newKit();

  now.step = "no authenticator that keeps passkeys";
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

  now.step = "one that cannot tell who touches it";
  device = await authenticator({ transport: "usb", hasUserVerification: false, isUserVerified: false });
  await at("/account/passkeys");
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was made" }).waitFor();
  await away(device);

  now.step = "a security key";
  device = await authenticator({ transport: "usb" });
  await at("/account/passkeys");
  await add("Blue key");
  seen.blue = await page.locator("table.data").innerText();
  await signIn();
  const [kept] = await credentials(device);
  seen.kept = { resident: kept.isResidentCredential, rp: kept.rpId, user: atob(kept.userHandle).length };
  await away(device);

  now.step = "a phone, with PRF and user verification";
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

  now.step = "a change, with a touch in the place of the code";
  await at("/account/kit");
  await look("proof-with-passkey");
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".beside [role=status]", { hasText: "The passkey has answered" }).waitFor();
  await look("proof-by-passkey");
  await page.keyboard.press("Enter");
  await page.locator("#part").waitFor();
  seen.changed = await page.locator("h1").innerText();

  now.step = "alone, by the button";
  await context.clearCookies();
  await touches(false);
  await at("/login");
  await page.locator("[data-passkey-button]").waitFor();
  await look("login-with-passkey");
  await touches(true);
  await page.locator("[data-passkey-button]").press("Enter");
  await page.waitForURL("**/portal");
  now.step = "alone, by what the browser offers";
  await context.clearCookies();
  await at("/login");
  await page.waitForURL("**/portal");
  seen.alone = true;

  now.step = "passphrase and passkey, both needed";
  await both("choose");
  seen.chosen = await page.locator("#needs-both").innerText();
  await look("account-with-both");
  await signIn();
  now.step = "a code beside the passphrase does not do";
  await secondStep();
  // The refusal shows the sign-in page, which asks at once: the phone opens the account alone besides.
  await touches(false);
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]").waitFor();
  // Which Chromium says of a refusal.
  problems.splice(0, problems.length, ...problems.filter((one) => !one.includes("status of 403")));
  await signIn();
  await at("/account/both");
  await look("both-chosen");
  await at("/account/passkeys");
  await look("passkeys-with-both");
  now.step = "and back to a code";
  await both("end");
  await secondStep();
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");

  now.step = "cancelled, and then by code";
  await away(phone);
  device = await authenticator({});
  await secondStep();
  await look("second-step-with-passkey");
  await page.click("[data-beside-button]");
  await page.locator(".beside [role=status]", { hasText: "No passkey was used" }).waitFor({ timeout: 120_000 });
  seen.cancelled = await page.locator(".beside [role=status]").innerText();
  await look("second-step-cancelled");
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
  await away(device);

  now.step = "taken away";
  await at("/account/passkeys");
  await page.locator("tr", { hasText: "Blue key" }).locator("a", { hasText: "Take it away" }).click();
  await look("passkey-removal");
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.locator("#done").waitFor();
  seen.removed = await page.locator("main").innerText();
  await look("passkeys-one");

  now.step = "all is lost, and the kit brings it back";
  await context.clearCookies();
  await recover(kit, PASSPHRASES[1]);
  await at("/account/passkeys");
  seen.after = await page.locator("#none").innerText();
  device = await authenticator({});
  await add("New phone");
  await signIn();
  await away(device);

  now.step = "a passkey that the passphrase needs is lost, and the kit brings it back";
  const again = await newKit();
  device = await authenticator({ hasPrf: true });
  await at("/account/passkeys");
  await add("Lost one", null);
  await both("choose");
  await away(device);
  await context.clearCookies();
  await recover(again, PASSPHRASES[0]);
  seen.recovered = await page.locator("h1").innerText();
  await secondStep();
  await page.fill("#code", await code());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/portal");
});
