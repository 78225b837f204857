#include "cmd/refs.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/describe_item.h"
#include "cmd/item_elsewhere.h"
#include "cmd/plan_input.h"
#include "cmd/range_problem.h"
#include "cmd/shell_quote.h"
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
    if (selection->fitting + selection->unusable > selection->candidate_count &&
        selection->candidate_count > 0)
        wp_buf_puts(&context->err, "  ...\n");
}

/* Whether the REF has only digits and points, as the path "1.2.3", perhaps after a '+'. */
static bool refs_is_path(const char *ref)
{
    ref += ref[0] == '+';
    return ref[0] != '\0' && ref[strspn(ref, "0123456789.")] == '\0';
}

/* Whether the REF is a comma, or paths and ranges with commas, such as "1,2" and "1,". */
static bool is_list_of_paths(const char *ref)
{
    return strchr(ref, ',') != NULL && ref[strspn(ref, "0123456789.,+-")] == '\0';
}

bool wp_refs_is_path_or_range(const char *ref)
{
    struct wp_str first, last;

    return refs_is_path(ref) || wp_find_ref_split_range(wp_str(ref), &first, &last);
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
    else if (is_list_of_paths(ref))
        wp_error_set(error, WP_USAGE, "'%s' is no path (write a blank between two items: 1 2)",
                     ref);
    else
        wp_error_set(error, WP_USAGE, "no item is called '%s' (%s lists them)", ref, next.data);
    wp_buf_free(&next);
    return WP_USAGE;
}

/* Return the error that the REF is a part of several titles, and that the command looks for items
 * in another state. */
static enum wp_status fail_to_act(const struct wp_context *context, const char *ref,
                                  const struct wp_selection *selection, struct wp_error *error)
{
    unsigned states = 0;
    const char *state = NULL;

    for (size_t i = 0; i < selection->candidate_count; i++)
        states |= wp_item_is_also(selection->candidates[i])
                      ? WP_ACTS_ON_ALSO
                      : WP_ACTS_ON(selection->candidates[i]->progress.state);
    if (states == WP_ACTS_ON(WP_OPEN))
        state = "open already";
    else if (states == WP_ACTS_ON(WP_DONE))
        state = "done already";
    else if (states == WP_ACTS_ON(WP_DROPPED))
        state = "dropped";
    else if (states == (WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED)))
        state = "done or dropped";
    if (state != NULL)
        return wp_error_set(error, WP_USAGE,
                            "'%s' matches %zu items, listed above, which are %s (name one by its "
                            "path to change it all the same)",
                            ref, selection->unusable, state);
    return wp_error_set(error, WP_USAGE,
                        "'%s' matches %zu items, listed above, and none that %s looks for (name "
                        "one by its path)",
                        ref, selection->unusable, context->command->name);
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
    if (selection->unusable > 0)
        return fail_to_act(context, ref, selection, error);
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

/* Return WP_USAGE for a REF that is only inside a word of a title: in a command that changes items,
 * "it" must not name "Write a letter". */
static enum wp_status refuse_inside_word(struct wp_context *context, const char *ref,
                                         const struct wp_selection *selection,
                                         struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    if (selection->item != NULL) {
        wp_buf_printf(&why, "'%s' is only inside a word of ", ref);
        wp_describe_item(&why, context, selection->item);
        wp_buf_puts(&why, " (if you mean this item, write ");
        wp_item_path(&why, selection->item);
        wp_buf_putc(&why, ')');
        return wp_context_refuse(&why, error);
    }
    list_candidates(context, selection);
    return wp_error_set(error, WP_USAGE,
                        "'%s' is only inside words of the items above (name one by its path)", ref);
}

/* Find the item as wp_refs_resolve does. If `whole_words`, a REF that cuts a word of a title does
 * not fit, and the items that have this part are only suggested. */
