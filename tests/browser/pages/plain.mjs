// Pages that open by their address. One line adds one.

// For everybody.
export const OPEN = [
  ["home", "/"],
  ["no-such-page", "/nowhere"],
  ["sign-in", "/login"],
  ["used-link", "/enrol/of-long-ago"],
  ["no-request", "/saml/sso"],
  ["no-logout-request", "/saml/slo"],
  ["no-sign-on", "/saml/continue"],
  ["no-key-question", "/keys/browser"],
  ["no-key-waits", "/keys/browser/continue"],
  ["sign-out-over", "/logout/leaving?logout=of-long-ago"],
  ["nobody-to-sign-out", "/logout"],
  ["help", "/saml/error"],
  ["help-missing", "/saml/error?code=IDENTIFICATION_FAILURE&ts=1790000000&rp=https://clinic.example/saml&tid=a1b2c3&ctx=mail%20displayName"],
  ["help-other-way", "/saml/error?code=AUTHENTICATION_FAILURE&rp=https://clinic.example/saml"],
];

// For an administrator who is signed in: everybody's, and the console.
export const SIGNED_IN = [
  ["portal", "/portal"],
  ["account", "/account"],
  ["applications", "/account/applications"],
  ["keys", "/account/keys"],
  ["devices", "/account/devices"],
  ["envelopes-none", "/envelopes"],
  ["envelope-new", "/envelopes/new"],
  ["envelope-file", "/envelopes/file"],
  ["activity", "/account/activity"],
  ["stolen", "/account/stolen"],
  ["passphrase", "/account/passphrase"],
  ["identifier", "/account/identifier"],
  ["authenticator", "/account/authenticator"],
  ["kit-offer", "/account/kit"],
  ["removal", "/account/remove"],
  ["identity", "/account/identity"],
  ["tokens-none", "/account/tokens"],
  ["token-new", "/account/tokens/new"],
  ["delete", "/account/delete"],
  ["passkeys-none", "/account/passkeys"],
  ["console", "/admin"],
  ["people", "/admin/people"],
  ["console-applications", "/admin/applications"],
  ["application-add", "/admin/applications/add"],
  ["audit", "/admin/audit"],
  ["audit-refused", "/admin/audit?from=never"],
  ["settings", "/admin/settings"],
  ["roles", "/admin/settings/roles"],
  ["console-tokens-none", "/admin/settings/tokens"],
  ["console-token-new", "/admin/settings/tokens/new"],
  ["look", "/admin/settings/look"],
  ["second-person", "/admin/settings/approvals"],
  ["approvals-none", "/admin/approvals"],
  ["own-keys", "/admin/settings/keys"],
  ["key-step", "/admin/settings/keys/step?step=publish&kind=rsa"],
  ["keyring-question", "/admin/keyring"],
  ["sessions", "/admin/sessions"],
  ["sign-out", "/logout"],
];

// The demo portal's.
export const DEMO = [
  ["demo-welcome", "/"],
  ["demo-signed-out", "/signed-out"],
  ["demo-problem", "/saml/arrived?name=nothing"],
  ["demo-no-such-page", "/nowhere"],
];

export async function lookAtAll(ada, pages) {
  for (const [name, path] of pages) {
    await ada.at(path);
    const led = new URL(ada.page.url()).pathname;
    if (led !== path.split("?")[0]) throw new Error(`${path} leads to ${led}`);
    await ada.look(name);
  }
}
