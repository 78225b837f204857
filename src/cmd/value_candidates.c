#include "cmd/value_candidates.h"

#include <string.h>

#include "base/arena.h"
#include "base/invisible_character.h"
#include "base/words_in_text.h"
#include "cmd/item_candidates.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/tag.h"
#include "render/date_words.h"

/* TAG_WEEKS of the newest weeks are searched for tags, LISTED_WEEKS are printed. More would take
 * too long, because the user waits. */
enum { TAG_WEEKS = 53, LISTED_WEEKS = 12, TAGS_MAX = 200 };

/* The weeks that are candidates. */
struct week_kind {
    const char *macro;
    const char *words;
    bool after;  /* whether weeks after the selected week are candidates */
    bool before; /* whether weeks before the selected week are candidates */
    bool same;   /* whether the selected week is a candidate */
};

static const struct week_kind week_kinds[] = {
    {WP_COMPLETE_WEEKS, "this last next", true, true, true},
    {WP_COMPLETE_TO_WEEKS, "this last next +2", true, true, false},
    {WP_COMPLETE_AFTER, "this next +2 +3", true, false, false},
    {WP_COMPLETE_BEFORE, "this last next", false, true, false},
};

static const struct week_kind *find_week_kind(const char *macro)
{
    for (size_t i = 0; i < sizeof week_kinds / sizeof week_kinds[0]; i++)
        if (strcmp(week_kinds[i].macro, macro) == 0)
            return &week_kinds[i];
    return NULL;
}

/* The command line and its plan, while weeks are printed. */
struct week_list {
    const struct wp_candidates *candidates;
    const struct week_kind *kind;
    struct wp_candidates_plan *plan;
    wp_day selected; /* first day of the selected week; WP_NO_DAY for the list for later */
    enum wp_weekday weekday;
};

/* Print a week if it is a candidate. */
static void put_week(const struct week_list *list, struct wp_str name, wp_day start)
{
    const struct wp_context *context = &list->plan->context;
    struct wp_buf days = WP_BUF_INIT;

    if (list->selected != WP_NO_DAY && !(start > list->selected   ? list->kind->after
                                         : start < list->selected ? list->kind->before
                                                                  : list->kind->same))
        return;
    if (start < WP_FIRST_DAY || start > WP_LAST_DAY - WP_DAYS_OF_WEEK)
        return;
    wp_date_words_week(&days, start, context->ascii ? "-" : "–");
    wp_candidates_put(list->candidates, name, days.data);
    wp_buf_free(&days);
}

/* Whether one of the words of the list names the week that begins on `start`. */
static bool has_word(const struct week_list *list, wp_day start)
{
    const char *words = list->kind->words;

    while (*words != '\0') {
        struct wp_window window;

        if (wp_window_parse(wp_words_in_text_next(&words), list->plan->context.today, &window) &&
            start >= window.first && start <= window.last)
            return true;
    }
    return false;
}

/* Print the newest weeks of the plan by their ISO numbers, without those that have a word. */
static void put_weeks_of_plan(const struct week_list *list)
{
    struct wp_plan *plan = list->plan->input.plan;
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    const struct wp_window range = {WP_FIRST_DAY, WP_LAST_DAY};
    struct wp_error error;
    struct wp_problems problems = {.list = &error, .limit = 1};
    struct wp_week *week;

    for (size_t i = 0; i < LISTED_WEEKS; i++) {
        enum wp_status status = wp_plan_each_week(plan, &walk, range, &week, &problems);
        struct wp_buf name = WP_BUF_INIT;

        if (status == WP_OK && !has_word(list, week->start)) {
            wp_iso_week_format(&name, wp_iso_week_of_start(week->start));
            put_week(list, wp_buf_str(&name), week->start);
            wp_buf_free(&name);
        }
        wp_week_free(week);
        if (status != WP_OK)
            return;
    }
}

static void put_week_candidates(const struct wp_candidates *candidates,
                                const struct week_kind *kind)
{
    const char *selected = kind->same ? NULL : wp_given_value(candidates->given, WP_OPT_WEEK);
    const char *words = kind->words;
    bool takes_later =
        strcmp(kind->macro, WP_COMPLETE_TO_WEEKS) == 0 ||
        (strcmp(kind->macro, WP_COMPLETE_WEEKS) == 0 && candidates->command != NULL &&
         candidates->command->later == WP_LATER_TAKES);
    struct wp_candidates_plan plan;
    bool opened = wp_candidates_open(candidates, selected, &plan);
    struct week_list list = {.candidates = candidates, .kind = kind, .plan = &plan};

    if (plan.context.plan_path != NULL) {
        struct wp_error ignored;

        list.weekday = plan.context.config.week_start;
        if (plan.input.plan != NULL)
            (void)wp_plan_input_weekday(&plan.context, plan.input.plan, &list.weekday, &ignored);
        list.selected =
            plan.context.later ? WP_NO_DAY : wp_window_start(plan.context.window, list.weekday);
        while (*words != '\0') {
            struct wp_str word = wp_words_in_text_next(&words);
            struct wp_window window;

            if (wp_window_parse(word, plan.context.today, &window))
                put_week(&list, word, wp_window_start(window, list.weekday));
        }
        if (takes_later)
            wp_candidates_put(candidates, wp_str(WP_WEEK_LATER), "the list for later");
        if (opened)
            put_weeks_of_plan(&list);
    }
    wp_candidates_close(&plan);
}

