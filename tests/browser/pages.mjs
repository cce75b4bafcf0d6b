// Every page that a person sees: walked to by keyboard alone, and looked at by axe-core, by Tab, in both themes, narrow and wide.
// Which pages there are stands in the sources: `tests/suite/browser/pages.rs` holds those against what is looked at here, and
// answers what this walk cannot know (it asks by a line on stdout): codes, links, the passing of time.
//
// A page that a signed-in person opens by its address is one line in `pages/plain.mjs`; one at the end of a flow is a `look`
// within that flow, in `pages/`.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, browser, given, now, problems, walk } from "./common.mjs";
import { hands } from "./hands.mjs";
import { counted, inspect, plant } from "./inspect.mjs";
import { account, leaving } from "./pages/account.mjs";
import { administrator } from "./pages/administrator.mjs";
import { both } from "./pages/both.mjs";
import { passkeys } from "./pages/passkeys.mjs";
import { CONSOLE } from "./pages/console.mjs";
import { demo, enrolment, signIn, signOn } from "./pages/sign_in.mjs";
import { PICTURES } from "./pages/pictures.mjs";
import { shared } from "./pages/shared.mjs";

// A portal; one that is out of order has a form that sends what makes no sense to the address in its own.
const elsewhere = ({ hostname, search }) => "<!DOCTYPE html><html lang=en><title>A portal</title>" + (hostname !== "broken.example" ? "Elsewhere"
  : `<form method=post action="${search.slice(1)}"><input type=hidden name=SAMLResponse value=x><button>Send</button></form>`);

const visited = new Set();
const titles = new Set();
const names = new Set();

// Somebody with a browser of their own.
async function person(name) {
  const page = await browser();
  // Portals that are nowhere.
  await page.context().route(/^https?:\/\/[a-z]+\.example\//, (route) =>
    route.fulfill({ contentType: "text/html", body: elsewhere(new URL(route.request().url())) }));
  let shown;
  page.on("response", (response) => {
    const request = response.request();
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isPage && (response.status() < 300 || response.status() >= 400)) shown = request;
  });
  const ada = {
    ...hands(page), page, name, ask, uri: "", passphrase: "",
    at: (path) => page.goto(new URL(path, given.link).href),
    code: (uri = ada.uri) => ask("code", { uri }),
    look: (name, options) => look(ada, shown, name, options),
    // A selector, or words where it begins with «=».
    has: (what) => page.locator(what.startsWith("=") ? `text=${what.slice(1)}` : what).first().waitFor(),
    text: async (selector) => (await page.locator(selector).first().textContent()).trim(),
  };
  return ada;
}

// `refused`: the page says what did not work, and that is where the focus is.
async function look(ada, shown, name, { refused } = {}) {
  const { page } = ada;
  now.page = page;
  now.step = `looking at ${name}`;
  if (names.has(name)) throw new Error(`${name} is looked at twice`);
  names.add(name);
  const { origin, pathname } = new URL(shown.url());
  visited.add(`${origin === given.demo ? "demo " : ""}${shown.method()} ${pathname}`);
  titles.add(await page.title());
  if (refused) {
    if (!(await isFocusOnError(page))) problems.push(`${name}: the focus is not on what did not work`);
  }
  await picture(page, name);
  for (const one of await inspect(page)) problems.push(`${name} ${one}`);
}

// The script that moves it comes after the page: within five seconds.
async function isFocusOnError(page) {
  for (const until = Date.now() + 5000; Date.now() < until; ) {
    if (await page.evaluate(() => document.activeElement?.matches(".notice.error[role=alert]"))) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

// Of a page that is longer, a picture shows the upper part.
const HIGHEST = 5200;

// For the documents, small; or of every page, whole, for whoever wants to look at them all.
async function picture(page, name) {
  if (given.shots) await shots(page, join(given.shots, name));
  const how = PICTURES[name];
  if (!given.pictures || !(how || CONSOLE.includes(name))) return;
  const { small } = await import("./png.mjs");
  for (const colorScheme of ["light", "dark"]) {
    const file = `${name}-${colorScheme}.png`;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    if (how) {
      await page.setViewportSize({ width: 800, height: how.height });
      writeFileSync(join(given.pictures, file), small(await page.screenshot()));
    }
    if (CONSOLE.includes(name)) {
      await page.setViewportSize({ width: 800, height: 640 });
      const height = Math.min(HIGHEST, await page.evaluate(() => document.documentElement.scrollHeight));
      await page.setViewportSize({ width: 800, height });
      writeFileSync(join(given.pictures, "../console", file), small(await page.screenshot()));
    }
  }
}

async function shots(page, path) {
  for (const [look, width, colorScheme] of [["light", 900, "light"], ["dark", 900, "dark"], ["narrow", 320, "light"]]) {
    await page.setViewportSize({ width, height: 640 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${path}-${look}.png`, fullPage: true });
  }
}

await walk(async (seen) => {
  const grace = await person("grace@hospital.example");
  now.step = "planted";
  await grace.at("/login");
  seen.planted = await plant(grace.page);
  for (const part of [enrolment, demo, signIn, signOn, account, passkeys, both, shared, administrator, leaving]) {
    now.step = part.name;
    await part(grace, person);
  }
  seen.visited = [...visited];
  seen.titles = [...titles];
  seen.pages = names.size;
  seen.runs = counted.runs;
  // Of the pages that say what went wrong, of portals that are nowhere, and of the demo portal, whose clock is another one by the
  // time that it is told of a logout.
  const isExpected = (said) => /^Failed to load resource: |^Framing 'http:\/\/127\.0\.0\.1/.test(said);
  problems.splice(0, problems.length, ...problems.filter((said) => !isExpected(said)));
});
