#include "edit/copy_items.h"

#include <stdlib.h>

#include "edit/edit_state.h"
#include "edit/entry_comments.h"
#include "edit/expected_week.h"
#include "edit/line.h"
#include "edit/patch_compose.h"
#include "edit/stray_blank_lines.h"
#include "edit/verify.h"
#include "plan/item_set.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* Compare by items, the last one in the file first. week->root and week->also count as one item;
 * the changes of week->root are first. Changes of one item keep their order. */
static int edit_compare_changes(const void *a, const void *b)
{
    const struct wp_change *x = *(const struct wp_change *const *)a;
    const struct wp_change *y = *(const struct wp_change *const *)b;
    size_t place_x = x->item->layout.span.offset;
    size_t place_y = y->item->layout.span.offset;

    if (place_x != place_y)
        return place_x > place_y ? -1 : 1;
    if (x->item->seq_key != y->item->seq_key)
        return x->item->seq_key < y->item->seq_key ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool is_overruled(const struct wp_change *const *changes, size_t count, size_t i)
{
    size_t later;

    for (later = i + 1; later < count; later++)
        if (changes[later]->key == changes[i]->key)
            return true;
    return false;
}

/* Remove the changes of an item that have no effect, or that a later change of the same key
 * replaces. Return how many changes are left. */
static size_t keep_effective(const struct wp_change **changes, size_t count)
{
    size_t kept = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        const struct wp_change *change = changes[i];

        if (wp_key_holds_items(change->key)
                ? change->values == NULL
                : wp_item_value_equal(change->item, change->values, change->key) ||
                      is_overruled(changes, count, i))
            continue;
        changes[kept++] = change;
    }
    return kept;
}

static enum wp_status edit_mapping_and_lists(struct wp_edit_state *state,
                                             const struct wp_item_edit *edit)
{
    enum wp_status status = wp_edit_check_depth(state, edit);
    struct wp_item_edit part;
    size_t i;

    if (status != WP_OK || edit->count == 0)
        return status;
    wp_edit_mapping(state, edit);
    for (i = 0; i < edit->count; i += part.count) {
        part = wp_item_edit_part(edit, i);
        wp_edit_append_items(state, &part);
    }
    return WP_OK;
}

static enum wp_status edit_item(struct wp_edit_state *state, const struct wp_change **changes,
                                size_t count)
{
    const struct wp_item_edit edit = {changes[0]->item, changes, keep_effective(changes, count)};

    return edit_mapping_and_lists(state, &edit);
}

/* Free the memory of the last item before the next item is edited. */
static void renew_item_arena(struct wp_edit_state *state)
{
    wp_arena_free(state->item_arena);
    state->item_arena = wp_arena_new(0);
}

/* Whether two items are written in one mapping: they are one item, or week->root and week->also. */
static bool share_mapping(const struct wp_item *a, const struct wp_item *b)
{
    return a == b || (a->parent == NULL && b->parent == NULL);
}

/* Call `edit` for each mapping with all its changes. Begin with the last mapping in the file. */
static enum wp_status
edit_items(struct wp_edit_state *state, const struct wp_change *changes, size_t count,
           enum wp_status (*edit)(struct wp_edit_state *, const struct wp_change **, size_t))
{
    const struct wp_change **sorted =
        wp_arena_array(state->splices.arena, count + 1, sizeof(struct wp_change *));
    enum wp_status status = WP_OK;
    size_t begin, end, i;

    for (i = 0; i < count; i++)
        sorted[i] = &changes[i];
    qsort(sorted, count, sizeof(struct wp_change *), edit_compare_changes);
    for (begin = 0; begin < count && status == WP_OK; begin = end) {
        if (begin > 0)
            renew_item_arena(state);
        for (end = begin + 1; end < count && share_mapping(sorted[begin]->item, sorted[end]->item);)
            end++;
        status = edit(state, sorted + begin, end - begin);
    }
    return status;
}

static void edit_begin(struct wp_edit *edit, struct wp_edit_state *state,
                       const struct wp_week *week, struct wp_error *error)
{
    *edit = (struct wp_edit){.arena = wp_arena_new(4096)};
    *state = (struct wp_edit_state){.week = week,
                                    .style = wp_style_of_week(week),
                                    .quote_cache = {.week = week},
                                    .error = error};
    renew_item_arena(state);
    state->splices.arena = edit->arena;
    state->lacks_last_break = wp_line_break_before(week->text, week->text.length) == 0;
}