static enum wp_status resolve_item(struct wp_context *context, const struct wp_week *week,
                                   const char *ref, unsigned acts_on, bool whole_words,
                                   const struct wp_item **item, struct wp_error *error)
{
    struct wp_selection selection;
    struct wp_buf elsewhere = WP_BUF_INIT;

    wp_find_ref(week, wp_str(ref), acts_on, &selection);
    if (whole_words &&
        (selection.fit == WP_REF_FITS_BEGINNING || selection.fit == WP_REF_FITS_PART)) {
        selection.candidate_count =
            selection.fitting < WP_NEAREST_MAX ? selection.fitting : WP_NEAREST_MAX;
        selection.fitting = 0;
        selection.item = NULL;
    } else if (context->command->changes && selection.fit == WP_REF_FITS_PART) {
        *item = NULL;
        return refuse_inside_word(context, ref, &selection, error);
    }
    *item = selection.item;
    if (selection.item != NULL && wp_item_is_also(selection.item) &&
        (acts_on & WP_ACTS_ON_ALSO) == 0)
        return refuse_also(context, selection.item, error);
    if (selection.item != NULL)
        return WP_OK;
    if (selection.fitting == 0 && begins_with_item(week, ref))
        return fail_to_find_range(context, week, ref, error);
    if (selection.fitting == 0 && selection.unusable == 0 && !wp_refs_is_path_or_range(ref) &&
        wp_item_elsewhere_put(&elsewhere, context, week, ref))
        return wp_context_refuse(&elsewhere, error);
    /* Append the list of items now, because the error is printed below the list. */
    list_candidates(context, &selection);
    return fail_to_select(context, week, ref, &selection, error);
}

enum wp_status wp_refs_resolve(struct wp_context *context, const struct wp_week *week,
                               const char *ref, unsigned acts_on, const struct wp_item **item,
                               struct wp_error *error)
{
    return resolve_item(context, week, ref, acts_on, false, item, error);
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

/* Add the items that one REF names. `whole_words` is as for resolve_item. */
static enum wp_status resolve_one(struct wp_context *context, const struct wp_week *week,
                                  const char *ref, unsigned acts_on, bool whole_words,
                                  struct growing_items *list, struct wp_error *error)
{
    const struct wp_item *item, *last;
    enum wp_status status;

