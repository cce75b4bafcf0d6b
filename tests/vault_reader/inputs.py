"""Cases to write, of a source of octets."""

import base64
import uuid

import profiles
import vault
from kinds import Octets
from vault import lp, sha256, u32

FLOOR = {"memory_kib": 19456, "passes": 2, "lanes": 1}


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
    profile_ = profiles.encode_profile({"attributes": [["nickname", "Änni", ""], ["pronouns"]],
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
    yield "sign-on", {**sign_on, "asked": asked, "begun_at": 1775908800, "trail": list(range(16))}
    yield "sign-on", {**sign_on, "relay_state": None, "asked": None, "begun_at": 1775908800, "trail": None}
    yield "lock", {"began_at": 1775908799, "ends_at": 1775952000, "session_index": "_1", "idle": 5, "identifier": "anna@example.org"}
    yield "enrolment", {"account": id_(), "seed": secret(20)}
    yield "kit", {"account": id_(), "kit": secret(20), "asked": 3}
    yield "recovery", {"account": id_(), "kit": id_(), "root_epoch": 2, "root": secret(32), "seed": secret(20)}
    yield "authenticator", {"account": id_(), "seed": secret(20)}
    yield "passkey", {"account": id_(), "user": secret(64)}
    yield "alone", {}
    yield "proof", {"session": list(r(32))}
    yield "page-keys", {"sign_on": {**sign_on, "relay_state": None, "asked": None, "begun_at": 1775908800, "trail": None}, "purpose": "notes", "key": "BKey", "state": "s"}
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
    yield "flight", [{"epoch_key": h(32), "day_key": h(32), "org": h(16), "day": day, "under": under, "key_salt": h(32), "request": request,
                      "entity_id": entity_id, "micros": micros, "outcome": outcome, "trail": h(16), "plaintext": h(40), "record_salt": h(32), "token": h(32)}
                     for day, under, request, entity_id, micros, outcome in [
                         (100, 100, "ab2c3d4e", "https://sp.example/saml", "1775908800000001", "answered"),
                         (329, 331, "", "https://münchen.example/", "-1", "waiting")]]
    yield "directory", [{"org": h(16), "account": h(16), "epoch": epoch, "ring_private": h(32), "identity_seed": h(32), "handle": h(32), "mac": h(32),
                         "identifier": identifier, "names": names, "contacts": contacts, "random": h(64)}
                        for epoch, identifier, names, contacts in [
                            (1, "änni@example.org", ["Änni Müller", "Müller"], ["anni@example.org", "+39 02 555"]),
                            (258, "a" * 254, ["ö" * 79], ["c" * 100 + str(n) for n in range(5)]), (2, "k", [], [])]]
