#include "cmd/print_change.h"

#include "cmd/describe_value.h"
#include "plan/keys.h"
#include "render/term.h"
#include "render/words.h"
#include <weekplan/progress.h>

enum { NAME_COLUMNS = 30, REASON_COLUMNS = 40 };

const struct wp_item *wp_item_closed_by(const struct wp_item *item)
{
    enum wp_state state = item->progress.state;

    for (item = item->parent; item != NULL; item = item->parent)
        if ((state == WP_DONE && item->done) || (state == WP_DROPPED && item->dropped))
            return item;
    return NULL;
}

static void explain_by(struct wp_buf *out, const struct wp_context *context,
                       const struct wp_item *item)
{
    wp_buf_puts(out, " (");
    wp_context_name_command(out, context, "reopen", item);
    wp_buf_putc(out, ')');
}

void wp_print_change_state(struct wp_buf *out, const struct wp_context *context,
                           const struct wp_item *item)
{
    bool done = item->progress.state == WP_DONE;
    const struct wp_item *above = wp_item_closed_by(item);

    wp_item_path(out, item);
    wp_buf_printf(out, " is %s", done ? "done" : "dropped");
    if (above != NULL) {
        wp_buf_puts(out, " because ");
        wp_item_path(out, above);
        wp_buf_puts(out, " is");
        explain_by(out, context, above);
    } else if (done ? item->done : item->dropped) {
        explain_by(out, context, item);
    } else if (item->first != NULL) {
        wp_buf_puts(out, " because all its subtasks are (reopen one of them)");
    } else {
        wp_buf_puts(out, " because its progress is full (");
        wp_context_name_command(out, context, "progress", item);
        wp_buf_puts(out, " VALUE)");
    }
}

void wp_print_change_inherited(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf why = WP_BUF_INIT;

    if (item->done || wp_item_closed_by(item) == NULL)
        return;
    wp_print_change_state(&why, context, item);
    wp_context_remark(context, &why);
}

const struct wp_item *wp_item_counterpart(const struct wp_week *after, const struct wp_item *item)
{
    const struct wp_item *parent;
    const struct wp_item *child;

    if (item->parent == NULL)
        return &after->root;
    parent = wp_item_counterpart(after, item->parent);
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

    return old != NULL ? wp_progress_percent(&old->progress) : -1;
}

/* "33.3% → 50%"; the second figure alone where there was none before. */
static void answer_figure(struct wp_term *term, int before, int after)
{
    struct wp_buf *out = term->out;
    bool ascii = term->style->ascii;

    if (before >= 0 && before != after) {
        wp_progress_format_percent(out, before, ascii);
        wp_buf_puts(out, wp_term_pick(term, " → ", " -> "));
    }
    wp_progress_format_percent(out, after, ascii);
}

/* The id is shortest; a title is cut. */
static void answer_name(struct wp_term *term, const struct wp_item *goal)
{
    wp_term_cut(term, term->out, goal->id.length > 0 ? goal->id : goal->title, NAME_COLUMNS);
    wp_buf_putc(term->out, ' ');
}

void wp_context_remark_due(struct wp_context *context, wp_day due)
{
    struct wp_buf text = WP_BUF_INIT;

    if (due == WP_NO_DAY || due >= context->today)
        return;
    wp_buf_printf(&text, "%s, ", wp_words_weekday(wp_weekday_of(due)));
    wp_day_format(&text, due);
    wp_buf_puts(&text, ", when it is due, is over");
    wp_context_remark(context, &text);
}

void wp_remark_done_day(struct wp_context *context, const struct wp_item *values, wp_day week_start)
{
    struct wp_buf text = WP_BUF_INIT;
    wp_day day = values->done_on;

    if (day == WP_NO_DAY || (day >= week_start && day < week_start + WP_DAYS_OF_WEEK))
        return;
    wp_buf_printf(&text, "%s, ", wp_words_weekday(wp_weekday_of(day)));
    wp_day_format(&text, day);
    wp_buf_puts(&text, ", when it was done, is not in ");
    wp_context_name_week(&text, context, week_start);
    wp_context_remark(context, &text);
}

