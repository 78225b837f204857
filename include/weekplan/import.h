/*
 * Import Markdown: a post, a checklist or a weekly note becomes one or more weeks of a plan.
 *
 *     struct wp_import_options options = {.file_name = "2019-08-04-accountable.md"};
 *     struct wp_import import;
 *     status = wp_import_markdown(&import, bytes, &options, &error);
 *     if (status == WP_OK)
 *         for (size_t i = 0; i < import.week_count; i++)
 *             ... import.weeks[i]->root ...
 *     wp_import_free(&import);
 *
 * docs/from-markdown.md has the rules: which day, which heading and which list mean what.
 */
#ifndef WEEKPLAN_IMPORT_H
#define WEEKPLAN_IMPORT_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* What a section of a weekly note has, by the words of its heading. */
enum wp_import_section {
    WP_IMPORT_GOALS,   /* goals of the week */
    WP_IMPORT_DONE,    /* goals that are done */
    WP_IMPORT_ALSO,    /* what was done without having been planned */
    WP_IMPORT_OPEN,    /* goals that are not done */
    WP_IMPORT_NEXT,    /* goals of the next week */
    WP_IMPORT_TITLE,   /* the title of the week */
    WP_IMPORT_REVIEW,  /* the review of the week */
    WP_IMPORT_NOTE,    /* the note of the week; a list with boxes is goals */
    WP_IMPORT_LATER,   /* the list for later */
    WP_IMPORT_OFF,     /* a week off, perhaps with the reason */
    WP_IMPORT_FIGURES, /* figures that are computed from a plan; they are left out */
    WP_IMPORT_OTHER    /* a goal if it has a list, else the note of the week */
};

/* A row of the table of headings: a word or some words of a heading, in any case. */
struct wp_import_heading {
    struct wp_str words;
    enum wp_import_section section;
};

struct wp_import_options {
    const char *file_name; /* name of the file, which may have a day; NULL if it has none */
    wp_day week;           /* first day of the week of the whole text; WP_NO_DAY to find it there */
    enum wp_weekday week_start;               /* weekday on which new weeks begin */
    const struct wp_import_heading *headings; /* rows that are looked at before the own table */
    size_t heading_count;
};

/* What became of a part of the text that is not an item, a note, or a review as it is. */
struct wp_import_remark {
    uint64_t line; /* line of the text, from 1 */
    /* One line of text, NUL-terminated, such as "left out: an image". It may have text of the
     * file, so escape it before printing. */
    const char *message;
    size_t order; /* private: the position of the remark when it was made */
};

/* The result of an import. The caller frees it with wp_import_free. */
struct wp_import {
    /* The weeks, oldest first; the list for later is the first one. They have no bytes: write them
     * with wp_edit_new_week. A week is in the array twice if the text has an item in two of its
     * lists ("Goals" and "Done"): merge both. Owned. */
    struct wp_week **weeks;
    size_t week_count;
    struct wp_import_remark *remarks; /* in the order of the lines */
    size_t remark_count;
    /* The first line by whose words a week begins on another weekday than options->week_start, as
     * in "Week of Aug. 4th" for a Sunday, and that weekday. The line is 0 if there is none. */
    uint64_t other_start_line;
    enum wp_weekday other_start;
    /* The first title with a tag in it, as in "Swim #sport", its line, and the tag. The tag stays a
     * part of the title. The line is 0 if there is none. */
    uint64_t tag_line;
    struct wp_str tag;
    struct wp_arena *arena; /* owns the weeks and the remarks */
};

/*
 * Import a text.
 *
 * WP_OK       imported; import->weeks has at least one week
 * WP_INVALID  the text is not UTF-8, has nothing for a plan, or a week would exceed a limit of the
 *             format; see `error`, whose line is that of the text
 * WP_MISSING  the text has no day that tells its week, and options->week is WP_NO_DAY
 * WP_UNAVAILABLE   md4c is not installed (exit code 69)
 */
enum wp_status wp_import_markdown(struct wp_import *import, struct wp_str text,
                                  const struct wp_import_options *options, struct wp_error *error);

/* Free the result. No-op on a zeroed struct; allowed after a failure. */
void wp_import_free(struct wp_import *import);

#endif
