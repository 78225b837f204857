/* `show` for the terminal: all that the plan says of an item, or of the week. */
#include "plan/progress_value.h"
#include "render/week_text.h"
#include "render/words.h"

enum { INDENT = WP_TABLE_GAP, VALUES = 12 };

struct show_text_page {
    struct wp_term term;
    struct wp_table text; /* of titles, details and notes */
    struct wp_table rows;
    struct wp_buf words; /* for making a text; empty in between */
    const struct wp_view *view;
    struct wp_row own; /* of the view's top */
};

static void paint_title(struct show_text_page *page)
{
    struct wp_term *term = &page->term;
    struct wp_buf clean = WP_BUF_INIT;
    struct wp_str rest;
    size_t column;

    wp_item_path(&page->words, page->own.item);
    wp_term_put_str(term, WP_TINT_DIM, wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
    column = term->column + WP_TABLE_GAP;
    wp_term_clean(term, &clean, page->own.item->title);
    rest = wp_buf_str(&clean);
    wp_term_move_to(term, column);
    wp_term_put_str(term, WP_TINT_BOLD, wp_term_break(&rest, wp_table_room(&page->text, column)));
    wp_week_text_below(term, &page->text, column, WP_TINT_BOLD, rest);
    wp_term_newline(term);
    term->out->failed = term->out->failed || clean.failed;
    wp_buf_free(&clean);
}

/* "open · 2 of 6 done · 1 dropped" */
static void paint_state(struct show_text_page *page)
{
    static const char *const states[] = {
        [WP_OPEN] = "open", [WP_DONE] = "done", [WP_DROPPED] = "dropped"};
    const struct wp_progress *progress = &page->own.item->progress;
    const char *separator = wp_term_pick(&page->term, " · ", " - ");

    wp_term_newline(&page->term);
    wp_week_text_percent(&page->term, &page->text, page->own.percent_tenths);
    wp_buf_puts(&page->words, states[progress->state]);
    if (page->own.item->first != NULL && progress->state != WP_DROPPED) {
        wp_buf_puts(&page->words, separator);
        wp_words_tally(&page->words, progress, separator);
    }
    wp_week_text_prose(&page->term, &page->text, page->term.column, WP_TINT_PLAIN,
                       wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
}

static void show_text_add_above(struct show_text_page *page, const struct wp_item *item)
{
    wp_words_above(&page->words, item, wp_term_pick(&page->term, " › ", " > "));
}

static void add_due(struct show_text_page *page, const struct wp_item *item)
{
    if (item->due == WP_NO_DAY)
        return;
    wp_words_date(&page->words, item->due);
    if (item->progress.state != WP_OPEN)
        return;
    if (page->own.days_late > 0) {
        wp_buf_puts(&page->words, ", ");
        wp_words_late(&page->words, page->own.days_late);
    } else if (item->due == page->view->today) {
        wp_buf_puts(&page->words, ", today");
    } else if (item->due == page->view->today + 1) {
        wp_buf_puts(&page->words, ", tomorrow");
    }
}

static void add_done(struct show_text_page *page, const struct wp_item *item)
{
    if (item->done_on != WP_NO_DAY)
        wp_words_date(&page->words, item->done_on);
}

static void show_text_add_dropped(struct show_text_page *page, const struct wp_item *item)
{
    wp_buf_append(&page->words, item->dropped_reason);
    if (item->dropped_on != WP_NO_DAY)
        wp_words_date(&page->words, item->dropped_on);
}

static void add_progress(struct show_text_page *page, const struct wp_item *item)
{
    if (item->progress_value.given)
        wp_progress_value_format(&page->words, &item->progress_value);
}

static void add_weight(struct show_text_page *page, const struct wp_item *item)
{
    if (item->weight > 0)
        wp_decimal_format(&page->words, item->weight);
}

static void add_repeat(struct show_text_page *page, const struct wp_item *item)
{
    wp_buf_puts(&page->words, item->weekly ? "every week" : "");
}

static void show_text_add_carried(struct show_text_page *page, const struct wp_item *item)
{
    if (item->carried > 1)
        wp_buf_printf(&page->words, "%u times", (unsigned)item->carried);
    else
        wp_buf_puts(&page->words, item->carried == 1 ? "once" : "");
}

static void add_id(struct show_text_page *page, const struct wp_item *item)
{
    wp_buf_append(&page->words, item->id);
}

static void show_text_add_list(struct show_text_page *page, const struct wp_list *list,
                               const char *separator)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        wp_buf_puts(&page->words, i > 0 ? separator : "");
        wp_buf_append(&page->words, list->items[i]);
    }
}

static void add_tags(struct show_text_page *page, const struct wp_item *item)
{
    show_text_add_list(page, &item->tags, ", ");
}

/* A line each: a terminal has to tell where a link ends. */
static void add_links(struct show_text_page *page, const struct wp_item *item)
{
    show_text_add_list(page, &item->links, "\n");
}

/* A line for each thing that there is to say. */
static void paint_details(struct show_text_page *page)
{
    static const struct {
        const char *label;
        void (*add)(struct show_text_page *page, const struct wp_item *item);
    } details[] = {
        {"part of", show_text_add_above},
        {"due", add_due},
        {"done", add_done},
        {"dropped", show_text_add_dropped},
        {"progress", add_progress},
        {"weight", add_weight},
        {"repeats", add_repeat},
        {"carried", show_text_add_carried},
        {"id", add_id},
        {"tags", add_tags},
        {"links", add_links},
    };
    bool first = true;
    size_t i;

    for (i = 0; i < sizeof details / sizeof details[0]; i++) {
        bool late = details[i].add == add_due && page->own.when == WP_WHEN_LATE;

        details[i].add(page, page->own.item);
        if (page->words.length == 0)
            continue;
        if (first)
            wp_term_newline(&page->term);
        first = false;
        wp_term_move_to(&page->term, INDENT);
        wp_term_put(&page->term, WP_TINT_DIM, details[i].label);
        wp_week_text_prose(&page->term, &page->text, VALUES, late ? WP_TINT_LATE : WP_TINT_PLAIN,
                           wp_buf_str(&page->words));
        wp_buf_clear(&page->words);
    }
}

static void paint_note(struct show_text_page *page)
{
    struct wp_str note = page->own.item->note;

    if (note.length == 0)
        return;
    wp_term_newline(&page->term);
    wp_week_text_prose(&page->term, &page->text, INDENT, WP_TINT_PLAIN, note);
}

static void paint_rows(struct show_text_page *page)
{
    if (page->view->row_count > 0)
        wp_term_newline(&page->term);
    wp_week_text_rows(&page->term, &page->rows, page->view);
}

void wp_show_text(struct wp_buf *out, const struct wp_view *view, const struct wp_text_style *style)
{
    struct show_text_page page = {.term = {out, style, 0}, .words = WP_BUF_INIT, .view = view};

    page.text = wp_table_of_text(&page.term);
    page.rows = wp_table_make(&page.term, view);
    page.own = wp_view_row(view, view->top);
    if (view->top->parent == NULL) {
        wp_week_text_head(&page.term, &page.rows, view);
        wp_week_text_summary(&page.term, &page.rows, view);
    } else {
        paint_title(&page);
        paint_state(&page);
        paint_details(&page);
    }
    paint_note(&page);
    paint_rows(&page);
    out->failed = out->failed || page.words.failed;
    wp_buf_free(&page.words);
}
