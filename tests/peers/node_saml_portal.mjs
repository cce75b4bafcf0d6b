// A web portal on node-saml, set up as its documentation says: see tests/suite/portals.
//
//   node node_saml_portal.mjs FOLDER
//
// FOLDER holds its keys and the identity provider's metadata (idp.xml). Prints its address, and ends when its input does.
import { createServer } from "node:http";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";

const file = (name) => readFileSync(join(process.argv[2], name), "utf8");
const COOKIE = "node_saml_portal";
const sessions = new Map(); // cookie: profile

// What an operator copies out of the identity provider's metadata.
function identityProvider() {
  const metadata = file("idp.xml");
  const redirect = (service) => {
    const all = metadata.match(new RegExp(`<md:${service}[^>]*>`, "g")) ?? [];
    return all.find((one) => one.includes("bindings:HTTP-Redirect"))?.match(/Location="([^"]+)"/)[1];
  };
  return {
    idpCert: [...metadata.matchAll(/<ds:X509Certificate>([^<]+)</g)].map((found) => found[1]),
    entryPoint: redirect("SingleSignOnService"),
    logoutUrl: redirect("SingleLogoutService"),
    idpIssuer: metadata.match(/entityID="([^"]+)"/)[1],
  };
}

let base;
let cacheProvider;
// The wishes of a request are settings of the whole provider; they share what was asked.
function provider(wish = {}) {
  const saml = new SAML({
    ...identityProvider(),
    issuer: `${base}/saml/metadata`,
    audience: `${base}/saml/metadata`,
    callbackUrl: `${base}/saml/acs`,
    logoutCallbackUrl: `${base}/saml/slo`,
    privateKey: file("signing.key"),
    decryptionPvk: file("encryption.key"),
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    // With `always` it takes no LogoutResponse by POST: it looks for InResponseTo in a Response only (lib/saml.js).
    validateInResponseTo: ValidateInResponseTo.ifPresent,
    identifierFormat: wish.format ?? "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
    ...(wish.context ? { authnContext: [wish.context] } : { disableRequestedAuthnContext: true }),
    forceAuthn: wish.force_authn === "true",
    passive: wish.is_passive === "true",
    acceptedClockSkewMs: 0,
    ...(cacheProvider && { cacheProvider }),
  });
  cacheProvider ??= saml.cacheProvider;
  return saml;
}

const text = (value) => (typeof value === "string" ? value : value._);

async function arrive(form) {
  const { profile } = await provider().validatePostResponseAsync(form);
  // Its documented answer to NoPassive: no error, and nobody.
  if (!profile) return { status: 403, json: { refused: "NoPassive" } };
  const statement = profile.getAssertion().Assertion.AuthnStatement[0];
  const cookie = randomBytes(16).toString("hex");
  sessions.set(cookie, {
    profile,
    told: {
      name_id: profile.nameID,
      format: profile.nameIDFormat,
      attributes: profile.attributes,
      context: text(statement.AuthnContext[0].AuthnContextClassRef[0]),
      authn_instant: statement.$.AuthnInstant,
    },
  });
  return { location: "/", cookie };
}

// A LogoutRequest ends the sessions of whom it names; a LogoutResponse ends nothing more: they ended when we asked.
async function logout(form, query) {
  const saml = provider();
  if (query) return answered(saml, await saml.validateRedirectAsync(form, query), form);
  if (form.SAMLRequest) return answered(saml, await saml.validatePostRequestAsync(form), form);
  return answered(saml, await saml.validatePostResponseAsync(form), form);
}

async function answered(saml, { profile, loggedOut }, form) {
  if (!profile) return loggedOut ? { location: "/" } : { status: 400, json: { refused: "not logged out" } };
  for (const [cookie, session] of sessions) {
    if (session.profile.nameID === profile.nameID) sessions.delete(cookie);
  }
  return { location: await saml.getLogoutResponseUrlAsync(profile, form.RelayState ?? "", {}, true) };
}

async function leave(cookie) {
  const { profile } = sessions.get(cookie);
  sessions.delete(cookie);
  return { location: await provider().getLogoutUrlAsync(profile, "", {}) };
}

async function route(request, url, form) {
  const cookie = request.headers.cookie?.match(new RegExp(`${COOKIE}=([0-9a-f]+)`))?.[1];
  const told = sessions.get(cookie)?.told;
  switch (url.pathname) {
    case "/":
      return { status: told ? 200 : 401, json: told ?? { signed_on: false } };
    case "/login":
      return { location: await provider(form).getAuthorizeUrlAsync("", undefined, {}) };
    case "/saml/acs":
      return arrive(form);
    case "/saml/metadata":
      return { xml: provider().generateServiceProviderMetadata(file("encryption.pem"), file("signing.pem")) };
    case "/logout":
      return leave(cookie);
    case "/saml/slo":
      return logout(form, request.method === "GET" ? url.search.slice(1) : undefined);
    default:
      return { status: 404, json: {} };
  }
}

async function respond(request, response) {
  const url = new URL(request.url, base);
  let body = "";
  for await (const part of request) body += part;
  const form = Object.fromEntries(request.method === "POST" ? new URLSearchParams(body) : url.searchParams);
  let done;
  try {
    done = await route(request, url, form);
  } catch (error) {
    // A status that is no success comes as an error that carries it.
    const status = error.xmlStatus?.match(/.*status:(\w+)/s)?.[1];
    done = { status: status ? 403 : 400, json: { refused: status ?? String(error), because: error.message } };
  }
  if (done.cookie) response.setHeader("Set-Cookie", `${COOKIE}=${done.cookie}; Path=/; HttpOnly; SameSite=Lax`);
  if (done.location) response.writeHead(303, { Location: done.location }).end();
  else if (done.xml) response.writeHead(200, { "Content-Type": "application/samlmetadata+xml" }).end(done.xml);
  else response.writeHead(done.status ?? 200, { "Content-Type": "application/json" }).end(JSON.stringify(done.json));
}

const server = createServer(respond).listen(0, "127.0.0.1", () => {
  base = `http://127.0.0.1:${server.address().port}`;
  console.log(base);
});
process.stdin.resume().on("end", () => process.exit(0));
