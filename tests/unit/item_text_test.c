/* The text of an item, cut at its keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/item_text.h"
#include <weekplan/buf.h>
#include <weekplan/plan.h>

static struct wp_week *load(const char *text)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {.list = &error, .limit = 1};
    struct wp_week *week = NULL;

    wp_week_load(wp_str(text), 0, 1, &week, &problems);
    if (week == NULL)
        print_error("%s\n", error.message);
    assert_non_null(week);
    return week;
}

static void put_part(struct wp_buf *out, struct wp_str part)
{
    wp_buf_putc(out, '[');
    wp_buf_append(out, part);
    wp_buf_putc(out, ']');
}

static void put_key(struct wp_buf *out, const struct wp_key_text *key)
{
    wp_buf_puts(out, "<");
    put_part(out, key->above);
    put_part(out, key->body);
    if (key->list != NULL) {
        put_part(out, key->heading);
        put_part(out, key->end);
    }
    put_part(out, key->after);
    wp_buf_puts(out, ">");
}

/* Check the parts of the last goal of a week, moved to column `column`. */
static void assert_parts(const char *text, size_t column, const char *head_parts,
                         const char *text_parts)
{
    struct wp_week *week = load(text);
    struct wp_arena *arena = wp_arena_new(0);
    const struct wp_text_source source = {week, "\n", "\n", arena};
    const struct wp_item *item = week->root.first;
    struct wp_item_head head;
    struct wp_item_text cut;
    struct wp_buf out = WP_BUF_INIT;

    while (item->next != NULL)
        item = item->next;
    wp_item_head_cut(&head, &source, item, column);
    put_part(&out, head.lead);
    put_part(&out, head.above);
    put_part(&out, head.dash);
    assert_string_equal(out.data, head_parts);
    wp_buf_clear(&out);
    wp_item_text_cut(&cut, &source, item, column + head.pad, head.pad);
    put_part(&out, cut.open);
    for (size_t i = 0; i < cut.count; i++)
        put_key(&out, &cut.keys[i]);
    put_part(&out, cut.close);
    put_part(&out, cut.tail);
    assert_string_equal(out.data, text_parts);
    wp_buf_free(&out);
    wp_arena_free(arena);
    wp_week_free(week);
}

#define WEEK "week: 2019-08-04\ngoals:\n  - A\n"

static void items_in_block_style(void **state)
{
    (void)state;
    assert_parts(WEEK "  - Read # x\n", 2, "[][][- ]", "[]<[][Read][ # x\n]>[][]");
    assert_parts(WEEK "\n  # Nobody's.\n\n  # B\n  - title: B # b\n    # of the title\n"
                      "    due: 2019-08-09\n   # below\n",
                 2, "[\n  # Nobody's.\n\n][  # B\n][- ]",
                 "[]<[][title: B][ # b\n]><[    # of the title\n][due: 2019-08-09][\n]>[]"
                 "[   # below\n]");
    assert_parts(WEEK "  -   # on the dash\n    title: B\n", 2, "[][][-   # on the dash\n]",
                 "[]<[][title: B][\n]>[][]");
    assert_parts(WEEK "  - title: B\n    subtasks: # s\n      # the list\n\n      - C\n"
                      "      # no item's\n    due: 2019-08-09",
                 2, "[][][- ]",
                 "[]<[][title: B][\n]><[][subtasks:][ # s\n      # the list\n\n][]"
                 "[      # no item's\n]><[][due: 2019-08-09][]>[][]");
}

static void items_in_flow_style(void **state)
{
    (void)state;
    assert_parts(WEEK "  - {title: B, tags: [a, b], } # c\n", 2, "[][][- ]",
                 "[{]<[][title: B][]><[ ][tags: [a, b]][]>[, }][ # c\n]");
    assert_parts("week: 2019-08-04\ngoals: [A , {title: B, subtasks: [C, D]}, ]\n", 2, "[ ][][]",
                 "[{]<[][title: B][]><[ ][subtasks: [][][]][]>[}][]");
    assert_parts("week: 2019-08-04\ngoals: [A, title: B]\n", 2, "[ ][][]",
                 "[]<[][title: B][]>[][]");
    assert_parts("{\"week\": \"2019-08-04\", \"goals\": [\"A\",\n  \"B\" ]}", 2, "[\n    ][][]",
                 "[]<[][\"B\"][]>[][]");
}

static void parts_are_moved_to_another_column(void **state)
{
    (void)state;
    assert_parts(WEEK "  # B\n  - title: B\n    note: |\n      one\n\n        two\n    # c\n", 6,
                 "[][      # B\n][- ]",
                 "[]<[][title: B][\n]><[][note: |\n          one\n\n            two][\n]>[]"
                 "[        # c\n]");
    assert_parts(WEEK "  - title: B\n    note: 'one\n      two'\n", 0, "[][][- ]",
                 "[]<[][title: B][\n]><[][note: 'one\n    two'][\n]>[][]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_in_block_style),
        cmocka_unit_test(items_in_flow_style),
        cmocka_unit_test(parts_are_moved_to_another_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
