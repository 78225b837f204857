#include "render/report_tasks.h"

#include <string.h>

#include "markdown/task_marks.h"
#include "plan/deferral_reason.h"
#include "plan/progress_value.h"
#include "plan/typed_date.h"
#include "render/date_words.h"
#include "render/escape.h"
#include "render/markdown_note.h"
#include "render/markdown_page.h"
#include "render/report_walk.h"
#include "render/task_title.h"
#include "render/title_text.h"
#include <weekplan/progress.h>

enum {
    TASK_INDENT = 2,  /* columns of the text of an item behind its bullet */
    SHORT_YEAR = 1000 /* before it, a year has no four digits in words */
};

/* Begin a fact with its words. */
static void begin_fact(struct wp_markdown_page *page, enum wp_task_fact fact)
{
    wp_buf_puts(&page->facts, page->facts.length > 0 ? ", " : "");
    wp_buf_puts(&page->facts, wp_task_marks_words(fact));
}

/* Append a day of a fact: "Fri" in the week, else "9 Aug". Append the year too if it is not that of
 * the week, or if the day is not the one that is nearest to the week. */
static void put_fact_day(struct wp_markdown_page *page, wp_day day, wp_day week_start)
{
    struct wp_date date = wp_date_of(day);
    struct wp_date nearest = date;
    bool near = wp_typed_date_find_year(&nearest, week_start + WP_DAYS_OF_WEEK / 2) &&
                nearest.year == date.year;

    if (day >= week_start && day < week_start + WP_DAYS_OF_WEEK)
        wp_date_words_day(&page->facts, day, week_start);
    else if (date.year < SHORT_YEAR)
        wp_day_format(&page->facts, day);
    else
        wp_date_words_short_date(&page->facts, day, near ? wp_date_of(week_start).year : 0);
}

/* Append a fact that is a day. No-op for WP_NO_DAY. */
static void put_day_fact(struct wp_markdown_page *page, enum wp_task_fact fact, wp_day day,
                         wp_day week_start)
{
    if (day == WP_NO_DAY)
        return;
    begin_fact(page, fact);
    put_fact_day(page, day, week_start);
}

/* Whether an item above this one has its own `done:` or `dropped:`. */
static bool is_closed_above(const struct wp_item *item)
{
    for (item = item->parent; item != NULL; item = item->parent)
        if (item->done || item->dropped)
            return true;
    return false;
}

/* Append the percentage and the count. An item that is closed by itself or above has no percentage:
 * it would be that of being closed. The percentage that an item had before it was done is a fact of
 * its own. */
static void put_progress_facts(struct wp_markdown_page *page, const struct wp_row *row)
{
    const struct wp_item *item = row->item;
    const struct wp_progress_value *value = &item->progress_value;
    bool counts = value->given || (item->first != NULL && row->has_bar);
    bool above = is_closed_above(item);
    bool was_at = item->first == NULL && item->progress.state == WP_DONE &&
                  value->have < value->of && wp_str_equal_c(value->unit, "%");
    struct wp_progress_value number = *value;

    if (!counts || (item->first != NULL && (above || item->dropped)))
        return;
    number.unit = wp_str_equal_c(value->unit, "%") ? value->unit : wp_str("");
    wp_buf_clear(&page->words);
    if (item->first != NULL)
        wp_buf_printf(&page->words, "%u/%u", (unsigned)item->progress.done,
                      (unsigned)item->progress.total);
    else
        wp_progress_value_format(&page->words, &number);
    if (!item->done && !item->dropped && !above && row->percent_tenths >= 0 &&
        memchr(page->words.data, '/', page->words.length) != NULL) {
        begin_fact(page, WP_TASK_FACT_PROGRESS);
        wp_progress_format_percent(&page->facts, row->percent_tenths, false);
    }
    begin_fact(page, was_at ? WP_TASK_FACT_WAS_AT : WP_TASK_FACT_PROGRESS);
    wp_buf_append(&page->facts, wp_buf_str(&page->words));
    wp_buf_clear(&page->words);
    if (item->first == NULL && value->unit.length > 0 && number.unit.length == 0) {
        wp_buf_putc(&page->facts, ' ');
        wp_task_title_put_unit(&page->facts, value->unit);
    }
}

