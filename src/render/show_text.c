/* The text of `show`: an item, or the week, with all of its keys. */
#include "base/utf8.h"
#include "plan/deferral_reason.h"
#include "plan/progress_value.h"
#include "plan/tag.h"
#include "render/ancestor_titles.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include "render/title_text.h"
#include "render/week_text_parts.h"

enum { INDENT = WP_COLUMN_WIDTHS_GAP, VALUES = 12 /* column in which values begin */ };

struct show_page {
    struct wp_term term;
    struct wp_item_table text; /* widths for the title, the keys and the note */
    struct wp_item_table rows; /* widths for the rows of the subtasks */
    struct wp_buf words;       /* scratch buffer, empty between two calls */
    const struct wp_view *view;
    struct wp_row top; /* row of the item that is shown */
};

static void put_title(struct show_page *page)
{
    struct wp_term *term = &page->term;
    struct wp_linked_text title = {.count = 0};

    wp_item_path(&page->words, page->top.item);
    wp_term_put(term, WP_TINT_DIM, page->words.data);
    wp_buf_clear(&page->words);
    wp_term_move_to(term, term->column + WP_COLUMN_WIDTHS_GAP);
    wp_title_text_add(&title, term, page->top.item->title);
    wp_linked_text_put_wrapped(term, WP_TINT_BOLD, &title, wp_buf_str(&title.clean),
                               wp_item_table_room(&page->text, term->column));
    wp_term_newline(term);
    wp_linked_text_free(&title);
}

