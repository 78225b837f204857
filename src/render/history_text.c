/* The text of `history`: a line for each week, and a summary. */
#include "base/utf8.h"
#include "render/column_widths.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include "render/sparkline.h"
#include "render/title_text.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>

enum {
    GAP = WP_COLUMN_WIDTHS_GAP,
    MARK = WP_COLUMN_WIDTHS_MARK,
    DAY = 6,         /* columns of the first day of a week: "29 Jul" */
    LABEL = 8,       /* columns of a label in the summary, and a gap */
    WRAPPED_MIN = 5, /* least columns of wrapped text */
    DETAIL_MIN = 16  /* least columns of a detail; a detail with less room is left out */
};

enum column { DATES, BAR, PERCENT, CHANGE, COUNTS, BESIDES, CARRIED, REMARK };

/* The widths that the lines of all weeks have in common. */
struct layout {
    struct wp_column_widths columns;
    size_t width; /* columns of a line */
};

/* The cells of one week as text. The struct is reused for the next week. */
struct cells {
    struct wp_buf dates;
    struct wp_buf percent;
    struct wp_buf change;
    struct wp_buf counts;
    struct wp_buf besides;
    struct wp_buf carried;
    struct wp_buf detail; /* text after all other cells: "so far · Staying accountable" */
    /* why the week has no percentage: "off: holiday"; printed after the dates instead of all
     * other cells */
    struct wp_buf no_count;
};

/* Append a day such as "29 Jul", right-aligned. */
static void put_short_day(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_puts(buf, date.day < 10 ? " " : "");
    wp_date_words_short_date(buf, day, date.year);
}

/* Append the detail of a week: "so far · Staying accountable". */
static void put_detail(struct wp_buf *buf, const struct wp_term *term,
                       const struct wp_history *history, const struct wp_history_week *week)
{
    struct wp_buf title = WP_BUF_INIT;

    if (week->running)
        wp_buf_puts(buf, week->start > history->today ? "ahead" : "so far");
    if (week->title.length == 0)
        return;
    if (buf->length > 0)
        wp_buf_puts(buf, wp_term_separator(term));
    wp_title_text_plain(&title, week->title);
    wp_term_clean(term, buf, wp_buf_str(&title));
    wp_buf_free(&title);
}

/* Append why a week has no percentage: "off: holiday" or "nothing planned". Append nothing for a
 * week that has one. */
static void put_no_count(struct wp_buf *buf, const struct wp_term *term,
                         const struct wp_history_week *week)
{
    if (week->skip) {
        wp_buf_puts(buf, week->skip_reason.length > 0 ? "off: " : "off");
        wp_term_clean(term, buf, week->skip_reason);
    } else if (week->percent_tenths == WP_NO_PERCENT) {
        wp_buf_puts(buf, week->dropped > 0 ? "all " : "nothing planned");
        wp_progress_words_dropped(buf, week->dropped, week->deferred);
    }
    if (buf->length > 0)
        wp_progress_words_besides(buf, 0, week->also_count, wp_term_separator(term));
}

static void fill_cells(struct cells *cells, const struct wp_term *term,
                       const struct wp_history *history, const struct wp_history_week *week)
{
    struct wp_buf *const texts[] = {&cells->dates,  &cells->percent, &cells->change,
                                    &cells->counts, &cells->besides, &cells->carried,
                                    &cells->detail, &cells->no_count};
    int32_t change = wp_history_change(week);
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wp_buf_clear(texts[i]);
    put_short_day(&cells->dates, week->start);
    wp_buf_puts(&cells->dates, wp_term_pick(term, " – ", " - "));
    put_short_day(&cells->dates, week->start + WP_DAYS_OF_WEEK - 1);
    put_no_count(&cells->no_count, term, week);
    if (week->percent_tenths != WP_NO_PERCENT)
        wp_progress_format_percent(&cells->percent, week->percent_tenths, term->style->ascii);
    if (change != WP_NO_PERCENT)
        wp_progress_words_difference(&cells->change, change, term->style->ascii);
    wp_buf_number(&cells->counts, week->done);
    wp_buf_putc(&cells->counts, '/');
    wp_buf_number(&cells->counts, week->total);
    wp_progress_words_besides(&cells->besides, 0, week->also_count, "");
    if (week->carried > 0) {
        wp_buf_number(&cells->carried, week->carried);
        wp_buf_puts(&cells->carried, " carried");
    }
    put_detail(&cells->detail, term, history, week);
}

