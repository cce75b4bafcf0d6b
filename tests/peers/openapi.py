"""Says whether a description is OpenAPI 3.1 and whether answers are as it describes them: `openapi.py DESCRIPTION ANSWERS`.

Answers are a JSON list of `method`, `address`, `status`, `kind` (Content-Type) and `body`. Nothing is fetched.
"""

import json
import sys

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

with open(sys.argv[1], encoding="utf-8") as file:
    description = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    answers = json.load(file)

faults = [f"the description: {list(fault.path)}: {fault.message}" for fault in OpenAPIV31SpecValidator(description).iter_errors()]
registry = Registry().with_resource("urn:description", Resource(contents=description, specification=DRAFT202012))


def followed(value):
    while "$ref" in value:
        place = value["$ref"].removeprefix("#/").split("/")
        value = description
        for name in place:
            value = value[name]
    return value


def schema_at(schema):
    """A schema whose references are into the description."""
    if isinstance(schema, dict):
        return {name: "urn:description" + value if name == "$ref" else schema_at(value) for name, value in schema.items()}
    return [schema_at(one) for one in schema] if isinstance(schema, list) else schema


checked = set()
for answer in answers:
    what = f"{answer['method']} {answer['address']} {answer['status']}"
    described = description["paths"][answer["address"]][answer["method"]]["responses"].get(str(answer["status"]))
    if described is None:
        faults.append(f"{what}: this status is not described")
        continue
    content = followed(described).get("content", {})
    kind = (answer["kind"] or "").split(";")[0]
    if not content and not kind and not answer["body"]:
        checked.add(what)
        continue
    if kind not in content:
        faults.append(f"{what}: {kind!r} is not described")
        continue
    if kind.endswith("json"):
        validator = Draft202012Validator(
            schema_at(content[kind]["schema"]), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
        faults += [f"{what}: {list(fault.path)}: {fault.message}" for fault in validator.iter_errors(json.loads(answer["body"]))]
    checked.add(what)

operations = {(path, method) for path, item in description["paths"].items() for method in item if method != "parameters"}
unasked = operations - {(answer["address"], answer["method"]) for answer in answers}
faults += [f"{method} {path}: no answer of it was looked at" for path, method in sorted(unasked)]
for fault in faults:
    print(fault)
print(f"{len(operations)} operations, {len(checked)} kinds of answers, {len(faults)} faults")
sys.exit(1 if faults else 0)
