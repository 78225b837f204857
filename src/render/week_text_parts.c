#include "render/week_text_parts.h"

#include <string.h>

#include "base/utf8.h"
#include "render/date_words.h"
#include "render/markdown_text.h"
#include "render/progress_words.h"
#include "render/title_text.h"
#include <weekplan/progress.h>

enum { GAP = WP_COLUMN_WIDTHS_GAP, BAR_GAP = 3 /* blanks after the bar of the week */ };

static enum wp_tint when_tint(enum wp_when when)
{
    switch (when) {
    case WP_WHEN_LATE:
        return WP_TINT_LATE;
    case WP_WHEN_SOON:
        return WP_TINT_SOON;
    default:
        return WP_TINT_DIM;
    }
}

/* Append a percentage, right-aligned in a column that begins at the cursor. */
static void put_percent(struct wp_term *term, enum wp_tint tint, int percent_tenths)
{
    struct wp_buf words = WP_BUF_INIT;

    wp_progress_format_percent(&words, percent_tenths, term->style->ascii);
    wp_term_put_right(term, tint, words.data, term->column + WP_COLUMN_WIDTHS_PERCENT);
    wp_buf_free(&words);
}

/* Append the cells after a title: bar, percentage, counts and day. */
static void put_right_cells(struct wp_term *term, const struct wp_item_table *table,
                            const struct wp_row *row, const struct wp_item_table_cells *cells)
{
    enum wp_tint tint = row->mark == WP_MARK_DONE ? WP_TINT_DIM : WP_TINT_PLAIN;

    if (row->has_bar) {
        /* a blank between a title that fills its column and the bar */
        wp_term_put(term, WP_TINT_PLAIN, " ");
        wp_term_move_to(term, table->width - table->right + GAP);
        if (table->bar > 0) {
            wp_term_bar(term, row->percent_tenths, table->bar);
            wp_term_move_to(term, term->column + GAP);
        }
        put_percent(term, tint, row->percent_tenths);
        if (table->tail > 0 && cells->counts_width > 0) {
            wp_term_put(term, WP_TINT_PLAIN, "  ");
            wp_term_put_str(term, WP_TINT_DIM, wp_buf_str(&cells->counts_text));
        }
    }
    if (wp_item_table_has_day(table, row, cells)) {
        wp_term_move_to(term, table->width - cells->day_width);
        wp_term_put_str(term, when_tint(row->when), wp_buf_str(&cells->day_text));
    }
}

void wp_week_text_parts_below(struct wp_term *term, const struct wp_item_table *table,
                              size_t column, enum wp_tint tint, struct wp_str text)
{
    if (text.length == 0)
        return;
    wp_term_newline(term);
    wp_term_move_to(term, column);
    wp_term_put_wrapped(term, tint, text, wp_item_table_room(table, column));
}

/* Append what is left of a title below its first line, as wp_week_text_parts_below does. */
static void put_title_below(struct wp_term *term, const struct wp_item_table *table, size_t column,
                            enum wp_tint tint, struct wp_linked_text *title, struct wp_str rest)
{
    if (rest.length == 0)
        return;
    wp_term_newline(term);
    wp_term_move_to(term, column);
    wp_linked_text_put_wrapped(term, tint, title, rest, wp_item_table_room(table, column));
}

void wp_week_text_parts_detailed(struct wp_term *term, const struct wp_item_table *table,
                                 enum wp_tint tint, struct wp_linked_text *text,
                                 struct wp_str detail)
{
    size_t column = term->column;

    wp_linked_text_put_wrapped(term, tint, text, wp_buf_str(&text->clean),
                               wp_item_table_room(table, column));
    if (detail.length > 0 && term->column + GAP + wp_utf8_columns(detail) <= table->width) {
        wp_term_move_to(term, term->column + GAP);
        wp_term_put_str(term, WP_TINT_DIM, detail);
    } else {
        wp_week_text_parts_below(term, table, column, WP_TINT_DIM, detail);
    }
}