static void free_cells(struct cells *cells)
{
    wp_buf_free(&cells->dates);
    wp_buf_free(&cells->percent);
    wp_buf_free(&cells->change);
    wp_buf_free(&cells->counts);
    wp_buf_free(&cells->besides);
    wp_buf_free(&cells->carried);
    wp_buf_free(&cells->detail);
    wp_buf_free(&cells->no_count);
}

/* Widen a column for words of the program, whose characters have one column each. */
static void widen_for(struct wp_column_widths *columns, enum column column,
                      const struct wp_buf *words)
{
    wp_column_widths_widen(&columns->width[column], wp_utf8_length(wp_buf_str(words)));
}

static struct layout make_layout(const struct wp_term *term, const struct wp_history *history)
{
    static const struct wp_column_widths_step steps[] = {
        {BAR, 5},     {BAR, 10},    {REMARK, 0},         {BAR, 5},    {BAR, 0},
        {CARRIED, 0}, {BESIDES, 0}, {DATES, MARK + DAY}, {COUNTS, 0}, {CHANGE, 0},
    };
    struct layout layout = {{{[BAR] = 10, [PERCENT] = WP_COLUMN_WIDTHS_PERCENT}},
                            term->style->width};
    struct wp_column_widths *columns = &layout.columns;
    struct cells cells = {.dates = WP_BUF_INIT};
    size_t i;

    for (i = 0; i < history->count; i++) {
        fill_cells(&cells, term, history, &history->weeks[i]);
        widen_for(columns, DATES, &cells.dates);
        wp_column_widths_widen(&columns->width[REMARK], wp_utf8_columns(wp_buf_str(&cells.detail)));
        if (cells.no_count.length > 0)
            continue;
        widen_for(columns, CHANGE, &cells.change);
        widen_for(columns, COUNTS, &cells.counts);
        widen_for(columns, BESIDES, &cells.besides);
        widen_for(columns, CARRIED, &cells.carried);
    }
    free_cells(&cells);
    columns->width[DATES] += MARK;
    if (columns->width[REMARK] > DETAIL_MIN)
        columns->width[REMARK] = DETAIL_MIN;
    if (layout.width > WP_COLUMN_WIDTHS_WIDTH_MAX)
        layout.width = WP_COLUMN_WIDTHS_WIDTH_MAX;
    wp_column_widths_fit(columns, layout.width, steps, sizeof steps / sizeof steps[0]);
    return layout;
}

/* Append text from the current column on, wrapped. */
static void put_wrapped(struct wp_term *term, const struct layout *layout, enum wp_tint tint,
                        const struct wp_buf *text)
{
    size_t least = term->column + WRAPPED_MIN;
    size_t width = layout->width > least ? layout->width : least;

    wp_term_put_wrapped(term, tint, wp_buf_str(text), width - term->column);
}

static enum wp_mark mark_of_week(const struct wp_history *history,
                                 const struct wp_history_week *week)
{
    if (week->skip)
        return WP_MARK_DROPPED;
    if (wp_history_reaches(week, history->goal))
        return WP_MARK_DONE;
    return week->running && week->start <= history->today ? WP_MARK_MOVED : WP_MARK_OPEN;
}

