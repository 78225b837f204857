#include "cli/change.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/opened.h"
#include "report/paint.h"
#include "sys/files.h"
#include <weekplan/progress.h>

enum { RETRIES = 5, NAME_COLUMNS = 30 };

static enum wp_status begin(struct wp_transaction *change, struct wp_error *error)
{
    enum wp_status status = wp_save_begin(&change->save, change->app->plan_path, error);

    if (status != WP_OK)
        return status;
    change->input = wp_save_input(change->save);
    status = wp_plan_open(&change->plan, &change->input, error);
    if (status != WP_OK)
        return status;
    status = wp_app_find_week(change->app, change->plan, &change->found, error);
    return status == WP_MISSING ? WP_OK : status;
}

static void end(struct wp_transaction *change)
{
    wp_edit_free(&change->edit);
    wp_week_free(change->found.week);
    wp_plan_close(change->plan);
    wp_save_end(change->save);
}

/* Saving would make the directory of a plan that is to be changed; a command
 * that changes one looks first whether it is there. */
static enum wp_status check_exists(const struct wp_app *app, struct wp_error *error)
{
    struct wp_file file;
    enum wp_status status = wp_file_open(&file, app->plan_path, error);

    wp_file_close(&file);
    return status;
}

enum wp_status wp_change_plan(struct wp_app *app, wp_intent *intent, void *context, bool starts,
                              struct wp_error *error)
{
    enum wp_status status = starts ? WP_OK : check_exists(app, error);
    bool again = status == WP_OK;
    int tries = 0;

    while (again) {
        struct wp_transaction change = {.app = app};

        again = false;
        status = begin(&change, error);
        if (status == WP_OK)
            status = intent(&change, context, error);
        if (status == WP_OK && change.edited) {
            /* What cannot be answered is better not done. */
            if (app->out.failed || app->err.failed)
                status = wp_fail_memory(error);
            else
                status = wp_save_commit(change.save, &change.edit.patch, error);
            again = status == WP_BUSY && ++tries < RETRIES;
            if (status != WP_OK) {
                /* It speaks of what has not happened. */
                wp_buf_clear(&app->out);
                wp_buf_clear(&app->err);
            }
        }
        end(&change);
    }
    return status;
}

static void list_candidates(struct wp_app *app, const struct wp_selection *selection)
{
    struct wp_text_style style = wp_app_error_style(app);
    struct wp_painter painter = {&app->err, &style, 0};
    size_t i;

    for (i = 0; i < selection->candidate_count; i++) {
        wp_buf_puts(&app->err, "  ");
        wp_item_path(&app->err, selection->candidates[i]);
        wp_buf_puts(&app->err, "  ");
        wp_paint_clean(&painter, &app->err, selection->candidates[i]->title);
        wp_buf_putc(&app->err, '\n');
    }
    if (selection->fitting > selection->candidate_count && selection->candidate_count > 0)
        wp_buf_puts(&app->err, "  ...\n");
}

/* "weekplan reopen -w last": a command to go on with is for the file and the
 * week that this one is for. */
static void name_command(struct wp_buf *buf, const struct wp_app *app, const char *command)
{
    static const enum wp_option_id kept[] = {WP_OPT_FILE, WP_OPT_WEEK};
    size_t i;

    wp_buf_printf(buf, "weekplan %s", command);
    for (i = 0; i < sizeof kept / sizeof kept[0]; i++)
        if (wp_given(&app->arguments, kept[i]))
            wp_buf_printf(buf, " -%c %s", wp_options[kept[i]].letter,
                          wp_given_value(&app->arguments, kept[i]));
}

static bool is_path(const char *ref)
{
    return ref[0] != '\0' && ref[strspn(ref, "0123456789.")] == '\0';
}

/* Where neither one nor several come near it. */
static enum wp_status fail_to_find(const struct wp_app *app, const struct wp_week *week,
                                   const char *ref, struct wp_error *error)
{
    struct wp_buf next = WP_BUF_INIT;
    bool empty = week->root.first == NULL;
    enum wp_status status = WP_USAGE;

    name_command(&next, app, empty ? "add" : "status");
    if (next.failed)
        status = wp_fail_memory(error);
    else if (empty)
        wp_fail(error, status, "the week has no goals yet (%s TITLE records one)", next.data);
    else if (is_path(ref))
        wp_fail(error, status, "there is no item %s (%s shows the paths)", ref, next.data);
    else
        wp_fail(error, status, "no item is called '%s' (%s lists them)", ref, next.data);
    wp_buf_free(&next);
    return status;
}

/* Says why `ref` names no item, and what to do about it. */
static enum wp_status fail_to_select(const struct wp_app *app, const struct wp_week *week,
                                     const char *ref, const struct wp_selection *selection,
                                     struct wp_error *error)
{
    if (selection->fitting > 1)
        return wp_fail(error, WP_USAGE, "'%s' fits %zu items, listed above (name one by its path)",
                       ref, selection->fitting);
    if (selection->candidate_count > 0)
        return wp_fail(error, WP_USAGE, "no item is called '%s' (%s)", ref,
                       selection->candidate_count == 1 ? "did you mean the one above?"
                                                       : "the nearest are listed above");
    return fail_to_find(app, week, ref, error);
}

