/*
 * A page of Markdown that is made from a report: what a post (report_markdown.c) and a task list
 * (report_tasks.c) share.
 */
#ifndef RENDER_MARKDOWN_PAGE_H
#define RENDER_MARKDOWN_PAGE_H

#include <weekplan/report.h>

struct wp_markdown_page {
    struct wp_buf *out;
    const struct wp_report *report;
    struct wp_buf words; /* scratch buffer, empty between two calls */
    struct wp_buf facts; /* what is printed beside the title of an item, escaped */
    size_t carried;      /* index of the next entry of report->carried */
};

/* Free the buffers of the page. */
void wp_markdown_page_free(struct wp_markdown_page *page);

/* End the current line or block with an empty line. */
void wp_markdown_page_gap(struct wp_markdown_page *page);

/* Append text of the plan as one line, sanitized and escaped. */
void wp_markdown_page_text(struct wp_markdown_page *page, struct wp_str text);

/* Append page->words as wp_markdown_page_text does, and clear page->words. */
void wp_markdown_page_words(struct wp_markdown_page *page);

/* Append the title of an item or a week, with its links. */
void wp_markdown_page_title(struct wp_markdown_page *page, struct wp_str title);

/* Append the summary of the week: "The week came to **36.4%**: 2 of 9 done, 1 dropped. Up 12
 * points on …". */
void wp_markdown_page_summary(struct wp_markdown_page *page);

/* Append the percentages of the last weeks, if there are several. */
void wp_markdown_page_trend(struct wp_markdown_page *page);

/* Append how often an item was carried to page->words, with the word "carried " before it. Only
 * items in report->carried have the percentage before; the items are those of the week in the order
 * of the file. No-op if the item was not carried. */
void wp_markdown_page_carried(struct wp_markdown_page *page, const struct wp_row *row);

#endif
