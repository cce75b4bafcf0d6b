// The console: inviting, how long sessions last, the keyring, and helping who lost everything.

import { PASSPHRASES } from "../common.mjs";
import { proof } from "./account.mjs";
import { applications, engineers } from "./applications.mjs";
import { enrol } from "./sign_in.mjs";

export async function administrator(grace, person) {
  await invitations(grace);
  await many(grace);
  await applications(grace);
  await signOns(grace);
  await engineers(grace);
  await roles(grace);
  await programs(grace);
  await limits(grace);
  await keyring(grace, person);
  await again(grace, person);
  await audit(grace);
  await off(grace);
  await looks(grace);
}

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><circle cx="20" cy="20" r="18" fill="#b3123a"/><path d="M48 8h64v8H48zM48 24h40v8H48z" fill="#22304a"/></svg>';

// Colours that cannot be used as they are, in one theme or the other: every kind of page can be read with each of them.
async function looks(grace) {
  await grace.at("/admin/settings/look");
  await grace.typeAll({ name: "St. Anna hospital", colour: "red" });
  await grace.send();
  await grace.look("look-refused", { refused: true });
  for (const [name, colour] of [["dark", "#000000"], ["light", "#fffff0"], ["garish", "#ff00ff"]]) {
    await grace.at("/admin/settings/look");
    await grace.typeAll({ name: "St. Anna hospital", colour });
    if (name === "garish") await grace.page.locator("#logo").setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) });
    await grace.send();
    await grace.has("#sample");
    await grace.look(`look-${name}-preview`);
    await grace.typeAll(await proof(grace));
    await grace.send();
    await grace.has("#done");
    await grace.look(`look-${name}-kept`);
    for (const [page, path] of [["portal", "/portal"], ["account", "/account"], ["console", "/admin"], ["sessions", "/admin/sessions"], ["invite", "/admin/people"]]) {
      await grace.at(path);
      await grace.look(`look-${name}-${page}`);
    }
  }
}

async function audit(grace) {
  await grace.at("/admin/audit");
  await grace.type("#identifier", grace.name);
  await grace.enter("=Look them up");
  await grace.has("#rows");
  await grace.look("audit-person");
  await grace.ask("sql", { statement: "update audit set request_id = 'edited' where event = 'service provider put'" });
  await grace.at("/admin/audit?event=service+provider+put");
  await grace.has("#broken");
  await grace.look("audit-broken");
}

// On the page that asks for it before something is given.
async function prove(ada) {
  await ada.typeAll(await proof(ada));
  await ada.send();
}

const linkOf = (ada) => ada.text("main .notice.good .code");

async function invite(ada, name, isAdministrator) {
  await ada.at("/admin/people");
  await ada.type("#identifier", name);
  if (isAdministrator) await ada.space("#admin");
  await ada.enter("=Make the link");
  await prove(ada);
  return linkOf(ada);
}

async function invitations(grace) {
  await grace.at("/admin/people");
  await grace.type("#identifier", "carl@hospital.example");
  await grace.type("#attributes", "mail");
  await grace.enter("=Make the link");
  await grace.look("invite-refused", { refused: true });
  await grace.type("#attributes", "mail=carl@hospital.example");
  await grace.enter("=Make the link");
  await grace.look("invite-proof");
  await invite(grace, "carl@hospital.example", false);
  await grace.look("invited");
}

async function signOns(grace) {
  await grace.at("/admin/sign-ons");
  await grace.look("sign-ons");
  await grace.type("#request_id", "aaaaaaaa");
  await grace.enter("=Find the sign-on");
  await grace.look("sign-on-missing", { refused: true });
  // One that failed: what its record says first is why, and how to mend it.
  const id = await grace.text("main table.data tr:has-text('refused') button");
  await grace.type("#request_id", id.trim());
  await grace.enter("=Find the sign-on");
  await grace.look("sign-on");
  await grace.enter("=Make a link");
  await grace.look("sign-on-link");
  const link = await grace.text("#link");
  await grace.enter("=Withdraw the link");
  await grace.look("sign-on-withdrawn");
  await grace.type("#days", "1");
  await grace.enter("=Make a link");
  await grace.at(new URL(await grace.text("#link")).pathname);
  await grace.look("sign-on-by-link");
  await grace.at(new URL(link).pathname);
  await grace.has("main h1");
}

