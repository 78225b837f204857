/* Several weeks as CSV (RFC 4180), for spreadsheets and programs. */
#include <string.h>

#include "render/escape.h"
#include "render/progress_words.h"
#include <weekplan/history.h>

static const char header[] =
    "start,end,iso,title,skip,running,percent,done,total,dropped,carried,"
    "missing,change,mean,streak,goals_done,goals_total,deferred,also_count";

static void end_record(struct wp_buf *out)
{
    wp_buf_puts(out, "\r\n");
}

/* Whether a spreadsheet would read the text as a formula, even if the field is quoted. The caller
 * writes an apostrophe before a formula, because the author of a plan may be anybody. */
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

/* Append text of the plan as a quoted CSV field. */
static void put_text_field(struct wp_buf *out, struct wp_str text)
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
    wp_buf_free(&clean);
}

static void put_number_field(struct wp_buf *out, uint32_t number)
{
    wp_buf_putc(out, ',');
    wp_buf_number(out, number);
}

/* Append a percentage, or a difference of two, in tenths. Append an empty field for
 * WP_NO_PERCENT. */
static void put_tenths_field(struct wp_buf *out, int32_t tenths)
{
    wp_buf_putc(out, ',');
    if (tenths == WP_NO_PERCENT)
        return;
    wp_buf_puts(out, tenths < 0 ? "-" : "");
    wp_progress_words_tenths(out, tenths);
}

static void put_week_record(struct wp_buf *out, const struct wp_history_week *week)
{
    wp_day_format(out, week->start);
    wp_buf_putc(out, ',');
    wp_day_format(out, week->start + WP_DAYS_OF_WEEK - 1);
    wp_buf_putc(out, ',');
    wp_iso_week_format(out, wp_iso_week_of_start(week->start));
    wp_buf_putc(out, ',');
    if (week->title.length > 0)
        put_text_field(out, week->title);
    wp_buf_putc(out, ',');
    if (week->skip_reason.length > 0)
        put_text_field(out, week->skip_reason);
    else
        wp_buf_puts(out, week->skip ? "true" : "");
    wp_buf_puts(out, week->running ? ",true" : ",false");
    put_tenths_field(out, week->percent_tenths);
    put_number_field(out, week->done);
    put_number_field(out, week->total);
    put_number_field(out, week->dropped);
    put_number_field(out, week->carried);
    put_number_field(out, week->missing);
    put_tenths_field(out, wp_history_change(week));
    put_tenths_field(out, week->mean);
    put_number_field(out, week->streak);
    put_number_field(out, week->goals_done);
    put_number_field(out, week->goals_total);
    put_number_field(out, week->deferred);
    put_number_field(out, week->also_count);
    end_record(out);
}

void wp_history_csv(struct wp_buf *out, const struct wp_history *history)
{
    size_t i;

    wp_buf_puts(out, header);
    end_record(out);
    for (i = 0; i < history->count; i++)
        put_week_record(out, &history->weeks[i]);
}
