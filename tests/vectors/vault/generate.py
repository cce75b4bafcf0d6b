"""A second implementation of the vault's derivations, in Python, which wrote the vectors beside it.

    python3 generate.py        writes the JSON files anew; `git diff` must then be empty

Needs `cryptography` 45 or newer. The Rust tests in src/vault/vectors.rs read the same files: two implementations,
written apart, must agree on every octet. All octets are lower-case hexadecimal. Random octets count up from 00.
"""

import base64
import hashlib
import hmac
import json
import pathlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

HERE = pathlib.Path(__file__).parent
ORG, ACCOUNT = bytes([0x0A]) * 16, bytes([0x0B]) * 16


def lp(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, message):
    return hmac.new(key, message, "sha256").digest()


def extract(salt, ikm):
    return mac(salt, ikm)


def expand(prk, info):
    return HKDFExpand(hashes.SHA256(), 32, info).derive(prk)


def context(kind, epoch):
    return lp(ORG, ACCOUNT, kind.encode(), epoch.to_bytes(4, "big"))


def stretch(identifier, passphrase, salt, associated, cost):
    password = lp(identifier.encode(), passphrase.encode())
    kdf = Argon2id(salt=salt, length=32, iterations=cost["passes"], lanes=cost["lanes"],
                   memory_cost=cost["memory_kib"], ad=sha256(associated))
    return kdf.derive(password)


def bucket(framed):
    if framed > 4096:
        return -(-framed // 4096) * 4096
    return max(64, 1 << (framed - 1).bit_length())


def seal(key, place, plaintext, salt):
    prk = extract(salt, key)
    record_key = expand(prk, lp(b"senza/1/seal/key", sha256(place)))
    commitment = expand(prk, lp(b"senza/1/seal/commitment", sha256(place)))
    framed = len(plaintext).to_bytes(4, "big") + plaintext
    framed = framed.ljust(bucket(len(framed)), b"\0")
    return b"\1" + salt + commitment + AESGCM(record_key).encrypt(bytes(12), framed, b"\1" + place)


def write(name, note, cases):
    text = json.dumps({"note": note, "cases": cases}, indent=2, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def stretch_cases():
    for identifier, passphrase, cost in [
        ("anna", "correct horse battery staple", {"memory_kib": 19456, "passes": 2, "lanes": 1}),
        ("änni@example.org", "pässe ‖ 合言葉", {"memory_kib": 65536, "passes": 3, "lanes": 1}),
        ("", "", {"memory_kib": 32768, "passes": 2, "lanes": 4}),
    ]:
        salt, associated = bytes(range(16)), context("way", 1)
        out = stretch(identifier, passphrase, salt, associated, cost)
        yield {"identifier": identifier, "passphrase": passphrase, "salt": salt.hex(),
               "associated": associated.hex(), "cost": cost, "stretched": out.hex()}


def harden_cases():
    for s, answer in [(bytes([1]) * 32, bytes([2]) * 32), (sha256(lp(b"senza/1/token", b"a token")), bytes(32))]:
        prk, ctx = extract(answer, s), context("way", 1)
        key = lambda label: expand(prk, lp(label, ctx)).hex()
        yield {"org": ORG.hex(), "account": ACCOUNT.hex(), "kind": "way", "epoch": 1, "s": s.hex(),
               "answer": answer.hex(), "digest_for_keeper": sha256(s).hex(), "verifier": key(b"senza/1/verifier"),
               "factor_key": key(b"senza/1/factor-key"), "way_key": key(b"senza/1/way-key")}


def seal_cases():
    for plaintext, table, row, slot, version in [
        (b"", "ways", bytes([3]) * 16, "private", 1),
        (b"sixty octets of plaintext fill the first bucket to its end..", "factors", b"row", "record", 2**63),
        (bytes(range(256)) * 17, "profiles", bytes(2000), "profile", 7),
    ]:
        key, salt = bytes([5]) * 32, bytes(range(32))
        place = lp(ORG, table.encode(), row, slot.encode(), version.to_bytes(8, "big"))
        yield {"key": key.hex(), "org": ORG.hex(), "table": table, "row": row.hex(), "slot": slot,
               "version": str(version), "plaintext": plaintext.hex(),
               "sealed": seal(key, place, plaintext, salt).hex()}


def subject_identifier_cases():
    for seed, sector in [(bytes([5]) * 32, "https://sp.example/saml"), (bytes(range(32)), "https://münchen.example/")]:
        local = lambda *parts: base64.b32encode(mac(seed, lp(*parts))).decode().rstrip("=").lower()
        yield {"identity_seed": seed.hex(), "sector": sector, "scope": "idp.example",
               "pairwise_id": local(b"senza/1/pairwise-id", sector.encode()) + "@idp.example",
               "persistent_name_id": local(b"senza/1/name-id/persistent", sector.encode()),
               "subject_id": local(b"senza/1/subject-id") + "@idp.example"}


write("stretch", "Argon2id(lp(identifier, passphrase), salt, associated data = SHA-256(associated))", list(stretch_cases()))
write("harden", "prk = HKDF-Extract(answer, s); keys = HKDF-Expand(prk, lp(label, context))", list(harden_cases()))
write("seal", "the sealed record; its salt is 00 01 02 … 1f", list(seal_cases()))
write("subject_identifier", "base32lower(HMAC-SHA256(identity seed, lp(label, sector))), without a sector for subject-id; @ scope but for the "
      "NameID", list(subject_identifier_cases()))
