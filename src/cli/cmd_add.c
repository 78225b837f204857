#include <string.h>

#include "base/utf8.h"
#include "cli/change.h"
#include "cli/commands.h"
#include "cli/opened.h"
#include "cli/outline.h"
#include "model/keys.h"
#include "model/measure.h"
#include "model/values.h"
#include "report/paint.h"
#include "report/words.h"
#include "sys/files.h"

/* What is to be added, and under which item. */
struct addition {
    struct wp_arena *arena;
    struct wp_buf title;
    struct wp_file outline;
    struct wp_item *first;
    bool is_outline;
    const struct wp_item *under; /* of the week as it was; NULL in a new week */
};

static enum wp_status bad_value(enum wp_option_id option, const char *value, const char *what,
                                struct wp_error *error)
{
    return wp_fail(error, WP_USAGE, "%s: '%s' is not %s", wp_options[option].name, value, what);
}

/* --tag and --link, each as often as they were given. */
static enum wp_status read_list(const struct wp_app *app, struct addition *addition,
                                enum wp_option_id option, struct wp_list *list,
                                struct wp_error *error)
{
    size_t i;

    list->items =
        wp_arena_array(addition->arena, app->arguments.option_count + 1, sizeof *list->items);
    if (list->items == NULL)
        return wp_fail_memory(error);
    for (i = 0; i < app->arguments.option_count; i++) {
        const struct wp_given *given = &app->arguments.options[i];

        if (given->id != option)
            continue;
        if (given->value[0] == '\0')
            return wp_fail(error, WP_USAGE, "%s: the text is empty", wp_options[option].name);
        list->items[list->count++] = wp_str(given->value);
    }
    return WP_OK;
}

static enum wp_status read_numbers(const struct wp_app *app, struct wp_item *item,
                                   struct wp_error *error)
{
    const char *weight = wp_given_value(&app->arguments, WP_OPT_WEIGHT);
    const char *progress = wp_given_value(&app->arguments, WP_OPT_PROGRESS);

    if (weight != NULL && !wp_weight_parse(wp_str(weight), &item->weight))
        return bad_value(WP_OPT_WEIGHT, weight,
                         "a weight (a plain decimal such as 3 or 0.5, above 0, at most 1000000)",
                         error);
    item->measure.given = progress != NULL;
    if (progress != NULL &&
        wp_measure_parse(wp_str(progress), &item->measure, &item->measure.unit) != WP_MEASURE_VALID)
        return bad_value(WP_OPT_PROGRESS, progress,
                         "a progress (write 60%, 2/3 or '2/3 talks'; at most 100%)", error);
    return WP_OK;
}

static enum wp_status read_words(const struct wp_app *app, struct wp_item *item,
                                 struct wp_error *error)
{
    const char *id = wp_given_value(&app->arguments, WP_OPT_ID);
    const char *repeat = wp_given_value(&app->arguments, WP_OPT_REPEAT);
    struct wp_str note = wp_str(wp_given_value(&app->arguments, WP_OPT_NOTE));

    item->id = wp_str(id);
    if (id != NULL && !wp_id_is_valid(item->id))
        return bad_value(WP_OPT_ID, id, "an id (a letter, then letters, digits, '_' and '-')",
                         error);
    item->weekly = repeat != NULL;
    if (repeat != NULL && strcmp(repeat, "weekly") != 0)
        return bad_value(WP_OPT_REPEAT, repeat, "possible (the only value is 'weekly')", error);
    if (repeat != NULL && wp_given(&app->arguments, WP_OPT_UNDER))
        return wp_fail(error, WP_USAGE, "--repeat is for goals, not for subtasks");
    /* Line breaks at a note's end mean nothing. */
    while (note.length > 0 && strchr("\r\n", note.data[note.length - 1]) != NULL)
        note.length--;
    item->note = note;
    return WP_OK;
}

static enum wp_status check_utf8(const struct wp_app *app, struct wp_error *error)
{
    size_t i;

    for (i = 0; i < app->arguments.option_count; i++)
        if (!wp_utf8_is_valid(wp_str(app->arguments.options[i].value)))
            return wp_fail(error, WP_USAGE, "the value of %s is not UTF-8",
                           wp_options[app->arguments.options[i].id].name);
    for (i = 0; i < app->arguments.word_count; i++)
        if (!wp_utf8_is_valid(wp_str(app->arguments.words[i])))
            return wp_fail(error, WP_USAGE, "the title is not UTF-8");
    return WP_OK;
}

static enum wp_status read_title(const struct wp_app *app, struct addition *addition,
                                 struct wp_item *item, struct wp_error *error)
{
    size_t i;

