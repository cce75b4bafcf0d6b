"""Vectors of the vault: writes them, and checks those of others. See docs/vault.md.

    reader.py generate          writes tests/vectors/vault/*.json anew; `git diff` must then be empty
    reader.py write             a set of fresh random vectors, as JSON on stdout
    reader.py write-flipped     a set for each label, made with that label changed: one JSON object a line
    reader.py check             reads a set on stdin; says as JSON what it checked, and which changed label or field it
                                would not have noticed

A set is an object of kinds, each a list of cases. All octets are lower-case hexadecimal; numbers that may exceed 53 bits are
text. What `derive` returns of a case is compared with the case; what it opens must open.
"""

import base64
import copy
import json
import os
import pathlib
import re
import sys
import uuid

import vault
from vault import label, lp, mac, sha256, u32, u64

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "vault"
FLOOR = {"memory_kib": 19456, "passes": 2, "lanes": 1}


class Octets(dict):
    """A case, its hexadecimal fields as octets."""

    def __getattr__(self, name):
        return bytes.fromhex(self[name.rstrip("_")])


# What follows from each kind's inputs

def stretch(c):
    return {"stretched": vault.stretch(c["identifier"], c["passphrase"], c.salt, c.associated, c["cost"]).hex()}


def harden(c):
    ctx = vault.context(c.org, c.account, c["kind"], c["epoch"])
    keys = vault.hardened(c.s, c.answer, ctx)
    return {"digest_for_keeper": sha256(c.s).hex(), **{name: key.hex() for name, key in keys.items()}}


def token(c):
    s = vault.token_secret(c.token)
    locator = {"locator": vault.expand(s, label("invitation/locator")).hex()} if len(c.token) == 32 else {}
    return {"s": s.hex(), **locator}


def seal(c):
    where = vault.place(c.org, c["table"], c.row, c["slot"], int(c["version"]))
    sealed = vault.seal(c.key, where, c.plaintext, c.salt)
    vault.require(vault.open_record(c.key, where, c.sealed or sealed) == c.plaintext, "what the record holds")
    return {"sealed": sealed.hex()}


def envelope(c):
    where = vault.place(c.org, c["table"], c.row, c["slot"], int(c["version"]))
    sealed = vault.seal_to(vault.public(c.private), where, c.plaintext, c.ephemeral, c.salt)
    vault.require(vault.open_from(c.private, where, c.sealed or sealed) == c.plaintext, "what the envelope holds")
    return {"public": vault.public(c.private).hex(), "sealed": sealed.hex()}


def profile(c):
    encoded = vault.encode_profile(c["profile"])
    vault.require(vault.decode_profile(encoded) == c["profile"], "profile")
    return {"encoded": encoded.hex()}


def escrow(c):
    """The keyring sealed to a member, a seed sealed to the keyring, and what two administrators compare."""
    epoch, ring, own = c["epoch"], c.ring_private, c.member_private
    seed_place = vault.place(c.org, "escrow", lp(c.account, u32(epoch)), "identity-seed", epoch)
    ring_place = vault.place(c.org, "keyring_member", c.member, "private", epoch)
    seal = lambda to, where, octets, random: vault.seal_to(vault.public(to), where, octets, random[:32], random[32:])
    kept = c.identity_seed + c.handle
    escrowed = seal(ring, seed_place, kept, c.seed_random)
    admitted = seal(own, ring_place, ring, c.member_random)
    given = lambda name, made: bytes.fromhex(c[name]) if name in c else made
    opened = vault.open_from(own, ring_place, given("admitted", admitted))
    vault.require(vault.public(opened) == vault.public(ring), "the keyring that a member opens")
    vault.require(vault.open_from(opened, seed_place, given("escrowed", escrowed)) == kept, "the escrowed seed")
    return {"escrowed": escrowed.hex(), "admitted": admitted.hex(),
            "fingerprint": vault.fingerprint(c.org, c.member, vault.public(own))}


def subject_identifier(c):
    local = lambda *parts: vault.base32lower(mac(c.identity_seed, *parts))
    sector = c["sector"].encode()
    return {"pairwise_id": local(label("pairwise-id"), sector) + "@" + c["scope"],
            "persistent_name_id": local(label("name-id/persistent"), sector),
            "subject_id": local(label("subject-id")) + "@" + c["scope"]}


def envelope_identity(c):
    private = vault.envelope_identity(c.data_seed)
    public = vault.public(private)
    return {"private": private.hex(), "public": public.hex(), "recipient": vault.bech32("age", public),
            "identity": vault.bech32("age-secret-key-", private).upper()}


