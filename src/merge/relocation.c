#include "merge/relocation.h"

#include <stdlib.h>

#include "base/memory.h"
#include "edit/copy_items.h"
#include "merge/moved_items.h"
#include "plan/item_value.h"

/* Relocations in progress. */
struct relocating {
    struct wp_plan_documents *documents;
    const struct wp_plan_documents *base;
    const struct wp_relocation *list;
    size_t count;
    struct wp_plan_documents before; /* the documents before all changes */
    const struct wp_item **items;    /* scratch memory for items of one week; owned */
    struct wp_error error;
};

/* Load a document. Set *week to NULL if there is none. */
static enum wp_status load_at(struct relocating *r, const struct wp_plan_documents *documents,
                              wp_day start, struct wp_week **week)
{
    const struct wp_plan_text *text = wp_plan_documents_at(documents, start);

    *week = NULL;
    return text != NULL ? wp_plan_documents_load(documents, text, week, &r->error) : WP_OK;
}

/* Replace a week by the week after an edit, and free both. */
static enum wp_status take_edited(struct relocating *r, struct wp_week **week, struct wp_edit *edit)
{
    struct wp_problems problems = {.list = &r->error, .limit = 1};
    struct wp_week *after = NULL;
    enum wp_status status = wp_week_load(edit->after->text, 0, 1, &after, &problems);

    wp_week_free(*week);
    *week = after;
    wp_edit_free(edit);
    return status;
}

/* List the items below `item` that are in the base below `base`, but not below the copy of the
 * mover. */
static size_t list_not_copied(const struct wp_item **items, size_t count,
                              const struct wp_item *item, const struct wp_item *base,
                              const struct wp_item *copy)
{
    for (const struct wp_item *child = item->first; child != NULL; child = child->next) {
        const struct wp_item *before = wp_moved_items_find_like(base, child);
        const struct wp_item *copied = wp_moved_items_find_like(copy, child);

        if (before != NULL && copied == NULL)
            items[count++] = child;
        else if (before != NULL)
            count = list_not_copied(items, count, child, before, copied);
    }
    return count;
}

/* Remove what the mover has not copied from a week, and make the item done and dropped as in the
 * base. */
static enum wp_status reduce(struct relocating *r, struct wp_week **week,
                             const struct wp_relocation *relocation)
{
    const struct wp_item *item = wp_item_counterpart(*week, relocation->item);
    struct wp_edit edit = {.after = NULL};
    size_t count = list_not_copied(r->items, 0, item, relocation->base, relocation->copy);
    enum wp_status status = WP_OK;

    if (count > 0) {
        status = wp_edit_remove(&edit, *week, r->items, count, &r->error);
        if (status == WP_OK)
            status = take_edited(r, week, &edit);
        wp_edit_free(&edit);
    }
    if (status == WP_OK) {
        item = wp_item_counterpart(*week, relocation->item);

        const struct wp_change changes[] = {{item, WP_KEY_DONE, relocation->base},
                                            {item, WP_KEY_DROPPED, relocation->base}};

        if (wp_item_value_equal(item, relocation->base, WP_KEY_DONE) &&
            wp_item_value_equal(item, relocation->base, WP_KEY_DROPPED))
            return WP_OK;
        edit = (struct wp_edit){.after = NULL};
        status = wp_edit_week(&edit, *week, changes, 2, &r->error);
        if (status == WP_OK)
            status = take_edited(r, week, &edit);
        wp_edit_free(&edit);
    }
    return status;
}

/* Make an item of `also:` the last goal of its week, with the keys that a goal needs. Set *item to
 * it. */
static enum wp_status make_goal(struct relocating *r, struct wp_week **week,
                                const struct wp_item **item)
{
    struct wp_edit edit = {.after = NULL};
    enum wp_status status = wp_edit_move(&edit, *week, *item, &(*week)->root, NULL, &r->error);

    if (status == WP_OK)
        status = take_edited(r, week, &edit);
    wp_edit_free(&edit);
    if (status != WP_OK)
        return status;
    *item = (*week)->root.first;
    while ((*item)->next != NULL)
        *item = (*item)->next;
    return WP_OK;
}

