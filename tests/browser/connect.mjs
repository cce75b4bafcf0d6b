// Walks in Chromium, without JavaScript, how an administrator who has never seen SAML connects a partner's Apache with mod_auth_mellon,
// is sent other metadata in which an address is wrong, reads why nobody gets in, and puts it right.
//
//   node connect.mjs '{"link":…,"right":file,"wrong":file,"entity":its entityID,"signIn":address,"home":address,"mark":text,…}'

import { PASSPHRASES, at, browser, given, look, now, walk } from "./common.mjs";
import { enrol, prove } from "./person.mjs";

const page = await browser({ javaScriptEnabled: false });
let person;

// Of every page that was read: whether it shows any XML to somebody who did not unfold anything.
const XML = /<\?xml|<\/?[A-Za-z][\w.-]*(:[A-Za-z][\w.-]*)?(\s+[\w:.-]+="|>)/;
async function read(seen, name) {
  const text = await page.locator("main").innerText();
  seen.read.push(name);
  if (XML.test(text)) seen.xml.push(name);
  await look(page, `connect-${name}`);
  return text;
}

async function hand(seen, file, name) {
  await page.setInputFiles("#file", file);
  await page.click("text=Look at it");
  await page.locator("#checks").waitFor();
  return read(seen, name);
}

const signOn = async () => {
  await page.goto(given.signIn);
  await page.locator("h1").waitFor();
  // Without JavaScript the answer waits for a hand.
  const answer = page.locator("form:has(input[name=SAMLResponse]) button");
  if (await answer.count()) {
    await answer.click();
    await page.locator("h1").waitFor();
  }
  return page.url() === given.home && (await page.content()).includes(given.mark);
};

await walk(async (seen) => {
  Object.assign(seen, { read: [], xml: [] });
  person = await enrol(page, given.link, PASSPHRASES[0]);

  now.step = "connecting";
  await at(page, "/admin");
  await page.click("nav.places >> text=Applications");
  await page.click("text=Add an application");
  seen.add = await read(seen, "add");
  seen.looked = await hand(seen, given.right, "look");
  await prove(page, person);
  await page.locator("#done").waitFor();
  seen.connected = await read(seen, "connected");
  const itself = page.url();
  now.step = "a sign-on";
  seen.on = await signOn();

  now.step = "broken";
  await page.goto(itself);
  await page.click("text=Replace its metadata");
  seen.changes = await hand(seen, given.wrong, "changes");
  await prove(page, person);
  await page.locator("#done").waitFor();
  seen.off = await signOn();
  seen.told = await read(seen, "stopped");
  seen.id = await page.locator("p:has-text('Request') > code").last().textContent();

  now.step = "why";
  await at(page, "/admin");
  await page.click("nav.places >> text=Sign-ons");
  await page.fill("#request_id", seen.id);
  await page.click("text=Find the sign-on");
  await page.locator("h1:has-text('One sign-on')").waitFor();
  seen.cause = await page.locator(".notice.caution").first().innerText();
  seen.why = await read(seen, "why");

  now.step = "put right";
  await page.goto(itself);
  await page.click("text=Replace its metadata");
  await hand(seen, given.right, "mended");
  await prove(page, person);
  await page.locator("#done").waitFor();
  seen.again = await signOn();
});