static void put_carried_facts(struct wp_markdown_page *page, const struct wp_row *row)
{
    wp_markdown_page_carried(page, row);
    if (page->words.length > 0) {
        wp_buf_puts(&page->facts, page->facts.length > 0 ? ", " : "");
        wp_buf_append(&page->facts, wp_buf_str(&page->words));
    }
    wp_buf_clear(&page->words);
}

/* Append whether, when and why the item was dropped. */
static void put_dropped_fact(struct wp_markdown_page *page, const struct wp_item *item,
                             wp_day week_start)
{
    wp_day put_off = wp_deferral_reason_day(item);

    if (!item->dropped) {
        if (item->progress.state == WP_DROPPED && !is_closed_above(item))
            begin_fact(page, WP_TASK_FACT_ALL_DROPPED);
    } else if (put_off != WP_NO_DAY) {
        put_day_fact(page, WP_TASK_FACT_PUT_OFF, put_off, week_start);
    } else if (item->dropped_on != WP_NO_DAY) {
        put_day_fact(page, WP_TASK_FACT_DROPPED_ON, item->dropped_on, week_start);
    } else if (item->dropped_reason.length > 0) {
        begin_fact(page, WP_TASK_FACT_DROPPED_FOR);
        wp_buf_putc(&page->facts, ' ');
        wp_task_title_put_reason(&page->facts, item->dropped_reason);
    } else {
        begin_fact(page, WP_TASK_FACT_DROPPED);
    }
}

/* Fill page->facts with the facts behind the title of an item. */
static void make_task_facts(struct wp_markdown_page *page, const struct wp_row *row,
                            wp_day week_start)
{
    const struct wp_item *item = row->item;

    wp_buf_clear(&page->facts);
    put_progress_facts(page, row);
    put_day_fact(page, WP_TASK_FACT_DUE, item->due, week_start);
    if (row->when == WP_WHEN_LATE) {
        begin_fact(page, WP_TASK_FACT_LATE);
        wp_date_words_late(&page->facts, row->days_late);
    }
    put_day_fact(page, WP_TASK_FACT_DONE, item->done_on, week_start);
    put_carried_facts(page, row);
    if (item->weight > 0) {
        begin_fact(page, WP_TASK_FACT_WEIGHT);
        wp_decimal_format(&page->facts, item->weight);
    }
    put_dropped_fact(page, item, week_start);
}

/* Return the box of an item. It has none if only an item above it is done or dropped: nothing is
 * said of the item itself. */
static const char *box_of_item(const struct wp_item *item)
{
    static const char *const boxes[] = {
        [WP_OPEN] = "[ ] ", [WP_DONE] = "[x] ", [WP_DROPPED] = "[-] "};

    if (item->done || item->dropped)
        return boxes[item->done ? WP_DONE : WP_DROPPED];
    return is_closed_above(item) ? "" : boxes[item->progress.state];
}

/* Append a link of the plan: a Markdown link if its scheme is safe, else code. */
static void put_task_link(struct wp_markdown_page *page, struct wp_str link)
{
    size_t longest = 0;
    size_t ticks = 0;
    bool pad;

    wp_buf_clear(&page->words);
    wp_escape_line(&page->words, wp_str_trim(link));
    link = wp_buf_str(&page->words);
    if (wp_escape_is_safe_link(link)) {
        wp_title_text_markdown_address(page->out, link);
    } else {
        for (size_t i = 0; i < link.length; i++) {
            ticks = link.data[i] == '`' ? ticks + 1 : 0;
            longest = ticks > longest ? ticks : longest;
        }
        pad = link.length > 0 && (link.data[0] == '`' || link.data[link.length - 1] == '`');
        wp_buf_repeat(page->out, "`", longest + 1);
        wp_buf_puts(page->out, pad ? " " : "");
        wp_buf_append(page->out, link);
        wp_buf_puts(page->out, pad ? " " : "");
        wp_buf_repeat(page->out, "`", longest + 1);
    }
    wp_buf_clear(&page->words);
}

