// Walks in Chromium what the demo portal's note is for: its page gets the key and its server does not. The same person reads it in
// another session, after a passphrase change and after a rotation; another person does not; what nobody asked for is refused; and
// once the person has ended it, nothing comes any more.

import { execFileSync } from "node:child_process";
import { PASSPHRASES, at, browser, code, given, look, now, walk } from "./common.mjs";

// As the test's own commands run: with what the test sets, and nothing else of ours.
const others = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SENZA_")));
const SENZA = { env: { ...others, ...given.variables }, stdio: ["ignore", "pipe", "inherit"] };
const senza = (...words) => execFileSync(given.senza, words, SENZA).toString();
const NEW = "nine copper kettles sing at dawn";

async function enrol(page, link, passphrase) {
  await page.goto(link);
  const uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code(uri));
  await page.click("text=Finish");
  await page.waitForURL("**/portal");
  return uri;
}

async function signIn(page, identifier, passphrase, uri) {
  await page.fill("#identifier", identifier);
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code(uri));
  await page.keyboard.press("Enter");
}

async function intoPortal(page) {
  await page.goto(given.portal);
  await page.click("text=Sign in with Senza");
}

const status = (page) => page.locator("#status");
async function toNote(page) {
  await page.waitForURL(`${given.portal}/`);
  await page.goto(`${given.portal}/note`);
}
// As far as the note, or a sentence that says why not.
async function open(page) {
  await page.goto(`${given.portal}/note`);
  await page.click("text=Open the note");
  await page.waitForFunction(() => document.querySelector("#opened:not([hidden])") || /\.$/.test(document.querySelector("#status")?.textContent ?? ""));
  return (await status(page).textContent()).trim();
}
const text = (page) => page.locator("#text").inputValue();
const said = async (page, words) => (await status(page).filter({ hasText: words }).waitFor(), (await status(page).textContent()).trim());

const ada = await browser();
now.page = ada;
await walk(async (seen) => {
  now.step = "the note is asked for";
  const uri = await enrol(ada, given.link, PASSPHRASES[0]);
  await intoPortal(ada);
  await toNote(ada);
  await look(ada, "note-closed");
  await ada.click("text=Open the note");
  await ada.waitForURL("**/keys/browser/agree**");
  seen.asked = await ada.locator("main").innerText();
  await look(ada, "key-for-a-page");
  await ada.click("text=Not now");
  seen.declined = await said(ada, "gave this page no key");
  await look(ada, "note-declined");
  await ada.click("text=Open the note");
  await ada.click("text=Give the key");
  await ada.locator("#opened:not([hidden])").waitFor();
  // Nothing of it stays in the address, or behind the Back button.
  seen.address = ada.url();
  seen.length = await ada.evaluate(() => history.length);

  now.step = "the note is written";
  await ada.fill("#text", given.note);
  await ada.click("text=Encrypt and save");
  await said(ada, "Saved");
  seen.stored = (await ada.locator("#stored").textContent()).trim();
  await look(ada, "note-open");
  // What the page holds cannot be read out of it, by the page either.
  seen.held = await ada.evaluate(async () => {
    const { subject } = document.getElementById("note").dataset;
    const answer = await senzaKeys.arrived({ subject });
    const tries = answer.keys.flatMap(({ aes, hkdf }) => [aes, hkdf]).map((key) =>
      crypto.subtle.exportKey("raw", key).then(() => "read out", () => key.extractable));
    return Promise.all(tries);
  });
  seen.unnamed = await ada.evaluate(() => senzaKeys.arrived().then(() => "keys", ({ code }) => code));
  await ada.reload();
  seen.reloaded = await ada.locator("#opened").isHidden();
  await open(ada);
  seen.again = await text(ada);

  now.step = "another session of hers";
  const elsewhere = now.page = await browser();
  await intoPortal(elsewhere);
  await signIn(elsewhere, "admin", PASSPHRASES[0], uri);
  await toNote(elsewhere);
  await open(elsewhere);
  seen.elsewhere = await text(elsewhere);

  now.step = "another person";
  const bob = now.page = await browser();
  await enrol(bob, given.invited, PASSPHRASES[1]);
  await intoPortal(bob);
  await toNote(bob);
  await bob.click("text=Open the note");
  await bob.click("text=Give the key");
  await bob.locator("#opened:not([hidden])").waitFor();
  seen.bobs = await text(bob);
  // Whatever the portal would hand to his page as his, his key opens none of it.
  const hers = await elsewhere.locator("#note").evaluate(({ dataset }) => ({ nonce: dataset.nonce, sealed: dataset.sealed }));
  seen.put = await bob.evaluate((hers) => {
    const body = JSON.stringify({ key: document.getElementById("keys").textContent, ...hers });
    return fetch("/note", { method: "PUT", headers: { "Content-Type": "application/json" }, body }).then(({ status }) => status);
  }, hers);
  seen.handed = await open(bob);

  now.step = "what nobody asked for";
  now.page = ada;
  for (const [name, fragment] of [["stray", "senza_key=x.y.z.u.v&state=abc"], ["strayError", "senza_error=declined&state=abc"]]) {
    await ada.goto("about:blank");
    await ada.goto(`${given.portal}/note#${fragment}`);
    seen[name] = await said(ada, "not asked for by this page");
  }
  // Somebody leads her there with a key of their own: the answer comes to the honest page, which did not ask and cannot open it.
  const forced = await ada.evaluate(async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
    const octets = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const key = btoa(String.fromCharCode(...octets)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const { idp, sp, purpose } = document.getElementById("note").dataset;
    return `${idp}/keys/browser?${new URLSearchParams({ sp, purpose, key, state: "theirs" })}`;
  });
  await ada.goto(forced);
  seen.forced = await said(ada, "not asked for by this page");
  seen.forcedAt = ada.url();

  now.step = "a passphrase change and a rotation";
  await at(ada, "/account/passphrase");
  await ada.fill("#passphrase", PASSPHRASES[0]);
  await ada.fill("#code", await code(uri));
  await ada.fill("#new_passphrase", NEW);
  await ada.fill("#new_passphrase_confirm", NEW);
  await ada.locator("main form button[type=submit]").first().click();
  await ada.waitForURL("**/account?**");
  await open(ada);
  seen.changed = await text(ada);
  senza("scope", "rotate", `${given.portal}/saml/metadata`, "notes");
  await open(ada);
  seen.rotated = await text(ada);
  seen.keys = (await ada.locator("#keys").textContent()).split(", ").map((id) => id.split(".").slice(0, 2).join("."));
  await ada.click("text=Encrypt and save");
  await said(ada, "Saved");
  senza("scope", "end", `${given.portal}/saml/metadata`, "notes", "1");
  await open(ada);
  seen.anew = await text(ada);

  now.step = "she ends it";
  await at(ada, "/account/keys");
  await look(ada, "keys-of-a-page");
  seen.listed = await ada.locator("main").innerText();
  await ada.click("button:has-text('End it')");
  await ada.waitForURL("**/account/keys?done=ended");
  seen.ended = await open(ada);
  seen.endedOpen = await ada.locator("#opened").isVisible();
  await look(ada, "note-ended");
});