/* Append the edited document to `patched`. If its last line begins with '%', append "..." below:
 * directly above the next `---` that line would be a directive. */
static void apply_splices(struct wp_edit_state *state, struct wp_buf *patched)
{
    struct wp_str text = state->week->text;

    wp_stray_blank_lines_close(state->week, &state->splices);
    wp_splices_apply(&state->splices, text, patched);
    if (!wp_line_is_directive_at_end(wp_buf_str(patched)) || wp_line_is_directive_at_end(text))
        return;
    wp_buf_puts(&state->scratch, "...");
    wp_buf_puts(&state->scratch, state->style.line_break);
    wp_edit_state_put_lines(state, text.length);
    wp_buf_clear(patched);
    wp_splices_apply(&state->splices, text, patched);
}

/* Verify the edited document, and make the patch from the replacements. */
static enum wp_status edit_finish(struct wp_edit *edit, struct wp_edit_state *state,
                                  const struct wp_expected_week *expected)
{
    const struct wp_week *week = state->week;
    struct wp_buf patched = WP_BUF_INIT;
    enum wp_status status;

    apply_splices(state, &patched);
    status = wp_edit_verify(edit, wp_buf_str(&patched), week, expected, state->error);
    if (status == WP_OK)
        status = wp_edit_make_patch(edit, &state->splices, week->offset, state->error);
    wp_buf_free(&patched);
    return status;
}

static enum wp_status finish_changes(struct wp_edit *edit, struct wp_edit_state *state,
                                     const struct wp_change *changes, size_t count)
{
    struct wp_expected_week expected =
        wp_expected_week_changed(edit->arena, state->week, changes, count);

    return edit_finish(edit, state, &expected);
}

static void edit_end(struct wp_edit_state *state)
{
    wp_arena_free(state->item_arena);
    wp_buf_free(&state->scratch);
    wp_splices_free(&state->splices);
}

enum wp_status wp_edit_week(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_change *changes, size_t count, struct wp_error *error)
{
    struct wp_edit_state state;
    enum wp_status status;

    edit_begin(edit, &state, week, error);
    status = edit_items(&state, changes, count, edit_item);
    if (status == WP_OK)
        status = finish_changes(edit, &state, changes, count);
    edit_end(&state);
    return status;
}

enum wp_status wp_edit_remove(struct wp_edit *edit, const struct wp_week *week,
                              const struct wp_item *const *items, size_t count,
                              struct wp_error *error)
{
    struct wp_edit_state state;
    const struct wp_item **set;
    struct wp_expected_week expected;
    enum wp_status status;
    size_t i;

    edit_begin(edit, &state, week, error);
    set = wp_arena_array(edit->arena, count + 1, sizeof(struct wp_item *));
    for (i = 0; i < count; i++)
        set[i] = items[i];
    wp_item_set_sort(set, count);
    wp_edit_remove_lines(&state, set, count);
    expected = wp_expected_week_without(week, set, count);
    status = edit_finish(edit, &state, &expected);
    edit_end(&state);
    return status;
}

/* Return WP_INVALID if one of the items would be a subtask with the key `repeat`, which only goals
 * may have. */
static enum wp_status check_repeat(struct wp_edit_state *state, const struct wp_item *items,
                                   const struct wp_item *parent)
{
    struct wp_buf path = WP_BUF_INIT;

    while (items != NULL && wp_item_field(items, WP_KEY_REPEAT) == NULL)
        items = items->next;
    if (items == NULL || parent->parent == NULL)
        return WP_OK;
    wp_item_path(&path, items);
    wp_error_set(
        state->error, WP_INVALID,
        "item %s has the key 'repeat', which only goals may have (take it out with your editor)",
        path.data);
    wp_buf_free(&path);
    return WP_INVALID;
}

/* Insert copies of the items of the change before the item `before`. Return WP_INVALID if they
 * would be nested too deeply. */
static enum wp_status insert(struct wp_edit_state *state, const struct wp_change *change,
                             const struct wp_item *before)
{
    const struct wp_item_edit edit = {change->item, &change, 1};
    enum wp_status status = wp_edit_check_depth(state, &edit);

    return status == WP_OK ? wp_edit_insert(state, change->item, before, change->values) : status;
}

