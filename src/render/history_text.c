/* `history` for the terminal: a line a week, and what they come to. */
#include "base/utf8.h"
#include "render/term.h"
#include "render/words.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>

enum {
    WIDTH_MAX = 100, /* a wider terminal only pulls a row apart */
    GAP = 2,
    MARK = 2, /* a mark and a blank */
    DAY = 6,  /* 29 Jul */
    FIGURE = 5,
    LABEL = 8,        /* of the summary */
    TITLE_LEAST = 16, /* less of a title tells nothing */
    SPARK_GAP = 3     /* what missing weeks take at most between the others */
};

/* What of a week is shown, and how wide it is; 0 for what is not. */
struct columns {
    size_t width;
    size_t dates;
    unsigned bar;
    size_t change;
    size_t counts;
    size_t carried;
    size_t remark; /* where it begins; what is left is for it */
};

/* The texts of one week; used for one after another. */
struct history_text_cells {
    struct wp_buf dates;
    struct wp_buf figure;
    struct wp_buf change;
    struct wp_buf counts;
    struct wp_buf carried;
    struct wp_buf remark;  /* behind all the others */
    struct wp_buf instead; /* of all of them where there is no figure to show */
};

static const char *dash_of(const struct wp_term *term)
{
    return wp_term_pick(term, "–", "-");
}

/* "29 Jul", right-aligned. */
static void put_day(struct wp_buf *buf, wp_day day)
{
    struct wp_date date = wp_date_of(day);

    wp_buf_puts(buf, date.day < 10 ? " " : "");
    wp_words_short_date(buf, day, date.year);
}

/* "so far · Staying accountable" */
static void put_remark(struct wp_buf *buf, const struct wp_term *term,
                       const struct wp_history *history, const struct wp_history_week *week)
{
    if (week->running)
        wp_buf_puts(buf, week->start > history->today ? "ahead" : "so far");
    if (week->title.length == 0)
        return;
    if (buf->length > 0)
        wp_buf_puts(buf, wp_term_pick(term, " · ", " - "));
    wp_term_clean(term, buf, week->title);
}

static void put_instead(struct wp_buf *buf, const struct wp_term *term,
                        const struct wp_history_week *week)
{
    if (week->skip) {
        wp_buf_puts(buf, week->skip_reason.length > 0 ? "off: " : "off");
        wp_term_clean(term, buf, week->skip_reason);
    } else if (week->percent_tenths == WP_NO_PERCENT) {
        wp_buf_puts(buf, week->dropped > 0 ? "all dropped" : "nothing planned");
    }
}

static void fill_cells(struct history_text_cells *cells, const struct wp_term *term,
                       const struct wp_history *history, const struct wp_history_week *week)
{
    struct wp_buf *const texts[] = {&cells->dates,   &cells->figure, &cells->change, &cells->counts,
                                    &cells->carried, &cells->remark, &cells->instead};
    int32_t change = wp_history_change(week);
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        wp_buf_clear(texts[i]);
    put_day(&cells->dates, week->start);
    wp_buf_puts(&cells->dates, wp_term_pick(term, " – ", " - "));
    put_day(&cells->dates, week->start + WP_DAYS_OF_WEEK - 1);
    put_instead(&cells->instead, term, week);
    if (week->percent_tenths != WP_NO_PERCENT)
        wp_progress_format_percent(&cells->figure, week->percent_tenths, term->style->ascii);
    if (change != WP_NO_PERCENT)
        wp_words_difference(&cells->change, change, term->style->ascii);
    wp_buf_number(&cells->counts, week->done);
    wp_buf_putc(&cells->counts, '/');
    wp_buf_number(&cells->counts, week->total);
    if (week->carried > 0) {
        wp_buf_number(&cells->carried, week->carried);
        wp_buf_puts(&cells->carried, " carried");
    }
    put_remark(&cells->remark, term, history, week);
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        term->out->failed = term->out->failed || texts[i]->failed;
}