def slip(c):
    private = vault.expand(c.data_seed, lp(label("envelope/slips")))
    octets = lp(c.envelope, c.side, lp(*(one.encode() for one in c["others"])), u64(c["sent"]), u64(c["over"]),
                c["name"].encode(), u64(c["octets"]), u64(c["length"]), c.ciphertext)
    side = b"received" if c.side[0] == 0 else b"sent"
    return {"public": vault.public(private).hex(),
            "digest": sha256(lp(label("envelope/slip"), c.org, c.account, octets)).hex(),
            "place": mac(c.places, label("envelope/slip-place"), side, u32(c["number"])).hex()}


def api_token(c):
    place = mac(c.places, label("api-token/place"), u32(c["number"]))
    prk = vault.extract(c.answer, c.key)
    return {"place": place.hex(), "text": "senza_" + vault.base64url(place + c.key),
            "verifier": sha256(lp(label("api-token/verifier"), place, c.key)).hex(),
            "digest": sha256(lp(label("api-token/digest"), place, c.key)).hex(),
            "held_key": vault.expand(prk, lp(label("api-token/key"), place)).hex()}


def scoped_key(c):
    key = vault.scoped_key(c.data_seed, c["delivery"], c["entity_id"], c["purpose"], c["epoch"])
    return {"key": key.hex(), "id": vault.scoped_key_id(key, c["generation"], c["epoch"]), "text": vault.base64url(key)}


def inbox(c):
    item = vault.encode_item(c["item"])
    digest = vault.item_digest(c.org, c.account, item)
    signature = vault.sign(c.grant_key, digest)
    where = vault.place(c.org, "inbox_items", lp(c.account, bytes.fromhex(c["item"]["id"])), "item", 1)
    sealed = vault.seal_to(vault.public(c.inbox_private), where, lp(item, signature), c.ephemeral, c.salt)
    opened = vault.parts(vault.open_from(c.inbox_private, where, c.sealed or sealed))
    vault.require(opened[0] == item and vault.is_signed(c.grant_key, digest, opened[1]), "inbox item")
    return {"digest": digest.hex(), "signature": signature.hex(), "sealed": sealed.hex()}


def inbox_head(c):
    """What the MAC of an account's row covers: whose it is, and its inbox."""
    items = sorted((bytes.fromhex(id_), sha256(bytes.fromhex(sealed))) for id_, sealed in c["items"])
    columns = [c.org, c.handle, c.inbox_public, lp(*(part for item in items for part in item))]
    return {"digest": vault.row_digest("account.inbox", c.account, int(c["version"]), columns).hex()}


def bearer(c):
    id_hash, key = vault.bearer(c["purpose"], c.id, c.secret, c.epoch_key)
    return {"text": vault.base64url(c.id + c.secret), "id_hash": id_hash.hex(), "key": key.hex(),
            "challenge": vault.challenge(c["purpose"], c.id, c.secret).hex()}


def passkey_way(c):
    prf = vault.passkey_prf(c.output)
    s, digest = vault.passkey_way(prf, c.user)
    return {"prf": prf.hex(), "s": s.hex(), "locator_digest": digest.hex()}


def both(c):
    private, way = vault.share_key(c.prf, c.key_half), vault.both_way(c.factor, c.salt)
    where = vault.place(c.org, "ways", lp(c.account, way), "share", 1)
    sealed = vault.seal_to(vault.public(private), where, c.share, c.ephemeral, c.seal_salt)
    vault.require(vault.open_from(private, where, c.sealed or sealed) == c.share, "share")
    return {"public": vault.public(private).hex(), "way": way.hex(), "sealed": sealed.hex(), "s": vault.both_secret(c.x, c.share).hex()}


def passkey(c):
    return {"record": vault.passkey(c).hex()}


def session_epoch(c):
    return {"key": vault.session_key(c["epoch"], c.link, c["asked"]).hex()}


