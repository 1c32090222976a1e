/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case file, field by field. */
#include "flow/plan_case.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/plan_field.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_BYTES (16u << 20)

/* One of a few words, checked by the list that holds them. */
static enum bks_status read_words(struct profile *profile, const struct plan_object *of)
{
    json_t *injury = field_at(of, "injury"), *surgery = field_at(of, "surgery");
    json_t *region = field_at(of, "region");
    static const char *const regions[] = {"lumbar", "thoracic", "cervical"};
    if (injury &&
        !(json_is_string(injury) && injury_find(&profile->injury, json_string_value(injury))))
        return field_fault(of, "injury",
                           "is none of nonspecific, mild_sprain, significant_sprain, mild_disc, "
                           "severe_disc, leg_nerve, unknown");
    if (surgery &&
        !(json_is_string(surgery) && surgery_find(&profile->surgery, json_string_value(surgery))))
        return field_fault(of, "surgery",
                           "is none of none, decompression, fusion, fusion_mi, disc_replacement, "
                           "other_surgery");
    for (size_t i = 0; region && i < 3; i++)
        if (json_is_string(region) && strcmp(json_string_value(region), regions[i]) == 0)
            return BKS_OK;
    if (!region)
        return BKS_OK;
    return field_warn(of, "region_unknown", NO_DAY, "region", region,
                      "is none of lumbar, thoracic, cervical; no rule needs it");
}

/* Who; a word that is not known is another clinician, who clears nobody. */
static enum bks_status read_by(enum clinician *by, const struct plan_object *of, int32_t day)
{
    json_t *value = field_at(of, "by");
    *by = BY_OTHER;
    if (json_is_string(value) && clinician_find(by, json_string_value(value)))
        return BKS_OK;
    return field_warn(of, "clinician_unknown", day, "by", value,
                      "is none of surgeon, physician, physio, other; it clears nothing");
}

static enum bks_status read_clearance(struct plan_case *out, const struct plan_object *profile)
{
    struct plan_object of;
    struct clearance read = {.day = NO_DAY, .run_from = NO_DAY};
    enum bks_status status = field_object(&of, profile, "clearance");
    if (status != BKS_OK || !of.json)
        return status;
    status = field_day(&read.day, &of, "date", true);
    if (status != BKS_OK || read.day > out->today)
        return status;
    status = field_day(&read.run_from, &of, "run_from", false);
    if (status == BKS_OK)
        status = read_by(&read.by, &of, read.day);
    out->profile.clearance = read;
    return status;
}

/* Without a date the answers are none. */
static enum bks_status read_readiness(struct plan_case *out, const struct plan_object *profile)
{
    struct plan_object of;
    struct readiness *read = &out->profile.readiness;
    int32_t day = NO_DAY;
    enum bks_status status = field_object(&of, profile, "readiness");
    if (status == BKS_OK)
        status = field_day(&day, &of, "date", false);
    if (status != BKS_OK || day == NO_DAY || day > out->today)
        return status;
    *read = (struct readiness){day, field_yes(&of, "walk30"), field_yes(&of, "daily"),
                               field_yes(&of, "bodyweight")};
    return BKS_OK;
}

static enum bks_status read_reviews(struct plan_case *out, const struct plan_object *profile)
{
    json_t *list;
    void *items;
    enum bks_status status = field_list(&list, &items, sizeof(struct review), profile, "reviews");
    out->profile.reviews = status == BKS_OK ? items : NULL;
    for (size_t i = 0; status == BKS_OK && i < json_array_size(list); i++) {
        struct plan_object of;
        struct review read;
        status = field_item(&of, &read.day, list, i, profile, "reviews");
        if (status != BKS_OK || read.day > out->today)
            continue;
        status = read_by(&read.by, &of, read.day);
        out->profile.reviews[out->profile.n_reviews++] = read;
    }
    return status;
}

static enum bks_status read_goal(struct profile *profile, const struct plan_object *of)
{
    json_t *goal = field_at(of, "goal_minutes");
    profile->goal_minutes = GOAL_DEFAULT_MIN;
    if (goal && !json_is_integer(goal))
        return field_fault(of, "goal_minutes", "is no whole number of minutes");
    if (goal)
        profile->goal_minutes = json_integer_value(goal);
    return BKS_OK;
}

