// Makes a passkey, or uses one, for what has data-passkey in the page: a form «create» on the account's page; a piece of a form
// «beside» other fields, in the place of a code; a form «alone» without a passphrase. What the authenticator says goes into a
// hidden field. Without this script the pages' other fields do. What it says stands in its own element, in the page's language.
const { follow, notMade, madeAlone, made: madeBeside, unusedCode, unusedDevice, unusedPassphrase, answeredCode, answered, notAlone, first } =
  document.currentScript.dataset;
const octets = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const words = (text) => new TextEncoder().encode(text);

// The PRF's output stays here; what is derived of it is sent.
const prf = (said) => ({ prf: { eval: { first: words(said) } } });
const secret = async (said, credential) => {
  const output = credential.getClientExtensionResults().prf?.results?.first;
  if (!output) return undefined;
  const key = await crypto.subtle.importKey("raw", output, "HKDF", false, ["deriveBits"]);
  const info = words(said);
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
    extensions: prf(asked.prf.value),
  } });
  const said = { client: text(made.response.clientDataJSON), attestation: text(made.response.attestationObject) };
  return { ...said, prf: await secret(asked.prf.value, made) ?? await afterwards(asked, made) };
};

// Many authenticators have a PRF and give nothing of it until they are used. Nobody looks at this answer's signature.
const afterwards = async (asked, made) => {
  if (!made.getClientExtensionResults().prf?.enabled) return undefined;
  const used = await navigator.credentials.get({ publicKey: {
    rpId: asked.rp.value, challenge: crypto.getRandomValues(new Uint8Array(32)), userVerification: "required",
    allowCredentials: [{ type: "public-key", id: made.rawId }], extensions: prf(asked.prf.value),
  } }).catch(() => undefined);
  return used && secret(asked.prf.value, used);
};

// Whose passkeys there are, the page does not know: the authenticator finds them itself. Where its PRF may be needed, everybody's is asked
// for it.
const use = async (rpId, challenge, { says, verifies, ...more }) => {
  const used = await navigator.credentials.get({ ...more, publicKey: {
    rpId, challenge: octets(challenge), allowCredentials: [],
    userVerification: verifies ? "required" : "preferred", extensions: says ? prf(says) : {},
  } });
  const { rawId, response } = used;
  return {
    id: text(rawId), client: text(response.clientDataJSON), authenticator: text(response.authenticatorData),
    signature: text(response.signature), user: text(response.userHandle ?? new ArrayBuffer(0)),
    prf: says && await secret(says, used),
  };
};

// A challenge, and the token that leads back to it.
const questionAt = async (address, token) => {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ form_token: token }) });
  return answer.json();
};

const form = document.querySelector("form[data-passkey]");
const button = form?.querySelector("[data-passkey-button]");
const say = (words) => { document.getElementById("passkey-status").textContent = words; };
const sent = (form) => HTMLFormElement.prototype.submit.call(form);
const send = (said) => {
  form.elements.passkey.value = JSON.stringify(said);
  sent(form);
};
const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

const create = async () => {
  say(follow);
  const said = await make(form.elements).catch(() => undefined);
  if (!said) return say(notMade);
  form.elements.passkey.value = JSON.stringify(said);
  document.getElementById("alone-field").hidden = !said.prf;
  say(said.prf ? madeAlone : madeBeside);
};

// In the place of a code. The form is sent at once, or, where more depends on it, by its own button.
const beside = (part) => {
  const [answer, question, status] = ["[data-answer]", "[name=question]", "[role=status]"].map((one) => part.querySelector(one));
  const { form } = answer;
  const { code, passphrase, form_token: token } = form.elements;
  const { rp, prf: says, question: address, sends, alone } = part.dataset;
  const ask = async () => {
    const { question: leads, challenge } = address ? await questionAt(address, token.value) : { challenge: form.elements.challenge.value };
    answer.value = JSON.stringify(await use(rp, challenge, { says, verifies: alone && !passphrase.value }));
    if (question) question.value = leads;
  };
  const spare = (is) => [code, alone && passphrase].filter(Boolean).forEach((one) => { one.required = !is; });
  part.querySelector("[data-beside-button]").addEventListener("click", async () => {
    status.textContent = "";
    spare(true);
    // What else the form needs, its owner is told before they touch anything.
    if (sends && !form.reportValidity()) return spare(false);
    try {
      await ask();
    } catch {
      spare(false);
      status.textContent = code ? unusedCode : unusedDevice;
      return;
    }
    if (sends) return sent(form);
    if (code) {
      code.value = "";
      code.closest(".field").hidden = true;
    }
    status.textContent = code ? answeredCode : answered;
    form.querySelector(".actions [type=submit]").focus();
  });
  part.hidden = false;
};

let waiting;
const alone = async (more) => {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  const { question, challenge } = await questionAt("/login/passkey/question", form.elements.form_token.value);
  const said = await use(form.elements.rp.value, challenge, { ...more, says: form.elements.prf.value, verifies: true, signal });
  if (!said.prf) return say(notAlone);
  form.elements.question.value = question;
  if (document.getElementById("shared")?.checked) form.append(field("shared", "yes"));
  send(said);
};

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey=beside]").forEach(beside);

if (button && form.elements.passkey && window.PublicKeyCredential) {
  const kind = form.dataset.passkey;
  button.hidden = false;
  if (kind === "create") {
    button.addEventListener("click", create);
    form.addEventListener("submit", (event) => {
      if (form.elements.passkey.value) return;
      event.preventDefault();
      say(first);
      button.focus();
    });
  } else {
    // No field stands twice in the page: whoever fills it in without a browser sends all of them back.
    const typed = document.querySelector("form[action='/login'], form[action='/locked']");
    const { form_token: token, sign_on: signOn } = typed.elements;
    form.append(token.cloneNode(), signOn.cloneNode());
    button.addEventListener("click", () => {
      say("");
      alone({}).catch(() => say(unusedPassphrase));
    });
    // Among what the browser offers to fill in. What becomes of it, nobody waits for.
    if (document.querySelector("[autocomplete~=webauthn]")) PublicKeyCredential.isConditionalMediationAvailable?.()
      .then((can) => can && alone({ mediation: "conditional" })).catch(() => {});
  }
}