enum wp_status wp_resolve(struct wp_app *app, const struct wp_week *week, const char *ref,
                          unsigned acts_on, const struct wp_item **item, struct wp_error *error)
{
    struct wp_selection selection;
    enum wp_status status = wp_select(week, wp_str(ref), acts_on, &selection, error);

    *item = selection.item;
    if (status != WP_OK || selection.item != NULL)
        return status;
    /* What is listed comes first, so that the message, printed last, can speak
     * of it. */
    list_candidates(app, &selection);
    return fail_to_select(app, week, ref, &selection, error);
}

const struct wp_item *wp_closed_by(const struct wp_item *item)
{
    enum wp_state state = item->progress.state;

    for (item = item->parent; item != NULL; item = item->parent)
        if ((state == WP_DONE && item->done) || (state == WP_DROPPED && item->dropped))
            return item;
    return NULL;
}

void wp_explain_state(struct wp_buf *out, const struct wp_app *app, const struct wp_item *item)
{
    const struct wp_item *above = wp_closed_by(item);

    wp_item_path(out, item);
    wp_buf_printf(out, " is %s because ", item->progress.state == WP_DONE ? "done" : "dropped");
    if (above != NULL) {
        wp_item_path(out, above);
        wp_buf_puts(out, " is (");
        name_command(out, app, "reopen");
        wp_buf_putc(out, ' ');
        wp_item_path(out, above);
        wp_buf_putc(out, ')');
    } else if (item->first != NULL) {
        wp_buf_puts(out, "all its subtasks are (reopen one of them)");
    } else {
        wp_buf_puts(out, "its progress is full (change its 'progress:')");
    }
}

const struct wp_item *wp_counterpart(const struct wp_week *after, const struct wp_item *item)
{
    const struct wp_item *parent;
    const struct wp_item *child;

    if (item->parent == NULL)
        return &after->root;
    parent = wp_counterpart(after, item->parent);
    for (child = parent->first; child != NULL && child->number != item->number;)
        child = child->next;
    return child != NULL ? child : parent;
}

static const struct wp_item *goal_of(const struct wp_item *item)
{
    while (item->parent != NULL && item->parent->parent != NULL)
        item = item->parent;
    return item;
}

/* The figure that a goal, or the week, had before; -1 where it is new. */
static int shown_before(const struct wp_week *before, const struct wp_item *item)
{
    const struct wp_item *old;

    if (before == NULL)
        return -1;
    old = &before->root;
    if (item->parent != NULL) {
        for (old = before->root.first; old != NULL && old->number != item->number;)
            old = old->next;
        if (old == NULL)
            return -1;
    }
    return wp_progress_shown(&old->progress);
}

/* "33.3% → 50%"; the second figure alone where there was none before. */
static void answer_figure(struct wp_painter *painter, int before, int after)
{
    struct wp_buf *out = painter->out;
    bool ascii = painter->style->ascii;

    if (before >= 0 && before != after) {
        wp_shown_format(out, before, ascii);
        wp_buf_puts(out, wp_paint_pick(painter, " → ", " -> "));
    }
    wp_shown_format(out, after, ascii);
}

/* The id is shortest; a title is cut. */
static void answer_name(struct wp_painter *painter, const struct wp_item *goal)
{
    struct wp_buf name = WP_BUF_INIT;
    struct wp_str whole, shown;

    wp_paint_clean(painter, &name, goal->id.length > 0 ? goal->id : goal->title);
    whole = wp_buf_str(&name);
    shown = wp_fit(whole, NAME_COLUMNS, NULL);
    wp_buf_append(painter->out, shown);
    if (shown.length < whole.length)
        wp_buf_puts(painter->out, wp_paint_pick(painter, "…", "..."));
    wp_buf_putc(painter->out, ' ');
    painter->out->failed = painter->out->failed || name.failed;
    wp_buf_free(&name);
}

void wp_answer_week(struct wp_app *app, const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    wp_buf_puts(&app->out, "week ");
    answer_figure(&painter, shown_before(before, &after->root),
                  wp_progress_shown(&after->root.progress));
    wp_buf_putc(&app->out, '\n');
}

void wp_answer(struct wp_app *app, const struct wp_item *item, const struct wp_week *before,
               const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    const struct wp_item *goal = goal_of(item);

    wp_paint_mark(&painter, wp_mark_of(&item->progress));
    wp_paint(&painter, WP_TINT_PLAIN, " ");
    wp_item_path(&app->out, item);
    wp_buf_putc(&app->out, ' ');
    wp_paint_clean(&painter, &app->out, item->title);
    wp_buf_puts(&app->out, "   ");
    if (goal != item)
        answer_name(&painter, goal);
    if (goal != item || item->first != NULL || item->measure.given) {
        answer_figure(&painter, shown_before(before, goal), wp_progress_shown(&goal->progress));
        wp_buf_puts(&app->out, ", ");
    }
    wp_answer_week(app, before, after);
}

enum wp_status wp_bad_day(enum wp_option_id option, const char *value, struct wp_error *error)
{
    if (wp_day_shaped(wp_str(value)))
        return wp_fail(error, WP_USAGE, "%s: there is no day '%s'", wp_options[option].name, value);
    return wp_fail(error, WP_USAGE,
                   "%s: '%s' is not a day (write YYYY-MM-DD, today, yesterday, tomorrow, or mon to "
                   "sun)",
                   wp_options[option].name, value);
}
