#include "merge/merge_comments.h"

#include <string.h>

#include "edit/line.h"
#include "merge/merge_lines.h"

/* A line that is added to all versions, because the merge of lines removes line breaks at the end
 * of a text. No comment or blank line is equal to it. */
static const char last_line[] = "end";

bool wp_merge_comments_equal(struct wp_str a, struct wp_str b)
{
    size_t i = 0, j = 0;

    for (;;) {
        while (i < a.length && strchr(" \t\r\n", a.data[i]) != NULL)
            i++;
        while (j < b.length && strchr(" \t\r\n", b.data[j]) != NULL)
            j++;
        if (i == a.length || j == b.length)
            return i == a.length && j == b.length;
        if (a.data[i++] != b.data[j++])
            return false;
    }
}

static bool lacks_break(struct wp_str text)
{
    return text.length > 0 && text.data[text.length - 1] != '\n';
}

/* Return the line break of the versions. */
static const char *line_break_of_versions(const struct wp_str versions[WP_VERSIONS])
{
    const char *line_break = NULL;

    for (int i = 0; i < WP_VERSIONS && line_break == NULL; i++)
        line_break = wp_line_break_of(versions[i]);
    return line_break != NULL ? line_break : "\n";
}

/* Return a copy of the text that ends with `last_line`. */
static struct wp_str end_with_last_line(struct wp_str text, const char *line_break,
                                        struct wp_arena *arena)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_str copy;

    wp_buf_append(&out, text);
    if (lacks_break(text))
        wp_buf_puts(&out, line_break);
    wp_buf_puts(&out, last_line);
    copy = wp_arena_copy(arena, wp_buf_str(&out));
    wp_buf_free(&out);
    return copy;
}

struct wp_str wp_merge_comments(const struct wp_str versions[WP_VERSIONS], enum wp_reading reading,
                                struct wp_arena *arena)
{
    struct wp_str base = versions[WP_BASE];
    struct wp_str ours = versions[WP_OURS];
    struct wp_str theirs = versions[WP_THEIRS];
    struct wp_str lines[WP_VERSIONS], merged;
    const char *line_break = line_break_of_versions(versions);
    struct wp_merged_lines both;

    if (wp_str_equal(ours, theirs) || wp_str_equal(theirs, base))
        return ours;
    if (wp_str_equal(ours, base))
        return theirs;
    for (enum wp_version i = 0; i < WP_VERSIONS; i++)
        lines[i] = i == WP_BASE && base.length == 0
                       ? base
                       : end_with_last_line(versions[i], line_break, arena);
    both = wp_merge_lines(lines, WP_LINES_UNITED_ADDED, arena);
    merged = both.readings[reading];
    if (wp_merge_comments_equal(both.readings[WP_READING_OURS], both.readings[WP_READING_THEIRS]))
        merged = both.readings[WP_READING_OURS];
    merged.length -= sizeof last_line - 1;
    if (lacks_break(ours) && lacks_break(theirs) && merged.length > 0)
        merged.length -= wp_line_break_before(merged, merged.length);
    return merged;
}

struct wp_str wp_merge_comments_in_flow(struct wp_str base, struct wp_str ours,
                                        struct wp_str theirs)
{
    bool in_ours = !wp_merge_comments_equal(ours, base);
    bool in_theirs = !wp_merge_comments_equal(theirs, base);

    if (in_ours != in_theirs)
        return in_ours ? ours : theirs;
    return wp_str_equal(ours, base) ? theirs : ours;
}

bool wp_merge_comments_any(struct wp_str text)
{
    return text.length > 0 && memchr(text.data, '#', text.length) != NULL;
}
