#include "cmd/refs.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/plan_input.h"
#include "cmd/range_problem.h"
#include "render/term_text.h"

/* Append the items that match the REF, or are similar, as a list. */
static void list_candidates(struct wp_context *context, const struct wp_selection *selection)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {.out = &context->err, .style = &style};

    for (size_t i = 0; i < selection->candidate_count; i++) {
        wp_buf_puts(&context->err, "  ");
        wp_item_path(&context->err, selection->candidates[i]);
        wp_buf_puts(&context->err, "  ");
        wp_term_clean(&term, &context->err, selection->candidates[i]->title);
        wp_buf_putc(&context->err, '\n');
    }
    if (selection->fitting > selection->candidate_count && selection->candidate_count > 0)
        wp_buf_puts(&context->err, "  ...\n");
}

/* Whether the REF has only digits and points, as the path "1.2.3", perhaps after a '+'. */
static bool refs_is_path(const char *ref)
{
    ref += ref[0] == '+';
    return ref[0] != '\0' && ref[strspn(ref, "0123456789.")] == '\0';
}

/* Whether the REF is a range that begins with an item of the week. */
static bool begins_with_item(const struct wp_week *week, const char *ref)
{
    struct wp_selection selection = {.item = NULL};
    struct wp_str first, last;

    if (wp_find_ref_split_range(wp_str(ref), &first, &last))
        wp_find_ref(week, first, WP_ACTS_ON_ALL, &selection);
    return selection.item != NULL;
}

/* Return the error that a range names no items. */
static enum wp_status fail_to_find_range(const struct wp_context *context,
                                         const struct wp_week *week, const char *ref,
                                         struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_range_problem_put(&why, context, week, wp_str(ref));
    return wp_context_refuse(&why, error);
}

/* Return the error that no item is similar to the REF. */
static enum wp_status fail_to_find(const struct wp_context *context, const struct wp_week *week,
                                   const char *ref, struct wp_error *error)
{
    struct wp_buf next = WP_BUF_INIT;
    struct wp_str first, last;
    bool empty = wp_week_item_after(week, NULL) == NULL;

    wp_context_name_command(&next, context, empty ? "add" : "status", NULL);
    if (empty && week->later)
        wp_error_set(error, WP_USAGE, "the list for later is empty (%s TITLE adds an item)",
                     next.data);
    else if (empty)
        wp_error_set(error, WP_USAGE, "the week has no goals yet (%s TITLE adds one)", next.data);
    else if (wp_find_ref_split_range(wp_str(ref), &first, &last))
        (void)fail_to_find_range(context, week, ref, error);
    else if (refs_is_path(ref))
        wp_error_set(error, WP_USAGE, "there is no item %s (%s shows the paths)", ref, next.data);
    else
        wp_error_set(error, WP_USAGE, "no item is called '%s' (%s lists them)", ref, next.data);
    wp_buf_free(&next);
    return WP_USAGE;
}

/* Return the error that the REF does not name exactly one item. */
static enum wp_status fail_to_select(const struct wp_context *context, const struct wp_week *week,
                                     const char *ref, const struct wp_selection *selection,
                                     struct wp_error *error)
{
    if (selection->fitting > 1)
        return wp_error_set(error, WP_USAGE,
                            "'%s' matches %zu items, listed above (name one by its path)", ref,
                            selection->fitting);
    if (selection->candidate_count > 0)
        return wp_error_set(error, WP_USAGE, "no item is called '%s' (%s)", ref,
                            selection->candidate_count == 1 ? "did you mean the one above?"
                                                            : "the nearest are listed above");
    return fail_to_find(context, week, ref, error);
}

/* Return WP_USAGE for an item of `also:`, which the command cannot change. */
static enum wp_status refuse_also(const struct wp_context *context, const struct wp_item *item,
                                  struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " is what was done besides the plan, and no item of it (");
    wp_context_name_command(&why, context, "mv", item);
    wp_buf_puts(&why, " --top makes it one)");
    return wp_context_refuse(&why, error);
}

enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error)
{
    struct wp_selection selection;

    wp_find_ref(week, wp_str(ref), acts_on, &selection);
    *item = selection.item;
    if (selection.item != NULL && wp_item_is_also(selection.item) &&
        (acts_on & WP_ACTS_ON_ALSO) == 0)
        return refuse_also(context, selection.item, error);
    if (selection.item != NULL)
        return WP_OK;
    if (selection.fitting == 0 && begins_with_item(week, ref))
        return fail_to_find_range(context, week, ref, error);
    /* Append the list of items now, because the error is printed below the list. */
    list_candidates(context, &selection);
    return fail_to_select(context, week, ref, &selection, error);
}