def keeper(c):
    handle = mac(c.key_handle, label("keeper/handle"), c.org, c["identifier"].encode())
    missing = mac(c.key_missing, label("keeper/missing-row"), handle)
    bucket = lambda *parts: int.from_bytes(mac(c.key_throttle, *parts)[:8], "big") % c["buckets"]
    # The vectors' keeper lives on 2026-04-11; a device is known for 180 days.
    expires = vault.day(2461142 + 180)
    device = c.device_id + expires + mac(c.key_throttle, label("keeper/device"), c.org, handle, c.way, c.device_id, expires)
    owner = mac(c.key_throttle, label("keeper/device/owner"), handle)[:16]
    device += owner + mac(c.key_throttle, label("keeper/device/pass"), c.org, owner, c.device_id, expires)[:16]
    locator = mac(c.key_logout, label("keeper/participant"), c.org, c["sp"].encode(), c["name_id"].encode())
    digest = vault.row_digest(c["table"], c.row, int(c["version"]), [bytes.fromhex(column) for column in c["columns"]])
    day = vault.day(c["day"])
    return {name: octets if isinstance(octets, int) else octets.hex() for name, octets in {
        "handle": handle,
        "missing_answer": vault.answer(missing, "passphrase", c.digest),
        "decoy_salt": mac(c.key_missing, label("keeper/decoy-salt"), handle)[:16],
        "bucket": bucket(label("keeper/throttle"), handle),
        "device": device,
        "device_bucket": bucket(label("keeper/throttle/device"), handle, c.device_id),
        "budget_of_account": sha256(lp(label("keeper/budget"), c.org, b"account", c.account)),
        "budget_of_handle": sha256(lp(label("keeper/budget"), c.org, b"handle", handle)),
        "row_digest": digest,
        "row_mac": mac(c.key_row, label("keeper/row-mac"), digest),
        "fingerprint": mac(c.key_row, label("keeper/fingerprint")),
        "participant_locator": locator,
        "participant_group": mac(c.key_logout, label("keeper/participant/session"), c.session),
        "participant_key": mac(c.key_logout, label("keeper/participant/seal"), locator),
        "audit_subject": mac(c.key_audit, label("keeper/audit/subject"), c.org, c.account, day),
        "audit_refused": mac(c.key_audit, label("keeper/audit/refused"), handle, day),
        "audit_heads_signature": vault.sign(mac(c.key_audit, label("keeper/audit/heads-key")), digest, "audit/heads"),
        "audit_link": mac(c.key_audit, label("keeper/audit/chain"), c.previous, digest),
    }.items()}


def token_epoch(c):
    owner = [c.org, c.account, c.way]
    return {"record_key": mac(c.key_epoch, label("keeper/token/epoch"), u32(c["epoch"]), *owner).hex()}


def consent(c):
    """What a server has to show before a key is destroyed."""
    of = lambda kind, what: mac(c.key_row, label("keeper/consent"), kind, what).hex()
    return {"epoch": of(b"epoch", u32(c["number"])), "saml_key": of(b"saml-key", c.saml_key_id)}


def transfer(c):
    """An epoch's key between two keepers: which it is, who wants it, and who gave this part of it."""
    number = u32(c["number"])
    place = lp(b"\x01", number, c.public, bytes([c["part"]]), bytes([c["parts"]]))
    return {"epoch_fingerprint": mac(c.key_epoch, label("keeper/epoch"), number).hex(),
            "wanted_mac": mac(c.key_row, label("keeper/transfer/wanted"), b"\x01", number, c.public).hex(),
            "place": place.hex(),
            "given_mac": mac(c.key_row, label("keeper/transfer/given"), place, c.envelope).hex()}


def kit(c):
    digest = sha256(lp(label("kit/locator"), c.kit))
    return {"printed": vault.printed_kit(c.kit), "s": vault.token_secret(c.kit).hex(),
            "locator": mac(c.key_handle, label("keeper/kit"), c.org, digest).hex()}


def key_file(c):
    """Cost and credential of a passphrase's file are there or not, as it has them."""
    by = c["by"]
    is_typed = by == "passphrase"
    cost = [c["cost"][name] for name in ["memory_kib", "passes", "lanes"]] if is_typed else [0, 0, 0]
    header = vault.key_file_header(by, cost, c.salt)
    key = vault.key_file_key(header, by, cost, c.salt, c["passphrase"] if is_typed else c.credential)
    where = vault.place(bytes(16), "keeper", header, "keys", 1)
    sealed = header + vault.seal(key, where, c.keys_, c.record_salt)
    given = c.sealed or sealed
    vault.require(given[:len(header)] == header, "the header")
    vault.require(vault.open_record(key, where, given[len(header):]) == c.keys_, "the key file")
    return {"sealed": sealed.hex()}


def hand_over(c):
    public = vault.public(c.private)
    header = b"SENZAGIVE\1" + public
    where = vault.place(bytes(16), "keeper", header, "given", 1)
    sealed = header + vault.seal_to(public, where, c.keys_, c.ephemeral, c.salt)
    given = c.sealed or sealed
    vault.require(given[:len(header)] == header, "the header")
    vault.require(vault.open_from(c.private, where, given[len(header):]) == c.keys_, "the keys")
    return {"request": vault.request_line(public), "fingerprint": vault.request_fingerprint(public), "sealed": sealed.hex()}


def marks(c):
    sp, request = c["sp"].encode(), c["request"].encode()
    return {"request_mark": sha256(lp(label("request"), sp, request)).hex(),
            "answer_mark": sha256(lp(label("logout/answer"), sp, request)).hex(),
            "logout_place": sha256(lp(label("logout/place"), c.logout, u64(c["number"]))).hex(),
            "session_index": "_" + sha256(lp(label("session-index"), c["index"].encode(), sp))[:20].hex(),
            "forgotten_device": sha256(lp(label("device/forgotten"), c.logout)).hex(),
            "form_token": vault.base64url(sha256(lp(label("form-token"), c["form_cookie"].encode())))}


