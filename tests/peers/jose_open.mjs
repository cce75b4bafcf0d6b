// No service provider: jose, to say what it makes of keys that are sealed to a page. One object a line: `{"jwk": private key,
// "jwe": compact}` is answered with its `header` and `plain`, or with `refused` and why.
//
//   node jose_open.mjs <folder>

import { createInterface } from "node:readline";
import { compactDecrypt, importJWK } from "jose";

for await (const line of createInterface({ input: process.stdin })) {
  const { jwk, jwe } = JSON.parse(line);
  try {
    const key = await importJWK(jwk, "ECDH-ES+A256KW");
    const only = { keyManagementAlgorithms: ["ECDH-ES+A256KW"], contentEncryptionAlgorithms: ["A256GCM"] };
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, only);
    console.log(JSON.stringify({ header: protectedHeader, plain: new TextDecoder().decode(plaintext) }));
  } catch (error) {
    console.log(JSON.stringify({ refused: String(error) }));
  }
}
