/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of routes. */
#include "web/routes.h"

#include <string.h>

#define GET(pattern, answer)                            \
    {                                                   \
        WEB_GET, pattern, answer, VISITOR_RUNNER, false \
    }
#define POST(pattern, answer)                            \
    {                                                    \
        WEB_POST, pattern, answer, VISITOR_RUNNER, false \
    }
#define OPEN(pattern, answer)                           \
    {                                                   \
        WEB_GET, pattern, answer, VISITOR_NOBODY, false \
    }

static const struct route routes[] = {
    OPEN("/healthz", api_healthz),
    {WEB_POST, "/api/recordings", api_post_recordings, VISITOR_RUNNER, true},
    GET("/api/recordings/{}", api_get_recording),
    {WEB_DELETE, "/api/recordings/{}", api_delete_recording, VISITOR_RUNNER, false},
    GET("/api/jobs/{}", api_get_job),
    GET("/api/jobs/{}/events", api_job_events),
    GET("/api/runners", api_get_runners),
    GET("/api/runners/{}/compare", api_get_compare),
    GET("/api/runners/{}/plan", api_get_plan),
    GET("/api/runners/{}/diary", api_get_diary),
    GET("/api/runners/{}/profile", api_get_profile),
    POST("/api/runners/{}/diary", api_post_diary),
    POST("/api/runners/{}/profile", api_post_profile),
    POST("/api/runners/{}/reviews", api_post_reviews),
    GET("/", page_home),
    {WEB_POST, "/recordings", page_post_recordings, VISITOR_RUNNER, true},
    GET("/jobs/{}", page_job),
    GET("/recordings/{}", page_recording),
    POST("/recordings/{}/delete", page_delete_recording),
    GET("/runners", page_runners),
    GET("/runners/{}", page_runner),
    GET("/runners/{}/diary", page_diary),
    POST("/runners/{}/diary", page_post_diary),
    GET("/runners/{}/profile", page_profile),
    POST("/runners/{}/profile", page_post_profile),
    POST("/runners/{}/reviews", page_post_reviews),
    POST("/runners/{}/forget", page_forget),
    GET("/runners/{}/report.pdf", report_pdf),
    GET("/runners/{}/report.html", report_html),
    OPEN("/guide", page_guide),
    OPEN("/sign-in", page_sign_in),
    {WEB_POST, "/sign-in", page_post_sign_in, VISITOR_NOBODY, false},
    POST("/sign-out", page_post_sign_out),
    OPEN("/page.css", asset_css),
    OPEN("/page.js", asset_js),
};

#define N_ROUTES (sizeof routes / sizeof routes[0])

/* The bytes of the next part, without its '/'. */
static size_t part_of(const char *path)
{
    return strcspn(path, "/");
}

/* Whether a path is of a pattern; then what stands at each {} is at[i], size[i]. */
static bool fits(const char *pattern, const char *path, const char *at[WEB_PARTS],
                 size_t size[WEB_PARTS])
{
    size_t n = 0;
    while (*pattern == '/' && *path == '/') {
        size_t want = part_of(++pattern), have = part_of(++path);
        bool any = want == 2 && memcmp(pattern, "{}", 2) == 0;
        if (any && have > 0 && n < WEB_PARTS) {
            at[n] = path;
            size[n++] = have;
        } else if (any || want != have || memcmp(pattern, path, have) != 0) {
            return false;
        }
        pattern += want;
        path += have;
    }
    return *pattern == '\0' && *path == '\0';
}

static const char *name_of(enum web_method method)
{
    return method == WEB_GET ? "GET, HEAD" : method == WEB_POST ? "POST" : "DELETE";
}

const struct route *route_find(struct exchange *exchange, bool *other)
{
    const char *at[WEB_PARTS] = {NULL};
    size_t size[WEB_PARTS] = {0};
    exchange->allow = NULL;
    *other = false;
    for (size_t i = 0; i < N_ROUTES; i++) {
        if (!fits(routes[i].pattern, exchange->path, at, size))
            continue;
        if (routes[i].method != exchange->method) {
            *other = true;
            exchange->allow = exchange->allow
                                  ? arena_print(&exchange->arena, "%s, %s", exchange->allow,
                                                name_of(routes[i].method))
                                  : name_of(routes[i].method);
            continue;
        }
        for (size_t part = 0; part < WEB_PARTS; part++)
            exchange->part[part] =
                at[part] ? arena_print(&exchange->arena, "%.*s", (int)size[part], at[part]) : NULL;
        return &routes[i];
    }
    return NULL;
}
