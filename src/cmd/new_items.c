#include "cmd/new_items.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cmd/change_remarks.h"
#include "cmd/print_change.h"
#include "cmd/shell_quote.h"
#include "cmd/value_argument.h"
#include "plan/item_value.h"
#include "plan/keys.h"

/* Options that set the value of a key of the new item. */
static const struct {
    enum wp_option_id option;
    enum wp_key key;
} value_options[] = {
    {WP_OPT_WEIGHT, WP_KEY_WEIGHT},     {WP_OPT_DUE, WP_KEY_DUE},       {WP_OPT_NOTE, WP_KEY_NOTE},
    {WP_OPT_PROGRESS, WP_KEY_PROGRESS}, {WP_OPT_ID, WP_KEY_ID},         {WP_OPT_TAG, WP_KEY_TAGS},
    {WP_OPT_LINK, WP_KEY_LINKS},        {WP_OPT_REPEAT, WP_KEY_REPEAT},
};

/* Read the values of the options. If `dated` is true, read only options whose values are days,
 * because these depend on the week. Otherwise read all other options. */
static enum wp_status read_values(struct wp_new_items *items, const struct wp_context *context,
                                  bool dated, wp_day week_start, struct wp_error *error)
{
    struct wp_argument_env env = {items->arena, context->today, week_start, false};
    enum wp_status status = WP_OK;
    size_t i, j;

    for (i = 0; i < context->arguments.option_count && status == WP_OK; i++) {
        const struct wp_given *given = &context->arguments.options[i];

        env.followed = given->followed;
        for (j = 0; j < sizeof value_options / sizeof value_options[0] && status == WP_OK; j++)
            if (value_options[j].option == given->id &&
                (wp_keys[value_options[j].key].kind == WP_KIND_DAY) == dated)
                status = wp_value_argument_read(items->first, value_options[j].key,
                                                wp_options[given->id].name, wp_str(given->value),
                                                &env, error);
    }
    return status;
}

/* Whether the argument has a blank between two words, which only quotes allow. */
static bool has_inner_blank(const char *word)
{
    struct wp_str text = wp_str_trim(wp_str(word));

    return text.length > 0 && memchr(text.data, ' ', text.length) != NULL;
}

/* Return WP_USAGE if several arguments were in quotes and have several words each: they are several
 * titles, which would become one. */
static enum wp_status refuse_several_titles(const struct wp_context *context,
                                            struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    const char *quoted[2] = {NULL, NULL};
    size_t count = 0;
    struct wp_buf why = WP_BUF_INIT;

    for (size_t i = 0; i < arguments->word_count && count < 2; i++)
        if (has_inner_blank(arguments->words[i]))
            quoted[count++] = arguments->words[i];
    if (count < 2)
        return WP_OK;
    for (size_t i = 0; i < 2; i++) {
        wp_shell_quote(&why, quoted[i]);
        wp_buf_puts(&why, i == 0 ? " and " : " would be one title (write a command for each, or ");
    }
    wp_context_name_command(&why, context, context->command->name, NULL);
    wp_buf_puts(&why, " - with a title on each line; one title needs one pair of quotes)");
    return wp_context_refuse(&why, error);
}

static enum wp_status read_title(struct wp_new_items *items, const struct wp_context *context,
                                 struct wp_error *error)
{
    struct wp_item *item = items->first;

    if (wp_arguments_check_text(&context->arguments, 0, "title", error) != WP_OK)
        return WP_USAGE;
    if (refuse_several_titles(context, error) != WP_OK)
        return WP_USAGE;
    wp_arguments_join(&items->title, &context->arguments, 0);
    item->title = wp_str_trim(wp_buf_str(&items->title));
    if (!wp_utf8_is_valid(item->title))
        return wp_error_set(error, WP_USAGE, "the title is not UTF-8");
    if (item->title.length == 0)
        return wp_error_set(error, WP_USAGE, "the title is empty");
    return WP_OK;
}

/* Read one item from the command line, without its days. */
static enum wp_status read_single_item(struct wp_new_items *items, const struct wp_context *context,
                                       struct wp_error *error)
{
    enum wp_status status;

