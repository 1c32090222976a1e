/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance, digests and comparisons that tell nothing by their time. */
#include "web/visitors_parts.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>
#include <sys/random.h>

bool secret_draw(uint8_t secret[SECRET_BYTES])
{
    ssize_t n;
    do
        n = getrandom(secret, SECRET_BYTES, 0); /* so few bytes come whole */
    while (n < 0 && errno == EINTR);
    return n == SECRET_BYTES;
}

bool secret_digest(uint8_t digest[SECRET_BYTES], const void *bytes, size_t n)
{
    unsigned length = 0;
    return EVP_Digest(bytes, n, digest, &length, EVP_sha256(), NULL) == 1 && length == SECRET_BYTES;
}

bool secret_keyed(uint8_t digest[SECRET_BYTES], const uint8_t key[SECRET_BYTES], const char *text)
{
    unsigned length = 0;
    return HMAC(EVP_sha256(), key, SECRET_BYTES, (const uint8_t *)text, strlen(text), digest,
                &length) &&
           length == SECRET_BYTES;
}

void secret_hex(char hex[VISITOR_KEY_ROOM], const uint8_t secret[SECRET_BYTES])
{
    static const char digit[] = "0123456789abcdef";
    for (unsigned i = 0; i < SECRET_BYTES; i++) {
        hex[2 * i] = digit[secret[i] >> 4];
        hex[2 * i + 1] = digit[secret[i] & 15];
    }
    hex[VISITOR_KEY_ROOM - 1] = '\0';
}

bool secret_is_hex(const char *text, size_t n)
{
    return n == VISITOR_KEY_ROOM - 1 && strspn(text, "0123456789abcdef") >= n;
}

bool secret_same(const void *a, const void *b, size_t n)
{
    return CRYPTO_memcmp(a, b, n) == 0;
}

void secret_wipe(void *secret, size_t n)
{
    OPENSSL_cleanse(secret, n);
}
