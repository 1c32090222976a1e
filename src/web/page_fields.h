/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of what a runner tells as fields of a form, and the answers back: a new row of the table
 * appears by itself. What was typed wrong is said next to its field and stays as it was typed.
 */
#ifndef WEB_PAGE_FIELDS_H
#define WEB_PAGE_FIELDS_H

#include "model/told.h"
#include "web/exchange.h"

struct fields {
    const struct told_table *table;
    const char *value[TOLD_MOST]; /* as it was typed, or is known; "" */
    const char *why[TOLD_MOST];   /* what is wrong with it, or NULL */
    bool wrong;                   /* something is */
};

/* Empty fields. */
struct fields fields_of(const struct told_table *table);

/* With what is known. */
void fields_fill(struct fields *fields, const struct told_latest *latest);

/* Takes what was typed; codes that were ticked are joined with commas. */
void fields_take(struct fields *fields, struct exchange *exchange);

/*
 * Tells each that is not empty.
 *
 *   in    known  what is the same there is not told again, but for a kind of record that must be
 *                whole, of which something differs; or NULL
 *   out   *told  told_clear; fields->wrong: something in it is not what it should be
 */
enum bks_status fields_tell(struct told *told, struct fields *fields, struct exchange *exchange,
                            const struct told_latest *known) BKS_CHECK;

/* Marks the field that a complaint begins with: "clearance.by: ..."; the first where none fits. */
void fields_complain(struct fields *fields, struct exchange *exchange, const char *why);

/* Writes the fields of one kind of record. */
void fields_write(struct exchange *exchange, const struct fields *fields, enum record_kind kind);

/* The date of an entry: a field of its own. */
void fields_date(struct exchange *exchange, const char *value, const char *label, const char *why);

/* What a field is called in its form; what a value of it means, in words. Kept with the exchange.
 */
const char *fields_label(struct exchange *exchange, const struct told_field *field);
const char *fields_words(struct exchange *exchange, const struct told_field *field,
                         const char *value);

#endif
