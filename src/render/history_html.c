/* `history` as a page: the trend, and below it a table with its figures. */
#include "render/html.h"
#include "render/words.h"
#include <weekplan/progress.h>

enum { COLUMNS = 4 };

static int figure_of(int32_t shown)
{
    return shown == WP_NO_PERCENT ? -1 : (int)shown;
}

static void history_html_put_date(struct wp_buf *out, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_printf(out, "%d %s %d", date.day, wp_calendar_month_short(date.month), date.year);
}

static void history_html_put_head(struct wp_buf *out, const struct wp_history *history)
{
    wp_buf_puts(out, "<header>\n<p class=\"dim\">");
    history_html_put_date(out, history->weeks[0].start);
    wp_buf_puts(out, " – ");
    history_html_put_date(out, history->weeks[history->count - 1].start + WP_DAYS_OF_WEEK - 1);
    wp_buf_puts(out, "</p>\n<h1>Week by week</h1>\n</header>\n");
}

static void put_term(struct wp_buf *out, const char *term, int32_t shown)
{
    wp_buf_printf(out, "<div><dt>%s</dt><dd><strong>", term);
    wp_progress_format_percent(out, shown, false);
    wp_buf_puts(out, "</strong>");
}

/* Mean, best week and streak, side by side. */
static void put_sums(struct wp_buf *out, const struct wp_history *history)
{
    if (history->mean == WP_NO_PERCENT)
        return;
    wp_buf_puts(out, "<dl class=\"sums\">\n");
    put_term(out, "Mean", history->mean);
    wp_buf_puts(out, "</dd></div>\n");
    if (history->best < history->count) {
        put_term(out, "Best", history->weeks[history->best].percent_tenths);
        wp_buf_puts(out, "<small>week of ");
        history_html_put_date(out, history->weeks[history->best].start);
        wp_buf_puts(out, "</small></dd></div>\n");
    }
    wp_buf_printf(out, "<div><dt>In a row</dt><dd><strong>%s%u</strong><small>at ",
                  history->streak_open && history->streak > 0 ? "≥ " : "",
                  (unsigned)history->streak);
    wp_progress_format_percent(out, history->goal, false);
    wp_buf_puts(out, history->goal < 1000 ? " or more" : "");
    wp_buf_puts(out, "</small></dd></div>\n</dl>\n");
}

static void history_html_put_gap(struct wp_buf *out, uint32_t missing)
{
    if (missing == 0)
        return;
    wp_buf_printf(out, "<tr class=\"dim\"><td colspan=\"%d\">%u week%s without a plan</td></tr>\n",
                  COLUMNS, (unsigned)missing, missing == 1 ? "" : "s");
}

static void history_html_put_off(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_buf_printf(out, "<td colspan=\"%d\" class=\"dim\">a week off", COLUMNS - 1);
    wp_buf_puts(out, week->skip_reason.length > 0 ? ": " : "");
    wp_html_text(out, week->skip_reason);
    wp_buf_puts(out, "</td>");
}

/* "+12", "−3.2"; nothing where there is nothing to compare with. */
static void put_change(struct wp_buf *out, int32_t change)
{
    if (change == WP_NO_PERCENT)
        return;
    wp_buf_puts(out, change > 0 ? "+" : change < 0 ? "−" : "±");
    wp_decimal_format(out, (wp_decimal)(change < 0 ? -change : change) * (WP_DECIMAL_ONE / 10));
}

static void history_html_put_figures(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_buf_puts(out, "<td class=\"num\"><span class=\"gauge\">");
    wp_html_bar(out, figure_of(week->percent_tenths));
    wp_buf_puts(out, "</span><span class=\"figure\">");
    wp_progress_format_percent(out, figure_of(week->percent_tenths), false);
    wp_buf_printf(out, "</span></td><td class=\"num\">%u/%u", (unsigned)week->done,
                  (unsigned)week->total);
    if (week->carried > 0)
        wp_buf_printf(out, "<small>%u carried</small>", (unsigned)week->carried);
    wp_buf_puts(out, "</td><td class=\"num\">");
    put_change(out, wp_history_change(week));
    wp_buf_puts(out, "</td>");
}

/* The year is named where it begins to be another. */
static void history_html_put_week(struct wp_buf *out, const struct wp_history_week *week, int *year)
{
    struct wp_date date = wp_date_of(week->start);

    wp_buf_printf(out, "<tr><th scope=\"row\">%d %s", date.day,
                  wp_calendar_month_short(date.month));
    if (date.year != *year)
        wp_buf_printf(out, " %d", date.year);
    *year = date.year;
    if (week->running)
        wp_buf_puts(out, " <span class=\"dim\">so far</span>");
    if (week->title.length > 0) {
        wp_buf_puts(out, "<small>");
        wp_html_text(out, week->title);
        wp_buf_puts(out, "</small>");
    }
    wp_buf_puts(out, "</th>");
    if (week->skip)
        history_html_put_off(out, week);
    else
        history_html_put_figures(out, week);
    wp_buf_puts(out, "</tr>\n");
}

void wp_history_html(struct wp_buf *out, const struct wp_history *history)
{
    int year = 0;
    size_t i;

    wp_html_begin(out, wp_str("Week by week"));
    history_html_put_head(out, history);
    put_sums(out, history);
    wp_html_trend(out, history, NULL);
    wp_buf_puts(out, "<table>\n<thead><tr><th scope=\"col\">Week of</th>"
                     "<th scope=\"col\" class=\"num\">Reached</th>"
                     "<th scope=\"col\" class=\"num\">Done</th>"
                     "<th scope=\"col\" class=\"num\">Change</th></tr></thead>\n<tbody>\n");
    for (i = 0; i < history->count && !out->failed; i++) {
        history_html_put_gap(out, i > 0 ? history->weeks[i].missing : 0);
        history_html_put_week(out, &history->weeks[i], &year);
    }
    history_html_put_gap(out, history->missing);
    wp_buf_puts(out, "</tbody>\n</table>\n");
    wp_html_end(out);
}
