/* Several weeks as an HTML page: a chart, and a table below it. */
#include "render/date_words.h"
#include "render/html.h"
#include "render/progress_words.h"
#include "render/title_text.h"
#include <weekplan/progress.h>

enum { COLUMNS = 4 };

static int percent_or_none(int32_t percent_tenths)
{
    return percent_tenths == WP_NO_PERCENT ? -1 : (int)percent_tenths;
}

static void put_page_head(struct wp_buf *out, const struct wp_history *history)
{
    wp_buf_puts(out, "<header>\n<p class=\"dim\">");
    wp_date_words_short_date(out, history->weeks[0].start, 0);
    wp_buf_puts(out, " – ");
    wp_date_words_short_date(out, history->weeks[history->count - 1].start + WP_DAYS_OF_WEEK - 1,
                             0);
    wp_buf_puts(out, "</p>\n<h1>Week by week</h1>\n</header>\n");
}

/* Append a percentage with its label, and leave the element `dd` open. */
static void begin_sum(struct wp_buf *out, const char *label, int32_t percent_tenths)
{
    wp_buf_printf(out, "<div><dt>%s</dt><dd><strong>", label);
    wp_progress_format_percent(out, percent_tenths, false);
    wp_buf_puts(out, "</strong>");
}

/* Append the mean, the best week and the streak side by side. */
static void put_sums(struct wp_buf *out, const struct wp_history *history)
{
    if (history->mean == WP_NO_PERCENT)
        return;
    wp_buf_puts(out, "<dl class=\"sums\">\n");
    begin_sum(out, "Mean", history->mean);
    wp_buf_puts(out, "</dd></div>\n");
    if (history->best < history->count) {
        begin_sum(out, "Best", history->weeks[history->best].percent_tenths);
        wp_buf_puts(out, "<small>week of ");
        wp_date_words_short_date(out, history->weeks[history->best].start, 0);
        wp_buf_puts(out, "</small></dd></div>\n");
    }
    wp_buf_printf(out, "<div><dt>In a row</dt><dd><strong>%s%u</strong><small>at ",
                  history->streak_open && history->streak > 0 ? "≥ " : "",
                  (unsigned)history->streak);
    wp_progress_format_percent(out, history->goal, false);
    wp_buf_puts(out, history->goal < 1000 ? " or more" : "");
    wp_buf_puts(out, "</small></dd></div>\n</dl>\n");
}

static void put_missing_row(struct wp_buf *out, uint32_t missing)
{
    if (missing == 0)
        return;
    wp_buf_printf(out, "<tr class=\"dim\"><td colspan=\"%d\">%u week%s without a plan</td></tr>\n",
                  COLUMNS, (unsigned)missing, missing == 1 ? "" : "s");
}

/* Append how many items were done besides the plan. */
static void put_besides(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_buf_puts(out, week->also_count > 0 ? "<small>" : "");
    wp_progress_words_besides(out, out->length, week->also_count, "");
    wp_buf_puts(out, week->also_count > 0 ? "</small>" : "");
}

/* Append the table cells of a week off. */
static void put_off_cells(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_buf_printf(out, "<td colspan=\"%d\" class=\"dim\">a week off", COLUMNS - 1);
    wp_buf_puts(out, week->skip_reason.length > 0 ? ": " : "");
    wp_html_text(out, week->skip_reason);
    put_besides(out, week);
    wp_buf_puts(out, "</td>");
}

/* Append the table cells of a week that counts: percentage, counts and change. */
static void put_percent_cells(struct wp_buf *out, const struct wp_history_week *week)
{
    int32_t change = wp_history_change(week);

    wp_buf_puts(out, "<td class=\"num\"><span class=\"gauge\">");
    wp_html_bar(out, percent_or_none(week->percent_tenths));
    wp_buf_puts(out, "</span><span class=\"figure\">");
    wp_progress_format_percent(out, percent_or_none(week->percent_tenths), false);
    wp_buf_printf(out, "</span></td><td class=\"num\">%u/%u", (unsigned)week->done,
                  (unsigned)week->total);
    if (week->carried > 0)
        wp_buf_printf(out, "<small>%u carried</small>", (unsigned)week->carried);
    put_besides(out, week);
    wp_buf_puts(out, "</td><td class=\"num\">");
    if (change != WP_NO_PERCENT)
        wp_progress_words_difference(out, change, false);
    wp_buf_puts(out, "</td>");
}

/* Append the table row of a week. Append the year if it is not *year, the year of the row above. */
static void put_week_row(struct wp_buf *out, const struct wp_history_week *week, int *year)
{
    wp_buf_puts(out, "<tr><th scope=\"row\">");
    wp_date_words_short_date(out, week->start, *year);
    *year = wp_date_of(week->start).year;
    if (week->running)
        wp_buf_puts(out, " <span class=\"dim\">so far</span>");
    if (week->title.length > 0) {
        wp_buf_puts(out, "<small>");
        wp_title_text_html(out, week->title);
        wp_buf_puts(out, "</small>");
    }
    wp_buf_puts(out, "</th>");
    if (week->skip)
        put_off_cells(out, week);
    else
        put_percent_cells(out, week);
    wp_buf_puts(out, "</tr>\n");
}

void wp_history_html(struct wp_buf *out, const struct wp_history *history)
{
    int year = 0;
    size_t i;

    wp_html_begin(out, wp_str("Week by week"));
    put_page_head(out, history);
    put_sums(out, history);
    wp_html_trend(out, history, NULL);
    wp_buf_puts(out, "<table>\n<thead><tr><th scope=\"col\">Week of</th>"
                     "<th scope=\"col\" class=\"num\">Reached</th>"
                     "<th scope=\"col\" class=\"num\">Done</th>"
                     "<th scope=\"col\" class=\"num\">Change</th></tr></thead>\n<tbody>\n");
    for (i = 0; i < history->count; i++) {
        put_missing_row(out, i > 0 ? history->weeks[i].missing : 0);
        put_week_row(out, &history->weeks[i], &year);
    }
    put_missing_row(out, history->missing);
    wp_buf_puts(out, "</tbody>\n</table>\n");
    wp_html_end(out);
}
