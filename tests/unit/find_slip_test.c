/* The table of common mistakes in YAML. The golden cases check which mistake is found
 * in a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "yaml/find_slip.h"

static const char *find(enum wp_slip_kind kind, enum wp_document_kind document_kind,
                        const char *text, size_t noticed)
{
    const struct wp_document document = {
        .kind = document_kind, .bytes = wp_str(text), .first_line = 1};
    struct wp_slip slip = {
        .document = &document,
        .noticed = noticed,
        .last = wp_span(noticed, 1),
        .line = wp_line_parts_at(&document, noticed),
        .span = wp_span(noticed, 1),
    };

    return wp_slip_find(kind, &slip);
}

/* Each kind of mistake has a message, whatever the line with the mistake looks like. */
static void every_kind_has_words_for_every_line(void **state)
{
    static const char *const texts[] = {"",         "a",   "- a: b\n  c", "[x] a", "\"a\" b",
                                        "[a, b: c", "\tb", "{a: b} c",    "| c",   "*a b"};

    (void)state;
    for (int kind = 0; kind <= WP_SLIP_AFTER_FLOW; kind++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            for (size_t at = 0; at <= wp_str(texts[i]).length; at++) {
                if (kind == WP_SLIP_GLUED) /* WP_SLIP_GLUED alone may have no message */
                    continue;
                assert_non_null(find((enum wp_slip_kind)kind, WP_DOCUMENT_PLAN, texts[i], at));
                assert_non_null(find((enum wp_slip_kind)kind, WP_DOCUMENT_CONFIG, texts[i], at));
            }
}

static void a_kind_that_finds_nothing_says_nothing(void **state)
{
    (void)state;
    assert_null(find(WP_SLIP_GLUED, WP_DOCUMENT_PLAN, "title: a", 0));
    assert_non_null(find(WP_SLIP_GLUED, WP_DOCUMENT_PLAN, "title:a", 0));
    assert_non_null(find(WP_SLIP_GLUED, WP_DOCUMENT_PLAN, "----", 0));
    assert_null(find(WP_SLIP_GLUED, WP_DOCUMENT_PLAN, "- a", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_words_for_every_line),
        cmocka_unit_test(a_kind_that_finds_nothing_says_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