async function roles(grace) {
  await grace.at("/admin/settings/roles");
  await grace.type("#identifier", "nobody@hospital.example");
  await grace.space("#auditor");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.look("roles-refused", { refused: true });
  await grace.type("#identifier", "carl@hospital.example");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#done");
  await grace.look("roles-given");
}

async function programs(grace) {
  await grace.at("/admin/settings/tokens/new");
  await grace.type("#name", "Federation from the repository");
  await grace.space("#applications");
  await grace.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await grace.send();
  await grace.look("console-token-refused", { refused: true });
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#token");
  await grace.look("console-token-made");
  await grace.enter("=I have it");
  await grace.has("main section.card");
  await grace.look("console-tokens");
  await grace.enter("=End it");
  await grace.has("#done");
  await grace.look("console-tokens-ended");
}

async function limits(grace) {
  await grace.at("/admin/sessions");
  await grace.typeAll({ idle: "1", longest: "1", passphrase: "a guess that is wrong", code: "000000" });
  await grace.send();
  await grace.look("sessions-refused", { refused: true });
  await grace.typeAll({ idle: "60", longest: "720", ...await proof(grace) });
  await grace.send();
  await grace.has("#done");
  await grace.look("sessions-changed");
}

async function keyring(grace, person) {
  await grace.at("/admin/keyring");
  await grace.reach("#keep-no");
  await grace.press("ArrowDown");
  await grace.enter("=Answer");
  await prove(grace);
  await grace.look("keyring-alone");
  const eve = await person("eve@hospital.example");
  await enrol(eve, await invite(grace, eve.name, true), PASSPHRASES[0]);
  await eve.at("/admin/keyring");
  await eve.look("keyring-outside");
  await eve.enter("=Ask for a place on the keyring");
  await eve.look("keyring-waiting");
  await grace.at("/admin");
  await grace.look("console-somebody-waits");
  await grace.at("/admin/keyring");
  await grace.look("keyring-admit");
  await grace.enter("=Admit");
  await prove(grace);
  await grace.look("keyring-two");
  await directory(grace, eve, person);
  await two(grace, eve);
  await grace.at("/admin/keyring");
  await grace.enter("=Take off");
  await prove(grace);
  await grace.has("main h1");
}

// By name, once an owner has turned it on, and people have come.
async function directory(grace, eve, person) {
  await grace.at("/admin/people/directory");
  await grace.look("people-directory-off");
  await grace.at("/admin/settings/directory");
  await grace.look("directory-off");
  await grace.enter("=Turn it on");
  await grace.look("directory-refused", { refused: true });
  await grace.space("#understood");
  await grace.enter("=Turn it on");
  await grace.look("directory-proof");
  await prove(grace);
  await grace.has("#done");
  for (const [name, said] of [["m4711", "Anna Müller"], ["m4712", "Otto Müller"]]) {
    await grace.at("/admin/people");
    await grace.type("#identifier", `${name}@hospital.example`);
    await grace.type("#attributes", `displayName=${said}\nmail=${name}@mail.example`);
    await grace.enter("=Make the link");
    await prove(grace);
    const link = await linkOf(grace);
    await enrol(await person(`${name}@hospital.example`), link, PASSPHRASES[0]);
  }
  await eve.at("/portal");
  await grace.at("/admin/settings/directory");
  await grace.look("directory-on");
  await grace.at("/admin/people/directory");
  await grace.look("people-directory");
  await grace.type("#words", "muller");
  await grace.enter("=Search");
  await grace.has("#rows");
  await grace.look("people-directory-found");
  await grace.ask("sql", { statement: "update directory set sealed = set_byte(sealed, 200, (get_byte(sealed, 200) + 1) % 256) where account_id = (select max(account_id::text)::uuid from directory)" });
  await grace.type("#words", "nobody like this");
  await grace.enter("=Search");
  await grace.has("#unreadable");
  await grace.look("people-directory-nobody");
}

