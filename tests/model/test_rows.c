/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for rows, and what happens where there is none. */
#include "model/rows.h"

#include "base/memory.h"
#include "support/assert.h"

static void only_the_channels_asked_for_have_room(void **state)
{
    (void)state;
    struct rows rows;
    assert_status(rows_init(&rows, ROWS_ACCEL | ROWS_SPEED, 10), BKS_OK);
    assert_int_equal(rows.n, 0);
    assert_int_equal(rows.capacity, 10);
    assert_non_null(rows.t_us);
    assert_non_null(rows.mark);
    for (int c = 0; c < BKS_CHANNEL_COUNT; c++)
        assert_int_case(bks_channel_id((enum bks_channel)c), rows.value[c] != NULL,
                        ((ROWS_ACCEL | ROWS_SPEED) >> c) & 1u);
    rows_clear(&rows);
    assert_null(rows.t_us);
    rows_clear(&rows);
}

static void the_channel_bits_name_the_channels(void **state)
{
    (void)state;
    assert_int_equal(ROWS_ACCEL, 1u << BKS_ACCEL_X | 1u << BKS_ACCEL_Y | 1u << BKS_ACCEL_Z);
    assert_int_equal(ROWS_GYRO, 1u << BKS_GYRO_X | 1u << BKS_GYRO_Y | 1u << BKS_GYRO_Z);
    assert_int_equal(ROWS_SPEED, 1u << BKS_SPEED);
}

static void every_failing_request_leaves_nothing_behind(void **state)
{
    (void)state;
    const long before = memory_live();
    enum bks_status status = BKS_NO_MEMORY;
    long nth = 0;
    while (status == BKS_NO_MEMORY) {
        struct rows rows;
        assert_true(++nth < 20);
        memory_fail_at(nth);
        status = rows_init(&rows, ROWS_ACCEL | ROWS_GYRO, 8);
        memory_fail_at(0);
        if (status == BKS_OK)
            rows_clear(&rows);
        assert_int_equal(memory_live(), before);
        assert_null(rows.t_us);
    }
    assert_status(status, BKS_OK);
    assert_int_equal(nth, 9); /* stamps, marks and six channels came before it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_channels_asked_for_have_room),
        cmocka_unit_test(the_channel_bits_name_the_channels),
        cmocka_unit_test(every_failing_request_leaves_nothing_behind),
    };
    return cmocka_run_group_tests_name("model/rows", tests, NULL, NULL);
}