void wp_context_remark_week_off(struct wp_context *context, const struct wp_week *week)
{
    struct wp_text_style style = wp_context_error_style(context);
    struct wp_buf text = WP_BUF_INIT;
    struct wp_term term = {&text, &style, 0};

    if (!week->root.skip)
        return;
    wp_context_name_week(&text, context, week->start);
    wp_buf_puts(&text, " is off");
    wp_buf_puts(&text, week->root.skip_reason.length > 0 ? ": " : "");
    wp_term_cut(&term, &text, week->root.skip_reason, REASON_COLUMNS);
    wp_buf_puts(&text, " (");
    wp_context_name_command_in(&text, context, "defer", week->start, NULL);
    wp_buf_puts(&text, " --to DAY REF puts items off to a later one)");
    wp_context_remark(context, &text);
}

static void answer_week_figure(struct wp_context *context, const struct wp_week *before,
                               const struct wp_week *after)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};

    answer_figure(&term, shown_before(before, &after->root),
                  wp_progress_percent(&after->root.progress));
    wp_buf_putc(&context->out, '\n');
}

void wp_print_change_week(struct wp_context *context, const struct wp_week *before,
                          const struct wp_week *after)
{
    wp_buf_puts(&context->out, "week ");
    answer_week_figure(context, before, after);
}

void wp_print_change_named_week(struct wp_context *context, const struct wp_week *before,
                                const struct wp_week *after)
{
    if (wp_view_weeks_away(after->start, context->today) == 0) {
        wp_print_change_week(context, before, after);
        return;
    }
    wp_context_name_week(&context->out, context, after->start);
    wp_buf_puts(&context->out, ": ");
    answer_week_figure(context, before, after);
}

/* A figure that its own mark does not tell already. */
static bool has_figure(const struct wp_item *goal)
{
    return goal->first != NULL || goal->progress_value.given;
}

static void answer_goal(struct wp_term *term, const struct wp_week *before,
                        const struct wp_item *goal)
{
    answer_figure(term, shown_before(before, goal), wp_progress_percent(&goal->progress));
    wp_buf_puts(term->out, ", ");
}

/* The goals that were there before and whose figures are others now. */
static void answer_goals(struct wp_term *term, const struct wp_week *before,
                         const struct wp_week *after)
{
    const struct wp_item *goal;

    for (goal = after->root.first; goal != NULL; goal = goal->next) {
        if (!has_figure(goal) || before_of(before, goal) == NULL ||
            shown_before(before, goal) == wp_progress_percent(&goal->progress))
            continue;
        answer_name(term, goal);
        answer_goal(term, before, goal);
    }
}

/* "✓ 1.2.3 Round 3"; the week by its days and its title. */
static void answer_item(struct wp_term *term, const struct wp_item *item,
                        const struct wp_week *week)
{
    struct wp_buf *out = term->out;

    if (item->parent == NULL) {
        wp_words_week(out, week->start, wp_term_pick(term, "–", "-"));
        if (item->title.length > 0)
            wp_buf_puts(out, wp_term_pick(term, " · ", " - "));
        wp_term_clean(term, out, item->title);
        return;
    }
    wp_term_mark(term, wp_mark_of(&item->progress));
    wp_buf_putc(out, ' ');
    wp_item_path(out, item);
    wp_buf_putc(out, ' ');
    wp_term_clean(term, out, item->title);
}

void wp_context_note_subject(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf *subject = &context->subject;

    wp_buf_puts(subject, subject->length > 0 ? ", " : "");
    wp_item_path(subject, item);
    wp_buf_puts(subject, item->parent != NULL ? " " : "the week");
    if (item->parent != NULL)
        wp_buf_append(subject, item->title);
}

/* The figure of the goal that one item is, or is under. */
static void answer_own_goal(struct wp_term *term, const struct wp_item *item,
                            const struct wp_week *before)
{
    const struct wp_item *goal = wp_item_goal(item);

    if (goal->parent == NULL || (goal == item && !has_figure(goal)))
        return;
    if (goal != item)
        answer_name(term, goal);
    answer_goal(term, before, goal);
}

void wp_print_change(struct wp_context *context, const struct wp_item *const *items, size_t count,
                     const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};
    size_t i;

    for (i = 0; i < count; i++) {
        wp_context_note_subject(context, items[i]);
        answer_item(&term, items[i], after);
        wp_buf_puts(&context->out, count > 1 ? "\n" : "   ");
    }
    if (count > 1)
        answer_goals(&term, before, after);
    else
        answer_own_goal(&term, items[0], before);
    wp_print_change_week(context, before, after);
}

