/*
 * The front matter of a Markdown file: YAML between two lines "---", or TOML between two lines
 * "+++". Only the keys `date`, `week` and `title` are read; all others are skipped.
 */
#ifndef IMPORT_FRONT_MATTER_H
#define IMPORT_FRONT_MATTER_H

#include "base/arena.h"
#include "import/heading_day.h"
#include <weekplan/error.h>

/* A value of the front matter. */
struct wp_front_value {
    struct wp_str text; /* without quotes; empty if the key is absent */
    uint64_t line;      /* the line of its key, from 1 */
};

struct wp_front_matter {
    size_t length;  /* bytes of the text before the Markdown; 0 if there is no front matter */
    uint64_t lines; /* lines of the front matter: line N of the Markdown is line N + lines of the
                       file */
    struct wp_front_value date;
    struct wp_front_value week;
    struct wp_front_value title;
};

/*
 * Read the front matter at the beginning of a text whose line breaks are LF or CR LF, without a
 * byte order mark. Lines that only look like front matter, such as a line "---" above a paragraph,
 * are Markdown. The values are borrowed from the text or owned by the arena.
 *
 * WP_INVALID   the front matter has no end, or a line of it is not valid; `error` has the line
 */
enum wp_status wp_front_matter_read(struct wp_front_matter *matter, struct wp_str text,
                                    struct wp_arena *arena, struct wp_error *error);

/* The day of a file, by its front matter and its path. */
struct wp_front_day {
    enum wp_heading_day_kind kind;
    struct wp_heading_day day;       /* for WP_HEADING_DAY_FOUND */
    uint64_t line;                   /* the line that has the day; 0 for the path of the file */
    struct wp_str title;             /* the title of the week: `title` without its day, if it says
                                        something about the week; else empty */
    struct wp_heading_day_hint hint; /* the year of days in headings */
};

/* Find the day of a file: that of `title`, else that of `week` or `date`, else that of the path. An
 * empty path is allowed. */
void wp_front_matter_find_day(struct wp_front_day *day, const struct wp_front_matter *matter,
                              struct wp_str path);

#endif
