/* The weeks as columns in SVG. All places on it are worked out here. */
#include "render/escape.h"
#include "render/html.h"
#include "render/words.h"
#include <weekplan/progress.h>

/* In units of the drawing, ten of which are about a pixel; a tenth of a percent is
 * as high as one. */
enum {
    LEFT = 400,   /* for the figures of the axis */
    RIGHT = 80,   /* for half of the last week's labels */
    TOP = 200,    /* for a column's own figure */
    FULL = 1000,  /* 100% */
    BOTTOM = 300, /* for day and month */
    SLOT = 300,   /* what a week takes, where there are up to SLOTS of them */
    SLOTS = 12,
    SLOTS_LEAST = 6,
    GAP_SLOTS = 3,  /* what missing weeks take at most */
    LABEL = 240,    /* a narrower slot has no figures */
    ABOVE = 50,     /* from a figure to the column below it */
    MARGIN = 6,     /* beside a column: one part of so many */
    AXIS_NEAR = 90, /* figures of the axis that are nearer than this would touch */
    PIXELS = 13     /* how many a unit may be enlarged to, in hundredths */
};

struct trend {
    struct wp_buf *out;
    const struct wp_history *history;
    const struct wp_history_week *told;
    uint64_t slots;
    uint64_t width; /* of all slots */
    size_t every;   /* each so many-th week, from the last one back, has its labels */
    int month;      /* that was named last */
};

static int x_of(const struct trend *trend, uint64_t slot)
{
    return LEFT + (int)(slot * trend->width / trend->slots);
}

static int y_of(int32_t shown)
{
    return TOP + FULL - (int)shown;
}

/* How many slots the weeks take that are missing before a week. */
static uint64_t gap_before(const struct wp_history *history, size_t number)
{
    uint32_t missing = number > 0 ? history->weeks[number].missing : 0;

    return missing < GAP_SLOTS ? missing : GAP_SLOTS;
}

static bool is_drawn(const struct wp_history_week *week)
{
    return !week->skip && week->percent_tenths != WP_NO_PERCENT;
}

static struct trend html_trend_measure(struct wp_buf *out, const struct wp_history *history,
                                       const struct wp_history_week *told)
{
    struct trend trend = {.out = out, .history = history, .told = told};
    size_t i;

    for (i = 0; i < history->count; i++)
        trend.slots += 1 + gap_before(history, i);
    if (trend.slots < SLOTS_LEAST)
        trend.slots = SLOTS_LEAST;
    trend.width = SLOT * (trend.slots < SLOTS ? trend.slots : SLOTS);
    trend.every = (size_t)((trend.slots + SLOTS - 1) / SLOTS);
    return trend;
}

/* A line across, with its figure on the axis. */
static void put_level(const struct trend *trend, const char *class, int32_t shown)
{
    wp_buf_printf(trend->out, "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", class,
                  LEFT, x_of(trend, trend->slots), y_of(shown), y_of(shown));
    wp_buf_printf(trend->out, "<text class=\"axis\" x=\"%d\" y=\"%d\">", LEFT - 60,
                  y_of(shown) + 40);
    wp_progress_format_percent(trend->out, shown, false);
    wp_buf_puts(trend->out, "</text>\n");
}

/* What a week is, for who points at it. */
static void html_trend_put_title(const struct trend *trend, const struct wp_history_week *week)
{
    struct wp_buf *out = trend->out;

    wp_buf_puts(out, "<title>");
    wp_words_week(out, week->start, "–");
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
                  week == trend->told ? " class=\"told\"" : "", x, y);
}

/* What stands in the place of a column that there is none of. */
static void html_trend_put_word(const struct trend *trend, const struct wp_history_week *week,
                                int x)
{
    begin_label(trend, week, x, y_of(0) - ABOVE);
    wp_buf_puts(trend->out, week->skip ? "off</text>" : "–</text>");
}