def record(c):
    """What lies inside a seal as JSON."""
    return {"record": vault.record(c["of"], c["fields"]).hex()}


def audit_row(c):
    columns = [c.chain, u64(int(c["seq"])), int(c["micros"]).to_bytes(16, "big", signed=True), c["event"].encode(), c.subject,
               c["service_provider"].encode(), c["request_id"].encode()]
    return {"digest": sha256(lp(*columns)).hex()}


def spelling(c):
    return {"identifier": vault.identifier(c["typed_identifier"]), "passphrase": vault.passphrase(c["typed_passphrase"])}


def account(c):
    """Nothing follows anew: all of it is opened, from the passphrase to the profile."""
    at = lambda table, slot, row, version: vault.place(c.org, table, row, slot, version)
    way, factor = lp(c.account, c.way_id), lp(c.account, c.factor_id, c["factor_kind"].encode())
    ctx = vault.context(c.org, c.account, "way", 1)
    s = vault.stretch(c["identifier"], c["passphrase"], c.salt, ctx, c["cost"])
    epoch = int.from_bytes(c.wrapped_kw[:4], "big")
    vault.require(epoch == c["hardening_epoch"], "keeper epoch")
    k_w = vault.open_record(c.hardening_key, at("ways", "hardening-key", way, epoch), c.wrapped_kw[4:])
    keys = vault.hardened(s, vault.answer(k_w, c["way"], sha256(s)), ctx)
    private = vault.open_record(keys["way_key"], at("ways", "private", way, 1), c.sealed_private)
    root = vault.open_from(private, at("root_seals", "root", way, c["root_epoch"]), c.root_seal)
    where = at("profiles", "profile", lp(c.account, u32(c["root_epoch"])), int(c["profile_version"]))
    opened = vault.open_record(root, where, c.profile_sealed)
    ways = vault.decode_profile(opened)["ways"]
    vault.require([c["way_id"], vault.public(private).hex()] in [way[:2] for way in ways], "the way's public key in the profile")
    record_key = vault.open_record(keys["factor_key"], at("factors", "for_factor_key", factor, 1), c.for_factor_key)
    vault.require(vault.open_record(root, at("factors", "for_root", factor, 1), c.for_root) == record_key, "record key")
    return {"verifier": keys["verifier"].hex(), "profile": opened.hex(),
            "totp_seed": vault.open_record(record_key, at("factors", "record", factor, 1), c.factor_record).hex(),
            "spent_mark": vault.spent_mark(record_key, int(c["step"])).hex()}


KINDS = {f.__name__: f for f in [stretch, harden, token, seal, envelope, profile, escrow, subject_identifier, scoped_key, inbox, inbox_head, bearer,
                                 session_epoch, keeper, kit, key_file, hand_over, marks, spelling, record, audit_row, account, transfer, passkey, passkey_way, both,
                                 token_epoch, consent, envelope_identity, slip, api_token]}


# Inputs to write

def account_case(r):
    c = Octets(org=r(16).hex(), account=r(16).hex(), way_id=r(16).hex(), way="passphrase", identifier="änni@example.org",
               passphrase="pässe ‖ 合言葉", salt=r(16).hex(), cost=FLOOR, hardening_epoch=3, hardening_key=r(32).hex(),
               root_epoch=2, factor_id=r(16).hex(), factor_kind="totp", profile_version="7", step="59000000")
    at = lambda table, slot, row, version: vault.place(c.org, table, row, slot, version)
    way, factor = lp(c.account, c.way_id), lp(c.account, c.factor_id, b"totp")
    ctx = vault.context(c.org, c.account, "way", 1)
    s = vault.stretch(c["identifier"], c["passphrase"], c.salt, ctx, FLOOR)
    k_w, private, root, record_key, seed = r(32), r(32), r(32), r(32), r(20)
    keys = vault.hardened(s, vault.answer(k_w, "passphrase", sha256(s)), ctx)
    profile_ = vault.encode_profile({"attributes": [["nickname", "Änni", ""], ["pronouns"]],
                                     "ways": [[c["way_id"], vault.public(private).hex(), 2461370, c["way"]]], "identity_seed": r(32).hex(),
                                     "data_seeds": [r(32).hex(), r(32).hex()], "grant_sequence": "5",
                                     "inbox_private": r(32).hex(), "granted": [r(16).hex()],
                                     "identifier": c["identifier"],
                                     "keyring": {"member": None, "private": None, "seen": "2", "escrow": r(32).hex()},
                                     "limits": {"version": "4", "minutes": [600, 30, 5]},
                                     "devices": [[r(16).hex(), 2461370, 2461371, "Ännis Rechner"]],
                                     "factors": [c["factor_id"]], "consents": []})
    c.update({name: octets.hex() for name, octets in {
        "wrapped_kw": u32(3) + vault.seal(c.hardening_key, at("ways", "hardening-key", way, 3), k_w, r(32)),
        "sealed_private": vault.seal(keys["way_key"], at("ways", "private", way, 1), private, r(32)),
        "root_seal": vault.seal_to(vault.public(private), at("root_seals", "root", way, 2), root, r(32), r(32)),
        "for_factor_key": vault.seal(keys["factor_key"], at("factors", "for_factor_key", factor, 1), record_key, r(32)),
        "for_root": vault.seal(root, at("factors", "for_root", factor, 1), record_key, r(32)),
        "factor_record": vault.seal(record_key, at("factors", "record", factor, 1), seed, r(32)),
        "profile_sealed": vault.seal(root, at("profiles", "profile", lp(c.account, u32(2)), 7), profile_, r(32)),
    }.items()})
    return c