/* Print the days on which an item can be due, or was done, with their dates. */
static void put_day_candidates(const struct wp_candidates *candidates, bool due)
{
    const char *words = due ? "today tomorrow mon tue wed thu fri sat sun"
                            : "today yesterday mon tue wed thu fri sat sun";
    struct wp_candidates_plan plan;
    struct wp_context *context = &plan.context;
    const struct wp_found *found = &plan.input.found;
    wp_day start;

    (void)wp_candidates_open(candidates, wp_given_value(candidates->given, WP_OPT_WEEK), &plan);
    start = context->plan_path == NULL ? WP_NO_DAY
            : context->later           ? context->today
            : found->week != NULL      ? found->week->start
                                       : wp_plan_input_week_start(context, found);
    while (context->plan_path != NULL && *words != '\0') {
        struct wp_str word = wp_words_in_text_next(&words);
        struct wp_buf date = WP_BUF_INIT;
        wp_day day;

        if (!wp_day_parse_word(word, context->today, start, &day))
            continue;
        /* A weekday that is over is refused, unless the whole week is over. */
        if (due ? day < context->today && context->today < start + WP_DAYS_OF_WEEK
                : day > context->today)
            continue;
        wp_date_words_date(&date, day);
        wp_candidates_put(candidates, word, date.data);
        wp_buf_free(&date);
    }
    wp_candidates_close(&plan);
}

/* Whether a text can be printed as a candidate: it is not empty, and has no control character and
 * no character that a person could not see before pressing Enter. */
static bool can_be_candidate(struct wp_str text)
{
    int32_t invisible;

    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == '\x7f')
            return false;
    return text.length > 0 && wp_invisible_character_find(text, &invisible) == text.length;
}

static void put_strings(const struct wp_candidates *candidates, const struct wp_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (can_be_candidate(list->items[i]))
            wp_candidates_put(candidates, list->items[i], "");
}

/* Print tags, with a '#' before each of them if the word that is completed has one. */
static void put_tag_names(const struct wp_candidates *candidates, const struct wp_list *tags)
{
    struct wp_candidates inner = *candidates;
    struct wp_buf prefix = WP_BUF_INIT;

    wp_buf_append(&prefix, candidates->prefix);
    wp_buf_puts(&prefix, wp_str_starts(candidates->word, "#") ? "#" : "");
    inner.prefix = wp_buf_str(&prefix);
    put_strings(&inner, tags);
    wp_buf_free(&prefix);
}

/* Add the tags of the week to the list, each of them once. */
static void collect_tags(struct wp_list *tags, const struct wp_week *week, struct wp_arena *arena)
{
    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item))
        for (size_t i = 0; i < item->tags.count; i++)
            if (tags->count < TAGS_MAX && !wp_list_has(tags, wp_tag_name(item->tags.items[i])))
                wp_list_extend(tags, wp_arena_copy(arena, wp_tag_name(item->tags.items[i])), arena);
}

/* Print the tags of the newest weeks of the plan and of its list for later. */
static void put_tags(const struct wp_candidates *candidates)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_list tags = {NULL, 0};
    const struct wp_window range = {WP_FIRST_DAY, WP_LAST_DAY};
    struct wp_error error;
    struct wp_problems problems = {.list = &error, .limit = 1};
    struct wp_candidates_plan plan;

    /* Select the list for later, because the weeks are read in a walk anyway. */
    if (wp_candidates_open(candidates, WP_WEEK_LATER, &plan)) {
        struct wp_plan_walk walk = wp_plan_newest_first(plan.input.plan);
        struct wp_week *week;
        enum wp_status status = WP_OK;

        for (size_t i = 0; i < TAG_WEEKS && status == WP_OK; i++) {
            status = wp_plan_each_week(plan.input.plan, &walk, range, &week, &problems);
            if (status == WP_OK)
                collect_tags(&tags, week, arena);
            wp_week_free(week);
        }
        if (plan.input.found.week != NULL)
            collect_tags(&tags, plan.input.found.week, arena);
    }
    put_tag_names(candidates, &tags);
    wp_candidates_close(&plan);
    wp_arena_free(arena);
}