void wp_print_change_set(struct wp_context *context, const struct wp_item *item, unsigned keys,
                         const struct wp_week *before, const struct wp_week *after)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};
    size_t i;

    wp_context_note_subject(context, item);
    answer_item(&term, item, after);
    wp_buf_puts(&context->out, "   ");
    for (i = 0; i < WP_KEY_COUNT; i++) {
        size_t begin = context->out.length;

        if ((keys & WP_KEY_BIT(wp_key_order[i])) != 0)
            wp_describe_value(&context->out, &term, item, wp_key_order[i]);
        wp_buf_puts(&context->out, context->out.length > begin ? ", " : "");
    }
    answer_own_goal(&term, item, before);
    wp_print_change_week(context, before, after);
}

static void answer_arrival(struct wp_term *term, const struct wp_item *top, bool all,
                           const struct wp_week *week)
{
    const struct wp_item *item;

    for (item = top; item != NULL; item = all ? wp_item_after(item, top) : NULL) {
        answer_item(term, item, week);
        if (item->weekly)
            wp_buf_puts(term->out, "   every week");
        else if (item->carried > 0)
            wp_buf_printf(term->out, "   carried %s%u", wp_term_pick(term, "×", "x"),
                          (unsigned)item->carried);
        wp_buf_putc(term->out, '\n');
    }
}

/* Items only ever come behind those that were there. */
static void print_change_answer_arrivals(struct wp_term *term, const struct wp_item *before,
                                         const struct wp_item *after, bool all,
                                         const struct wp_week *week)
{
    const struct wp_item *old = before != NULL ? before->first : NULL;
    const struct wp_item *item;

    for (item = after->first; item != NULL; item = item->next) {
        if (old == NULL) {
            answer_arrival(term, item, all, week);
            continue;
        }
        print_change_answer_arrivals(term, old, item, all, week);
        old = old->next;
    }
}

void wp_print_change_arrivals(struct wp_context *context, const struct wp_week *before,
                              const struct wp_week *after, bool all)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};

    print_change_answer_arrivals(&term, before != NULL ? &before->root : NULL, &after->root, all,
                                 after);
}

/* The goals that are in both weeks, and whose figures are others now. */
static void answer_other_goals(struct wp_term *term, const struct wp_item *item,
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
            wp_progress_percent(&old->progress) != wp_progress_percent(&goal->progress)) {
            answer_name(term, goal);
            answer_figure(term, wp_progress_percent(&old->progress),
                          wp_progress_percent(&goal->progress));
            wp_buf_puts(term->out, ", ");
        }
        old = old->next;
    }
}

void wp_print_change_moved(struct wp_context *context, const struct wp_item *item,
                           const struct wp_item *moved, const struct wp_week *before,
                           const struct wp_week *after)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {&context->out, &style, 0};

    wp_context_note_subject(context, moved);
    answer_item(&term, moved, after);
    wp_buf_puts(&context->out, "   was ");
    wp_item_path(&context->out, item);
    wp_buf_puts(&context->out, ", ");
    answer_other_goals(&term, item, moved, before, after);
    wp_print_change_week(context, before, after);
}

void wp_context_name_item(struct wp_buf *out, const struct wp_context *context,
                          const struct wp_item *item)
{
    struct wp_text_style style = wp_context_text_style(context);
    struct wp_term term = {out, &style, 0};

    if (item->parent == NULL) {
        wp_buf_puts(out, "the week");
    } else {
        wp_item_path(out, item);
        wp_buf_putc(out, ' ');
        wp_term_clean(&term, out, item->title);
    }
}

void wp_print_change_bar(struct wp_buf *out, const struct wp_context *context,
                         const struct wp_item *bar, const char *where)
{
    const char *why = " is at another place ";

    if (bar->dropped)
        why = " is dropped ";
    else if (bar->done)
        why = " is done ";
    else if (bar->progress_value.given)
        why = " has a progress of its own ";
    wp_context_name_item(out, context, bar);
    wp_buf_puts(out, why);
    wp_buf_puts(out, where);
}

void wp_print_change_already(struct wp_context *context, const struct wp_item *item,
                             const char *already)
{
    wp_context_name_item(&context->out, context, item);
    wp_buf_printf(&context->out, " %s\n", already);
}