/* Append percentage, bar, state and counts: "open · 2 of 6 done · 1 dropped". */
static void put_state(struct show_page *page)
{
    static const char *const states[] = {
        [WP_OPEN] = "open", [WP_DONE] = "done", [WP_DROPPED] = "dropped"};
    const struct wp_progress *progress = &page->top.item->progress;
    const char *separator = wp_term_separator(&page->term);

    wp_term_newline(&page->term);
    if (wp_item_is_also(page->top.item)) {
        wp_week_text_parts_prose(&page->term, &page->text, INDENT, WP_TINT_PLAIN,
                                 wp_str("done besides the plan"));
        return;
    }
    wp_buf_puts(&page->words,
                wp_progress_is_deferred(progress) ? "put off" : states[progress->state]);
    if (page->top.item->first != NULL && progress->state != WP_DROPPED) {
        wp_buf_puts(&page->words, separator);
        wp_progress_words_tally(&page->words, progress, separator);
    }
    if (page->view->week->later)
        wp_term_move_to(&page->term, INDENT);
    else
        wp_week_text_parts_percent(&page->term, &page->text, page->top.percent_tenths,
                                   wp_utf8_length(wp_buf_str(&page->words)));
    wp_week_text_parts_prose(&page->term, &page->text, page->term.column, WP_TINT_PLAIN,
                             wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
}

static void add_part_of(struct show_page *page, const struct wp_item *item)
{
    wp_ancestor_titles(&page->words, item, page->term.style->ascii);
}

static void add_due(struct show_page *page, const struct wp_item *item)
{
    if (item->due == WP_NO_DAY)
        return;
    wp_date_words_date(&page->words, item->due);
    if (item->progress.state != WP_OPEN)
        return;
    if (page->top.days_late > 0) {
        wp_buf_puts(&page->words, ", ");
        wp_date_words_late(&page->words, page->top.days_late);
    } else if (item->due == page->view->today) {
        wp_buf_puts(&page->words, ", today");
    } else if (item->due == page->view->today + 1) {
        wp_buf_puts(&page->words, ", tomorrow");
    }
}

static void add_done(struct show_page *page, const struct wp_item *item)
{
    if (item->done_on != WP_NO_DAY)
        wp_date_words_date(&page->words, item->done_on);
}

static void add_dropped(struct show_page *page, const struct wp_item *item)
{
    if (wp_deferral_reason_day(item) == WP_NO_DAY)
        wp_buf_append(&page->words, item->dropped_reason);
    if (item->dropped_on != WP_NO_DAY)
        wp_date_words_date(&page->words, item->dropped_on);
}

static void add_deferral(struct show_page *page, const struct wp_item *item)
{
    wp_day deferral = wp_deferral_reason_day(item);

    if (deferral == WP_NO_DAY)
        return;
    wp_buf_puts(&page->words, "to the week of ");
    wp_date_words_date(&page->words, deferral);
}

static void add_progress(struct show_page *page, const struct wp_item *item)
{
    if (item->progress_value.given)
        wp_progress_value_format(&page->words, &item->progress_value);
}

static void add_weight(struct show_page *page, const struct wp_item *item)
{
    if (item->weight > 0)
        wp_decimal_format(&page->words, item->weight);
}

static void add_repeat(struct show_page *page, const struct wp_item *item)
{
    wp_buf_puts(&page->words, item->weekly ? "every week" : "");
}

static void add_carried_count(struct show_page *page, const struct wp_item *item)
{
    if (item->carried > 1)
        wp_buf_printf(&page->words, "%u times", (unsigned)item->carried);
    else
        wp_buf_puts(&page->words, item->carried == 1 ? "once" : "");
}

static void add_id(struct show_page *page, const struct wp_item *item)
{
    wp_buf_append(&page->words, item->id);
}

static void add_tags(struct show_page *page, const struct wp_item *item)
{
    for (size_t i = 0; i < item->tags.count; i++) {
        wp_buf_puts(&page->words, i > 0 ? ", " : "");
        wp_buf_append(&page->words, wp_tag_name(item->tags.items[i]));
    }
}

/* Append the label of a key. If *first is true, append a line break before the label, and set
 * *first to false. */
static void put_label(struct show_page *page, const char *label, bool *first)
{
    if (*first)
        wp_term_newline(&page->term);
    *first = false;
    wp_term_move_to(&page->term, INDENT);
    wp_term_put(&page->term, WP_TINT_DIM, label);
}

/* Append the links. Each is on a line of its own, so that a terminal finds its end. */
static void put_link_list(struct show_page *page, bool *first)
{
    const struct wp_list *links = &page->top.item->links;

    for (size_t i = 0; i < links->count; i++) {
        if (i == 0)
            put_label(page, "links", first);
        wp_week_text_parts_link(&page->term, &page->text, VALUES, WP_TINT_PLAIN, links->items[i]);
    }
}

/* Append a line for each key that the item has. */
static void put_details(struct show_page *page)
{
    static const struct {
        const char *label;
        void (*add)(struct show_page *page, const struct wp_item *item);
    } details[] = {
        {"part of", add_part_of}, {"due", add_due},          {"done", add_done},
        {"dropped", add_dropped}, {"put off", add_deferral}, {"progress", add_progress},
        {"weight", add_weight},   {"repeats", add_repeat},   {"carried", add_carried_count},
        {"id", add_id},           {"tags", add_tags},
    };
    bool first = true;
    size_t i;

    for (i = 0; i < sizeof details / sizeof details[0]; i++) {
        bool late = details[i].add == add_due && page->top.when == WP_WHEN_LATE;

        details[i].add(page, page->top.item);
        if (page->words.length == 0)
            continue;
        put_label(page, details[i].label, &first);
        wp_week_text_parts_prose(&page->term, &page->text, VALUES,
                                 late ? WP_TINT_LATE : WP_TINT_PLAIN, wp_buf_str(&page->words));
        wp_buf_clear(&page->words);
    }
    put_link_list(page, &first);
}

static void put_item_note(struct show_page *page)
{
    struct wp_str note = page->top.item->note;

    if (note.length == 0)
        return;
    wp_term_newline(&page->term);
    wp_week_text_parts_markdown(&page->term, &page->text, INDENT, WP_TINT_PLAIN, note);
}

static void put_subtasks(struct show_page *page)
{
    if (page->view->row_count > 0)
        wp_term_newline(&page->term);
    wp_week_text_parts_rows(&page->term, &page->rows, page->view);
}

static void put_week_review(struct show_page *page)
{
    struct wp_str review = page->top.item->review;

    if (review.length == 0)
        return;
    wp_term_newline(&page->term);
    wp_term_put(&page->term, WP_TINT_BOLD, "Review");
    wp_term_newline(&page->term);
    wp_week_text_parts_markdown(&page->term, &page->text, INDENT, WP_TINT_PLAIN, review);
}

void wp_show_text(struct wp_buf *out, const struct wp_view *view, const struct wp_text_style *style)
{
    struct show_page page = {
        .term = {.out = out, .style = style}, .words = WP_BUF_INIT, .view = view};

    page.text = wp_item_table_of_text(&page.term);
    page.rows = wp_item_table_make(&page.term, view);
    page.top = wp_view_row(view, view->top);
    if (view->top->parent == NULL) {
        wp_week_text_parts_head(&page.term, &page.rows, view);
        wp_week_text_parts_summary(&page.term, &page.rows, view);
    } else {
        put_title(&page);
        put_state(&page);
        put_details(&page);
    }
    put_item_note(&page);
    put_subtasks(&page);
    wp_week_text_parts_also(&page.term, &page.rows, view);
    put_week_review(&page);
    wp_buf_free(&page.words);
}
