/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as a page of HTML: well-formed, self-contained, and every text is text. */
#include "base/memory.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/hand_paper.h"
#include "support/same_numbers.h"

#include <stdlib.h>
#include <string.h>

#ifdef BKS_HAVE_EXPAT
#include <expat.h>
#endif

#define FFFD "\xEF\xBF\xBD"

static const char *write_html(struct printed *printed, struct paper *paper)
{
    assert_non_null(paper);
    printed_open(printed);
    assert_status(paper_html(paper, printed->out), BKS_OK);
    paper_free(paper);
    return printed_text(printed);
}

/* Takes out what lies between two marks, wherever they stand: it has tests of its own. */
static void leave_out(char *text, const char *from, const char *to)
{
    for (char *at = text; (at = strstr(at, from));) {
        at += strlen(from);
        const char *end = strstr(at, to);
        assert_non_null(end);
        memmove(at, end, strlen(end) + 1);
    }
}

static void the_page_is_as_blessed(void **state)
{
    struct printed printed;
    (void)state;
    (void)write_html(&printed, hand_paper(locale_find("en_GB")));
    leave_out(printed.text, "<style>", "</style>");
    leave_out(printed.text, "<svg", "</svg>");
    assert_golden("paper.html", printed.text);
    printed_clear(&printed);
}

static void it_says_what_it_is(void **state)
{
    static const char *const parts[] = {
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "<meta charset=\"utf-8\"/>",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
        "<meta name=\"generator\" content=\"backstride 0.1.0\"/>",
        "<meta name=\"description\" content=\"How the runs of twelve weeks went\"/>",
        "<title>Form report: Kari Nordmann</title>",
        "<a class=\"skip\" href=\"#the-report\">",
        "<h1><bdi>Form report: Kari Nordmann</bdi></h1>",
        "<time datetime=\"2026-05-01\">1.5.2026</time>",
        "<nav aria-label=\"Sections\">",
        "<section id=\"summary\" aria-labelledby=\"summary-title\" class=\"page fits\">",
        "<b>166</b> (165 to 167)\xC2\xA0steps/min",
        "<b>27,2</b>\xC2\xA0min/week",
        "<td class=\"why\"><bdi>left and right cannot be told apart</bdi></td>",
        "<td class=\"n\"><bdi>\xE2\x88\x92"
        "3,0</bdi></td>",
        "<blockquote dir=\"auto\" id=\"note\">A little stiff.\nGone after &quot;ten&quot; minutes "
        "&amp; a walk.</blockquote>",
    };
    struct printed printed;
    (void)state;
    const char *text = write_html(&printed, hand_paper(locale_find("fi_FI")));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        assert_true_case(parts[i], strstr(text, parts[i]) != NULL);
    printed_clear(&printed);
}

static void nothing_comes_from_elsewhere(void **state)
{
    static const char *const banned[] = {"<script", "<link", "<img",   "@import",
                                         "url(",    "src=",  "https:", " onload"};
    struct printed printed;
    (void)state;
    const char *text = write_html(&printed, hand_paper(locale_at(0)));
    for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
        assert_true_case(banned[i], strstr(text, banned[i]) == NULL);
    printed_clear(&printed);
}

static void any_text_appears_as_text(void **state)
{
    static const char shown[] =
        "<script>alert('x')</script> \"q\" %s %n &amp; ]]> --> " FFFD FFFD "[31m " FFFD FFFD
        "( " FFFD " " FFFD " \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D " FFFD
        "abc \xE8\xB5\xB0\xE3\x82\x8B\nnext\tline";
    struct printed printed;
    (void)state;
    const char *html = write_html(&printed, hand_paper_of(hand_hostile));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "lang=\"<"));
    char *text = html_text(html);
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, shown)); at++)
        n++;
    assert_int_equal(n, 27);
    free(text);
    printed_clear(&printed);
}

static void a_long_word_is_whole(void **state)
{
    struct printed printed;
    (void)state;
    assert_non_null(
        strstr(write_html(&printed, hand_paper_of(hand_long_word())), hand_long_word()));
    printed_clear(&printed);
}

static void columns_that_are_left_open_are_closed(void **state)
{
    struct paper_about about = {.title = "t",
                                .author = "",
                                .subject = "",
                                .language = "",
                                .version = "1",
                                .footer = "",
                                .locale = locale_at(0)};
    struct paper *paper = paper_new(&about);
    struct printed printed;
    (void)state;
    paper_columns(paper, PAPER_TURN);
    paper_columns(paper, PAPER_SPLIT);
    paper_section(paper, "a", "A", PAPER_FOLLOWS);
    paper_columns(paper, PAPER_SPLIT);
    paper_columns(paper, PAPER_SPLIT);
    const char *text = write_html(&printed, paper);
    const char *main_part = strstr(text, "<main id=\"the-report\">");
    assert_non_null(main_part);
    static const char expected[] =
        "<main id=\"the-report\">\n<div class=\"two\"><div>\n</div></div>\n"
        "<section id=\"a\" aria-labelledby=\"a-title\">\n<h2 id=\"a-title\">A</h2>\n"
        "<div class=\"two\"><div>\n</div></div>\n<div class=\"two\"><div>\n</div></div>\n"
        "</section>\n</main>";
    assert_memory_equal(main_part, expected, sizeof expected - 1);
    printed_clear(&printed);
}

