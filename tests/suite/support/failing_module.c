/* A PKCS #11 module that does what SoftHSM2's does, until it is told to fail: by a file called hang, error or crash in the
   folder that FAILING_MODULE names. It then does so whenever something is to be signed, which for HMAC is to compute. */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

typedef unsigned long (*sign_function)(unsigned long session, unsigned char *data, unsigned long length,
                                       unsigned char *signature, unsigned long *room);

/* PKCS #11 v2.40 3.6, CK_FUNCTION_LIST: a version, then the functions in their order. C_Sign is the 44th. */
struct functions {
    unsigned char version[2];
    void *all[68];
};

enum { C_SIGN = 43, CKR_DEVICE_ERROR = 0x30, CKR_GENERAL_ERROR = 5 };

static struct functions own;
static sign_function softhsm_sign;

static int is_told_to(const char *what) {
    char path[4096];
    struct stat found;
    const char *folder = getenv("FAILING_MODULE");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "/nonexistent", what);
    return stat(path, &found) == 0;
}

static unsigned long failing_sign(unsigned long session, unsigned char *data, unsigned long length,
                                  unsigned char *signature, unsigned long *room) {
    struct timespec a_moment = {0, 10 * 1000 * 1000};
    while (is_told_to("hang"))
        nanosleep(&a_moment, NULL);
    if (is_told_to("crash"))
        abort();
    if (is_told_to("error"))
        return CKR_DEVICE_ERROR;
    return softhsm_sign(session, data, length, signature, room);
}

unsigned long C_GetFunctionList(struct functions **list) {
    void *softhsm = dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
    unsigned long (*functions_of)(struct functions **) = NULL;
    struct functions *softhsm_s = NULL;
    if (softhsm)
        *(void **)&functions_of = dlsym(softhsm, "C_GetFunctionList");
    if (!functions_of || functions_of(&softhsm_s) != 0)
        return CKR_GENERAL_ERROR;
    own = *softhsm_s;
    *(void **)&softhsm_sign = own.all[C_SIGN];
    *(sign_function *)&own.all[C_SIGN] = failing_sign;
    *list = &own;
    return 0;
}