def seal_inputs(r):
    """A record at each place, and one of each size of bucket."""
    account_, id_ = r(16), r(16)
    for table, slot, row, version, plaintext in [
        ("ways", "hardening-key", lp(account_, id_), 3, r(32)),
        ("ways", "private", lp(account_, id_), 1, b""),
        ("factors", "for_factor_key", lp(account_, id_, b"totp"), 1, r(32)),
        ("factors", "for_root", lp(account_, id_, b"totp"), 1, r(32)),
        ("factors", "for_factor_key", lp(account_, id_, b"passkey"), 1, r(32)),
        ("factors", "record", b"row", 2**63, b"sixty octets of plaintext fill the first bucket to its end.."),
        ("profiles", "profile", lp(account_, u32(1)), 7, bytes(range(256)) * 17),
        ("profiles", "profile", bytes(2000), 7, r(61)),
        ("invitation", "sealed", r(32), 1, b'{"identifier":"ada@example.org"}'),
        ("session", "sealed", account_, 1, b'{"authn_instant":0}'),
        ("pending", "senza/1/bearer/attempt", r(32), 1, b"{}"),
        ("participant", "sealed", r(32), 1, b'{"sp":"https://sp.example/saml"}'),
        ("factor", "decoy", account_, 1, bytes(32)),
    ]:
        yield {"key": r(32).hex(), "salt": r(32).hex(), "org": r(16).hex(), "table": table, "row": row.hex(), "slot": slot,
               "version": str(version), "plaintext": plaintext.hex()}


def record_inputs(r):
    """One of each record, and one with what may be left out."""
    secret = lambda length: base64.b64encode(r(length)).decode()
    id_ = lambda: str(uuid.UUID(bytes=r(16)))
    said = [{"name": "mail", "values": ["anna@example.org", "ä"]}]
    opened = {"standing": list(r(32)), "at": 1775908801, "identity_seed": secret(32), "attributes": said, "roles": ["admin"]}
    whole = {"authn_instant": 1775908800, "ends_at": 1775952000, "session_index": "_1", "root_epoch": 2}
    used = lambda factor, at: {"factor": factor, "at": at}
    both = {"method": "PassphraseAndTotp", "factors": [used("Passphrase", 1775908800), used("Totp", 1775908860)]}
    others = {"method": None, "factors": [used("Kit", 1775908800), used({"Passkey": {"prf": False, "verified": True}}, 1775908860)]}
    own = {"identifier": secret(32), "handle": secret(32)}
    times = {"began_at": 1775908799, "used_at": 1775908900, "idle": 30, "shared": True}
    yield "session", {**whole, **both, "root": secret(32), "own": own, "opened": {**opened, "until": 1775909000, "keys": secret(48)}, **times}
    yield "session", {**whole, **others, "root": secret(32), "own": None, "opened": {**opened, "attributes": [], "roles": [], "until": None},
                      **times, "shared": False}
    invitation = {"identifier": "anna@example.org", "inbox_private": secret(32), "expires_at": 1776168000}
    yield "invitation", {**invitation, "again": None}
    yield "invitation", {**invitation, "again": {"keeps_names": 1, "identity_seed": secret(32), "handle": list(r(32)), "inbox_mac": list(r(32)),
                                                 "attributes": said, "is_administrator": True,
                                                 "issuer": {"account": id_(), "standing": secret(32)}}}
    yield "attempt", {"identifier": "Anna", "account": id_(), "handle": secret(32), "counted": {"bucket": 77, "is_known": 1},
                      "way": id_(), "device": id_(), "matched": 1, "factor_key": secret(32), "way_key": secret(32), "stretched": secret(32), "shared": True, "browser": "Firefox on Linux"}
    sign_on = {"sp": "https://sp.example/saml", "acs": "https://sp.example/acs", "relay_state": "ä&b"}
    asked = {"id": "_3", "force_authn": True, "is_passive": False, "authn_context": "https://refeds.org/profile/mfa",
             "wish": {"Preferred": ["RefedsMfa", "PasswordProtectedTransport"]}, "name_id": "Persistent", "attribute_service": 3,
             "subject": {"value": "x", "format": "urn:f", "name_qualifier": "q", "sp_name_qualifier": "s"}}
    yield "sign-on", {**sign_on, "asked": asked, "begun_at": 1775908800}
    yield "sign-on", {**sign_on, "relay_state": None, "asked": None, "begun_at": 1775908800}
    yield "lock", {"began_at": 1775908799, "ends_at": 1775952000, "session_index": "_1", "idle": 5, "identifier": "anna@example.org"}
    yield "enrolment", {"account": id_(), "seed": secret(20)}
    yield "kit", {"account": id_(), "kit": secret(20), "asked": 3}
    yield "recovery", {"account": id_(), "kit": id_(), "root_epoch": 2, "root": secret(32), "seed": secret(20)}
    yield "authenticator", {"account": id_(), "seed": secret(20)}
    yield "passkey", {"account": id_(), "user": secret(64)}
    yield "alone", {}
    yield "proof", {"session": list(r(32))}
    yield "page-keys", {"sign_on": {**sign_on, "relay_state": None, "asked": None, "begun_at": 1775908800}, "purpose": "notes", "key": "BKey", "state": "s"}
    yield "participant", {"sp": "https://sp.example/saml", "session_index": "_4", "session": list(r(32)), "at": 1775908800123,
                          "name": {"format": "Transient", "value": "_x", "name_qualifier": "q", "sp_name_qualifier": None}}


