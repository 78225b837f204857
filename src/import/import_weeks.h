/* The weeks of an import, and the list for later, while they are filled. */
#ifndef IMPORT_IMPORT_WEEKS_H
#define IMPORT_IMPORT_WEEKS_H

#include "import/import_items.h"

struct wp_import_week {
    wp_day start; /* the first day; WP_NO_DAY for the list for later */
    struct wp_str title;
    size_t title_line;         /* the line that has the title, from 0 */
    size_t title_last_line;    /* the line of its last part, if several items are the title */
    bool skip;                 /* whether it is a week off */
    struct wp_str skip_reason; /* may be empty */
    struct wp_str note_text;
    struct wp_str review_text;
    struct wp_note *note;        /* NULL if it has no lines yet */
    struct wp_note *review;      /* NULL if it has no lines yet */
    struct wp_import_list goals; /* goals as they are, and the list for later */
    struct wp_import_list done;  /* goals of the sections of what was done */
    struct wp_import_list open;  /* goals of the sections of what was not done */
    struct wp_import_list also;
    struct wp_import_week *next; /* the week before this one */
};

/* Return the week that begins on `start`, or the list for later for WP_NO_DAY, in the list
 * `*weeks`. Insert it if the list does not have it. The list has the newest week first. */
struct wp_import_week *wp_import_weeks_get(struct wp_import_source *source,
                                           struct wp_import_week **weeks, wp_day start);

/* Return the note or the review of a week. */
struct wp_note *wp_import_weeks_note(struct wp_import_source *source, struct wp_import_week *week);
struct wp_note *wp_import_weeks_review(struct wp_import_source *source,
                                       struct wp_import_week *week);

/* Set the weeks of `import` from the list. The notes must have been written (see note_lines.h).
 * Return WP_INVALID if a week exceeds a limit of the format. */
enum wp_status wp_import_weeks_finish(struct wp_import_source *source, struct wp_import_week *weeks,
                                      struct wp_import *import, struct wp_error *error);

#endif
