// Makes a passkey, or uses one, for the page's form with data-passkey, whose hidden fields say what is asked for: «create» on
// the account's page, «get» beside a passphrase, «alone» without one. What the authenticator says goes into the form's field
// «passkey». Without this script the pages' other fields do.
const octets = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const words = (text) => new TextEncoder().encode(text);

// The PRF's output stays here; what is derived of it is sent.
const prf = (asked) => ({ prf: { eval: { first: words(asked.prf.value) } } });
const secret = async (asked, credential) => {
  const output = credential.getClientExtensionResults().prf?.results?.first;
  if (!output) return undefined;
  const key = await crypto.subtle.importKey("raw", output, "HKDF", false, ["deriveBits"]);
  const info = words(asked.prf.value);
  return text(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, key, 256));
};

const make = async (asked) => {
  const made = await navigator.credentials.create({ publicKey: {
    rp: { id: asked.rp.value, name: "Senza" },
    user: { id: octets(asked.user.value), name: asked.called.value, displayName: asked.called.value },
    challenge: octets(asked.challenge.value),
    // ECDSA with P-256, Ed25519, RSA.
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "preferred" },
    // «direct» where some models alone are accepted; of the statements that there are, one kind is read.
    attestation: asked.attestation.value,
    attestationFormats: asked.attestation.value === "direct" ? ["packed"] : [],
    extensions: prf(asked),
  } });
  const said = { client: text(made.response.clientDataJSON), attestation: text(made.response.attestationObject) };
  return { ...said, prf: await secret(asked, made) ?? await afterwards(asked, made) };
};

// Many authenticators have a PRF and give nothing of it until they are used. Nobody looks at this answer's signature.
const afterwards = async (asked, made) => {
  if (!made.getClientExtensionResults().prf?.enabled) return undefined;
  const used = await navigator.credentials.get({ publicKey: {
    rpId: asked.rp.value, challenge: crypto.getRandomValues(new Uint8Array(32)), userVerification: "required",
    allowCredentials: [{ type: "public-key", id: made.rawId }], extensions: prf(asked),
  } }).catch(() => undefined);
  return used && secret(asked, used);
};

// Whose passkeys there are, the page does not know: the authenticator finds them itself.
const use = async (asked, challenge, more) => {
  const alone = Boolean(asked.prf);
  const used = await navigator.credentials.get({ ...more, publicKey: {
    rpId: asked.rp.value, challenge: octets(challenge), allowCredentials: [],
    userVerification: alone ? "required" : "preferred", extensions: alone ? prf(asked) : {},
  } });
  const { rawId, response } = used;
  return {
    id: text(rawId), client: text(response.clientDataJSON), authenticator: text(response.authenticatorData),
    signature: text(response.signature), user: text(response.userHandle ?? new ArrayBuffer(0)),
    prf: alone ? await secret(asked, used) : undefined,
  };
};

const form = document.querySelector("form[data-passkey]");
const button = form?.querySelector("[data-passkey-button]");
const say = (words) => { document.getElementById("passkey-status").textContent = words; };
const send = (said) => {
  form.elements.passkey.value = JSON.stringify(said);
  HTMLFormElement.prototype.submit.call(form);
};
const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
const UNUSED = "No passkey was used: it was cancelled, took too long, or there is none for this site. Try again, or ";

const create = async () => {
  say("Follow what your browser or device says.");
  const said = await make(form.elements).catch(() => undefined);
  if (!said) return say("No passkey was made: it was cancelled, took too long, or the device cannot keep one. Try again, or another device.");
  form.elements.passkey.value = JSON.stringify(said);
  document.getElementById("alone-field").hidden = !said.prf;
  say(said.prf
    ? "The passkey is made, and can open your account alone if you wish. Now show that it is you, and add it."
    : "The passkey is made. It signs you in beside your passphrase. Now show that it is you, and add it.");
};

const get = async () => {
  say("");
  await use(form.elements, form.elements.challenge.value).then(send).catch(() => say(UNUSED + "type a code."));
};

let waiting;
const alone = async (more) => {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  const body = new URLSearchParams({ form_token: form.elements.form_token.value });
  const answer = await fetch("/login/passkey/question", { method: "POST", body });
  const { question, challenge } = await answer.json();
  const said = await use(form.elements, challenge, { ...more, signal });
  if (!said.prf) return say("This passkey cannot open an account alone. Use your passphrase: at a sign-in, the next page takes the passkey.");
  form.elements.question.value = question;
  if (document.getElementById("shared")?.checked) form.append(field("shared", "yes"));
  send(said);
};

if (button && form.elements.passkey && window.PublicKeyCredential) {
  const kind = form.dataset.passkey;
  button.hidden = false;
  if (kind === "create") {
    button.addEventListener("click", create);
    form.addEventListener("submit", (event) => {
      if (form.elements.passkey.value) return;
      event.preventDefault();
      say("Make the passkey first.");
      button.focus();
    });
  } else if (kind === "get") {
    button.addEventListener("click", get);
  } else {
    // No field stands twice in the page: whoever fills it in without a browser sends all of them back.
    const typed = document.querySelector("form[action='/login'], form[action='/locked']");
    const { form_token: token, sign_on: signOn } = typed.elements;
    form.append(token.cloneNode(), signOn.cloneNode());
    button.addEventListener("click", () => {
      say("");
      alone({}).catch(() => say(UNUSED + "use your passphrase."));
    });
    // Among what the browser offers to fill in. What becomes of it, nobody waits for.
    if (document.querySelector("[autocomplete~=webauthn]")) PublicKeyCredential.isConditionalMediationAvailable?.()
      .then((can) => can && alone({ mediation: "conditional" })).catch(() => {});
  }
}
