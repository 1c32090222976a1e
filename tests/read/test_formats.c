/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the table of formats: each knows its own samples and nobody else's, whole or in pieces. */
#include "base/memory.h"
#include "read/formats.h"
#include "support/assert.h"
#include "support/read_all.h"
#include "support/read_samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDING_MPS2 0.02 /* half of a device's 1/256 g */

/* True where a file that is cut short loses more than its last row. */
static bool is_in_blocks(const struct read_sample *sample)
{
    static const char *const ends[] = {".zip", ".json", ".cwa", ".gt3x", ".bin", ".fit"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (strstr(sample->name, ends[i]))
            return true;
    return false;
}

/* Bytes of the samples; static, because they are large. */
static uint8_t bytes[READ_SAMPLE_ROOM];

static void each_sample_is_claimed_by_its_own_format_alone(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        struct source *source;
        size_t n = sample->make(bytes);
        assert_status(source_open_memory(&source, bytes, n, sample->name, NULL), BKS_OK);
        const struct format *format;
        for (size_t k = 0; (format = format_at(k)); k++) {
            bool own = strcmp(format->about.id, sample->format) == 0;
            bool claimed = format->probe(source) != PROBE_NOT_MINE;
            assert_int_case(sample->label, claimed, own);
        }
        source_close(source);
    }
}

static void each_sample_is_read_whole_without_a_warning_of_damage(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        struct read_all read;
        read_all_memory(&read, bytes, sample->make(bytes), sample->name, NULL);
        assert_int_case(sample->label, read.status, BKS_OK);
        assert_text_case(sample->label, read.info.format, sample->format);
        assert_int_case(sample->label, read.n, sample->rows);
        assert_true_case(sample->label, !read_all_warning(&read, BKS_WARN_TRUNCATED));
        assert_true_case(sample->label, !read_all_warning(&read, BKS_WARN_ROWS_SKIPPED));
        assert_near_case(sample->label, read.rows.value[BKS_ACCEL_Y][0], 15.80665, ROUNDING_MPS2);
        assert_near_case(sample->label, read.rows.value[BKS_ACCEL_Z][0], 1.0, ROUNDING_MPS2);
        read_all_clear(&read);
    }
}

/* A refusal says what is wrong, in words. */
static bool is_clear_refusal(const struct read_all *read)
{
    return read->status != BKS_OK && read->fault.status == read->status &&
           read->fault.what[0] != '\0';
}

static void every_prefix_ends_in_rows_or_a_clear_refusal(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        size_t n = sample->make(bytes), most = 0;
        for (size_t cut = 0; cut < n; cut++) {
            struct read_all read;
            read_all_memory(&read, bytes, cut, sample->name, NULL);
            bool rows = read.status == BKS_OK && read.n > 0 && read.n <= sample->rows;
            if (!rows && !is_clear_refusal(&read))
                print_error("cut at %zu of %zu\n", cut, n);
            assert_true_case(sample->label, rows || is_clear_refusal(&read));
            most = read.n > most ? read.n : most;
            read_all_clear(&read);
        }
        assert_true_case(sample->label, most + 1 >= sample->rows || is_in_blocks(sample));
    }
}

static void a_text_cut_in_the_middle_of_a_row_gives_its_rows_and_a_warning(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        size_t n = sample->make(bytes);
        if (is_in_blocks(sample))
            continue;
        /* After the first separator of the last row but one. */
        size_t lines = 0, cut = n;
        while (lines < 2)
            lines += bytes[--cut - 1] == '\n';
        while (!strchr(",;\t|", bytes[cut]))
            cut++;
        struct read_all read;
        read_all_memory(&read, bytes, cut + 1, sample->name, NULL);
        assert_int_case(sample->label, read.status, BKS_OK);
        assert_between_case(sample->label, (double)read.n, (double)sample->rows - 3,
                            (double)sample->rows - 2);
        assert_true_case(sample->label, read_all_warning(&read, BKS_WARN_TRUNCATED) != NULL);
        read_all_clear(&read);
    }
}

static void running_out_of_memory_anywhere_leaks_nothing(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        size_t n = sample->make(bytes);
        enum bks_status status = BKS_NO_MEMORY;
        for (long nth = 1; status != BKS_OK && nth < 200; nth++) {
            struct read_all read;
            long before = memory_live();
            memory_fail_at(nth);
            read_all_memory(&read, bytes, n, sample->name, NULL);
            memory_fail_at(0);
            status = read.status;
            assert_true_case(sample->label, status != BKS_OK || read.n > 0);
            read_all_clear(&read);
            assert_int_case(sample->label, memory_live(), before);
        }
        assert_int_case(sample->label, status, BKS_OK);
    }
}