    if (!wp_find_ref_range(week, wp_str(ref), &item, &last)) {
        status = resolve_item(context, week, ref, acts_on, whole_words, &item, error);
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

/* REFs to resolve together. */
struct ref_list {
    const struct wp_week *week; /* NULL if only the REF "." can be found */
    const struct wp_item *root; /* item of the REF "."; NULL if "." is no REF */
    const char *const *refs;
    size_t count;
    unsigned acts_on;
};

/* Whether the REF is no title: a path, a range, an id, or the REF "." where it is one. */
static bool is_exact(const struct ref_list *list, const char *ref)
{
    struct wp_selection selection;

    if (wp_refs_is_path_or_range(ref) || (list->root != NULL && wp_refs_is_week(ref)))
        return true;
    wp_find_ref(list->week, wp_str(ref), list->acts_on, &selection);
    return selection.fit == WP_REF_FITS_EXACTLY;
}

/* Append the REFs from `first` to before `end`, with a blank between two REFs. */
static void put_refs(struct wp_buf *buf, const struct ref_list *list, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        wp_buf_puts(buf, i > first ? " " : "");
        wp_buf_puts(buf, list->refs[i]);
    }
}

/* If all REFs together are a whole title, or whole words of exactly one title, set *joined to them,
 * with a blank between two REFs, and return true. Return false if each REF is exact. */
static bool join_refs(const struct ref_list *list, struct wp_buf *joined)
{
    struct wp_selection selection;
    size_t exact = 0;

    while (exact < list->count && is_exact(list, list->refs[exact]))
        exact++;
    if (list->count < 2 || exact == list->count)
        return false;
    put_refs(joined, list, 0, list->count);
    wp_find_ref(list->week, wp_buf_str(joined), list->acts_on, &selection);
    return selection.fit == WP_REF_FITS_TITLE ||
           (selection.fit == WP_REF_FITS_WORDS && selection.fitting == 1);
}

/* Whether the REF is one word of text: not exact, and without a blank, which only quotes allow. */
static bool is_bare_word(const struct ref_list *list, const char *ref)
{
    return !is_exact(list, ref) && strchr(ref, ' ') == NULL && !is_list_of_paths(ref);
}

/* Whether the REF is one word that is no whole title of an item, and not exact: a part of a title,
 * or of what is meant as one. A REF with a blank was in quotes. */
static bool is_loose_word(const struct ref_list *list, const char *ref)
{
    struct wp_selection selection;

    if (!is_bare_word(list, ref))
        return false;
    wp_find_ref(list->week, wp_str(ref), list->acts_on, &selection);
    return selection.fit != WP_REF_FITS_TITLE;
}

/* Return WP_USAGE for a range with blanks, "1 - 3". */
static enum wp_status check_ranges_are_joined(const struct ref_list *list, struct wp_error *error)
{
    for (size_t i = 1; i + 1 < list->count; i++)
        if (strcmp(list->refs[i], "-") == 0 && refs_is_path(list->refs[i - 1]) &&
            refs_is_path(list->refs[i + 1]))
            return wp_error_set(error, WP_USAGE, "'%s - %s' has blanks (a range has none: %s-%s)",
                                list->refs[i - 1], list->refs[i + 1], list->refs[i - 1],
                                list->refs[i + 1]);
    return WP_OK;
}

/* Return WP_USAGE if a path follows words of a title: "read chapter 4" is meant as one title, which
 * no item has, rather than as three items. */
static enum wp_status check_paths_are_first(const struct ref_list *list, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;
    bool loose = false;
    size_t first = 0;
    size_t path;

    for (path = 0; path < list->count; path++) {
        const char *ref = list->refs[path];

        if (wp_refs_is_path_or_range(ref) && loose)
            break;
        loose = loose || is_loose_word(list, ref);
        if (is_exact(list, ref) || strchr(ref, ' ') != NULL) {
            loose = false;
            first = path + 1;
        }
    }
    if (path == list->count)
        return WP_OK;
    wp_buf_puts(&why, "no item is called '");
    put_refs(&why, list, first, path + 1);
    wp_buf_printf(&why, "' (for several items write the paths first: %s ", list->refs[path]);
    put_refs(&why, list, first, path);
    wp_buf_puts(&why, "; a title of several words needs quotes)");
    return wp_context_refuse(&why, error);
}

/* Add the items that the REFs from `first` to before `end` name, if each of them names one. */
static void select_words(const struct ref_list *list, size_t first, size_t end,
                         struct growing_items *items)
{
    struct wp_selection selection;

    for (size_t i = first; i < end; i++) {
        wp_find_ref(list->week, wp_str(list->refs[i]), list->acts_on, &selection);
        if (selection.item != NULL)
            add_found(items, selection.item);
    }
}

/* Append the items as a list, and return the error that the words from `first` to before `end`,
 * which name these items one by one, may be meant as one title. */
static enum wp_status refuse_loose_words(struct wp_context *context, const struct ref_list *list,
                                         size_t first, size_t end, const struct wp_ref_items *items,
                                         struct wp_error *error)
{
    struct wp_selection selection = {.candidate_count = 0};
    struct wp_buf why = WP_BUF_INIT;

