/* `history` as RFC 4180 has it, for spreadsheets and programs. */
#include <string.h>

#include "render/escape.h"
#include <weekplan/history.h>

static const char header[] = "start,end,iso,title,skip,running,percent,done,total,dropped,carried,"
                             "missing,change,mean,streak";

static void put_break(struct wp_buf *out)
{
    wp_buf_puts(out, "\r\n");
}

/*
 * A text of the plan. A spreadsheet takes what begins with one of these for a
 * formula, quoted or not, and a plan may come from anybody: an apostrophe in
 * front makes it a text.
 */
static bool is_formula(struct wp_str text)
{
    static const char *const beginnings[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    size_t i;

    text = wp_str_trim(text);
    for (i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
        if (wp_str_starts(text, beginnings[i]))
            return true;
    return false;
}

static void history_csv_put_text(struct wp_buf *out, struct wp_str text)
{
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str rest;

    wp_escape_line(&clean, text);
    wp_buf_putc(out, '"');
    wp_buf_puts(out, is_formula(wp_buf_str(&clean)) ? "'" : "");
    for (rest = wp_buf_str(&clean); rest.length > 0;) {
        const char *quote = memchr(rest.data, '"', rest.length);
        size_t length = quote != NULL ? (size_t)(quote - rest.data) + 1 : rest.length;

        wp_buf_append(out, wp_str_slice(rest, 0, length));
        wp_buf_puts(out, quote != NULL ? "\"" : "");
        rest = wp_str_slice(rest, length, rest.length);
    }
    wp_buf_putc(out, '"');
    out->failed = out->failed || clean.failed;
    wp_buf_free(&clean);
}

static void history_csv_put_number(struct wp_buf *out, uint32_t number)
{
    wp_buf_putc(out, ',');
    wp_buf_number(out, number);
}

/* A figure or a difference; nothing where there is none. */
static void history_csv_put_figure(struct wp_buf *out, int32_t tenths)
{
    wp_buf_putc(out, ',');
    if (tenths == WP_NO_PERCENT)
        return;
    wp_buf_puts(out, tenths < 0 ? "-" : "");
    wp_decimal_format(out, (wp_decimal)(tenths < 0 ? -tenths : tenths) * (WP_DECIMAL_ONE / 10));
}

static void history_csv_put_week(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_day_format(out, week->start);
    wp_buf_putc(out, ',');
    wp_day_format(out, week->start + WP_DAYS_OF_WEEK - 1);
    wp_buf_putc(out, ',');
    wp_iso_week_format(out, wp_iso_week_of_start(week->start));
    wp_buf_putc(out, ',');
    if (week->title.length > 0)
        history_csv_put_text(out, week->title);
    wp_buf_putc(out, ',');
    if (week->skip_reason.length > 0)
        history_csv_put_text(out, week->skip_reason);
    else
        wp_buf_puts(out, week->skip ? "true" : "");
    wp_buf_puts(out, week->running ? ",true" : ",false");
    history_csv_put_figure(out, week->percent_tenths);
    history_csv_put_number(out, week->done);
    history_csv_put_number(out, week->total);
    history_csv_put_number(out, week->dropped);
    history_csv_put_number(out, week->carried);
    history_csv_put_number(out, week->missing);
    history_csv_put_figure(out, wp_history_change(week));
    history_csv_put_figure(out, week->mean);
    history_csv_put_number(out, week->streak);
    put_break(out);
}

void wp_history_csv(struct wp_buf *out, const struct wp_history *history)
{
    size_t i;

    wp_buf_puts(out, header);
    put_break(out);
    for (i = 0; i < history->count && !out->failed; i++)
        history_csv_put_week(out, &history->weeks[i]);
}
