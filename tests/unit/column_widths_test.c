/* The columns of a table are narrowed until the table fits the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/column_widths.h"

enum { TITLE, BAR, PERCENT, TAIL };

static void an_absent_column_has_no_gap(void **state)
{
    const struct wp_column_widths columns = {{10, 0, 5, 3}};

    (void)state;
    assert_int_equal(wp_column_widths_end(&columns, TITLE), 10);
    assert_int_equal(wp_column_widths_end(&columns, BAR), 10);
    assert_int_equal(wp_column_widths_end(&columns, PERCENT), 17);
    assert_int_equal(wp_column_widths_end(&columns, TAIL), 22);
    assert_int_equal(wp_column_widths_end(&columns, WP_COLUMN_WIDTHS_MAX - 1), 22);
}

static void no_columns_have_no_width(void **state)
{
    const struct wp_column_widths columns = {{0}};

    (void)state;
    assert_int_equal(wp_column_widths_end(&columns, WP_COLUMN_WIDTHS_MAX - 1), 0);
}

static void assert_fits(size_t width, size_t bar, size_t tail)
{
    static const struct wp_column_widths_step steps[] = {{BAR, 5}, {BAR, 0}, {TAIL, 0}};
    struct wp_column_widths columns = {{20, 10, 5, 8}};

    wp_column_widths_fit(&columns, width, steps, sizeof steps / sizeof steps[0]);
    assert_int_equal(columns.width[TITLE], 20);
    assert_int_equal(columns.width[BAR], bar);
    assert_int_equal(columns.width[PERCENT], 5);
    assert_int_equal(columns.width[TAIL], tail);
}

static void steps_are_taken_in_their_order(void **state)
{
    (void)state;
    assert_fits(100, 10, 8);
    assert_fits(49, 10, 8);
    assert_fits(48, 5, 8);
    assert_fits(44, 5, 8);
    assert_fits(43, 0, 8);
    assert_fits(37, 0, 8);
    assert_fits(36, 0, 0);
    assert_fits(1, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_absent_column_has_no_gap),
        cmocka_unit_test(no_columns_have_no_width),
        cmocka_unit_test(steps_are_taken_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
