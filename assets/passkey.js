// Makes a passkey, or uses one, for the page's form with data-passkey, whose hidden fields say what is asked for. What the
// authenticator says goes into the form's field «passkey». Without this script the form's other fields do.
const octets = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const make = async (asked) => {
  const { response } = await navigator.credentials.create({ publicKey: {
    rp: { id: asked.rp.value, name: "Senza" },
    user: { id: octets(asked.user.value), name: asked.called.value, displayName: asked.called.value },
    challenge: octets(asked.challenge.value),
    // ECDSA with P-256, Ed25519, RSA.
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "preferred" },
    attestation: "none",
  } });
  return { client: text(response.clientDataJSON), attestation: text(response.attestationObject) };
};

// Whose passkeys there are, the page does not know: the authenticator finds them itself.
const use = async (asked) => {
  const { rawId, response } = await navigator.credentials.get({ publicKey: {
    rpId: asked.rp.value, challenge: octets(asked.challenge.value), allowCredentials: [], userVerification: "preferred",
  } });
  return {
    id: text(rawId), client: text(response.clientDataJSON), authenticator: text(response.authenticatorData),
    signature: text(response.signature), user: text(response.userHandle ?? new ArrayBuffer(0)),
  };
};

const form = document.querySelector("form[data-passkey]");
const button = form?.querySelector("[data-passkey-button]");
if (button && form.elements.passkey && window.PublicKeyCredential) {
  const creates = form.dataset.passkey === "create";
  const say = (words) => { document.getElementById("passkey-status").textContent = words; };
  button.hidden = false;
  button.addEventListener("click", async () => {
    say(creates ? "Follow what your browser or device says." : "");
    try {
      const said = await (creates ? make : use)(form.elements);
      form.elements.passkey.value = JSON.stringify(said);
      if (!creates) return HTMLFormElement.prototype.submit.call(form);
      say("The passkey is made. Now show that it is you, and add it.");
    } catch {
      say(creates
        ? "No passkey was made: it was cancelled, took too long, or the device cannot keep one. Try again, or another device."
        : "No passkey was used: it was cancelled, took too long, or there is none for this site. Try again, or type a code.");
    }
  });
  form.addEventListener("submit", (event) => {
    if (!creates || form.elements.passkey.value) return;
    event.preventDefault();
    say("Make the passkey first.");
    button.focus();
  });
}
