#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cmd/change.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/read_outline.h"
#include "cmd/refs.h"
#include "cmd/start_week.h"
#include "cmd/value_argument.h"
#include "os/file.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* The items to add, and their new parent. */
struct addition {
    struct wp_arena *arena; /* owned; memory of the items */
    struct wp_buf title;    /* owned; title of a single item */
    struct wp_file outline; /* owned; outline of several items */
    struct wp_item *first;
    /* new parent in the week before the change; NULL if the week is new */
    const struct wp_item *parent;
};

/* Options that set the value of a key of the new item. */
static const struct {
    enum wp_option_id option;
    enum wp_key key;
} value_options[] = {
    {WP_OPT_WEIGHT, WP_KEY_WEIGHT},     {WP_OPT_DUE, WP_KEY_DUE},       {WP_OPT_NOTE, WP_KEY_NOTE},
    {WP_OPT_PROGRESS, WP_KEY_PROGRESS}, {WP_OPT_ID, WP_KEY_ID},         {WP_OPT_TAG, WP_KEY_TAGS},
    {WP_OPT_LINK, WP_KEY_LINKS},        {WP_OPT_REPEAT, WP_KEY_REPEAT},
};

/* Read the values of the options. If `dated` is true, read only the days, which depend on the
 * week. Otherwise read all others. */
static enum wp_status read_values(const struct wp_context *context, struct addition *addition,
                                  bool dated, wp_day week_start, struct wp_error *error)
{
    const struct wp_argument_env env = {addition->arena, context->today, week_start};
    enum wp_status status = WP_OK;
    size_t i, j;

    for (i = 0; i < context->arguments.option_count && status == WP_OK; i++) {
        const struct wp_given *given = &context->arguments.options[i];

        for (j = 0; j < sizeof value_options / sizeof value_options[0] && status == WP_OK; j++)
            if (value_options[j].option == given->id &&
                (wp_keys[value_options[j].key].kind == WP_KIND_DAY) == dated)
                status = wp_value_argument_read(addition->first, value_options[j].key,
                                                wp_options[given->id].name, wp_str(given->value),
                                                &env, error);
    }
    return status;
}

static enum wp_status read_title(const struct wp_context *context, struct addition *addition,
                                 struct wp_item *item, struct wp_error *error)
{
    wp_arguments_join(&addition->title, &context->arguments, 0);
    item->title = wp_str_trim(wp_buf_str(&addition->title));
    if (!wp_utf8_is_valid(item->title))
        return wp_error_set(error, WP_USAGE, "the title is not UTF-8");
    if (item->title.length == 0)
        return wp_error_set(error, WP_USAGE, "the title is empty");
    return WP_OK;
}

/* Read one item from the command line, without the value of --due. */
static enum wp_status read_single_item(const struct wp_context *context, struct addition *addition,
                                       struct wp_error *error)
{
    struct wp_item *item = wp_arena_alloc(addition->arena, sizeof *item);
    enum wp_status status;

    *item = wp_item_empty();
    addition->first = item;
    status = read_title(context, addition, item, error);
    if (status == WP_OK)
        status = read_values(context, addition, false, WP_NO_DAY, error);
    if (status == WP_OK && item->weekly && wp_given(&context->arguments, WP_OPT_UNDER))
        return wp_error_set(error, WP_USAGE, "--repeat is for goals, not for subtasks");
    return status;
}

/* Read several items from the outline on standard input. */
static enum wp_status read_outline(const struct wp_context *context, struct addition *addition,
                                   struct wp_error *error)
{
    enum wp_status status;
    size_t i;

    for (i = 0; i < context->arguments.option_count; i++) {
        const struct wp_option *option = &wp_options[context->arguments.options[i].id];

        if (!option->everywhere && context->arguments.options[i].id != WP_OPT_UNDER)
            return wp_error_set(error, WP_USAGE, "%s is for one item, not for an outline",
                                option->name);
    }
    status = wp_file_read_stdin(&addition->outline, error);
    if (status != WP_OK)
        return status;
    status = wp_read_outline_read(
        addition->arena, (struct wp_str){addition->outline.bytes, (size_t)addition->outline.size},
        WP_LEVELS_MAX, &addition->first, error);
    if (status == WP_OK && addition->first == NULL)
        return wp_error_set(error, WP_USAGE, "the outline on standard input is empty");
    return status;
}

