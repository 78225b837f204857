#include "edit/verify.h"

#include "read/week.h"

enum wp_status wp_edit_make_patch(struct wp_edit *edit, struct wp_splices *splices, uint64_t offset,
                                  struct wp_error *error)
{
    size_t i;

    wp_splices_sort(splices);
    if (splices->overlap)
        return wp_error_set(
            error, WP_BUG,
            "this is a bug in weekplan: two parts of an edit overlap, so nothing was "
            "written (please report it)");
    edit->patch.count = splices->count;
    edit->patch.pieces =
        wp_arena_array(edit->arena, splices->count + 1, sizeof *edit->patch.pieces);
    for (i = 0; i < splices->count; i++) {
        edit->patch.pieces[i] = splices->list[i].piece;
        edit->patch.pieces[i].offset += offset;
    }
    return WP_OK;
}

enum wp_status wp_edit_verify(struct wp_edit *edit, struct wp_str patched,
                              const struct wp_week *week, const struct wp_expected_week *expected,
                              struct wp_error *error)
{
    struct wp_error problem = {.status = WP_OK};
    struct wp_problems problems = {&problem, 1, 0, 0, 0};
    struct wp_built_week built;
    enum wp_status status;

    if (patched.length > WP_WEEK_MAX)
        return wp_error_set(error, WP_INVALID,
                            "the week would be larger than %d MiB, which is the limit",
                            WP_WEEK_MAX >> 20);
    if (wp_expected_week_items(expected) > WP_ITEMS_MAX)
        return wp_error_set(
            error, WP_INVALID,
            "the week would have more than %d goals and subtasks, which is the limit",
            WP_ITEMS_MAX);
    status = wp_week_build(patched, week->offset, 1, NULL, &built, &problems);
    edit->after = built.week;
    if (status == WP_OK && edit->after != NULL && week->start == edit->after->start &&
        week->later == edit->after->later &&
        wp_expected_week_matches(expected, &edit->after->root) &&
        wp_expected_week_matches(expected, &edit->after->also))
        return WP_OK;
    if (wp_expected_week_strings(expected) > WP_STRINGS_MAX)
        return wp_error_set(error, WP_INVALID,
                            "the week would have more than %d tags and links, which is the limit",
                            WP_STRINGS_MAX);
    return wp_error_set(
        error, WP_BUG,
        "this is a bug in weekplan: the edited plan would not be what was asked for, so "
        "nothing was written (please report it with the lines around the item)%s%s",
        problem.message[0] != '\0' ? ": " : "", problem.message);
}