static void what_is_no_recording_is_refused_with_a_word(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *what;
        enum bks_status status;
    } cases[] = {
        {"nothing", "", "nothing in it", BKS_EMPTY},
        {"prose", "Dear diary,\ntoday I ran.\n", "not a recording", BKS_UNKNOWN_FORMAT},
        {"bytes", "\x01\x02\x03\x04\x7f\x80", "not a recording", BKS_UNKNOWN_FORMAT},
        {"a table", "time,aX,aY,aZ\n0,1,2,3\n1,1,2,3\n", "a table of 4 columns",
         BKS_UNKNOWN_FORMAT},
        {"a zip cut short", "PK\3\4 and no more", "the zip cannot be listed", BKS_DAMAGED},
        {"header alone", "time_s,accel_x_g,accel_y_g,accel_z_g\n", "no samples", BKS_EMPTY},
        {"one axis", "time_s,accel_x_g\n0,1\n", "a column is missing", BKS_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "file", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (!strstr(read.fault.what, cases[i].what))
            print_error("it says: %s\n", read.fault.what);
        assert_true_case(cases[i].label, strstr(read.fault.what, cases[i].what) != NULL);
        read_all_clear(&read);
    }
}

static void an_unknown_table_is_told_how_to_name_its_columns(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *hint;
    } cases[] = {
        {"names", "time,aX,aY,aZ,gX,gY,gZ\n0,1,2,3,4,5,6\n",
         "--columns t=1,ax=2,ay=3,az=4,gx=5,gy=6,gz=7"},
        {"no header", "12,1.5,2.5,3.5,0,0,0\n13,1,2,3,0,0,0\n", "--columns t=1,ax=2,ay=3,az=4"},
        {"text columns", "date,elapsed time,note,Acc X (g),Acc Y (g),Acc Z (g)\nmon,0,a,1,2,3\n",
         "--columns t=2,ax=4,ay=5,az=6"},
        {"units row", "t;wx;wy;wz;ax;ay;az\ns;r;r;r;m;m;m\n0,5;1;1;1;2;2;2\n",
         "--columns t=1,ax=5,ay=6,az=7,gx=2,gy=3,gz=4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "file", NULL);
        assert_int_case(cases[i].label, read.status, BKS_UNKNOWN_FORMAT);
        if (!strstr(read.fault.hint, cases[i].hint))
            print_error("it says: %s\n", read.fault.hint);
        assert_true_case(cases[i].label, strstr(read.fault.hint, cases[i].hint) != NULL);
    }
}

static void a_folder_is_claimed_only_where_it_is_one_recording(void **state)
{
    (void)state;
    static const struct {
        const char *label, *file;
        bool claimed;
    } cases[] = {{"an app's own file", "Accelerometer.csv", true},
                 {"the same under another name", "monday.csv", false}};
    const char *temporary = getenv("TMPDIR");
    size_t n = read_sample_named("Sensor Logger, single")->make(bytes);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char folder[512], path[600];
        (void)snprintf(folder, sizeof folder, "%s/backstride-test-XXXXXX",
                       temporary ? temporary : ".");
        assert_non_null(mkdtemp(folder));
        (void)snprintf(path, sizeof path, "%s/%s", folder, cases[i].file);
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes, 1, n, file), n);
        assert_int_equal(fclose(file), 0);
        bool claimed = reader_claims_folder(folder);
        bool file_claimed = reader_claims_folder(path);
        assert_int_equal(remove(path), 0);
        assert_int_equal(rmdir(folder), 0);
        assert_int_case(cases[i].label, claimed, cases[i].claimed);
        assert_false(file_claimed);
    }
}

static void every_format_says_what_it_is(void **state)
{
    (void)state;
    const struct format *format;
    for (size_t i = 0; (format = format_at(i)); i++) {
        assert_true_case(format->about.id, format->about.id && format->about.title);
        assert_true_case(format->about.id, format->about.recognised_by && format->about.gives);
        for (size_t k = 0; k < i; k++)
            assert_true_case(format->about.id,
                             strcmp(format->about.id, format_at(k)->about.id) != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_is_claimed_by_its_own_format_alone),
        cmocka_unit_test(each_sample_is_read_whole_without_a_warning_of_damage),
        cmocka_unit_test(every_prefix_ends_in_rows_or_a_clear_refusal),
        cmocka_unit_test(a_text_cut_in_the_middle_of_a_row_gives_its_rows_and_a_warning),
        cmocka_unit_test(running_out_of_memory_anywhere_leaks_nothing),
        cmocka_unit_test(what_is_no_recording_is_refused_with_a_word),
        cmocka_unit_test(an_unknown_table_is_told_how_to_name_its_columns),
        cmocka_unit_test(a_folder_is_claimed_only_where_it_is_one_recording),
        cmocka_unit_test(every_format_says_what_it_is),
    };
    return cmocka_run_group_tests_name("read/formats", tests, NULL, NULL);
}
