/* The chart of several weeks in SVG: a column for each week, a line for the goal, and a line for
 * the mean. */
#include "plan/day_names.h"
#include "render/date_words.h"
#include "render/escape.h"
#include "render/html.h"
#include "render/progress_words.h"
#include <weekplan/progress.h>

/* Lengths in units of the drawing. Ten units are about a pixel. A tenth of a percent is one unit
 * high. */
enum {
    LEFT = 400,    /* width of the axis with its percentages */
    RIGHT = 80,    /* room for half of the last label */
    TOP = 200,     /* room for the percentage above a column */
    FULL = 1000,   /* height of 100% */
    BOTTOM = 300,  /* room for day and month below the columns */
    SLOT = 300,    /* width of a week, if there are at most SLOTS weeks */
    SLOTS = 12,    /* greatest number of weeks of full width */
    SLOTS_MIN = 6, /* least number of weeks that have room */
    GAP_SLOTS = 3, /* greatest number of slots for missing weeks in a row */
    LABEL = 240,   /* least width of a week that has a percentage */
    ABOVE = 50,    /* distance from a percentage to the column below it */
    /* the margin on each side of a column is the width of its slot divided by this */
    MARGIN = 6,
    AXIS_NEAR = 90, /* least distance of two percentages on the axis */
    PIXELS = 13     /* greatest number of pixels for 100 units */
};

struct trend {
    struct wp_buf *out;
    const struct wp_history *history;
    const struct wp_history_week *reported; /* week whose labels are bold, or NULL */
    /* number of slots: each week has one, also a missing week */
    uint64_t slots;
    uint64_t width; /* width of all slots */
    /* 1 to print the date of each week, 2 to print that of every second week, and so on */
    size_t every;
    int month; /* month that was printed last, or 0 */
};

static int x_of(const struct trend *trend, uint64_t slot)
{
    return LEFT + (int)(slot * trend->width / trend->slots);
}

static int y_of(int32_t percent_tenths)
{
    return TOP + FULL - (int)percent_tenths;
}

/* Return the number of slots for the missing weeks before the week `number`. */
static uint64_t gap_before(const struct wp_history *history, size_t number)
{
    uint32_t missing = number > 0 ? history->weeks[number].missing : 0;

    return missing < GAP_SLOTS ? missing : GAP_SLOTS;
}

static bool is_drawn(const struct wp_history_week *week)
{
    return !week->skip && week->percent_tenths != WP_NO_PERCENT;
}

static struct trend make_trend(struct wp_buf *out, const struct wp_history *history,
                               const struct wp_history_week *reported)
{
    struct trend trend = {.out = out, .history = history, .reported = reported};
    size_t i;

    for (i = 0; i < history->count; i++)
        trend.slots += 1 + gap_before(history, i);
    if (trend.slots < SLOTS_MIN)
        trend.slots = SLOTS_MIN;
    trend.width = SLOT * (trend.slots < SLOTS ? trend.slots : SLOTS);
    trend.every = (size_t)((trend.slots + SLOTS - 1) / SLOTS);
    return trend;
}

/* Append a horizontal line, with its percentage on the axis. */
static void put_level(const struct trend *trend, const char *class, int32_t percent_tenths)
{
    wp_buf_printf(trend->out, "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", class,
                  LEFT, x_of(trend, trend->slots), y_of(percent_tenths), y_of(percent_tenths));
    wp_buf_printf(trend->out, "<text class=\"axis\" x=\"%d\" y=\"%d\">", LEFT - 60,
                  y_of(percent_tenths) + 40);
    wp_progress_format_percent(trend->out, percent_tenths, false);
    wp_buf_puts(trend->out, "</text>\n");
}