def consent(h, entity_id, purpose, delivery="assertion"):
    return {"entity_id": entity_id, "purpose": purpose, "delivery": delivery, "answer": 1, "at": "1790000001",
            "fingerprint": [h(32), h(32), h(32)], "seen": "259", "delivered": [[1, 2, 2461370], [2, 1, 2461371]]}


def inputs(r):
    h = lambda length: r(length).hex()
    item = lambda **more: {"id": h(16), "sequence": "5", "name": "mail", "values": ["anna@example.org", "ä"],
                           "expires": "1775908800000000001", **more}
    ctx = lambda: vault.context(r(16), r(16), "way", 1).hex()
    cost = lambda memory_kib, passes, lanes: {"memory_kib": memory_kib, "passes": passes, "lanes": lanes}
    yield "stretch", [{"identifier": "anna", "passphrase": "correct horse", "salt": h(16), "associated": ctx(), "cost": FLOOR},
                      {"identifier": "änni@example.org", "passphrase": "pässe ‖ 合言葉", "salt": h(16), "associated": ctx(),
                       "cost": cost(65536, 3, 1)},
                      {"identifier": "", "passphrase": "", "salt": h(16), "associated": ctx(), "cost": cost(32768, 2, 3)}]
    yield "harden", [{"org": h(16), "account": h(16), "kind": kind, "epoch": 1, "s": h(32), "answer": h(32)}
                     for kind in ["way", "invitation"]]
    yield "token", [{"token": h(32)}, {"token": h(20)}]
    yield "seal", list(seal_inputs(r))
    yield "envelope", [{"private": h(32), "ephemeral": h(32), "salt": h(32), "org": h(16), "table": table, "row": h(40),
                        "slot": slot, "version": version, "plaintext": h(32)}
                       for table, slot, version in [("root_seals", "root", "2"), ("inbox_items", "item", "1"),
                                                    ("keyring_member", "label", "3"), ("keyring", "elder", "3")]]
    yield "profile", [{"profile": {"attributes": [["nickname", "Änni", ""], ["pronouns"]], "ways": [[h(16), h(32), 2461370, "passphrase"], [h(16), h(32), None, None]]
                                   + [[h(16), h(32), 2461371, kind] for kind in ["kit", "passkey", "both"]],
                                   "identity_seed": h(32), "data_seeds": [h(32), h(32)], "grant_sequence": str(2**64 - 2),
                                   "inbox_private": h(32), "granted": [h(16), h(16)],
                                   "identifier": "änni@example.org",
                                   "keyring": {"member": h(16), "private": h(32), "seen": "3", "escrow": h(32)},
                                   "limits": {"version": "258", "minutes": [1000, 500, 50]},
                                   "devices": [[h(16), 2461370, 2461375, "Ännis Rechner"], [h(16), 2461371, 2461371, "x"]],
                                   "factors": ["f1" * 16, "0f" * 16],
                                   "consents": [consent(h, "https://münchen.example/", "notes"), consent(h, "https://sp.example/saml", "files", "browser"),
                                                {**consent(h, "https://sp.example/saml", "notes"), "answer": 2, "delivered": []}]}},
                      {"profile": {"attributes": [], "ways": [], "identity_seed": h(32), "data_seeds": [],
                                   "grant_sequence": "0", "inbox_private": h(32), "granted": [], "identifier": "",
                                   "keyring": {"member": None, "private": None, "seen": "0", "escrow": h(32)},
                                   "limits": {"version": "0", "minutes": [0, 0, 0]}, "devices": [], "factors": [], "consents": []}}]
    yield "escrow", [{"org": h(16), "account": h(16), "member": h(16), "epoch": epoch, "ring_private": h(32),
                      "member_private": h(32), "identity_seed": h(32), "handle": h(32), "seed_random": h(64), "member_random": h(64)}
                     for epoch in [1, 258]]
    yield "subject_identifier", [{"identity_seed": h(32), "sector": sector, "scope": "idp.example"}
                                 for sector in ["https://sp.example/saml", "https://münchen.example/"]]
    yield "scoped_key", [{"data_seed": h(32), "entity_id": entity_id, "purpose": purpose, "delivery": delivery, "generation": generation, "epoch": epoch}
                         for entity_id, purpose, delivery, generation, epoch in [
                             ("https://sp.example/saml", "notes", "assertion", 1, 1), ("https://sp.example/saml", "notes", "browser", 1, 1),
                             ("https://münchen.example/", "files-2", "assertion", 3, 258)]]
    yield "inbox", [{"org": h(16), "account": h(16), "inbox_private": h(32), "grant_key": h(32), "ephemeral": h(32),
                     "salt": h(32), "item": one} for one in [item(), item(name="senza:role", values=[], expires=None),
                                                         item(values=None, expires=None)]]
    yield "inbox_head", [{"org": h(16), "account": h(16), "handle": h(32), "inbox_public": h(32), "version": str(version),
                          "items": [[h(16), h(80)] for _ in range(version)]} for version in [1, 3]]
    yield "bearer", [{"purpose": name.removeprefix("bearer/"), "id": h(16), "secret": h(32), "epoch_key": h(32)}
                     for name in vault.LABELS if name.startswith("bearer/")]
    yield "session_epoch", [{"epoch": 100, "link": h(32), "asked": asked} for asked in [100, 103]]
    keys = ["handle", "missing", "throttle", "row", "audit", "logout"]
    yield "keeper", [{**{"key_" + key: h(32) for key in keys}, "org": h(16), "account": h(16), "identifier": name,
                      "digest": h(32), "buckets": 16384, "way": h(16), "device_id": h(16), "table": "invitation", "row": h(32), "version": "1",
                      "columns": [h(16), h(3), h(40)], "sp": "https://sp.example/saml", "name_id": "_x", "session": h(32),
                      "day": 2461142, "previous": h(32)} for name in ["ada@example.org", "änni"]]
    yield "kit", [{"kit": h(20), "key_handle": h(32), "org": h(16)} for _ in range(2)]
    yield "marks", [{"sp": "https://sp.example/saml", "request": "_1", "logout": h(16), "number": 3, "index": "_2",
                     "form_cookie": vault.base64url(r(32))}, {"sp": "ü", "request": "", "logout": h(16), "number": 0,
                     "index": "", "form_cookie": vault.base64url(r(32))}]
    yield "spelling", [{"typed_identifier": "  Ada@Example.ORG ", "typed_passphrase": "cafe\u0301 au\u00a0lait"},
                       {"typed_identifier": "ａｄａ\ufb01", "typed_passphrase": "Tea \u3000x"}]
    yield "account", [account_case(r), account_case(r)]
    yield "passkey_way", [{"output": h(length), "user": h(64)} for length in [32, 64]]
    yield "both", [{"prf": h(32), "key_half": h(32), "x": h(32), "share": h(32), "factor": h(16), "salt": h(16), "org": h(16), "account": h(16),
                    "ephemeral": h(32), "seal_salt": h(32)} for _ in range(2)]
    yield "passkey", [{"id": h(length), "key": h(77), "count": count, "flags": flags, "aaguid": h(16), "user": h(64), "name": name,
                       "made_on": 2461371, "share_key": share_key}
                      for length, count, flags, name, share_key in [(32, 0, 3, "Blue key", h(32)), (1023, 2**32 - 1, 12, "\U0001f511" * 30, None)]]
    yield "record", [{"of": of, "fields": fields} for of, fields in record_inputs(r)]
    yield "audit_row", [{"chain": h(16), "seq": seq, "micros": micros, "event": event, "subject": h(32),
                         "service_provider": sp, "request_id": "ab2c3d4e"}
                        for seq, micros, event, sp in [("0", "1775908800000001", "signed on", "https://sp.example/saml"),
                                                       (str(2**40), "-1", "sign-in refused", "")]]
    key_file = lambda length: {"salt": h(16), "record_salt": h(32), "keys": h(length)}
    yield "key_file", [{"by": "passphrase", "passphrase": "cafe\u0301 au\u00a0lait 合言葉", "cost": FLOOR, **key_file(300)},
                       {"by": "credential", "credential": h(32), **key_file(5000)},
                       {"by": "credential", "credential": h(100), **key_file(60)}]
    yield "hand_over", [{"private": h(32), "ephemeral": h(32), "salt": h(32), "keys": h(length)} for length in [300, 5000]]
    yield "transfer", [{"key_row": h(32), "key_epoch": h(32), "number": number, "public": h(32), "part": part, "parts": parts,
                        "envelope": h(65)} for number, part, parts in [(2, 0, 1), (70000, 1, 3)]]
    yield "token_epoch", [{"key_epoch": h(32), "epoch": epoch, "org": h(16), "account": h(16), "way": h(16)} for epoch in [2, 258]]
    yield "consent", [{"key_row": h(32), "number": number, "saml_key_id": h(32)} for number in [2, 70000]]
    yield "envelope_identity", [{"data_seed": h(32)} for _ in range(2)]
    yield "slip", [{"data_seed": h(32), "places": h(32), "number": number, "org": h(16), "account": h(16), "envelope": h(16), "side": side,
                    "others": others, "sent": 1795687200, "over": 1795690800, "name": name, "octets": 5, "length": 300, "ciphertext": h(32)}
                   for number, side, others, name in [(0, "0003", ["änni"], ""), (63, "0101", ["ben", "age1x"], "befund ü.pdf")]]
    yield "api_token", [{"places": h(32), "number": number, "key": h(32), "answer": h(32)} for number in [0, 15]]