/* Append the cells after the dates, for a week with a percentage. */
static void put_cells(struct wp_term *term, const struct layout *layout, const struct cells *cells,
                      int percent_tenths)
{
    const struct {
        enum column column;
        enum wp_tint tint;
        const struct wp_buf *words;
    } right_aligned[] = {
        {PERCENT, WP_TINT_BOLD, &cells->percent}, {CHANGE, WP_TINT_PLAIN, &cells->change},
        {COUNTS, WP_TINT_DIM, &cells->counts},    {BESIDES, WP_TINT_DIM, &cells->besides},
        {CARRIED, WP_TINT_DIM, &cells->carried},
    };
    const struct wp_column_widths *columns = &layout->columns;
    size_t detail = wp_column_widths_end(columns, CARRIED) + GAP;
    size_t i;

    if (columns->width[BAR] > 0) {
        wp_term_move_to(term, columns->width[DATES] + GAP);
        wp_term_bar(term, percent_tenths, (unsigned)columns->width[BAR]);
    }
    for (i = 0; i < sizeof right_aligned / sizeof right_aligned[0]; i++) {
        enum column column = right_aligned[i].column;

        if (columns->width[column] > 0)
            wp_term_put_right(term, right_aligned[i].tint, right_aligned[i].words->data,
                              wp_column_widths_end(columns, column));
    }
    if (cells->detail.length > 0 && columns->width[REMARK] > 0 &&
        detail + columns->width[REMARK] <= layout->width) {
        struct wp_buf cut = WP_BUF_INIT;

        wp_term_move_to(term, detail);
        wp_term_cut(term, &cut, wp_buf_str(&cells->detail), layout->width - detail);
        wp_term_put_str(term, WP_TINT_PLAIN, wp_buf_str(&cut));
        wp_buf_free(&cut);
    }
}

static void put_week_line(struct wp_term *term, const struct layout *layout,
                          const struct wp_history *history, const struct wp_history_week *week,
                          const struct cells *cells)
{
    size_t dates = layout->columns.width[DATES];

    wp_term_mark(term, mark_of_week(history, week));
    wp_term_put(term, WP_TINT_PLAIN, " ");
    if (dates == MARK + DAY)
        wp_term_put_str(term, WP_TINT_PLAIN, wp_str_slice(wp_buf_str(&cells->dates), 0, DAY));
    else
        wp_term_put(term, WP_TINT_PLAIN, cells->dates.data);
    if (cells->no_count.length > 0) {
        wp_term_move_to(term, dates + GAP);
        put_wrapped(term, layout, WP_TINT_DIM, &cells->no_count);
    } else {
        put_cells(term, layout, cells, week->percent_tenths);
    }
    wp_term_newline(term);
}

/* Append a number of weeks: "1 week" or "3 weeks". */
static void put_weeks(struct wp_buf *buf, size_t count)
{
    wp_buf_number(buf, count);
    wp_buf_puts(buf, count == 1 ? " week" : " weeks");
}

static void put_missing_line(struct wp_term *term, const struct layout *layout, uint32_t missing)
{
    struct wp_buf words = WP_BUF_INIT;

    if (missing == 0)
        return;
    put_weeks(&words, missing);
    wp_buf_puts(&words, " without a plan");
    wp_term_move_to(term, MARK);
    put_wrapped(term, layout, WP_TINT_DIM, &words);
    wp_term_newline(term);
    wp_buf_free(&words);
}

/* Append the year of a week if it is not *year, and set *year to the year of the week. */
static void put_year_line(struct wp_term *term, const struct wp_history_week *week, int *year)
{
    int year_of_week = wp_date_of(week->start).year;
    struct wp_buf words = WP_BUF_INIT;

    if (year_of_week == *year)
        return;
    *year = year_of_week;
    wp_buf_number(&words, (unsigned)year_of_week);
    wp_term_move_to(term, MARK);
    wp_term_put_str(term, WP_TINT_BOLD, wp_buf_str(&words));
    wp_term_newline(term);
    wp_buf_free(&words);
}

/* Return the year of all weeks, which needs no line of its own. Return 0 if the weeks are of
 * several years. */
static int common_year(const struct wp_history *history)
{
    int year = wp_date_of(history->weeks[0].start).year;

    return year == wp_date_of(history->weeks[history->count - 1].start).year ? year : 0;
}

/* Append the first and the last day of the history, and the number of weeks. If the line has no
 * room, the number is on the next line. */
