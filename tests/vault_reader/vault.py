"""The vault as docs/vault.md has it, in Python over `cryptography`: written from the page, apart from the program.

Every label comes from LABELS, so that a test can change one and see what notices.
"""

import base64
import functools
import hashlib
import hmac
import json
import re
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

LABELS = {name: "senza/1/" + name for name in """
    envelope/identity envelope/slips envelope/slip envelope/slip-place
    api-token/verifier api-token/digest api-token/key api-token/place
    scoped-key/assertion scoped-key/browser scoped-key/check
    token verifier factor-key way-key seal/key seal/commitment envelope envelope/key pairwise-id subject-id name-id/persistent
    factor/spent-marks inbox/item grant bearer/session bearer/sign-on bearer/attempt bearer/enrolment bearer/logout bearer/leaving
    device/forgotten bearer/lock bearer/kit bearer/recovery bearer/authenticator bearer/passkey bearer/alone bearer/proof bearer/page-keys passkey/challenge passkey/prf passkey/secret passkey/locator passkey/share-key both/secret both/way kit/locator keeper/kit keyring/fingerprint
    invitation/locator form-token session-index logout/place logout/answer request keeper/handle keeper/harden keeper/missing-row
    keeper/decoy-salt keeper/throttle keeper/throttle/device keeper/device keeper/device/owner keeper/device/pass keeper/budget keeper/row-digest keeper/row-mac keeper/fingerprint
    keeper/key-file keeper/request keeper/session keeper/session/next
    keeper/participant keeper/participant/seal keeper/participant/session keeper/audit/subject keeper/audit/refused
    keeper/audit/chain keeper/audit/heads-key audit/heads keeper/epoch keeper/transfer/wanted keeper/transfer/given keeper/token/epoch keeper/consent
    """.split()}


class Refused(Exception):
    """A record that a reader must not take."""


def require(holds, why):
    if not holds:
        raise Refused(why)


def label(name):
    return LABELS[name].encode()


# 1. Notation

def lp(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def parts(octets):
    found = []
    while octets:
        require(len(octets) >= 4, "a length is cut short")
        length, octets = int.from_bytes(octets[:4], "big"), octets[4:]
        require(len(octets) >= length, "a part is cut short")
        found.append(octets[:length])
        octets = octets[length:]
    return found


def u32(number):
    return number.to_bytes(4, "big")


def u64(number):
    return number.to_bytes(8, "big")


def day(number):
    return number.to_bytes(4, "big", signed=True)


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, *message_parts):
    return hmac.new(key, lp(*message_parts), "sha256").digest()


def extract(salt, ikm):
    return hmac.new(salt, ikm, "sha256").digest()


def expand(prk, info):
    return HKDFExpand(hashes.SHA256(), 32, info).derive(prk)


def identifier(typed):
    normal = lambda text: unicodedata.normalize("NFKC", text)
    return normal(normal(typed.strip()).lower()).strip()


def passphrase(typed):
    spaced = "".join(" " if c.isspace() and unicodedata.category(c) != "Cc" else c for c in typed)
    return unicodedata.normalize("NFC", spaced)


# 2. From a passphrase to keys

def context(org, account, kind, epoch):
    return lp(org, account, kind.encode(), u32(epoch))


@functools.lru_cache(maxsize=None)
def argon2id(password, salt, associated, memory_kib, passes, lanes):
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib, ad=associated)
    return kdf.derive(password)


def stretch(name, secret, salt, associated, cost):
    require(19456 <= cost["memory_kib"] <= 262144 and 2 <= cost["passes"] <= 10 and 1 <= cost["lanes"] <= 4, "cost")
    return argon2id(lp(name.encode(), secret.encode()), salt, sha256(associated), **cost)


def token_secret(token):
    return sha256(lp(label("token"), token))


def answer(k_w, way, digest):
    return mac(k_w, label("keeper/harden"), way.encode(), digest)


def hardened(s, keepers_answer, ctx):
    prk = extract(keepers_answer, s)
    return {key: expand(prk, lp(label(name), ctx))
            for key, name in [("verifier", "verifier"), ("factor_key", "factor-key"), ("way_key", "way-key")]}


