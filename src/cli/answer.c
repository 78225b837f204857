#include "cli/answer.h"

#include "cli/change.h"
#include "cli/wording.h"
#include "edit/write.h"
#include "report/paint.h"
#include "report/words.h"
#include <weekplan/progress.h>

enum { NAME_COLUMNS = 30, REASON_COLUMNS = 40 };

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

void wp_explain_inherited(struct wp_app *app, const struct wp_item *item)
{
    struct wp_buf why = WP_BUF_INIT;

    if (item->done || wp_closed_by(item) == NULL)
        return;
    wp_explain_state(&why, app, item);
    wp_remark(app, &why);
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
    wp_paint_cut(painter, painter->out, goal->id.length > 0 ? goal->id : goal->title, NAME_COLUMNS);
    wp_buf_putc(painter->out, ' ');
}

void wp_remark_due(struct wp_app *app, wp_day due)
{
    struct wp_buf text = WP_BUF_INIT;

    if (due == WP_NO_DAY || due >= app->today)
        return;
    wp_buf_printf(&text, "%s, ", wp_weekday_name(wp_weekday_of(due)));
    wp_day_format(&text, due);
    wp_buf_puts(&text, ", when it is due, is over");
    wp_remark(app, &text);
}

void wp_remark_done_day(struct wp_app *app, const struct wp_item *values, wp_day week_start)
{
    struct wp_buf text = WP_BUF_INIT;
    wp_day day = values->done_on;

    if (day == WP_NO_DAY || (day >= week_start && day <= week_start + 6))
        return;
    wp_buf_printf(&text, "%s, ", wp_weekday_name(wp_weekday_of(day)));
    wp_day_format(&text, day);
    wp_buf_puts(&text, ", when it was done, is not in ");
    wp_name_week(&text, app, week_start);
    wp_remark(app, &text);
}

void wp_remark_week_off(struct wp_app *app, const struct wp_week *week)
{
    struct wp_text_style style = wp_app_error_style(app);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_painter painter = {&text, &style, 0};

    if (!week->root.skip)
        return;
    wp_name_week(&text, app, week->start);
    wp_buf_puts(&text, " is off");
    wp_buf_puts(&text, week->root.skip_reason.length > 0 ? ": " : "");
    wp_paint_cut(&painter, &text, week->root.skip_reason, REASON_COLUMNS);
    wp_buf_puts(&text, " (");
    wp_name_command_in(&text, app, "defer", week->start, NULL);
    wp_buf_puts(&text, " --to DAY REF puts items off to a later one)");
    wp_remark(app, &text);
}

static void answer_week_figure(struct wp_app *app, const struct wp_week *before,
                               const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    answer_figure(&painter, shown_before(before, &after->root),
                  wp_progress_shown(&after->root.progress));
    wp_buf_putc(&app->out, '\n');
}

void wp_answer_week(struct wp_app *app, const struct wp_week *before, const struct wp_week *after)
{
    wp_buf_puts(&app->out, "week ");
    answer_week_figure(app, before, after);
}

void wp_answer_named_week(struct wp_app *app, const struct wp_week *before,
                          const struct wp_week *after)
{
    if (wp_weeks_away(after->start, app->today) == 0) {
        wp_answer_week(app, before, after);
        return;
    }
    wp_name_week(&app->out, app, after->start);
    wp_buf_puts(&app->out, ": ");
    answer_week_figure(app, before, after);
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

void wp_note_subject(struct wp_app *app, const struct wp_item *item)
{
    struct wp_buf *subject = &app->subject;

    wp_buf_puts(subject, subject->length > 0 ? ", " : "");
    wp_item_path(subject, item);
    wp_buf_puts(subject, item->parent != NULL ? " " : "the week");
    if (item->parent != NULL)
        wp_buf_append(subject, item->title);
}

/* The figure of the goal that one item is, or is under. */
static void answer_own_goal(struct wp_painter *painter, const struct wp_item *item,
                            const struct wp_week *before)
{
    const struct wp_item *goal = wp_item_goal(item);

    if (goal->parent == NULL || (goal == item && !has_figure(goal)))
        return;
    if (goal != item)
        answer_name(painter, goal);
    answer_goal(painter, before, goal);
}

void wp_answer(struct wp_app *app, const struct wp_item *const *items, size_t count,
               const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    size_t i;

    for (i = 0; i < count; i++) {
        wp_note_subject(app, items[i]);
        answer_item(&painter, items[i], after);
        wp_buf_puts(&app->out, count > 1 ? "\n" : "   ");
    }
    if (count > 1)
        answer_goals(&painter, before, after);
    else
        answer_own_goal(&painter, items[0], before);
    wp_answer_week(app, before, after);
}

void wp_answer_set(struct wp_app *app, const struct wp_item *item, unsigned keys,
                   const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};
    size_t i;

    wp_note_subject(app, item);
    answer_item(&painter, item, after);
    wp_buf_puts(&app->out, "   ");
    for (i = 0; i < WP_KEY_COUNT; i++) {
        size_t begin = app->out.length;

        if ((keys & WP_KEY_BIT(wp_key_order[i])) != 0)
            wp_word_key(&app->out, &painter, item, wp_key_order[i]);
        wp_buf_puts(&app->out, app->out.length > begin ? ", " : "");
    }
    answer_own_goal(&painter, item, before);
    wp_answer_week(app, before, after);
}

