#include "plan/value.h"

#include <string.h>

bool wp_key_is_list(enum wp_key key)
{
    return key == WP_KEY_GOALS || key == WP_KEY_SUBTASKS;
}

enum wp_key wp_item_seq_key(const struct wp_item *item)
{
    return item->parent == NULL ? WP_KEY_GOALS : WP_KEY_SUBTASKS;
}

struct wp_list *wp_item_string_seq(struct wp_item *item, enum wp_key key)
{
    return key == WP_KEY_TAGS ? &item->tags : &item->links;
}

bool wp_list_has(const struct wp_list *list, struct wp_str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (wp_str_equal(list->items[i], text))
            return true;
    return false;
}

void wp_list_extend(struct wp_list *list, struct wp_str text, struct wp_arena *arena)
{
    struct wp_str *items = wp_arena_array(arena, list->count + 1, sizeof *items);

    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count++] = text;
    list->items = items;
}

bool wp_item_has(const struct wp_item *item, enum wp_key key)
{
    const struct wp_item blank = wp_item_empty();

    if (wp_key_is_list(key))
        return item->first != NULL;
    return !wp_item_value_equal(item, &blank, key);
}

void wp_item_value_copy(struct wp_item *to, const struct wp_item *from, enum wp_key key)
{
    switch (key) {
    case WP_KEY_TITLE:
        to->title = from->title;
        break;
    case WP_KEY_ID:
        to->id = from->id;
        break;
    case WP_KEY_NOTE:
        to->note = from->note;
        break;
    case WP_KEY_DONE:
        to->done = from->done;
        to->done_on = from->done_on;
        break;
    case WP_KEY_DROPPED:
        to->dropped = from->dropped;
        to->dropped_on = from->dropped_on;
        to->dropped_reason = from->dropped_reason;
        break;
    case WP_KEY_PROGRESS:
        to->progress_value = from->progress_value;
        break;
    case WP_KEY_WEIGHT:
        to->weight = from->weight;
        break;
    case WP_KEY_DUE:
        to->due = from->due;
        break;
    case WP_KEY_CARRIED:
        to->carried = from->carried;
        break;
    case WP_KEY_REPEAT:
        to->weekly = from->weekly;
        break;
    case WP_KEY_TAGS:
        to->tags = from->tags;
        break;
    case WP_KEY_LINKS:
        to->links = from->links;
        break;
    case WP_KEY_SKIP:
        to->skip = from->skip;
        to->skip_reason = from->skip_reason;
        break;
    case WP_KEY_WEEK:
    case WP_KEY_GOALS:
    case WP_KEY_SUBTASKS:
    case WP_KEY_COUNT:
        break;
    }
}

static bool lists_equal(const struct wp_list *a, const struct wp_list *b)
{
    size_t i;

    if (a->count != b->count)
        return false;
    for (i = 0; i < a->count; i++)
        if (!wp_str_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool measures_equal(const struct wp_progress_value *a, const struct wp_progress_value *b)
{
    if (!a->given || !b->given)
        return a->given == b->given;
    return a->have == b->have && a->of == b->of && wp_str_equal(a->unit, b->unit);
}

bool wp_item_value_equal(const struct wp_item *a, const struct wp_item *b, enum wp_key key)
{
    switch (key) {
    case WP_KEY_TITLE:
        return wp_str_equal(a->title, b->title);
    case WP_KEY_ID:
        return wp_str_equal(a->id, b->id);
    case WP_KEY_NOTE:
        return wp_str_equal(a->note, b->note);
    case WP_KEY_DONE:
        return a->done == b->done && a->done_on == b->done_on;
    case WP_KEY_DROPPED:
        return a->dropped == b->dropped && a->dropped_on == b->dropped_on &&
               wp_str_equal(a->dropped_reason, b->dropped_reason);
    case WP_KEY_PROGRESS:
        return measures_equal(&a->progress_value, &b->progress_value);
    case WP_KEY_WEIGHT:
        return a->weight == b->weight;
    case WP_KEY_DUE:
        return a->due == b->due;
    case WP_KEY_CARRIED:
        return a->carried == b->carried;
    case WP_KEY_REPEAT:
        return a->weekly == b->weekly;
    case WP_KEY_TAGS:
        return lists_equal(&a->tags, &b->tags);
    case WP_KEY_LINKS:
        return lists_equal(&a->links, &b->links);
    case WP_KEY_SKIP:
        return a->skip == b->skip && wp_str_equal(a->skip_reason, b->skip_reason);
    case WP_KEY_WEEK:
    case WP_KEY_GOALS:
    case WP_KEY_SUBTASKS:
    case WP_KEY_COUNT:
        break;
    }
    return true;
}
