/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables, numbers and boxes: texts side by side in a piece. */
#include "report/paper_piece.h"

#include <math.h>
#include <string.h>

#define CELL_PAD      3.0       /* above and below a row */
#define CELL_GAP      8.0       /* between columns */
#define CELL_BY_LABEL (9.0 / 8) /* heights of their letters */
#define COLUMN_MOST   0.45      /* of the table, for what a column asks */
#define WORD_MOST     60        /* bytes: longer may be broken */
#define HEAD_LINES    6
#define NUMBER_LINES  3
#define NOTE_LINES    4
#define NUMBERS_MOST  4  /* side by side */
#define LONG_NUMBER   14 /* bytes: longer is words */
#define BOX_PAD       10.0

struct piece_cells *pieces_cells(struct pieces *pieces, size_t n)
{
    struct piece_cells *cells = arena_new(&pieces->type->arena, 1, sizeof *cells);
    struct set *cell = cells ? arena_new(&pieces->type->arena, n, sizeof *cell) : NULL;
    if (!cell)
        return NULL;
    cells->cell = cell;
    cells->n = n;
    return cells;
}

/* A table on its way: its texts, and where its columns stand. */
struct grid {
    const struct paper_block *table;
    const char **text;          /* [rows * n] */
    double *left, *width, *ask; /* [n] */
    size_t n;
};

/* What a column asks for, the most pressing first: that no word breaks, then no number with what
 * belongs to it, then nothing. */
enum asking { ASK_WORDS, ASK_NUMBERS, ASK_ALL, ASK_COUNT };

/* Of the longest word, at the height of labels. */
static double word_width(struct arena *arena, const char *text)
{
    double most = 0;
    while (*text) {
        size_t n = strcspn(text, " ");
        if (n < WORD_MOST)
            most = fmax(most, chart_text_width(arena_print(arena, "%.*s", (int)n, text)));
        text += n + strspn(text + n, " ");
    }
    return most;
}

static bool is_words(const struct figure *figure)
{
    return figure->kind == FIGURE_TEXT ||
           (figure->kind == FIGURE_MEASURE && !isfinite(figure->value));
}

static double asked_width(struct pieces *pieces, const struct grid *grid, size_t i,
                          enum asking asking, double most)
{
    struct arena *arena = &pieces->type->arena;
    double asked = word_width(arena, grid->table->column[i].label);
    for (size_t k = 0; k < grid->table->n_rows && asked < most; k++) {
        size_t at = k * grid->n + i;
        const char *text = grid->text[at];
        bool whole =
            asking == ASK_ALL || (asking == ASK_NUMBERS && !is_words(&grid->table->cell[at]));
        bool endless = strlen(text) >= WORD_MOST;
        double wide = !whole ? word_width(arena, text) : endless ? most : chart_text_width(text);
        asked = fmax(asked, wide * CELL_BY_LABEL);
    }
    return fmin(asked + 1, most);
}

/* Who has more than is asked for gives to who has less. */
static void give(struct grid *grid)
{
    double spare = 0, lack = 0;
    for (size_t i = 0; i < grid->n; i++) {
        spare += fmax(0, grid->width[i] - grid->ask[i]);
        lack += fmax(0, grid->ask[i] - grid->width[i]);
    }
    double moved = fmin(spare, lack);
    for (size_t i = 0; i < grid->n && moved > 0; i++) {
        double over = grid->width[i] - grid->ask[i];
        grid->width[i] -= moved * over / (over > 0 ? spare : lack);
    }
}

static double share_of(const struct paper_column *column)
{
    return isfinite(column->share) && column->share > 0 ? column->share : 1;
}

/* By their shares at first; then each asks, and has what it asked for before. */
static void deal_widths(struct pieces *pieces, struct grid *grid, double open)
{
    double shares = 0;
    for (size_t i = 0; i < grid->n; i++)
        shares += share_of(&grid->table->column[i]);
    for (size_t i = 0; i < grid->n; i++)
        grid->width[i] = open * share_of(&grid->table->column[i]) / shares;
    for (int asking = 0; asking < ASK_COUNT; asking++) {
        for (size_t i = 0; i < grid->n; i++)
            grid->ask[i] = asked_width(pieces, grid, i, (enum asking)asking, open * COLUMN_MOST);
        give(grid);
    }
}

