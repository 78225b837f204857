#include "render/markdown_page.h"

#include "render/escape.h"
#include "render/progress_words.h"
#include "render/report_words.h"
#include "render/title_text.h"
#include <weekplan/progress.h>

void wp_markdown_page_free(struct wp_markdown_page *page)
{
    wp_buf_free(&page->words);
    wp_buf_free(&page->facts);
}

void wp_markdown_page_gap(struct wp_markdown_page *page)
{
    struct wp_str out = wp_buf_str(page->out);

    while (out.length > 0 && !wp_str_equal_c(wp_str_slice(out, out.length - 2, 2), "\n\n")) {
        wp_buf_puts(page->out, "\n");
        out = wp_buf_str(page->out);
    }
}

void wp_markdown_page_text(struct wp_markdown_page *page, struct wp_str text)
{
    wp_escape(page->out, WP_FORMAT_MARKDOWN, wp_str_trim(text));
}

void wp_markdown_page_words(struct wp_markdown_page *page)
{
    wp_markdown_page_text(page, wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
}

void wp_markdown_page_title(struct wp_markdown_page *page, struct wp_str title)
{
    wp_title_text_markdown(page->out, wp_str_trim(title));
}

static void put_markdown_percent(struct wp_markdown_page *page, int percent_tenths)
{
    wp_buf_puts(page->out, "**");
    wp_progress_format_percent(page->out, percent_tenths, false);
    wp_buf_puts(page->out, "**");
}

void wp_markdown_page_summary(struct wp_markdown_page *page)
{
    const struct wp_view *view = &page->report->view;

    wp_markdown_page_gap(page);
    if (view->summary == WP_SUMMARY_NOTHING_PLANNED || view->summary == WP_SUMMARY_ALL_DROPPED) {
        wp_progress_words_summary(&page->words, view);
        wp_markdown_page_words(page);
    } else {
        wp_buf_puts(page->out, page->report->over ? "The week came to " : "So far the week is at ");
        put_markdown_percent(page, view->percent_tenths);
        wp_buf_puts(page->out, ": ");
        wp_progress_words_week_tally(page->out, view, ", ");
        if (view->overdue > 0)
            wp_buf_printf(page->out, ", %u overdue", (unsigned)view->overdue);
        wp_buf_puts(page->out, ".");
        wp_report_words_comparison(&page->words, page->report, ", ");
        wp_report_words_sentence(&page->words, 0);
        wp_buf_puts(page->out, page->words.length > 0 ? " " : "");
        wp_markdown_page_words(page);
    }
    wp_report_words_with_deferred(&page->words, page->report);
    wp_buf_puts(page->out, page->words.length > 0 ? " " : "");
    wp_markdown_page_words(page);
    wp_markdown_page_gap(page);
}

void wp_markdown_page_trend(struct wp_markdown_page *page)
{
    if (page->report->history->count < 2)
        return;
    wp_markdown_page_gap(page);
    wp_buf_puts(page->out, "Week by week: ");
    wp_progress_words_weeks(page->out, page->report->history);
    wp_buf_puts(page->out, ".\n");
}

void wp_markdown_page_carried(struct wp_markdown_page *page, const struct wp_row *row)
{
    const struct wp_report *report = page->report;
    struct wp_report_carried carried = {row, {.percent = -1}};

    if (row->item->carried == 0)
        return;
    if (page->carried < report->carried_count && report->carried[page->carried].row == row)
        carried = report->carried[page->carried++];
    wp_buf_puts(&page->words, "carried ");
    wp_report_words_carried(&page->words, &carried, "×");
}
