/* `done` and `reopen`: they answer for the same two keys. */
#include <stdlib.h>

#include "cli/change.h"
#include "cli/commands.h"
#include "cli/opened.h"
#include "model/values.h"
#include "report/paint.h"

/* What is to become of the items that the REFs name. */
struct marking {
    bool reopen;
    bool day_given;      /* --on */
    struct wp_item done; /* says that it is done, and when */
    struct wp_item blank;
};

struct chosen {
    const struct wp_item **items;
    size_t count;
    struct wp_change *changes;
    size_t change_count;
};

static bool is_chosen(const struct chosen *chosen, const struct wp_item *item)
{
    size_t i;

    for (i = 0; i < chosen->count; i++)
        if (chosen->items[i] == item)
            return true;
    return false;
}

/* What the item is already, or NULL when there is something to do. */
static const char *already(const struct marking *marking, const struct wp_item *item)
{
    if (marking->reopen)
        return item->progress.state == WP_OPEN ? "open" : NULL;
    if (item->progress.state != WP_DONE)
        return NULL;
    return !marking->day_given || wp_item_agree(item, &marking->done, WP_KEY_DONE) ? "done" : NULL;
}

static void say_already(struct wp_app *app, const struct wp_item *item, const char *what)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    wp_item_path(&app->out, item);
    wp_buf_putc(&app->out, ' ');
    wp_paint_clean(&painter, &app->out, item->title);
    wp_buf_printf(&app->out, " is %s already\n", what);
}

static enum wp_status refuse(const struct wp_app *app, const struct wp_item *item,
                             struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;
    enum wp_status status;

    wp_explain_state(&why, app, item);
    status = why.failed ? wp_fail_memory(error) : wp_fail(error, WP_USAGE, "%s", why.data);
    wp_buf_free(&why);
    return status;
}

static bool is_dropped_above(const struct wp_item *item)
{
    for (item = item->parent; item != NULL; item = item->parent)
        if (item->dropped)
            return true;
    return false;
}

/* Whether the command would leave the item as it is all the same. */
static bool is_held(const struct marking *marking, const struct wp_item *item)
{
    return marking->reopen ? !item->done && !item->dropped : is_dropped_above(item);
}

static enum wp_status choose(struct wp_transaction *change, const struct marking *marking,
                             struct chosen *chosen, struct wp_error *error)
{
    struct wp_app *app = change->app;
    unsigned acts_on =
        marking->reopen ? WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED) : WP_ACTS_ON(WP_OPEN);
    size_t i;

    for (i = 0; i < app->arguments.word_count; i++) {
        const struct wp_item *item;
        enum wp_status status =
            wp_resolve(app, change->found.week, app->arguments.words[i], acts_on, &item, error);

        if (status != WP_OK)
            return status;
        if (is_chosen(chosen, item))
            continue;
        if (already(marking, item) != NULL) {
            say_already(app, item, already(marking, item));
            continue;
        }
        if (is_held(marking, item))
            return refuse(app, item, error);
        chosen->items[chosen->count++] = item;
        chosen->changes[chosen->change_count++] = (struct wp_change){
            item, WP_KEY_DONE, marking->reopen ? &marking->blank : &marking->done};
        chosen->changes[chosen->change_count++] =
            (struct wp_change){item, WP_KEY_DROPPED, &marking->blank};
    }
    return WP_OK;
}

static void answer(struct wp_transaction *change, const struct marking *marking,
                   const struct chosen *chosen)
{
    struct wp_app *app = change->app;
    size_t i;

    for (i = 0; i < chosen->count; i++) {
        const struct wp_item *item = wp_counterpart(change->edit.after, chosen->items[i]);

        wp_answer(app, item, change->found.week, change->edit.after);
        if (marking->reopen && item->progress.state != WP_OPEN) {
            wp_buf_puts(&app->err, "weekplan: ");
            wp_explain_state(&app->err, app, item);
            wp_buf_putc(&app->err, '\n');
        }
    }
}

/* --on, else today; in a week that is over its last day. */
static enum wp_status fill_day(struct wp_transaction *change, struct marking *marking,
                               struct wp_error *error)
{
    const struct wp_app *app = change->app;
    const char *on = wp_given_value(&app->arguments, WP_OPT_ON);
    wp_day start = change->found.week->start;

    marking->blank = wp_item_blank();
    marking->done = wp_item_blank();
    marking->done.done = true;
    marking->done.done_on = app->today <= start + 6 ? app->today : start + 6;
    marking->day_given = on != NULL;
    if (on != NULL && !wp_day_parse_word(wp_str(on), app->today, start, &marking->done.done_on))
        return wp_bad_day(WP_OPT_ON, on, error);
    return WP_OK;
}

static enum wp_status mark_items(struct wp_transaction *change, void *context,
                                 struct wp_error *error)
{
    struct marking *marking = context;
    size_t words = change->app->arguments.word_count;
    struct chosen chosen = {.count = 0};
    enum wp_status status;

    if (change->found.week == NULL)
        return wp_app_no_week(change->app, &change->found, error);
    status = fill_day(change, marking, error);
    if (status != WP_OK)
        return status;
    chosen.items = calloc(words, sizeof(struct wp_item *));
    chosen.changes = calloc(2 * words, sizeof *chosen.changes);
    if (chosen.items == NULL || chosen.changes == NULL)
        status = wp_fail_memory(error);
    else
        status = choose(change, marking, &chosen, error);
    if (status == WP_OK && chosen.count > 0) {
        status = wp_edit_week(&change->edit, change->found.week, chosen.changes,
                              chosen.change_count, error);
        change->edited = status == WP_OK;
    }
    if (change->edited)
        answer(change, marking, &chosen);
    free(chosen.items);
    free(chosen.changes);
    return status;
}

enum wp_status wp_cmd_done(struct wp_app *app, struct wp_error *error)
{
    struct marking marking = {.reopen = false};

    return wp_change_plan(app, mark_items, &marking, false, error);
}

enum wp_status wp_cmd_reopen(struct wp_app *app, struct wp_error *error)
{
    struct marking marking = {.reopen = true};

    return wp_change_plan(app, mark_items, &marking, false, error);
}