static void put_history_heading(struct wp_term *term, const struct layout *layout,
                                const struct wp_history *history)
{
    const char *separator = wp_term_separator(term);
    wp_day end = history->weeks[history->count - 1].start + WP_DAYS_OF_WEEK - 1;
    struct wp_buf dates = WP_BUF_INIT;
    struct wp_buf count = WP_BUF_INIT;

    wp_date_words_days(&dates, history->weeks[0].start, end, wp_term_pick(term, "–", "-"));
    put_weeks(&count, history->count);
    put_wrapped(term, layout, WP_TINT_BOLD, &dates);
    if (term->column + wp_utf8_length(wp_str(separator)) + count.length <= layout->width)
        wp_term_put(term, WP_TINT_PLAIN, separator);
    else
        wp_term_newline(term);
    wp_term_put_str(term, WP_TINT_PLAIN, wp_buf_str(&count));
    wp_term_newline(term);
    wp_buf_free(&dates);
    wp_buf_free(&count);
}

static void put_mean(struct wp_buf *buf, const struct wp_term *term,
                     const struct wp_history *history)
{
    wp_progress_format_percent(buf, history->mean == WP_NO_PERCENT ? -1 : history->mean,
                               term->style->ascii);
}

static void put_best(struct wp_buf *buf, const struct wp_term *term,
                     const struct wp_history *history)
{
    if (history->best == history->count) {
        wp_progress_format_percent(buf, -1, term->style->ascii);
        return;
    }
    wp_progress_format_percent(buf, history->weeks[history->best].percent_tenths,
                               term->style->ascii);
    wp_buf_puts(buf, ", ");
    wp_date_words_week(buf, history->weeks[history->best].start, wp_term_pick(term, "–", "-"));
}

static void put_streak(struct wp_buf *buf, const struct wp_term *term,
                       const struct wp_history *history)
{
    if (history->streak == 0) {
        wp_buf_puts(buf, "none: a week counts at ");
    } else {
        wp_buf_puts(buf, history->streak_open ? "at least " : "");
        put_weeks(buf, history->streak);
        wp_buf_puts(buf, " at ");
    }
    wp_progress_format_percent(buf, history->goal, term->style->ascii);
    if (history->goal < 1000)
        wp_buf_puts(buf, " or more");
}

static void put_history_summary(struct wp_term *term, const struct layout *layout,
                                const struct wp_history *history)
{
    static const struct {
        const char *label;
        void (*put)(struct wp_buf *, const struct wp_term *, const struct wp_history *);
    } lines[] = {{"trend", wp_sparkline_put},
                 {"mean", put_mean},
                 {"best", put_best},
                 {"streak", put_streak}};
    struct wp_buf words = WP_BUF_INIT;
    size_t i = history->count < WP_SPARKLINE_WEEKS_MIN ? 1 : 0;

    for (; i < sizeof lines / sizeof lines[0]; i++) {
        wp_buf_clear(&words);
        lines[i].put(&words, term, history);
        wp_term_put(term, WP_TINT_DIM, lines[i].label);
        wp_term_move_to(term, LABEL);
        put_wrapped(term, layout, WP_TINT_PLAIN, &words);
        wp_term_newline(term);
    }
    wp_buf_free(&words);
}

void wp_history_text(struct wp_buf *out, const struct wp_history *history,
                     const struct wp_text_style *style)
{
    struct wp_term term = {.out = out, .style = style};
    struct layout layout = make_layout(&term, history);
    struct cells cells = {.dates = WP_BUF_INIT};
    int year = common_year(history);
    size_t i;

    put_history_heading(&term, &layout, history);
    wp_term_newline(&term);
    for (i = 0; i < history->count; i++) {
        put_missing_line(&term, &layout, i > 0 ? history->weeks[i].missing : 0);
        put_year_line(&term, &history->weeks[i], &year);
        fill_cells(&cells, &term, history, &history->weeks[i]);
        put_week_line(&term, &layout, history, &history->weeks[i], &cells);
    }
    free_cells(&cells);
    put_missing_line(&term, &layout, history->missing);
    wp_term_newline(&term);
    put_history_summary(&term, &layout, history);
}
