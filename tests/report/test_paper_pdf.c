/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers as PDF, read back with poppler's programs as any other reader would read them. */
#include "base/memory.h"
#include "base/text.h"
#include "report/paper_sample.h"
#include "support/assert.h"
#include "support/ran.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MADE    1777600000 /* 2026-05-01 01:46:40 UTC */
#define MARGIN  40.0       /* points: nothing is nearer to the edge */
#define FOOT    46.0       /* its line, from below */
#define COLUMNS 12         /* of the grid that ink is counted in */
#define ROWS    16
#define NEARLY  3 /* of 100: how much ink of a cell may differ */

/* A paper on disk. */
struct printed_pdf {
    char path[64];
    struct paper *paper;
};

static enum bks_status print_to(struct printed_pdf *pdf, struct paper *paper)
{
    *pdf = (struct printed_pdf){.path = "/tmp/backstride-paper-XXXXXX", .paper = paper};
    assert_non_null(paper);
    assert_status(paper_status(paper), BKS_OK);
    int file = mkstemp(pdf->path);
    FILE *out = file < 0 ? NULL : fdopen(file, "wb");
    assert_non_null(out);
    enum bks_status status = paper_pdf(paper, MADE, out);
    assert_int_equal(fclose(out), 0);
    return status;
}

static void clear(struct printed_pdf *pdf)
{
    (void)unlink(pdf->path);
    paper_free(pdf->paper);
}

static bool have_poppler(void)
{
    static const char *const words[] = {
        "/bin/sh", "-c", "command -v pdftotext && command -v pdfinfo && command -v pdftoppm", NULL};
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    bool have = ran.status == 0;
    ran_clear(&ran);
    if (!have)
        print_message("skipped: poppler-utils is not installed\n");
    return have;
}

/* All of a file, NUL behind it; for free. */
static char *bytes_of(const char *path, size_t *n)
{
    static const size_t room = 32u << 20;
    char *bytes = malloc(room);
    FILE *in = fopen(path, "rb");
    assert_true(bytes && in);
    *n = fread(bytes, 1, room - 1, in);
    (void)fclose(in);
    assert_true(*n < room - 1);
    bytes[*n] = '\0';
    return bytes;
}

/* Runs a program on it: what it printed, for free. */
static char *ask(const struct printed_pdf *pdf, const char *program, const char *first,
                 const char *last, const char *option)
{
    const char *words[12] = {"/usr/bin/env", program};
    size_t n = 2;
    const char *const given[] = {"-f", first, "-l", last};
    for (size_t i = 0; first && i < 4; i++)
        words[n++] = given[i];
    if (option)
        words[n++] = option;
    words[n++] = pdf->path;
    if (strcmp(program, "pdfinfo") != 0 && strcmp(program, "pdftoppm") != 0)
        words[n++] = "-";
    char path[80];
    (void)snprintf(path, sizeof path, "%s-read", pdf->path);
    struct ran ran;
    ran_run(&ran, words, NULL, path, 0);
    assert_int_equal(ran.status, 0);
    ran_clear(&ran);
    size_t length = 0;
    char *text = bytes_of(path, &length);
    (void)unlink(path);
    return text;
}

static long pages_of(const struct printed_pdf *pdf)
{
    char *info = ask(pdf, "pdfinfo", NULL, NULL, NULL);
    const char *at = strstr(info, "Pages:");
    assert_non_null(at);
    int64_t n = 0;
    at += strlen("Pages:");
    at += strspn(at, " ");
    assert_non_null(text_integer(&n, at, at + strcspn(at, "\n")));
    free(info);
    return (long)n;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        n++;
    return n;
}

/* Each word of the text is in what was read; a no-break space parts words too. */
static void assert_words(const char *all, const char *text)
{
    while (*text) {
        char word[128];
        size_t n = 0;
        while (text[n] && !strchr(" \n", text[n]) && strncmp(text + n, "\xC2\xA0", 2) != 0)
            n++;
        if (n > 0 && n < sizeof word) {
            memcpy(word, text, n);
            word[n] = '\0';
            if (!strstr(all, word))
                fail_msg("\"%s\" is not on the pages", word);
        }
        text += n;
        text += !*text ? 0 : *text == '\xC2' ? 2 : 1;
    }
}

static void assert_figure(const char *all, const struct figure *figure, const struct locale *locale,
                          bool unit)
{
    struct arena arena = {0};
    assert_words(all, unit ? figure_with_unit(&arena, figure, locale)
                           : figure_text(&arena, figure, locale));
    arena_clear(&arena);
}

