/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cairo's PDF: all is placed before the first page is drawn, so that each page knows how many
 * there are. Cairo keeps no language of a document. */
#include "report/paper.h"

#include "base/text.h"
#include "report/paper_draw.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define SIDE         48.0 /* margins */
#define TOP          52.0
#define BOTTOM       62.0
#define HEADER       28.0 /* top of the line above, from page 2 on */
#define FOOTER       46.0 /* thin line, from below */
#define NUMBER_WIDTH 70.0 /* of "page 1 of 20" */

struct sheet_size {
    double width, height;
};

/* All that one PDF takes. */
struct press {
    const struct paper *paper;
    struct sheet_size size;
    struct type type;
    struct pieces pieces;
    struct flow flow;
    cairo_surface_t *surface;
    cairo_t *cairo;
    struct set title, footer;
};

static cairo_status_t write_some(void *context, const unsigned char *bytes, unsigned n)
{
    FILE *out = context;
    return fwrite(bytes, 1, n, out) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void set_metadata(struct press *press, cairo_pdf_metadata_t key, const char *text)
{
    size_t room = 3 * strlen(text) + 1;
    char *clean = arena_new(&press->type.arena, room, 1);
    if (!clean)
        return;
    text_utf8(clean, room, text, strlen(text));
    cairo_pdf_surface_set_metadata(press->surface, key, clean);
}

static void describe(struct press *press, int64_t made)
{
    const struct paper_about *about = &press->paper->about;
    struct arena *arena = &press->type.arena;
    struct civil at;
    set_metadata(press, CAIRO_PDF_METADATA_TITLE, about->title);
    set_metadata(press, CAIRO_PDF_METADATA_AUTHOR, about->author);
    set_metadata(press, CAIRO_PDF_METADATA_SUBJECT, about->subject);
    set_metadata(press, CAIRO_PDF_METADATA_CREATOR,
                 arena_print(arena, "backstride %s", about->version));
    text_civil(&at, made * 1000000);
    const char *date = arena_print(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", at.year, at.month,
                                   at.day, at.hour, at.minute, at.second);
    cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void bookmark(struct press *press, const struct place *place)
{
    struct arena *arena = &press->type.arena;
    const char *text = place->piece->block->text;
    size_t room = 3 * strlen(text) + 1;
    char *clean = arena_new(arena, room, 1);
    if (!clean || !text[0])
        return;
    text_utf8(clean, room, text, strlen(text));
    const char *where = arena_print(arena, "page=%d pos=[%d %d]", (int)place->page + 1,
                                    (int)place->x, (int)place->y);
    (void)cairo_pdf_surface_add_outline(press->surface, CAIRO_PDF_OUTLINE_ROOT, clean, where,
                                        CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void draw_set(struct press *press, const struct set *set, double x, double y)
{
    bool after = false;
    struct slice slice = {.first = set->height};
    (void)set_slice(set, &slice, press->cairo, x, y, &after);
}

static void draw_frame(struct press *press, size_t page)
{
    const struct flow *flow = &press->flow;
    double width = press->size.width - 2 * SIDE, y = press->size.height - FOOTER;
    const char *text =
        arena_print(&press->type.arena, "page %d of %d", (int)page + 1, (int)flow->n_sheets);
    struct set number = type_set(&press->type, TYPE_LABEL, text, NUMBER_WIDTH, 1, true);
    paper_rule(press->cairo, CHART_GRID, SIDE, y, width);
    draw_set(press, &press->footer, SIDE, y + 6);
    draw_set(press, &number, SIDE + width - NUMBER_WIDTH, y + 6);
    if (page > 0)
        draw_set(press, &press->title, SIDE, HEADER);
}

static void draw_pages(struct press *press)
{
    for (size_t page = 0; page < press->flow.n_sheets; page++) {
        draw_frame(press, page);
        const struct place *place = press->flow.sheet[page].first;
        for (; place; place = place->next) {
            if (place->piece->kind == PIECE_START)
                bookmark(press, place);
            paper_draw(place, &press->type.arena, press->cairo);
        }
        cairo_show_page(press->cairo);
    }
}

static void place_all(struct press *press)
{
    const struct paper *paper = press->paper;
    double width = press->size.width - 2 * SIDE;
    press->pieces = (struct pieces){
        .type = &press->type, .locale = paper->about.locale, .width = {[LANE_FULL] = width}};
    pieces_cut(&press->pieces, paper);
    press->flow = (struct flow){.pieces = &press->pieces,
                                .left = SIDE,
                                .top = TOP,
                                .bottom = press->size.height - BOTTOM,
                                .arena = &press->type.arena};
    flow_all(&press->flow);
    press->title = type_set(&press->type, TYPE_LABEL, paper->about.title, width, 1, false);
    press->footer = type_set(&press->type, TYPE_LABEL, paper->about.footer,
                             width - NUMBER_WIDTH - 10, 2, false);
}

static enum bks_status of_cairo(cairo_status_t status)
{
    switch ((int)status) {
    case CAIRO_STATUS_SUCCESS:
        return BKS_OK;
    case CAIRO_STATUS_NO_MEMORY:
        return BKS_NO_MEMORY;
    default:
        return BKS_CANNOT_WRITE;
    }
}

static enum bks_status print(struct press *press, int64_t made, FILE *out)
{
    press->surface =
        cairo_pdf_surface_create_for_stream(write_some, out, press->size.width, press->size.height);
    describe(press, made);
    press->cairo = cairo_create(press->surface);
    draw_pages(press);
    enum bks_status status = of_cairo(cairo_status(press->cairo));
    cairo_destroy(press->cairo);
    cairo_surface_finish(press->surface);
    if (status == BKS_OK)
        status = of_cairo(cairo_surface_status(press->surface));
    cairo_surface_destroy(press->surface);
    if (press->type.arena.failed)
        return BKS_NO_MEMORY;
    return status == BKS_OK && (fflush(out) != 0 || ferror(out)) ? BKS_CANNOT_WRITE : status;
}

enum bks_status paper_pdf(const struct paper *paper, int64_t made, FILE *out)
{
    static const struct sheet_size a4 = {595.276, 841.89}, letter = {612, 792};
    enum bks_status status = paper_status(paper);
    if (status != BKS_OK)
        return status;
    struct press press = {.paper = paper, .size = paper->about.locale->letter ? letter : a4};
    status = type_open(&press.type);
    if (status == BKS_OK) {
        place_all(&press);
        status = press.type.arena.failed ? BKS_NO_MEMORY : print(&press, made, out);
    }
    type_close(&press.type);
    return status;
}