    for (i = 0; i < app->arguments.word_count; i++) {
        wp_buf_puts(&addition->title, i > 0 ? " " : "");
        wp_buf_puts(&addition->title, app->arguments.words[i]);
    }
    if (addition->title.failed)
        return wp_fail_memory(error);
    item->title = wp_str_trim(wp_buf_str(&addition->title));
    if (item->title.length == 0)
        return wp_fail(error, WP_USAGE, "the title is empty");
    return WP_OK;
}

/* One item, from the command line; all but --due, which depends on the week. */
static enum wp_status read_item(const struct wp_app *app, struct addition *addition,
                                struct wp_error *error)
{
    struct wp_item *item = wp_arena_alloc(addition->arena, sizeof *item);
    enum wp_status status;

    if (item == NULL)
        return wp_fail_memory(error);
    *item = wp_item_blank();
    addition->first = item;
    status = check_utf8(app, error);
    if (status == WP_OK)
        status = read_title(app, addition, item, error);
    if (status == WP_OK)
        status = read_numbers(app, item, error);
    if (status == WP_OK)
        status = read_words(app, item, error);
    if (status == WP_OK)
        status = read_list(app, addition, WP_OPT_TAG, &item->tags, error);
    if (status == WP_OK)
        status = read_list(app, addition, WP_OPT_LINK, &item->links, error);
    return status;
}

static enum wp_status read_outline(const struct wp_app *app, struct addition *addition,
                                   struct wp_error *error)
{
    enum wp_status status;
    size_t i;

    for (i = 0; i < app->arguments.option_count; i++) {
        const struct wp_option *option = &wp_options[app->arguments.options[i].id];

        if (!option->everywhere && app->arguments.options[i].id != WP_OPT_UNDER)
            return wp_fail(error, WP_USAGE, "%s is for one item, not for an outline", option->name);
    }
    addition->is_outline = true;
    status = wp_file_read_stdin(&addition->outline, error);
    if (status != WP_OK)
        return status;
    status = wp_outline_read(
        addition->arena, (struct wp_str){addition->outline.bytes, (size_t)addition->outline.size},
        WP_LEVELS_MAX, &addition->first, error);
    if (status == WP_OK && addition->first == NULL)
        return wp_fail(error, WP_USAGE, "the outline on standard input is empty");
    return status;
}

static enum wp_status fill_due(const struct wp_app *app, struct addition *addition, wp_day start,
                               struct wp_error *error)
{
    const char *due = wp_given_value(&app->arguments, WP_OPT_DUE);

    if (due != NULL && !wp_day_parse_word(wp_str(due), app->today, start, &addition->first->due))
        return wp_bad_day(WP_OPT_DUE, due, error);
    return WP_OK;
}

/* An id names one item of the week. */
static enum wp_status check_id(const struct wp_week *week, const struct wp_item *added,
                               struct wp_error *error)
{
    const struct wp_item *item = &week->root;
    struct wp_buf path = WP_BUF_INIT;

    if (added->id.length == 0)
        return WP_OK;
    while ((item = wp_item_after(item, &week->root)) != NULL)
        if (wp_str_equal(item->id, added->id))
            break;
    if (item == NULL)
        return WP_OK;
    wp_item_path(&path, item);
    wp_fail(error, WP_USAGE, "--id: %.*s is the id of %s already", (int)added->id.length,
            added->id.data, path.data != NULL ? path.data : "");
    wp_buf_free(&path);
    return WP_USAGE;
}

static enum wp_status refuse_subtasks(const struct wp_item *item, struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, item);
    wp_fail(error, WP_USAGE,
            "%s has a progress of its own, so it cannot have subtasks (take its 'progress:' out "
            "with your editor first)",
            path.data != NULL ? path.data : "it");
    wp_buf_free(&path);
    return WP_USAGE;
}

static enum wp_status add_to_week(struct wp_transaction *change, struct addition *addition,
                                  struct wp_error *error)
{
    struct wp_app *app = change->app;
    const struct wp_week *week = change->found.week;
    const char *under = wp_given_value(&app->arguments, WP_OPT_UNDER);
    struct wp_change added = {&week->root, WP_KEY_GOALS, addition->first};
    enum wp_status status = fill_due(app, addition, week->start, error);

    if (status == WP_OK && under != NULL) {
        status = wp_resolve(app, week, under, WP_ACTS_ON_ALL, &added.item, error);
        added.key = WP_KEY_SUBTASKS;
    }
    addition->under = added.item;
    if (status == WP_OK)
        status = check_id(week, addition->first, error);
    if (status == WP_OK && added.item->measure.given)
        status = refuse_subtasks(added.item, error);
    if (status != WP_OK)
        return status;
    status = wp_edit_week(&change->edit, week, &added, 1, error);
    change->edited = status == WP_OK;
    return status;
}

