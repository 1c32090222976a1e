/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML that is made to hurt: entity bombs, endless tags, names and nests; and the filter. */
#include "base/memory.h"
#include "read/xml_filter.h"
#include "read/xml_stream.h"
#include "support/assert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BIG (8u << 20)

/* What was told: names, and how much text. */
struct told {
    char names[256];
    size_t n_text;
    size_t n_elements;
};

static enum bks_status on_start(void *context, const struct xml_name *name,
                                const char *const *attribute)
{
    struct told *told = context;
    (void)attribute;
    told->n_elements++;
    size_t n = strlen(told->names);
    (void)snprintf(told->names + n, sizeof told->names - n, "%s ", name->local);
    return BKS_OK;
}

static enum bks_status on_text(void *context, const char *text, size_t n)
{
    struct told *told = context;
    (void)text;
    told->n_text += n;
    return BKS_OK;
}

static enum bks_status read_bytes(struct told *told, const char *bytes, size_t n,
                                  struct bks_fault *fault)
{
    static const struct xml_events events = {.start = on_start, .text = on_text};
    struct source *source;
    *told = (struct told){.n_text = 0};
    *fault = (struct bks_fault){.status = BKS_OK};
    assert_status(source_open_memory(&source, bytes, n, "a.xml", NULL), BKS_OK);
    enum bks_status status = xml_stream_read(source, 0, &events, told, fault);
    source_close(source);
    return status;
}

static void xml_entity_bombs_unfold_to_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
    } cases[] = {
        {"billion laughs",
         "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">"
         "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><gpx>&c;</gpx>"},
        {"quadratic", "<!DOCTYPE gpx [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">"
                      "]><gpx>&a;&a;&a;&a;&a;&a;</gpx>"},
        {"a file from outside", "<!DOCTYPE gpx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                                "<gpx>&a;</gpx>"},
        {"behind a comment", "<!-- > --><!DOCTYPE gpx [<!ENTITY a \"x\">] ><gpx>&a;</gpx>"},
        {"a second document type",
         "<!DOCTYPE gpx><!DOCTYPE gpx [<!ENTITY a \"x\">]><gpx>&a;</gpx>"},
        {"in parameters", "<!DOCTYPE gpx [<!ENTITY % p \"<!ENTITY a 'x'>\">%p;]><gpx>&a;</gpx>"},
        {"brackets in its text",
         "<!DOCTYPE gpx [<!ENTITY b \"]>\"><!ENTITY a \"x\">]><gpx>&a;</gpx>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct told told;
        struct bks_fault fault;
        enum bks_status status = read_bytes(&told, cases[i].text, strlen(cases[i].text), &fault);
        assert_int_case(cases[i].label, status, BKS_DAMAGED);
        assert_int_case(cases[i].label, told.n_text, 0);
        assert_true_case(cases[i].label, fault.what[0] != '\0' && fault.offset > 0);
    }
}

/* start, then n times piece, then end; freed by the caller. */
static char *repeat(const char *start, const char *piece, size_t n, size_t *size)
{
    size_t a = strlen(start), b = strlen(piece);
    char *text = malloc(a + n * b);
    assert_non_null(text);
    memcpy(text, start, a);
    for (size_t i = 0; i < n; i++)
        memcpy(text + a + i * b, piece, b);
    *size = a + n * b;
    return text;
}

static void what_has_no_end_is_refused_in_bounded_memory(void **state)
{
    (void)state;
    static const struct {
        const char *label, *start, *piece, *what;
    } cases[] = {
        {"nest", "", "<a>", "nested too deep"},
        {"tag", "<a b=\"", "x", "a tag without end"},
        {"name", "<", "x", "tag"},
        {"comment", "<a><!--", "x", "a tag without end"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct told told;
        struct bks_fault fault;
        size_t n;
        char *text = repeat(cases[i].start, cases[i].piece, BIG, &n);
        assert_int_case(cases[i].label, read_bytes(&told, text, n, &fault), BKS_DAMAGED);
        if (!strstr(fault.what, cases[i].what))
            print_error("it says: %s\n", fault.what);
        assert_true_case(cases[i].label, strstr(fault.what, cases[i].what) != NULL);
        assert_true_case(cases[i].label, fault.offset < (int64_t)(2 * XML_MAX_TOKEN));
        free(text);
    }
}

static void names_without_end_are_refused(void **state)
{
    (void)state;
    static const char *const format[] = {"<a%zu/>", "<a b%zu=\"\"/>", "<p%zu:a xmlns:p%zu=\"u\"/>"};
    char *text = malloc(BIG);
    assert_non_null(text);
    for (size_t k = 0; k < 3; k++) {
        struct told told;
        struct bks_fault fault;
        size_t n = (size_t)snprintf(text, BIG, "<root>");
        for (size_t i = 0; i < 2 * XML_MAX_NAMES; i++) {
            if (k == 0)
                n += (size_t)snprintf(text + n, BIG - n, "<a%zu/>", i);
            else if (k == 1)
                n += (size_t)snprintf(text + n, BIG - n, "<a b%zu=\"\"/>", i);
            else
                n += (size_t)snprintf(text + n, BIG - n, "<p%zu:a xmlns:p%zu=\"u\"/>", i, i);
        }
        assert_int_case(format[k], read_bytes(&told, text, n, &fault), BKS_DAMAGED);
        assert_true_case(format[k], strstr(fault.what, "names without end") != NULL);
        assert_true_case(format[k], told.n_elements <= XML_MAX_NAMES);
    }
    free(text);
}

static void places_stay_right_behind_what_is_taken_out(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "<a>&no;</a>",
        "  \n<?xml version=\"1.0\"?><a>&no;</a>",
        "\xEF\xBB\xBF<a>&no;</a>",
        "<!DOCTYPE a [\n<!ELEMENT a (b\n]>\n<a>&no;</a>",
        "<!-- c --><a>\x0B&no;</a>",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct told told;
        struct bks_fault fault;
        assert_int_case(cases[i], read_bytes(&told, cases[i], strlen(cases[i]), &fault),
                        BKS_DAMAGED);
        assert_int_case(cases[i], fault.offset, strstr(cases[i], "&no;") - cases[i]);
    }
}

static void the_filter_gives_the_same_whatever_the_pieces(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"  <?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a/>",
         "<?xml version='1.0'?>\n                              \n<a/>"},
        {"<!DOCTYPE a>\n<a/>", "            \n<a/>"},
        {"<!-- <!DOCTYPE -> --><a/>", "<!-- <!DOCTYPE -> --><a/>"},
        {"<?p <!DOCTYPE ?><a><!DOCTYPE a></a>", "<?p <!DOCTYPE ?><a><!DOCTYPE a></a>"},
        {"<a b=\"\x01\x1F\t\"/>", "<a b=\"  \t\"/>"},
        {"<!DOC><a/>", "<!DOC><a/>"},
        {"<!DOCTYPE a [ ] \n ><a/>", "                \n  <a/>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t n = strlen(cases[i].in);
        for (size_t piece = 1; piece <= n; piece++) {
            struct xml_filter filter = {.n_held = 0};
            char out[256] = "";
            size_t written = 0;
            for (size_t from = 0; from < n; from += piece)
                written += xml_filter_run(&filter, out + written, cases[i].in + from,
                                          n - from < piece ? n - from : piece);
            out[written] = '\0';
            assert_text_case(cases[i].in, out, cases[i].out);
        }
    }
}

