/* The names of conflict copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/conflict_copy.h"

static void test_copies(void **state)
{
    static const char *const names[] = {
        "plan.sync-conflict-20260801-101112-ABCDEF7.yaml",
        "plan (Ada's conflicted copy 2026-08-01).yaml",
        "plan (Ada's conflicted copy 2026-08-01 (1)).yaml",
        "plan (conflicted copy 2026-08-01 101112).yaml",
        "plan (In Konflikt stehende Kopie von Ada 2026-08-01).yaml",
        "plan (Copie en conflit de Ada 2026-08-01).yaml",
        "plan_conflict-20260801-101112.yaml",
        "plan-LAPTOP-4F2A9C1B.yaml",
        "plan-ADA-PC.yaml",
        "plan-adas-laptop.yaml",
        "plan 2.yaml",
        "plan 13.yaml",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_true(wp_conflict_copy_is_name("plan.yaml", names[i], "Adas-Laptop"));
}

static void test_other_files(void **state)
{
    static const char *const names[] = {
        "plan.yaml",
        "plan.yml",
        "plan-old.yaml",
        "plan-2026.yaml",
        "plan-.yaml",
        "plan2.yaml",
        "plan 2 (old).yaml",
        "plan 2.yaml.bak",
        "plan 123.yaml",
        "plan (copy).yaml",
        "plan.sync-conflict-20260801-101112-ABCDEF.yaml",
        "plan.sync-conflict-20260801-101112-abcdefg.yaml",
        "other (conflicted copy 2026-08-01 101112).yaml",
        ".plan.yaml.weekplan-abcdef",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_false(wp_conflict_copy_is_name("plan.yaml", names[i], ""));
}

/* A plan may have no extension, or a dot in front. */
static void test_extensions(void **state)
{
    (void)state;
    assert_true(wp_conflict_copy_is_name("plan", "plan 2", ""));
    assert_true(wp_conflict_copy_is_name("my.plan.yaml", "my.plan 2.yaml", ""));
    assert_true(wp_conflict_copy_is_name(".plan", ".plan 2", ""));
    assert_false(wp_conflict_copy_is_name("plan", "plan 2.yaml", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_extensions),
    };
    return cmocka_run_group_tests_name("conflict_copy", tests, NULL, NULL);
}