#ifdef BKS_HAVE_EXPAT

#define MAX_IDS 400
#define ID_ROOM 64

struct look {
    char id[MAX_IDS][ID_ROOM], wanted[MAX_IDS][ID_ROOM];
    size_t n, n_wanted;
    int depth, level; /* of headings */
};

static void keep(char list[MAX_IDS][ID_ROOM], size_t *n, const char *text, size_t length)
{
    assert_true(*n < MAX_IDS);
    (void)snprintf(list[(*n)++], ID_ROOM, "%.*s", (int)length, text);
}

static bool is_in(char list[MAX_IDS][ID_ROOM], size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], text) == 0)
            return true;
    return false;
}

static void see_attribute(struct look *look, const char *name, const char *value)
{
    assert_true_case(name, strncmp(name, "on", 2) != 0);
    if (strcmp(name, "id") == 0) {
        assert_true_case(value, !is_in(look->id, look->n, value));
        keep(look->id, &look->n, value, strlen(value));
    }
    if (strcmp(name, "href") == 0) {
        assert_int_equal(value[0], '#');
        keep(look->wanted, &look->n_wanted, value + 1, strlen(value + 1));
    }
    if (strcmp(name, "aria-labelledby") == 0)
        for (size_t n; *value; value += n + strspn(value + n, " ")) {
            n = strcspn(value, " ");
            keep(look->wanted, &look->n_wanted, value, n);
        }
}

static void XMLCALL see_element(void *context, const XML_Char *name, const XML_Char **attribute)
{
    struct look *look = context;
    assert_true_case(name, strcmp(name, "script") != 0);
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
        int level = name[1] - '0';
        assert_true_case("headings in order", level <= look->level + 1);
        look->level = level;
    }
    for (size_t i = 0; attribute[i]; i += 2)
        see_attribute(look, attribute[i], attribute[i + 1]);
}

static void assert_well_formed(const char *label, struct paper *paper)
{
    static struct look look;
    struct printed printed;
    memset(&look, 0, sizeof look);
    const char *text = write_html(&printed, paper);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    assert_non_null(parser);
    XML_SetUserData(parser, &look);
    XML_SetStartElementHandler(parser, see_element);
    enum XML_Status status = XML_Parse(parser, text, (int)strlen(text), 1);
    if (status != XML_STATUS_OK)
        print_error("%s, line %lu: %s\n", label, XML_GetCurrentLineNumber(parser),
                    XML_ErrorString(XML_GetErrorCode(parser)));
    assert_int_equal(status, XML_STATUS_OK);
    for (size_t i = 0; i < look.n_wanted; i++)
        assert_true_case(look.wanted[i], is_in(look.id, look.n, look.wanted[i]));
    assert_true(look.n > 4);
    XML_ParserFree(parser);
    printed_clear(&printed);
}

static void every_page_is_well_formed_and_its_ids_are_its_own(void **state)
{
    (void)state;
    assert_well_formed("ordinary", hand_paper(locale_at(0)));
    assert_well_formed("hostile", hand_paper_of(hand_hostile));
    assert_well_formed("empty", hand_paper_of(""));
    assert_well_formed("stop", hand_paper_stop());
}

#endif

static void without_memory_it_says_so(void **state)
{
    long before = memory_live();
    bool done = false;
    (void)state;
    for (long nth = 1; !done; nth++) {
        struct printed printed;
        printed_open(&printed);
        memory_fail_at(nth);
        struct paper *paper = hand_paper(locale_at(0));
        enum bks_status status = paper ? paper_html(paper, printed.out) : BKS_NO_MEMORY;
        memory_fail_at(0);
        paper_free(paper);
        (void)printed_text(&printed);
        printed_clear(&printed);
        done = status == BKS_OK;
        assert_true(done || status == BKS_NO_MEMORY);
        assert_true(nth > 8 || !done); /* it asks for memory often */
        assert_int_equal(memory_live(), before);
    }
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "wb");
    assert_non_null(full);
    struct paper *paper = hand_paper(locale_at(0));
    assert_status(paper_html(paper, full), BKS_CANNOT_WRITE);
    paper_free(paper);
    (void)fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_as_blessed),
        cmocka_unit_test(it_says_what_it_is),
        cmocka_unit_test(nothing_comes_from_elsewhere),
        cmocka_unit_test(any_text_appears_as_text),
        cmocka_unit_test(a_long_word_is_whole),
        cmocka_unit_test(columns_that_are_left_open_are_closed),
#ifdef BKS_HAVE_EXPAT
        cmocka_unit_test(every_page_is_well_formed_and_its_ids_are_its_own),
#endif
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests_name("report/paper_html", tests, NULL, NULL);
}
