#include "render/report_walk.h"

#include "plan/deferral_reason.h"
#include "render/ancestor_titles.h"
#include "render/date_words.h"
#include "render/left_open_words.h"
#include "render/report_words.h"

bool wp_report_walk_is_full(const struct wp_report_walk *walk)
{
    return walk->full != NULL && *walk->full;
}

/* Append the ancestors of an item, which is the detail of entries in several sections. */
static void add_ancestors(struct wp_buf *detail, const struct wp_report_walk *walk,
                          const struct wp_item *item)
{
    wp_ancestor_titles(detail, item, walk->ascii);
}

/* Call the `entry` callback of the format, and clear `detail`. */
static void walk_entry(const struct wp_report_walk *walk, enum wp_section section,
                       struct wp_report_entry entry, struct wp_buf *detail)
{
    entry.section = section;
    entry.detail = wp_buf_str(detail);
    walk->format->entry(walk->page, &entry);
    wp_buf_clear(detail);
}

/* Walk items that were done, day by day. */
static void walk_days(const struct wp_report_walk *walk, enum wp_section section,
                      const struct wp_report_day *days, size_t day_count, struct wp_buf *detail)
{
    size_t i;
    size_t k;

    for (i = 0; i < day_count; i++) {
        const struct wp_report_day *day = &days[i];

        for (k = 0; k < day->items.count && !wp_report_walk_is_full(walk); k++) {
            struct wp_report_entry entry = {.row = day->items.rows[k],
                                            .day = day->day,
                                            .begins_day = k == 0,
                                            .ends_day = k + 1 == day->items.count};

            add_ancestors(detail, walk, entry.row->item);
            walk_entry(walk, section, entry, detail);
        }
    }
}

static void walk_done(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    walk_days(walk, WP_SECTION_DONE, walk->report->days, walk->report->day_count, detail);
}

static void walk_also(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    walk_days(walk, WP_SECTION_ALSO, walk->report->also, walk->report->also_day_count, detail);
}

/* Walk the items of report->dropped that belong to `section`: in WP_SECTION_DEFERRED the items
 * that were put off, else all others. */
static void walk_dropped_rows(const struct wp_report_walk *walk, enum wp_section section,
                              struct wp_buf *detail)
{
    const struct wp_report_rows *dropped = &walk->report->dropped;
    size_t i;

    for (i = 0; i < dropped->count && !wp_report_walk_is_full(walk); i++) {
        struct wp_report_entry entry = {.row = dropped->rows[i], .day = WP_NO_DAY};
        bool deferred = wp_deferral_reason_day(entry.row->item) != WP_NO_DAY;

        if (deferred != (section == WP_SECTION_DEFERRED))
            continue;
        wp_report_words_dropped(detail, entry.row->item, walk->report->view.week->start);
        walk_entry(walk, section, entry, detail);
    }
}

static void walk_dropped(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    walk_dropped_rows(walk, WP_SECTION_DROPPED, detail);
}

static void walk_deferred(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    walk_dropped_rows(walk, WP_SECTION_DEFERRED, detail);
}

static void walk_carried(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    const struct wp_report *report = walk->report;
    size_t i;

    for (i = 0; i < report->carried_count && !wp_report_walk_is_full(walk); i++) {
        struct wp_report_entry entry = {.row = report->carried[i].row, .day = WP_NO_DAY};

        wp_report_words_carried(detail, &report->carried[i], walk->ascii ? "x" : "×");
        walk_entry(walk, WP_SECTION_CARRIED, entry, detail);
    }
    wp_buf_clear(detail);
    wp_report_words_often(detail, report);
    if (detail->length > 0)
        walk->format->paragraph(walk->page, wp_buf_str(detail));
}

static void walk_notes(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    const struct wp_report_rows *noted = &walk->report->noted;
    size_t i;

    for (i = 0; i < noted->count && !wp_report_walk_is_full(walk); i++) {
        struct wp_report_entry entry = {.row = noted->rows[i], .day = WP_NO_DAY};

        add_ancestors(detail, walk, entry.row->item);
        walk_entry(walk, WP_SECTION_NOTES, entry, detail);
    }
}

static void walk_due(const struct wp_report_walk *walk, struct wp_buf *detail)
{
    const struct wp_view *view = &walk->report->view;
    const struct wp_report_rows *due = &walk->report->due;
    size_t i;

    for (i = 0; i < due->count && !wp_report_walk_is_full(walk); i++) {
        struct wp_report_entry entry = {.row = due->rows[i], .day = WP_NO_DAY};

        wp_date_words_when(detail, entry.row, view->week->start, view->today);
        if (entry.row->depth > 1)
            wp_buf_puts(detail, walk->ascii ? " - " : " · ");
        add_ancestors(detail, walk, entry.row->item);
        walk_entry(walk, WP_SECTION_DUE, entry, detail);
    }
}

static void walk_goals(const struct wp_report_walk *walk, struct wp_buf *scratch)
{
    (void)scratch;
    walk->format->tree(walk->page, WP_SECTION_GOALS, &walk->report->view);
}

