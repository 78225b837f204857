#include "cmd/merge_into_plan.h"

#include "base/arena.h"
#include "edit/line_diff.h"

enum wp_status wp_merge_into_plan(struct wp_locked_plan *change,
                                  struct wp_str versions[WP_VERSIONS], struct wp_merge *merge,
                                  struct wp_error *error)
{
    struct wp_edit *edit = &change->edit;
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_merge_input input = {.without_base = true, .marker_size = WP_MERGE_MARKER_SIZE};
    enum wp_status status = wp_input_read(&change->input, &plan, error);

    *merge = (struct wp_merge){.conflicts = 0};
    edit->arena = wp_arena_new(plan.length);
    versions[WP_BASE] = wp_str("");
    versions[WP_OURS] = wp_arena_copy(edit->arena, wp_buf_str(&plan));
    if (status == WP_OK) {
        for (enum wp_version each = 0; each < WP_VERSIONS; each++)
            input.versions[each] = versions[each];
        status = wp_merge_plans(merge, &input, error);
    }
    if (status == WP_OK) {
        struct wp_str after = wp_arena_copy(edit->arena, wp_buf_str(&merge->text));

        change->edited = !wp_str_equal(wp_buf_str(&plan), after);
        if (change->edited)
            wp_line_diff_pieces(&edit->patch, edit->arena, wp_buf_str(&plan), after);
    }
    wp_buf_free(&plan);
    return status;
}
