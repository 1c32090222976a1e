/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet and the script of the pages: the same for everybody. */
#include "web/assets.h"
#include "web/routes.h"

static void answer(struct exchange *exchange, const char *type, const unsigned char *bytes,
                   size_t n)
{
    exchange->type = type;
    exchange->private_data = false;
    (void)fwrite(bytes, 1, n, exchange->out);
}

void asset_css(struct exchange *exchange)
{
    answer(exchange, "text/css; charset=utf-8", asset_css_bytes, asset_css_n);
}

void asset_js(struct exchange *exchange)
{
    answer(exchange, "text/javascript; charset=utf-8", asset_js_bytes, asset_js_n);
}
