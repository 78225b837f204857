/* The reason in `dropped:` of an item that was put off to another week, such as "deferred to
 * 2019-08-11". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/deferral_reason.h"

enum { START = 18119 }; /* 2019-08-11 */

static wp_day day_of_reason(const char *reason)
{
    struct wp_item item = wp_item_empty();

    item.dropped = true;
    item.dropped_reason = wp_str(reason);
    return wp_deferral_reason_day(&item);
}

static void what_is_written_is_read(void **state)
{
    struct wp_buf reason = WP_BUF_INIT;

    (void)state;
    wp_deferral_reason_put(&reason, START);
    assert_string_equal(reason.data, "deferred to 2019-08-11");
    assert_int_equal(day_of_reason(reason.data), START);
    wp_buf_free(&reason);
}

static void other_reasons_put_nothing_off(void **state)
{
    static const char *const reasons[] = {
        "",
        "ill",
        "deferred",
        "deferred to",
        "deferred to next week",
        "deferred to 2019-02-30",
        "deferred to 2019-08-11, or never",
        "Deferred to 2019-08-11",
        "not deferred to 2019-08-11",
    };
    struct wp_item open = wp_item_empty();

    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        assert_int_equal(day_of_reason(reasons[i]), WP_NO_DAY);
    assert_int_equal(wp_deferral_reason_day(&open), WP_NO_DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(other_reasons_put_nothing_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