static enum wp_status add_to_week(struct wp_transaction *change, struct addition *addition,
                                  struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_week *week = change->found.week;
    const char *under = wp_given_value(&context->arguments, WP_OPT_UNDER);
    struct wp_change added = {&week->root, WP_KEY_GOALS, addition->first};
    enum wp_status status = read_values(context, addition, true, week->start, error);

    if (status == WP_OK && under != NULL) {
        status = wp_refs_resolve(context, week, under, WP_ACTS_ON_ALL, &added.item, error);
        added.key = WP_KEY_SUBTASKS;
    }
    addition->parent = added.item;
    if (status == WP_OK)
        status = wp_value_argument_check_id(week, NULL, addition->first->id, "--id", error);
    if (status == WP_OK)
        status = wp_refs_check_parent(context, added.item, error);
    if (status != WP_OK)
        return status;
    status = wp_edit_week(&change->edit, week, &added, 1, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status add_new_week(struct wp_transaction *change, struct addition *addition,
                                   struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_found *found = &change->found;
    struct wp_week week = change->new_week;
    enum wp_status status;

    if (wp_given(&context->arguments, WP_OPT_UNDER))
        return wp_plan_input_no_week(context, found, error);
    status = read_values(context, addition, true, week.start, error);
    week.root.first = addition->first;
    return status == WP_OK ? wp_start_week(change, &week, error) : status;
}

/* Return the first item that was added: the first child of the parent after the old children. */
static const struct wp_item *first_added(const struct wp_transaction *change,
                                         const struct addition *addition)
{
    const struct wp_item *parent = addition->parent;
    const struct wp_item *old = parent != NULL ? parent->first : NULL;
    const struct wp_item *item = parent != NULL
                                     ? wp_item_counterpart(change->edit.after, parent)->first
                                     : change->edit.after->root.first;

    for (; old != NULL && item != NULL; old = old->next)
        item = item->next;
    return item;
}

/* Print the added items: `first`, the siblings after it, and all items below them. */
static void print_added(struct wp_transaction *change, const struct wp_item *first)
{
    const struct wp_item **items =
        wp_memory_array(change->edit.after->item_count, sizeof(struct wp_item *));
    size_t count = 0;

    for (const struct wp_item *top = first; top != NULL; top = top->next)
        for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top))
            items[count++] = item;
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = items, .count = count});
    free(items);
}

static enum wp_status add_items(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct addition *addition = data;
    enum wp_status status = change->found.week != NULL ? add_to_week(change, addition, error)
                                                       : add_new_week(change, addition, error);
    const struct wp_item *first;

    if (status != WP_OK)
        return status;
    first = first_added(change, addition);
    print_added(change, first);
    wp_change_remarks_inherited_state(change->context, first);
    wp_change_remarks_due(change->context, first->due);
    return WP_OK;
}

static enum wp_status run_add(struct wp_context *context, struct wp_error *error)
{
    struct addition addition = {.arena = wp_arena_new(4096), .outline = {.fd = -1}};
    bool outline =
        context->arguments.word_count == 1 && strcmp(context->arguments.words[0], "-") == 0;
    enum wp_status status;

    status = outline ? read_outline(context, &addition, error)
                     : read_single_item(context, &addition, error);
    if (status == WP_OK)
        status = wp_change_plan(context, add_items, &addition, WP_CHANGE_NEEDS_NONE, error);
    wp_file_close(&addition.outline);
    wp_buf_free(&addition.title);
    wp_arena_free(addition.arena);
    return status;
}

const struct wp_command wp_cmd_add = {
    .name = "add",
    .group = WP_GROUP_PLAN,
    .summary = "add a goal or a subtask",
    .arguments = "TITLE...",
    .examples = "weekplan add Finish the capstone analysis --id capstone --due fri\n"
                "weekplan add -u capstone Performance metrics   # a subtask\n"
                "weekplan add -u 1.2 Round 3                    # one level deeper\n"
                "weekplan add Curriculum --progress '15/17 units'\n"
                "weekplan add -u 2 - < outline.txt              # one title a line, nested\n",
    .details =
        "Add a goal, or with --under a subtask, and print its place. Several words are one "
        "title. Create the plan and start the week if they do not exist.\n"
        "If the title is -, read an outline from standard input: one title a line, nested by "
        "indentation. Bullets (-, *, 1.) and check boxes ([ ], [x]) are allowed.\n"
        "REF is a path as shown by status (1.2.3), an id, a title, or a part of a title.",
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_WEIGHT, WP_OPT_DUE, WP_OPT_NOTE,
                                           WP_OPT_PROGRESS, WP_OPT_ID, WP_OPT_TAG, WP_OPT_LINK,
                                           WP_OPT_REPEAT, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_add,
};
