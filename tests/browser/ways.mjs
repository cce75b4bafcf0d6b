// Walks what a person changes of their own account in Chromium, by keyboard where that matters and without JavaScript: a
// recovery kit, printed; another passphrase and app; a forgotten passphrase; the kit taken away.

import { PASSPHRASES, at as atOf, browser, code, given, look as lookAt, now, walk } from "./common.mjs";
import { join } from "node:path";

const page = await browser({ javaScriptEnabled: false });
const at = (path) => atOf(page, path);
const look = (name) => lookAt(page, name);

async function prove(passphrase, uri) {
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code(uri));
}
async function factors(passphrase, uri) {
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await code(uri));
}

await walk(async (seen) => {
  now.step = "enrolment";
  await page.goto(given.link);
  let uri = await page.locator("#totp-uri").textContent();
  await factors(PASSPHRASES[0], uri);
  await page.click("text=Finish");
  await page.waitForURL("**/portal");

  now.step = "account";
  await at("/account");
  await look("account");
  await page.click("text=Make a recovery kit");
  await look("kit-offer");

  now.step = "kit";
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

  now.step = "passphrase";
  await page.click("text=Change your passphrase");
  await look("passphrase");
  await prove(PASSPHRASES[0], uri);
  await page.fill("#new_passphrase", PASSPHRASES[1]);
  await page.fill("#new_passphrase_confirm", PASSPHRASES[1]);
  await page.keyboard.press("Enter");
  await page.locator("#done").waitFor();
  seen.passphrase = await page.locator("#done").textContent();

  now.step = "pages of the rest";
  for (const name of ["identifier", "authenticator", "remove", "delete"]) {
    await at(`/account/${name}`);
    await look(name);
  }
  const download = page.waitForEvent("download");
  await at("/account");
  await page.click("text=Download all that is held about you");
  seen.file = (await download).suggestedFilename();

  now.step = "forgotten";
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
});
