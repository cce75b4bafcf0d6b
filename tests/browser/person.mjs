// What a person does in every walk: enrols, and proves who they are.

import { code } from "./common.mjs";

// By a link; lands at the portal. Answers with what it takes to prove who they are.
export async function enrol(page, link, passphrase) {
  await page.goto(link);
  const uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  if (await page.locator("#understood").count()) await page.check("#understood");
  await page.fill("#code", await code(uri));
  await page.click("button:has-text('Finish')");
  await page.waitForURL("**/portal");
  return { uri, passphrase };
}

// What gives something asks for both factors; Enter sends the form.
export async function prove(page, { uri, passphrase }) {
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", await code(uri));
  await page.locator("#code").press("Enter");
}
