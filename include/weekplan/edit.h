/*
 * Edit a plan: make a patch of the bytes of its file from changes of its items.
 *
 * An edit never emits a whole document. It replaces the bytes that must change, reads the patched
 * document, and compares the items with the intended items. If they differ in anything but the
 * changes, the edit fails. Save the patch with wp_save_commit (see save.h).
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

/* How deep items may nest. Each level of items is a YAML mapping in a YAML sequence. The mapping
 * of the week and a sequence of tags are two more collections. */
enum { WP_LEVELS_MAX = (WP_DEPTH_MAX - 2) / 2 };

/*
 * A change of one key of one item.
 *
 * For WP_KEY_GOALS and WP_KEY_SUBTASKS, append the item `values` and its next siblings to the
 * goals or subtasks of `item`. For WP_KEY_ALSO, `item` must be &week->also; append `values` and its
 * next siblings to the list `also:`. The items of that list are always done, so write `done:` only
 * for items that have `done:` in `values`. For every other key, copy the value of the key from
 * `values` to `item`. If `values` has no value for the key, remove the key. If several changes have
 * the same item and key, the last change counts.
 */
struct wp_change {
    const struct wp_item *item; /* an item of the edited week, or &week->root, or &week->also */
    enum wp_key key;
    const struct wp_item *values; /* borrowed until wp_edit_free */
};

/* The result of an edit. The caller frees it with wp_edit_free. */
struct wp_edit {
    struct wp_patch patch;  /* the change of the file, as bytes to replace */
    struct wp_week *after;  /* the week after the patch; its items have no fields */
    struct wp_arena *arena; /* owns the bytes of the patch */
};

/*
 * Make the patch for `count` changes of a week.
 *
 * WP_INVALID  the week would exceed a limit of the format
 * WP_BUG      the patched week is not the intended week; the patch is empty
 */
enum wp_status wp_edit_week(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_change *changes, size_t count, struct wp_error *error);

/*
 * Make the patch that removes items, with their subtasks and their comments. The comments of an
 * item are the comment lines directly above it, except those above the first item of a list, and
 * the comment lines below it that are indented deeper. No item may be given twice, or be below
 * another given item. Return as wp_edit_week does.
 */
enum wp_status wp_edit_remove(struct wp_edit *edit, const struct wp_week *week,
                              const struct wp_item *const *items, size_t count,
                              struct wp_error *error);

/*
 * Make the patch that moves an item, with its subtasks and its comments, to the goals or subtasks
 * of `parent`, in front of `before`. If `before` is NULL, move the item to their end. The item must
 * not be at that position already, and `parent` must not be below the item. Return as wp_edit_week
 * does. Also return WP_INVALID if the format does not allow the item at the new position.
 *
 * If the item is done and has no subtasks, `parent` may be &week->also. Then remove the keys that
 * are not allowed in the list `also:` (without WP_ON_ALSO in plan/keys.h). If an item without
 * `done:` is moved to or from that list, add `done: true`.
 */
enum wp_status wp_edit_move(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_item *item, const struct wp_item *parent,
                            const struct wp_item *before, struct wp_error *error);

/*
 * Make the patch that adds the week `week` with its title, note, skip, goals and list `also:`. The
 * caller has made `week` with wp_week_empty. `found` is the result of a wp_plan_find that did not
 * find the week. Return as wp_edit_week does.
 *
 * Also add the list for later, with its note and items: `week` is made with wp_week_empty_later,
 * and `found` is the result of wp_plan_find_later.
 */
enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, const struct wp_week *week,
                                struct wp_error *error);

/* Append the patch of `later`, another edit of the same file, to the patch of `edit`. `later` must
 * be an edit of a later week. */
void wp_edit_join(struct wp_edit *edit, const struct wp_edit *later);

/* Free the result. No-op on a zeroed struct; allowed after a failure. */
void wp_edit_free(struct wp_edit *edit);

#endif