static void answer_arrival(struct wp_painter *painter, const struct wp_item *top, bool all,
                           const struct wp_week *week)
{
    const struct wp_item *item;

    for (item = top; item != NULL; item = all ? wp_item_after(item, top) : NULL) {
        answer_item(painter, item, week);
        if (item->weekly)
            wp_buf_puts(painter->out, "   every week");
        else if (item->carried > 0)
            wp_buf_printf(painter->out, "   carried %s%u", wp_paint_pick(painter, "×", "x"),
                          (unsigned)item->carried);
        wp_buf_putc(painter->out, '\n');
    }
}

/* Items only ever come behind those that were there. */
static void answer_arrivals(struct wp_painter *painter, const struct wp_item *before,
                            const struct wp_item *after, bool all, const struct wp_week *week)
{
    const struct wp_item *old = before != NULL ? before->first : NULL;
    const struct wp_item *item;

    for (item = after->first; item != NULL; item = item->next) {
        if (old == NULL) {
            answer_arrival(painter, item, all, week);
            continue;
        }
        answer_arrivals(painter, old, item, all, week);
        old = old->next;
    }
}

void wp_answer_arrivals(struct wp_app *app, const struct wp_week *before,
                        const struct wp_week *after, bool all)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    answer_arrivals(&painter, before != NULL ? &before->root : NULL, &after->root, all, after);
}

/* The goals that are in both weeks, and whose figures are others now. */
static void answer_other_goals(struct wp_painter *painter, const struct wp_item *item,
                               const struct wp_item *moved, const struct wp_week *before,
                               const struct wp_week *after)
{
    const struct wp_item *old = before->root.first;
    const struct wp_item *goal;

    for (goal = after->root.first; goal != NULL; goal = goal->next) {
        if (goal == moved)
            continue;
        if (old == item)
            old = old->next;
        if (has_figure(goal) &&
            wp_progress_shown(&old->progress) != wp_progress_shown(&goal->progress)) {
            answer_name(painter, goal);
            answer_figure(painter, wp_progress_shown(&old->progress),
                          wp_progress_shown(&goal->progress));
            wp_buf_puts(painter->out, ", ");
        }
        old = old->next;
    }
}

void wp_answer_moved(struct wp_app *app, const struct wp_item *item, const struct wp_item *moved,
                     const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {&app->out, &style, 0};

    wp_note_subject(app, moved);
    answer_item(&painter, moved, after);
    wp_buf_puts(&app->out, "   was ");
    wp_item_path(&app->out, item);
    wp_buf_puts(&app->out, ", ");
    answer_other_goals(&painter, item, moved, before, after);
    wp_answer_week(app, before, after);
}

void wp_name_item(struct wp_buf *out, const struct wp_app *app, const struct wp_item *item)
{
    struct wp_text_style style = wp_app_text_style(app);
    struct wp_painter painter = {out, &style, 0};

    if (item->parent == NULL) {
        wp_buf_puts(out, "the week");
    } else {
        wp_item_path(out, item);
        wp_buf_putc(out, ' ');
        wp_paint_clean(&painter, out, item->title);
    }
}

void wp_explain_bar(struct wp_buf *out, const struct wp_app *app, const struct wp_item *bar,
                    const char *where)
{
    const char *why = " is at another place ";

    if (bar->dropped)
        why = " is dropped ";
    else if (bar->done)
        why = " is done ";
    else if (bar->measure.given)
        why = " has a progress of its own ";
    wp_name_item(out, app, bar);
    wp_buf_puts(out, why);
    wp_buf_puts(out, where);
}

void wp_answer_already(struct wp_app *app, const struct wp_item *item, const char *already)
{
    wp_name_item(&app->out, app, item);
    wp_buf_printf(&app->out, " %s\n", already);
}
