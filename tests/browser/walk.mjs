// Walks the newcomer's path in Chromium, as a person would: link, enrolment, applications, the demo portal, and what a
// thief would get. Without JavaScript the same path, by the buttons.

import { PASSPHRASES, browser, code, given, look as lookAt, now, walk } from "./common.mjs";

const PASSPHRASE = PASSPHRASES[0];
const page = await browser({ javaScriptEnabled: given.javascript });
const look = (name) => lookAt(page, name);

await walk(async (seen) => {
  now.step = "enrolment";
  await page.goto(given.link);
  await look("enrol");
  const uri = await page.locator("#totp-uri").textContent();
  if (given.fault) {
    await page.fill("#passphrase", "passwordpassword");
    await page.fill("#passphrase_confirm", "passwordpassword");
    await page.fill("#code", await code(uri));
    await page.click("text=Finish");
    await look("enrol-fault");
  }
  await page.fill("#passphrase", PASSPHRASE);
  await page.fill("#passphrase_confirm", PASSPHRASE);
  await page.fill("#code", await code(uri));
  await page.click("text=Finish");
  await page.waitForURL("**/portal");
  seen.applications = await page.locator("ul.tiles a").allTextContents();
  await look("portal");

  now.step = "demo portal";
  if (given.portal) {
  await page.goto(given.portal);
  await look("demo-welcome");
  await page.click("text=Sign in with Senza");
  if (!given.javascript) await page.click("button:has-text('Continue')");
  await page.waitForURL(`${given.portal}/**`);
  await page.waitForLoadState();
  seen.portal = await page.locator("main").innerText();
  await look("demo-signed-in");
  }

  now.step = "what a thief would get";
  await page.click("text=/thief/i");
  await page.waitForURL("**/account/stolen**");
  seen.stolen = await page.locator("main").innerText();
  await look("stolen");

  now.step = "the rest";
  for (const [name, path] of [["account", "/account"], ["admin", "/admin"], ["logout", "/logout"]]) {
    await page.goto(new URL(path, given.link).href);
    await look(name);
  }
  await page.click("button:has-text('Sign out')");
  await look("signed-out");
  await page.click("text=Sign in again");
  await look("login");
  await page.fill("#identifier", "admin");
  await page.fill("#passphrase", PASSPHRASE);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("h1:has-text('Your code')").waitFor();
  await look("second-step");
  await page.fill("#code", "000000");
  await page.keyboard.press("Enter");
  await page.locator("[role=alert]").waitFor();
  await look("refused");
  await page.goBack();
  seen.back = await page.locator("h1").textContent();
  await page.goto(given.link);
  seen.usedLink = await page.locator("h1").textContent();
  await look("used-link");
  await page.goto(new URL("/saml/sso", given.link).href);
  seen.noRequest = await page.locator("main").innerText();
  await look("no-request");
  await page.goto(new URL("/", given.link).href);
  await look("home");
});
