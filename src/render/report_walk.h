/*
 * One walk over the sections of a report, for all formats.
 *
 * report_walk.c has the table of the sections: their order, their headings and their entries. A
 * format is a const table of callbacks that append text. To add a section, add a row to the table
 * in report_walk.c. Every format then prints it as a list. A format that prints a section
 * differently needs a case in its callbacks.
 *
 * A section that is empty has no calls. For any other section the walk calls `begin`, then the
 * callback of its content, then `end`. The content is several entries (`entry`), a tree (`tree`)
 * or a paragraph (`paragraph`).
 */
#ifndef RENDER_REPORT_WALK_H
#define RENDER_REPORT_WALK_H

#include <weekplan/report.h>

/* Sections of a report, in the order in which wp_report_walk visits them. They are bits that can
 * be combined with |. */
enum wp_section {
    /* all items, as a tree */
    WP_SECTION_GOALS = 1,
    /* items that are done, ordered by day; their detail has their ancestors */
    WP_SECTION_DONE = 2,
    /* items that are open, as a tree */
    WP_SECTION_OPEN = 4,
    /* items that are dropped and were not put off; their detail has the reason or the day */
    WP_SECTION_DROPPED = 8,
    /* items that were put off; their detail has the week to which they were put off */
    WP_SECTION_DEFERRED = 16,
    /* goals that were carried; their detail has how often, and the percentage before */
    WP_SECTION_CARRIED = 32,
    /* items with a note or links; their detail has their ancestors */
    WP_SECTION_NOTES = 64,
    /* goals of the next week, as a tree, or a paragraph if there are none */
    WP_SECTION_PLANNED = 128,
    /* the review as prose, or a paragraph with the command that writes one */
    WP_SECTION_REVIEW = 256,
    /* items of `also:`, done besides the plan, ordered by day */
    WP_SECTION_ALSO = 512,
    /* open items that are late or due in the week; their detail has the day and their ancestors;
     * only the letter about a week that is not over has them */
    WP_SECTION_DUE = 1024
};

/* The sections whose entries are ordered by day. */
#define WP_SECTIONS_BY_DAY (WP_SECTION_DONE | WP_SECTION_ALSO)

/* The sections of a report that has a list for each state of its items. */
#define WP_SECTIONS_BY_STATE                                                                       \
    (WP_SECTIONS_BY_DAY | WP_SECTION_OPEN | WP_SECTION_DROPPED | WP_SECTION_DEFERRED |             \
     WP_SECTION_CARRIED | WP_SECTION_NOTES | WP_SECTION_PLANNED | WP_SECTION_REVIEW)

struct wp_report_entry {
    enum wp_section section;
    const struct wp_row *row;
    wp_day day;           /* in WP_SECTIONS_BY_DAY: day on which the item was done, or WP_NO_DAY */
    bool begins_day;      /* in WP_SECTIONS_BY_DAY: whether this entry is the first of its day */
    bool ends_day;        /* in WP_SECTIONS_BY_DAY: whether this entry is the last of its day */
    struct wp_str detail; /* text beside the title; may be empty; not escaped */
};

/* The callbacks of a format. `page` is the member of struct wp_report_walk. */
struct wp_report_format {
    void (*begin)(void *page, enum wp_section section, const char *heading);
    /* NULL if the format prints no entries */
    void (*entry)(void *page, const struct wp_report_entry *entry);
    void (*tree)(void *page, enum wp_section section, const struct wp_view *view);
    void (*paragraph)(void *page, struct wp_str text); /* `text` is not escaped */
    /* Append text of the plan in Markdown, with its line breaks; it is not sanitized. */
    void (*prose)(void *page, struct wp_str text);
    void (*end)(void *page, enum wp_section section); /* NULL if nothing follows a section */
};

struct wp_report_walk {
    const struct wp_report_format *format;
    void *page;
    const struct wp_report *report;
    const bool *full; /* becomes true if the format has no room for more; NULL for no limit */
    bool ascii;       /* whether the details of entries use ASCII signs */
};

/* Call the callbacks for the sections of `report` that are in the set `sections`. */
void wp_report_walk(const struct wp_report_walk *walk, unsigned sections);

/* Append the report as text for a terminal, with the sections of each of `sets`, which 0 ends.
 * Defined in report_text.c. */
void wp_report_text_sections(struct wp_buf *out, const struct wp_report *report,
                             const struct wp_text_style *style, const unsigned *sets);

/* Whether the walk ends early, because the format has no room for more. */
bool wp_report_walk_is_full(const struct wp_report_walk *walk);

#endif