/* A list of items while it grows. */
struct growing_items {
    struct wp_ref_items *found;
    size_t capacity;
};

/* Add an item unless the list has it already. */
static void add_found(struct growing_items *list, const struct wp_item *item)
{
    struct wp_ref_items *found = list->found;

    for (size_t i = 0; i < found->count; i++)
        if (found->items[i] == item)
            return;
    found->items =
        wp_memory_grow(found->items, &list->capacity, found->count + 1, sizeof(struct wp_item *));
    found->items[found->count++] = item;
}

/* Add the items that one REF names. */
static enum wp_status resolve_one(struct wp_context *context, const struct wp_week *week,
                                  const char *ref, unsigned acts_on, struct growing_items *list,
                                  struct wp_error *error)
{
    const struct wp_item *item, *last;
    enum wp_status status;

    if (!wp_find_ref_range(week, wp_str(ref), &item, &last)) {
        status = wp_refs_resolve(context, week, ref, acts_on, &item, error);
        last = item;
    } else {
        status = wp_item_is_also(item) && (acts_on & WP_ACTS_ON_ALSO) == 0
                     ? refuse_also(context, item, error)
                     : WP_OK;
    }
    for (; status == WP_OK; item = item->next) {
        add_found(list, item);
        if (item == last)
            break;
    }
    return status;
}

enum wp_status wp_refs_resolve_all(struct wp_context *context, const struct wp_week *week,
                                   const char *const *refs, size_t count, unsigned acts_on,
                                   struct wp_ref_items *found, struct wp_error *error)
{
    struct growing_items list = {.found = found};
    enum wp_status status = WP_OK;

    *found = (struct wp_ref_items){.count = 0};
    for (size_t i = 0; i < count && status == WP_OK; i++)
        status = resolve_one(context, week, refs[i], acts_on, &list, error);
    return status;
}

enum wp_status wp_refs_resolve_all_or_week(struct wp_context *context, const struct wp_found *week,
                                           const struct wp_item *new_root, const char *const *refs,
                                           size_t count, struct wp_ref_items *found,
                                           struct wp_error *error)
{
    const struct wp_item *root = week->week != NULL ? &week->week->root : new_root;
    struct growing_items list = {.found = found};
    enum wp_status status = WP_OK;

    *found = (struct wp_ref_items){.count = 0};
    for (size_t i = 0; i < count && status == WP_OK; i++) {
        bool is_root = wp_refs_is_week(refs[i]);

        if (root == NULL || (week->week == NULL && !is_root))
            status = wp_plan_input_no_week(context, week, error);
        else if (is_root)
            add_found(&list, root);
        else
            status = resolve_one(context, week->week, refs[i], WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO,
                                 &list, error);
    }
    return status;
}

void wp_ref_items_free(struct wp_ref_items *found)
{
    free(found->items);
    *found = (struct wp_ref_items){.count = 0};
}

bool wp_refs_is_week(const char *ref)
{
    return strcmp(ref, ".") == 0;
}

/* Add an item to a set of items, unless an item of the set is its ancestor or the item itself.
 * Remove the items below it from the set. Return the new number of items. */
static size_t add_tree(const struct wp_item **items, size_t count, const struct wp_item *item)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (wp_item_within(item, items[i]))
            return count;
    for (size_t i = 0; i < count; i++)
        if (!wp_item_within(items[i], item))
            items[kept++] = items[i];
    items[kept++] = item;
    return kept;
}

enum wp_status wp_refs_resolve_trees(struct wp_locked_plan *change, unsigned acts_on,
                                     const struct wp_item ***items, size_t *count,
                                     struct wp_error *error)
{
    const struct wp_arguments *arguments = &change->context->arguments;
    struct wp_ref_items found;
    enum wp_status status =
        wp_refs_resolve_all(change->context, change->found.week, arguments->words,
                            arguments->word_count, acts_on, &found, error);

    *items = wp_memory_array(found.count + 1, sizeof(struct wp_item *));
    *count = 0;
    for (size_t i = 0; i < found.count && status == WP_OK; i++)
        *count = add_tree(*items, *count, found.items[i]);
    wp_ref_items_free(&found);
    return status;
}

enum wp_status wp_refs_check_parent(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (!item->progress_value.given)
        return WP_OK;
    wp_item_path(&why, item);
    wp_buf_puts(&why, " has a progress of its own, so it cannot have subtasks (");
    wp_context_name_command(&why, context, "set", item);
    wp_buf_puts(&why, " progress= takes it out)");
    return wp_context_refuse(&why, error);
}
