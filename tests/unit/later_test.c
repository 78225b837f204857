/* The list for later: where it is in a file, how it is started and edited, and its undo steps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "edit/undo_apply.h"
#include "plan/item_value.h"
#include <weekplan/edit.h>

static struct wp_error problem;

/* Find the list for later in a file. */
static enum wp_status find_later(struct wp_str text, struct wp_found *found)
{
    struct wp_problems problems = {&problem, 1, 0, 0, 0};
    struct wp_input input = wp_input_memory(&text);
    struct wp_plan *plan;
    enum wp_status status;

    assert_int_equal(wp_plan_open(&plan, &input, &problem), WP_OK);
    status = wp_plan_find_later(plan, found, &problems);
    wp_plan_close(plan);
    return status;
}

/* Assert that the first item of the list for later in this file has this title. */
static void assert_list(const char *text, const char *title)
{
    struct wp_found found;

    assert_int_equal(find_later(wp_str(text), &found), WP_OK);
    assert_true(found.week->later);
    assert_int_equal(found.week->start, WP_NO_DAY);
    if (title == NULL)
        assert_null(found.week->root.first);
    else
        assert_true(wp_str_equal_c(found.week->root.first->title, title));
    wp_week_free(found.week);
}

static void assert_no_list(const char *text, uint64_t insert_at)
{
    struct wp_found found;

    assert_int_equal(find_later(wp_str(text), &found), WP_MISSING);
    assert_int_equal(found.insert_at, insert_at);
}

static void assert_broken(const char *text, const char *message)
{
    struct wp_found found;

    assert_int_equal(find_later(wp_str(text), &found), WP_INVALID);
    assert_string_equal(problem.message, message);
}

static void the_list_is_the_first_document(void **state)
{
    (void)state;
    assert_list("later: [Sail]\n", "Sail");
    assert_list("later:\n", NULL);
    assert_list("{later: [{title: Sail, repeat: weekly}], note: far}", "Sail");
    assert_list("x-own: 1\nnote: far\nlater:\n  - Sail\n---\nweek: 2019-08-04\n", "Sail");
    assert_list("# mine\n---\n---\nlater: [Sail]\n---\nnonsense\n", "Sail");
    assert_list("\xEF\xBB\xBFlater: [Sail]\n", "Sail");
}

static void without_a_list_there_is_a_place_for_it(void **state)
{
    (void)state;
    assert_no_list("", 0);
    assert_no_list("week: 2019-08-04\n", 0);
    assert_no_list("week: 2019-08-04\n---\nlater: [Sail]\n", 0);
    assert_no_list("week: 2019-08-04\nweight: 1\n", 0);
    assert_no_list("# mine\nweek: 2019-08-04\n", 0);
    assert_no_list("\xEF\xBB\xBFweek: 2019-08-04\n", 3);
    assert_no_list("# yaml-language-server: $schema=x\nweek: 2019-08-04\n", 34);
    assert_no_list("#yaml-language-server: $schema=x\r\nweek: 2019-08-04\r\n", 34);
    assert_no_list("\xEF\xBB\xBF# mine\n# yaml-language-server: $schema=x\n# yours\n", 44);
    assert_no_list("# yaml-language-server: $schema=x", 33);
    assert_no_list("\n# yaml-language-server: $schema=x\n", 0);
}

static void what_is_neither_list_nor_week_is_an_error(void **state)
{
    (void)state;
    assert_broken("later: [{title: Sail, colour: red}]\n",
                  "unknown key 'colour' (keys of your own begin with 'x-')");
    assert_broken("colour: red\nlater: [Sail]\n",
                  "unknown key 'colour' (keys of your own begin with 'x-')");
    assert_broken("laters: [Sail]\n", "unknown key 'laters' (did you mean 'later'?)");
    assert_broken("title: x\nlater: [Sail]\n",
                  "'later' is a key of the list for later, not of the week (it is the first "
                  "document of the file, with a line '---' below it)");
}

/* Return `text` with the patch applied, without the code of the library. The caller frees it. */
static struct wp_buf patched(struct wp_str text, const struct wp_patch *patch)
{
    struct wp_buf out = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        assert_in_range(piece->offset, taken, text.length);
        wp_buf_append(&out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(&out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&out, wp_str_slice(text, taken, text.length));
    return out;
}

static void assert_turns(const struct wp_undo_step *step, enum wp_undo_side wanted,
                         struct wp_str from, struct wp_str to)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_input input = wp_input_memory(&from);
    struct wp_undo_result result;
    struct wp_error error;
    struct wp_buf out;

