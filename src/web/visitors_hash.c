/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passwords as yescrypt at one cost, "$y$j9T$SALT$HASH" (crypt(5)): a file with another cost would
 * show by its time which names it holds.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "web/visitors_parts.h"

#include <crypt.h>
#include <string.h>

#define COST       5 /* 4096 blocks of 4 KB */
#define START      "$y$j9T$"
#define HASH_CHARS 43

static const char letters[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Hashes into room; false: it cannot be done now, or the setting is none. */
static bool hash_by(char hash[USER_HASH_ROOM], const char *password, const char *setting)
{
    struct crypt_data *room = memory_new(1, sizeof *room);
    const char *made = room ? crypt_rn(password, setting, room, (int)sizeof *room) : NULL;
    size_t n = made ? strlen(made) : 0;
    bool fits = n > 0 && n < USER_HASH_ROOM;
    if (fits)
        memcpy(hash, made, n + 1);
    if (room)
        secret_wipe(room, sizeof *room);
    memory_free(room);
    return fits;
}

enum bks_status password_hash(char hash[USER_HASH_ROOM], const char *password,
                              struct bks_fault *fault)
{
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    uint8_t chance[SECRET_BYTES];
    if (!secret_draw(chance))
        return fault_set(fault, BKS_NO_MEMORY, NULL, "the system gives no random numbers");
    if (!crypt_gensalt_rn("$y$", COST, (const char *)chance, 16, setting, (int)sizeof setting) ||
        strncmp(setting, START, strlen(START)) != 0)
        return fault_set(fault, BKS_UNSUPPORTED, "install a libcrypt that has yescrypt",
                         "passwords cannot be kept safely here");
    if (!hash_by(hash, password, setting))
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return password_hash_good(hash)
               ? BKS_OK
               : fault_set(fault, BKS_UNSUPPORTED, "install a libcrypt that has yescrypt",
                           "passwords cannot be kept safely here");
}

bool password_hash_good(const char *hash)
{
    if (strncmp(hash, START, strlen(START)) != 0)
        return false;
    const char *salt = hash + strlen(START);
    size_t n = strspn(salt, letters);
    return n >= 16 && n <= 64 && salt[n] == '$' && strspn(salt + n + 1, letters) == HASH_CHARS &&
           salt[n + 1 + HASH_CHARS] == '\0';
}

bool password_try(bool *same, const char *password, const char *hash)
{
    char made[USER_HASH_ROOM] = "";
    *same = false;
    if (!hash_by(made, password, hash))
        return false;
    size_t n = strlen(hash);
    *same = strlen(made) == n && secret_same(made, hash, n);
    secret_wipe(made, sizeof made);
    return true;
}
