#include "cmd/path_notes.h"

enum { RANGES_MAX = 4 };

/* A note that is being written. */
struct path_note {
    const struct wp_path_change *change;
    struct wp_buf text;
    size_t ranges; /* number of ranges, with those that are left out */
    /* The last range: neighbours whose paths differ by the same number. */
    const struct wp_item *old_first, *old_last, *new_first, *new_last;
};

/* Return the first item from `item` on that is not in the list: an item that the change has left
 * in its place. */
static const struct wp_item *skip_listed(const struct wp_item *item,
                                         const struct wp_item *const *list, size_t count)
{
    size_t i = 0;

    while (item != NULL && i < count) {
        for (i = 0; i < count && list[i] != item; i++) {
        }
        if (i < count) {
            item = item->next;
            i = 0;
        }
    }
    return item;
}

static void put_path_range(struct wp_buf *out, const struct wp_item *first,
                           const struct wp_item *last)
{
    wp_item_path(out, first);
    if (first == last)
        return;
    wp_buf_puts(out, " to ");
    wp_item_path(out, last);
}

/* Append the last range to the note. */
static void end_path_range(struct path_note *note)
{
    if (note->old_first == NULL)
        return;
    if (note->ranges++ < RANGES_MAX) {
        wp_buf_puts(&note->text, note->ranges > 1 ? ", " : "");
        put_path_range(&note->text, note->old_first, note->old_last);
        wp_buf_puts(&note->text, note->old_first == note->old_last ? " is now " : " are now ");
        put_path_range(&note->text, note->new_first, note->new_last);
    }
    note->old_first = NULL;
}

/* Add an item to the note, before and after the change. */
static void add_renumbered(struct path_note *note, const struct wp_item *old,
                           const struct wp_item *new_item)
{
    bool extends =
        note->old_first != NULL && note->old_last->next == old && note->new_last->next == new_item;

    if (!extends)
        end_path_range(note);
    if (old->number == new_item->number)
        return;
    if (!extends) {
        note->old_first = old;
        note->new_first = new_item;
    }
    note->old_last = old;
    note->new_last = new_item;
}

static const struct wp_item *next_old(const struct path_note *note, const struct wp_item *item)
{
    return skip_listed(item, note->change->gone, note->change->gone_count);
}

static const struct wp_item *next_new(const struct path_note *note, const struct wp_item *item)
{
    return skip_listed(item, note->change->arrived, note->change->arrived_count);
}

/* Compare the items of a list before and after, and the lists below them. */
static void compare_paths(struct path_note *note, const struct wp_item *before,
                          const struct wp_item *after)
{
    const struct wp_item *old = next_old(note, before->first);
    const struct wp_item *new_item = next_new(note, after->first);

    while (old != NULL && new_item != NULL) {
        add_renumbered(note, old, new_item);
        old = next_old(note, old->next);
        new_item = next_new(note, new_item->next);
    }
    end_path_range(note);
    old = next_old(note, before->first);
    new_item = next_new(note, after->first);
    while (old != NULL && new_item != NULL) {
        compare_paths(note, old, new_item);
        old = next_old(note, old->next);
        new_item = next_new(note, new_item->next);
    }
}

static bool is_same_goal(const struct wp_item *goal, const struct wp_item *other)
{
    return wp_str_equal(goal->id, other->id) &&
           (goal->id.length > 0 || wp_str_equal(goal->title, other->title));
}

/* Return the goal of the week after the change. Goals with one name are paired in their order. */
static const struct wp_item *find_goal_after(const struct wp_item *goal,
                                             const struct wp_item *first)
{
    size_t earlier = 0;

    for (const struct wp_item *other = goal->parent->first; other != goal; other = other->next)
        earlier += is_same_goal(other, goal) ? 1 : 0;
    for (; first != NULL; first = first->next)
        if (is_same_goal(first, goal) && earlier-- == 0)
            return first;
    return NULL;
}

static void compare_reordered_goals(struct path_note *note)
{
    const struct wp_item *first = note->change->after->root.first;

    for (const struct wp_item *goal = note->change->before->root.first; goal != NULL;
         goal = goal->next) {
        const struct wp_item *new_item = find_goal_after(goal, first);

        if (new_item != NULL)
            add_renumbered(note, goal, new_item);
    }
    end_path_range(note);
}

void wp_path_notes(struct wp_context *context, const struct wp_path_change *change)
{
    struct path_note note = {.change = change, .text = WP_BUF_INIT};
    struct wp_buf remark = WP_BUF_INIT;

    if (change->reordered) {
        compare_reordered_goals(&note);
    } else {
        compare_paths(&note, &change->before->root, &change->after->root);
        compare_paths(&note, &change->before->also, &change->after->also);
    }
    if (note.ranges > 0) {
        wp_buf_puts(&remark, "paths have changed");
        wp_buf_puts(&remark, change->names_week ? " in " : "");
        if (change->names_week)
            wp_context_name_week(&remark, context, change->after->start);
        wp_buf_puts(&remark, ": ");
        wp_buf_append(&remark, wp_buf_str(&note.text));
        wp_buf_puts(&remark, note.ranges > RANGES_MAX ? ", and others" : "");
        wp_context_remark(context, &remark);
    }
    wp_buf_free(&note.text);
}
