/*
 * libFuzzer target (make fuzz): read any bytes as a plan and edit it.
 *
 * An edit is refused with a message, or it is made. Then a valid plan is still valid,
 * and undo and redo restore the identical bytes. WP_BUG (the edit would have changed
 * something else) is a failure here, although the library writes nothing then.
 */
#include "base/utf8.h"
#include "edit/undo_apply.h"
#include "fuzz_helpers.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/parse_value.h"
#include <weekplan/edit.h>

enum { EDITS = 4, CHANGES_MAX = 8, TEXT_MAX = 40, ITEMS_ADDED_MAX = 6 };

/* The plan that is being edited, as bytes and as input of the library. */
struct edited {
    struct fuzzed *fuzzed;
    struct wp_arena *arena; /* owns the values and items of the edits */
    struct wp_str bytes;
    struct wp_input input;
    bool valid;
    size_t weeks;
};

static const char *const values[] = {
    "New",        "yes",    "true",      "false",    "- x: y #z", "éa\xE7\x9B\xAE",
    "\"\\\n\tz",  "60%",    "2/3 talks", "2.5",      "7",         "2019-08-05",
    "2019-02-30", "weekly", "%",         "---\n...", "a\nb\n\nc", "\xE2\x80\xA8",
};

/* Draw a string: one of a table, or a part of the plan. */
static struct wp_str draw_text(struct edited *edited)
{
    struct wp_str bytes = edited->fuzzed->bytes;
    struct wp_str text = wp_str(values[draw(edited->fuzzed, sizeof values / sizeof values[0])]);

    if (bytes.length > 0 && draw(edited->fuzzed, 3) == 0) {
        size_t offset = (size_t)draw(edited->fuzzed, bytes.length);
        struct wp_str piece =
            wp_str_slice(bytes, offset, 1 + (size_t)draw(edited->fuzzed, TEXT_MAX));

        text = wp_utf8_is_valid(piece) ? piece : text;
    }
    return text;
}

/* Draw a goal, a subtask, an item of `also:`, or the root of the week. */
static const struct wp_item *draw_item(struct edited *edited, const struct wp_week *week)
{
    size_t count = week->item_count + wp_item_count_below(&week->also) + 1;
    const struct wp_item *item = &week->root;
    uint64_t steps = draw(edited->fuzzed, count);

    while (steps-- > 0)
        item = wp_week_item_after(week, item);
    return item;
}

/* Draw a parent for new items: an item, the root of the week, or the root of `also:`. */
static const struct wp_item *draw_parent(struct edited *edited, const struct wp_week *week)
{
    const struct wp_item *item = draw_item(edited, week);

    return wp_item_is_also(item) || (!week->later && draw(edited->fuzzed, 8) == 0) ? &week->also
                                                                                   : item;
}

static bool may_have(const struct wp_item *item, enum wp_key key)
{
    unsigned depth = wp_item_depth(item);
    unsigned where = depth == 0 ? WP_ON_WEEK : depth == 1 ? WP_ON_GOAL : WP_ON_SUBTASK;

    if (item->seq_key == WP_KEY_LATER)
        where = WP_ON_LATER;
    if (wp_item_is_also(item))
        where = WP_ON_ALSO;
    return (wp_keys[key].where & where) != 0 && !wp_key_holds_items(key) && key != WP_KEY_WEEK &&
           (key != WP_KEY_PROGRESS || item->first == NULL);
}

static bool is_id_of(const struct wp_week *week, struct wp_str id)
{
    const struct wp_item *item = NULL;

    while ((item = wp_week_item_after(week, item)) != NULL)
        if (wp_str_equal(item->id, id))
            return true;
    return false;
}

/* Set `key` of the item to a random value, or clear it. Return false if the item may not have this
 * key. */
static bool draw_value(struct edited *edited, const struct wp_week *week, struct wp_item *item,
                       enum wp_key key)
{
    struct wp_item blank = wp_item_empty();
    struct wp_item read = blank;

