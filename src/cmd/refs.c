#include "cmd/refs.h"

#include <string.h>

#include "base/memory.h"
#include "cmd/plan_input.h"
#include "render/term_text.h"

/* Append the items that match the REF, or are similar, as a list. */
static void list_candidates(struct wp_context *context, const struct wp_selection *selection)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_term term = {&context->err, &style, 0};

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

/* Return the error that no item is similar to the REF. */
static enum wp_status fail_to_find(const struct wp_context *context, const struct wp_week *week,
                                   const char *ref, struct wp_error *error)
{
    struct wp_buf next = WP_BUF_INIT;
    bool empty = wp_week_item_after(week, NULL) == NULL;

    wp_context_name_command(&next, context, empty ? "add" : "status", NULL);
    if (empty && week->later)
        wp_error_set(error, WP_USAGE, "the list for later is empty (%s TITLE adds an item)",
                     next.data);
    else if (empty)
        wp_error_set(error, WP_USAGE, "the week has no goals yet (%s TITLE adds one)", next.data);
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
    /* Append the list of items now, because the error is printed below the list. */
    list_candidates(context, &selection);
    return fail_to_select(context, week, ref, &selection, error);
}

bool wp_refs_is_week(const char *ref)
{
    return strcmp(ref, ".") == 0;
}

enum wp_status wp_refs_resolve_or_week(struct wp_context *context, const struct wp_found *found,
                                       const char *ref, const struct wp_item **item,
                                       struct wp_error *error)
{
    const struct wp_week *week = found->week;

    if (week == NULL)
        return wp_plan_input_no_week(context, found, error);
    if (!wp_refs_is_week(ref))
        return wp_refs_resolve(context, week, ref, WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, item, error);
    *item = &week->root;
    return WP_OK;
}

enum wp_status wp_refs_resolve_to_start(struct wp_transaction *change, const char *ref,
                                        const struct wp_item **item, struct wp_error *error)
{
    if (change->found.week != NULL || !wp_refs_is_week(ref))
        return wp_refs_resolve_or_week(change->context, &change->found, ref, item, error);
    *item = &change->new_week.root;
    return WP_OK;
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

enum wp_status wp_refs_resolve_trees(struct wp_transaction *change, unsigned acts_on,
                                     const struct wp_item ***items, size_t *count,
                                     struct wp_error *error)
{
    const struct wp_arguments *arguments = &change->context->arguments;

    *items = wp_memory_array(arguments->word_count, sizeof(struct wp_item *));
    *count = 0;
    for (size_t i = 0; i < arguments->word_count; i++) {
        const struct wp_item *item;
        enum wp_status status = wp_refs_resolve(change->context, change->found.week,
                                                arguments->words[i], acts_on, &item, error);

        if (status != WP_OK)
            return status;
        *count = add_tree(*items, *count, item);
    }
    return WP_OK;
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