/* Copy the item of a relocation to the end of its new document. */
static enum wp_status copy_relocated(struct relocating *r, const struct wp_relocation *relocation)
{
    struct wp_week *source = NULL;
    struct wp_week *week = NULL;
    struct wp_edit edit = {.after = NULL};
    const struct wp_item *moved = NULL;
    struct wp_item item;
    enum wp_status status = load_at(r, &r->before, relocation->from, &source);

    if (status == WP_OK && relocation->base != NULL)
        status = reduce(r, &source, relocation);
    if (status == WP_OK)
        moved = wp_item_counterpart(source, relocation->item);
    if (status == WP_OK && relocation->leaves_also)
        status = make_goal(r, &source, &moved);
    if (status == WP_OK)
        status = load_at(r, r->documents, relocation->to, &week);
    if (status != WP_OK)
        goto out;
    item = *moved;
    item.next = NULL;
    if (week != NULL) {
        status = wp_edit_copy_items_before(&edit, week, source, &item,
                                           wp_item_is_also(&item) ? &week->also : &week->root, NULL,
                                           &r->error);
    } else {
        struct wp_input input;
        struct wp_found found;

        status =
            wp_plan_documents_find_place(r->documents, relocation->to, &input, &found, &r->error);
        if (status == WP_OK)
            status = wp_edit_new_week_of_copies(&edit, &input, &found, relocation->to, source,
                                                &item, &r->error);
    }
    if (status == WP_OK)
        wp_plan_documents_put(r->documents, relocation->to, edit.after->text);
out:
    wp_edit_free(&edit);
    wp_week_free(week);
    wp_week_free(source);
    return status;
}

/* Whether a week has nothing but its day. */
static bool has_only_a_day(const struct wp_week *week)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (wp_item_has(&week->root, key) && key != WP_KEY_WEEK)
            return false;
    return week->root.first == NULL && week->also.first == NULL && week->root.extras == 0;
}

/* Remove the items that move from the document `from`. */
static enum wp_status remove_relocated(struct relocating *r, wp_day from)
{
    struct wp_week *week;
    struct wp_edit edit = {.after = NULL};
    size_t count = 0;
    enum wp_status status = load_at(r, r->documents, from, &week);

    for (size_t i = 0; i < r->count && status == WP_OK; i++)
        if (r->list[i].from == from && r->list[i].base == NULL)
            r->items[count++] = wp_item_counterpart(week, r->list[i].item);
    if (status == WP_OK && count > 0) {
        status = wp_edit_remove(&edit, week, r->items, count, &r->error);
        if (status == WP_OK && wp_plan_documents_at(r->base, from) == NULL &&
            has_only_a_day(edit.after))
            wp_plan_documents_remove(r->documents, from);
        else if (status == WP_OK)
            wp_plan_documents_put(r->documents, from, edit.after->text);
    }
    wp_edit_free(&edit);
    wp_week_free(week);
    return status;
}

/* Whether the document `from` of a relocation is that of an earlier one. */
static bool is_from_earlier(const struct wp_relocation *list, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (list[i].from == list[number].from)
            return true;
    return false;
}

enum wp_status wp_relocation_make(struct wp_plan_documents *documents,
                                  const struct wp_plan_documents *base,
                                  const struct wp_relocation *list, size_t count)
{
    struct relocating r = {.documents = documents, .base = base, .list = list, .count = count};
    enum wp_status status = WP_OK;

    if (count == 0)
        return WP_OK;
    r.before = wp_plan_documents_copy(documents);
    r.items = wp_memory_array(WP_ITEMS_MAX + 1, sizeof(struct wp_item *));
    for (size_t i = 0; i < count && status == WP_OK; i++)
        if (!is_from_earlier(list, i))
            status = remove_relocated(&r, list[i].from);
    for (size_t i = 0; i < count && status == WP_OK; i++)
        status = copy_relocated(&r, &list[i]);
    free(r.items);
    wp_plan_documents_free(&r.before);
    return status;
}