static void assert_block(const char *all, const struct paper_block *block,
                         const struct locale *locale)
{
    assert_words(all, block->text);
    assert_words(all, block->title);
    for (size_t i = 0; block->item && i < block->n; i++)
        assert_words(all, block->item[i]);
    for (size_t i = 0; block->number && i < block->n; i++) {
        assert_words(all, block->number[i].label);
        assert_words(all, block->number[i].note);
        assert_figure(all, &block->number[i].now, locale, true);
    }
    for (size_t i = 0; i < block->n_columns; i++)
        assert_words(all, block->column[i].label);
    for (size_t i = 0; i < block->n_columns * block->n_rows; i++)
        assert_figure(all, &block->cell[i], locale, false);
    if (block->chart)
        assert_words(all, block->chart->title);
}

static void assert_all_texts(const struct printed_pdf *pdf)
{
    char *all = ask(pdf, "pdftotext", NULL, NULL, "-layout");
    for (size_t i = 0; i < pdf->paper->n; i++)
        assert_block(all, &pdf->paper->block[i], pdf->paper->about.locale);
    assert_words(all, pdf->paper->about.footer);
    free(all);
}

static double number_after(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    double value = 0;
    assert_non_null(at);
    at += strlen(name);
    assert_non_null(text_number(&value, at, at + strcspn(at, "\""), '.'));
    return value;
}

/* Every word stands within the margins, and at the foot stands the footer alone; answers how many
 * words there are. */
static size_t assert_inside(const struct printed_pdf *pdf)
{
    char *boxes = ask(pdf, "pdftotext", NULL, NULL, "-bbox");
    double width = number_after(boxes, "<page width=\""), height = number_after(boxes, "height=\"");
    size_t n = 0, foot = 0;
    for (const char *at = boxes; (at = strstr(at, "<word ")) != NULL; at++, n++) {
        assert_between(number_after(at, "xMin=\""), MARGIN, width - MARGIN);
        assert_between(number_after(at, "xMax=\""), MARGIN, width - MARGIN);
        assert_between(number_after(at, "yMin=\""), MARGIN / 2, height - MARGIN / 2);
        assert_between(number_after(at, "yMax=\""), MARGIN / 2, height - MARGIN / 2);
        foot += number_after(at, "yMax=\"") > height - FOOT;
    }
    size_t footer = count(pdf->paper->about.footer, " ") + 1 + count("page 1 of 2", " ") + 1;
    assert_int_equal(foot, footer * count(boxes, "<page "));
    free(boxes);
    return n;
}

/* In a child, before this process has looked for fonts. */
static void without_any_font_it_is_unsupported(void **state)
{
    (void)state;
    char conf[] = "/tmp/backstride-fonts-XXXXXX";
    int file = mkstemp(conf);
    FILE *out = file < 0 ? NULL : fdopen(file, "w");
    assert_non_null(out);
    (void)fputs("<?xml version=\"1.0\"?><fontconfig></fontconfig>\n", out);
    assert_int_equal(fclose(out), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        FILE *sink = fopen("/dev/null", "wb");
        struct paper *paper = paper_sample("Alex Example", "C");
        bool set = setenv("FONTCONFIG_FILE", conf, 1) == 0;
        _exit(set && sink && paper ? (int)paper_pdf(paper, MADE, sink) : 99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    (void)unlink(conf);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), BKS_UNSUPPORTED);
}

static void every_text_is_on_its_pages(void **state)
{
    (void)state;
    static const char *const locales[] = {"C", "en_US", "de_DE"};
    if (!have_poppler())
        skip();
    for (size_t i = 0; i < 3; i++) {
        struct printed_pdf pdf;
        assert_status(print_to(&pdf, paper_sample("Alex Example", locales[i])), BKS_OK);
        assert_all_texts(&pdf);
        assert_true(assert_inside(&pdf) > 1000);
        clear(&pdf);
    }
}

static void page_one_stands_alone(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_sample("Alex Example", "C")), BKS_OK);
    char *one = ask(&pdf, "pdftotext", "1", "1", "-layout");
    assert_non_null(strstr(one, "Questions to you"));
    assert_non_null(strstr(one, "certified as a medical"));
    assert_null(strstr(one, "Load and compliance"));
    assert_null(strstr(one, "next page"));
    assert_non_null(strstr(one, "page 1 of 6"));
    char *rest = ask(&pdf, "pdftotext", "2", "6", "-layout");
    assert_int_equal(count(rest, "Form report: six weeks to 1 May 2026"), 5);
    assert_int_equal(count(rest, "planned,"), 3); /* the table's head again on each page of it */
    assert_int_equal(count(rest, "page "), 5);
    assert_int_equal(count(rest, "river"), 200); /* of 10000 letters */
    assert_int_equal(pages_of(&pdf), 6);
    free(one);
    free(rest);
    clear(&pdf);
}