void wp_week_text_parts_prose(struct wp_term *term, const struct wp_item_table *table,
                              size_t column, enum wp_tint tint, struct wp_str text)
{
    struct wp_linked_text line = {.count = 0};

    while (text.length > 0) {
        size_t length = 0;

        while (length < text.length && text.data[length] != '\n' && text.data[length] != '\r')
            length++;
        wp_linked_text_clear(&line);
        wp_linked_text_add(&line, term, wp_str_slice(text, 0, length), wp_str(""), 0);
        wp_term_move_to(term, line.clean.length > 0 ? column : 0);
        wp_linked_text_put_wrapped(term, tint, &line, wp_buf_str(&line.clean),
                                   wp_item_table_room(table, column));
        wp_term_newline(term);
        if (wp_str_starts(wp_str_slice(text, length, text.length), "\r\n"))
            length++;
        text = wp_str_slice(text, length + 1, text.length);
    }
    wp_linked_text_free(&line);
}

void wp_week_text_parts_markdown(struct wp_term *term, const struct wp_item_table *table,
                                 size_t column, enum wp_tint tint, struct wp_str text)
{
    if (!wp_markdown_text_put(term, tint, text, column, wp_item_table_room(table, column)))
        wp_week_text_parts_prose(term, table, column, tint, text);
}

static void put_path(struct wp_term *term, const struct wp_row *row,
                     const struct wp_item_table_cells *cells)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_item_path(&path, row->item);
    wp_term_move_to(term, cells->path);
    wp_term_put(term, WP_TINT_DIM, path.data);
    wp_term_move_to(term, cells->title - WP_COLUMN_WIDTHS_MARK);
    wp_term_mark(term, row->mark);
    wp_term_put(term, WP_TINT_PLAIN, " ");
    wp_buf_free(&path);
}

static enum wp_tint title_tint(const struct wp_row *row)
{
    if (row->mark == WP_MARK_DONE || row->mark == WP_MARK_DROPPED)
        return WP_TINT_DIM;
    return wp_item_goal(row->item) == row->item ? WP_TINT_BOLD : WP_TINT_PLAIN;
}

/* Append the counts and the day below the title if the row has no room for them. */
static void put_tail_below(struct wp_term *term, const struct wp_item_table *table,
                           const struct wp_row *row, const struct wp_item_table_cells *cells)
{
    const char *separator = wp_term_separator(term);
    bool counts = row->has_bar && table->tail == 0 && cells->counts_width > 0;
    struct wp_str day = wp_buf_str(&cells->day_text);

    if (counts)
        wp_week_text_parts_below(term, table, cells->title, WP_TINT_DIM,
                                 wp_buf_str(&cells->counts_text));
    if (cells->day_width == 0 || wp_item_table_has_day(table, row, cells))
        return;
    if (!counts ||
        term->column + wp_utf8_length(wp_str(separator)) + cells->day_width > table->width) {
        wp_week_text_parts_below(term, table, cells->title, when_tint(row->when), day);
        return;
    }
    wp_term_put(term, WP_TINT_DIM, separator);
    wp_term_put_str(term, when_tint(row->when), day);
}

static void put_row(struct wp_term *term, const struct wp_item_table *table,
                    const struct wp_row *row, struct wp_item_table_cells *cells)
{
    struct wp_str title = wp_buf_str(&cells->title_text.clean);
    struct wp_str detail = wp_buf_str(&cells->detail_text);
    size_t column = cells->title;
    size_t end = wp_item_table_title_end(table, row, cells);

    put_path(term, row, cells);
    wp_linked_text_put(term, title_tint(row), &cells->title_text,
                       wp_term_break(&title, end - column));
    if (title.length == 0 && detail.length > 0 &&
        term->column + GAP + wp_utf8_columns(detail) <= end) {
        wp_term_move_to(term, term->column + GAP);
        wp_term_put_str(term, WP_TINT_DIM, detail);
        detail.length = 0;
    }
    put_right_cells(term, table, row, cells);
    put_title_below(term, table, column, title_tint(row), &cells->title_text, title);
    wp_week_text_parts_below(term, table, column, WP_TINT_DIM, detail);
    put_tail_below(term, table, row, cells);
    wp_term_newline(term);
}

void wp_week_text_parts_link(struct wp_term *term, const struct wp_item_table *table, size_t column,
                             enum wp_tint tint, struct wp_str link)
{
    link = wp_str_trim(link);
    wp_term_begin_link(term, link);
    wp_week_text_parts_prose(term, table, column, tint, link);
    wp_term_end_link(term);
}