    wp_buf_puts(&why, "no item is called '");
    put_refs(&why, list, first, end);
    wp_buf_puts(&why, "' (if you mean the items above, write ");
    for (size_t i = 0; i < items->count; i++) {
        if (i < WP_CANDIDATES_MAX)
            selection.candidates[selection.candidate_count++] = items->items[i];
        wp_buf_puts(&why, i > 0 ? " " : "");
        wp_item_path(&why, items->items[i]);
    }
    wp_buf_puts(&why, "; a title of several words needs quotes)");
    selection.fitting = items->count;
    list_candidates(context, &selection);
    return wp_context_refuse(&why, error);
}

/* Return WP_USAGE if adjacent words, some of which are only a part of a title, name several items:
 * "pay rent" is meant as one title, which no item has, rather than as two items. */
static enum wp_status check_words_are_titles(struct wp_context *context,
                                             const struct ref_list *list, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t end;

    for (size_t first = 0; first < list->count && status == WP_OK; first = end) {
        struct wp_ref_items found = {.count = 0};
        struct growing_items items = {.found = &found};
        bool loose = false;

        for (end = first; end < list->count && is_bare_word(list, list->refs[end]); end++)
            loose = loose || is_loose_word(list, list->refs[end]);
        if (loose)
            select_words(list, first, end, &items);
        if (found.count > 1)
            status = refuse_loose_words(context, list, first, end, &found, error);
        wp_ref_items_free(&found);
        end += end == first ? 1 : 0;
    }
    return status;
}

/* An option whose value can be given by mistake without the name of the option. */
struct meant_option {
    enum wp_option_id id;
    const char *what; /* its value, for messages */
};

/* Return the option of the command that a word is a value of, or NULL. Every word can be of a
 * reason. */
static const struct meant_option *find_meant_option(const struct wp_command *command,
                                                    const char *word)
{
    static const struct meant_option options[] = {
        {WP_OPT_REASON, "a reason"},
        {WP_OPT_ON, "the day"},
        {WP_OPT_TO, "the week"},
        {WP_OPT_TO_WEEK, "the week"},
    };

    for (const enum wp_option_id *id = command->options; id != NULL && *id != WP_OPT_COUNT; id++)
        for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
            if (options[i].id == *id &&
                (wp_options[*id].is_value == NULL || wp_options[*id].is_value(wp_str(word))))
                return &options[i];
    return NULL;
}

/* Add to the error that no item is called as REF number `at`: the option that the REFs from there
 * on may be meant for. */
static void add_meant_option(const struct wp_context *context, const struct ref_list *list,
                             size_t at, struct wp_error *error)
{
    const struct meant_option *meant = find_meant_option(context->command, list->refs[at]);
    size_t length = strlen(error->message);
    struct wp_buf words = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;

    if (meant == NULL || at == 0 || wp_refs_is_path_or_range(list->refs[at]) || length == 0 ||
        error->message[length - 1] != ')')
        return;
    put_refs(&words, list, at, list->count);
    wp_buf_append(&why, (struct wp_str){error->message, length - 1});
    wp_buf_printf(&why, "%s write %s as %s ", why.data[why.length - 1] == '?' ? " Or" : ";",
                  meant->what, wp_options[meant->id].name);
    wp_shell_quote(&why, words.data);
    wp_buf_putc(&why, ')');
    wp_buf_free(&words);
    (void)wp_context_refuse(&why, error);
}

/* Add the items that the REFs name one by one. */
static enum wp_status resolve_singly(struct wp_context *context, const struct ref_list *list,
                                     struct growing_items *items, struct wp_error *error)
{
    enum wp_status status = check_ranges_are_joined(list, error);

    if (status == WP_OK && context->command->changes)
        status = check_paths_are_first(list, error);

    for (size_t i = 0; i < list->count && status == WP_OK; i++) {
        if (list->root != NULL && wp_refs_is_week(list->refs[i])) {
            add_found(items, list->root);
            continue;
        }
        status = resolve_one(context, list->week, list->refs[i], list->acts_on, list->count > 1,
                             items, error);
        if (status != WP_OK)
            add_meant_option(context, list, i, error);
    }
    if (status == WP_OK && context->command->changes)
        status = check_words_are_titles(context, list, error);
    return status;
}

/* Find the items of a list of REFs. */
static enum wp_status resolve_list(struct wp_context *context, const struct ref_list *list,
                                   struct wp_ref_items *found, struct wp_error *error)
{
    struct growing_items items = {.found = found};
    struct wp_buf joined = WP_BUF_INIT;
    enum wp_status status;

    *found = (struct wp_ref_items){.count = 0};
    if (join_refs(list, &joined))
        status = resolve_one(context, list->week, joined.data, list->acts_on, true, &items, error);
    else
        status = resolve_singly(context, list, &items, error);
    wp_buf_free(&joined);
    return status;
}

enum wp_status wp_refs_resolve_all(struct wp_context *context, const struct wp_week *week,
                                   const char *const *refs, size_t count, unsigned acts_on,
                                   struct wp_ref_items *found, struct wp_error *error)
{
    const struct ref_list list = {.week = week, .refs = refs, .count = count, .acts_on = acts_on};