    assert_int_equal(wp_undo_apply(step, wanted, &input, arena, &result, &error), WP_OK);
    assert_int_equal(result.state, WP_UNDO_POSSIBLE);
    out = patched(from, &result.patch);
    assert_true(wp_str_equal(wp_buf_str(&out), to));
    wp_buf_free(&out);
    input = wp_input_memory(&to);
    assert_int_equal(wp_undo_apply(step, wanted, &input, arena, &result, &error), WP_OK);
    assert_int_equal(result.state, WP_UNDO_NEEDLESS);
    wp_arena_free(arena);
}

/* Assert that undoing the patch turns `after` into `before`, and that redoing it turns `before`
 * into `after`. */
static void assert_undoes(struct wp_str before, const struct wp_patch *patch, struct wp_str after)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_input input = wp_input_memory(&before);
    struct wp_undo_step step = {.day = 0};
    struct wp_error error;

    if (wp_undo_step_make(&step, arena, &input, patch, &error) != WP_OK)
        fail_msg("%s", error.message);
    assert_turns(&step, WP_UNDO_BEFORE, after, before);
    assert_turns(&step, WP_UNDO_AFTER, before, after);
    wp_arena_free(arena);
}

/* Start the list for later in the file `before`, and assert that the file is then `expected`. The
 * new list has an item with this title, or no item if `title` is NULL. */
static void assert_started(const char *before, const char *title, const char *expected)
{
    struct wp_str text = wp_str(before);
    struct wp_input input = wp_input_memory(&text);
    struct wp_week list = wp_week_empty_later();
    struct wp_item item = wp_item_empty();
    struct wp_edit edit;
    struct wp_error error;
    struct wp_found found;
    struct wp_buf after;

    item.title = wp_str(title != NULL ? title : "");
    list.root.first = title != NULL ? &item : NULL;
    assert_int_equal(find_later(text, &found), WP_MISSING);
    if (wp_edit_new_week(&edit, &input, &found, &list, &error) != WP_OK)
        fail_msg("%s", error.message);
    assert_true(edit.after->later);
    after = patched(text, &edit.patch);
    assert_string_equal(after.data, expected);
    assert_list(after.data, title);
    assert_undoes(text, &edit.patch, wp_buf_str(&after));
    wp_buf_free(&after);
    wp_edit_free(&edit);
}

static void the_list_is_started_at_the_head(void **state)
{
    (void)state;
    assert_started("", "Sail", "later:\n  - Sail\n");
    assert_started("", NULL, "later: []\n");
    assert_started("\n", "Sail", "later:\n  - Sail\n---\n\n");
    assert_started("week: 2019-08-04\n", "Sail: far",
                   "later:\n  - \"Sail: far\"\n---\nweek: 2019-08-04\n");
    assert_started("---\nweek: 2019-08-04\ngoals:\n- a\n", "Sail",
                   "---\nlater:\n- Sail\n---\nweek: 2019-08-04\ngoals:\n- a\n");
    assert_started("# mine\nweek: 2019-08-04", "Sail",
                   "later:\n  - Sail\n---\n# mine\nweek: 2019-08-04");
    assert_started("# mine\n---\nweek: 2019-08-04\n", "Sail",
                   "later:\n  - Sail\n---\n# mine\n---\nweek: 2019-08-04\n");
    assert_started("\xEF\xBB\xBF# mine\n---\nweek: 2019-08-04\n", "Sail",
                   "\xEF\xBB\xBFlater:\n  - Sail\n---\n# mine\n---\nweek: 2019-08-04\n");
    assert_started("\xEF\xBB\xBFweek: 2019-08-04\r\n", "Sail",
                   "\xEF\xBB\xBFlater:\r\n  - Sail\r\n---\r\nweek: 2019-08-04\r\n");
    assert_started("# yaml-language-server: $schema=x\nweek: 2019-08-04\n", "Sail",
                   "# yaml-language-server: $schema=x\nlater:\n  - Sail\n---\nweek: 2019-08-04\n");
    assert_started("# yaml-language-server: $schema=x\n---\nweek: 2019-08-04\n", "Sail",
                   "# yaml-language-server: $schema=x\n---\nlater:\n  - Sail\n---\n"
                   "week: 2019-08-04\n");
    assert_started("# yaml-language-server: $schema=x", "Sail",
                   "# yaml-language-server: $schema=x\nlater:\n  - Sail\n");
    assert_started("%YAML 1.1\n---\nweek: 2019-08-04\n", "Sail",
                   "later:\n  - Sail\n...\n%YAML 1.1\n---\nweek: 2019-08-04\n");
}