static void put_task_links(struct wp_markdown_page *page, const struct wp_list *links,
                           size_t indent)
{
    if (links->count == 0)
        return;
    wp_markdown_page_gap(page);
    wp_buf_repeat(page->out, " ", indent);
    for (size_t i = 0; i < links->count; i++) {
        wp_buf_puts(page->out, i == 0 ? "Links: " : ", ");
        put_task_link(page, links->items[i]);
    }
    wp_buf_putc(page->out, '\n');
    wp_markdown_page_gap(page);
}

static void put_task_note(struct wp_markdown_page *page, struct wp_str note, size_t indent,
                          enum wp_markdown_note_place place)
{
    if (note.length == 0)
        return;
    wp_markdown_page_gap(page);
    wp_markdown_note_put(page->out, note, indent, place);
    wp_markdown_page_gap(page);
}

/* Append an item, without its subtasks. */
static void put_task(struct wp_markdown_page *page, const struct wp_row *row, unsigned depth,
                     wp_day week_start)
{
    const struct wp_item *item = row->item;
    size_t indent = (depth - 1) * (size_t)TASK_INDENT;
    const char *box = wp_item_is_also(item) ? "[x] " : box_of_item(item);

    make_task_facts(page, row, week_start);
    wp_buf_repeat(page->out, " ", indent);
    wp_buf_printf(page->out, "- %s", box);
    wp_task_title_put(page->out, item->title,
                      box[0] != '\0' ? WP_TASK_TITLE_BEHIND_BOX : WP_TASK_TITLE_AT_BEGIN,
                      page->facts.length > 0);
    if (page->facts.length > 0)
        wp_buf_printf(page->out, " (%s)", page->facts.data);
    wp_buf_putc(page->out, '\n');
    put_task_note(page, item->note, indent + TASK_INDENT, WP_MARKDOWN_NOTE_OF_ITEM);
    put_task_links(page, &item->links, indent + TASK_INDENT);
}

/* Append a heading with a text of the plan after its words, unless the text is empty. */
static void put_task_heading(struct wp_markdown_page *page, const char *begin, struct wp_str text,
                             enum wp_task_title_place place)
{
    wp_markdown_page_gap(page);
    wp_buf_puts(page->out, begin);
    if (text.length > 0) {
        wp_buf_puts(page->out, ": ");
        wp_task_title_put(page->out, text, place, false);
    }
    wp_buf_puts(page->out, "\n\n");
}

/* Append the figures of the week as a section of their own, which `import` leaves out. */
static void put_figures(struct wp_markdown_page *page)
{
    bool trend = page->report->history->count >= 2;

    if (page->report->view.summary == WP_SUMMARY_NOTHING_PLANNED && !trend)
        return;
    put_task_heading(page, "## In numbers", wp_str(""), WP_TASK_TITLE_IN_HEADING);
    if (page->report->view.summary != WP_SUMMARY_NOTHING_PLANNED)
        wp_markdown_page_summary(page);
    wp_markdown_page_trend(page);
}

/* Append the title of the page: the days of the week, and its title behind a dot. */
static void put_tasks_heading(struct wp_markdown_page *page)
{
    const struct wp_week *week = page->report->view.week;

    wp_buf_puts(page->out, "# ");
    wp_date_words_week(page->out, week->start, "–");
    if (week->root.title.length > 0) {
        wp_buf_puts(page->out, " · ");
        wp_task_title_put(page->out, week->root.title, WP_TASK_TITLE_IN_HEADING, false);
    }
    wp_buf_puts(page->out, "\n\n");
}