/* Top of the first such word on the first page. */
static double top_of(const struct printed_pdf *pdf, const char *word)
{
    char tag[64];
    char *boxes = ask(pdf, "pdftotext", "1", "1", "-bbox");
    (void)snprintf(tag, sizeof tag, ">%s<", word);
    const char *at = strstr(boxes, tag);
    assert_non_null(at);
    while (strncmp(at, "yMin", 4) != 0)
        at--;
    double top = number_after(at, "yMin=\"");
    free(boxes);
    return top;
}

static void charts_lose_height_but_not_their_texts(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_too_much()), BKS_OK);
    double first = top_of(&pdf, "programme"), last = top_of(&pdf, "May");
    /* 300 points high: limit at 27, days at 296; four fifths of that */
    assert_near(last - first, 0.8 * (296 - 27), 1);
    assert_true(top_of(&pdf, "Planned") > last + 8);
    clear(&pdf);
}

static void too_much_goes_to_the_next_page(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_too_much()), BKS_OK);
    char *one = ask(&pdf, "pdftotext", "1", "1", "-layout");
    char *two = ask(&pdf, "pdftotext", "2", "2", "-layout");
    assert_non_null(strstr(one, "STOP: do not run"));
    assert_non_null(strstr(one, "certified as a medical"));
    assert_int_equal(count(one, "more on the next page"), 2);
    assert_non_null(strstr(two, "Continued from the page before"));
    assert_null(strstr(one, "Continued"));
    char *all = ask(&pdf, "pdftotext", NULL, NULL, NULL);
    assert_int_equal(count(all, "STOP: do not run"), 1);
    assert_int_equal(count(all, "after"), 1250 + 1); /* nothing is lost; one is ours */
    assert_int_equal(count(all, "Continued"), 1);
    assert_true(assert_inside(&pdf) > 1000);
    free(one);
    free(two);
    free(all);
    clear(&pdf);
}

static void hostile_texts_stay_on_the_page(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_hostile()), BKS_OK);
    assert_true(assert_inside(&pdf) > 1000);
    char *all = ask(&pdf, "pdftotext", NULL, NULL, NULL);
    assert_non_null(strstr(all, "\xE7\x94\xB0\xE4\xB8\xAD\xE5\xA4\xAA\xE9\x83\x8E"));
    assert_non_null(strstr(all, "utf-8"));
    assert_null(strchr(all, '\x1B'));
    assert_null(strchr(all, '\x07'));
    /* four rows of ten thousand letters, on whole pages, every word of them */
    assert_int_equal(count(all, "thousand"), 6 * 769);
    assert_int_equal(count(all, "Stop."), 3333);
    free(all);
    clear(&pdf);
}

static void charts_side_by_side_stay_whole(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_columns_down_the_page()), BKS_OK);
    assert_true(assert_inside(&pdf) > 1000);
    assert_true(pages_of(&pdf) > 36); /* some begin too low, and go to the next page */
    char *all = ask(&pdf, "pdftotext", NULL, NULL, NULL);
    assert_int_equal(count(all, "Heading of charts"), 36);
    for (char *page = all, *end; (end = strchr(page, '\f')) != NULL; page = end + 1) {
        *end = '\0'; /* a heading stands where its charts begin */
        assert_true(!strstr(page, "Heading of charts") || strstr(page, "Running rose"));
    }
    free(all);
    clear(&pdf);
}

