#include "cmd/item_candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cmd/refs.h"
#include "plan/find_ref.h"
#include "render/term_text.h"

enum { TITLE_COLUMNS = 60 };

/* The items that a WP_COMPLETE_ macro stands for. */
struct item_kind {
    const char *macro;
    unsigned acts_on;   /* states of the items, as for wp_find_ref */
    bool has_own_state; /* only items that have a `done:` or `dropped:` of their own */
    bool is_leaf;       /* only items without subtasks */
    bool takes_items;   /* only items that can have subtasks */
    /* whether the items are for a new position (--before, --under), in the week of --to */
    bool is_place;
    bool is_source; /* items of the week that `carry` copies from */
    bool has_week;  /* whether "." for the week itself is a candidate too */
};

#define OPEN WP_ACTS_ON(WP_OPEN)
#define ALL  (WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO)

static const struct item_kind item_kinds[] = {
    {.macro = WP_COMPLETE_OPEN, .acts_on = OPEN},
    {.macro = WP_COMPLETE_CLOSED,
     .acts_on = WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED),
     .has_own_state = true},
    {.macro = WP_COMPLETE_LEAVES, .acts_on = OPEN | WP_ACTS_ON(WP_DONE), .is_leaf = true},
    {.macro = WP_COMPLETE_ALL, .acts_on = ALL},
    {.macro = WP_COMPLETE_WEEK, .acts_on = ALL, .has_week = true},
    {.macro = WP_COMPLETE_PARENTS,
     .acts_on = WP_ACTS_ON_ALL,
     .takes_items = true,
     .is_place = true},
    {.macro = WP_COMPLETE_PLACES, .acts_on = ALL, .is_place = true},
    {.macro = WP_COMPLETE_SOURCE, .acts_on = OPEN, .is_source = true},
};

/* Items that an argument of the command names: siblings, or a single item. */
struct item_range {
    const struct wp_item *first;
    const struct wp_item *last;
};

/* The items that are printed for the last word. */
struct item_search {
    const struct wp_candidates *candidates;
    const struct item_kind *kind;
    unsigned acts_on;
    const struct wp_week *week;
    struct wp_term term;      /* appends to candidates->out */
    struct item_range *named; /* owned; the items that the arguments of the command name already */
    size_t named_count;
    bool by_path; /* whether the candidates are paths */
    /* whether the word is a part of a title; fish replaces the word by the whole title */
    bool by_title;
};

static const struct item_kind *find_item_kind(const char *macro)
{
    for (size_t i = 0; i < sizeof item_kinds / sizeof item_kinds[0]; i++)
        if (strcmp(item_kinds[i].macro, macro) == 0)
            return &item_kinds[i];
    return NULL;
}

/* Return the item that a word of the command line names, or NULL. */
static const struct wp_item *find_named_item(const struct wp_week *week, const char *word,
                                             unsigned acts_on)
{
    struct wp_selection selection;

    wp_find_ref(week, wp_str(word), acts_on, &selection);
    return selection.item;
}

/* Find the items that the arguments of the command name. Find none if the arguments are no REFs,
 * or if they are for another week. */
static void find_all_named(struct item_search *search)
{
    const struct wp_candidates *candidates = search->candidates;
    const struct wp_arguments *given = candidates->given;

    search->named = wp_memory_array(given->word_count + 1, sizeof *search->named);
    if (candidates->command->candidates == NULL ||
        (search->kind->is_place && wp_candidates_given(candidates, "--to") != NULL))
        return;
    for (size_t i = 0; i < given->word_count; i++) {
        struct item_range range;

        if (!wp_find_ref_range(search->week, wp_str(given->words[i]), &range.first, &range.last)) {
            range.first = find_named_item(search->week, given->words[i], search->acts_on);
            range.last = range.first;
        }
        if (range.first != NULL)
            search->named[search->named_count++] = range;
    }
}

static bool is_in_range(const struct wp_item *item, const struct item_range *range)
{
    return item->parent == range->first->parent && item->number >= range->first->number &&
           item->number <= range->last->number;
}

/* Whether an argument of the command names the item. For the new position of an item (is_place),
 * also whether the item is below a named item, because an item cannot be moved below itself. */
static bool is_named_already(const struct item_search *search, const struct wp_item *item)
{
    for (; item != NULL; item = search->kind->is_place ? item->parent : NULL)
        for (size_t i = 0; i < search->named_count; i++)
            if (is_in_range(item, &search->named[i]))
                return true;
    return false;
}

/* Whether the command can act on the item. */
static bool can_complete(const struct item_search *search, const struct wp_item *item)
{
    const struct item_kind *kind = search->kind;
    unsigned state = wp_item_is_also(item) ? WP_ACTS_ON_ALSO : WP_ACTS_ON(item->progress.state);

    return (search->acts_on & state) != 0 &&
           (!kind->has_own_state || item->done || item->dropped) &&
           (!kind->is_leaf || item->first == NULL) &&
           (!kind->takes_items || !item->progress_value.given) && !is_named_already(search, item);
}

