#include <string.h>

#include "cmd/change_item.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/joined_value.h"
#include "cmd/later_copy_notes.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/shell_quote.h"
#include "cmd/value_argument.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/tag.h"

/* A change of these keys may finish or give up an item. */
enum {
    CLOSING_KEYS =
        WP_KEY_BIT(WP_KEY_DONE) | WP_KEY_BIT(WP_KEY_DROPPED) | WP_KEY_BIT(WP_KEY_PROGRESS)
};

/* An argument of the form KEY=VALUE, KEY+=VALUE or KEY-=VALUE. A day may go on in the next
 * arguments: due=next fri. */
struct assignment {
    struct wp_str name;
    char sign; /* operator: '=', '+' or '-' */
    struct wp_str value;
    bool followed; /* whether arguments that are no assignments follow the value */
    enum wp_key key;
};

/* The item, and its values after all assignments. */
struct item_values {
    struct wp_arena *arena; /* borrowed; memory of the lists */
    const struct wp_week *week;
    const struct wp_item *item;
    struct wp_item *values;
    size_t ref_count;  /* number of arguments that are REFs; the assignments follow them */
    unsigned keys;     /* keys that were assigned, a set of WP_KEY_BIT */
    unsigned replaced; /* keys that were assigned with '=', a set of WP_KEY_BIT */
    bool denies_done;  /* whether `done=false` was assigned */
};

/* Return the number of arguments from index `first` on that are no assignments. */
static size_t count_plain_words(const struct wp_arguments *arguments, size_t first)
{
    size_t count = 0;

    while (first + count < arguments->word_count &&
           strchr(arguments->words[first + count], '=') == NULL)
        count++;
    return count;
}

/* Return WP_USAGE with the message that the arguments from index `first` on are no settings. They
 * follow the setting before them, and may be the rest of its value. */
static enum wp_status refuse_words(const struct wp_arguments *arguments, size_t first,
                                   struct wp_error *error)
{
    struct wp_buf setting = WP_BUF_INIT;
    struct wp_buf quoted = WP_BUF_INIT;

    wp_buf_puts(&setting, arguments->words[first - 1]);
    for (size_t i = 0; i < count_plain_words(arguments, first); i++)
        wp_buf_printf(&setting, " %s", arguments->words[first + i]);
    wp_shell_quote(&quoted, setting.data);
    wp_error_set(error, WP_USAGE,
                 "'%s' is not a setting (a value of several words needs quotes: %s)",
                 arguments->words[first], quoted.data);
    wp_buf_free(&setting);
    wp_buf_free(&quoted);
    return WP_USAGE;
}

static enum wp_status split_assignment(const char *word, struct assignment *assignment,
                                       struct wp_error *error)
{
    const char *equals = strchr(word, '=');
    size_t length = equals != NULL ? (size_t)(equals - word) : 0;

    if (length == 0)
        return wp_error_set(error, WP_USAGE,
                            "'%s' is not a setting (write KEY=VALUE, such as due=fri)", word);
    if (length > 1 && strchr("+-", word[length - 1]) != NULL)
        assignment->sign = word[--length];
    assignment->name = (struct wp_str){word, length};
    assignment->value = wp_str(equals + 1);
    return WP_OK;
}

static enum wp_status unknown_key(const struct assignment *assignment, unsigned where,
                                  struct wp_error *error)
{
    struct wp_str name = assignment->name;
    const char *nearest = wp_key_suggest(name, where);
    int key = nearest != NULL ? wp_key_find(wp_str(nearest)) : -1;

    /* "link=URL" means one more link, and not a list of only this one. */
    if (key >= 0 && wp_keys[key].kind == WP_KIND_STRINGS && assignment->sign == '=' &&
        !wp_str_equal_c(wp_str_slice(name, name.length - 1, 1), "s"))
        return wp_error_set(error, WP_USAGE,
                            "unknown key '%.*s' (did you mean '%s+=', which adds to the list?)",
                            (int)name.length, name.data, nearest);
    if (nearest != NULL)
        return wp_error_set(error, WP_USAGE, "unknown key '%.*s' (did you mean '%s'?)",
                            (int)name.length, name.data, nearest);
    return wp_error_set(error, WP_USAGE, "unknown key '%.*s' (weekplan help set lists them)",
                        (int)name.length, name.data);
}

