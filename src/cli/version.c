/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version, and those of the libraries that carry the work. */
#include "cli/commands.h"

#include "backstride/status.h"

#include <fftw3.h>
#include <openssl/crypto.h>
#include <sndfile.h>
#include <stdio.h>
#include <zip.h>

static const char *version_fftw(void)
{
    return fftw_version;
}

static const char *version_crypto(void)
{
    return OpenSSL_version(OPENSSL_VERSION);
}

static const struct {
    const char *what_for;
    const char *name;
    const char *(*version)(void);
} libraries[] = {
    {"spectra", "", version_fftw},
    {"archive form", "", sf_version_string},
    {"phone exports", "libzip-", zip_libzip_version},
    {"SHA-256", "", version_crypto},
};

void version_print(void)
{
    (void)printf("backstride %s\n", bks_version());
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
        (void)printf("  %-14s %s%s\n", libraries[i].what_for, libraries[i].name,
                     libraries[i].version());
}