/* Change one key of the list for later in the file `before`, and assert that the file is then
 * `expected`. */
static void assert_edit(const char *before, enum wp_key key, const struct wp_item *values,
                        const char *expected)
{
    struct wp_str text = wp_str(before);
    struct wp_edit edit;
    struct wp_error error;
    struct wp_found found;
    struct wp_change change;
    struct wp_buf after;

    assert_int_equal(find_later(text, &found), WP_OK);
    change = (struct wp_change){
        wp_key_holds_items(key) ? &found.week->root : found.week->root.first, key, values};
    if (wp_edit_week(&edit, found.week, &change, 1, &error) != WP_OK)
        fail_msg("%s", error.message);
    after = patched(text, &edit.patch);
    assert_string_equal(after.data, expected);
    assert_undoes(text, &edit.patch, wp_buf_str(&after));
    wp_buf_free(&after);
    wp_edit_free(&edit);
    wp_week_free(found.week);
}

static void the_list_is_edited_as_a_week_is(void **state)
{
    struct wp_item item = wp_item_empty();
    struct wp_item due = wp_item_empty();

    (void)state;
    item.title = wp_str("Row");
    due.due = 18112; /* 2019-08-04 */
    assert_edit("later:\n  - Sail\n", WP_KEY_LATER, &item, "later:\n  - Sail\n  - Row\n");
    assert_edit("later:\nnote: far\n---\nweek: 2019-08-04\n", WP_KEY_LATER, &item,
                "later:\n  - Row\nnote: far\n---\nweek: 2019-08-04\n");
    assert_edit("# mine\n---\nlater: [Sail]\n---\nweek: 2019-08-04\n", WP_KEY_LATER, &item,
                "# mine\n---\nlater: [Sail, Row]\n---\nweek: 2019-08-04\n");
    assert_edit("later:\n  - Sail\n---\nweek: 2019-08-04\n", WP_KEY_DUE, &due,
                "later:\n  - title: Sail\n    due: 2019-08-04\n---\nweek: 2019-08-04\n");
}

static void the_key_of_the_list_stays_without_items(void **state)
{
    struct wp_str text = wp_str("later:\n  - Sail\n");
    struct wp_edit edit;
    struct wp_error error;
    struct wp_found found;
    const struct wp_item *item;
    struct wp_buf after;

    (void)state;
    assert_int_equal(find_later(text, &found), WP_OK);
    item = found.week->root.first;
    assert_int_equal(wp_edit_remove(&edit, found.week, &item, 1, &error), WP_OK);
    after = patched(text, &edit.patch);
    assert_string_equal(after.data, "later: []\n");
    wp_buf_free(&after);
    wp_edit_free(&edit);
    wp_week_free(found.week);
}

/* A walk over all weeks skips the list for later, in both directions. */
static void the_walk_of_the_weeks_passes_the_list_over(void **state)
{
    const struct wp_window all = {INT32_MIN, INT32_MAX};
    struct wp_str text =
        wp_str("later: [{colour: red}]\n---\nweek: 2019-08-04\n---\nweek: 2019-08-11\n");
    struct wp_problems problems = {&problem, 1, 0, 0, 0};
    struct wp_input input = wp_input_memory(&text);
    struct wp_plan *plan;

    (void)state;
    assert_int_equal(wp_plan_open(&plan, &input, &problem), WP_OK);
    for (int oldest_first = 0; oldest_first < 2; oldest_first++) {
        struct wp_plan_walk walk =
            oldest_first ? wp_plan_oldest_first(plan) : wp_plan_newest_first(plan);
        struct wp_week *week;
        int count = 0;

        for (; wp_plan_each_week(plan, &walk, all, &week, &problems) == WP_OK; count++)
            wp_week_free(week);
        assert_int_equal(count, 2);
        assert_int_equal(problems.errors, 0);
    }
    wp_plan_close(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_the_first_document),
        cmocka_unit_test(without_a_list_there_is_a_place_for_it),
        cmocka_unit_test(what_is_neither_list_nor_week_is_an_error),
        cmocka_unit_test(the_list_is_started_at_the_head),
        cmocka_unit_test(the_list_is_edited_as_a_week_is),
        cmocka_unit_test(the_key_of_the_list_stays_without_items),
        cmocka_unit_test(the_walk_of_the_weeks_passes_the_list_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