// That it takes two, the other owner approves; and then it does.
async function two(grace, eve) {
  await grace.at("/admin/settings/approvals");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#done");
  await grace.look("approval-own");
  await eve.at("/admin");
  await eve.look("console-approvals");
  await eve.enter("=Look at what waits");
  await eve.look("approvals");
  await eve.enter("=Need a second person from now on");
  await eve.look("approval");
  await eve.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await eve.send();
  await eve.look("approval-refused", { refused: true });
  await eve.typeAll(await proof(eve));
  await eve.send();
  await eve.has("#done");
  await eve.look("approved");
  await grace.at("/admin/settings/approvals");
  await grace.look("second-person-needed");
  // Whoever is new here is no second person yet.
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.look("second-person-new", { refused: true });
}

async function again(grace, person) {
  const dora = await person("dora@hospital.example");
  await enrol(dora, await invite(grace, dora.name, false), PASSPHRASES[0]);
  const consider = async () => {
    await grace.at("/admin/people");
    await grace.type("#again", dora.name);
  };
  await consider();
  await grace.enter("=See what would be lost");
  await grace.look("begin-again-considered");
  await grace.type("#attributes", "mail");
  await grace.enter("=Make the link");
  await grace.look("begin-again-fault", { refused: true });
  await grace.type("#attributes", "mail=dora@hospital.example");
  await grace.enter("=Make the link");
  await prove(grace);
  await grace.look("begin-again-link");
  const link = await grace.text("#link");
  await dora.at("/account");
  await dora.look("account-begins-again");
  const lost = await person(dora.name);
  await enrol(lost, link, PASSPHRASES[2], "begin-again");
  await consider();
  await grace.enter("=Withdraw their open link");
  await grace.look("withdrawn");
  await acts(grace, dora);
}

async function find(grace, name) {
  await grace.at("/admin/people");
  await grace.type("#find", name);
  await grace.enter("=Find them");
}

async function acts(grace, dora) {
  await find(grace, "nobody@hospital.example");
  await grace.look("person-unknown");
  await find(grace, dora.name);
  await grace.look("person");
  await grace.enter("=Say something of them");
  await grace.look("person-say");
  await grace.typeAll({ name: "Mail", ...await proof(grace) });
  await grace.send();
  await grace.look("person-say-refused", { refused: true });
  await find(grace, dora.name);
  await grace.enter("=Freeze");
  await grace.look("person-freeze");
  await grace.enter("=Freeze it");
  await grace.look("person-frozen");
  await grace.enter("=Restore");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await grace.has("#done");
}

async function many(grace) {
  await grace.at("/admin/people/many");
  await grace.look("many");
  await grace.type("#list", "identifier,mail\n=1+1,a@hospital.example\nfinn,b,c");
  await grace.enter("=Read the list");
  await grace.look("many-refused", { refused: true });
  await grace.type("#list", "identifier,mail\nfinn@hospital.example,finn@hospital.example\ngil@hospital.example,gil@hospital.example\nhal@hospital.example,");
  await grace.enter("=Read the list");
  await grace.look("many-read");
  await grace.enter("=Invite them");
  await grace.look("many-proof");
  await grace.typeAll(await proof(grace));
  await grace.send();
  await over(grace, "#working");
  await grace.look("many-ready");
  await grace.enter("=Send them by mail");
  await over(grace, "#mailing");
  await grace.look("many-mailed");
  await grace.enter("=Show letters to print");
  await grace.look("many-letters");
}

// Until the page, which shows itself again, says it no more.
async function over(grace, what) {
  await grace.has("main h1");
  await grace.page.locator(what).waitFor({ state: "detached", timeout: 60000 });
  await grace.has("main h1");
}

async function off(grace) {
  await grace.at("/admin/keyring");
  await grace.space("=Keep names no longer");
  await grace.space("#off-understood");
  await grace.enter("=Delete what is kept");
  await prove(grace);
  await grace.look("keyring-off");
}