# 3. The sealed record

def place(org, table, row, slot, version):
    return lp(org, table.encode(), row, slot.encode(), u64(version))


def bucket(framed):
    return -(-framed // 4096) * 4096 if framed > 4096 else max(64, 1 << (framed - 1).bit_length())


def record_keys(key, salt, where):
    prk = extract(salt, key)
    return (expand(prk, lp(label("seal/key"), sha256(where))), expand(prk, lp(label("seal/commitment"), sha256(where))))


def seal(key, where, plaintext, salt):
    record_key, commitment = record_keys(key, salt, where)
    framed = u32(len(plaintext)) + plaintext
    framed = framed.ljust(bucket(len(framed)), b"\0")
    return b"\1" + salt + commitment + AESGCM(record_key).encrypt(bytes(12), framed, b"\1" + where)


def open_record(key, where, sealed):
    require(sealed[:1] == b"\1" and len(sealed) >= 1 + 32 + 32 + 64 + 16, "header or length")
    record_key, commitment = record_keys(key, sealed[1:33], where)
    require(hmac.compare_digest(commitment, sealed[33:65]), "commitment")
    framed = AESGCM(record_key).decrypt(bytes(12), sealed[65:], b"\1" + where)
    length = int.from_bytes(framed[:4], "big")
    require(length <= 1 << 20 and len(framed) == bucket(4 + length) and not any(framed[4 + length:]), "frame")
    return framed[4:4 + length]


# 4. The envelope

def public(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def agree(private, peer, ephemeral, recipient):
    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(peer))
    return expand(extract(label("envelope"), shared + ephemeral + recipient), lp(label("envelope/key")))


def seal_to(recipient, where, plaintext, ephemeral, salt):
    key = agree(ephemeral, recipient, public(ephemeral), recipient)
    return b"\1" + public(ephemeral) + seal(key, where, plaintext, salt)


def open_from(private, where, sealed):
    require(sealed[:1] == b"\1" and len(sealed) > 33, "header or length")
    ephemeral = sealed[1:33]
    return open_record(agree(private, ephemeral, ephemeral, public(private)), where, sealed[33:])


# 5. What lies in records

# Of which kind a way in is, by its octet.
KINDS = [None, "passphrase", "kit", "passkey", "both"]


def encode_profile(profile):
    note = profile["keyring"]
    limits = profile["limits"]
    return lp(b"\10",
              lp(*(lp(*(text.encode() for text in attribute)) for attribute in profile["attributes"])),
              lp(*(lp(bytes.fromhex(id_), bytes.fromhex(public), b"" if made_on is None else day(made_on), bytes([KINDS.index(kind)]))
                   for id_, public, made_on, kind in profile["ways"])),
              bytes.fromhex(profile["identity_seed"]),
              lp(*(bytes.fromhex(seed) for seed in profile["data_seeds"])),
              u64(int(profile["grant_sequence"])),
              bytes.fromhex(profile["inbox_private"]),
              lp(*(bytes.fromhex(item) for item in profile["granted"])),
              profile["identifier"].encode().ljust(254, b"\0"),
              bytes.fromhex(note["member"] or "00" * 16) + bytes.fromhex(note["private"] or "00" * 32) + u64(int(note["seen"]))
              + bytes.fromhex(note["escrow"]),
              u64(int(limits["version"])) + b"".join(minutes.to_bytes(2, "big") for minutes in limits["minutes"]),
              b"".join(bytes.fromhex(id_) + day(first) + day(last) + name.encode().ljust(64, b"\0")
                       for id_, first, last, name in profile["devices"]).ljust(12 * 88, b"\0"),
              lp(*(bytes.fromhex(id_) for id_ in profile["factors"])),
              lp(*(encode_consent(one) for one in sorted(profile["consents"], key=consent_place))))


def consent_place(one):
    return one["entity_id"].encode(), one["purpose"].encode(), one["delivery"]


def encode_consent(one):
    return lp(one["entity_id"].encode(), one["purpose"].encode(), one["delivery"].encode(), bytes([one["answer"]]),
              int(one["at"]).to_bytes(8, "big", signed=True), *(bytes.fromhex(part) for part in one["fingerprint"]),
              u64(int(one["seen"])), b"".join(u32(generation) + u32(epoch) + day(on) for generation, epoch, on in one["delivered"]))


def decode_consent(octets):
    entity_id, purpose, delivery, answer, at, *rest = parts(octets)
    require(len(rest) == 5 and [len(part) for part in rest[:4]] == [32, 32, 32, 8] and len(at) == 8, "parts of a consent")
    require(0 < len(entity_id) <= 900 and is_purpose(purpose.decode()) and delivery in (b"assertion", b"browser"), "what a consent is about")
    require(answer in (b"\1", b"\2", b"\3") and len(rest[4]) % 12 == 0, "answer of a consent")
    number = lambda part: int.from_bytes(part, "big")
    delivered = [[number(one[:4]), number(one[4:8]), int.from_bytes(one[8:], "big", signed=True)]
                 for one in (rest[4][start:start + 12] for start in range(0, len(rest[4]), 12))]
    require(all(one[:2] < following[:2] for one, following in zip(delivered, delivered[1:])), "order of what was delivered")
    return {"entity_id": entity_id.decode(), "purpose": purpose.decode(), "delivery": delivery.decode(), "answer": answer[0],
            "at": str(int.from_bytes(at, "big", signed=True)), "fingerprint": [part.hex() for part in rest[:3]],
            "seen": str(number(rest[3])), "delivered": delivered}


def decode_consents(octets):
    consents = [decode_consent(one) for one in parts(octets)]
    places = [consent_place(one) for one in consents]
    require(all(one < following for one, following in zip(places, places[1:])), "order of consents")
    return consents


def is_purpose(text):
    return re.fullmatch("[a-z]([a-z0-9-]{0,22}[a-z0-9])?", text) is not None


def scoped_key(data_seed, delivery, entity_id, purpose, epoch):
    named = lp(label("scoped-key/" + delivery), entity_id.encode(), purpose.encode())
    return expand(data_seed, named + u32(epoch))


def envelope_identity(data_seed):
    private = bytearray(expand(data_seed, lp(label("envelope/identity"))))
    private[0] &= 0b11111000
    private[31] = private[31] & 0b01111111 | 0b01000000
    return bytes(private)


def bech32(prefix, octets):
    """BIP 173, in small letters."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{octet:08b}" for octet in octets)
    bits += "0" * (-len(bits) % 5)
    data = [int(bits[at:at + 5], 2) for at in range(0, len(bits), 5)]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in spread + data + [0] * 6:
        top = check >> 25
        check = (check & 0x1ffffff) << 5 ^ value
        for at, generator in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
            check ^= generator if top >> at & 1 else 0
    data += [(check ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(alphabet[value] for value in data)


def scoped_key_id(key, generation, epoch):
    return f"{generation}.{epoch}.{base32lower(expand(key, lp(label('scoped-key/check')))[:5])}"


def decode_profile(octets):
    version, attributes, ways, identity, seeds, sequence, inbox, *later = parts(octets)
    require((version, len(later)) in [(b"\10", 7), (b"\7", 7), (b"\6", 6), (b"\5", 5), (b"\4", 3), (b"\3", 2), (b"\2", 1), (b"\1", 0)], "version of the profile")
    granted, name, note, limits, devices, factors, consents = (
        later + [b"", bytes(254), bytes(88), bytes(14), bytes(12 * 88), b"", b""][len(later):])
    require(len(name) == 254, "room of the identifier")
    require(len(note) == 88, "room of the keyring")
    require(len(limits) == 14 and len(devices) == 12 * 88, "room of limits and devices")
    minutes = [int.from_bytes(limits[at:at + 2], "big") for at in (8, 10, 12)]
    longest, idle, shared = minutes
    require(not any(limits) if not any(limits[:8]) else 5 <= longest <= 1080 and 1 <= shared <= min(idle, 60) and idle <= longest, "limits")
    member, private = note[:16], note[16:48]
    require(any(member) or not any(private), "a key without a member")
    return {"attributes": [[text.decode() for text in parts(one)] for one in parts(attributes)],
            "ways": [decode_way(*parts(one)) for one in parts(ways)],
            "identity_seed": identity.hex(), "data_seeds": [seed.hex() for seed in parts(seeds)],
            "grant_sequence": str(int.from_bytes(sequence, "big")), "inbox_private": inbox.hex(),
            "granted": [item.hex() for item in parts(granted)], "identifier": name.rstrip(b"\0").decode(),
            "keyring": {"member": member.hex() if any(member) else None, "private": private.hex() if any(member) else None,
                        "seen": str(int.from_bytes(note[48:56], "big")), "escrow": note[56:].hex()},
            "limits": {"version": str(int.from_bytes(limits[:8], "big")), "minutes": minutes},
            "devices": decode_devices(devices), "factors": [id_.hex() for id_ in parts(factors)],
            "consents": decode_consents(consents)}


def decode_devices(octets):
    slots = [octets[at:at + 88] for at in range(0, len(octets), 88)]
    used = [slot for slot in slots if any(slot)]
    require(slots[:len(used)] == used and all(any(slot[:16]) for slot in used), "devices one after another")
    signed = lambda part: int.from_bytes(part, "big", signed=True)
    return [[slot[:16].hex(), signed(slot[16:20]), signed(slot[20:24]), slot[24:].rstrip(b"\0").decode()] for slot in used]


def fingerprint(org, member, public_):
    digits = sha256(lp(label("keyring/fingerprint"), org, member, public_))[:8].hex()
    return " ".join(digits[at:at + 4] for at in range(0, 16, 4))


def key_file_header(by, cost, salt):
    return b"SENZAKEYS" + bytes([1, ["passphrase", "credential"].index(by) + 1]) + b"".join(map(u32, cost)) + salt


def key_file_key(header, by, cost, salt, secret):
    """Of a passphrase, as text, or of a credential, as octets."""
    prk = (stretch("", passphrase(secret), salt, header, dict(zip(["memory_kib", "passes", "lanes"], cost)))
           if by == "passphrase" else extract(salt, secret))
    return expand(prk, lp(label("keeper/key-file"), header))


def request_line(public_):
    return "senza-keeper-request-1 " + public_.hex()


def request_fingerprint(public_):
    digits = sha256(lp(label("keeper/request"), public_))[:10].hex()
    return " ".join(digits[at:at + 4] for at in range(0, 20, 4))


def decode_way(id_, public, made_on=b"", kind=b"\0"):
    return [id_.hex(), public.hex(), int.from_bytes(made_on, "big", signed=True) if made_on else None, KINDS[kind[0]]]


def printed_kit(octets):
    """Five bits a character, in Crockford's base 32; the octets' checksum behind them; groups of four."""
    number = int.from_bytes(octets, "big")
    characters = [number >> 5 * place & 31 for place in reversed(range(32))]
    characters += [number % 1048573 >> 5 * place & 31 for place in reversed(range(4))]
    text = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[value] for value in characters)
    return "-".join(text[at:at + 4] for at in range(0, 36, 4))


def encode_item(item):
    expires = b"" if item["expires"] is None else int(item["expires"]).to_bytes(16, "big", signed=True)
    withdrawn = [b"withdrawn"] if item["values"] is None else []
    values = lp(*(value.encode() for value in item["values"] or []))
    return lp(bytes.fromhex(item["id"]), u64(int(item["sequence"])), expires, item["name"].encode(), values, *withdrawn)


def item_digest(org, account, item):
    return sha256(lp(label("inbox/item"), org, account, item))


def sign(key, digest, what="grant"):
    return Ed25519PrivateKey.from_private_bytes(key).sign(lp(label(what), digest))


def is_signed(grant_key, digest, signature):
    try:
        Ed25519PrivateKey.from_private_bytes(grant_key).public_key().verify(signature, lp(label("grant"), digest))
        return True
    except InvalidSignature:
        return False


def spent_mark(record_key, step):
    return hmac.new(expand(record_key, lp(label("factor/spent-marks"))), u64(step), "sha256").digest()


# 6 to 8. The keeper's answers, bearers, identifiers and marks

def row_digest(table, row, version, columns):
    return sha256(lp(label("keeper/row-digest"), table.encode(), row, u64(version), *columns))


def session_key(epoch, link, asked):
    require(epoch <= asked, "a link leads to no earlier one")
    for _ in range(epoch, asked):
        link = expand(link, lp(label("keeper/session/next")))
    return expand(link, lp(label("keeper/session")))


def bearer(purpose, id_, key, epoch_key):
    named = lp(label("bearer/" + purpose), id_)
    return sha256(named), expand(extract(epoch_key, key), named)


def challenge(purpose, id_, key):
    return expand(key, lp(label("passkey/challenge"), label("bearer/" + purpose), id_))


def passkey(c):
    key = c.share_key if c.get("share_key") else None
    whole = lp(b"\x02" if key else b"\x01", c.id, c.key, u32(c["count"]), bytes([c["flags"]]), c.aaguid, c.user, c["name"].encode(), day(c["made_on"]))
    return (whole + lp(key)).ljust(1905, b"\x00") if key else whole.ljust(1869, b"\x00")


def passkey_prf(output):
    return expand(extract(b"", output), label("passkey/prf"))


def passkey_way(prf, user):
    return sha256(lp(label("passkey/secret"), prf, user[:32])), sha256(lp(label("passkey/locator"), user[32:]))


def share_key(prf, key_half):
    return sha256(lp(label("passkey/share-key"), prf, key_half))


def both_secret(x, share):
    return sha256(lp(label("both/secret"), x, share))


def both_way(factor, salt):
    return sha256(lp(label("both/way"), factor, salt))[:16]


def base32lower(octets):
    return base64.b32encode(octets).decode().rstrip("=").lower()


def base64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


# Records inside seals: JSON without spaces, the fields in this order; null where there is none, and one with a question mark is left out then

NAMED = ["name", "values"]
RECORDS = {
    "session": ["authn_instant", "ends_at", "method", ("factors", ["factor", "at"]), "session_index", "root_epoch", "root",
                ("own", ["identifier", "handle"]),
                ("opened", ["standing", "at", "identity_seed", ("attributes", NAMED), "roles", "until", "keys?"]),
                "began_at", "used_at", "idle", "shared"],
    "invitation": ["identifier", "inbox_private", "expires_at",
                   ("again", ["keeps_names", "identity_seed", "handle", "inbox_mac", ("attributes", NAMED), "is_administrator",
                              ("issuer", ["account", "standing"])])],
    "attempt": ["identifier", "account", "handle", ("counted", ["bucket", "is_known"]), "way", "device", "matched", "factor_key", "way_key", "stretched", "shared", "browser"],
    "sign-on": ["sp", "acs", "relay_state",
                ("asked", ["id", "force_authn", "is_passive", "authn_context", "wish", "name_id",
                           ("subject", ["value", "format", "name_qualifier", "sp_name_qualifier"]), "attribute_service"]), "begun_at"],
    "enrolment": ["account", "seed"],
    "kit": ["account", "kit", "asked"],
    "recovery": ["account", "kit", "root_epoch", "root", "seed"],
    "authenticator": ["account", "seed"],
    "passkey": ["account", "user"],
    "alone": [],
    "proof": ["session"],
    "page-keys": [("sign_on", ["sp", "acs", "relay_state", "asked", "begun_at"]), "purpose", "key", "state"],
    "lock": ["began_at", "ends_at", "session_index", "idle", "identifier"],
    "participant": ["sp", ("name", ["format", "value", "name_qualifier", "sp_name_qualifier"]), "session_index", "session", "at"],
}


def ordered(fields, order):
    if isinstance(fields, list):
        return [ordered(one, order) for one in fields]
    if fields is None:
        return None
    names = [name if isinstance(name, str) else name[0] for name in order]
    names = [name.rstrip("?") for name in names if not name.endswith("?") or name.rstrip("?") in fields]
    require(sorted(names) == sorted(fields), "the record's fields")
    inner = {name[0]: name[1] for name in order if not isinstance(name, str)}
    return {name: ordered(fields[name], inner[name]) if name in inner else fields[name] for name in names}


def record(of, fields):
    return json.dumps(ordered(fields, RECORDS[of]), ensure_ascii=False, separators=(",", ":")).encode()