bool wp_value_candidates_put(const struct wp_candidates *candidates, const char *macro)
{
    const struct week_kind *weeks = find_week_kind(macro);

    if (weeks != NULL)
        put_week_candidates(candidates, weeks);
    else if (strcmp(macro, WP_COMPLETE_DUE_DAYS) == 0)
        put_day_candidates(candidates, true);
    else if (strcmp(macro, WP_COMPLETE_DONE_DAYS) == 0)
        put_day_candidates(candidates, false);
    else if (strcmp(macro, WP_COMPLETE_TAGS) == 0)
        put_tags(candidates);
    else
        return false;
    return true;
}

/* Print the keys that the item can have, each with the operators of an assignment: `due=`,
 * `tags+=`. */
static void put_keys(const struct wp_candidates *candidates, const struct wp_item *item,
                     unsigned where)
{
    for (size_t i = 0; i < WP_KEY_COUNT; i++) {
        const enum wp_key key = wp_key_order[i];
        const struct wp_key_spec *spec = &wp_keys[key];
        struct wp_buf name = WP_BUF_INIT;

        if ((spec->where & where) == 0 || key == WP_KEY_WEEK || wp_key_holds_items(key) ||
            (key == WP_KEY_PROGRESS && item->first != NULL))
            continue;
        wp_buf_printf(&name, "%s=", spec->name);
        wp_candidates_put(candidates, wp_buf_str(&name), spec->help);
        for (const char *sign = "+-"; spec->kind == WP_KIND_STRINGS && *sign != '\0'; sign++) {
            if (*sign == '-' && !wp_item_has(item, key))
                continue;
            wp_buf_clear(&name);
            wp_buf_printf(&name, "%s%c=", spec->name, *sign);
            wp_candidates_put(candidates, wp_buf_str(&name),
                              *sign == '+' ? "add one" : "remove one");
        }
        wp_buf_free(&name);
    }
}

/* Print the values of the key in an assignment. `name` is the text before the '=', with the '+' or
 * '-' of `+=` or `-=`. */
static void put_values_of_key(const struct wp_candidates *candidates, const struct wp_item *item,
                              struct wp_str name)
{
    char sign = name.length > 0 ? name.data[name.length - 1] : '\0';
    int key =
        wp_key_find(sign == '+' || sign == '-' ? wp_str_slice(name, 0, name.length - 1) : name);
    enum wp_kind kind = key >= 0 && key < WP_KEY_COUNT ? wp_keys[key].kind : WP_KIND_ITEMS;
    struct wp_item values = *item;

    if (kind == WP_KIND_DAY || kind == WP_KIND_DAY_OR_YES)
        put_day_candidates(candidates, kind == WP_KIND_DAY);
    else if (kind == WP_KIND_REPEAT)
        wp_candidates_put(candidates, wp_str("weekly"), "");
    else if (kind == WP_KIND_STRINGS && sign == '-')
        put_strings(candidates, wp_item_string_list(&values, (enum wp_key)key));
    else if (key == WP_KEY_TAGS)
        put_tags(candidates);
    if (kind == WP_KIND_DAY_OR_YES || kind == WP_KIND_REASON_OR_YES ||
        kind == WP_KIND_DAY_REASON_YES)
        wp_candidates_put(candidates, wp_str("true"), "");
}

void wp_value_candidates_put_settings(const struct wp_candidates *candidates)
{
    struct wp_candidates inner = *candidates;
    struct wp_str word = candidates->word;
    const char *equals = word.length > 0 ? memchr(word.data, '=', word.length) : NULL;
    const struct wp_week empty = wp_week_empty(WP_FIRST_DAY);
    struct wp_candidates_plan plan;

    if (wp_candidates_open(candidates, wp_given_value(candidates->given, WP_OPT_WEEK), &plan)) {
        const struct wp_found *found = &plan.input.found;
        const struct wp_item *item =
            wp_item_candidates_first(candidates, found->week != NULL ? found->week : &empty);

        if (item != NULL && equals == NULL) {
            put_keys(candidates, item, wp_key_place(item));
        } else if (item != NULL) {
            size_t length = (size_t)(equals - word.data);

            inner.prefix = wp_str_slice(word, 0, length + 1);
            inner.word = wp_str_slice(word, length + 1, word.length);
            put_values_of_key(&inner, item, wp_str_slice(word, 0, length));
        }
    }
    wp_candidates_close(&plan);
}
