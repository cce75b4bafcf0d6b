"""Records inside seals, as docs/vault.md §5 has them."""

import json

from vault import require

# JSON without spaces, the fields in this order; null where there is none, and one with a question mark is left out then

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
                           ("subject", ["value", "format", "name_qualifier", "sp_name_qualifier"]), "attribute_service"]), "begun_at", "trail"],
    "enrolment": ["account", "seed"],
    "kit": ["account", "kit", "asked"],
    "recovery": ["account", "kit", "root_epoch", "root", "seed"],
    "authenticator": ["account", "seed"],
    "passkey": ["account", "user"],
    "alone": [],
    "proof": ["session"],
    "page-keys": [("sign_on", ["sp", "acs", "relay_state", "asked", "begun_at", "trail"]), "purpose", "key", "state"],
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
