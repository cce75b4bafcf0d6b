"""A web portal on pysaml2, set up as its documentation says: see tests/suite/portals.

    python pysaml2_portal.py FOLDER

FOLDER holds its keys and the identity provider's metadata (idp.xml). Prints its address, and ends when its input does.
"""

import json
import secrets
import sys
import threading
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor
from saml2.response import StatusError
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

COOKIE = "pysaml2_portal"


def config(folder, base):
    keys = lambda name: {"key_file": str(folder / f"{name}.key"), "cert_file": str(folder / f"{name}.pem")}
    return SPConfig().load({
        "entityid": f"{base}/saml/metadata",
        "service": {"sp": {
            "endpoints": {
                "assertion_consumer_service": [(f"{base}/saml/acs", BINDING_HTTP_POST)],
                "single_logout_service": [
                    (f"{base}/saml/slo", BINDING_HTTP_REDIRECT), (f"{base}/saml/slo", BINDING_HTTP_POST),
                ],
            },
            "authn_requests_signed": True,
            "logout_requests_signed": True,
            "logout_responses_signed": True,
            "want_response_signed": True,
            "want_assertions_signed": True,
            "allow_unsolicited": False,
            "signing_algorithm": SIG_RSA_SHA256,
            "digest_algorithm": DIGEST_SHA256,
        }},
        "metadata": {"local": [str(folder / "idp.xml")]},
        "encryption_keypairs": [keys("encryption")],
        "allow_unknown_attributes": True,
        **keys("signing"),
    })


class Portal:
    def __init__(self, folder, base):
        self.config = config(folder, base)
        self.client = Saml2Client(config=self.config)
        self.idp = folder / "idp.xml"
        self.read = self.idp.stat().st_mtime_ns
        self.outstanding = {}
        self.sessions = {}  # cookie: (NameID, what the assertion said)
        self.lock = threading.Lock()

    def refresh(self):
        """The identity provider's metadata, read anew when there is another file."""
        written = self.idp.stat().st_mtime_ns
        if written != self.read:
            self.client.reload_metadata({"local": [str(self.idp)]})
            self.read = written

    def signed_on(self, cookie):
        """What is known of the visitor, as long as pysaml2 holds the person signed in."""
        name_id, told = self.sessions.get(cookie, (None, None))
        return told if name_id is not None and self.client.is_logged_in(name_id) else None

    def depart(self, wish):
        asked = {name: wish[name] for name in ("force_authn", "is_passive") if name in wish}
        if "context" in wish:
            asked["requested_authn_context"] = {"authn_context_class_ref": [wish["context"]], "comparison": "exact"}
        request_id, http = self.client.prepare_for_authenticate(
            relay_state="/", binding=BINDING_HTTP_REDIRECT, response_binding=BINDING_HTTP_POST,
            nameid_format=wish.get("format"), **asked,
        )
        self.outstanding[request_id] = "/"
        return dict(http["headers"])["Location"]

    def arrive(self, saml_response):
        response = self.client.parse_authn_request_response(
            saml_response, BINDING_HTTP_POST, outstanding=self.outstanding
        )
        statement = response.assertion.authn_statement[0]
        cookie = secrets.token_hex(16)
        self.sessions[cookie] = (response.name_id, {
            "name_id": response.name_id.text,
            "format": response.name_id.format,
            "attributes": response.ava,
            "context": response.authn_info()[0][0],
            "authn_instant": statement.authn_instant,
        })
        return cookie

    def leave(self, cookie):
        """The LogoutRequest, as (binding, what apply_binding made of it)."""
        name_id, _ = self.sessions[cookie]
        [(binding, http)] = self.client.global_logout(name_id).values()
        return binding, http

    def asked_to_leave(self, form, binding):
        """Ends the session that a LogoutRequest names; what the answer is sent with."""
        # The redirect binding signs the query; the POST binding signs inside.
        signed = {"sigalg": form.get("SigAlg"), "signature": form.get("Signature"), "relay_state": form.get("RelayState")}
        request = self.client.parse_logout_request(form["SAMLRequest"], binding, **signed)
        name_id = request.message.name_id
        return self.client.handle_logout_request(form["SAMLRequest"], name_id, binding, **signed)

    def left(self, form, binding):
        response = self.client.parse_logout_request_response(form["SAMLResponse"], binding)
        return self.client.handle_logout_response(response)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.handle_one(dict(parse_qsl(urlsplit(self.path).query)), BINDING_HTTP_REDIRECT)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.handle_one(dict(parse_qsl(body)), BINDING_HTTP_POST)

    def handle_one(self, form, binding):
        portal = self.server.portal
        try:
            with portal.lock:
                portal.refresh()
                self.route(portal, urlsplit(self.path).path, form, binding)
        except StatusError as error:
            # pysaml2 has a class for each status, such as StatusNoPassive.
            self.reply(403, {"refused": type(error).__name__.removeprefix("Status"), "because": str(error)})
        except Exception as error:
            self.reply(400, {"refused": f"{type(error).__name__}: {error}"})

    def route(self, portal, path, form, binding):
        match path:
            case "/":
                told = portal.signed_on(self.cookie())
                self.reply(200 if told else 401, told or {"signed_on": False})
            case "/login":
                self.redirect(portal.depart(form))
            case "/saml/acs":
                self.redirect("/", cookie=portal.arrive(form["SAMLResponse"]))
            case "/saml/metadata":
                self.page(200, "application/samlmetadata+xml", str(entity_descriptor(portal.config)))
            case "/logout":
                self.send_by(*portal.leave(self.cookie()))
            case "/saml/slo" if "SAMLRequest" in form:
                self.send_by(binding, portal.asked_to_leave(form, binding))
            case "/saml/slo":
                portal.left(form, binding)
                self.redirect("/")
            case _:
                self.reply(404, {})

    def send_by(self, binding, http):
        location = dict(http["headers"]).get("Location")
        if location:
            self.redirect(location)
        else:
            self.page(200, "text/html; charset=utf-8", http["data"])

    def cookie(self):
        morsel = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        return morsel.value if morsel else None

    def redirect(self, location, cookie=None):
        self.send_response(303)
        self.send_header("Location", location)
        if cookie:
            self.send_header("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def reply(self, status, thing):
        self.page(status, "application/json", json.dumps(thing))

    def page(self, status, kind, text):
        octets = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_):
        pass


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    server.portal = Portal(Path(sys.argv[1]), base)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(base, flush=True)
    sys.stdin.read()


main()