/* Return why the key cannot be set on items of the kind `where`, or NULL if it can. */
static const char *why_not(enum wp_key key, unsigned where)
{
    if (key == WP_KEY_EXTRA)
        return "is a key of your own (change it with your editor)";
    if (wp_key_holds_items(key))
        return "is a list of items (add one with weekplan add)";
    if (key == WP_KEY_WEEK)
        return "is the first day of the week, and cannot be set (change it with your editor)";
    if ((wp_keys[key].where & where) != 0)
        return NULL;
    if (where == WP_ON_LATER)
        return "is no key of the list for later";
    if (where == WP_ON_WEEK)
        return "is a key of items, not of the week";
    if (wp_keys[key].where == WP_ON_WEEK)
        return "is a key of the week (its REF is '.')";
    return where == WP_ON_ALSO ? "is for items of the plan, not for what was done besides "
                                 "(weekplan mv makes it an item of the plan)"
                               : "is for goals, not for subtasks";
}

static enum wp_status find_assigned_key(struct assignment *assignment, unsigned where,
                                        struct wp_error *error)
{
    struct wp_str name = assignment->name;
    int key = wp_key_find(name);
    const char *why = NULL;

    if (key < 0)
        return unknown_key(assignment, where, error);
    assignment->key = (enum wp_key)key;
    why = why_not(assignment->key, where);
    if (why != NULL)
        return wp_error_set(error, WP_USAGE, "'%.*s' %s", (int)name.length, name.data, why);
    if (assignment->sign != '=' && wp_keys[key].kind != WP_KIND_STRINGS)
        return wp_error_set(error, WP_USAGE, "%c= is for lists, tags and links; write %s=VALUE",
                            assignment->sign, wp_keys[key].name);
    return WP_OK;
}

/* Whether `text` is the string `other` of a list. A tag may have a '#' before it in the plan and in
 * the argument. */
static bool is_same_string(enum wp_key key, struct wp_str other, struct wp_str text)
{
    return key == WP_KEY_TAGS ? wp_str_equal(wp_tag_name(other), wp_tag_name(text))
                              : wp_str_equal(other, text);
}

/* Whether the list of the key has `text`. */
static bool has_string(enum wp_key key, const struct wp_list *list, struct wp_str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same_string(key, list->items[i], text))
            return true;
    return false;
}

/* Remove each string that is `text` from the list of the key. */
static void remove_string(struct item_values *set, enum wp_key key, struct wp_list *list,
                          struct wp_str text)
{
    struct wp_list rest = {NULL, 0};

    rest.items = wp_arena_array(set->arena, list->count + 1, sizeof *rest.items);
    for (size_t i = 0; i < list->count; i++)
        if (!is_same_string(key, list->items[i], text))
            rest.items[rest.count++] = list->items[i];
    *list = rest;
}

/* Remove from the list of the key what the argument names: the string `text`, or, if no string of
 * the list is that, each tag in `text`. */
static void remove_named(struct item_values *set, enum wp_key key, struct wp_list *list,
                         struct wp_str text)
{
    struct wp_str tag;

    if (key != WP_KEY_TAGS || has_string(key, list, text)) {
        remove_string(set, key, list, text);
        return;
    }
    while (wp_tag_next(&text, &tag))
        remove_string(set, key, list, tag);
}

/* Make one assignment to set->values. */
static enum wp_status assign(struct item_values *set, const struct assignment *assignment,
                             wp_day today, struct wp_error *error)
{
    const struct wp_argument_env env = {set->arena, today, set->week->start, assignment->followed};
    const struct wp_item blank = wp_item_empty();
    struct wp_list *list = wp_item_string_list(set->values, assignment->key);

    set->keys |= WP_KEY_BIT(assignment->key);
    if (assignment->key == WP_KEY_DONE)
        set->denies_done = assignment->value.length > 0;
    if (assignment->sign == '-') {
        remove_named(set, assignment->key, list, assignment->value);
        return WP_OK;
    }
    if (assignment->sign == '+' && has_string(assignment->key, list, assignment->value))
        return WP_OK;
    if (assignment->sign == '=') {
        wp_item_value_copy(set->values, &blank, assignment->key);
        set->replaced |= WP_KEY_BIT(assignment->key);
    }
    if (assignment->sign == '=' && assignment->value.length == 0)
        return WP_OK;
    return wp_value_argument_read(set->values, assignment->key, wp_keys[assignment->key].name,
                                  assignment->value, &env, error);
}