    if (key != WP_KEY_TITLE && draw(edited->fuzzed, 4) == 0) {
        wp_item_value_copy(item, &blank, key);
        return true;
    }
    if ((key == WP_KEY_TAGS || key == WP_KEY_LINKS) && draw(edited->fuzzed, 2) == 0)
        wp_item_value_copy(&read, item, key);
    if (wp_item_parse_value(&read, key, draw_text(edited), edited->arena) != NULL)
        return false;
    if (key == WP_KEY_ID && read.id.length > 0 && is_id_of(week, read.id))
        return false;
    wp_item_value_copy(item, &read, key);
    /* An item is done or dropped, never both. */
    if (key == WP_KEY_DONE)
        wp_item_value_copy(item, &blank, WP_KEY_DROPPED);
    if (key == WP_KEY_DROPPED)
        wp_item_value_copy(item, &blank, WP_KEY_DONE);
    return true;
}

/* Set some keys of one item. */
static enum wp_status set(struct edited *edited, struct wp_edit *edit, const struct wp_week *week,
                          struct wp_error *error)
{
    const struct wp_item *item = draw_item(edited, week);
    struct wp_change changes[2 * CHANGES_MAX];
    struct wp_item says = *item;
    size_t count = 0;

    for (uint64_t keys = 1 + draw(edited->fuzzed, CHANGES_MAX); keys > 0; keys--) {
        enum wp_key key = (enum wp_key)draw(edited->fuzzed, WP_KEY_COUNT);
        enum wp_key other = key == WP_KEY_DONE ? WP_KEY_DROPPED : WP_KEY_DONE;

        if (!may_have(item, key) || !draw_value(edited, week, &says, key))
            continue;
        changes[count++] = (struct wp_change){item, key, &says};
        if ((key == WP_KEY_DONE || key == WP_KEY_DROPPED) && !wp_item_is_also(item))
            changes[count++] = (struct wp_change){item, other, &says};
    }
    return wp_edit_week(edit, week, changes, count, error);
}

/* Draw new items, some with subtasks, and subtract their number from `*room`. `where` is
 * WP_ON_SUBTASK or WP_ON_ALSO. */
static struct wp_item *draw_items(struct edited *edited, const struct wp_week *week, unsigned where,
                                  size_t *room)
{
    struct wp_item *item = wp_arena_alloc(edited->arena, sizeof *item);
    const struct wp_item blank = wp_item_empty();

    PROMISE(item != NULL);
    --*room;
    *item = wp_item_empty();
    item->title = wp_str("New");
    for (uint64_t keys = draw(edited->fuzzed, 3); keys > 0; keys--) {
        enum wp_key key = (enum wp_key)draw(edited->fuzzed, WP_KEY_COUNT);

        /* An id must be unique in a week, so new items get none. */
        if (key != WP_KEY_ID && (wp_keys[key].where & where) != 0 && !wp_key_holds_items(key))
            draw_value(edited, week, item, key);
    }
    if (where == WP_ON_ALSO)
        wp_item_value_copy(item, &blank, WP_KEY_DROPPED);
    if (*room > 0 && where != WP_ON_ALSO && !item->progress_value.given &&
        draw(edited->fuzzed, 4) == 0)
        item->first = draw_items(edited, week, where, room);
    if (*room > 0 && draw(edited->fuzzed, 4) == 0)
        item->next = draw_items(edited, week, where, room);
    return item;
}

static enum wp_status add(struct edited *edited, struct wp_edit *edit, const struct wp_week *week,
                          struct wp_error *error)
{
    const struct wp_item *item = draw_parent(edited, week);
    unsigned where = item->seq_key == WP_KEY_ALSO ? WP_ON_ALSO : WP_ON_SUBTASK;
    size_t room = ITEMS_ADDED_MAX;
    struct wp_change change = {item, item->seq_key, draw_items(edited, week, where, &room)};

    return wp_edit_week(edit, week, &change, !item->progress_value.given, error);
}

/* Set `done:` or `dropped:` of several items, as the commands done and drop do. */
static enum wp_status mark(struct edited *edited, struct wp_edit *edit, const struct wp_week *week,
                           struct wp_error *error)
{
    struct wp_change changes[2 * CHANGES_MAX];
    struct wp_item says = wp_item_empty();
    size_t count = 0;

    says.done = draw(edited->fuzzed, 2) == 1;
    if (says.done && draw(edited->fuzzed, 2) == 1)
        says.done_on = week->start;
    for (uint64_t items = 1 + draw(edited->fuzzed, CHANGES_MAX); items > 0; items--) {
        const struct wp_item *item = draw_item(edited, week);

        if (item->parent == NULL)
            continue;
        changes[count++] = (struct wp_change){item, WP_KEY_DONE, &says};
        if (!wp_item_is_also(item))
            changes[count++] = (struct wp_change){item, WP_KEY_DROPPED, &says};
    }
    return wp_edit_week(edit, week, changes, count, error);
}