    return resolve_list(context, &list, found, error);
}

enum wp_status wp_refs_resolve_all_or_week(struct wp_context *context, const struct wp_found *week,
                                           const struct wp_item *new_root, const char *const *refs,
                                           size_t count, struct wp_ref_items *found,
                                           struct wp_error *error)
{
    const struct ref_list list = {.week = week->week,
                                  .root = week->week != NULL ? &week->week->root : new_root,
                                  .refs = refs,
                                  .count = count,
                                  .acts_on = WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO};
    size_t roots = 0;

    *found = (struct wp_ref_items){.count = 0};
    while (roots < count && wp_refs_is_week(refs[roots]))
        roots++;
    if (list.root == NULL || (list.week == NULL && roots < count))
        return wp_plan_input_no_week(context, week, error);
    return resolve_list(context, &list, found, error);
}

size_t wp_refs_count_title_words(const struct wp_week *week, const char *const *words, size_t count)
{
    struct wp_buf joined = WP_BUF_INIT;
    struct wp_selection selection;
    size_t title = 1;

    if (week == NULL || wp_refs_is_path_or_range(words[0]) || wp_refs_is_week(words[0]))
        return 1;
    wp_buf_puts(&joined, words[0]);
    for (size_t i = 1; i < count; i++) {
        wp_buf_putc(&joined, ' ');
        wp_buf_puts(&joined, words[i]);
        wp_find_ref(week, wp_buf_str(&joined), WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, &selection);
        if (selection.fit == WP_REF_FITS_TITLE)
            title = i + 1;
    }
    wp_buf_free(&joined);
    return title;
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

enum wp_status wp_refs_check_option(const struct wp_arguments *arguments, enum wp_option_id id,
                                    const char *what, struct wp_error *error)
{
    const struct wp_given *given = wp_given_last(arguments, id);
    struct wp_buf whole = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;

    if (given == NULL || given->value == NULL || !given->followed || given->words_before == 0 ||
        given->words_before >= arguments->word_count ||
        wp_refs_is_path_or_range(arguments->words[given->words_before]))
        return WP_OK;
    wp_buf_puts(&whole, given->value);
    wp_buf_putc(&whole, ' ');
    wp_arguments_join(&whole, arguments, given->words_before);
    wp_buf_printf(&why, "the %s is only '%s' (a %s of several words needs quotes: %s ", what,
                  given->value, what, wp_options[id].name);
    wp_shell_quote(&why, whole.data);
    wp_buf_putc(&why, ')');
    wp_buf_free(&whole);
    return wp_context_refuse(&why, error);
}

enum wp_status wp_refs_check_title_after(const struct wp_arguments *arguments, enum wp_option_id id,
                                         const struct wp_week *week, struct wp_error *error)
{
    const struct wp_given *given = wp_given_last(arguments, id);
    size_t count = arguments->word_count - given->words_before;
    const char **words = wp_memory_array(count + 1, sizeof *words);
    struct wp_buf title = WP_BUF_INIT;
    struct wp_buf why = WP_BUF_INIT;
    size_t of_title;

    words[0] = given->value;
    for (size_t i = 0; i < count; i++)
        words[i + 1] = arguments->words[given->words_before + i];
    of_title = given->followed ? wp_refs_count_title_words(week, words, count + 1) : 1;
    for (size_t i = 0; i < of_title; i++)
        wp_buf_printf(&title, "%s%s", i > 0 ? " " : "", words[i]);
    wp_buf_printf(&why, "%s is only '%s' (a title of several words needs quotes: %s ",
                  wp_options[id].name, given->value, wp_options[id].name);
    wp_shell_quote(&why, title.data);
    wp_buf_putc(&why, ')');
    free(words);
    wp_buf_free(&title);
    if (of_title > 1)
        return wp_context_refuse(&why, error);
    wp_buf_free(&why);
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
