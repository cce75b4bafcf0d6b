// Walks in Chromium, with a virtual authenticator (CDP), what happens at a computer that people share: somebody signs in by one touch
// of a passkey, locks, comes back by one touch, goes away and finds the page covered; then somebody else takes the computer.

import { at as atOf, browser, code, given, look as lookAt, now, walk } from "./common.mjs";
import { enrol as enrolAs, prove } from "./person.mjs";

const PASSPHRASES = { admin: "copper lantern walks quietly home", bea: "seven paper boats cross slowly" };
const page = await browser();
const context = page.context();
const at = (path) => atOf(page, path);
const look = (name) => lookAt(page, name);
const cdp = await context.newCDPSession(page);
await cdp.send("WebAuthn.enable");
const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
  protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
  isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true,
} });
// Whether the person touches it as soon as it asks: at the sign-in page it asks at once.
const touches = (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });

const enrol = async (link, passphrase) => (await enrolAs(page, link, passphrase)).uri;

const cookies = async () => (await context.cookies()).map(({ name, value }) => `${name}=${value}`);

async function addPasskey(uri) {
  await at("/account/passkeys");
  await page.fill("#name", "Badge");
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "The passkey is made" }).waitFor();
  await page.check("#alone");
  await prove(page, { uri, passphrase: PASSPHRASES.admin });
  await page.locator("#done").waitFor();
}

await walk(async (seen) => {
  now.step = "two people";
  const uri = await enrol(given.link, PASSPHRASES.admin);
  await addPasskey(uri);
  await at("/admin/people");
  await page.fill("#identifier", "bea@example.org");
  await page.click("text=Make the link");
  await prove(page, { uri, passphrase: PASSPHRASES.admin });
  const link = (await page.locator(".notice .code").textContent()).trim();
  await context.clearCookies();
  const bea = await enrol(link, PASSPHRASES.bea);

  now.step = "one touch, with the box ticked";
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

  now.step = "locked by the button";
  const open = await cookies();
  await page.locator("#lock").press("Enter");
  await page.waitForURL("**/locked");
  seen.locked = await page.locator("main").innerText();
  seen.kept = (await cookies()).filter((one) => one.startsWith("senza_session") || open.includes(one) && one.startsWith("senza_locked"));
  await look("locked");
  await page.goBack();
  await page.locator("h1:has-text('Locked')").waitFor();

  now.step = "back by one touch";
  await page.locator("[data-passkey-button]").press("Enter");
  await page.waitForURL("**/portal");
  seen.back = await page.locator("main").innerText();

  now.step = "covered when nobody comes";
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

  now.step = "not hers";
  await page.fill("#passphrase", PASSPHRASES.bea);
  await page.fill("#code", await code(bea));
  await page.keyboard.press("Enter");
  await page.locator("#refused").waitFor();
  seen.refused = await page.locator("#refused").innerText();
  await look("locked-refused");

  now.step = "a touch that is cancelled";
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.click("[data-passkey-button]");
  await page.locator("#passkey-status", { hasText: "No passkey was used" }).waitFor({ timeout: 120_000 });
  seen.cancelled = await page.locator("#passkey-status").innerText();

  now.step = "somebody else";
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
});
