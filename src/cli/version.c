/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version, and those of the libraries that carry the work. */
#include "cli/commands.h"

#include "backstride/status.h"

#include <fftw3.h>
#include <jansson.h>
#include <openssl/crypto.h>
#include <sndfile.h>
#include <stdio.h>
#include <zip.h>

#ifdef BKS_HAVE_YAJL
#include <yajl/yajl_version.h>
#endif
#ifdef BKS_HAVE_EXPAT
#include <expat.h>
#endif
#ifdef BKS_HAVE_SQLITE3
#include <sqlite3.h>
#endif
#ifdef BKS_HAVE_PANGOCAIRO
#include <pango/pango.h>
#endif
#ifdef BKS_HAVE_WEB
#include <microhttpd.h>
#endif

static const char *version_fftw(void)
{
    return fftw_version;
}

static const char *version_jansson(void)
{
    return jansson_version_str();
}

static const char *version_crypto(void)
{
    return OpenSSL_version(OPENSSL_VERSION);
}

#ifdef BKS_HAVE_YAJL
#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)
#define YAJL_AS_BUILT   "yajl-" TEXT(YAJL_MAJOR) "." TEXT(YAJL_MINOR) "." TEXT(YAJL_MICRO)
#else
#define YAJL_AS_BUILT "absent: built without yajl, so these are not read"
#endif

static const char *version_yajl(void)
{
    return YAJL_AS_BUILT;
}

static const char *version_expat(void)
{
#ifdef BKS_HAVE_EXPAT
    return XML_ExpatVersion();
#else
    return "absent: built without expat, so these are not read";
#endif
}

static const char *version_sqlite(void)
{
#ifdef BKS_HAVE_SQLITE3
    return "sqlite-" SQLITE_VERSION;
#else
    return "absent: built without sqlite3, so nothing is kept";
#endif
}

static const char *version_pango(void)
{
#ifdef BKS_HAVE_PANGOCAIRO
    return "pango-" PANGO_VERSION_STRING;
#else
    return "absent: built without pango, so the report is no PDF";
#endif
}

static const char *version_web(void)
{
#ifdef BKS_HAVE_WEB
    return MHD_get_version();
#else
    return "absent: built without libmicrohttpd or libcrypt, so there is no upload page";
#endif
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
    {"cases", "jansson-", version_jansson},
    {"JSON exports", "", version_yajl},
    {"XML tracks", "", version_expat},
    {"history", "", version_sqlite},
    {"report (PDF)", "", version_pango},
    {"upload page", "libmicrohttpd-", version_web},
};

void version_print(void)
{
    (void)printf("backstride %s\n", bks_version());
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
        (void)printf("  %-14s %s%s\n", libraries[i].what_for, libraries[i].name,
                     libraries[i].version());
}