/* Words behind numbers stand further off, so that they are not read together. */
static double gap_before(const struct paper_block *table, size_t i, double most)
{
    if (i == 0)
        return 0;
    bool turn = table->column[i - 1].right && !table->column[i].right;
    return fmin(turn ? 2 * CELL_GAP : CELL_GAP, most);
}

static bool grid_of(struct grid *grid, struct pieces *pieces, const struct paper_block *table,
                    double width)
{
    struct arena *arena = &pieces->type->arena;
    size_t n = table->n_columns, cells = n * table->n_rows;
    double *room = n > 0 ? arena_new(arena, 3 * n, sizeof *room) : NULL;
    const char **text = room ? arena_new(arena, cells, sizeof *text) : NULL;
    if (!text)
        return false;
    *grid = (struct grid){table, text, room, room + n, room + 2 * n, n};
    for (size_t i = 0; i < cells; i++)
        text[i] = figure_text(arena, &table->cell[i], pieces->locale);
    double gaps = 0, at = 0, most = width / (double)n / 4;
    for (size_t i = 0; i < n; i++)
        gaps += gap_before(table, i, most);
    deal_widths(pieces, grid, width - gaps);
    for (size_t i = 0; i < n; i++) {
        grid->left[i] = at += gap_before(table, i, most);
        at += grid->width[i];
    }
    return true;
}

/* First lines on one line, or last lines: the names of columns. */
static void align(struct piece_cells *cells, bool bottom)
{
    double baseline = 0, height = 0;
    for (size_t i = 0; i < cells->n; i++) {
        baseline = fmax(baseline, cells->cell[i].baseline);
        height = fmax(height, cells->cell[i].height);
    }
    cells->height = 0;
    for (size_t i = 0; i < cells->n; i++) {
        struct set *cell = &cells->cell[i];
        cell->top = bottom ? height - cell->height : baseline - cell->baseline;
        cells->height = fmax(cells->height, cell->top + cell->height);
    }
    for (size_t i = 0; i < cells->n; i++)
        cells->cell[i].top += CELL_PAD;
    cells->pad = CELL_PAD;
    cells->height += 2 * CELL_PAD;
}

static const struct piece_cells *head_of(struct pieces *pieces, const struct grid *grid)
{
    struct piece_cells *cells = pieces_cells(pieces, grid->n);
    for (size_t i = 0; cells && i < grid->n; i++) {
        const struct paper_column *column = &grid->table->column[i];
        cells->cell[i] = type_set(pieces->type, TYPE_LABEL, column->label, grid->width[i],
                                  HEAD_LINES, column->right);
        cells->cell[i].left = grid->left[i];
    }
    if (cells)
        align(cells, true);
    return cells;
}

static const struct piece_cells *row_of(struct pieces *pieces, const struct grid *grid, size_t row)
{
    struct piece_cells *cells = pieces_cells(pieces, grid->n);
    for (size_t i = 0; cells && i < grid->n; i++) {
        const char *text = grid->text[row * grid->n + i];
        cells->cell[i] = type_set(pieces->type, TYPE_CELL, text, grid->width[i], 0,
                                  grid->table->column[i].right);
        cells->cell[i].left = grid->left[i];
    }
    if (cells)
        align(cells, false);
    return cells;
}

void pieces_table(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    struct grid grid;
    if (!grid_of(&grid, pieces, block, pieces->width[lane]))
        return;
    const struct piece_cells *head = head_of(pieces, &grid);
    size_t rows = block->n_rows > 0 ? block->n_rows : 1; /* an empty one: its head alone */
    for (size_t i = 0; i < rows; i++) {
        bool row = block->n_rows > 0;
        const struct piece_cells *cells = row ? row_of(pieces, &grid, i) : pieces_cells(pieces, 0);
        struct piece *piece = cells ? pieces_add(pieces, block, lane, PIECE_CELLS) : NULL;
        if (!piece)
            return;
        piece->gap = i == 0 ? 4 : 0;
        piece->height = cells->height;
        piece->cell = cells;
        piece->head = head;
    }
}

