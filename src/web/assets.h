/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page.css and page.js as the build embedded them (embed.cmake). */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include <stddef.h>

extern const unsigned char asset_css_bytes[], asset_js_bytes[];
extern const size_t asset_css_n, asset_js_n;

/* Of their bytes: another text has another address, so that no cache shows an old one. */
extern const char asset_css_tag[], asset_js_tag[];

#endif
