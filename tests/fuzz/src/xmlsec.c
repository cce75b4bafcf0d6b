/* What libxmlsec1 makes of a signed message, as its command line does it: the first Signature of the document, IDs on
 * AuthnRequest and LogoutRequest, references within the document alone, nothing from the network. */

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <string.h>
#include <xmlsec/app.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static xmlSecKeyPtr key;

static void silent(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/* 0 when ready; the key is a private one in PEM. */
int senza_xmlsec_init(const unsigned char *pem, size_t length) {
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, silent);
    if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) return -1;
    xmlSecErrorsSetCallback(NULL);
    key = xmlSecCryptoAppKeyLoadMemory(pem, length, xmlSecKeyDataFormatPem, NULL, NULL, NULL);
    return key == NULL ? -1 : 0;
}

static int is_request(xmlNodePtr node) {
    return xmlStrEqual(node->name, BAD_CAST "AuthnRequest") || xmlStrEqual(node->name, BAD_CAST "LogoutRequest");
}

/* 0 unless an ID is there twice. */
static int register_ids(xmlDocPtr doc, xmlNodePtr node) {
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        xmlAttrPtr attribute = is_request(node) ? xmlHasProp(node, BAD_CAST "ID") : NULL;
        if (attribute != NULL) {
            xmlChar *value = xmlNodeListGetString(doc, attribute->children, 1);
            int added = value != NULL && xmlAddID(NULL, doc, value, attribute) != NULL;
            xmlFree(value);
            if (!added) return -1;
        }
        if (register_ids(doc, node->children) < 0) return -1;
    }
    return 0;
}

static xmlDocPtr parse(const char *xml, size_t length) {
    int options = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlDocPtr doc = xmlReadMemory(xml, (int)length, NULL, NULL, options);
    if (doc != NULL && (xmlDocGetRootElement(doc) == NULL || register_ids(doc, xmlDocGetRootElement(doc)) < 0)) {
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

static size_t copy(const unsigned char *from, size_t length, unsigned char *to, size_t room) {
    if (from == NULL || length > room) return (size_t)-1;
    memcpy(to, from, length);
    return length;
}

static size_t copy_text(xmlChar *from, unsigned char *to, size_t room) {
    size_t length = copy(from, from == NULL ? 0 : strlen((const char *)from), to, room);
    xmlFree(from);
    return length;
}

/* What libxml2 reads: the text of the root's first Issuer. */
static xmlChar *issuer_of(xmlNodePtr root) {
    xmlNodePtr child = root->children;
    for (; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE && xmlStrEqual(child->name, BAD_CAST "Issuer")) return xmlNodeGetContent(child);
    return NULL;
}

/* 1: the signature holds. 0: it does not. -1: no answer. The three buffers, each of `room` octets, get the octets that were
 * digested, the root's ID and its Issuer; their lengths are (size_t)-1 where there is none. */
int senza_xmlsec_verify(const char *xml, size_t length, unsigned char *buffers[3], size_t lengths[3], size_t room) {
    int answer = -1;
    xmlDocPtr doc = parse(xml, length);
    if (doc == NULL) return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    xmlNodePtr node = xmlSecFindNode(root, xmlSecNodeSignature, xmlSecDSigNs);
    xmlSecDSigCtxPtr context = node == NULL ? NULL : xmlSecDSigCtxCreate(NULL);
    if (context != NULL) {
        context->signKey = xmlSecKeyDuplicate(key);
        context->flags |= XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
        context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
        if (xmlSecDSigCtxVerify(context, node) == 0) {
            answer = context->status == xmlSecDSigStatusSucceeded ? 1 : 0;
            xmlSecDSigReferenceCtxPtr reference = xmlSecPtrListGetItem(&context->signedInfoReferences, 0);
            xmlSecBufferPtr digested = reference == NULL ? NULL : xmlSecDSigReferenceCtxGetPreDigestBuffer(reference);
            lengths[0] = digested == NULL ? (size_t)-1
                : copy(xmlSecBufferGetData(digested), xmlSecBufferGetSize(digested), buffers[0], room);
            lengths[1] = copy_text(xmlGetNoNsProp(root, BAD_CAST "ID"), buffers[1], room);
            lengths[2] = copy_text(issuer_of(root), buffers[2], room);
        }
        xmlSecDSigCtxDestroy(context);
    }
    xmlFreeDoc(doc);
    xmlResetLastError();
    return answer;
}

/* Fills in the values of the signature template in a message. The length written, or (size_t)-1. */
size_t senza_xmlsec_sign(const char *xml, size_t length, unsigned char *out, size_t room) {
    size_t written = (size_t)-1;
    xmlDocPtr doc = parse(xml, length);
    if (doc == NULL) return written;
    xmlNodePtr node = xmlSecFindNode(xmlDocGetRootElement(doc), xmlSecNodeSignature, xmlSecDSigNs);
    xmlSecDSigCtxPtr context = node == NULL ? NULL : xmlSecDSigCtxCreate(NULL);
    if (context != NULL) {
        context->signKey = xmlSecKeyDuplicate(key);
        context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
        if (xmlSecDSigCtxSign(context, node) == 0) {
            xmlChar *text = NULL;
            int size = 0;
            xmlDocDumpMemoryEnc(doc, &text, &size, "UTF-8");
            written = copy(text, (size_t)size, out, room);
            xmlFree(text);
        }
        xmlSecDSigCtxDestroy(context);
    }
    xmlFreeDoc(doc);
    xmlResetLastError();
    return written;
}
