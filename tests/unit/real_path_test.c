/* Absolute paths of a file and of the running program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/real_path.h"

#include "scratch_directory.h"

static void assert_path(char *found, const char *directory, const char *rest)
{
    char expected[128];

    snprintf(expected, sizeof expected, "%s/%s", directory, rest);
    assert_non_null(found);
    assert_string_equal(found, expected);
    free(found);
}

static void test_absolute(void **state)
{
    (void)state;
    assert_path(wp_path_absolute("plan.yaml"), scratch, "plan.yaml");
    assert_path(wp_path_absolute("./plans/../plan.yaml"), scratch, "plans/../plan.yaml");
    assert_path(wp_path_absolute("/plan.yaml"), "", "plan.yaml");
    assert_int_equal(chdir("/"), 0);
    assert_path(wp_path_absolute("plan.yaml"), "", "plan.yaml");
}

static void test_real(void **state)
{
    (void)state;
    scratch_write("plan.yaml", "", 0);
    assert_int_equal(symlink("plan.yaml", "link.yaml"), 0);
    assert_path(wp_path_resolve("link.yaml"), scratch, "plan.yaml");
    assert_null(wp_path_resolve("none.yaml"));
}

/* All names of a file have the same resolved path. */
static void test_real_place(void **state)
{
    static const char *const paths[] = {"here/plan.yaml", "door/plan.yaml",
                                        "here/../door/plan.yaml", "link.yaml"};
    struct wp_error error;
    struct wp_path place;

    (void)state;
    assert_int_equal(mkdir("here", 0755), 0);
    assert_int_equal(symlink("here", "door"), 0);
    assert_int_equal(symlink("door/plan.yaml", "link.yaml"), 0);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_int_equal(wp_path_open(&place, paths[i], &error), WP_OK);
        assert_path(wp_path_real(&place), scratch, "here/plan.yaml");
        wp_path_close(&place);
    }
}

/* The path of the program is not resolved: the target of a link on PATH changes with
 * each version. */
static void test_program(void **state)
{
    char path[128];
    char *own;

    (void)state;
    scratch_write("weekplan-1.0", "", 0);
    assert_int_equal(chmod("weekplan-1.0", 0755), 0);
    assert_int_equal(mkdir("bin", 0755), 0);
    assert_int_equal(symlink("../weekplan-1.0", "bin/weekplan"), 0);
    snprintf(path, sizeof path, "/nowhere:%s/bin", scratch);
    setenv("PATH", path, 1);
    assert_path(wp_path_of_program("weekplan"), scratch, "bin/weekplan");
    setenv("PATH", "/nowhere:bin", 1);
    assert_path(wp_path_of_program("weekplan"), scratch, "bin/weekplan");
    assert_path(wp_path_of_program("./bin/weekplan"), scratch, "bin/weekplan");
    setenv("PATH", "/nowhere", 1);
    own = wp_path_of_program("weekplan");
    assert_non_null(own); /* the path of this test program */
    assert_non_null(strstr(own, "/real_path_test"));
    free(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_absolute, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_real, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_real_place, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_program, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
