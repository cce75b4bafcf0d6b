// The page with the note: it encrypts and decrypts here, with a key that senza-keys.js got for this page alone. What goes to the
// portal's server, and comes from it, is ciphertext.
(() => {
  "use strict";
  const page = document.getElementById("note");
  const { idp, sp, purpose, subject } = page.dataset;
  const [closed, opened, text, status] = ["closed", "opened", "text", "status"].map((id) => document.getElementById(id));
  const words = {
    declined: "You gave this page no key, so the note stays closed. Nothing else has happened.",
    ended: "You have ended the delivery of this key, so the note stays closed. On Senza's page of your keys you can have it ask again.",
    not_enabled: "Senza does not give this portal a key. Whoever runs Senza can enable it.",
    too_many: "The key was asked for very often in a short time. Wait a minute, then open the note again.",
    unavailable: "Senza could not give the key just now. Open the note again in a moment.",
    unknown_state: "This answer was not asked for by this page, or was used before. Open the note again.",
    another_person: "The key that came is not that of the person who is signed in here. Sign out here, then in again.",
    unreadable: "What came is not a key for this page. Open the note again.",
    old_key: "This note was sealed with a key that is not delivered any more. It stays closed.",
    damaged: "The note does not open: what lies at the portal is not what was sealed.",
    unsupported: "This browser, or this connection, offers pages no cryptography. Use https and a current browser.",
  };
  const say = (sentence) => { status.textContent = sentence; };
  const ascii = (said) => new TextEncoder().encode(said);
  const encode = (octets) => btoa(Array.from(new Uint8Array(octets), (one) => String.fromCharCode(one)).join(""));
  const decode = (said) => Uint8Array.from(atob(said), (one) => one.charCodeAt(0));
  // The person and the key are bound in: the portal cannot hand one person's note to another, or call it sealed with another key.
  const about = (nonce, key) => ({ name: "AES-GCM", iv: nonce, additionalData: ascii(`senza-demo-note/1\n${subject}\n${key}`) });

  let keys = [];
  const unseal = async ({ key, nonce, sealed }) => {
    const own = keys.find((one) => one.id === key);
    if (!own) throw Object.assign(new Error("no such key"), { code: "old_key" });
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(about(decode(nonce), key), own.aes, decode(sealed)));
    } catch {
      throw Object.assign(new Error("not the note"), { code: "damaged" });
    }
  };
  const seal = async (plain) => {
    const [{ id: key, aes }] = keys;
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    return { key, nonce: encode(nonce), sealed: encode(await crypto.subtle.encrypt(about(nonce, key), aes, ascii(plain))) };
  };

  const show = async (answer) => {
    ({ keys } = answer);
    text.value = page.dataset.sealed ? await unseal(page.dataset) : "";
    closed.hidden = true;
    opened.hidden = false;
    document.getElementById("keys").textContent = keys.map((one) => one.id).join(", ");
    say(page.dataset.sealed ? "The note is open, in this page only." : "There is no note yet. Write one.");
    text.focus();
  };
  const failed = (error) => say(words[error.code] ?? words.unreadable);

  document.getElementById("open").addEventListener("click", () => {
    say("Going to Senza for the key…");
    senzaKeys.get({ idp, sp, purpose, subject }).then(show).catch(failed);
  });
  opened.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = JSON.stringify(await seal(text.value));
    const answer = await fetch("/note", { method: "PUT", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
    if (answer?.ok) document.getElementById("stored").textContent = JSON.parse(body).sealed;
    say(answer?.ok ? "Saved. The portal has the ciphertext below, and not a word of the note." : "It could not be saved. The note is still here; try again.");
  });

  if (!globalThis.crypto?.subtle) return failed({ code: "unsupported" });
  document.getElementById("open").disabled = false;
  senzaKeys.arrived({ subject }).then((answer) => answer && show(answer)).catch(failed);
})();
