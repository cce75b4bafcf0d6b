"""What follows from each kind of case's inputs; what a case opens must open."""

import profiles
import records
import vault
from vault import label, lp, mac, sha256, u32, u64


class Octets(dict):
    """A case, its hexadecimal fields as octets."""

    def __getattr__(self, name):
        return bytes.fromhex(self[name.rstrip("_")])


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
    encoded = profiles.encode_profile(c["profile"])
    vault.require(profiles.decode_profile(encoded) == c["profile"], "profile")
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


def entry(c):
    """An entry of the directory, as it is encoded: what has no room any more is left out."""
    room, lists = 1020 - 5 * 4 - 32 - len(c["identifier"].encode()), []
    for texts in [c["names"], c["contacts"]]:
        kept = []
        for text in texts:
            text = text.encode()[:160].decode(errors="ignore").encode()
            if len(text) + 4 > room:
                break
            room -= len(text) + 4
            kept.append(text)
        lists.append(lp(*kept))
    return lp(c.handle, c["identifier"].encode(), *lists, bytes(room))


def directory(c):
    epoch, row = c["epoch"], lp(c.account, u32(c["epoch"]))
    where, plain = vault.place(c.org, "directory", row, "entry", epoch), entry(c)
    made = vault.seal_to(vault.public(c.ring_private), where, plain, c.random[:32], c.random[32:])
    sealed = bytes.fromhex(c["sealed"]) if "sealed" in c else made
    vault.require(vault.open_from(c.ring_private, where, sealed) == plain and len(plain) == 1020, "the entry")
    digest = vault.row_digest("directory", c.account, epoch, [c.org, sealed])
    return {"sealed": made.hex(), "mark": mac(c.identity_seed, label("directory/mark"), digest, c.mac_, plain).hex()}


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
    return {"record": records.record(c["of"], c["fields"]).hex()}


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
    ways = profiles.decode_profile(opened)["ways"]
    vault.require([c["way_id"], vault.public(private).hex()] in [way[:2] for way in ways], "the way's public key in the profile")
    record_key = vault.open_record(keys["factor_key"], at("factors", "for_factor_key", factor, 1), c.for_factor_key)
    vault.require(vault.open_record(root, at("factors", "for_root", factor, 1), c.for_root) == record_key, "record key")
    return {"verifier": keys["verifier"].hex(), "profile": opened.hex(),
            "totp_seed": vault.open_record(record_key, at("factors", "record", factor, 1), c.factor_record).hex(),
            "spent_mark": vault.spent_mark(record_key, int(c["step"])).hex()}


def flight(c):
    """The flight recorder's: a day's key as it is sealed, where a record lies, and what is kept of a link."""
    wrapping = vault.expand(c.epoch_key, lp(label("flight/wrap")))
    where = vault.place(c.org, "flight_key", u32(c["day"]), "key", c["under"])
    sealed = vault.seal(wrapping, where, c.day_key, c.key_salt)
    vault.require(vault.open_record(wrapping, where, c.key_sealed if "key_sealed" in c else sealed) == c.day_key, "the day's key")
    place = mac(c.day_key, label("flight/place"), b"request", c["request"].encode())
    provider = mac(c.day_key, label("flight/place"), b"provider", c["entity_id"].encode())
    row = lp(place, int(c["micros"]).to_bytes(8, "big", signed=True), provider, c["outcome"].encode(), c.trail)
    record = vault.seal(c.day_key, vault.place(c.org, "flight", row, "sealed", 1), c.plaintext, c.record_salt)
    return {"key_sealed": sealed.hex(), "place": place.hex(), "provider": provider.hex(), "record_sealed": record.hex(),
            "share_mark": sha256(lp(label("flight/share"), c.token)).hex()}


KINDS = {f.__name__: f for f in [stretch, harden, token, seal, envelope, profile, escrow, directory, subject_identifier, scoped_key, inbox, inbox_head, bearer,
                                 session_epoch, keeper, kit, key_file, hand_over, marks, spelling, record, audit_row, account, transfer, passkey, passkey_way, both,
                                 token_epoch, consent, envelope_identity, slip, api_token, flight]}
