// A computer that people share: covered, locked, and taken up again or left to somebody else.

import { PASSPHRASES } from "../common.mjs";
import { proof } from "./account.mjs";
import { inHand, make, pressed } from "./passkeys.mjs";
import { enrol, signOut } from "./sign_in.mjs";

export async function shared(grace, person) {
  const bea = await person("bea@hospital.example");
  await enrol(bea, await grace.ask("link", { name: bea.name }), PASSPHRASES[1]);
  await signOut(bea);
  await bea.at("/login");
  await bea.typeAll({ identifier: bea.name, ...await proof(bea) });
  await bea.space("#shared");
  await bea.enter("=Sign in");
  await bea.page.waitForURL("**/portal");
  await bea.look("portal-shared");
  // A passkey that nobody here knows.
  const phone = await inHand(bea);
  await make(bea, "Phone", false);
  await bea.at("/locked");
  await bea.look("covered");
  await bea.enter("=Lock it now");
  await bea.look("locked");
  await bea.typeAll({ passphrase: "a guess that is wrong", code: "000000" });
  await bea.send();
  await bea.look("locked-refused", { refused: true });
  await pressed(bea, phone, "/locked");
  await bea.has("[role=alert]");
  await bea.look("locked-passkey-refused", { refused: true });
  await phone.away();
  await bea.typeAll(await proof(bea));
  await bea.send();
  await bea.page.waitForURL("**/portal");
  await bea.enter("#lock");
  await bea.enter("=I am somebody else");
  await bea.page.waitForURL("**/login");
}
