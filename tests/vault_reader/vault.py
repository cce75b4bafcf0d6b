"""The vault as docs/vault.md has it, in Python over `cryptography`: written from the page, apart from the program.

Every label comes from LABELS, so that a test can change one and see what notices.
"""

import base64
import functools
import hashlib
import hmac
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
    flight/wrap flight/place flight/share directory/mark
    api-token/verifier api-token/digest api-token/key api-token/place
    scoped-key/assertion scoped-key/browser scoped-key/check
    token verifier factor-key way-key seal/key seal/commitment envelope envelope/key pairwise-id subject-id name-id/persistent
    factor/spent-marks inbox/item grant bearer/session bearer/sign-on bearer/attempt bearer/enrolment bearer/logout bearer/leaving
    device/forgotten bearer/lock bearer/metadata bearer/kit bearer/recovery bearer/authenticator bearer/passkey bearer/alone bearer/proof bearer/page-keys passkey/challenge passkey/prf passkey/secret passkey/locator passkey/share-key both/secret both/way kit/locator keeper/kit keyring/fingerprint
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