def write(random):
    whole = {}
    for kind, cases in inputs(random):
        whole[kind] = [{**case, **KINDS[kind](Sealing(case))} for case in cases]
    return whole


class Sealing(Octets):
    """A case that has no outputs yet."""

    def __getattr__(self, name):
        return bytes.fromhex(self.get(name.rstrip("_"), ""))


def counting():
    """The random source of the committed vectors: octets that count up."""
    state = [0]

    def fill(length):
        octets = bytes((state[0] + n) % 251 for n in range(length))
        state[0] += length
        return octets
    return fill


# Checking

def fault(kind, case):
    """What is wrong with a case, or None."""
    try:
        derived = KINDS[kind](Octets(case))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    wrong = [name for name, value in derived.items() if case.get(name) != value]
    return f"other {', '.join(wrong)}" if wrong else None


def faults(whole):
    return [f"{kind} {n}: {wrong}" for kind, cases in whole.items() for n, case in enumerate(cases)
            if (wrong := fault(kind, case))]


def paths(value, path=()):
    if isinstance(value, dict):
        return [deeper for key in value for deeper in paths(value[key], path + (key,))]
    if isinstance(value, list):
        return [deeper for n, one in enumerate(value) for deeper in paths(one, path + (n,))]
    return [] if value is None else [path]