/* Append the dates, left-aligned, and how far away the week is, right-aligned. The title is
 * between them, or on the next line if it does not fit. */
static void put_week_heading(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    const char *separator = wp_term_separator(term);
    struct wp_buf dates = WP_BUF_INIT;
    struct wp_linked_text title = {.count = 0};
    struct wp_buf right = WP_BUF_INIT;
    struct wp_str below;
    size_t room;

    wp_date_words_week(&dates, view->week->start, wp_term_pick(term, "–", "-"));
    wp_date_words_weeks_away(&right, view);
    wp_title_text_add(&title, term, view->week->root.title);
    below = wp_buf_str(&title.clean);
    room = table->width - wp_utf8_columns(wp_buf_str(&right)) - GAP;
    wp_term_put(term, WP_TINT_PLAIN, dates.data);
    if (below.length > 0 &&
        term->column + wp_utf8_length(wp_str(separator)) + wp_utf8_columns(below) <= room) {
        wp_term_put(term, WP_TINT_PLAIN, separator);
        wp_linked_text_put(term, WP_TINT_PLAIN, &title, below);
        below.length = 0;
    }
    if (term->column <= room)
        wp_term_put_right(term, WP_TINT_DIM, right.data, table->width);
    put_title_below(term, table, 0, WP_TINT_PLAIN, &title, below);
    wp_term_newline(term);
    wp_buf_free(&dates);
    wp_linked_text_free(&title);
    wp_buf_free(&right);
}

/* Append "The list for later", left-aligned, and the number of its open goals, right-aligned: "7
 * things for later". */
static void put_list_heading(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    struct wp_buf right = WP_BUF_INIT;

    wp_progress_words_later(&right, &view->week->root);
    wp_term_put(term, WP_TINT_PLAIN, "The list for later");
    wp_term_put_right(term, WP_TINT_DIM, right.data, table->width);
    wp_term_newline(term);
    wp_buf_free(&right);
}

/* Append the counts of a week, each on its own line: "2 of 9 done", "1 dropped", "1 overdue". */
static void add_week_counts(struct wp_buf *lines, const struct wp_view *view)
{
    wp_progress_words_week_tally(lines, view, "\n");
    if (view->overdue > 0)
        wp_buf_printf(lines, "\n%u overdue", (unsigned)view->overdue);
}

/* Return the columns of the counts from add_week_counts if they are printed in one line. */
static size_t week_counts_width(const struct wp_term *term, struct wp_str lines)
{
    size_t separator = wp_utf8_length(wp_str(wp_term_separator(term)));
    size_t width = lines.length;

    for (size_t i = 0; i < lines.length; i++)
        width += lines.data[i] == '\n' ? separator - 1 : 0;
    return width;
}

/* Append the counts from add_week_counts in one line. A count that does not fit on the line is
 * printed below the first count. */
static void put_week_counts(struct wp_term *term, const struct wp_view *view, struct wp_str lines)
{
    const char *separator = wp_term_separator(term);
    size_t column = term->column;
    bool first = true;

    while (lines.length > 0) {
        const char *newline = memchr(lines.data, '\n', lines.length);
        size_t length = newline != NULL ? (size_t)(newline - lines.data) : lines.length;
        bool overdue = newline == NULL && view->overdue > 0;

        if (!first &&
            term->column + wp_utf8_length(wp_str(separator)) + length > term->style->width) {
            wp_term_newline(term);
            wp_term_move_to(term, column);
        } else if (!first) {
            wp_term_put(term, WP_TINT_PLAIN, separator);
        }
        wp_term_put_str(term, overdue ? WP_TINT_LATE : WP_TINT_PLAIN,
                        wp_str_slice(lines, 0, length));
        lines = wp_str_slice(lines, length + 1, lines.length);
        first = false;
    }
}

/* Whether a percentage, a bar and words after it fit into a line. */
static bool percent_fits(unsigned bar, size_t words, size_t width)
{
    return 2 * GAP + WP_COLUMN_WIDTHS_PERCENT + bar + (bar > 0 ? BAR_GAP : 0) + words <= width;
}

/* Return the columns of the bar beside a percentage; 0 for no bar. Words of usual length fit on the
 * line after the bar. If the words are longer, return the columns of a shorter bar after which they
 * fit, if there is such a bar. */
