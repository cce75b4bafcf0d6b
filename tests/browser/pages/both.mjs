// Passphrase and passkey, both needed: chosen, another passkey let in, a change and a step-up without a code, and ended.

import { PASSPHRASES } from "../common.mjs";
import { proof } from "./account.mjs";
import { add, answer, inHand, make } from "./passkeys.mjs";
import { enrol } from "./sign_in.mjs";

export async function both(grace, person) {
  const fay = await person("fay@hospital.example");
  await enrol(fay, await grace.ask("link", { name: fay.name }), PASSPHRASES[1]);
  await fay.at("/account/both");
  await fay.look("both-passkey-first");
  const spare = await inHand(fay);
  await make(fay, "Spare", false);
  await add(fay);
  await spare.away();
  const phone = await inHand(fay);
  await fay.at("/account/passkeys");
  await make(fay, "Phone", false);
  await add(fay);
  await fay.at("/account/both");
  await fay.look("both-kit-first");
  await kit(fay);

  await fay.at("/account/both");
  await fay.look("both-choose");
  await refused(fay, "both-choose-refused");
  await withBoth(fay, phone);
  await fay.look("account-with-both");
  await fay.at("/account/both");
  await fay.look("both-chosen");
  await fay.at("/account/passphrase");
  await fay.look("proof-without-code");
  await fay.typeAll({ passphrase: "a guess that is wrong" });
  await answer(fay, phone);
  await fay.look("proof-without-code-answered");

  await fay.at("/account/passkeys");
  await fay.look("passkeys-with-both");
  await fay.enter("=Let it open my account");
  await fay.look("both-join");
  await refused(fay, "both-join-refused");
  await withBoth(fay, phone);

  await fay.ask("later", { seconds: 600 });
  await fay.at(await fay.ask("request", { of: "careful" }));
  await fay.look("step-up-with-both");
  await refused(fay, "step-up-with-both-refused");
  await fay.type("#passphrase", fay.passphrase);
  await answer(fay, phone);
  await fay.send();
  await fay.page.waitForURL(/^https?:\/\/[a-z]+\.example\//);

  await fay.at("/account/both/end");
  await fay.look("both-end");
  await refused(fay, "both-end-refused");
  await withBoth(fay, phone);
  await phone.away();
}

async function kit(fay) {
  await fay.at("/account/kit");
  await fay.typeAll(await proof(fay));
  await fay.send();
  await fay.has("ol.kit");
  const groups = await fay.page.locator("ol.kit code").allTextContents();
  const asked = Number(await fay.text("#asked"));
  await fay.type("#part", groups.slice(asked - 1, asked + 1).join(" "));
  await fay.send();
  await fay.has("#kit-since");
}

// Without the passkey, by Enter in the passphrase's field.
async function refused(fay, name) {
  await fay.type("#passphrase", fay.passphrase);
  await fay.send();
  await fay.look(name, { refused: true });
}

async function withBoth(fay, phone) {
  await fay.type("#passphrase", fay.passphrase);
  await answer(fay, phone);
  await fay.send();
  await fay.has("#done");
}
