/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a terminal: counting columns, wrapping, keeping strangers' bytes harmless. */
#include "report/page.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

#define TEXT_ROOM 1024 /* the longest text taken at once, in bytes */

/* Characters that take two columns: Hangul, CJK, kana, full-width forms, emoji. */
static const struct {
    uint32_t first, last;
} wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* The character at p, which is well formed, and its bytes. */
static size_t decode(uint32_t *character, const char *p)
{
    unsigned char lead = (unsigned char)p[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    *character = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        *character = *character << 6 | ((unsigned char)p[i] & 0x3Fu);
    return length;
}

static size_t columns_of(const struct page *page, uint32_t character)
{
    if (!page->style.utf8)
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (character >= wide[i].first && character <= wide[i].last)
            return 2;
    return 1;
}

static void clean(char out[TEXT_ROOM], const char *text, size_t n)
{
    text_utf8(out, TEXT_ROOM, text, n);
}

static size_t width_of_clean(const struct page *page, const char *text)
{
    size_t width = 0;
    uint32_t character;
    for (const char *p = text; *p;) {
        p += decode(&character, p);
        width += columns_of(page, character);
    }
    return width;
}

size_t page_width(const struct page *page, const char *text)
{
    char cleaned[TEXT_ROOM];
    clean(cleaned, text, strlen(text));
    return width_of_clean(page, cleaned);
}

static void put_clean(struct page *page, const char *text)
{
    uint32_t character;
    for (const char *p = text; *p;) {
        size_t length = decode(&character, p);
        size_t columns = columns_of(page, character);
        if (page->column + columns > PAGE_COLUMNS)
            return;
        if (length > 1 && !page->style.utf8)
            (void)fputc('?', page->out);
        else
            (void)fwrite(p, 1, length, page->out);
        page->column += columns;
        p += length;
    }
}

void page_put(struct page *page, const char *text)
{
    char cleaned[TEXT_ROOM];
    clean(cleaned, text, strlen(text));
    put_clean(page, cleaned);
}

void page_put_colour(struct page *page, enum page_colour colour, const char *text)
{
    bool coloured = page->style.colour && colour != PAGE_PLAIN && text[0];
    if (coloured)
        (void)fprintf(page->out, "\033[38;5;%dm", (int)colour);
    page_put(page, text);
    if (coloured)
        (void)fputs("\033[0m", page->out);
}

void page_to(struct page *page, size_t column)
{
    for (; page->column < column; page->column++)
        (void)fputc(' ', page->out);
}

void page_end_line(struct page *page)
{
    (void)fputc('\n', page->out);
    page->column = 0;
}

void page_words(struct page *page, size_t left, const char *text)
{
    char cleaned[TEXT_ROOM], word[TEXT_ROOM];
    clean(cleaned, text, strlen(text));
    const char *p = cleaned + strspn(cleaned, " ");
    for (bool first = true; *p; first = false) {
        size_t n = strcspn(p, " ");
        memcpy(word, p, n);
        word[n] = '\0';
        size_t room = PAGE_COLUMNS - page->column;
        if (!first && width_of_clean(page, word) + 1 > room) {
            page_end_line(page);
            page_to(page, left);
        } else if (!first) {
            put_clean(page, " ");
        }
        put_clean(page, word);
        p += n;
        p += strspn(p, " ");
    }
}

void page_part(struct page *page, const char *text)
{
    if (page->column > 0 && page->column + PAGE_PART_BLANK + page_width(page, text) > PAGE_COLUMNS)
        page_end_line(page);
    if (page->column > 0)
        page_to(page, page->column + PAGE_PART_BLANK);
    page_put(page, text);
}

void page_field(struct page *page, const char *label, const char *text)
{
    page_to(page, PAGE_INDENT);
    page_put(page, label);
    if (page->column >= PAGE_FIELD)
        page_put(page, " ");
    page_to(page, PAGE_FIELD);
    page_words(page, PAGE_FIELD, text);
    page_end_line(page);
}
