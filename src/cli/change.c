#include "cli/change.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/journal.h"
#include "cli/opened.h"
#include "model/values.h"
#include "report/paint.h"
#include "report/words.h"
#include "sys/files.h"
#include <weekplan/progress.h>

enum { RETRIES = 5, NAME_COLUMNS = 30 };

static enum wp_status begin(struct wp_transaction *change, bool finds, struct wp_error *error)
{
    enum wp_status status = wp_save_begin(&change->save, change->app->plan_path, error);

    if (status != WP_OK)
        return status;
    change->input = wp_save_input(change->save);
    status = wp_plan_open(&change->plan, &change->input, error);
    if (status != WP_OK || !finds)
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

/* `finds`: the selected week is found before the intent is carried out. */
static enum wp_status transact(struct wp_app *app, wp_intent *intent, void *context, bool finds,
                               struct wp_error *error)
{
    enum wp_status status = WP_OK;
    bool again = true;
    int tries = 0;

    while (again) {
        struct wp_transaction change = {.app = app};

        again = false;
        wp_buf_clear(&app->subject);
        status = begin(&change, finds, error);
        if (status == WP_OK)
            status = intent(&change, context, error);
        if (status == WP_OK && change.edited) {
            /* What cannot be answered is better not done. */
            if (app->out.failed || app->err.failed)
                status = wp_fail_memory(error);
            else
                status = wp_journal_commit(&change, error);
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

enum wp_status wp_change_plan(struct wp_app *app, wp_intent *intent, void *context, bool starts,
                              struct wp_error *error)
{
    enum wp_status status = starts ? WP_OK : check_exists(app, error);

    return status == WP_OK ? transact(app, intent, context, true, error) : status;
}

enum wp_status wp_change_file(struct wp_app *app, wp_intent *intent, void *context,
                              struct wp_error *error)
{
    enum wp_status status = wp_place_exists(app->plan_path) ? WP_OK : check_exists(app, error);

    return status == WP_OK ? transact(app, intent, context, false, error) : status;
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

    wp_name_command(&next, app, empty ? "add" : "status", NULL);
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

enum wp_status wp_resolve_or_week(struct wp_transaction *change, const char *ref,
                                  const struct wp_item **item, struct wp_error *error)
{
    const struct wp_week *week = change->found.week;

    if (week == NULL)
        return wp_app_no_week(change->app, &change->found, error);
    if (strcmp(ref, ".") != 0)
        return wp_resolve(change->app, week, ref, WP_ACTS_ON_ALL, item, error);
    *item = &week->root;
    return WP_OK;
}

const struct wp_item *wp_closed_by(const struct wp_item *item)
{
    enum wp_state state = item->progress.state;

    for (item = item->parent; item != NULL; item = item->parent)
        if ((state == WP_DONE && item->done) || (state == WP_DROPPED && item->dropped))
            return item;
    return NULL;
}

static void explain_by(struct wp_buf *out, const struct wp_app *app, const struct wp_item *item)
{
    wp_buf_puts(out, " (");
    wp_name_command(out, app, "reopen", item);
    wp_buf_putc(out, ')');
}

void wp_explain_state(struct wp_buf *out, const struct wp_app *app, const struct wp_item *item)
{
    bool done = item->progress.state == WP_DONE;
    const struct wp_item *above = wp_closed_by(item);

    wp_item_path(out, item);
    wp_buf_printf(out, " is %s", done ? "done" : "dropped");
    if (above != NULL) {
        wp_buf_puts(out, " because ");
        wp_item_path(out, above);
        wp_buf_puts(out, " is");
        explain_by(out, app, above);
    } else if (done ? item->done : item->dropped) {
        explain_by(out, app, item);
    } else if (item->first != NULL) {
        wp_buf_puts(out, " because all its subtasks are (reopen one of them)");
    } else {
        wp_buf_puts(out, " because its progress is full (");
        wp_name_command(out, app, "progress", item);
        wp_buf_puts(out, " VALUE)");
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

/* The goal, or the week, as it was before; NULL where it is new. */
static const struct wp_item *before_of(const struct wp_week *before, const struct wp_item *item)
{
    const struct wp_item *old;

    if (before == NULL || item->parent == NULL)
        return before != NULL ? &before->root : NULL;
    for (old = before->root.first; old != NULL && old->number != item->number;)
        old = old->next;
    return old;
}

/* The figure that it had; -1 where it is new. */
static int shown_before(const struct wp_week *before, const struct wp_item *item)
{
    const struct wp_item *old = before_of(before, item);

    return old != NULL ? wp_progress_shown(&old->progress) : -1;
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

/* A figure that its own mark does not tell already. */
static bool has_figure(const struct wp_item *goal)
{
    return goal->first != NULL || goal->measure.given;
}

static void answer_goal(struct wp_painter *painter, const struct wp_week *before,
                        const struct wp_item *goal)
{
    answer_figure(painter, shown_before(before, goal), wp_progress_shown(&goal->progress));
    wp_buf_puts(painter->out, ", ");
}

/* The goals that were there before and whose figures are others now. */
static void answer_goals(struct wp_painter *painter, const struct wp_week *before,
                         const struct wp_week *after)
{
    const struct wp_item *goal;

    for (goal = after->root.first; goal != NULL; goal = goal->next) {
        if (!has_figure(goal) || before_of(before, goal) == NULL ||
            shown_before(before, goal) == wp_progress_shown(&goal->progress))
            continue;
        answer_name(painter, goal);
        answer_goal(painter, before, goal);
    }
}

/* "✓ 1.2.3 Round 3"; the week by its days and its title. */
static void answer_item(struct wp_painter *painter, const struct wp_item *item,
                        const struct wp_week *week)
{
    struct wp_buf *out = painter->out;

    if (item->parent == NULL) {
        wp_words_week(out, week->start, wp_paint_pick(painter, "–", "-"));
        if (item->title.length > 0)
            wp_buf_puts(out, wp_paint_pick(painter, " · ", " - "));
        wp_paint_clean(painter, out, item->title);
        return;
    }
    wp_paint_mark(painter, wp_mark_of(&item->progress));
    wp_buf_putc(out, ' ');
    wp_item_path(out, item);
    wp_buf_putc(out, ' ');
    wp_paint_clean(painter, out, item->title);
}

/* What `undo` will call the step: the items that it was about. */
static void note_subject(struct wp_buf *subject, const struct wp_item *item)
{
    wp_buf_puts(subject, subject->length > 0 ? ", " : "");
    wp_item_path(subject, item);
    wp_buf_puts(subject, item->parent != NULL ? " " : "the week");
    if (item->parent != NULL)
        wp_buf_append(subject, item->title);
}

void wp_answer(struct wp_app *app, const struct wp_item *const *items, size_t count,
               const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    const struct wp_item *goal = goal_of(items[0]);
    size_t i;

    for (i = 0; i < count; i++) {
        note_subject(&app->subject, items[i]);
        answer_item(&painter, items[i], after);
        wp_buf_puts(&app->out, count > 1 ? "\n" : "   ");
    }
    if (count > 1) {
        answer_goals(&painter, before, after);
    } else if (goal->parent != NULL && (goal != items[0] || has_figure(goal))) {
        if (goal != items[0])
            answer_name(&painter, goal);
        answer_goal(&painter, before, goal);
    }
    wp_answer_week(app, before, after);
}

void wp_answer_already(struct wp_app *app, const struct wp_item *item, const char *already)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    if (item->parent == NULL) {
        wp_buf_puts(&app->out, "the week");
    } else {
        wp_item_path(&app->out, item);
        wp_buf_putc(&app->out, ' ');
        wp_paint_clean(&painter, &app->out, item->title);
    }
    wp_buf_printf(&app->out, " %s\n", already);
}

enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, const char *already,
                              struct wp_error *error)
{
    struct wp_change changes[WP_KEY_COUNT];
    const struct wp_item *after;
    enum wp_status status;
    enum wp_key key;
    size_t count = 0;

    for (key = 0; key < WP_KEY_COUNT; key++)
        if ((keys & WP_KEY_BIT(key)) != 0 && !wp_item_agree(item, values, key))
            changes[count++] = (struct wp_change){item, key, values};
    if (count == 0) {
        wp_answer_already(change->app, item, already);
        return WP_OK;
    }
    status = wp_edit_week(&change->edit, change->found.week, changes, count, error);
    change->edited = status == WP_OK;
    if (status != WP_OK)
        return status;
    after = wp_counterpart(change->edit.after, item);
    wp_answer(change->app, &after, 1, change->found.week, change->edit.after);
    return WP_OK;
}
