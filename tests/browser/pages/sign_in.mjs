// Enrolling, signing in, and signing on to applications.

import { PASSPHRASES, given } from "../common.mjs";
import { DEMO, OPEN, lookAtAll } from "./plain.mjs";

const factors = (passphrase, code) => ({ passphrase, passphrase_confirm: passphrase, code });

// Fills in the page of a link, and ends signed in.
export async function enrol(ada, link, passphrase, name) {
  await ada.at(link);
  if (name) await ada.look(name);
  ada.passphrase = passphrase;
  if (await ada.page.locator("#understood").count()) await ada.space("#understood");
  await ada.typeAll(factors("passwordpassword", "000000"));
  await ada.send();
  if (name) await ada.look(`${name}-refused`, { refused: true });
  if (await ada.page.locator("#understood").count()) await ada.space("#understood");
  ada.uri = await ada.text("#totp-uri");
  await ada.typeAll(factors(passphrase, await ada.code()));
  await ada.enter("=Finish");
  await ada.page.waitForURL("**/portal");
}

export async function signInByCode(ada) {
  await ada.at("/login");
  await ada.typeAll({ identifier: ada.name, passphrase: ada.passphrase, code: await ada.code() });
  await ada.send();
  await ada.page.waitForURL("**/portal");
}

export async function signOut(ada) {
  await ada.at("/logout");
  await ada.enter("=Sign out");
}

// Messages to portals wait for a press of the button, as they do without scripts.
const held = (ada) => ada.page.route("**/assets/submit.js", (route) => route.abort());
const released = (ada) => ada.page.unroute("**/assets/submit.js");

export async function openClinic(ada) {
  await held(ada);
  await ada.at(await ada.ask("request"));
  await ada.enter("=Continue");
  await released(ada);
}

export async function enrolment(grace) {
  await lookAtAll(grace, OPEN);
  await enrol(grace, await grace.ask("link", { name: grace.name, admin: true }), PASSPHRASES[0], "enrol");
}

export async function demo(grace) {
  if (!given.demo) return;
  const { page } = grace;
  const intoDemo = async () => {
    await page.goto(given.demo);
    await grace.enter("=Sign in with Senza");
    await page.waitForURL(`${given.demo}/`);
  };
  for (const [name, path] of DEMO) {
    await page.goto(given.demo + path);
    await grace.look(name);
  }
  await intoDemo();
  await grace.look("demo-signed-in");
  await note(grace);
  await page.goto(given.demo);
  await broken(grace, `${given.demo}/saml/acs`);
  await grace.look("demo-broken-answer");

  // Out of it, while another application says nothing.
  await openClinic(grace);
  await page.goto(given.demo);
  await held(grace);
  await grace.enter("=Sign out");
  await grace.ask("later", { seconds: 15 });
  await grace.has("=Go back to the application");
  await grace.look("left-for-application");
  await released(grace);
  await grace.enter("=Go back to the application");
  await grace.has("=You are signed out here, but not everywhere");
  await grace.look("demo-signed-out-partly");
  await signInByCode(grace);
  await intoDemo();
  await grace.enter("=Sign out");
  await grace.has("=You are signed out, here and everywhere");
  await grace.look("demo-signed-out-everywhere");
}

// A key for a page of the portal, and what it opens there.
async function note(grace) {
  const { page } = grace;
  await grace.enter("=To your note");
  await grace.has("#open:not([disabled])");
  await grace.look("demo-note-closed");
  await grace.enter("=Open the note");
  await page.waitForURL("**/keys/browser/agree**");
  await grace.look("key-for-a-page");
  await grace.enter("=Give the key");
  await grace.has("#opened:not([hidden])");
  await grace.look("demo-note-open");
}

// What a portal that is out of order sends.
async function broken(ada, address) {
  await ada.page.goto(`http://broken.example/?${address}`);
  await ada.enter("=Send");
}

export async function signIn(grace) {
  const { page } = grace;
  await page.context().clearCookies();
  await grace.at("/login");
  await grace.typeAll({ identifier: grace.name, passphrase: grace.passphrase });
  await grace.send();
  await grace.look("second-step");
  await grace.type("#code", "000000");
  await grace.send();
  await grace.look("sign-in-refused", { refused: true });
  // Once more, without a step between.
  await grace.type("#passphrase", grace.passphrase);
  await grace.type("#code", await grace.code());
  await grace.send();
  await page.waitForURL("**/portal");
  await signOut(grace);

  // A login code with a mistake in it is told from one that nobody has.
  await grace.at("/login");
  await grace.typeAll({ identifier: "0000-0000-0000-0000-0000-0001", passphrase: "a guess that is wrong" });
  await grace.send();
  await grace.look("sign-in-mistyped", { refused: true });

  await grace.ask("tries", { name: "nobody@hospital.example" });
  await grace.at("/login");
  await grace.typeAll({ identifier: "nobody@hospital.example", passphrase: "a guess that is wrong" });
  await grace.send();
  await grace.look("too-many-tries");

  await grace.at("/login");
  await page.context().clearCookies();
  await grace.typeAll({ identifier: grace.name, passphrase: grace.passphrase });
  await grace.send();
  await grace.look("expired-form");
}

export async function signOn(grace) {
  await held(grace);
  await grace.at(await grace.ask("request"));
  await grace.look("sign-in-for-application");
  await grace.typeAll({ identifier: grace.name, passphrase: grace.passphrase, code: await grace.code() });
  await grace.send();
  await grace.look("going-to");
  await grace.enter("=Continue");
  await grace.at(await grace.ask("request"));
  await grace.look("going-at-once");
  await grace.at("/portal");
  await grace.enter("main ul.tiles a");
  await grace.look("going-from-portal");

  const careful = async () => {
    await grace.ask("later", { seconds: 600 });
    await grace.at(await grace.ask("request", { of: "careful" }));
  };
  await careful();
  await grace.look("step-up");
  await grace.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await grace.send();
  await grace.look("step-up-refused", { refused: true });
  await grace.typeAll({ passphrase: grace.passphrase, code: await grace.code() });
  await grace.send();
  await grace.has("h1");
  await grace.enter("=Continue");
  await careful();
  await grace.enter("=Go back without it");
  await grace.look("going-back-without");

  // A key that changes while the page is open, and once more after it was given.
  const study = async () => grace.at(await grace.ask("request", { of: "keys" }));
  await study();
  await grace.look("key-question");
  await grace.ask("another", { index: 20 });
  await grace.enter("=Give the key");
  await grace.look("key-question-other", { refused: true });
  await grace.enter("=Give the key");
  await grace.has("=Continue");
  await grace.ask("another", { index: 21 });
  await study();
  await grace.look("key-question-changed");
  await grace.enter("=Not now");
  await grace.has("=Continue");
  await released(grace);

  for (const [name, path] of [["broken-request", "/saml/sso"], ["broken-logout", "/saml/slo"]]) {
    await broken(grace, new URL(path, given.link).href);
    await grace.look(name);
  }
}