/* Return false if `done=false` was assigned to an item of `also:`, which is always done. `done=`
 * removes the day of the item; without a day, `done=` changes nothing. */
static bool check_done_besides(struct item_values *set)
{
    if (set->values->done)
        return true;
    if (set->denies_done)
        return false;
    set->values->done = set->item->done_on == WP_NO_DAY;
    return true;
}

/* Return WP_USAGE if two of the values contradict each other. */
static enum wp_status check_values(struct item_values *set, struct wp_error *error)
{
    const struct wp_item *values = set->values;

    if (set->item->parent != NULL && values->title.length == 0)
        return wp_error_set(error, WP_USAGE, "title: an item needs a title");
    if (values->done && values->dropped)
        return wp_error_set(
            error, WP_USAGE,
            "an item is done or dropped, not both (done= or dropped= takes the other "
            "out)");
    if (wp_item_is_also(set->item) && !check_done_besides(set))
        return wp_error_set(error, WP_USAGE,
                            "done: an entry of 'also' is done (done= takes its day out)");
    if (values->progress_value.given && set->item->first != NULL)
        return wp_error_set(error, WP_USAGE,
                            "progress: the progress of an item with subtasks follows from them");
    return wp_value_argument_check_id(set->week, set->item, values->id, "id", error);
}

/* Append to the value of an assignment the next arguments, from index *next on, that belong to its
 * day, and skip them. `value` has the memory of the new value. */
static void join_day(const struct wp_arguments *arguments, struct assignment *assignment,
                     size_t *next, struct wp_buf *value)
{
    enum wp_kind kind = wp_keys[assignment->key].kind;

    if (kind != WP_KIND_DAY && kind != WP_KIND_DAY_OR_YES)
        return;
    wp_buf_append(value, assignment->value);
    *next += wp_joined_value_extend(value, arguments->words + *next,
                                    count_plain_words(arguments, *next), wp_joined_value_is_day);
    assignment->value = wp_buf_str(value);
}

/* Make the assignment at index *next of the arguments, and move *next to the next one. */
static enum wp_status assign_next(const struct wp_context *context, struct item_values *set,
                                  size_t *next, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    struct assignment assignment = {.sign = '='};
    struct wp_buf value = WP_BUF_INIT;
    enum wp_status status = split_assignment(arguments->words[(*next)++], &assignment, error);

    if (status == WP_OK)
        status = find_assigned_key(&assignment, wp_key_place(set->item), error);
    if (status == WP_OK) {
        join_day(arguments, &assignment, next, &value);
        assignment.followed = count_plain_words(arguments, *next) > 0;
        status = assign(set, &assignment, context->today, error);
    }
    if (status == WP_OK && assignment.followed)
        status = refuse_words(arguments, *next, error);
    wp_buf_free(&value);
    return status;
}

/* Make all assignments of the command line. */
static enum wp_status assign_all(const struct wp_context *context, struct item_values *set,
                                 struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t next = set->ref_count; next < context->arguments.word_count && status == WP_OK;)
        status = assign_next(context, set, &next, error);
    return status == WP_OK ? check_values(set, error) : status;
}

/* Print notes on the values that were set, such as a day that is over. */
static void remark_values(struct wp_locked_plan *change, const struct item_values *set)
{
    if ((set->keys & WP_KEY_BIT(WP_KEY_TITLE)) != 0)
        (void)wp_change_remarks_tag_in_title(change->context, set->item, set->values);
    if ((set->keys & WP_KEY_BIT(WP_KEY_DUE)) != 0)
        wp_change_remarks_due(change->context, set->values->due);
    if ((set->keys & WP_KEY_BIT(WP_KEY_DONE)) != 0)
        wp_change_remarks_done_day(change->context, set->values, set->week->start, true);
    if ((set->keys & WP_KEY_BIT(WP_KEY_NOTE)) != 0)
        wp_change_remarks_replaced_text(change->context, set->item, set->values, WP_KEY_NOTE);
    if ((set->keys & WP_KEY_BIT(WP_KEY_REVIEW)) != 0)
        wp_change_remarks_replaced_text(change->context, set->item, set->values, WP_KEY_REVIEW);
    if ((set->replaced & WP_KEY_BIT(WP_KEY_TAGS)) != 0)
        wp_change_remarks_replaced_list(change->context, set->item, set->values, WP_KEY_TAGS);
    if ((set->replaced & WP_KEY_BIT(WP_KEY_LINKS)) != 0)
        wp_change_remarks_replaced_list(change->context, set->item, set->values, WP_KEY_LINKS);
    if (change->edited && (set->keys & CLOSING_KEYS) != 0)
        wp_later_copy_notes_put(change, &set->item, 1, NULL);
}

