"""A service provider on pysaml2. Speaks JSON, one object a line: see tests/suite/support/peer.rs."""

import json
import sys
from pathlib import Path

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

ENTITY_ID = "https://pysaml2.example/sp"
MFA = "https://refeds.org/profile/mfa"
ACS = "https://pysaml2.example/acs"


def config(folder):
    keys = lambda name: {"key_file": str(folder / f"{name}.key"), "cert_file": str(folder / f"{name}.pem")}
    idp = folder / "idp.xml"
    return SPConfig().load({
        "entityid": ENTITY_ID,
        "service": {"sp": {
            "endpoints": {"assertion_consumer_service": [(ACS, BINDING_HTTP_POST)]},
            "authn_requests_signed": True,
            "want_response_signed": True,
            "want_assertions_signed": True,
            "allow_unsolicited": False,
            "signing_algorithm": SIG_RSA_SHA256,
            "digest_algorithm": DIGEST_SHA256,
        }},
        "metadata": {"local": [str(idp)]} if idp.exists() else {},
        "encryption_keypairs": [keys("encryption")],
        "allow_unknown_attributes": True,
        **keys("signing"),
    })


def read(response):
    """What a portal would take from it."""
    assertion = response.assertion
    attributes = {
        attribute.name: [value.text for value in attribute.attribute_value]
        for statement in assertion.attribute_statement
        for attribute in statement.attribute
    }
    return {
        "attributes": attributes,
        "by_short_name": response.ava,
        "context": response.authn_info()[0][0],
        "name_id": response.name_id.text,
        "in_response_to": response.in_response_to,
    }


class Peer:
    def __init__(self, folder):
        self.folder = folder
        self.client = None
        self.outstanding = {}

    def metadata(self, _):
        return {"metadata": str(entity_descriptor(config(self.folder)))}

    def request(self, asked):
        self.client = self.client or Saml2Client(config=config(self.folder))
        request_id, http = self.client.prepare_for_authenticate(
            relay_state=asked["relay_state"], binding=BINDING_HTTP_REDIRECT, response_binding=BINDING_HTTP_POST,
            requested_authn_context={"authn_context_class_ref": [MFA], "comparison": "exact"} if asked.get("mfa") else None,
        )
        self.outstanding[request_id] = "/"
        return {"location": dict(http["headers"])["Location"]}

    def post(self, asked):
        self.client = self.client or Saml2Client(config=config(self.folder))
        request_id, http = self.client.prepare_for_authenticate(
            relay_state=asked["relay_state"], binding=BINDING_HTTP_POST, response_binding=BINDING_HTTP_POST
        )
        self.outstanding[request_id] = "/"
        return {"page": http["data"]}

    def accept(self, posted):
        response = self.client.parse_authn_request_response(
            posted["saml_response"], BINDING_HTTP_POST, outstanding=self.outstanding
        )
        if response is None:
            raise ValueError("no response was made of it")
        return read(response)


def main():
    peer = Peer(Path(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = getattr(peer, asked["do"])(asked)
        except Exception as error:  # whatever a portal would show as "sign-on failed"
            answer = {"refused": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