/* Print an item. The description is its title, after its path if the candidate is its id. */
static void put_item_candidate(const struct item_search *search, const struct wp_item *item)
{
    struct wp_buf *out = search->candidates->out;

    wp_buf_append(out, search->candidates->prefix);
    if (item->id.length > 0 && !search->by_path) {
        wp_buf_append(out, item->id);
        wp_buf_putc(out, '\t');
        wp_item_path(out, item);
        wp_buf_putc(out, ' ');
    } else {
        wp_item_path(out, item);
        wp_buf_putc(out, '\t');
    }
    if (search->by_title)
        wp_term_clean(&search->term, out, item->title);
    else
        wp_term_cut(&search->term, out, item->title, TITLE_COLUMNS);
    wp_buf_putc(out, '\n');
}

/* Whether the candidate of the item begins with the word. */
static bool begins_with_word(const struct item_search *search, const struct wp_item *item)
{
    struct wp_str word = search->candidates->word;
    struct wp_buf path = WP_BUF_INIT;
    struct wp_str candidate = item->id;
    bool begins;

    if (word.length == 0)
        return true;
    if (item->id.length == 0 || search->by_path) {
        wp_item_path(&path, item);
        candidate = wp_buf_str(&path);
    }
    begins = wp_str_equal(wp_str_slice(candidate, 0, word.length), word);
    wp_buf_free(&path);
    return begins;
}

/* Print the paths of the items that the word names as a part of a title. */
static void put_by_title(struct item_search *search)
{
    struct wp_selection selection;
    bool any = false;

    search->by_path = true;
    search->by_title = true;
    wp_find_ref(search->week, search->candidates->word, search->acts_on, &selection);
    if (selection.fitting == 1)
        selection.candidates[selection.candidate_count++] = selection.item;
    for (size_t i = 0; i < selection.candidate_count && selection.fitting > 0; i++) {
        if (!can_complete(search, selection.candidates[i]))
            continue;
        if (!any)
            wp_buf_puts(search->candidates->out, ":replace\n");
        any = true;
        put_item_candidate(search, selection.candidates[i]);
    }
}

static void put_item_candidates(struct item_search *search)
{
    bool any = false;

    if (search->kind->has_week && search->candidates->given->word_count == 0 &&
        (search->candidates->word.length == 0 || wp_str_equal_c(search->candidates->word, ".")))
        wp_candidates_put(search->candidates, wp_str("."),
                          search->week->later ? "the list for later" : "the week");
    for (const struct wp_item *item = wp_week_item_after(search->week, NULL); item != NULL;
         item = wp_week_item_after(search->week, item)) {
        if (!begins_with_word(search, item) || !can_complete(search, item))
            continue;
        any = true;
        put_item_candidate(search, item);
    }
    if (!any && search->candidates->word.length > 0)
        put_by_title(search);
}

/* Load the week that `carry` copies from into plan->input.found. */
static bool find_carry_source(const struct wp_candidates *candidates,
                              struct wp_candidates_plan *plan)
{
    struct wp_found *found = &plan->input.found;
    struct wp_error error;
    struct wp_problems problems = {.list = &error, .limit = 1};
    wp_day start =
        found->week != NULL ? found->week->start : wp_plan_input_week_start(&plan->context, found);

    if (wp_candidates_given(candidates, "--from") != NULL)
        return true;
    wp_week_free(found->week);
    found->week = NULL;
    return !plan->context.later &&
           wp_plan_find_goals(plan->input.plan, start, &found->week, &problems) == WP_OK;
}

/* Return the value of --week that selects the week of the items. NULL is the current week. */
static const char *week_of_items(const struct wp_candidates *candidates,
                                 const struct item_kind *kind)
{
    const char *other = kind->is_place    ? wp_candidates_given(candidates, "--to")
                        : kind->is_source ? wp_candidates_given(candidates, "--from")
                                          : NULL;

    return other != NULL ? other : wp_given_value(candidates->given, WP_OPT_WEEK);
}

bool wp_item_candidates_is_path(const struct wp_candidates *candidates)
{
    struct wp_str word = candidates->word;

    return word.length > 0 && strchr("+0123456789", word.data[0]) != NULL;
}

bool wp_item_candidates_put(const struct wp_candidates *candidates, const char *macro)
{
    const struct item_kind *kind = find_item_kind(macro);
    struct wp_candidates_plan plan;
    struct wp_text_style style;
    struct item_search search = {.candidates = candidates, .kind = kind};

    if (kind == NULL)
        return false;
    search.acts_on = kind->is_source && wp_given(candidates->given, WP_OPT_FRESH) ? WP_ACTS_ON_ALL
                                                                                  : kind->acts_on;
    search.by_path = wp_item_candidates_is_path(candidates);
    if (wp_candidates_open(candidates, week_of_items(candidates, kind), &plan) &&
        (!plan.context.later || candidates->command->later == WP_LATER_TAKES) &&
        (!kind->is_source || find_carry_source(candidates, &plan)) &&
        plan.input.found.week != NULL) {
        style = wp_context_text_style(&plan.context);
        search.week = plan.input.found.week;
        search.term = (struct wp_term){.out = candidates->out, .style = &style};
        find_all_named(&search);
        put_item_candidates(&search);
    }
    free(search.named);
    wp_candidates_close(&plan);
    return true;
}

const struct wp_item *wp_item_candidates_first(const struct wp_candidates *candidates,
                                               const struct wp_week *week)
{
    const char *word = candidates->given->word_count > 0 ? candidates->given->words[0] : "";

    return wp_refs_is_week(word) ? &week->root : find_named_item(week, word, ALL);
}