/* A measure carries its interval behind it: that is small, and so is the unit. */
static struct set number_of(struct pieces *pieces, const struct figure *figure, double width)
{
    struct arena *arena = &pieces->type->arena;
    const char *bare = figure_text(arena, figure, pieces->locale);
    const char *whole = figure_with_unit(arena, figure, pieces->locale);
    size_t value = strcspn(bare, " (");
    bool digits = figure->kind == FIGURE_MEASURE && isfinite(figure->value);
    size_t from = digits ? value : strlen(bare);
    enum type_style style = from > LONG_NUMBER ? TYPE_WORDS : TYPE_NUMBER;
    struct set set = type_set(pieces->type, style, whole, width, NUMBER_LINES, false);
    if (from < strlen(whole))
        type_small_from(&set, from);
    return set;
}

/* Label, number and note below each other, all three in line with those beside them. */
static struct piece_cells *numbers_row(struct pieces *pieces, const struct paper_number *number,
                                       size_t n, size_t side_by_side, double width)
{
    struct piece_cells *cells = pieces_cells(pieces, 3 * n);
    double step = width / (double)side_by_side, label = 0, base = 0, value = 0, note = 0;
    for (size_t i = 0; cells && i < n; i++) {
        struct set *set = &cells->cell[3 * i];
        double room = step - 2 * CELL_GAP;
        set[0] = type_set(pieces->type, TYPE_LABEL, number[i].label, room, NOTE_LINES, false);
        set[1] = number_of(pieces, &number[i].now, room);
        set[2] = type_set(pieces->type, TYPE_LABEL, number[i].note, room, NOTE_LINES, false);
        for (int k = 0; k < 3; k++)
            set[k].left = step * (double)i + (i > 0 ? CELL_GAP : 0);
        label = fmax(label, set[0].height);
        base = fmax(base, set[1].baseline);
        note = fmax(note, number[i].note[0] ? set[2].height : 0);
    }
    for (size_t i = 0; cells && i < n; i++) {
        struct set *set = &cells->cell[3 * i];
        set[1].top = label + 2 + base - set[1].baseline;
        value = fmax(value, set[1].top + set[1].height);
    }
    for (size_t i = 0; cells && i < n; i++)
        cells->cell[3 * i + 2].top = value + 1;
    if (cells)
        cells->height = value + 1 + note;
    return cells;
}

void pieces_numbers(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    size_t most = lane == LANE_FULL ? NUMBERS_MOST : 2;
    size_t beside = block->n < most ? block->n : most;
    for (size_t i = 0; i < block->n; i += beside) {
        size_t n = block->n - i < beside ? block->n - i : beside;
        const struct piece_cells *cells =
            numbers_row(pieces, &block->number[i], n, beside, pieces->width[lane]);
        struct piece *piece = cells ? pieces_add(pieces, block, lane, PIECE_CELLS) : NULL;
        if (!piece)
            return;
        piece->gap = 14;
        piece->height = cells->height;
        piece->cell = cells;
    }
}

void pieces_box(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    struct piece_cells *cells = pieces_cells(pieces, 1);
    struct piece *piece = cells ? pieces_add(pieces, block, lane, PIECE_CELLS) : NULL;
    if (!piece)
        return;
    cells->cell[0] = type_box(pieces->type, block->title, block->text, piece->width - 2 * BOX_PAD);
    cells->cell[0].left = BOX_PAD;
    cells->cell[0].top = BOX_PAD;
    cells->pad = BOX_PAD;
    cells->height = cells->cell[0].height + 2 * BOX_PAD;
    piece->gap = 10;
    piece->height = cells->height;
    piece->cell = cells;
}
