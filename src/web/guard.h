/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ends connections that are too slow: a thread looks at deadlines now and then, and shuts the
 * socket of who is past theirs, whatever trickles in. The connection's own thread then ends it.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include <stdbool.h>

struct guard;
struct guarded;

/* NULL: out of memory, or of threads. */
struct guard *guard_new(void);
void guard_free(struct guard *guard); /* when no connection is left; NULL is fine */

/* A connection comes: it has `seconds`. NULL: out of memory. */
struct guarded *guard_enter(struct guard *guard, int socket, double seconds);

/* From now on it has so many seconds. NULL is fine, as in guard_leave. */
void guard_grant(struct guarded *guarded, double seconds);

/* The connection goes, and its socket may be another's. */
void guard_leave(struct guarded *guarded);

#endif
