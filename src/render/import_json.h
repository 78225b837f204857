/*
 * The JSON of an import: what was made of the files, and what was left out.
 */
#ifndef RENDER_IMPORT_JSON_H
#define RENDER_IMPORT_JSON_H

#include <weekplan/buf.h>
#include <weekplan/import.h>

/* What an import has for a week, or for the list for later. */
struct wp_imported_counts {
    wp_day start; /* WP_NO_DAY for the list for later */
    uint64_t goals;
    uint64_t items; /* number of leaves: goals and subtasks without subtasks */
    uint64_t done;  /* number of leaves that are done */
    uint64_t also;  /* number of items done besides the plan */
    uint64_t added; /* number of leaves and of items done besides that the plan did not have */
};

/* What an import has left out of a file. */
struct wp_import_left_out {
    const char *file;
    const struct wp_import_remark *remarks;
    size_t count;
};

struct wp_import_json {
    wp_day today;
    bool changed; /* whether the plan has changed */
    const struct wp_imported_counts *weeks;
    size_t week_count;
    const struct wp_import_left_out *files;
    size_t file_count;
};

/* Append the object of the run, and a line feed. */
void wp_import_json_put(struct wp_buf *out, const struct wp_import_json *run);

#endif
