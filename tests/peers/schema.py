"""Says whether a document is valid by the OASIS schemas, extensions included: `schema.py FILE`. Nothing is fetched."""

import sys
from importlib.resources import files

import xmlschema

SCHEMAS = files("saml2.data.schemas")
NAMESPACES = {
    "http://www.w3.org/XML/1998/namespace": "xml.xsd",
    "http://www.w3.org/2000/09/xmldsig#": "xmldsig-core-schema.xsd",
    "http://www.w3.org/2001/04/xmlenc#": "xenc-schema.xsd",
    "http://www.w3.org/2009/xmlenc11#": "xenc-schema-11.xsd",
    "urn:oasis:names:tc:SAML:2.0:assertion": "saml-schema-assertion-2.0.xsd",
    "urn:oasis:names:tc:SAML:2.0:protocol": "saml-schema-protocol-2.0.xsd",
    "urn:oasis:names:tc:SAML:2.0:metadata": "saml-schema-metadata-2.0.xsd",
    "urn:oasis:names:tc:SAML:metadata:ui": "sstc-saml-metadata-ui-v1.0.xsd",
    "urn:oasis:names:tc:SAML:metadata:algsupport": "sstc-saml-metadata-algsupport-v1.0.xsd",
}
LOCATIONS = {namespace: str(SCHEMAS.joinpath(name)) for namespace, name in NAMESPACES.items()}

imports = "".join(f'<xs:import namespace="{ns}" schemaLocation="{path}"/>' for ns, path in LOCATIONS.items())
schema = xmlschema.XMLSchema(
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>',
    locations=LOCATIONS,
    allow="local",
    use_fallback=False,
)
try:
    schema.validate(sys.argv[1])
except xmlschema.XMLSchemaException as error:
    print(error.reason if hasattr(error, "reason") else error)
    sys.exit(1)
print("valid")