static enum wp_status insert_last(struct wp_edit_state *state, const struct wp_change **changes,
                                  size_t count)
{
    (void)count;
    return insert(state, changes[0], NULL);
}

enum wp_status wp_edit_copy_items(struct wp_edit *edit, const struct wp_week *week,
                                  const struct wp_week *source, const struct wp_change *changes,
                                  size_t count, struct wp_error *error)
{
    struct wp_edit_state state;
    enum wp_status status;

    edit_begin(edit, &state, week, error);
    state.source = source;
    state.keeps_flow = count > 1;
    status = edit_items(&state, changes, count, insert_last);
    if (status == WP_OK)
        status = finish_changes(edit, &state, changes, count);
    edit_end(&state);
    return status;
}

enum wp_status wp_edit_copy_items_before(struct wp_edit *edit, const struct wp_week *week,
                                         const struct wp_week *source, const struct wp_item *items,
                                         const struct wp_item *parent, const struct wp_item *before,
                                         struct wp_error *error)
{
    const struct wp_expected_week expected = wp_expected_week_copied(week, items, parent, before);
    const struct wp_change change = {parent, parent->seq_key, items};
    struct wp_edit_state state;
    enum wp_status status;

    edit_begin(edit, &state, week, error);
    state.source = source;
    status = check_repeat(&state, items, parent);
    if (status == WP_OK)
        status = insert(&state, &change, before);
    if (status == WP_OK)
        status = edit_finish(edit, &state, &expected);
    edit_end(&state);
    return status;
}

/* The changes that an item needs when it moves between `goals:` and `also:`. */
struct adaptation {
    struct wp_change changes[WP_KEY_COUNT];
    size_t count;
    struct wp_item values;
};

static void adapt(struct adaptation *adaptation, const struct wp_item *item, enum wp_key key)
{
    const struct wp_item *values = wp_key_holds_items(key) ? NULL : &adaptation->values;

    adaptation->changes[adaptation->count++] = (struct wp_change){item, key, values};
}

/* List the changes that an item needs in the list of `parent`: an item of `also:` may not have all
 * keys, and an item of `also:` without `done:` gets `done:` when it becomes a goal. */
static void list_adaptation(struct adaptation *adaptation, const struct wp_item *item,
                            const struct wp_item *parent)
{
    bool to_also = parent->seq_key == WP_KEY_ALSO;
    size_t i;

    *adaptation = (struct adaptation){.values = wp_item_empty()};
    if (to_also == wp_item_is_also(item))
        return;
    adaptation->values.done = true;
    /* An item of `also:` is done without `done:`, or with an empty one. */
    if (!item->done || (!to_also && item->done_on == WP_NO_DAY))
        adapt(adaptation, item, WP_KEY_DONE);
    for (i = 0; to_also && i < item->layout.field_count; i++) {
        enum wp_key key = item->layout.fields[i].key;

        if (key < WP_KEY_COUNT && (wp_keys[key].where & WP_ON_ALSO) == 0)
            adapt(adaptation, item, key);
    }
}

/* Make all changes of the list, whether or not they have an effect. */
static enum wp_status edit_as_given(struct wp_edit_state *state, const struct wp_change **changes,
                                    size_t count)
{
    const struct wp_item_edit edit = {changes[0]->item, changes, count};

    return edit_mapping_and_lists(state, &edit);
}

/* Return WP_INVALID for an item that `also:` does not allow: it has subtasks, or is not done. */
static enum wp_status check_also(const struct wp_week *week, const struct wp_item *item,
                                 const struct wp_item *parent, struct wp_error *error)
{
    const char *why = NULL;
    struct wp_buf path = WP_BUF_INIT;

    if (parent->seq_key != WP_KEY_ALSO)
        return WP_OK;
    if (week->later)
        why = "is in the list for later, which has no 'also'";
    else if (item->first != NULL)
        why = "has subtasks, and 'also' takes none (move them first)";
    else if (item->progress.state != WP_DONE)
        why = "is not done, and all in 'also' is";
    if (why == NULL)
        return WP_OK;
    wp_item_path(&path, item);
    wp_error_set(error, WP_INVALID, "item %s %s", path.data, why);
    wp_buf_free(&path);
    return WP_INVALID;
}

