"""A person's profile, as docs/vault.md §5 has it: to octets and back."""

from vault import day, is_purpose, lp, parts, require, u32, u64

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


def decode_way(id_, public, made_on=b"", kind=b"\0"):
    return [id_.hex(), public.hex(), int.from_bytes(made_on, "big", signed=True) if made_on else None, KINDS[kind[0]]]
