/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that never lie on each other, and the words in them. */
#include "report/chart_axes.h"

#include <math.h>
#include <string.h>

#define EDGE  0.5 /* between a label and the edge of the chart */
#define APART 3.0 /* between labels in a row */

static bool meet(const struct chart_box *a, const struct chart_box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static bool is_free(const struct labels *labels, const struct chart_box *box)
{
    for (size_t i = 0; i < labels->n; i++)
        if (meet(box, &labels->taken[i]))
            return false;
    return true;
}

void labels_keep_clear(struct labels *labels, struct chart_box box)
{
    struct chart_box *more =
        arena_more(&labels->chart->arena, labels->taken, labels->n, sizeof *more);
    if (!more)
        return;
    labels->taken = more;
    labels->taken[labels->n++] = box;
}

bool labels_put(struct labels *labels, enum chart_ink ink, enum chart_anchor anchor, double x,
                double y, const char *text)
{
    const struct chart *chart = labels->chart;
    struct chart_point at = {x, y};
    struct chart_shape shape = {
        .kind = CHART_TEXT, .size = CHART_LABEL, .anchor = anchor, .text = text, .point = &at};
    struct chart_box box = chart_bounds(&shape);
    double move = fmax(EDGE - box.left, 0) - fmax(box.right - (chart->width - EDGE), 0);
    box.left += move;
    box.right += move;
    bool fits =
        box.left >= 0 && box.right <= chart->width && box.top >= 0 && box.bottom <= chart->height;
    if (!text[0] || !fits || !is_free(labels, &box))
        return false;
    chart_text(labels->chart, ink, anchor, x + move, y, text);
    box.left -= APART;
    box.right += APART;
    labels_keep_clear(labels, box);
    return true;
}

bool labels_near(struct labels *labels, enum chart_ink ink, enum chart_anchor anchor, double x,
                 double y, double away, const char *text)
{
    for (double off = 0; off <= away; off += 1)
        if (labels_put(labels, ink, anchor, x, y - off, text) ||
            labels_put(labels, ink, anchor, x, y + off, text))
            return true;
    return false;
}

void beside_add(struct beside *beside, enum chart_ink ink, double value, const char *text)
{
    if (!isfinite(value) || beside->n == BESIDE_MOST)
        return;
    beside->item[beside->n].value = value;
    beside->item[beside->n].ink = ink;
    beside->item[beside->n++].text = text;
}

double beside_room(const struct beside *beside)
{
    double room = 0;
    for (size_t i = 0; i < beside->n; i++)
        room = fmax(room, chart_text_width(beside->item[i].text));
    return room + 2 * EDGE;
}

void beside_put(struct labels *labels, const struct beside *beside, const struct axis *axis,
                double x)
{
    for (size_t i = 0; i < beside->n; i++)
        (void)labels_near(labels, beside->item[i].ink, CHART_START, x,
                          axis_at(axis, beside->item[i].value) + CHART_HALF, labels->chart->height,
                          beside->item[i].text);
}

const char *label_cut(struct chart *chart, const char *text, double width)
{
    size_t n = strlen(text);
    const char *cut = text;
    while (n > 0 && chart_text_width(cut) > width) {
        n--;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) /* not within a character */
            n--;
        cut = arena_print(&chart->arena, "%.*s\u2026", (int)n, text);
    }
    return n > 0 ? cut : "";
}

const char *word_of_sessions(struct arena *arena, size_t n)
{
    return arena_print(arena, n == 1 ? "%zu session" : "%zu sessions", n);
}

const char *word_of_count(struct arena *arena, long count)
{
    static const char *const words[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    bool has_word = count >= 0 && count < (long)(sizeof words / sizeof words[0]);
    return has_word ? words[count] : arena_print(arena, "%ld", count);
}

const char *chart_number(struct chart *chart, const struct locale *locale, double value,
                         int decimals)
{
    return locale_number(&chart->arena, locale, value, decimals);
}

const char *chart_capital(struct chart *chart, const char *text)
{
    char first = text[0];
    if (first >= 'a' && first <= 'z')
        first = (char)(first - 'a' + 'A');
    return first ? arena_print(&chart->arena, "%c%s", first, text + 1) : "";
}
