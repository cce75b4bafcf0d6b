// What a person changes of their own account, how they come back when they have lost it, and how they leave.

import { PASSPHRASES } from "../common.mjs";
import { SIGNED_IN, lookAtAll } from "./plain.mjs";
import { enrol, openClinic, signInByCode, signOut } from "./sign_in.mjs";

const WRONG = { passphrase: "a guess that is wrong", code: "000000" };
export const proof = async (ada) => ({ passphrase: ada.passphrase, code: await ada.code() });

export async function account(grace, person) {
  await lookAtAll(grace, SIGNED_IN);
  await passphrase(grace);
  await authenticator(grace);
  await identifier(grace);
  await kit(grace);
  await sessions(grace, person);
  await keys(grace);
  await devices(grace);
  await envelopes(grace);
  await identity(grace);
  await tokens(grace);
  await deletion(grace, person);
}

async function keys(ada) {
  await ada.at("/account/keys");
  await ada.enter("=End it");
  await ada.has("#done");
  await ada.look("keys-ended");
}

async function devices(ada) {
  await ada.at("/account/devices");
  await ada.enter("=Forget it");
  await ada.has("#done");
  await ada.look("devices-forgotten");
}

async function envelopes(ada) {
  await ada.at("/envelopes/new");
  await ada.typeAll({ to: "nobody@hospital.example", text: "Room 12, at four." });
  await ada.enter("=Seal it");
  await ada.look("envelope-refused", { refused: true });
  await ada.type("#to", "");
  await ada.press("Delete");
  await ada.space("#own_copy");
  await ada.enter("=Seal it");
  await ada.has("#done");
  await ada.look("envelope-sent");
  await ada.enter("=Open it");
  await ada.has("#text");
  await ada.look("envelope-text");
  await ada.at("/envelopes");
  await ada.look("envelopes");
  await ada.enter("main table a");
  await ada.enter("main button.danger");
  await ada.has("#done");
  await ada.look("envelope-withdrawn");
  await ada.enter("=Take it off my list");
  await ada.has("#done");
  await ada.look("envelopes-forgotten");

  await ada.at("/envelopes/file");
  const chosen = ada.page.waitForEvent("filechooser");
  await ada.space("#file");
  await (await chosen).setFiles({ name: "note.age", mimeType: "application/octet-stream", buffer: Buffer.from("not sealed") });
  await ada.enter("=Open it");
  await ada.look("envelope-file-refused");
}

// Some that somebody else has sent: to be opened, with a file that somebody has meddled with, withdrawn, not as it was left, and sealed to keys
// that are lost.
async function received(ada, bob) {
  await send(ada, bob);
  await ada.look("envelope-sent-to-another");
  await bob.at("/envelopes");
  await bob.look("envelopes-received");
  await bob.enter("main table a");
  await bob.look("envelope-received");
  const address = bob.page.url();
  await bob.ask("spoil");
  await bob.enter("=Open it");
  await bob.has("=This cannot be opened");
  await bob.look("envelope-spoiled");
  await ada.enter("main button.danger");
  await ada.has("#done");
  await bob.page.goto(address);
  await bob.has("#withdrawn");
  await bob.look("envelope-received-withdrawn");
  await send(ada, bob);
  await bob.ask("sql", { statement: "update envelope set opened = 0, room = room + 1 where state = 'kept'" });
  await bob.at("/envelopes");
  await bob.look("envelopes-received-and-withdrawn");
  await bob.enter("main table a");
  await bob.has("#tampered");
  await bob.look("envelope-not-as-it-was-left");
  await bob.ask("sql", { statement: "update envelope_slip set sealed = set_byte(sealed, 99, 255 - get_byte(sealed, 99))" });
  await bob.at("/envelopes");
  await bob.has("#unreadable");
  await bob.look("envelopes-unreadable");
}

async function send(ada, bob) {
  await ada.at("/envelopes/new");
  await ada.typeAll({ to: bob.name, text: "Room 12, at four." });
  await ada.enter("=Seal it");
  await ada.has("#done");
}

async function identity(ada) {
  await ada.at("/account/identity");
  await ada.typeAll(WRONG);
  await ada.send();
  await ada.look("identity-refused", { refused: true });
  await ada.typeAll(await proof(ada));
  const saved = ada.page.waitForEvent("download");
  await ada.press("Enter");
  const name = (await saved).suggestedFilename();
  if (name !== "identity.txt") throw new Error(`${name} is saved`);
  // What was said of the try before is not true of this one.
  if (await ada.page.locator(".notice.error").count()) throw new Error("the refusal stays while the file is saved");
}

async function tokens(ada) {
  await ada.at("/account/tokens/new");
  await ada.type("#name", "Nightly backup");
  await ada.space("#send");
  await ada.space("#open");
  await ada.typeAll(WRONG);
  await ada.send();
  await ada.look("token-refused", { refused: true });
  await ada.typeAll(await proof(ada));
  await ada.send();
  await ada.has("#token");
  await ada.look("token-made");
  await ada.enter("=I have it");
  await ada.has("main section.card");
  await ada.look("tokens");
  await ada.enter("=End it");
  await ada.has("#done");
  await ada.look("tokens-ended");
}

async function passphrase(ada) {
  await ada.at("/account/passphrase");
  const chosen = { new_passphrase: PASSPHRASES[1], new_passphrase_confirm: PASSPHRASES[1] };
  await ada.typeAll({ ...WRONG, ...chosen });
  await ada.send();
  await ada.look("passphrase-refused", { refused: true });
  await ada.typeAll({ ...await proof(ada), ...chosen });
  await ada.send();
  await ada.has("#done");
  await ada.look("account-changed");
  ada.passphrase = PASSPHRASES[1];
}

