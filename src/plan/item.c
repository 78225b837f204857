#include <weekplan/item.h>

#include "base/arena.h"

struct wp_item wp_item_empty(void)
{
    struct wp_item item = {0};

    wp_item_init(&item);
    return item;
}

void wp_item_init(struct wp_item *zeroed)
{
    zeroed->done_on = WP_NO_DAY;
    zeroed->dropped_on = WP_NO_DAY;
    zeroed->due = WP_NO_DAY;
    zeroed->seq_key = WP_KEY_SUBTASKS;
}

struct wp_week wp_week_empty(wp_day start)
{
    struct wp_week week = {0};

    wp_week_init(&week, start);
    return week;
}

void wp_week_init(struct wp_week *zeroed, wp_day start)
{
    zeroed->start = start;
    wp_item_init(&zeroed->root);
    wp_item_init(&zeroed->also);
    zeroed->root.seq_key = WP_KEY_GOALS;
    zeroed->also.seq_key = WP_KEY_ALSO;
}

struct wp_week wp_week_empty_later(void)
{
    struct wp_week week = wp_week_empty(WP_NO_DAY);

    week.later = true;
    week.root.seq_key = WP_KEY_LATER;
    return week;
}

void wp_week_free(struct wp_week *week)
{
    if (week != NULL)
        wp_arena_free(week->arena);
}

struct wp_item *wp_item_after(const struct wp_item *item, const struct wp_item *top)
{
    if (item->first != NULL)
        return item->first;
    for (; item != top; item = item->parent) {
        if (item->next != NULL)
            return item->next;
    }
    return NULL;
}

struct wp_item *wp_week_item_after(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *top = item;
    struct wp_item *next;

    while (top != NULL && top->parent != NULL)
        top = top->parent;
    if (top == NULL)
        item = top = &week->root;
    next = wp_item_after(item, top);
    return next == NULL && top == &week->root ? week->also.first : next;
}

bool wp_item_is_also(const struct wp_item *item)
{
    return item->parent != NULL && item->parent->seq_key == WP_KEY_ALSO;
}

size_t wp_item_count_below(const struct wp_item *top)
{
    const struct wp_item *item = top;
    size_t count = 0;

    while ((item = wp_item_after(item, top)) != NULL)
        count++;
    return count;
}

bool wp_item_within(const struct wp_item *item, const struct wp_item *top)
{
    while (item != NULL && item != top)
        item = item->parent;
    return item != NULL;
}

const struct wp_item *wp_item_goal(const struct wp_item *item)
{
    while (item->parent != NULL && item->parent->parent != NULL)
        item = item->parent;
    return item;
}

unsigned wp_item_depth(const struct wp_item *item)
{
    unsigned depth = 0;

    for (; item->parent != NULL; item = item->parent)
        depth++;
    return depth;
}

const struct wp_item *wp_item_closed_by(const struct wp_item *item)
{
    enum wp_state state = item->progress.state;

    for (item = item->parent; item != NULL; item = item->parent)
        if ((state == WP_DONE && item->done) || (state == WP_DROPPED && item->dropped))
            return item;
    return NULL;
}

const struct wp_item *wp_item_counterpart(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *parent;
    const struct wp_item *child;

    if (item->parent == NULL)
        return item->seq_key == WP_KEY_ALSO ? &week->also : &week->root;
    parent = wp_item_counterpart(week, item->parent);
    for (child = parent->first; child != NULL && child->number != item->number;)
        child = child->next;
    return child != NULL ? child : parent;
}

void wp_item_path(struct wp_buf *buf, const struct wp_item *item)
{
    if (item->parent == NULL)
        return;
    if (item->parent->parent != NULL) {
        wp_item_path(buf, item->parent);
        wp_buf_putc(buf, '.');
    } else if (wp_item_is_also(item)) {
        wp_buf_putc(buf, '+');
    }
    wp_buf_number(buf, item->number);
}

const struct wp_field *wp_item_field(const struct wp_item *item, enum wp_key key)
{
    const struct wp_layout *layout = &item->layout;

    for (size_t i = 0; i < layout->field_count; i++) {
        if (layout->fields[i].key == key)
            return &layout->fields[i];
    }
    return NULL;
}
