// Walks in Chromium, by keyboard, what a person meets where a hospital accepts its own keys alone: the virtual authenticator (CDP) is
// refused, with a sentence; one that the hospital's maker vouches for, which this file plays behind the page's own script, is added.

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { PASSPHRASES, at as atOf, browser, code as codeOf, given, look as lookAt, now, walk } from "./common.mjs";

const page = await browser();
const at = (path) => atOf(page, path);
const look = (name) => lookAt(page, name);
const passphrase = PASSPHRASES[0];
let uri = "";

const sha256 = (octets) => createHash("sha256").update(octets).digest();
const hex = (text) => Buffer.from(text, "hex");
const sized = (kind, octets) => Buffer.concat([octets.length < 256 ? Buffer.from([kind | 24, octets.length])
  : Buffer.from([kind | 25, octets.length >> 8, octets.length & 255]), octets]);

// WebAuthn §8.2, with the maker's certificate.
function attested({ challenge, rp, origin }) {
  const client = Buffer.from(JSON.stringify({ type: "webauthn.create", challenge, origin, crossOrigin: false }));
  const { x, y } = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const cose = Buffer.concat([hex("a5010203262001215820"), Buffer.from(x, "base64url"), hex("225820"), Buffer.from(y, "base64url")]);
  const model = hex(given.model.replaceAll("-", ""));
  const data = Buffer.concat([sha256(rp), hex("4500000001"), model, hex("0020"), randomBytes(32), cose]);
  const signature = sign("sha256", Buffer.concat([data, sha256(client)]), given.key);
  const statement = Buffer.concat([hex("a363616c672663736967"), sized(0x40, signature), hex("6378356381"),
    sized(0x40, Buffer.from(given.certificate, "base64"))]);
  const object = Buffer.concat([hex("a363666d74667061636b65646761747453746d74"), statement, hex("686175746844617461"), sized(0x40, data)]);
  return { client: client.toString("base64"), object: object.toString("base64") };
}

async function make(name) {
  await page.fill("#name", name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#passkey-status", { hasText: "The passkey is made" }).waitFor();
}

// A code that came with what was refused is not used up.
let code = "";
async function submit() {
  code ||= await codeOf(uri);
  await page.fill("#passphrase", passphrase);
  await page.fill("#code", code);
  await page.locator("#code").press("Enter");
}

await walk(async (seen) => {
  now.step = "enrolment";
  await page.goto(given.link);
  uri = await page.locator("#totp-uri").textContent();
  await page.fill("#passphrase", passphrase);
  await page.fill("#passphrase_confirm", passphrase);
  await page.fill("#code", await codeOf(uri));
  await page.click("text=Finish");
  await page.waitForURL("**/portal");

  now.step = "Chromium's own authenticator";
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", ctap2Version: "ctap2_1", transport: "usb", hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true,
  } });
  await at("/account/passkeys");
  seen.page = await page.locator("#models").innerText();
  await look("passkeys-models");
  await make("Some key");
  const object = Buffer.from(JSON.parse(await page.locator("[name=passkey]").inputValue()).attestation, "base64url");
  const data = object.subarray(object.indexOf("authData"));
  const aaguid = data.subarray(data.indexOf(sha256("localhost")) + 37).subarray(0, 16).toString("hex");
  seen.own = { format: ["packed", "none", "fido-u2f"].find((one) => object.includes("fmt" + String.fromCharCode(0x60 | one.length) + one)),
    certificates: object.includes("x5c"), aaguid };
  await submit();
  seen.refused = await page.locator("#fault").innerText();
  await look("passkeys-models-refused");

  now.step = "a key of the hospital's";
  await at("/account/passkeys");
  await page.exposeFunction("attested", attested);
  await page.evaluate(() => {
    const octets = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
    navigator.credentials.create = async ({ publicKey }) => {
      document.body.dataset.asked = publicKey.attestation;
      const challenge = document.querySelector("[name=challenge]").value;
      const { client, object } = await window.attested({ challenge, rp: publicKey.rp.id, origin: location.origin });
      return { response: { clientDataJSON: octets(client), attestationObject: octets(object) }, getClientExtensionResults: () => ({}) };
    };
  });
  await make("Ward key");
  seen.asked = await page.locator("body").getAttribute("data-asked");
  await submit();
  await page.locator("#done").waitFor();
  seen.listed = await page.locator("table.data").innerText();
  await look("passkeys-models-added");
});