static bool is_within(const struct wp_item *item, const struct wp_item *top)
{
    while (item != NULL && item != top)
        item = item->parent;
    return item != NULL;
}

static enum wp_status remove_items(struct edited *edited, struct wp_edit *edit,
                                   const struct wp_week *week, struct wp_error *error)
{
    const struct wp_item *items[CHANGES_MAX];
    size_t count = 0;

    for (uint64_t tries = 1 + draw(edited->fuzzed, CHANGES_MAX); tries > 0; tries--) {
        const struct wp_item *item = draw_item(edited, week);
        bool fits = item->parent != NULL;

        for (size_t i = 0; i < count; i++)
            fits = fits && !is_within(item, items[i]) && !is_within(items[i], item);
        if (fits)
            items[count++] = item;
    }
    return wp_edit_remove(edit, week, items, count, error);
}

static enum wp_status move(struct edited *edited, struct wp_edit *edit, const struct wp_week *week,
                           struct wp_error *error)
{
    const struct wp_item *item = draw_item(edited, week);
    const struct wp_item *parent = draw_parent(edited, week);
    const struct wp_item *before = parent->first;

    for (uint64_t steps = draw(edited->fuzzed, 4); before != NULL && steps > 0; steps--)
        before = before->next;
    if (item->parent == NULL || is_within(parent, item) || parent->progress_value.given ||
        (item->weekly && parent->parent != NULL) || before == item ||
        (parent == item->parent && before == item->next))
        return wp_edit_week(edit, week, NULL, 0, error);
    return wp_edit_move(edit, week, item, parent, before, error);
}

static void patched(struct wp_str bytes, const struct wp_patch *patch, struct wp_buf *out)
{
    uint64_t at = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        PROMISE(piece->offset >= at && piece->offset + piece->length <= bytes.length);
        wp_buf_append(out, wp_str_slice(bytes, (size_t)at, (size_t)(piece->offset - at)));
        wp_buf_append(out, piece->text);
        at = piece->offset + piece->length;
    }
    wp_buf_append(out, wp_str_slice(bytes, (size_t)at, bytes.length));
}

static void succeed(enum wp_status status, const struct wp_error *error)
{
    if (status != WP_OK)
        fprintf(stderr, "status %d: %s\n", (int)status, error->message);
    PROMISE(status == WP_OK);
}

/* Undo or redo the step in the text `from`, as `side` tells. The result must be `wanted`. */
static void turn(const struct wp_undo_step *step, enum wp_undo_side side, struct wp_str from,
                 struct wp_str wanted, struct wp_arena *arena)
{
    struct wp_input input = wp_input_memory(&from);
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error error;
    struct wp_undo_result turned;

    succeed(wp_undo_apply(step, side, &input, arena, &turned, &error), &error);
    PROMISE(turned.state == WP_UNDO_POSSIBLE);
    patched(from, &turned.patch, &out);
    PROMISE(wp_str_equal(wp_buf_str(&out), wanted));
    wp_buf_free(&out);
}

/* Check the edited plan: the changed week can be read again, a valid plan is still
 * valid, and undo and redo restore the identical bytes. */
static void verify(struct edited *edited, const struct wp_edit *edit, wp_day start)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_undo_step step = {.day = 0};
    struct wp_input input;
    struct wp_error error;
    struct wp_found found;
    struct wp_str after;
    size_t weeks;

    patched(edited->bytes, &edit->patch, &out);
    after = wp_buf_str(&out);
    input = wp_input_memory(&after);
    if (start == WP_NO_DAY)
        PROMISE(find_list(&input, &found) == WP_OK);
    else
        PROMISE(find(&input, (struct wp_window){start, start}, &found) == WP_OK);
    PROMISE(found.week->item_count == edit->after->item_count);
    wp_week_free(found.week);
    if (edited->valid) {
        PROMISE(is_valid(after, &weeks));
        PROMISE(weeks >= edited->weeks);
    }
    if (edited->valid && edit->patch.count > 0) {
        succeed(wp_undo_step_make(&step, edited->arena, &edited->input, &edit->patch, &error),
                &error);
        turn(&step, WP_UNDO_BEFORE, after, edited->bytes, edited->arena);
        turn(&step, WP_UNDO_AFTER, edited->bytes, after, edited->arena);
    }
    wp_buf_free(&out);
}