    items->first = wp_arena_alloc(items->arena, sizeof *items->first);
    *items->first = wp_item_empty();
    status = read_title(items, context, error);
    return status == WP_OK ? read_values(items, context, false, WP_NO_DAY, error) : status;
}

/* Read several items from the outline on standard input. */
static enum wp_status read_outline(struct wp_new_items *items, const struct wp_context *context,
                                   enum wp_option_id for_outline, bool also, struct wp_error *error)
{
    enum wp_status status;
    size_t i;

    for (i = 0; i < context->arguments.option_count; i++) {
        const struct wp_option *option = &wp_options[context->arguments.options[i].id];

        if (!option->everywhere && !option->of_changes &&
            context->arguments.options[i].id != for_outline)
            return wp_error_set(error, WP_USAGE, "%s is for one item, not for an outline",
                                option->name);
    }
    status = wp_input_file_read_stdin(&items->outline, error);
    if (status != WP_OK)
        return status;
    status = wp_read_outline_read(
        items->arena, (struct wp_str){items->outline.bytes, (size_t)items->outline.size},
        also ? 1 : WP_LEVELS_MAX, also, &items->first, error);
    if (status == WP_OK && items->first == NULL)
        return wp_error_set(error, WP_USAGE, "the outline on standard input is empty");
    return status;
}

enum wp_status wp_new_items_read(struct wp_new_items *items, const struct wp_context *context,
                                 enum wp_option_id for_outline, bool also, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;

    *items = (struct wp_new_items){.arena = wp_arena_new(4096), .outline = {.fd = -1}};
    if (arguments->word_count == 1 && strcmp(arguments->words[0], "-") == 0)
        return read_outline(items, context, for_outline, also, error);
    return read_single_item(items, context, error);
}

enum wp_status wp_new_items_read_days(struct wp_new_items *items, const struct wp_context *context,
                                      wp_day week_start, struct wp_error *error)
{
    return read_values(items, context, true, week_start, error);
}

/* Return the keys that the options of the command line set and whose values are printed, a set of
 * WP_KEY_BIT. The user has to see how a day was understood. */
static unsigned printed_option_keys(const struct wp_context *context)
{
    static const unsigned printed = WP_KEY_BIT(WP_KEY_PROGRESS) | WP_KEY_BIT(WP_KEY_WEIGHT) |
                                    WP_KEY_BIT(WP_KEY_DUE) | WP_KEY_BIT(WP_KEY_TAGS);
    unsigned given = 0;

    for (size_t i = 0; i < sizeof value_options / sizeof value_options[0]; i++)
        if (wp_given(&context->arguments, value_options[i].option))
            given |= WP_KEY_BIT(value_options[i].key);
    return given & printed;
}

/* Return the first item that was appended to `parent`, which is of the week before the change. */
static const struct wp_item *first_appended(const struct wp_week *after,
                                            const struct wp_item *parent)
{
    const struct wp_item *item = wp_item_counterpart(after, parent)->first;

    for (const struct wp_item *old = parent->first; old != NULL && item != NULL; old = old->next)
        item = item->next;
    return item;
}

const struct wp_item *wp_new_items_print(struct wp_locked_plan *change,
                                         const struct wp_item *parent)
{
    const struct wp_item *first = first_appended(change->edit.after, parent);
    const struct wp_item **items;
    size_t capacity = 0;
    size_t count = 0;

    for (const struct wp_item *top = first; top != NULL; top = top->next)
        capacity += 1 + wp_item_count_below(top);
    items = wp_memory_array(capacity, sizeof(struct wp_item *));
    for (const struct wp_item *top = first; top != NULL; top = top->next)
        for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top))
            items[count++] = item;
    wp_print_change(change->context, change->found.week, change->edit.after,
                    &(struct wp_printed){.items = items,
                                         .count = count,
                                         .keys = printed_option_keys(change->context)});
    for (size_t i = 0; i < count; i++)
        if (wp_change_remarks_tag_in_title(change->context, items[i], items[i]))
            break;
    free(items);
    return first;
}

void wp_new_items_free(struct wp_new_items *items)
{
    wp_input_file_close(&items->outline);
    wp_buf_free(&items->title);
    wp_arena_free(items->arena);
}