static void begin_task_section(void *context, enum wp_section section, const char *heading)
{
    struct wp_markdown_page *page = context;

    if (section == WP_SECTION_PLANNED)
        return;
    wp_markdown_page_gap(page);
    wp_buf_printf(page->out, "## %s\n\n", heading);
}

/* Append what the plan has of the next week: its title, its note, and all of its items. */
static void put_next_week(struct wp_markdown_page *page, const struct wp_view *view)
{
    const struct wp_week *week = view->week;
    const struct wp_item *root = &week->root;
    struct wp_buf days = WP_BUF_INIT;

    wp_date_words_week(&days, week->start, "–");
    put_task_heading(page, "## Next week", wp_buf_str(&days), WP_TASK_TITLE_IN_HEADING);
    wp_buf_free(&days);
    if (root->title.length > 0)
        put_task_heading(page, "### Focus", root->title, WP_TASK_TITLE_IN_HEADING);
    if (root->skip)
        put_task_heading(page, "### Week off", root->skip_reason, WP_TASK_TITLE_REASON_IN_HEADING);
    put_task_note(page, root->note, 0, WP_MARKDOWN_NOTE_OF_WEEK);
    for (const struct wp_item *item = wp_item_after(root, root); item != NULL;
         item = wp_item_after(item, root)) {
        struct wp_row row = wp_view_row(view, item);

        put_task(page, &row, wp_item_depth(item), week->start);
    }
}

static void put_task_tree(void *context, enum wp_section section, const struct wp_view *view)
{
    struct wp_markdown_page *page = context;

    if (section == WP_SECTION_PLANNED)
        return;
    for (size_t i = 0; i < view->row_count; i++)
        put_task(page, &view->rows[i], view->rows[i].depth, view->week->start);
}

static void put_task_entry(void *context, const struct wp_report_entry *entry)
{
    struct wp_markdown_page *page = context;

    put_task(page, entry->row, 1, page->report->view.week->start);
}

/* Leave out the commands that plan the next week and write a review: they are no part of the week.
 */
static void leave_out_paragraph(void *context, struct wp_str text)
{
    (void)context;
    (void)text;
}

static void put_task_review(void *context, struct wp_str text)
{
    put_task_note(context, text, 0, WP_MARKDOWN_NOTE_REVIEW);
}

static bool has_content(const struct wp_week *week)
{
    const struct wp_item *root = &week->root;

    return root->first != NULL || root->title.length > 0 || root->note.length > 0 || root->skip;
}

void wp_report_tasks(struct wp_buf *out, const struct wp_report *report)
{
    static const struct wp_report_format format = {.begin = begin_task_section,
                                                   .entry = put_task_entry,
                                                   .tree = put_task_tree,
                                                   .paragraph = leave_out_paragraph,
                                                   .prose = put_task_review};
    struct wp_markdown_page page = {
        .out = out, .report = report, .words = WP_BUF_INIT, .facts = WP_BUF_INIT};
    struct wp_report_walk walk = {.format = &format, .page = &page, .report = report};
    const struct wp_item *root = &report->view.week->root;

    put_tasks_heading(&page);
    if (root->skip)
        put_task_heading(&page, "## Week off", root->skip_reason, WP_TASK_TITLE_REASON_IN_HEADING);
    put_task_note(&page, root->note, 0, WP_MARKDOWN_NOTE_OF_WEEK);
    put_figures(&page);
    wp_report_walk(&walk, WP_SECTION_GOALS | WP_SECTION_ALSO);
    if (report->planned.week != NULL && has_content(report->planned.week))
        put_next_week(&page, &report->planned);
    if (root->review.length > 0)
        wp_report_walk(&walk, WP_SECTION_REVIEW);
    while (out->length > 1 && out->data[out->length - 1] == '\n' &&
           out->data[out->length - 2] == '\n')
        out->data[--out->length] = '\0';
    wp_markdown_page_free(&page);
}
