/*
 * Merge three versions of a text line by line, as diff3(1) does. Changes of the two sides that
 * overlap or touch are a conflict, unless both are the same.
 */
#ifndef MERGE_MERGE_LINES_H
#define MERGE_MERGE_LINES_H

#include "base/arena.h"
#include "merge/merged_week.h"

/* A merged text. Its readings differ only in the lines that are in conflict. */
struct wp_merged_lines {
    struct wp_str readings[WP_READINGS]; /* owned by the arena; without line breaks at the end */
    bool conflict;
};

/* Which changes of both sides at one place are united instead of being a conflict: none, those that
 * only add lines, or all. United are the lines of ours, followed by those of theirs. */
enum wp_lines_united { WP_LINES_UNITED_NONE, WP_LINES_UNITED_ADDED, WP_LINES_UNITED_ALL };

/* Merge three versions of a text. If the base is empty, the lines that ours and theirs have in
 * common are the base. */
struct wp_merged_lines wp_merge_lines(const struct wp_str texts[WP_VERSIONS],
                                      enum wp_lines_united united, struct wp_arena *arena);

#endif
