/* Tags with a '#' before them, and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/tag.h"

static void a_name_has_no_hash(void **state)
{
    (void)state;
    assert_true(wp_str_equal_c(wp_tag_name(wp_str("#work")), "work"));
    assert_true(wp_str_equal_c(wp_tag_name(wp_str("##a#b")), "a#b"));
    assert_true(wp_str_equal_c(wp_tag_name(wp_str("work")), "work"));
    assert_int_equal(wp_tag_name(wp_str("#")).length, 0);
    assert_int_equal(wp_tag_name(wp_str("")).length, 0);
}

static void items_have_a_tag_in_any_spelling(void **state)
{
    (void)state;
    struct wp_str own[] = {wp_str("#Work"), wp_str("caf\u00e9")};
    struct wp_item item = {.tags = {own, 2}};
    const char *const same[] = {"work", "##WORK", "cafe\u0301"};
    const char *const others[] = {"wor", "works", "cafe", "#", ""};

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        struct wp_str wanted = wp_str(same[i]);
        assert_true(wp_tag_is_on(&item, &(struct wp_list){&wanted, 1}));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct wp_str wanted = wp_str(others[i]);
        assert_false(wp_tag_is_on(&item, &(struct wp_list){&wanted, 1}));
    }
    assert_false(wp_tag_is_on(&item, &(struct wp_list){NULL, 0}));
}

static void commas_separate_tags(void **state)
{
    (void)state;
    struct wp_str rest = wp_str(" health,#home chores,, ,#,fun,");
    static const char *const tags[] = {"health", "home chores", "fun"};
    struct wp_str tag;

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        assert_true(wp_tag_next(&rest, &tag));
        assert_true(wp_str_equal_c(tag, tags[i]));
    }
    assert_false(wp_tag_next(&rest, &tag));
    rest = wp_str("");
    assert_false(wp_tag_next(&rest, &tag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_has_no_hash),
        cmocka_unit_test(items_have_a_tag_in_any_spelling),
        cmocka_unit_test(commas_separate_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
