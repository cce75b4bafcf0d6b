"""What signxml and cryptography say of documents: a second opinion beside xmlsec1. Speaks JSON, one object a line.

`verify`: whether the signature that is a child of the element at `path` holds with `certificate`, and what it covers.
`decrypt`: the one EncryptedData of a file, opened with `key`. `query`: whether a redirect's signature holds.
"""

import base64
import json
import sys
from urllib.parse import unquote_to_bytes

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from lxml import etree
from signxml import DigestAlgorithm, SignatureConfiguration, SignatureMethod, XMLVerifier

NAMES = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "xenc11": "http://www.w3.org/2009/xmlenc11#",
}
DIGESTS = {
    "http://www.w3.org/2000/09/xmldsig#sha1": hashes.SHA1,
    "http://www.w3.org/2001/04/xmlenc#sha256": hashes.SHA256,
}
MASKS = {None: hashes.SHA1, "http://www.w3.org/2009/xmlenc11#mgf1sha256": hashes.SHA256}
CIPHERS = {"http://www.w3.org/2009/xmlenc11#aes128-gcm": 16, "http://www.w3.org/2009/xmlenc11#aes256-gcm": 32}


def octets(path):
    with open(path, "rb") as file:
        return file.read()


def parsed(path):
    return etree.fromstring(octets(path), etree.XMLParser(resolve_entities=False, no_network=True))


def verify(asked):
    steps = "".join(f"{{{NAMES[step.split(':')[0]]}}}{step.split(':')[1]}/" for step in asked["path"])
    config = SignatureConfiguration(
        location=f"./{steps}",
        signature_methods=frozenset({SignatureMethod.RSA_SHA256, SignatureMethod.ECDSA_SHA256}),
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
    )
    certificate = octets(asked["certificate"]).decode()
    result = XMLVerifier().verify(
        octets(asked["file"]), x509_cert=certificate, id_attribute="ID", expect_config=config
    )
    return {"signed": etree.QName(result.signed_xml).localname, "id": result.signed_xml.get("ID")}


def decrypt(asked):
    data = parsed(asked["file"]).find(".//xenc:EncryptedData", NAMES)
    method = data.find("ds:KeyInfo/xenc:EncryptedKey/xenc:EncryptionMethod", NAMES)
    mask = method.find("xenc11:MGF", NAMES)
    mask = MASKS[None if mask is None else mask.get("Algorithm")]
    digest = DIGESTS[method.find("ds:DigestMethod", NAMES).get("Algorithm")]
    text = lambda path: base64.b64decode(data.find(path, NAMES).text, validate=True)
    key = serialization.load_pem_private_key(octets(asked["key"]), None).decrypt(
        text("ds:KeyInfo/xenc:EncryptedKey/xenc:CipherData/xenc:CipherValue"),
        padding.OAEP(padding.MGF1(mask()), digest(), None),
    )
    if len(key) != CIPHERS[data.find("xenc:EncryptionMethod", NAMES).get("Algorithm")]:
        raise ValueError("the key has another length than its cipher")
    sealed = text("xenc:CipherData/xenc:CipherValue")
    # XML Encryption 1.1 §5.2.4: the nonce of 96 bits, the ciphertext, the tag.
    return {"plain": AESGCM(key).decrypt(sealed[:12], sealed[12:], None).decode()}


def query(asked):
    signed, signature = asked["query"].rsplit("&Signature=", 1)
    certificate = x509.load_pem_x509_certificate(octets(asked["certificate"]))
    value = base64.b64decode(unquote_to_bytes(signature), validate=True)
    certificate.public_key().verify(value, signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return {}


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"verify": verify, "decrypt": decrypt, "query": query}[asked["do"]](asked)
    except Exception as error:
        answer = {"refused": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
