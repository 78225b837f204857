/*
 * Changing a plan: from what is wanted to the bytes that do it.
 *
 * An edit never touches the model and never re-emits a document. It finds the
 * spans to replace, applies them to the document's bytes, reads the result
 * again and compares it with the plan that was intended: exactly what was asked
 * for may have changed. Only then does the caller get the patch.
 *
 *     struct wp_change changes[] = {
 *         {.item = item, .key = WP_KEY_DONE, .values = &done},
 *         {.item = item, .key = WP_KEY_DROPPED, .values = &blank},
 *     };
 *     status = wp_edit_week(&edit, week, changes, 2, &error);
 *     ... wp_save_commit(save, &edit.patch, &error) ...
 *     wp_edit_free(&edit);
 */
#ifndef WEEKPLAN_EDIT_H
#define WEEKPLAN_EDIT_H

#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* How deep an edit nests items: a mapping and a list for each, in those of the
 * week, with a list of tags in the last one. */
enum { WP_LEVELS_MAX = (WP_DEPTH_MAX - 2) / 2 };

/*
 * One thing that shall be different. For goals and subtasks: `values` and the
 * items after it (`next`) come behind those that `item` has. For any other key:
 * `item` shall say what `values` says, or no longer say anything where that
 * has nothing to say (see wp_item_empty in plan/value.h). An item may have
 * several changes; of two for one key the last one counts.
 */
struct wp_change {
    const struct wp_item *item; /* of the week that is edited */
    enum wp_key key;
    const struct wp_item *values; /* borrowed until wp_edit_free */
};

struct wp_edit {
    struct wp_patch patch;  /* to the file */
    struct wp_week *after;  /* the week as it will be, without the fields of its items */
    struct wp_arena *arena; /* owns what the patch puts in */
};

/*
 * Makes the patch for all changes of a week, which borrow from it.
 *
 * WP_INVALID  the week would be larger, or nested deeper, than it may be
 * WP_BUG      the result is not what was intended: nothing may be written
 * WP_NO_MEMORY
 */
enum wp_status wp_edit_week(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_change *changes, size_t count, struct wp_error *error);

/*
 * Makes the patch that takes items out of a week, with all under them and with
 * the comments that are theirs: those directly above an item, though not the ones
 * that head a list, and those below it that are indented deeper. None of the
 * items may be given twice, or stand under another one. Fails as wp_edit_week
 * does.
 */
enum wp_status wp_edit_remove(struct wp_edit *edit, const struct wp_week *week,
                              const struct wp_item *const *items, size_t count,
                              struct wp_error *error);

/*
 * Makes the patch that puts an item, with all under it and its comments, before
 * `before` among the goals or subtasks of `parent`; behind all of them where
 * `before` is NULL. It may neither be there already, nor go under itself. Fails as
 * wp_edit_week does, and with WP_INVALID where what it says cannot stand there.
 */
enum wp_status wp_edit_move(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_item *item, const struct wp_item *parent,
                            const struct wp_item *before, struct wp_error *error);

/*
 * Makes the patch that adds a week which begins on `start`, at the place that
 * wp_plan_find has found for it. It says what the root `says`: a title, a note, that
 * it is a week off; and has its goals.
 */
enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, wp_day start,
                                const struct wp_item *says, struct wp_error *error);

/* Adds the patch of another edit of the same file, of weeks that stand behind those
 * of this one, so that both are one change. Fails with WP_NO_MEMORY alone. */
enum wp_status wp_edit_join(struct wp_edit *edit, const struct wp_edit *behind,
                            struct wp_error *error);

/* Fine on an edit that failed, or is zeroed. */
void wp_edit_free(struct wp_edit *edit);

#endif