static void namespaces_are_told_apart_by_address_not_by_prefix(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct xml_name name;
        bool is;
    } cases[] = {
        {"ours", {"urn:ours/v2", 11, "cad"}, true},
        {"none", {"cad", 0, "cad"}, true},
        {"another", {"urn:other", 9, "cad"}, false},
        {"shorter", {"urn:ou", 6, "cad"}, false},
        {"another name", {"urn:ours/v2", 11, "hr"}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_case(cases[i].label, xml_name_is(&cases[i].name, "urn:ours/", "cad"),
                        cases[i].is);
}

static void utf_16_is_refused(void **state)
{
    (void)state;
    static const char text[] = "<\0?\0x\0m\0l\0 \0?\0>\0<\0a\0/\0>\0";
    struct told told;
    struct bks_fault fault;
    assert_status(read_bytes(&told, text, sizeof text - 1, &fault), BKS_DAMAGED);
    assert_status(read_bytes(&told, "\xFF\xFE<\0a\0/\0>\0", 10, &fault), BKS_DAMAGED);
    assert_int_equal(told.n_elements, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xml_entity_bombs_unfold_to_nothing),
        cmocka_unit_test(what_has_no_end_is_refused_in_bounded_memory),
        cmocka_unit_test(names_without_end_are_refused),
        cmocka_unit_test(places_stay_right_behind_what_is_taken_out),
        cmocka_unit_test(the_filter_gives_the_same_whatever_the_pieces),
        cmocka_unit_test(namespaces_are_told_apart_by_address_not_by_prefix),
        cmocka_unit_test(utf_16_is_refused),
    };
    return cmocka_run_group_tests_name("read/xml_stream", tests, NULL, NULL);
}