static unsigned percent_bar(const struct wp_term *term, const struct wp_item_table *table,
                            size_t words)
{
    static const unsigned bars[] = {20, 10, 0};
    static const size_t usual = 29; /* columns of words of usual length */
    size_t i = 0;

    while (bars[i] > 0 && !percent_fits(bars[i], usual, table->width))
        i++;
    for (size_t smaller = i; smaller < sizeof bars / sizeof bars[0]; smaller++)
        if (percent_fits(bars[smaller], words, term->style->width))
            return bars[smaller];
    return bars[i];
}

void wp_week_text_parts_percent(struct wp_term *term, const struct wp_item_table *table,
                                int percent_tenths, size_t words)
{
    unsigned bar = percent_tenths >= 0 ? percent_bar(term, table, words) : 0;

    wp_term_put(term, WP_TINT_PLAIN, "  ");
    put_percent(term, WP_TINT_BOLD, percent_tenths);
    wp_term_put(term, WP_TINT_PLAIN, "  ");
    if (bar > 0) {
        wp_term_bar(term, percent_tenths, bar);
        wp_term_move_to(term, term->column + BAR_GAP);
    }
}

/* Append percentage, bar and counts of the week. */
static void put_week_percent(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    struct wp_buf lines = WP_BUF_INIT;

    add_week_counts(&lines, view);
    wp_week_text_parts_percent(term, table, view->percent_tenths,
                               week_counts_width(term, wp_buf_str(&lines)));
    put_week_counts(term, view, wp_buf_str(&lines));
    wp_term_newline(term);
    wp_buf_free(&lines);
}

/* Append "A week off: holiday" on lines of its own. Append nothing for a week that is not off. */
static void put_week_off(struct wp_term *term, const struct wp_item_table *table,
                         const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;

    if (!view->week->root.skip)
        return;
    wp_buf_puts(&words, "A week off");
    if (view->week->root.skip_reason.length > 0) {
        wp_buf_puts(&words, ": ");
        wp_term_clean(term, &words, view->week->root.skip_reason);
    }
    wp_week_text_parts_below(term, table, GAP, WP_TINT_PLAIN, wp_buf_str(&words));
    wp_term_newline(term);
    wp_buf_free(&words);
}

void wp_week_text_parts_summary(struct wp_term *term, const struct wp_item_table *table,
                                const struct wp_view *view)
{
    struct wp_buf words = WP_BUF_INIT;
    struct wp_buf clean = WP_BUF_INIT;

    if (!view->week->later || view->week->root.first == NULL)
        wp_progress_words_summary(&words, view);
    wp_term_clean(term, &clean, wp_buf_str(&words));
    if (clean.length > 0) {
        wp_week_text_parts_below(term, table, GAP, WP_TINT_PLAIN, wp_buf_str(&clean));
        wp_term_newline(term);
    }
    wp_buf_free(&clean);
    wp_buf_free(&words);
}

void wp_week_text_parts_head(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    if (view->week->later) {
        put_list_heading(term, table, view);
        return;
    }
    put_week_heading(term, table, view);
    put_week_off(term, table, view);
    if (view->summary != WP_SUMMARY_NOTHING_PLANNED) {
        wp_term_newline(term);
        put_week_percent(term, table, view);
    }
}

/* Append rows of a view. */
static void put_rows(struct wp_term *term, const struct wp_item_table *table,
                     const struct wp_view *view, const struct wp_row *rows, size_t count)
{
    struct wp_item_table_cells cells = {.path = 0};

    for (size_t i = 0; i < count; i++) {
        wp_item_table_cells_fill(&cells, term, view, &rows[i], table->indent);
        put_row(term, table, &rows[i], &cells);
    }
    wp_item_table_cells_free(&cells);
}

void wp_week_text_parts_rows(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    put_rows(term, table, view, view->rows, view->row_count);
}

void wp_week_text_parts_also(struct wp_term *term, const struct wp_item_table *table,
                             const struct wp_view *view)
{
    if (view->also_row_count == 0)
        return;
    wp_term_newline(term);
    wp_term_put(term, WP_TINT_BOLD, "Also done");
    wp_term_newline(term);
    put_rows(term, table, view, view->also, view->also_row_count);
}
