/* Reading of outlines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/read_outline.h"

enum { LEVELS = 4 };

/* Append the items: "Sail[x Hoist; Trim[Main]]; Row". A done item has an x, subtasks are in
 * brackets. */
static void describe(struct wp_buf *buf, const struct wp_item *first)
{
    for (const struct wp_item *item = first; item != NULL; item = item->next) {
        wp_buf_puts(buf, item == first ? "" : "; ");
        wp_buf_puts(buf, item->done ? "x " : "");
        wp_buf_append(buf, item->title);
        if (item->first != NULL) {
            wp_buf_putc(buf, '[');
            describe(buf, item->first);
            wp_buf_putc(buf, ']');
        }
    }
}

static void assert_outline(const char *text, const char *expected)
{
    struct wp_arena *arena = wp_arena_new(256);
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_item *first = NULL;
    struct wp_error error;

    assert_int_equal(wp_read_outline_read(arena, wp_str(text), LEVELS, false, &first, &error),
                     WP_OK);
    wp_buf_puts(&buf, "");
    describe(&buf, first);
    assert_true(wp_str_equal_c(wp_buf_str(&buf), expected));
    wp_buf_free(&buf);
    wp_arena_free(arena);
}

static void assert_refused(const char *text, const char *message)
{
    struct wp_arena *arena = wp_arena_new(256);
    struct wp_item *first = NULL;
    struct wp_error error = {.status = WP_OK};

    assert_int_equal(wp_read_outline_read(arena, wp_str(text), LEVELS, false, &first, &error),
                     WP_USAGE);
    assert_string_equal(error.message, message);
    wp_arena_free(arena);
}

static void assert_flat(const char *text, enum wp_status status, const char *message)
{
    struct wp_arena *arena = wp_arena_new(256);
    struct wp_item *first = NULL;
    struct wp_error error = {.status = WP_OK};

    assert_int_equal(wp_read_outline_read(arena, wp_str(text), 1, true, &first, &error), status);
    if (status != WP_OK)
        assert_string_equal(error.message, message);
    wp_arena_free(arena);
}

static void test_a_flat_list_of_what_is_done(void **state)
{
    (void)state;
    assert_flat("- [x] Sail\n- Row\n* [X] Bike\n", WP_OK, NULL);
    assert_flat("[y] Sail\n[ ]Row\n", WP_OK, NULL);
    assert_flat("Sail\n Row\n", WP_USAGE,
                "line 2 of the outline is indented, and this list has no subtasks");
    assert_flat("Sail\n\n- [ ] Row\n", WP_USAGE,
                "line 3 of the outline is not done ([ ] is for weekplan add -)");
}

static void test_one_title_a_line(void **state)
{
    (void)state;
    assert_outline("", "");
    assert_outline("\n  \n\t\n", "");
    assert_outline("Sail", "Sail");
    assert_outline("Sail\nRow\n", "Sail; Row");
    assert_outline("\xEF\xBB\xBF"
                   "Sail  \r\n\r\n Row\r\n",
                   "Sail[Row]");
}

static void test_bullets(void **state)
{
    (void)state;
    assert_outline("- a\n* b\n+ c\n1. d\n23) e\n", "a; b; c; d; e");
    assert_outline("-a\n1.5 b\n1st\n**c**\n", "-a; 1.5 b; 1st; **c**");
    assert_outline("-\ta\n", "a");
}

static void test_boxes(void **state)
{
    (void)state;
    assert_outline("- [ ] a\n- [x] b\n* [X] c\n[x] d\n", "a; x b; x c; x d");
    assert_outline("- [y] a\n- [x]b\n", "[y] a; [x]b");
}

static void test_nesting(void **state)
{
    (void)state;
    assert_outline("a\n  b\n  c\n    d\n  e\nf\n", "a[b; c[d]; e]; f");
    assert_outline("a\n\tb\n        c\n\t\td\n", "a[b; c[d]]");
}

static void test_refused(void **state)
{
    (void)state;
    assert_refused("a\n-\n", "line 2 of the outline has no title");
    assert_refused("- [ ]\n", "line 1 of the outline has no title");
    assert_refused("a\n\xC3\n", "line 2 of the outline is not UTF-8");
    assert_refused("a\n    b\n  c\n",
                   "line 3 of the outline is indented less than the lines above it, but more than "
                   "those that it could belong to");
    assert_refused("  a\nb\n", "line 2 of the outline is indented less than the first one");
    assert_refused("a\n b\n  c\n   d\n    e\n", "line 5 of the outline is nested too deeply");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_flat_list_of_what_is_done),
        cmocka_unit_test(test_one_title_a_line),
        cmocka_unit_test(test_bullets),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