def flipped(value):
    if isinstance(value, int):
        return value ^ 1
    if re.fullmatch(r"[0-9]{1,20}", value):
        return str(int(value) ^ 1)
    if re.fullmatch(r"([0-9a-f]{2})+", value):
        return value[:-1] + format(int(value[-1], 16) ^ 1, "x")
    return value + "x"


def with_flip(case, path):
    case = copy.deepcopy(case)
    holder = case
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = flipped(holder[path[-1]])
    return case


def unnoticed_fields(whole):
    count, unnoticed = 0, []
    for kind, cases in whole.items():
        for n, case in enumerate(cases):
            for path in paths(case):
                count += 1
                if fault(kind, with_flip(case, path)) is None:
                    unnoticed.append(f"{kind} {n} {path}")
    return count, unnoticed


def with_label_flipped(name, then):
    whole = vault.LABELS[name]
    vault.LABELS[name] = whole + "x"
    try:
        return then()
    finally:
        vault.LABELS[name] = whole


def check(whole):
    missing = [kind for kind in KINDS if not whole.get(kind)]
    count, fields = unnoticed_fields(whole)
    labels = [name for name in vault.LABELS if not with_label_flipped(name, lambda: faults(whole))]
    return {"cases": sum(map(len, whole.values())), "missing": missing, "faults": faults(whole), "fields": count,
            "unnoticed_fields": fields, "labels": list(vault.LABELS), "unnoticed_labels": labels}


def generate():
    for kind, cases in write(counting()).items():
        text = json.dumps({"cases": cases}, indent=2, ensure_ascii=False)
        (VECTORS / f"{kind}.json").write_text(text + "\n", encoding="utf-8")


def main(what):
    if what == "generate":
        generate()
    elif what == "write":
        print(json.dumps(write(os.urandom)))
    elif what == "write-flipped":
        for name in vault.LABELS:
            print(json.dumps({"label": name, "set": with_label_flipped(name, lambda: write(counting()))}))
    elif what == "check":
        print(json.dumps(check(json.load(sys.stdin))))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "")
