#include "render/progress_words.h"

#include "plan/progress_value.h"
#include <weekplan/progress.h>

void wp_progress_words_counts(struct wp_buf *buf, const struct wp_row *row)
{
    const struct wp_progress *progress = &row->item->progress;
    const struct wp_progress_value *value = &row->item->progress_value;

    if (!row->has_bar)
        return;
    if (row->item->first != NULL) {
        wp_buf_number(buf, progress->done);
        wp_buf_putc(buf, '/');
        wp_buf_number(buf, progress->total);
    } else if (!wp_str_equal_c(value->unit, "%")) {
        wp_progress_value_format(buf, value);
    }
}

void wp_progress_words_later(struct wp_buf *buf, const struct wp_item *root)
{
    const struct wp_goal_counts goals = wp_progress_count_goals(root);
    unsigned open = goals.total - goals.done;

    if (open == 0)
        wp_buf_puts(buf, "nothing for later");
    else
        wp_buf_printf(buf, "%u thing%s for later", open, open == 1 ? "" : "s");
}

static void add_done_leaves(struct wp_buf *buf, const struct wp_progress *progress)
{
    if (progress->total > 0)
        wp_buf_printf(buf, "%u of %u done", (unsigned)progress->done, (unsigned)progress->total);
}

/* Append "1 dropped" and "1 put off" to a text, each after `separator` if the text from offset
 * `begin` on is not empty. */
static void add_dropped_leaves(struct wp_buf *buf, size_t begin, const struct wp_progress *progress,
                               const char *separator)
{
    const struct {
        uint32_t count;
        const char *words;
    } parts[] = {{progress->dropped - progress->deferred, "dropped"},
                 {progress->deferred, "put off"}};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count == 0)
            continue;
        wp_buf_puts(buf, buf->length > begin ? separator : "");
        wp_buf_printf(buf, "%u %s", (unsigned)parts[i].count, parts[i].words);
    }
}

void wp_progress_words_tally(struct wp_buf *buf, const struct wp_progress *progress,
                             const char *separator)
{
    size_t begin = buf->length;

    add_done_leaves(buf, progress);
    add_dropped_leaves(buf, begin, progress, separator);
}

void wp_progress_words_besides(struct wp_buf *buf, size_t begin, uint32_t count,
                               const char *separator)
{
    if (count == 0)
        return;
    wp_buf_puts(buf, buf->length > begin ? separator : "");
    wp_buf_printf(buf, "%u besides", (unsigned)count);
}

void wp_progress_words_week_done(struct wp_buf *buf, const struct wp_view *view,
                                 const char *separator)
{
    const struct wp_goal_counts *goals = &view->goals;
    size_t begin = buf->length;

    if (goals->split)
        wp_buf_printf(buf, "%u of %u %s%s", (unsigned)goals->done, (unsigned)goals->total,
                      goals->total == 1 ? "goal" : "goals", separator);
    add_done_leaves(buf, &view->week->root.progress);
    wp_progress_words_besides(buf, begin, view->also_count, separator);
}

void wp_progress_words_week_tally(struct wp_buf *buf, const struct wp_view *view,
                                  const char *separator)
{
    size_t begin = buf->length;

    wp_progress_words_week_done(buf, view, separator);
    add_dropped_leaves(buf, begin, &view->week->root.progress, separator);
}

void wp_progress_words_dropped(struct wp_buf *buf, uint32_t dropped, uint32_t deferred)
{
    if (dropped > deferred)
        wp_buf_puts(buf, deferred > 0 ? "dropped or " : "dropped");
    wp_buf_puts(buf, deferred > 0 ? "put off" : "");
}

static void add_nothing_planned(struct wp_buf *buf, const struct wp_view *view)
{
    if (view->week->root.skip)
        return;
    if (view->weeks_away < 0) {
        wp_buf_puts(buf, "Nothing was planned.");
        return;
    }
    wp_buf_puts(buf, view->week->later ? "Nothing is on it" : "Nothing is planned yet");
    if (view->add_command.length > 0) {
        wp_buf_puts(buf, ": ");
        wp_buf_append(buf, view->add_command);
        wp_buf_puts(buf, view->week->later ? " adds an item" : " adds a goal");
    }
    wp_buf_putc(buf, '.');
}

static void add_all_done(struct wp_buf *buf, const struct wp_view *view)
{
    if (view->day_number > 0)
        wp_buf_puts(buf, "All done. Enjoy the rest of the week!");
    else if (view->weeks_away < 0)
        wp_buf_puts(buf, "All done. Well kept!");
    else
        wp_buf_puts(buf, "All done before the week has begun!");
}

void wp_progress_words_summary(struct wp_buf *buf, const struct wp_view *view)
{
    switch (view->summary) {
    case WP_SUMMARY_UNDER_WAY:
        break;
    case WP_SUMMARY_NOTHING_PLANNED:
        add_nothing_planned(buf, view);
        break;
    case WP_SUMMARY_ALL_DONE:
        add_all_done(buf, view);
        break;
    case WP_SUMMARY_ALL_DROPPED:
        wp_buf_puts(buf, "All of it was ");
        wp_progress_words_dropped(buf, view->week->root.progress.dropped,
                                  view->week->root.progress.deferred);
        wp_buf_puts(buf, ", so there is nothing to count.");
        break;
    }
}

void wp_progress_words_weeks(struct wp_buf *buf, const struct wp_history *history)
{
    size_t i;

    for (i = 0; i < history->count; i++) {
        const struct wp_history_week *week = &history->weeks[i];

        wp_buf_puts(buf, i > 0 ? ", " : "");
        if (i > 0 && week->missing == 1)
            wp_buf_puts(buf, "no plan, ");
        else if (i > 0 && week->missing > 1)
            wp_buf_printf(buf, "%u weeks without a plan, ", (unsigned)week->missing);
        if (week->skip)
            wp_buf_puts(buf, "off");
        else
            wp_progress_format_percent(
                buf, week->percent_tenths == WP_NO_PERCENT ? -1 : (int)week->percent_tenths, false);
    }
}

void wp_progress_words_tenths(struct wp_buf *buf, int32_t tenths)
{
    wp_decimal size = (wp_decimal)(tenths < 0 ? -tenths : tenths);

    wp_decimal_format(buf, size * (WP_DECIMAL_ONE / 10));
}

void wp_progress_words_difference(struct wp_buf *buf, int32_t tenths, bool ascii)
{
    if (tenths == 0)
        wp_buf_puts(buf, ascii ? "" : "±");
    else if (tenths > 0)
        wp_buf_putc(buf, '+');
    else
        wp_buf_puts(buf, ascii ? "-" : "−");
    wp_progress_words_tenths(buf, tenths);
}

void wp_progress_words_points(struct wp_buf *buf, int32_t tenths)
{
    wp_progress_words_tenths(buf, tenths);
    wp_buf_puts(buf, tenths == 10 || tenths == -10 ? " point" : " points");
}
