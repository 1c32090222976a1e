/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile diaries: any table is kept whole or refused with a reason, and what is kept is what the
 * command line would have let through.
 */
#include "base/text.h"
#include "cli/diary.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static const char *const tables[] = {
    "date,waking\n2026-03-04,1\n2026-03-05,12\n",
    "\xEF\xBB\xBF"
    "date;waking;symptoms;note\r\n2026-03-01;1;tightness,muscle_fatigue;\"was \"\"fine\"\"\"\r\n"
    "\r\n2026-03-02;;;\r\n2026-03-03;2;none;x\r\n",
    "before\tduring\tnext_morning\tdate\tflare\n0\t1\t2\t2026-03-04\tyes\n3\t4\t5\t2024-02-"
    "29\tno\n",
    "date,before,during,waking,next_morning,symptoms,stiffness,painkiller,flare,note_checked,note\n"
    "9999-12-31,0,10,0,10,\"saddle_numbness,numbness_one_leg\",increased,yes,no,yes,\"a, b; c\"\n",
};

/* A store that only looks at what it is given. */
struct looker {
    struct store store;
    bool open, kept;
};

static enum bks_status on_begin(struct store *store, struct bks_fault *fault)
{
    (void)fault;
    ((struct looker *)(void *)store)->open = true;
    return BKS_OK;
}

static enum bks_status on_end(struct store *store, bool keep, struct bks_fault *fault)
{
    struct looker *looker = (struct looker *)(void *)store;
    (void)fault;
    if (!looker->open)
        abort();
    looker->open = false;
    looker->kept = keep;
    return BKS_OK;
}

static enum bks_status on_runner(struct store *store, struct runner *runner,
                                 struct bks_fault *fault)
{
    (void)store;
    (void)fault;
    runner->id = 1;
    return BKS_OK;
}

/* The field says yes to its value once more, and makes the same of it. */
static void look_at(const struct record *record, const struct record_value *pair)
{
    char value[TOLD_VALUE_ROOM], why[TOLD_WHY_ROOM], clean[3 * TOLD_VALUE_ROOM];
    const struct told_field *field = told_named(&told_diary, record->kind, pair->key);
    if (field && field->type == TOLD_CODES && pair->value && pair->value[0] == '\0')
        return; /* "none" */
    if (!field || !pair->value || !told_read(value, why, field, pair->value) ||
        strcmp(value, pair->value) != 0)
        abort();
    text_utf8(clean, sizeof clean, value, strlen(value));
    if (strcmp(clean, value) != 0)
        abort();
}

static enum bks_status on_record(struct store *store, int64_t runner, struct record *record,
                                 struct bks_fault *fault)
{
    int32_t day;
    (void)fault;
    if (!((struct looker *)(void *)store)->open || runner != 1 || record->kind != RECORD_DIARY ||
        !day_read(&day, record->day) || record->n == 0 || record->n > RECORD_MAX_VALUES)
        abort();
    for (size_t i = 0; i < record->n; i++)
        look_at(record, &record->value[i]);
    record->id = 1;
    return BKS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct store_operations can = {
        .begin = on_begin, .end = on_end, .runner_add = on_runner, .record_put = on_record};
    struct looker looker = {.store = {&can}};
    struct person person = {.store = &looker.store};
    struct bks_fault fault = {0};
    size_t entries = 0;
    char nothing = 0;
    FILE *in = fmemopen(size > 0 ? (void *)(uintptr_t)data : &nothing, size > 0 ? size : 1, "rb");
    if (!in)
        abort();
    enum bks_status status = diary_keep(&entries, &person, in, &fault);
    if (looker.open || looker.kept != (status == BKS_OK) ||
        (status != BKS_OK && fault.what[0] == '\0') || entries > size)
        abort();
    (void)fclose(in);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    if (i >= sizeof tables / sizeof tables[0])
        return 0;
    size_t n = strlen(tables[i]);
    memcpy(bytes, tables[i], n);
    return n;
}
