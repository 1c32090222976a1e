/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Wrong tries of the last VISITOR_TRIES_S. A key stands for itself only, so that nobody is locked
 * out for another; a table that is full of recent tries takes no more: then nobody may try, which
 * is what an attacker from thousands of addresses can reach, and all that they can.
 */
#include "web/visitors_parts.h"

#include <arpa/inet.h>
#include <string.h>

static bool make_key(uint8_t key[SECRET_BYTES], char kind, const void *bytes, size_t n)
{
    uint8_t what[2 * SECRET_BYTES] = {(uint8_t)kind};
    return secret_digest(what + 1, bytes, n) && secret_digest(key, what, 1 + SECRET_BYTES);
}

bool tries_name_key(uint8_t key[SECRET_BYTES], const char *name)
{
    return make_key(key, 'n', name, strlen(name));
}

bool tries_address_key(uint8_t key[SECRET_BYTES], const char *address)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    struct in_addr four;
    struct in6_addr six;
    if (address && inet_pton(AF_INET, address, &four) == 1)
        return make_key(key, '4', &four, sizeof four);
    if (address && inet_pton(AF_INET6, address, &six) == 1) {
        if (memcmp(&six, mapped, sizeof mapped) == 0)
            return make_key(key, '4', (const uint8_t *)&six + sizeof mapped, sizeof four);
        return make_key(key, '6', &six, 8); /* who has one address has all of a /64 */
    }
    return make_key(key, '?', "", 0); /* whoever hides theirs shares one */
}

/* Forgets what is too long ago. */
static void age(struct try_row *row, int64_t now)
{
    unsigned old = 0;
    while (old < row->n && now - row->at[old] >= VISITOR_TRIES_S)
        old++;
    memmove(row->at, row->at + old, (row->n - old) * sizeof row->at[0]);
    row->n -= old;
}

static struct try_row *find(struct tries *tries, const uint8_t key[SECRET_BYTES])
{
    for (size_t i = 0; i < TRIES_KEPT; i++)
        if (tries->row[i].n > 0 && memcmp(tries->row[i].key, key, SECRET_BYTES) == 0)
            return &tries->row[i];
    return NULL;
}

static struct try_row *make_room(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t now)
{
    for (size_t i = 0; i < TRIES_KEPT; i++) {
        age(&tries->row[i], now);
        if (tries->row[i].n == 0) {
            memcpy(tries->row[i].key, key, SECRET_BYTES);
            return &tries->row[i];
        }
    }
    return NULL;
}

bool tries_over(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t now)
{
    struct try_row *row = find(tries, key);
    if (row)
        age(row, now);
    return row && row->n >= VISITOR_TRIES;
}

bool tries_take(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t now)
{
    struct try_row *row = find(tries, key);
    if (row)
        age(row, now);
    if (!row || row->n == 0)
        row = make_room(tries, key, now);
    if (!row || row->n >= VISITOR_TRIES)
        return false;
    row->at[row->n++] = now;
    return true;
}

void tries_give(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t at)
{
    struct try_row *row = find(tries, key);
    for (unsigned i = 0; row && i < row->n; i++)
        if (row->at[i] == at) {
            memmove(row->at + i, row->at + i + 1, (row->n - i - 1) * sizeof row->at[0]);
            row->n--;
            return;
        }
}

void tries_forget(struct tries *tries, const uint8_t key[SECRET_BYTES])
{
    struct try_row *row = find(tries, key);
    if (row)
        row->n = 0;
}
