// Walks in Chromium how times are said to browsers in several zones, and to one that runs no scripts.

import { PASSPHRASES, at, browser, given, look, now, walk } from "./common.mjs";
import { enrol } from "./person.mjs";

// What a page says of moments, the first few.
const moments = (page) => page.locator("time[datetime*=T]").evaluateAll((all) =>
  all.slice(0, 5).map((one) => ({ machine: one.dateTime, words: one.textContent })));

async function seenFrom(options, link, passphrase, name) {
  const page = await browser(options);
  now.step = name;
  await enrol(page, link, passphrase);
  await at(page, "/account");
  await look(page, `zone-${name}`);
  const zone = (await page.context().cookies()).filter((one) => one.name.endsWith("_zone"));
  return { moments: await moments(page), cookies: zone, page };
}

await walk(async (seen) => {
  const [first, second, third] = given.links;
  const kathmandu = await seenFrom({ timezoneId: "Asia/Kathmandu" }, first, PASSPHRASES[0], "kathmandu");
  // Whoever travels has the times of where they are, from the second page on.
  const zone = kathmandu.cookies[0].name;
  await kathmandu.page.context().addCookies([{ name: zone, value: "Asia/Tokyo", url: new URL("/", given.link).href }]);
  await at(kathmandu.page, "/account");
  seen.before = await moments(kathmandu.page);
  await at(kathmandu.page, "/account");
  seen.after = await moments(kathmandu.page);
  const without = await seenFrom({ timezoneId: "Asia/Kathmandu", javaScriptEnabled: false }, second, PASSPHRASES[1], "without");
  const summer = await seenFrom({ timezoneId: "America/New_York" }, third, PASSPHRASES[2], "new-york");
  for (const [name, { moments, cookies }] of Object.entries({ kathmandu, without, summer })) seen[name] = { moments, cookies };
});
