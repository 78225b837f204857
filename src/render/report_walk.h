/*
 * The sections of a report, walked once for all formats.
 *
 * report_walk.c has one table of the sections: their order, their headings and the entries
 * that each has. A format is a const table of callbacks, which write. To add a section, add a
 * row to that table; a format then shows it in its list style, and needs a case in its
 * callbacks only if the section is to look different.
 *
 * For each section that is not empty the walk calls `begin`, then `entry` for each entry, or
 * `tree` or `paragraph` once, then `end`.
 */
#ifndef RENDER_REPORT_WALK_H
#define RENDER_REPORT_WALK_H

#include <weekplan/report.h>

/* A set of these chooses what to walk. They are walked in this order. */
enum wp_section {
    /* All items, as a tree. */
    WP_SECTION_GOALS = 1,
    /* Items that are done, by day. The remark names the items above. */
    WP_SECTION_DONE = 2,
    /* Items that are open, as a tree. */
    WP_SECTION_OPEN = 4,
    /* Items that are dropped. The remark gives the reason or the day. */
    WP_SECTION_DROPPED = 8,
    /* Goals that were carried. The remark tells how often, and from which percentage. */
    WP_SECTION_CARRIED = 16,
    /* Items with a note or links. The remark names the items above. */
    WP_SECTION_NOTES = 32,
    /* The goals of the next week as a tree, or a paragraph if there are none. */
    WP_SECTION_PLANNED = 64
};

/* The sections of a report that lists the items by what became of them. */
#define WP_SECTIONS_BY_STATE                                                                       \
    (WP_SECTION_DONE | WP_SECTION_OPEN | WP_SECTION_DROPPED | WP_SECTION_CARRIED |                 \
     WP_SECTION_NOTES | WP_SECTION_PLANNED)

struct wp_report_entry {
    enum wp_section section;
    const struct wp_row *row;
    wp_day day;           /* in WP_SECTION_DONE: the day, or WP_NO_DAY if it is unknown */
    bool begins_day;      /* in WP_SECTION_DONE: the first entry of its day */
    bool ends_day;        /* in WP_SECTION_DONE: the last entry of its day */
    struct wp_str remark; /* may be empty; not made harmless */
};

/* The callbacks of a format. `page` is the member of struct wp_report_walk. */
struct wp_report_format {
    void (*begin)(void *page, enum wp_section section, const char *heading);
    void (*entry)(void *page, const struct wp_report_entry *entry); /* NULL: none is walked */
    void (*tree)(void *page, enum wp_section section, const struct wp_view *view);
    void (*paragraph)(void *page, struct wp_str text); /* `text` is not made harmless */
    void (*end)(void *page, enum wp_section section);  /* NULL: nothing to do */
};

struct wp_report_walk {
    const struct wp_report_format *format;
    void *page;
    const struct wp_report *report;
    const struct wp_buf *out; /* the walk ends early if it fails, or is longer than `limit` */
    size_t limit;             /* in bytes; 0: none */
    bool ascii;               /* of the signs in remarks */
};

/* Walk the sections of `report` that are in the set `sections`. */
void wp_report_walk(const struct wp_report_walk *walk, unsigned sections);

/* Whether the walk ends early. */
bool wp_report_walk_is_full(const struct wp_report_walk *walk);

#endif