static void finish(struct edited *edited, struct wp_edit *edit, enum wp_status status,
                   const struct wp_error *error, wp_day start)
{
    if (status != WP_INVALID)
        succeed(status, error);
    if (status == WP_OK)
        verify(edited, edit, start);
    wp_edit_free(edit);
}

static void edit_week(struct edited *edited, const struct wp_week *week)
{
    typedef enum wp_status edit_function(struct edited *, struct wp_edit *, const struct wp_week *,
                                         struct wp_error *);
    static edit_function *const edits[] = {set, set, add, mark, remove_items, move};
    struct wp_edit edit = {.after = NULL};
    struct wp_error error;
    enum wp_status status =
        edits[draw(edited->fuzzed, sizeof edits / sizeof edits[0])](edited, &edit, week, &error);

    finish(edited, &edit, status, &error, week->start);
}

static void start_week(struct edited *edited, const struct wp_found *found, wp_day start)
{
    struct wp_week none = wp_week_empty(start);
    struct wp_week started = none;
    struct wp_edit edit = {.after = NULL};
    struct wp_error error;
    struct wp_item says = wp_item_empty();
    size_t room = ITEMS_ADDED_MAX;
    enum wp_status status;

    (void)draw_value(edited, &none, &says, WP_KEY_TITLE);
    (void)draw_value(edited, &none, &says, WP_KEY_SKIP);
    (void)draw_value(edited, &none, &says, WP_KEY_NOTE);
    (void)draw_value(edited, &none, &says, WP_KEY_REVIEW);
    says.first = draw_items(edited, &none, WP_ON_SUBTASK, &room);
    started.root = says;
    if (room > 0 && draw(edited->fuzzed, 2) == 0)
        started.also.first = draw_items(edited, &none, WP_ON_ALSO, &room);
    status = wp_edit_new_week(&edit, &edited->input, found, &started, &error);
    finish(edited, &edit, status, &error, start);
}

/* Edit the list for later. If the plan has none, start it. */
static void visit_list(struct edited *edited)
{
    struct wp_week list = wp_week_empty_later();
    struct wp_edit edit = {.after = NULL};
    size_t room = ITEMS_ADDED_MAX;
    struct wp_error error;
    struct wp_found found;
    enum wp_status status = find_list(&edited->input, &found);

    if (status == WP_OK) {
        for (int i = 0; i < EDITS; i++)
            edit_week(edited, found.week);
    } else if (status == WP_MISSING && edited->valid) {
        list.root.first = draw_items(edited, &list, WP_ON_SUBTASK, &room);
        status = wp_edit_new_week(&edit, &edited->input, &found, &list, &error);
        finish(edited, &edit, status, &error, WP_NO_DAY);
    }
    wp_week_free(found.week);
}

/* Whether a week that begins at `start` would not overlap its neighbours. */
static bool has_room(const struct wp_found *found, wp_day start)
{
    return (found->before == WP_NO_DAY || found->before + 7 <= start) &&
           (found->after == WP_NO_DAY || start + 7 <= found->after);
}

/* Edit the week that has `day`. If there is none, start it. */
static void visit(struct edited *edited, wp_day day)
{
    struct wp_window window = wp_window_holding(day);
    struct wp_found found;
    enum wp_status status = find(&edited->input, window, &found);

    if (status == WP_OK) {
        for (int i = 0; i < EDITS; i++)
            edit_week(edited, found.week);
    } else if (status == WP_MISSING) {
        wp_day start = found.newest != WP_NO_DAY ? found.newest : window.first;

        start = wp_window_start(window, wp_weekday_of(start));
        if (edited->valid && has_room(&found, start))
            start_week(edited, &found, start);
    }
    wp_week_free(found.week);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzzed fuzzed = fuzzed_begin(data, size);
    struct edited edited = {.fuzzed = &fuzzed, .bytes = fuzzed.bytes};
    wp_day newest;

    edited.arena = wp_arena_new(1 << 12);
    PROMISE(edited.arena != NULL);
    edited.input = wp_input_memory(&edited.bytes);
    edited.valid = is_valid(edited.bytes, &edited.weeks);
    newest = newest_day(&edited.input);
    visit(&edited, newest);
    visit(&edited, newest + 7 - (wp_day)draw(&fuzzed, 21));
    visit_list(&edited);
    wp_arena_free(edited.arena);
    return 0;
}