/* Return the number of arguments that are REFs: the first, and those after it without a '='. */
static size_t count_refs(const struct wp_arguments *arguments)
{
    return 1 + count_plain_words(arguments, 1);
}

/* Set the values of one item from the assignments. */
static enum wp_status fill_values(struct wp_locked_plan *change, struct item_values *set,
                                  const struct wp_item *item, struct wp_error *error)
{
    set->item = item;
    set->values = wp_arena_alloc(set->arena, sizeof *set->values);
    *set->values = *item;
    return assign_all(change->context, set, error);
}

static enum wp_status set_items(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    const struct wp_arguments *arguments = &change->context->arguments;
    const struct item_values empty = {
        .arena = data,
        .week = change->found.week != NULL ? change->found.week : &change->new_week,
        .ref_count = count_refs(arguments),
    };
    struct wp_ref_items found;
    enum wp_status status =
        wp_refs_resolve_all_or_week(change->context, &change->found, &change->new_week.root,
                                    arguments->words, empty.ref_count, &found, error);
    struct item_values *sets = wp_arena_array(data, found.count + 1, sizeof *sets);
    struct wp_item_change *wanted = wp_arena_array(data, found.count + 1, sizeof *wanted);

    for (size_t i = 0; i < found.count && status == WP_OK; i++) {
        sets[i] = empty;
        status = fill_values(change, &sets[i], found.items[i], error);
        wanted[i] =
            (struct wp_item_change){sets[i].item, sets[i].values, sets[i].keys, sets[i].keys};
    }
    if (status == WP_OK && found.count > 1 && (sets[0].keys & WP_KEY_BIT(WP_KEY_ID)) != 0 &&
        sets[0].values->id.length > 0)
        status = wp_error_set(error, WP_USAGE, "id: an id names one item of its week");
    if (status == WP_OK)
        status = wp_change_items(change, wanted, found.count, "already has these values", error);
    for (size_t i = 0; i < found.count && status == WP_OK; i++)
        remark_values(change, &sets[i]);
    wp_ref_items_free(&found);
    return status;
}

static enum wp_status run_set(struct wp_context *context, struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(4096);
    const struct wp_arguments *arguments = &context->arguments;
    enum wp_status status;

    if (count_refs(arguments) == arguments->word_count) {
        wp_arena_free(arena);
        return wp_error_set(error, WP_USAGE,
                            "'%s' is not a setting (write KEY=VALUE, such as due=fri)",
                            arguments->words[1]);
    }
    status = wp_run_change(
        context, set_items, arena,
        wp_refs_is_week(arguments->words[0]) ? WP_CHANGE_NEEDS_NONE : WP_CHANGE_NEEDS_WEEK, error);
    wp_arena_free(arena);
    return status;
}

const struct wp_command wp_cmd_set = {
    .name = "set",
    .group = WP_GROUP_PLAN,
    .summary = "change keys of items or of the week",
    .arguments = "REF... KEY=VALUE...",
    .candidates = WP_COMPLETE_SETTINGS,
    .examples = "weekplan set 1.1 due=fri weight=2\n"
                "weekplan set capstone title='Finish the analysis'\n"
                "weekplan set 1.1 due=              # removes it\n"
                "weekplan set 2 tags+=reading tags-=later\n"
                "weekplan set 4-8 due=fri           # several items\n"
                "weekplan set . skip='summer holiday' -w next\n",
    .details =
        "Change keys of an item. If REF is a point, change the week itself, and start it if "
        "it does not exist.\n"
        "KEY is title, id, done, dropped, progress, weight, due, repeat, carried, tags, links "
        "or note. For the week it is title, skip, note or review. An empty VALUE removes the key. "
        "+= "
        "adds to tags or links, and -= removes from them. Commas separate tags.\n" WP_COMMAND_REF,
    .words_min = 2,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_set,
};