async function authenticator(ada) {
  await ada.at("/account/authenticator");
  await ada.typeAll({ new_code: "000000", ...WRONG });
  await ada.send();
  await ada.look("authenticator-refused", { refused: true });
  // For whoever cannot scan.
  await ada.space("summary");
  const uri = await ada.text("#totp-uri");
  await ada.page.locator("#totp-uri").waitFor({ state: "visible" });
  await ada.typeAll({ new_code: await ada.code(uri), ...await proof(ada) });
  await ada.send();
  await ada.has("#done");
  ada.uri = uri;
}

async function identifier(ada) {
  await ada.at("/account/identifier");
  await ada.typeAll({ new_identifier: "other@hospital.example", ...WRONG });
  await ada.send();
  await ada.look("identifier-refused", { refused: true });
  await ada.typeAll(await proof(ada));
  await ada.enter("=Make a new login code for me");
  await ada.look("login-code");
  await ada.enter("=I have it");
  await ada.at("/account/identifier");
  await ada.typeAll({ new_identifier: ada.name, ...await proof(ada) });
  await ada.send();
  await ada.has("#done");
}

async function kit(ada) {
  await ada.at("/account/kit");
  await ada.typeAll(WRONG);
  await ada.send();
  await ada.look("kit-offer-refused", { refused: true });
  await ada.typeAll(await proof(ada));
  await ada.send();
  await ada.has("ol.kit");
  await ada.look("kit");
  const groups = await ada.page.locator("ol.kit code").allTextContents();
  await ada.type("#part", "0000 0000");
  await ada.send();
  await ada.look("kit-part-refused", { refused: true });
  const asked = Number(await ada.text("#asked"));
  await ada.type("#part", groups.slice(asked - 1, asked + 1).join(" "));
  await ada.send();
  await ada.has("#kit-since");
  ada.kit = groups.join("-");
  await ada.at("/account/kit");
  await ada.look("kit-offer-again");
  await ada.at("/account/remove");
  await ada.typeAll(WRONG);
  await ada.send();
  await ada.look("removal-refused", { refused: true });
}

// Another browser is signed in, and signed out from here.
async function sessions(ada, person) {
  const elsewhere = Object.assign(await person(ada.name), { uri: ada.uri, passphrase: ada.passphrase });
  await signInByCode(elsewhere);
  await ada.at("/account");
  await ada.look("account-two-sessions");
  await ada.enter("=End it");
  await ada.has("#done");
  await elsewhere.at("/account");
  await elsewhere.page.waitForURL("**/login");
}

async function deletion(grace, person) {
  const bob = await person("bob@hospital.example");
  await enrol(bob, await grace.ask("link", { name: bob.name }), PASSPHRASES[2]);
  await bob.at("/admin");
  await bob.look("not-for-this-account");
  await received(grace, bob);
  await bob.at("/account/delete");
  await bob.typeAll(WRONG);
  await bob.send();
  await bob.look("delete-refused", { refused: true });
  await bob.typeAll(await proof(bob));
  await bob.enter("=Delete my account");
  await bob.look("deleted");
}

export async function leaving(grace) {
  const { page } = grace;
  await openClinic(grace);
  await page.route("**/assets/leaving.js", (route) => route.abort());
  await page.route("**/assets/submit.js", (route) => route.abort());
  await signOut(grace);
  await grace.look("leaving");
  const address = page.url();
  const ask = await page.locator("iframe").getAttribute("src");
  await page.unroute("**/assets/leaving.js");
  await grace.at(ask);
  await grace.look("telling");
  await grace.ask("later", { seconds: 60 });
  await page.goto(address);
  await grace.has("=Sign in again");
  await grace.look("left-not-everywhere");
  await page.unroute("**/assets/submit.js");
  await grace.enter("=Sign in again");

  await signInByCode(grace);
  await grace.ask("later", { seconds: 13 * 3600 });
  await grace.at("/login");
  await grace.look("sign-in-after-a-while");
  await recovery(grace);
}

async function recovery(grace) {
  await grace.enter("=Use your recovery kit");
  await grace.look("recover");
  await grace.type("#kit", "0000-0000");
  await grace.send();
  await grace.look("recover-refused", { refused: true });
  await grace.type("#kit", grace.kit.toLowerCase());
  await grace.send();
  await grace.look("renew");
  await grace.typeAll({ passphrase: "passwordpassword", passphrase_confirm: "passwordpassword", code: "000000" });
  await grace.send();
  await grace.look("renew-refused", { refused: true });
  grace.uri = await grace.text("#totp-uri");
  await grace.typeAll({ passphrase: PASSPHRASES[2], passphrase_confirm: PASSPHRASES[2], code: await grace.code() });
  await grace.enter("=Finish");
  await grace.look("recovered");
  await seldom(grace);
}

// Pages that show themselves after a while, or where something is amiss.
async function seldom(grace) {
  await grace.at("/account/activity");
  await grace.enter("=Earlier");
  await grace.look("activity-second-page");
  await grace.ask("models");
  await grace.at("/account/passkeys");
  await grace.has("#models");
  await grace.look("passkeys-of-a-model");
  await grace.ask("sql", { statement: "update keyring set version = 9223372036854775807" });
  await grace.at("/admin/keyring");
  await grace.has("=Not as this service left it");
  await grace.look("keyring-broken");
  await grace.at("/admin");
  await grace.look("console-keyring-broken");
  await grace.ask("sql", { statement: "delete from factor" });
  await grace.at("/account");
  await grace.has("#not-whole");
  await grace.look("account-not-whole");
}
