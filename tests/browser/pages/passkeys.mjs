// Passkeys: made, used beside the passphrase and alone, refused, taken away. What answers is a virtual authenticator, which is
// touched when it may be.

import { proof } from "./account.mjs";
import { signOut } from "./sign_in.mjs";

const BESIDE = "[data-beside-button]";
const WRONG = { passphrase: "a guess that is wrong", code: "000000" };

export async function passkeys(grace) {
  const phone = await inHand(grace);
  await make(grace, "Phone", false);
  await grace.typeAll(WRONG);
  await grace.send();
  await grace.look("passkeys-refused", { refused: true });
  // One that nobody here knows is of no use; of two in hand, whichever answers may be that one.
  await phone.forgets();
  await grace.at("/account/passkeys");
  await make(grace, "Phone", false);
  await grace.look("passkeys-made");
  await add(grace);
  await grace.look("passkeys-one");

  await signOut(grace);
  await pressed(grace, phone, "/login");
  await grace.has("[role=alert]");
  await grace.look("passkey-not-alone", { refused: true });
  await beside(grace, phone);

  await grace.at("/account/passkeys");
  await grace.enter("=Rename it");
  await grace.look("passkey-name");
  await grace.typeAll(WRONG);
  await grace.send();
  await grace.look("passkey-name-refused", { refused: true });
  await grace.typeAll({ name: "Old phone", passphrase: grace.passphrase });
  await answer(grace, phone);
  await grace.look("passkey-answered");
  await grace.enter("=Name it");
  await grace.has("#done");

  await grace.at("/account/passkeys");
  await grace.enter("=Take it away");
  await grace.look("passkey-removal");
  await grace.typeAll(WRONG);
  await grace.send();
  await grace.look("passkey-removal-refused", { refused: true });
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#none");

  await withoutScripts(grace);
  await phone.forgets();
  await phone.touches(true);
  await grace.at("/account/passkeys");
  await make(grace, "Phone", true);
  await add(grace);
  await signOut(grace);
  await pressed(grace, phone, "/login");
  await grace.page.waitForURL("**/portal");

  // What a session lacks, by one touch and nothing typed.
  await grace.ask("later", { seconds: 600 });
  await grace.at(await grace.ask("request", { of: "careful" }));
  await grace.look("step-up-with-passkey");
  await pressed(grace, phone, undefined, BESIDE);
  await grace.page.waitForURL(/^https?:\/\/[a-z]+\.example\//);
  await grace.at("/portal");
  await phone.away();
}

// What a browser shows that runs none. One that runs none would not run axe either: the scripts stay away, and what stands in
// `noscript` is put where it would be.
async function withoutScripts(grace) {
  const { page } = grace;
  await page.route("**/assets/*.js", (route) => route.abort());
  await grace.at("/account/passkeys");
  const shown = await page.evaluate(() => {
    const all = [...document.querySelectorAll("body noscript")];
    for (const one of all) one.outerHTML = one.textContent;
    return all.length;
  });
  if (!shown) throw new Error("nothing is said to whoever runs no scripts");
  await grace.look("passkeys-without-scripts");
  await page.unroute("**/assets/*.js");
}

export async function inHand({ page }) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true,
  } });
  return {
    touches: (enabled) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    // What was taken away here is deleted there, as the page says.
    forgets: () => cdp.send("WebAuthn.clearCredentials", { authenticatorId }),
    away: () => cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
  };
}

export async function make(grace, name, alone) {
  if (new URL(grace.page.url()).pathname !== "/account/passkeys") await grace.at("/account/passkeys");
  await grace.type("#name", name);
  await grace.space("[data-passkey-button]");
  await grace.page.locator("#passkey-status", { hasText: "The passkey is made" }).waitFor();
  if (alone) await grace.space("#alone");
}

export async function add(grace) {
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#done");
}

// Pages of signing in ask at once; the finger comes when the button is pressed, and is gone once there is an answer.
export async function pressed(grace, phone, path, button = "[data-passkey-button]") {
  await phone.touches(false);
  if (path) await grace.at(path);
  await grace.has(button);
  await grace.reach(button);
  const answered = grace.page.waitForRequest((request) => request.method() === "POST" && request.isNavigationRequest());
  await phone.touches(true);
  await grace.leads(async () => {
    await grace.press("Enter");
    await answered;
    await phone.touches(false);
  });
}

async function beside(grace, phone) {
  await phone.touches(false);
  await grace.at("/login");
  await grace.typeAll({ identifier: grace.name, passphrase: grace.passphrase });
  await grace.send();
  await pressed(grace, phone, undefined, BESIDE);
  await grace.page.waitForURL("**/portal");
}

// In the place of the code, on a page with a button of its own.
export async function answer(grace, phone) {
  await phone.touches(true);
  await grace.reach(BESIDE);
  await grace.press("Enter");
  await grace.page.locator(".beside [role=status]", { hasText: "The passkey has answered" }).waitFor();
}
