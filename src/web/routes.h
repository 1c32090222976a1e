/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of routes: which handler answers what, and who may ask. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/exchange.h"

struct route {
    enum web_method method;
    const char *pattern; /* "/api/recordings/{}"; {} is one part without '/' */
    void (*answer)(struct exchange *exchange);
    enum visitor_role least; /* who may ask */
    bool uploads;            /* its body may hold files */
};

/* The row of a request, with exchange->part filled; NULL: 404, or 405 where *other: the path is
 * there for another method. */
const struct route *route_find(struct exchange *exchange, bool *other);

/* The handlers; a row of routes.c each. */
#define ROUTE(name) void name(struct exchange *exchange)
/* JSON: api_recordings.c, api_jobs.c, api_runners.c */
ROUTE(api_healthz);
ROUTE(api_post_recordings);  /* POST /api/recordings */
ROUTE(api_get_recording);    /* GET /api/recordings/{} */
ROUTE(api_delete_recording); /* DELETE */
ROUTE(api_get_job);          /* GET /api/jobs/{} */
ROUTE(api_job_events);       /* GET /api/jobs/{}/events */
ROUTE(api_get_runners);      /* GET /api/runners */
ROUTE(api_get_compare);      /* GET /api/runners/{}/compare */
ROUTE(api_get_plan);
ROUTE(api_get_diary);
ROUTE(api_get_profile);
ROUTE(api_post_diary);
ROUTE(api_post_profile);
ROUTE(api_post_reviews);
/* HTML: page_*.c */
ROUTE(page_home);             /* GET / */
ROUTE(page_post_recordings);  /* POST /recordings, a plain form */
ROUTE(page_job);              /* GET /jobs/{}: waits, by itself without JavaScript */
ROUTE(page_recording);        /* GET /recordings/{} */
ROUTE(page_delete_recording); /* POST /recordings/{}/delete */
ROUTE(page_runners);          /* GET /runners */
ROUTE(page_runner);           /* GET /runners/{} */
ROUTE(page_diary);            /* GET /runners/{}/diary: the form */
ROUTE(page_post_diary);
ROUTE(page_profile); /* GET /runners/{}/profile: profile, clearance, reviews */
ROUTE(page_post_profile);
ROUTE(page_post_reviews);
ROUTE(page_forget);  /* POST /runners/{}/forget */
ROUTE(page_guide);   /* GET /guide */
ROUTE(page_sign_in); /* GET /sign-in */
ROUTE(page_post_sign_in);
ROUTE(page_post_sign_out);
ROUTE(report_pdf); /* GET /runners/{}/report.pdf */
ROUTE(report_html);
ROUTE(asset_css); /* GET /page.css */
ROUTE(asset_js);  /* GET /page.js */

#endif
