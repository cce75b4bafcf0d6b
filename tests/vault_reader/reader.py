"""Vectors of the vault: writes them, and checks those of others. See docs/vault.md.

    reader.py generate          writes tests/vectors/vault/*.json anew; `git diff` must then be empty
    reader.py write             a set of fresh random vectors, as JSON on stdout
    reader.py write-flipped     a set for each label, made with that label changed: one JSON object a line
    reader.py check             reads a set on stdin; says as JSON what it checked, and which changed label or field it
                                would not have noticed

A set is an object of kinds, each a list of cases. All octets are lower-case hexadecimal; numbers that may exceed 53 bits are
text. What `derive` returns of a case is compared with the case; what it opens must open.
"""

import copy
import json
import os
import pathlib
import re
import sys

import vault
from inputs import inputs
from kinds import KINDS, Octets

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "vault"


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
