// senza-keys, version 1: gets a person's keys from Senza into this page, sealed to a key that the page made, so that the server of
// the page never sees them. No dependency; how to use it, and what it does not protect from, stands in docs/keys.md.
// This file does not change: another version has another name.
(() => {
  "use strict";
  const LASTS = 60 * 60 * 1000;
  const ascii = (text) => new TextEncoder().encode(text);
  const encode = (octets) => btoa(String.fromCharCode(...new Uint8Array(octets)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const decode = (text) => {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError("not base64url");
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  };
  const fault = (code, purpose) => Object.assign(new Error(`senza-keys: ${code}`), { code, purpose });

  // Before anything else of the page runs: what came in the fragment is taken out of the address, its history and its links.
  const came = (() => {
    if (!/^#senza_(key|error)=/.test(location.hash)) return null;
    const said = new URLSearchParams(location.hash.slice(1));
    history.replaceState(history.state, "", location.pathname + location.search);
    return { key: said.get("senza_key"), error: said.get("senza_error"), state: said.get("state") ?? "" };
  })();

  // The private keys of the questions under way, by state. WebCrypto's own objects: not even this page can read them out.
  const store = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open("senza-keys-1", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("asked", { keyPath: "state" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const change = async (work) => {
    const db = await store();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction("asked", "readwrite");
        const done = work(transaction.objectStore("asked"));
        transaction.oncomplete = () => resolve(done?.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  };
  // Once: a question has one answer. Whatever is older than an hour goes with it.
  const takeAsked = async (state) => {
    const all = await change((asked) => asked.getAll()) ?? [];
    const gone = all.filter((one) => one.state === state || one.at < Date.now() - LASTS);
    await change((asked) => { for (const one of gone) asked.delete(one.state); });
    return gone.find((one) => one.state === state && one.at >= Date.now() - LASTS);
  };

  const issuer = (idp) => `${new URL(idp).origin}/saml/metadata`;

  // RFC 7518 §4.6.2: one round of SHA-256 gives the 256 bits of the wrapping key.
  const wrappingKey = async (own, header) => {
    const { kty, crv, x, y } = header.epk;
    const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, { name: "ECDH", namedCurve: "P-256" }, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
    const number = (value) => { const octets = new Uint8Array(4); new DataView(octets.buffer).setUint32(0, value); return octets; };
    const named = [ascii(header.alg), decode(header.apu), decode(header.apv)].flatMap((part) => [number(part.length), part]);
    const material = await new Blob([number(1), shared, ...named, number(256)]).arrayBuffer();
    const octets = await crypto.subtle.digest("SHA-256", material);
    return crypto.subtle.importKey("raw", octets, "AES-KW", false, ["unwrapKey"]);
  };

  const unseal = async (jwe, asked) => {
    const [head, wrapped, nonce, sealed, tag, ...more] = jwe.split(".");
    if (tag === undefined || more.length) throw new TypeError("not a compact JWE");
    const header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(decode(head)));
    const { iss, sp, purpose, state } = header;
    const is = header.alg === "ECDH-ES+A256KW" && header.enc === "A256GCM" && header.apu === encode(ascii(iss))
      && header.apv === encode(ascii(sp)) && iss === issuer(asked.idp) && sp === asked.sp && purpose === asked.purpose
      && state === asked.state && header.crit === undefined && header.zip === undefined;
    if (!is) throw new TypeError("an answer to another question");
    const wrapping = await wrappingKey(asked.own, header);
    const content = await crypto.subtle.unwrapKey("raw", decode(wrapped), wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]);
    const body = await new Blob([decode(sealed), decode(tag)]).arrayBuffer();
    const how = { name: "AES-GCM", iv: decode(nonce), additionalData: ascii(head), tagLength: 128 };
    return new Uint8Array(await crypto.subtle.decrypt(how, content, body));
  };

  // What the page gets to use, and not to see: a key for AES-GCM, and one to derive others from.
  const usable = async ({ id, key }) => {
    const octets = decode(key);
    if (octets.length !== 32) throw new TypeError("not a key of 32 octets");
    const hkdf = await crypto.subtle.importKey("raw", octets, "HKDF", false, ["deriveKey", "deriveBits"]);
    octets.fill(0);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: ascii("senza-keys/1/aes-256-gcm") };
    const aes = await crypto.subtle.deriveKey(how, hkdf, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return Object.freeze({ id, aes, hkdf });
  };

  const open = async () => {
    const asked = await takeAsked(came.state);
    // Nobody here asked for it: another's answer, or one that was used.
    if (!asked) throw fault("unknown_state");
    const { purpose } = asked;
    if (came.error !== null) throw fault(came.error, purpose);
    try {
      const plain = await unseal(came.key, asked);
      const { subject, keys } = JSON.parse(new TextDecoder().decode(plain));
      plain.fill(0);
      if (!keys.length) throw new TypeError("no key");
      return Object.freeze({ purpose, subject, keys: Object.freeze(await Promise.all(keys.map(usable))) });
    } catch {
      throw fault("unreadable", purpose);
    }
  };
  let opened = came && open();
  // Who asks is told; an error that nobody asks for is not the console's.
  opened?.catch(() => {});

  // Whoever has a visitor's browser signed in to Senza as somebody else would have the page encrypt under a key of theirs: a page that
  // does not say whose keys it expects gets none, whatever it came back with.
  const expected = (subject) => {
    if (typeof subject !== "string" || subject === "") throw fault("no_subject");
  };

  // What this page came back with: null, or { purpose, subject, keys }, the newest key first. `subject` is the pairwise id that the
  // page's own server knows its visitor by.
  const arrived = async ({ subject } = {}) => {
    expected(subject);
    try {
      const answer = await opened;
      if (answer && answer.subject !== subject) throw fault("another_person", answer.purpose);
      return answer;
    } catch (error) {
      // Told once: who then asks for the keys leaves for them anew.
      opened = null;
      throw error;
    }
  };

  // Leaves for Senza, which leads back to the address that is registered for the purpose. What it gives never settles.
  const ask = async ({ idp, sp, purpose }) => {
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
    const key = encode(await crypto.subtle.exportKey("raw", pair.publicKey));
    const state = encode(crypto.getRandomValues(new Uint8Array(32)));
    await change((asked) => asked.put({ state, own: pair.privateKey, idp, sp, purpose, at: Date.now() }));
    const address = new URL("/keys/browser", idp);
    address.search = new URLSearchParams({ sp, purpose, key, state });
    location.assign(address);
    return new Promise(() => {});
  };

  // The keys, from what the page came back with, or by leaving for them.
  const get = async ({ idp, sp, purpose, subject }) => {
    const answer = await arrived({ subject }).catch((error) => {
      if (error.purpose === purpose || error.purpose === undefined) throw error;
      return null;
    });
    return answer?.purpose === purpose ? answer : ask({ idp, sp, purpose });
  };

  globalThis.senzaKeys = Object.freeze({ arrived, ask, get });
})();