/* Seven days from `start` on have to be free. */
static enum wp_status check_room(const struct wp_app *app, const struct wp_found *found,
                                 wp_day start, struct wp_error *error)
{
    struct wp_buf week = WP_BUF_INIT;

    if ((found->before == WP_NO_DAY || found->before + 7 <= start) &&
        (found->after == WP_NO_DAY || start + 7 <= found->after))
        return WP_OK;
    wp_words_week(&week, start, app->ascii ? "-" : "–");
    wp_fail(error, WP_USAGE,
            "the week of %s would overlap one that is in the plan (a week that begins on another "
            "weekday has to be written with your editor)",
            week.data != NULL ? week.data : "");
    wp_buf_free(&week);
    return WP_USAGE;
}

static enum wp_status add_new_week(struct wp_transaction *change, struct addition *addition,
                                   struct wp_error *error)
{
    struct wp_app *app = change->app;
    const struct wp_found *found = &change->found;
    wp_day start = wp_app_week_start(app, found);
    enum wp_status status;

    if (wp_given(&app->arguments, WP_OPT_UNDER))
        return wp_app_no_week(app, found, error);
    status = fill_due(app, addition, start, error);
    if (status == WP_OK)
        status = check_room(app, found, start, error);
    if (status == WP_OK)
        status =
            wp_edit_new_week(&change->edit, &change->input, found, start, addition->first, error);
    change->edited = status == WP_OK;
    if (status != WP_OK)
        return status;
    if (wp_save_is_new(change->save))
        wp_buf_printf(&app->err, "weekplan: started the plan %s\n", app->plan_path);
    wp_buf_puts(&app->err, "weekplan: started the week of ");
    wp_words_week(&app->err, start, app->ascii ? "-" : "–");
    wp_buf_putc(&app->err, '\n');
    return WP_OK;
}

/* The first of the items that were added behind those that `under` had. */
static const struct wp_item *first_added(const struct wp_transaction *change,
                                         const struct addition *addition)
{
    const struct wp_item *old = addition->under != NULL ? addition->under->first : NULL;
    const struct wp_item *item = addition->under != NULL
                                     ? wp_counterpart(change->edit.after, addition->under)->first
                                     : change->edit.after->root.first;

    for (; old != NULL && item != NULL; old = old->next)
        item = item->next;
    return item;
}

/* Each item on a line; what they do to the figures comes once, at the end. */
static void answer_outline(struct wp_transaction *change, const struct wp_item *first)
{
    struct wp_app *app = change->app;
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    const struct wp_item *top;
    const struct wp_item *item;

    for (top = first; top != NULL; top = top->next) {
        for (item = top; item != NULL; item = wp_item_after(item, top)) {
            wp_paint_mark(&painter, wp_mark_of(&item->progress));
            wp_buf_putc(&app->out, ' ');
            wp_item_path(&app->out, item);
            wp_buf_putc(&app->out, ' ');
            wp_paint_clean(&painter, &app->out, item->title);
            wp_buf_putc(&app->out, '\n');
        }
    }
    wp_answer_week(app, change->found.week, change->edit.after);
}

/* Under a parent that is done or dropped what is new is so at once. */
static void explain_new_state(struct wp_app *app, const struct wp_item *item)
{
    if (item->done || wp_closed_by(item) == NULL)
        return;
    wp_buf_puts(&app->err, "weekplan: ");
    wp_explain_state(&app->err, app, item);
    wp_buf_putc(&app->err, '\n');
}

static enum wp_status add_items(struct wp_transaction *change, void *context,
                                struct wp_error *error)
{
    struct addition *addition = context;
    enum wp_status status = change->found.week != NULL ? add_to_week(change, addition, error)
                                                       : add_new_week(change, addition, error);
    const struct wp_item *first;

    if (status != WP_OK)
        return status;
    first = first_added(change, addition);
    if (addition->is_outline)
        answer_outline(change, first);
    else
        wp_answer(change->app, first, change->found.week, change->edit.after);
    explain_new_state(change->app, first);
    return WP_OK;
}

enum wp_status wp_cmd_add(struct wp_app *app, struct wp_error *error)
{
    struct addition addition = {.arena = wp_arena_new(4096), .outline = {.fd = -1}};
    bool outline = app->arguments.word_count == 1 && strcmp(app->arguments.words[0], "-") == 0;
    enum wp_status status;

    if (addition.arena == NULL)
        return wp_fail_memory(error);
    status = outline ? read_outline(app, &addition, error) : read_item(app, &addition, error);
    if (status == WP_OK)
        status = wp_change_plan(app, add_items, &addition, true, error);
    wp_file_close(&addition.outline);
    wp_buf_free(&addition.title);
    wp_arena_free(addition.arena);
    return status;
}
