/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a page as a browser would have to: well-formed, safe, linked. */
#ifndef WEB_PAGE_LOOK_H
#define WEB_PAGE_LOOK_H

#include "web/page_ask.h"

/*
 * Fails unless it is well-formed XML, has no script or style of its own, each of its forms that
 * posts has what proves where it came from, ids stand once, each label has its control, and each
 * link and form leads to a route.
 */
void page_look(const char *label, const struct page_answer *answer);

#endif
