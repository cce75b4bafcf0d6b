// Signs on at several portals in Chromium, as a person would, signs out once, and looks at each of them again.
//
//   node logout.mjs '{"senza":…,"person":{identifier,passphrase,code},"portals":[{name,signIn,home,known}],
//     "signOut":{at:address,button:text or null},"end":text,"shots":folder or null,"modules":…}'
//
// Prints what it saw as JSON; exits 1 with the step that failed.

import { browser, given, now, walk } from "./common.mjs";
import { join } from "node:path";

const page = await browser();

async function known() {
  const seen = {};
  for (const portal of given.portals) {
    await page.goto(portal.home, { waitUntil: "load" });
    // Whoever is not known is led to sign in, or told so.
    seen[portal.name] = page.url() === portal.home && (await page.content()).includes(portal.known);
  }
  await page.goto(`${given.senza}/account`);
  seen.senza = !page.url().includes("/login");
  return seen;
}

const shot = async (name) => given.shots && page.screenshot({ path: join(given.shots, `${name}.png`), fullPage: true });

await walk(async (seen) => {
  for (const [at, portal] of given.portals.entries()) {
    now.step = `signing on at ${portal.name}`;
    await page.goto(portal.signIn);
    if (at === 0) {
      await page.fill("#identifier", given.person.identifier);
      await page.fill("#passphrase", given.person.passphrase);
      await page.fill("#code", given.person.code);
      await page.keyboard.press("Enter");
    }
    await page.waitForURL(portal.home);
  }
  now.step = "before";
  seen.before = await known();

  now.step = "signing out";
  await page.goto(given.signOut.at);
  if (given.signOut.button) await page.click(`button:has-text('${given.signOut.button}')`);
  await shot("leaving");
  await page.locator("body", { hasText: given.end }).waitFor();
  seen.end = page.url();
  await shot("left");

  now.step = "after";
  seen.after = await known();
});
