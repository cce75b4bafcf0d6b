// A service provider on node-saml. Speaks JSON, one object a line: see tests/suite/support/peer.rs.
import { createInterface } from "node:readline";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";

const folder = process.argv[2];
const file = (name) => readFileSync(join(folder, name), "utf8");
const entityId = "https://node-saml.example/sp";
const mfa = "https://refeds.org/profile/mfa";

// What an operator copies out of the identity provider's metadata.
function identityProvider() {
  if (!existsSync(join(folder, "idp.xml"))) return { idpCert: "not known yet", entryPoint: "https://idp.example" };
  const metadata = file("idp.xml");
  return {
    idpCert: [...metadata.matchAll(/<ds:X509Certificate>([^<]+)</g)].map((certificate) => certificate[1]),
    entryPoint: metadata.match(/SingleSignOnService[^>]* Location="([^"]+)"/)[1],
    idpIssuer: metadata.match(/entityID="([^"]+)"/)[1],
  };
}

const provider = () =>
  new SAML({
    ...identityProvider(),
    issuer: entityId,
    callbackUrl: "https://node-saml.example/acs",
    audience: entityId,
    privateKey: file("signing.key"),
    decryptionPvk: file("encryption.key"),
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    validateInResponseTo: ValidateInResponseTo.always,
    identifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
    authnContext: [mfa],
    acceptedClockSkewMs: 0,
  });

let saml;
const peer = {
  metadata: () => ({
    metadata: provider().generateServiceProviderMetadata(file("encryption.pem"), file("signing.pem")),
  }),
  async request({ relay_state }) {
    saml ??= provider();
    return { location: await saml.getAuthorizeUrlAsync(relay_state, undefined, {}) };
  },
  async post({ relay_state }) {
    // The binding is a setting of the whole provider; answers are taken by the one that asked.
    saml = new SAML({ ...saml?.options, ...provider().options, authnRequestBinding: "HTTP-POST", skipRequestCompression: true });
    return { page: await saml.getAuthorizeFormAsync(relay_state, undefined) };
  },
  async accept({ saml_response }) {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: saml_response });
    const assertion = profile.getAssertion().Assertion;
    const told = assertion.AttributeStatement.flatMap((statement) => statement.Attribute);
    const text = (value) => (typeof value === "string" ? value : value._);
    return {
      attributes: Object.fromEntries(told.map(({ $, AttributeValue }) => [$.Name, AttributeValue.map(text)])),
      by_short_name: { pairwise: profile["urn:oasis:names:tc:SAML:attribute:pairwise-id"], mail: profile.mail },
      context: text(assertion.AuthnStatement[0].AuthnContext[0].AuthnContextClassRef[0]),
      name_id: profile.nameID,
      in_response_to: profile.inResponseTo,
    };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let answer;
  try {
    answer = await peer[asked.do](asked);
  } catch (error) {
    // Whatever a portal would show as "sign-on failed".
    answer = { refused: `${error.name}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
