/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a page. */
#include "web/page_look.h"

#include "support/assert.h"
#include "web/routes.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define IDS_MOST 1024
#define ID_ROOM  96

struct look {
    const char *label;
    char id[IDS_MOST][ID_ROOM], wanted[IDS_MOST][ID_ROOM];
    size_t n_ids, n_wanted;
    bool in_form, has_csrf, in_script;
    size_t headings;
};

static const char *value_of(const char **attribute, const char *name)
{
    for (; *attribute; attribute += 2)
        if (strcmp(attribute[0], name) == 0)
            return attribute[1];
    return NULL;
}

static void check_route(const struct look *look, const char *href, enum web_method method)
{
    char path[512];
    bool other;
    struct exchange exchange = {.method = method};
    if (href[0] != '/')
        return;
    (void)snprintf(path, sizeof path, "%.*s", (int)strcspn(href, "?#"), href);
    exchange.path = path;
    if (!route_find(&exchange, &other))
        fail_msg("%s: %s leads nowhere", look->label, href);
    arena_clear(&exchange.arena);
}

static void check_attributes(const struct look *look, const char *name, const char **attribute)
{
    for (; *attribute; attribute += 2) {
        if (strcmp(attribute[0], "style") == 0 || strncmp(attribute[0], "on", 2) == 0)
            fail_msg("%s: <%s %s=\"%s\"> is against the policy", look->label, name, attribute[0],
                     attribute[1]);
        if (strcmp(attribute[0], "href") == 0)
            check_route(look, attribute[1], WEB_GET);
        if (strcmp(attribute[0], "action") == 0)
            check_route(look, attribute[1], WEB_POST);
    }
}

static void take_id(struct look *look, const char *id)
{
    for (size_t i = 0; id && i < look->n_ids; i++)
        if (strcmp(look->id[i], id) == 0)
            fail_msg("%s: the id %s stands twice", look->label, id);
    assert_true(look->n_ids < IDS_MOST);
    if (id)
        (void)snprintf(look->id[look->n_ids++], ID_ROOM, "%s", id);
}

static void want_id(struct look *look, const char *ids)
{
    while (ids && *ids) {
        size_t n = strcspn(ids, " ");
        assert_true(look->n_wanted < IDS_MOST);
        (void)snprintf(look->wanted[look->n_wanted++], ID_ROOM, "%.*s", (int)n, ids);
        ids += n + (ids[n] == ' ');
    }
}

static void XMLCALL on_start(void *context, const char *name, const char **attribute)
{
    struct look *look = context;
    const char *field = value_of(attribute, "name"), *value = value_of(attribute, "value");
    check_attributes(look, name, attribute);
    take_id(look, value_of(attribute, "id"));
    want_id(look, value_of(attribute, "for"));
    want_id(look, value_of(attribute, "aria-describedby"));
    want_id(look, value_of(attribute, "aria-labelledby"));
    look->headings += strcmp(name, "h1") == 0;
    if (strcmp(name, "style") == 0 || strcmp(name, "iframe") == 0)
        fail_msg("%s: <%s>", look->label, name);
    look->in_script = strcmp(name, "script") == 0;
    if (look->in_script && !value_of(attribute, "src"))
        fail_msg("%s: a script that is not ours", look->label);
    if (strcmp(name, "form") == 0) {
        look->in_form = true;
        look->has_csrf = false;
        assert_string_equal(value_of(attribute, "method"), "post");
    }
    if (field && value && strcmp(field, "csrf") == 0)
        look->has_csrf = strcmp(value, PAGE_CSRF) == 0;
}

static void XMLCALL on_end(void *context, const char *name)
{
    struct look *look = context;
    look->in_script = false;
    if (strcmp(name, "form") != 0)
        return;
    if (!look->has_csrf)
        fail_msg("%s: a form without csrf", look->label);
    look->in_form = false;
}

static void XMLCALL on_text(void *context, const char *text, int n)
{
    const struct look *look = context;
    if (look->in_script)
        fail_msg("%s: a script within the page: %.*s", look->label, n, text);
}

static void check_wanted(const struct look *look)
{
    for (size_t i = 0; i < look->n_wanted; i++) {
        bool found = false;
        for (size_t k = 0; k < look->n_ids && !found; k++)
            found = strcmp(look->wanted[i], look->id[k]) == 0;
        if (!found)
            fail_msg("%s: there is no id %s", look->label, look->wanted[i]);
    }
    if (look->headings != 1)
        fail_msg("%s: %zu h1", look->label, look->headings);
}

void page_look(const char *label, const struct page_answer *answer)
{
    struct look *look = calloc(1, sizeof *look);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    assert_true(look && parser);
    look->label = label;
    XML_SetUserData(parser, look);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    if (XML_Parse(parser, answer->body, (int)answer->n, 1) != XML_STATUS_OK)
        fail_msg("%s:%lu: %s", label, XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    check_wanted(look);
    XML_ParserFree(parser);
    free(look);
}