/* Append the tooltip of a week. */
static void put_tooltip(const struct trend *trend, const struct wp_history_week *week)
{
    struct wp_buf *out = trend->out;

    wp_buf_puts(out, "<title>");
    wp_date_words_week(out, week->start, "–");
    wp_buf_puts(out, ": ");
    if (week->skip) {
        wp_buf_puts(out, week->skip_reason.length > 0 ? "a week off, " : "a week off");
        wp_html_text(out, week->skip_reason);
    } else {
        wp_progress_format_percent(
            out, week->percent_tenths == WP_NO_PERCENT ? -1 : week->percent_tenths, false);
        wp_buf_printf(out, " (%u/%u)", (unsigned)week->done, (unsigned)week->total);
    }
    wp_buf_puts(out, "</title>");
}

static void begin_label(const struct trend *trend, const struct wp_history_week *week, int x, int y)
{
    wp_buf_printf(trend->out, "<text%s x=\"%d\" y=\"%d\">",
                  week == trend->reported ? " class=\"told\"" : "", x, y);
}

/* Append "off" or a dash instead of a column, for a week without a percentage. */
static void put_no_column(const struct trend *trend, const struct wp_history_week *week, int x)
{
    begin_label(trend, week, x, y_of(0) - ABOVE);
    wp_buf_puts(trend->out, week->skip ? "off</text>" : "–</text>");
}

/* Append the percentage above a column, without '%'. */
static void put_column_percent(const struct trend *trend, const struct wp_history_week *week, int x)
{
    begin_label(trend, week, x, y_of(week->percent_tenths) - ABOVE);
    wp_progress_words_tenths(trend->out, week->percent_tenths);
    wp_buf_puts(trend->out, "</text>\n");
}

/* Append day and month below a column. Leave out the month if the column before has the same
 * month. */
static void put_column_date(struct trend *trend, const struct wp_history_week *week, int x)
{
    struct wp_date date = wp_date_of(week->start);

    begin_label(trend, week, x, y_of(0) + 130);
    wp_buf_printf(trend->out, "%d</text>", date.day);
    if (date.month != trend->month) {
        begin_label(trend, week, x, y_of(0) + 260);
        wp_buf_printf(trend->out, "%s</text>", wp_day_names_month_short(date.month));
    }
    trend->month = date.month;
}

static void put_column(const struct trend *trend, const struct wp_history_week *week, int left,
                       int right)
{
    int margin = (right - left) / MARGIN;
    int32_t height = is_drawn(week) ? week->percent_tenths : FULL;
    const char *class = week->percent_tenths >= trend->history->goal ? "fill" : "pale";

    if (!is_drawn(week) && !week->skip)
        return;
    wp_buf_printf(trend->out,
                  "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
                  week->skip ? "off" : class, left + margin, y_of(height),
                  right - left - 2 * margin, (int)height, margin / 2);
}

static void put_trend_week(struct trend *trend, size_t number, uint64_t slot)
{
    const struct wp_history_week *week = &trend->history->weeks[number];
    int left = x_of(trend, slot);
    int right = x_of(trend, slot + 1);

    wp_buf_puts(trend->out, "<g>");
    put_tooltip(trend, week);
    put_column(trend, week, left, right);
    if (right - left >= LABEL && !is_drawn(week))
        put_no_column(trend, week, (left + right) / 2);
    if ((trend->history->count - 1 - number) % trend->every == 0)
        put_column_date(trend, week, (left + right) / 2);
    wp_buf_puts(trend->out, "</g>\n");
}

/* Append the percentages of all columns. They are drawn last, so that no line covers them. */
static void put_column_percents(const struct trend *trend)
{
    uint64_t slot = 0;
    size_t i;

    wp_buf_puts(trend->out, "<g class=\"above\">\n");
    for (i = 0; i < trend->history->count; i++, slot++) {
        const struct wp_history_week *week = &trend->history->weeks[i];
        int left;
        int right;

        slot += gap_before(trend->history, i);
        left = x_of(trend, slot);
        right = x_of(trend, slot + 1);
        if (right - left >= LABEL && is_drawn(week))
            put_column_percent(trend, week, (left + right) / 2);
    }
    wp_buf_puts(trend->out, "</g>\n");
}