/* The figure above the column; without a %, which the axis has. */
static void html_trend_put_figure(const struct trend *trend, const struct wp_history_week *week,
                                  int x)
{
    begin_label(trend, week, x, y_of(week->percent_tenths) - ABOVE);
    wp_words_tenths(trend->out, week->percent_tenths);
    wp_buf_puts(trend->out, "</text>\n");
}

/* Day and month below; a month is named where it begins to be another. */
static void html_trend_put_date(struct trend *trend, const struct wp_history_week *week, int x)
{
    struct wp_date date = wp_date_of(week->start);

    begin_label(trend, week, x, y_of(0) + 130);
    wp_buf_printf(trend->out, "%d</text>", date.day);
    if (date.month != trend->month) {
        begin_label(trend, week, x, y_of(0) + 260);
        wp_buf_printf(trend->out, "%s</text>", wp_words_month_short(date.month));
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

static void html_trend_put_week(struct trend *trend, size_t number, uint64_t slot)
{
    const struct wp_history_week *week = &trend->history->weeks[number];
    int left = x_of(trend, slot);
    int right = x_of(trend, slot + 1);

    wp_buf_puts(trend->out, "<g>");
    html_trend_put_title(trend, week);
    put_column(trend, week, left, right);
    if (right - left >= LABEL && !is_drawn(week))
        html_trend_put_word(trend, week, (left + right) / 2);
    if ((trend->history->count - 1 - number) % trend->every == 0)
        html_trend_put_date(trend, week, (left + right) / 2);
    wp_buf_puts(trend->out, "</g>\n");
}

/* The figures of all columns, on top of the lines, which they would be hard to read
 * under. */
static void html_trend_put_figures(const struct trend *trend)
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
            html_trend_put_figure(trend, week, (left + right) / 2);
    }
    wp_buf_puts(trend->out, "</g>\n");
}

/* Whether a week has a mean that is joined to that of the week before it. */
static bool is_joined(const struct wp_history *history, size_t number)
{
    return number > 0 && number < history->count && history->weeks[number].missing == 0 &&
           history->weeks[number].mean != WP_NO_PERCENT &&
           history->weeks[number - 1].mean != WP_NO_PERCENT;
}

/* The mean of the weeks before each; it ends where weeks are missing. One that stands
 * alone is as wide as its week. */
static void html_trend_put_mean(const struct trend *trend)
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

/* What it shows, for who cannot see it. Of many weeks the table below has the
 * figures. */
static void put_name(struct wp_buf *out, const struct wp_history *history)
{
    if (history->count <= SLOTS)
        wp_words_weeks(out, history);
    else
        wp_buf_printf(out, "%zu weeks", history->count);
}

void wp_html_trend(struct wp_buf *out, const struct wp_history *history,
                   const struct wp_history_week *told)
{
    struct trend trend = html_trend_measure(out, history, told);
    uint64_t slot = 0;
    size_t i;

    wp_buf_printf(out,
                  "<figure>\n<svg class=\"trend\" viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" "
                  "role=\"img\" aria-label=\"",
                  x_of(&trend, trend.slots) + RIGHT, TOP + FULL + BOTTOM,
                  (x_of(&trend, trend.slots) + RIGHT) * PIXELS / 100);
    put_name(out, history);
    wp_buf_puts(out, "\">\n");
    if (FULL - history->goal >= AXIS_NEAR)
        put_level(&trend, "base", FULL);
    put_level(&trend, "base", 0);
    for (i = 0; i < history->count; i++, slot++) {
        slot += gap_before(history, i);
        html_trend_put_week(&trend, i, slot);
    }
    put_level(&trend, "goal", history->goal);
    html_trend_put_mean(&trend);
    html_trend_put_figures(&trend);
    wp_buf_puts(out, "</svg>\n");
    put_caption(out, history->goal);
    wp_buf_puts(out, "</figure>\n");
}