static void free_cells(struct history_text_cells *cells)
{
    wp_buf_free(&cells->dates);
    wp_buf_free(&cells->figure);
    wp_buf_free(&cells->change);
    wp_buf_free(&cells->counts);
    wp_buf_free(&cells->carried);
    wp_buf_free(&cells->remark);
    wp_buf_free(&cells->instead);
}

/* All cells but the remark are our own words, each of whose characters takes one
 * column; no table of Unicode has to be read for them. */
static size_t width_of(const struct wp_buf *words)
{
    return wp_utf8_length(wp_buf_str(words));
}

static void history_text_widen(size_t *width, size_t needed)
{
    if (needed > *width)
        *width = needed;
}

static size_t with_gap(size_t width)
{
    return width > 0 ? width + GAP : 0;
}

/* Takes the first of the variants that fits: titles go first, then bars narrow,
 * then carried goals, counts, bars and the last days go. */
static struct columns history_text_share_columns(const struct wp_term *term,
                                                 const struct wp_history *history)
{
    static const struct {
        bool whole;
        unsigned bar;
        bool change, counts, carried;
        size_t remark;
    } variants[] = {
        {true, 10, true, true, true, TITLE_LEAST}, {true, 5, true, true, true, TITLE_LEAST},
        {true, 10, true, true, true, 0},           {true, 5, true, true, true, 0},
        {true, 5, true, true, false, 0},           {true, 5, true, false, false, 0},
        {true, 0, true, false, false, 0},          {false, 0, true, false, false, 0},
        {false, 0, false, false, false, 0},
    };
    struct columns needs = {.width = term->style->width};
    struct columns columns = needs;
    struct history_text_cells cells = {.dates = WP_BUF_INIT};
    size_t remark = 0;
    size_t i;

    for (i = 0; i < history->count; i++) {
        fill_cells(&cells, term, history, &history->weeks[i]);
        history_text_widen(&needs.dates, width_of(&cells.dates));
        history_text_widen(&remark, wp_utf8_columns(wp_buf_str(&cells.remark)));
        if (cells.instead.length > 0)
            continue;
        history_text_widen(&needs.change, width_of(&cells.change));
        history_text_widen(&needs.counts, width_of(&cells.counts));
        history_text_widen(&needs.carried, width_of(&cells.carried));
    }
    free_cells(&cells);
    if (needs.width > WIDTH_MAX)
        needs.width = WIDTH_MAX;
    for (i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        columns = (struct columns){
            .width = needs.width,
            .dates = variants[i].whole ? needs.dates : DAY,
            .bar = variants[i].bar,
            .change = variants[i].change ? needs.change : 0,
            .counts = variants[i].counts ? needs.counts : 0,
            .carried = variants[i].carried ? needs.carried : 0,
        };
        columns.remark = MARK + columns.dates + with_gap(columns.bar) + with_gap(FIGURE) +
                         with_gap(columns.change) + with_gap(columns.counts) +
                         with_gap(columns.carried);
        if (columns.remark + with_gap(remark < variants[i].remark ? remark : variants[i].remark) <=
            columns.width)
            break;
    }
    return columns;
}

/* A cell of a row, which is right-aligned and ends the columns behind `at`; the next
 * one begins behind it. */
static void paint_cell(struct wp_term *term, size_t *at, size_t width, enum wp_tint tint,
                       const struct wp_buf *words)
{
    size_t used = width_of(words);

    if (width == 0)
        return;
    *at += GAP + width;
    if (used > 0) {
        wp_term_move_to(term, *at - used);
        wp_term_put(term, tint, words->data);
    }
}

/* As many lines as it takes, all from the column on in which the first one begins. */
static void history_text_paint_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str text,
                                       size_t width)
{
    size_t column = term->column;
    size_t room = width > column + FIGURE ? width - column : FIGURE;

    wp_term_put_str(term, tint, wp_term_break(&text, room));
    while (text.length > 0) {
        wp_term_newline(term);
        wp_term_move_to(term, column);
        wp_term_put_str(term, tint, wp_term_break(&text, room));
    }
}