static void it_says_what_it_is(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    struct printed_pdf pdf;
    assert_status(print_to(&pdf, paper_sample("Alex Example", "C")), BKS_OK);
    (void)setenv("TZ", "UTC", 1);
    char *info = ask(&pdf, "pdfinfo", NULL, NULL, NULL);
    static const char *const lines[] = {"Form report: six weeks to 1 May 2026",
                                        "Alex Example",
                                        "How the runs of six weeks went",
                                        "backstride 0.1.0",
                                        "CreationDate:    Fri May  1 01:46:40 2026",
                                        "ModDate:         Fri May  1 01:46:40 2026",
                                        "(A4)"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_true_case(lines[i], strstr(info, lines[i]) != NULL);
    free(info);
    static const char *const words[] = {"/usr/bin/env", "pdftohtml", "-xml", "-i", "-stdout"};
    const char *all[7] = {0};
    memcpy(all, words, sizeof words);
    all[5] = pdf.path;
    struct ran ran;
    ran_run(&ran, all, NULL, NULL, 0);
    assert_non_null(strstr(ran.out, "<item page=\"1\">Alex Example</item>"));
    assert_non_null(strstr(ran.out, "<item page=\"2\">Load and compliance</item>"));
    assert_non_null(strstr(ran.out, ">Symptoms</item>"));
    ran_clear(&ran);
    clear(&pdf);
}

static void the_same_paper_gives_the_same_bytes(void **state)
{
    (void)state;
    struct printed_pdf first, second;
    size_t n[2];
    assert_status(print_to(&first, paper_hostile()), BKS_OK);
    assert_status(print_to(&second, paper_hostile()), BKS_OK);
    char *a = bytes_of(first.path, &n[0]), *b = bytes_of(second.path, &n[1]);
    assert_true(n[0] > 10000);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(a, b, n[0]);
    free(a);
    free(b);
    clear(&first);
    clear(&second);
}

static void each_request_may_fail(void **state)
{
    (void)state;
    struct paper *paper = paper_sample("Alex Example", "C");
    assert_non_null(paper);
    long before = memory_live();
    enum bks_status status = BKS_NO_MEMORY;
    for (long nth = 1; nth < 400 && status != BKS_OK; nth++) {
        FILE *sink = fopen("/dev/null", "wb");
        assert_non_null(sink);
        memory_fail_at(nth);
        status = paper_pdf(paper, MADE, sink);
        memory_fail_at(0);
        (void)fclose(sink);
        if (status != BKS_OK)
            assert_status(status, BKS_NO_MEMORY);
        assert_int_equal(memory_live(), before);
    }
    assert_status(status, BKS_OK);
    paper_free(paper);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "wb");
    if (!full)
        skip();
    struct paper *paper = paper_sample("Alex Example", "C");
    assert_status(paper_pdf(paper, MADE, full), BKS_CANNOT_WRITE);
    (void)fclose(full);
    paper_free(paper);
}

/* Ink of each cell of a grid over the page, 0 .. 100, from a grey picture (PGM). */
static void ink_of(const struct printed_pdf *pdf, int ink[ROWS][COLUMNS])
{
    char path[80], *text = NULL;
    (void)snprintf(path, sizeof path, "%s-page", pdf->path);
    const char *const words[] = {"/usr/bin/env", "pdftoppm", "-r", "36", "-gray", "-f", "1",
                                 "-singlefile",  pdf->path,  path, NULL};
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    assert_int_equal(ran.status, 0);
    ran_clear(&ran);
    (void)snprintf(path, sizeof path, "%s-page.pgm", pdf->path);
    size_t n = 0;
    text = bytes_of(path, &n);
    (void)unlink(path);
    int64_t width = 0, height = 0;
    const char *end = text + n, *at = text_integer(&width, text + 3, end);
    at = at ? text_integer(&height, at + 1, end) : NULL;
    assert_non_null(at);
    const unsigned char *grey = (const unsigned char *)end - width * height;
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            int64_t sum = 0, all = 0;
            for (int64_t y = row * height / ROWS; y < (row + 1) * height / ROWS; y++)
                for (int64_t x = column * width / COLUMNS; x < (column + 1) * width / COLUMNS;
                     x++, all++)
                    sum += 255 - grey[y * width + x];
            ink[row][column] = (int)(100 * sum / (255 * all));
        }
    free(text);
}

static void page_one_looks_as_it_did(void **state)
{
    (void)state;
    if (!have_poppler())
        skip();
    const char *path = BKS_SOURCE_DIR "/tests/golden/paper-ink.txt";
    struct printed_pdf pdf;
    int ink[ROWS][COLUMNS];
    assert_status(print_to(&pdf, paper_sample("Alex Example", "C")), BKS_OK);
    ink_of(&pdf, ink);
    clear(&pdf);
    bool bless = getenv("BKS_BLESS") != NULL;
    FILE *file = fopen(path, bless ? "w" : "r");
    assert_non_null(file);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            int was = 0;
            if (bless)
                (void)fprintf(file, "%2d%c", ink[row][column], column + 1 < COLUMNS ? ' ' : '\n');
            else if (fscanf(file, "%d", &was) != 1 || abs(was - ink[row][column]) > NEARLY)
                fail_msg("row %d, column %d: ink %d, not %d", row, column, ink[row][column], was);
        }
    (void)fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_any_font_it_is_unsupported), /* first: see there */
        cmocka_unit_test(every_text_is_on_its_pages),
        cmocka_unit_test(page_one_stands_alone),
        cmocka_unit_test(too_much_goes_to_the_next_page),
        cmocka_unit_test(charts_lose_height_but_not_their_texts),
        cmocka_unit_test(hostile_texts_stay_on_the_page),
        cmocka_unit_test(charts_side_by_side_stay_whole),
        cmocka_unit_test(it_says_what_it_is),
        cmocka_unit_test(the_same_paper_gives_the_same_bytes),
        cmocka_unit_test(each_request_may_fail),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(page_one_looks_as_it_did),
    };
    return cmocka_run_group_tests_name("report/paper_pdf", tests, NULL, NULL);
}
