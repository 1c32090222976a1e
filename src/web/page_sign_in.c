/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who are you? Signing in and out. */
#include "web/page.h"
#include "web/routes.h"
#include "web/site.h"

#include <string.h>

static const char *set_cookie(struct exchange *exchange)
{
    char text[VISITOR_COOKIE_ROOM];
    visitors_cookie(exchange->site->visitors, text, &exchange->visitor);
    return arena_text(&exchange->arena, text);
}

static void show(struct exchange *exchange, const char *name, const char *why)
{
    page_begin(exchange, PLACE_ELSEWHERE, "Sign in");
    html_put(exchange, "<p>This page shows health data: it asks who you are first. Your name and "
                       "password are from whoever runs it.</p>\n");
    html_form(exchange, "/sign-in", " class=\"sheet short\"");
    if (why)
        html_around(exchange, "<p class=\"wrong\" role=\"alert\" id=\"sign-in-wrong\">", why,
                    "</p>\n");
    html_around(exchange,
                "<p class=\"field\"><label for=\"name\">Name</label><input id=\"name\" "
                "name=\"name\" autocomplete=\"username\" required=\"required\" value=\"",
                name, "\"/></p>\n");
    html_put(exchange, "<p class=\"field\"><label for=\"password\">Password</label><input "
                       "id=\"password\" name=\"password\" type=\"password\" "
                       "autocomplete=\"current-password\" required=\"required\"");
    html_put(exchange, why ? " aria-describedby=\"sign-in-wrong\"" : "");
    html_put(exchange, "/></p>\n<p class=\"acts\"><button>Sign in</button></p></form>\n");
    page_finish(exchange);
}

void page_sign_in(struct exchange *exchange)
{
    if (exchange->visitor.role != VISITOR_NOBODY)
        exchange_see(exchange, "/");
    else
        show(exchange, "", NULL);
}

void page_post_sign_in(struct exchange *exchange)
{
    const char *name = exchange_field(exchange, "name");
    const char *password = exchange_field(exchange, "password");
    enum visitor_verdict verdict =
        visitors_sign_in(exchange->site->visitors, &exchange->visitor, name ? name : "",
                         password ? password : "", exchange->address);
    if (verdict == VISITOR_FINE) {
        exchange->cookie = set_cookie(exchange);
        exchange_see(exchange, "/");
    } else if (verdict == VISITOR_TOO_MANY) {
        exchange_fail(exchange, 429, "too_many_tries",
                      "Too many wrong passwords: nobody is let in under that name for a while.");
    } else {
        exchange->status = 401;
        show(exchange, name ? name : "", "Name and password do not go together. Try again.");
    }
}

void page_post_sign_out(struct exchange *exchange)
{
    visitors_sign_out(exchange->site->visitors, &exchange->visitor);
    exchange->cookie = set_cookie(exchange);
    exchange_see(exchange, exchange->visitor.role == VISITOR_NOBODY ? "/sign-in" : "/");
}
