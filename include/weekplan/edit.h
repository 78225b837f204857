/*
 * Edit a plan: from changes to a patch of its bytes.
 *
 * An edit never writes a document anew. It replaces the bytes that must change, reads the
 * result again, and compares it with the intended plan: exactly the changes may differ.
 * Only then does the caller get the patch, to save it (see save.h).
 *
 *     struct wp_item done = wp_item_empty();
 *     done.done = true;
 *     done.done_on = today;
 *     struct wp_change change = {.item = item, .key = WP_KEY_DONE, .values = &done};
 *     struct wp_edit edit;
 *     status = wp_edit_week(&edit, week, &change, 1, &error);
 *     if (status == WP_OK)
 *         status = wp_save_commit(save, &edit.patch, &error);
 *     wp_edit_free(&edit);
 */
#ifndef WEEKPLAN_EDIT_H
#define WEEKPLAN_EDIT_H

#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* How deep items may nest. Each level takes a mapping and a list; the week itself and a
 * list of tags take one more each. */
enum { WP_LEVELS_MAX = (WP_DEPTH_MAX - 2) / 2 };

/*
 * A change of one key of one item.
 *
 * For WP_KEY_GOALS and WP_KEY_SUBTASKS the edit appends `values`, and the items that
 * follow it by `next`, to the goals or subtasks of `item`. For every other key `item` gets
 * the value that `values` has; if `values` has none, the key is removed. If several
 * changes have the same item and key, the last one counts.
 */
struct wp_change {
    const struct wp_item *item; /* an item, or the root, of the week that is edited */
    enum wp_key key;
    const struct wp_item *values; /* borrowed until wp_edit_free */
};

/* The result of an edit. Owned; free it with wp_edit_free. */
struct wp_edit {
    struct wp_patch patch;  /* of the file */
    struct wp_week *after;  /* the week after the patch; its items have no fields */
    struct wp_arena *arena; /* owns the texts of the patch */
};

/*
 * Make the patch for `count` changes of a week.
 *
 * WP_INVALID  the week would exceed a limit of the format
 * WP_BUG      the result is not the intended plan; there is no patch
 */
enum wp_status wp_edit_week(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_change *changes, size_t count, struct wp_error *error);

/*
 * Make the patch that removes items, with their subtasks and their comments. An item's
 * comments are the comment lines directly above it, except those that head a list, and the
 * comment lines below it that are indented deeper. No item may be given twice, and none
 * may be a subtask of another. Return as wp_edit_week does.
 */
enum wp_status wp_edit_remove(struct wp_edit *edit, const struct wp_week *week,
                              const struct wp_item *const *items, size_t count,
                              struct wp_error *error);

/*
 * Make the patch that moves an item, with its subtasks and its comments, before `before`
 * among the goals or subtasks of `parent`; to their end if `before` is NULL. The item must
 * not be there already, and `parent` must not be a subtask of the item. Return as
 * wp_edit_week does; WP_INVALID also if the format does not allow the item there.
 */
enum wp_status wp_edit_move(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_item *item, const struct wp_item *parent,
                            const struct wp_item *before, struct wp_error *error);

/*
 * Make the patch that adds a week with the first day `start` where wp_plan_find did not
 * find it. The week gets the title, note, skip and goals of `root`. Return as wp_edit_week
 * does.
 */
enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, wp_day start,
                                const struct wp_item *root, struct wp_error *error);

/* Append the patch of another edit of the same file, so that both are one change. All
 * weeks of `later` are after those of `edit`. */
void wp_edit_join(struct wp_edit *edit, const struct wp_edit *later);

/* Free the result. No-op on a zeroed struct; allowed after a failure. */
void wp_edit_free(struct wp_edit *edit);

#endif