/* Move an item without a change of its keys. */
static enum wp_status move_as_it_is(struct wp_edit *edit, const struct wp_week *week,
                                    const struct wp_item *item, const struct wp_item *parent,
                                    const struct wp_item *before, struct wp_error *error)
{
    const struct wp_expected_week expected = wp_expected_week_moved(week, item, parent, before);
    struct wp_item alone = *item;
    const struct wp_change change = {parent, parent->seq_key, &alone};
    struct wp_edit_state state;
    enum wp_status status;

    edit_begin(edit, &state, week, error);
    alone.next = NULL;
    state.source = week;
    status = check_repeat(&state, &alone, parent);
    if (status == WP_OK) {
        if (item->parent != parent || !wp_entry_is_flow(week, item))
            wp_edit_remove_lines(&state, &item, 1);
        status = insert(&state, &change, before);
    }
    if (status == WP_OK)
        status = edit_finish(edit, &state, &expected);
    edit_end(&state);
    return status;
}

/* Convert the offsets of a patch from offsets in the file to offsets in the document at `offset`;
 * with `back`, the other way. */
static void shift_patch(struct wp_patch *patch, uint64_t offset, bool back)
{
    for (size_t i = 0; i < patch->count; i++)
        patch->pieces[i].offset += back ? offset : 0 - offset;
}

/* Change the keys of an item that moves between the goals and `also:`, and then move it in the
 * changed week. Make one patch of both edits. */
static enum wp_status move_adapted(struct wp_edit *edit, const struct wp_week *week,
                                   const struct adaptation *adaptation,
                                   const struct wp_item *parent, const struct wp_item *before,
                                   struct wp_error *error)
{
    const struct wp_item *item = adaptation->changes[0].item;
    struct wp_edit adapted;
    struct wp_edit_state state;
    enum wp_status status;

    *edit = (struct wp_edit){.after = NULL};
    edit_begin(&adapted, &state, week, error);
    status = edit_items(&state, adaptation->changes, adaptation->count, edit_as_given);
    if (status == WP_OK)
        status = finish_changes(&adapted, &state, adaptation->changes, adaptation->count);
    edit_end(&state);
    if (status == WP_OK)
        status = move_as_it_is(edit, adapted.after, wp_item_counterpart(adapted.after, item),
                               wp_item_counterpart(adapted.after, parent),
                               before != NULL ? wp_item_counterpart(adapted.after, before) : NULL,
                               error);
    if (status == WP_OK) {
        shift_patch(&adapted.patch, week->offset, false);
        shift_patch(&edit->patch, week->offset, false);
        edit->patch =
            wp_patch_compose(&adapted.patch, &edit->patch, edit->after->text, edit->arena);
        shift_patch(&edit->patch, week->offset, true);
    }
    wp_edit_free(&adapted);
    return status;
}

enum wp_status wp_edit_move(struct wp_edit *edit, const struct wp_week *week,
                            const struct wp_item *item, const struct wp_item *parent,
                            const struct wp_item *before, struct wp_error *error)
{
    struct adaptation adaptation;
    enum wp_status status = check_also(week, item, parent, error);

    if (status != WP_OK) {
        *edit = (struct wp_edit){.after = NULL};
        return status;
    }
    list_adaptation(&adaptation, item, parent);
    return adaptation.count > 0 ? move_adapted(edit, week, &adaptation, parent, before, error)
                                : move_as_it_is(edit, week, item, parent, before, error);
}

void wp_edit_join(struct wp_edit *edit, const struct wp_edit *later)
{
    size_t count = edit->patch.count + later->patch.count;
    struct wp_piece *pieces = wp_arena_array(edit->arena, count + 1, sizeof *pieces);
    size_t i;

    for (i = 0; i < edit->patch.count; i++)
        pieces[i] = edit->patch.pieces[i];
    for (; i < count; i++) {
        pieces[i] = later->patch.pieces[i - edit->patch.count];
        pieces[i].text = wp_arena_copy(edit->arena, pieces[i].text);
    }
    edit->patch = (struct wp_patch){pieces, count};
}

void wp_edit_free(struct wp_edit *edit)
{
    wp_week_free(edit->after);
    wp_arena_free(edit->arena);
    edit->after = NULL;
    edit->arena = NULL;
}