static enum wp_mark history_text_mark_of(const struct wp_history *history,
                                         const struct wp_history_week *week)
{
    if (week->skip)
        return WP_MARK_DROPPED;
    if (wp_history_reaches(week, history->goal))
        return WP_MARK_DONE;
    return week->running && week->start <= history->today ? WP_MARK_MOVED : WP_MARK_OPEN;
}

static void paint_week(struct wp_term *term, const struct columns *columns,
                       const struct wp_history *history, const struct wp_history_week *week,
                       const struct history_text_cells *cells)
{
    size_t at = MARK + columns->dates;

    wp_term_mark(term, history_text_mark_of(history, week));
    wp_term_put(term, WP_TINT_PLAIN, " ");
    if (columns->dates == DAY)
        wp_term_put_str(term, WP_TINT_PLAIN, wp_str_slice(wp_buf_str(&cells->dates), 0, DAY));
    else
        wp_term_put(term, WP_TINT_PLAIN, cells->dates.data);
    if (cells->instead.length > 0) {
        wp_term_move_to(term, at + GAP);
        history_text_paint_wrapped(term, WP_TINT_DIM, wp_buf_str(&cells->instead), columns->width);
        wp_term_newline(term);
        return;
    }
    if (columns->bar > 0) {
        wp_term_move_to(term, at + GAP);
        wp_term_bar(term, week->percent_tenths, columns->bar);
        at += GAP + columns->bar;
    }
    paint_cell(term, &at, FIGURE, WP_TINT_BOLD, &cells->figure);
    paint_cell(term, &at, columns->change, WP_TINT_PLAIN, &cells->change);
    paint_cell(term, &at, columns->counts, WP_TINT_DIM, &cells->counts);
    paint_cell(term, &at, columns->carried, WP_TINT_DIM, &cells->carried);
    if (cells->remark.length > 0 && at + GAP + TITLE_LEAST <= columns->width) {
        struct wp_buf cut = WP_BUF_INIT;

        wp_term_move_to(term, at + GAP);
        wp_term_cut(term, &cut, wp_buf_str(&cells->remark), columns->width - at - GAP);
        wp_term_put_str(term, WP_TINT_PLAIN, wp_buf_str(&cut));
        term->out->failed = term->out->failed || cut.failed;
        wp_buf_free(&cut);
    }
    wp_term_newline(term);
}

static void put_weeks(struct wp_buf *buf, size_t count)
{
    wp_buf_number(buf, count);
    wp_buf_puts(buf, count == 1 ? " week" : " weeks");
}

static void paint_gap(struct wp_term *term, const struct columns *columns, uint32_t missing)
{
    struct wp_buf words = WP_BUF_INIT;

    if (missing == 0)
        return;
    put_weeks(&words, missing);
    wp_buf_puts(&words, " without a plan");
    wp_term_move_to(term, MARK);
    history_text_paint_wrapped(term, WP_TINT_DIM, wp_buf_str(&words), columns->width);
    wp_term_newline(term);
    term->out->failed = term->out->failed || words.failed;
    wp_buf_free(&words);
}

/* Where the weeks are of more than one year it stands above its first one. */
static void paint_year(struct wp_term *term, const struct wp_history *history, size_t number)
{
    const struct wp_history_week *weeks = history->weeks;
    int year = wp_date_of(weeks[number].start).year;
    struct wp_buf words = WP_BUF_INIT;

    if (wp_date_of(weeks[0].start).year == wp_date_of(weeks[history->count - 1].start).year ||
        (number > 0 && year == wp_date_of(weeks[number - 1].start).year))
        return;
    wp_buf_number(&words, (unsigned)year);
    wp_term_move_to(term, MARK);
    wp_term_put_str(term, WP_TINT_BOLD, wp_buf_str(&words));
    wp_term_newline(term);
    term->out->failed = term->out->failed || words.failed;
    wp_buf_free(&words);
}