/* Whether a line joins the mean of a week with the mean of the week before it. */
static bool is_joined(const struct wp_history *history, size_t number)
{
    return number > 0 && number < history->count && history->weeks[number].missing == 0 &&
           history->weeks[number].mean != WP_NO_PERCENT &&
           history->weeks[number - 1].mean != WP_NO_PERCENT;
}

/* Append the line of the means: for each week the mean of the weeks before it. Missing weeks
 * interrupt the line. A mean without neighbours is a horizontal line, as wide as its slot. */
static void put_mean_line(const struct trend *trend)
{
    const struct wp_history *history = trend->history;
    uint64_t slot = 0;
    size_t i;

    wp_buf_puts(trend->out, "<path class=\"mean\" d=\"");
    for (i = 0; i < history->count; i++, slot++) {
        int32_t mean = history->weeks[i].mean;
        int left;
        int right;

        slot += gap_before(history, i);
        left = x_of(trend, slot);
        right = x_of(trend, slot + 1);
        if (mean == WP_NO_PERCENT)
            continue;
        if (is_joined(history, i))
            wp_buf_printf(trend->out, "L%d %d", (left + right) / 2, y_of(mean));
        else if (is_joined(history, i + 1))
            wp_buf_printf(trend->out, "M%d %d", (left + right) / 2, y_of(mean));
        else
            wp_buf_printf(trend->out, "M%d %dH%d", left, y_of(mean), right);
    }
    wp_buf_puts(trend->out, "\"/>\n");
}

static void put_key(struct wp_buf *out, const char *class)
{
    wp_buf_printf(out,
                  "<span><svg class=\"key\" width=\"22\" height=\"6\" viewBox=\"0 0 220 60\" "
                  "aria-hidden=\"true\"><path class=\"%s\" d=\"M10 30H210\"/></svg>",
                  class);
}

static void put_caption(struct wp_buf *out, int32_t goal)
{
    wp_buf_puts(out, "<figcaption>");
    put_key(out, "goal");
    wp_buf_puts(out, "the goal, ");
    wp_progress_format_percent(out, goal, false);
    wp_buf_puts(out, "</span> ");
    put_key(out, "mean");
    wp_buf_puts(out, "the mean of the four weeks before</span></figcaption>\n");
}

/* Append the text for screen readers: the percentages of all weeks. With too many weeks for one
 * sentence, refer to the table instead. */
static void put_description(struct wp_buf *out, const struct wp_history *history)
{
    if (history->count <= SLOTS)
        wp_progress_words_weeks(out, history);
    else
        wp_buf_printf(out, "%zu weeks", history->count);
}

void wp_html_trend(struct wp_buf *out, const struct wp_history *history,
                   const struct wp_history_week *reported)
{
    struct trend trend = make_trend(out, history, reported);
    uint64_t slot = 0;
    size_t i;

    wp_buf_printf(out,
                  "<figure>\n<svg class=\"trend\" viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" "
                  "role=\"img\" aria-label=\"",
                  x_of(&trend, trend.slots) + RIGHT, TOP + FULL + BOTTOM,
                  (x_of(&trend, trend.slots) + RIGHT) * PIXELS / 100);
    put_description(out, history);
    wp_buf_puts(out, "\">\n");
    if (FULL - history->goal >= AXIS_NEAR)
        put_level(&trend, "base", FULL);
    put_level(&trend, "base", 0);
    for (i = 0; i < history->count; i++, slot++) {
        slot += gap_before(history, i);
        put_trend_week(&trend, i, slot);
    }
    put_level(&trend, "goal", history->goal);
    put_mean_line(&trend);
    put_column_percents(&trend);
    wp_buf_puts(out, "</svg>\n");
    put_caption(out, history->goal);
    wp_buf_puts(out, "</figure>\n");
}
