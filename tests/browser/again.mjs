// Walks in Chromium what an administrator does with the keyring and for somebody who lost everything, and what that person
// sees, without JavaScript.

import { PASSPHRASES, at, browser, given, look, now, walk } from "./common.mjs";
import { enrol as enrolAs, prove as proveAs } from "./person.mjs";

// Everybody has a browser of their own.
const person = () => browser({ javaScriptEnabled: false });

// What it takes to prove who one is, by the browser.
const proofs = new Map();
const prove = (page) => proveAs(page, proofs.get(page));
const enrol = async (page, link, passphrase) => proofs.set(page, await enrolAs(page, link, passphrase));

async function invite(page, identifier, administrator) {
  await at(page, "/admin/people");
  await page.fill("#identifier", identifier);
  if (administrator) await page.check("#admin");
  await page.click("text=Make the link");
  await prove(page);
  return (await page.locator(".notice .code").textContent()).trim();
}

const root = await person();
now.page = root;
await walk(async (seen) => {
  now.step = "the question";
  await enrol(root, given.link, PASSPHRASES[0]);
  await at(root, "/admin");
  await look(root, "console-asks");
  await root.click("text=Read and answer it");
  seen.default = await root.locator("input[name=keep]:checked").getAttribute("value");
  await look(root, "question");
  // By keyboard: the other answer, then the button.
  await root.focus("#keep-no");
  await root.keyboard.press("ArrowDown");
  await root.keyboard.press("Tab");
  await root.keyboard.press("Enter");
  await look(root, "proof");
  await prove(root);
  await root.waitForURL("**/admin/keyring?done=on");
  seen.on = await root.locator("main").innerText();
  await look(root, "keyring-alone");

  now.step = "a second administrator";
  const eve = now.page = await person();
  await enrol(eve, await invite(root, "eve@example.org", true), PASSPHRASES[1]);
  await at(eve, "/admin/keyring");
  await look(eve, "keyring-outside");
  await eve.click("text=Ask for a place on the keyring");
  const fingerprint = await eve.locator("#fingerprint").textContent();
  await look(eve, "keyring-waiting");
  now.page = root;
  await at(root, "/admin");
  await look(root, "console-waits");
  await at(root, "/admin/keyring");
  seen.compared = (await root.locator("tr", { hasText: "eve@example.org" }).locator("code").textContent()) === fingerprint;
  await look(root, "keyring-admit");
  await root.click("button:has-text('Admit')");
  await prove(root);
  await root.waitForURL("**?done=admitted");
  await look(root, "keyring-two");

  now.step = "somebody lost everything";
  const ada = now.page = await person();
  await enrol(ada, await invite(root, "ada@example.org", false), PASSPHRASES[1]);
  now.page = root;
  await at(root, "/admin/people");
  await root.fill("#again", "ada@example.org");
  await root.click("text=See what would be lost");
  seen.lost = await root.locator("#lost").innerText();
  await look(root, "again");
  await root.fill("#attributes", "mail");
  await root.click("text=Make the link");
  await root.locator("[role=alert]").waitFor();
  await look(root, "again-fault");
  await root.fill("#attributes", "mail=ada@example.org");
  await root.click("text=Make the link");
  await prove(root);
  const link = await root.locator("#link").textContent();
  await look(root, "again-link");

  now.step = "the person";
  now.page = ada;
  await at(ada, "/account");
  await look(ada, "account-link");
  const lost = now.page = await person();
  await lost.goto(link);
  seen.told = await lost.locator("#lost").innerText();
  await look(lost, "begin-again");
  await enrol(lost, link, PASSPHRASES[2]);
  seen.after = await lost.locator("main").innerText();
  await at(ada, "/account");
  seen.before = new URL(ada.url()).pathname;

  now.step = "without";
  now.page = eve;
  await at(eve, "/admin/keyring");
  await eve.locator("summary", { hasText: "Keep names no longer" }).click();
  await eve.check("#off-understood");
  await look(eve, "keyring-off-form");
  await eve.click("text=Delete what is kept");
  await prove(eve);
  await eve.waitForURL("**?done=off");
  await look(eve, "keyring-off");
  await at(eve, "/admin/people");
  await eve.fill("#again", "ada@example.org");
  await eve.click("text=See what would be lost");
  seen.lostWithout = await eve.locator("#lost").innerText();
  await look(eve, "again-new-person");
  await eve.check("#new_person");
  await eve.click("text=Make the link");
  await prove(eve);
  const without = await eve.locator("#link").textContent();
  now.page = await person();
  await now.page.goto(without);
  seen.toldWithout = await now.page.locator("#lost").innerText();
  await look(now.page, "begin-again-new-person");
});