/* From when to when, and how many weeks that is, below it where there is no room. */
static void history_text_paint_heading(struct wp_term *term, const struct columns *columns,
                                       const struct wp_history *history)
{
    const char *separator = wp_term_pick(term, " · ", " - ");
    wp_day end = history->weeks[history->count - 1].start + WP_DAYS_OF_WEEK - 1;
    struct wp_buf dates = WP_BUF_INIT;
    struct wp_buf count = WP_BUF_INIT;

    wp_words_days(&dates, history->weeks[0].start, end, dash_of(term));
    put_weeks(&count, history->count);
    history_text_paint_wrapped(term, WP_TINT_BOLD, wp_buf_str(&dates), columns->width);
    if (term->column + wp_utf8_length(wp_str(separator)) + count.length <= columns->width)
        wp_term_put(term, WP_TINT_PLAIN, separator);
    else
        wp_term_newline(term);
    wp_term_put_str(term, WP_TINT_PLAIN, wp_buf_str(&count));
    wp_term_newline(term);
    term->out->failed = term->out->failed || dates.failed || count.failed;
    wp_buf_free(&dates);
    wp_buf_free(&count);
}

/* A figure as one character, taller as it is higher, the tallest for 100% alone;
 * in ASCII the digit of its tens. */
static const char *spark_of(const struct wp_term *term, const struct wp_history_week *week)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#"};
    enum { BARS = sizeof bars / sizeof bars[0], DIGITS = sizeof digits / sizeof digits[0] };

    if (week->skip || week->percent_tenths == WP_NO_PERCENT)
        return dash_of(term);
    if (term->style->ascii)
        return digits[week->percent_tenths * (DIGITS - 1) / 1000];
    return bars[week->percent_tenths * (BARS - 1) / 1000];
}

void wp_history_sparks(struct wp_buf *buf, const struct wp_term *term,
                       const struct wp_history *history)
{
    const char *gap = wp_term_pick(term, "·", ".");
    size_t i;

    for (i = 0; i < history->count; i++) {
        uint32_t missing = i > 0 ? history->weeks[i].missing : 0;

        wp_buf_repeat(buf, gap, missing < SPARK_GAP ? missing : SPARK_GAP);
        wp_buf_puts(buf, spark_of(term, &history->weeks[i]));
    }
    wp_buf_repeat(buf, gap, history->missing < SPARK_GAP ? history->missing : SPARK_GAP);
}

static void history_text_put_mean(struct wp_buf *buf, const struct wp_term *term,
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
    wp_words_week(buf, history->weeks[history->best].start, dash_of(term));
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

static void paint_summary(struct wp_term *term, const struct columns *columns,
                          const struct wp_history *history)
{
    static const struct {
        const char *label;
        void (*put)(struct wp_buf *, const struct wp_term *, const struct wp_history *);
    } lines[] = {{"trend", wp_history_sparks},
                 {"mean", history_text_put_mean},
                 {"best", put_best},
                 {"streak", put_streak}};
    struct wp_buf words = WP_BUF_INIT;
    size_t i;

    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        wp_buf_clear(&words);
        lines[i].put(&words, term, history);
        wp_term_put(term, WP_TINT_DIM, lines[i].label);
        wp_term_move_to(term, LABEL);
        history_text_paint_wrapped(term, WP_TINT_PLAIN, wp_buf_str(&words), columns->width);
        wp_term_newline(term);
    }
    term->out->failed = term->out->failed || words.failed;
    wp_buf_free(&words);
}

void wp_history_text(struct wp_buf *out, const struct wp_history *history,
                     const struct wp_text_style *style)
{
    struct wp_term term = {out, style, 0};
    struct columns columns = history_text_share_columns(&term, history);
    struct history_text_cells cells = {.dates = WP_BUF_INIT};
    size_t i;

    history_text_paint_heading(&term, &columns, history);
    wp_term_newline(&term);
    for (i = 0; i < history->count && !out->failed; i++) {
        if (i > 0)
            paint_gap(&term, &columns, history->weeks[i].missing);
        paint_year(&term, history, i);
        fill_cells(&cells, &term, history, &history->weeks[i]);
        paint_week(&term, &columns, history, &history->weeks[i], &cells);
    }
    free_cells(&cells);
    paint_gap(&term, &columns, history->missing);
    wp_term_newline(&term);
    paint_summary(&term, &columns, history);
}