static enum bks_status read_profile(struct plan_case *out, const struct plan_object *root)
{
    struct plan_object of;
    struct profile *profile = &out->profile;
    enum bks_status status = field_object(&of, root, "profile");
    if (status == BKS_OK)
        status = read_words(profile, &of);
    if (status == BKS_OK)
        status = field_day(&profile->event_day, &of, "event_date", false);
    if (status == BKS_OK)
        status = read_goal(profile, &of);
    if (status == BKS_OK)
        status = read_clearance(out, &of);
    if (status == BKS_OK)
        status = read_readiness(out, &of);
    return status == BKS_OK ? read_reviews(out, &of) : status;
}

static int by_text(const void *a, const void *b)
{
    const struct plan_warning *left = a, *right = b;
    return strcmp(left->text, right->text);
}

/* In one order, whatever the order of the case, and none twice. */
static void sort_warnings(struct plan_case *out)
{
    size_t kept = 0;
    if (out->n_warnings == 0)
        return;
    qsort(out->warnings, out->n_warnings, sizeof *out->warnings, by_text);
    for (size_t i = 0; i < out->n_warnings; i++)
        if (i == 0 || strcmp(out->warnings[i].text, out->warnings[kept - 1].text) != 0)
            out->warnings[kept++] = out->warnings[i];
    out->n_warnings = kept;
}

static enum bks_status read_root(struct plan_case *out, json_t *root, struct bks_fault *fault)
{
    struct plan_object of = {.json = root, .into = out, .fault = fault};
    if (!json_is_object(root))
        return fault_set(fault, BKS_DAMAGED, NULL, "a case is one JSON object");
    if (field_at(&of, "case")) {
        struct plan_object whole = of;
        enum bks_status status = field_object(&of, &whole, "case");
        if (status != BKS_OK)
            return status;
        of.name[0] = '\0';
    }
    enum bks_status status = field_day(&out->today, &of, "today", true);
    if (status == BKS_OK)
        status = read_profile(out, &of);
    if (status == BKS_OK)
        status = plan_diary_read(out, &of);
    if (status == BKS_OK)
        status = plan_sessions_read(out, &of);
    sort_warnings(out);
    return status;
}

enum bks_status plan_case_parse(struct plan_case *out, const char *text, size_t n,
                                struct bks_fault *fault)
{
    json_error_t error;
    *out = (struct plan_case){
        .today = NO_DAY,
        .profile = {.event_day = NO_DAY,
                    .clearance = {.day = NO_DAY, .run_from = NO_DAY},
                    .readiness = {.day = NO_DAY}},
    };
    json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!root) {
        (void)fault_set(fault, BKS_DAMAGED, "a case is one JSON object", "not JSON: %s",
                        error.text);
        return fault_at(fault, NULL, error.position, error.line > 0 ? error.line : 0);
    }
    enum bks_status status = read_root(out, root, fault);
    json_decref(root);
    if (status == BKS_NO_MEMORY)
        return fault_set(fault, status, NULL, "%s", bks_status_text(status));
    return status;
}

/* All of a stream, at most MOST_BYTES. */
static enum bks_status read_all(char **text, size_t *n, FILE *in, struct bks_fault *fault)
{
    size_t room = 1u << 16;
    *n = 0;
    *text = memory_new(room, 1);
    while (*text && !feof(in) && !ferror(in)) {
        if (*n == room) {
            char *more = memory_resize(*text, room *= 2, 1);
            if (!more)
                break;
            *text = more;
        }
        *n += fread(*text + *n, 1, room - *n, in);
        if (*n > MOST_BYTES)
            return fault_set(fault, BKS_TOO_LARGE, NULL, "a case of more than 16 MiB");
    }
    if (ferror(in))
        return fault_set(fault, BKS_IO, NULL, "reading failed: %s", strerror(errno));
    if (!*text || !feof(in))
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return BKS_OK;
}

enum bks_status plan_case_read(struct plan_case *out, const char *path, struct bks_fault *fault)
{
    char *text = NULL;
    size_t n = 0;
    FILE *in = strcmp(path, "-") == 0 ? fdopen(dup(STDIN_FILENO), "rb") : fopen(path, "rb");
    *out = (struct plan_case){.today = NO_DAY};
    if (!in)
        return fault_set(fault, BKS_CANNOT_OPEN, "is the name right?", "cannot be opened: %s",
                         strerror(errno));
    enum bks_status status = read_all(&text, &n, in, fault);
    (void)fclose(in);
    if (status == BKS_OK)
        status = plan_case_parse(out, text, n, fault);
    memory_free(text);
    return status;
}