/* Append the sentence about the earlier week that left items open, as a paragraph. No-op if there
 * is no such week. */
static void walk_left_open(const struct wp_report_walk *walk, struct wp_buf *text)
{
    const struct wp_view *view = &walk->report->view;

    if (view->left == NULL || view->carry_command.length == 0)
        return;
    wp_left_open_words(text, view->left, view->today, view->carry_command, walk->ascii);
    wp_buf_putc(text, '.');
    walk->format->paragraph(walk->page, wp_buf_str(text));
}

static void walk_open(const struct wp_report_walk *walk, struct wp_buf *scratch)
{
    walk->format->tree(walk->page, WP_SECTION_OPEN, &walk->report->open);
    if (!walk->report->over)
        walk_left_open(walk, scratch);
}

static void walk_planned(const struct wp_report_walk *walk, struct wp_buf *text)
{
    const struct wp_report *report = walk->report;

    if (report->planned.row_count > 0) {
        walk->format->tree(walk->page, WP_SECTION_PLANNED, &report->planned);
    } else {
        wp_report_words_unplanned(text, report);
        walk->format->paragraph(walk->page, wp_buf_str(text));
        wp_buf_clear(text);
    }
    if (report->over && report->planned.week != NULL)
        walk_left_open(walk, text);
}

static void walk_review(const struct wp_report_walk *walk, struct wp_buf *text)
{
    struct wp_str review = walk->report->view.week->root.review;

    if (review.length > 0) {
        walk->format->prose(walk->page, review);
    } else {
        wp_report_words_unreviewed(text, walk->report);
        walk->format->paragraph(walk->page, wp_buf_str(text));
    }
}

static const char *goals_heading(const struct wp_report *report)
{
    return report->view.row_count > 0 ? "Goals" : NULL;
}

static const char *done_heading(const struct wp_report *report)
{
    return report->day_count > 0 ? "Done" : NULL;
}

static const char *also_heading(const struct wp_report *report)
{
    return report->also_day_count > 0 ? "Also done" : NULL;
}

static const char *open_heading(const struct wp_report *report)
{
    if (report->open.row_count == 0)
        return NULL;
    return report->over ? "Not done" : "Not done yet";
}

static const char *due_heading(const struct wp_report *report)
{
    const struct wp_report_rows *due = &report->due;

    if (due->count == 0)
        return NULL;
    return due->rows[0]->item->due < report->view.today ? "Late and due" : "Due";
}

static const char *dropped_heading(const struct wp_report *report)
{
    return report->dropped.count > report->deferred_count ? "Dropped" : NULL;
}

static const char *deferred_heading(const struct wp_report *report)
{
    return report->deferred_count > 0 ? "Put off" : NULL;
}

static const char *carried_heading(const struct wp_report *report)
{
    return report->carried_count > 0 ? "Carried into the week" : NULL;
}

static const char *notes_heading(const struct wp_report *report)
{
    return report->noted.count > 0 ? "Notes and links" : NULL;
}

static const char *review_heading(const struct wp_report *report)
{
    const struct wp_week *week = report->view.week;
    bool is_shown =
        (week != NULL && week->root.review.length > 0) || report->review_command.length > 0;

    return is_shown ? "Review" : NULL;
}

void wp_report_walk(const struct wp_report_walk *walk, unsigned sections)
{
    static const struct {
        enum wp_section section;
        /* returns the heading, or NULL if the section is empty */
        const char *(*heading)(const struct wp_report *report);
        void (*walk)(const struct wp_report_walk *walk, struct wp_buf *scratch);
    } table[] = {
        {WP_SECTION_GOALS, goals_heading, walk_goals},
        {WP_SECTION_DUE, due_heading, walk_due},
        {WP_SECTION_DONE, done_heading, walk_done},
        {WP_SECTION_ALSO, also_heading, walk_also},
        {WP_SECTION_OPEN, open_heading, walk_open},
        {WP_SECTION_DROPPED, dropped_heading, walk_dropped},
        {WP_SECTION_DEFERRED, deferred_heading, walk_deferred},
        {WP_SECTION_CARRIED, carried_heading, walk_carried},
        {WP_SECTION_NOTES, notes_heading, walk_notes},
        {WP_SECTION_PLANNED, wp_report_words_planned, walk_planned},
        {WP_SECTION_REVIEW, review_heading, walk_review},
    };
    const struct wp_report_format *format = walk->format;
    struct wp_buf scratch = WP_BUF_INIT;
    size_t i;

    for (i = 0; i < sizeof table / sizeof table[0] && !wp_report_walk_is_full(walk); i++) {
        const char *heading = table[i].heading(walk->report);

        if (heading == NULL || (sections & table[i].section) == 0)
            continue;
        wp_buf_clear(&scratch);
        format->begin(walk->page, table[i].section, heading);
        table[i].walk(walk, &scratch);
        if (format->end != NULL)
            format->end(walk->page, table[i].section);
    }
    wp_buf_free(&scratch);
}
