#include "merge/merge_lines.h"

#include "edit/common_lines.h"

/* A side of the merge: the lines of its text, and where those of the base are in it. */
struct line_side {
    struct wp_lines own;
    struct wp_lines base;
    size_t *places; /* in the arena; for each common line of the base, its index in `own` */
};

/* A part of the base, and what the two sides have instead. */
struct hunk {
    const struct wp_str *lines[WP_VERSIONS];
    size_t counts[WP_VERSIONS];
};

/* Return a copy of the text that ends with a line feed, unless it is empty. */
static struct wp_str complete_line(struct wp_str text, struct wp_arena *arena)
{
    char *copy;

    if (text.length == 0)
        return text;
    copy = wp_arena_alloc(arena, text.length + 1);
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\n';
    return (struct wp_str){copy, text.length + 1};
}

/* Return the lines that two texts have in common. */
static struct wp_str common_text(struct wp_str ours, struct wp_str theirs, struct wp_arena *arena)
{
    struct wp_lines before = wp_lines_split(ours);
    struct wp_lines after = wp_lines_split(theirs);
    struct wp_buf common = WP_BUF_INIT;
    struct wp_str text;

    wp_lines_mark_common(&before, &after);
    for (size_t i = 0; i < before.count; i++)
        if (before.common[i])
            wp_buf_append(&common, before.lines[i]);
    text = wp_arena_copy(arena, wp_buf_str(&common));
    wp_buf_free(&common);
    wp_lines_free(&before);
    wp_lines_free(&after);
    return text;
}

/* Return the lines that two texts without a base have in common, as their base. If it depends on
 * the order of the texts which lines these are, they have none, so that neither text is torn apart.
 * But if lines of both are united, any common lines will do. */
static struct wp_str common_base(struct wp_str ours, struct wp_str theirs,
                                 enum wp_lines_united united, struct wp_arena *arena)
{
    static const struct wp_str none = WP_STR("");
    struct wp_str common = common_text(ours, theirs, arena);

    if (united != WP_LINES_UNITED_NONE || wp_str_equal(common, common_text(theirs, ours, arena)))
        return common;
    return none;
}

static struct line_side compare_with_base(struct wp_str base, struct wp_str own,
                                          struct wp_arena *arena)
{
    struct line_side side = {.own = wp_lines_split(own), .base = wp_lines_split(base)};
    size_t at = 0;

    wp_lines_mark_common(&side.base, &side.own);
    side.places = wp_arena_array(arena, side.base.count + 1, sizeof *side.places);
    for (size_t i = 0; i < side.base.count; i++) {
        if (!side.base.common[i])
            continue;
        while (!side.own.common[at])
            at++;
        side.places[i] = at++;
    }
    side.places[side.base.count] = side.own.count;
    return side;
}

static void free_side(struct line_side *side)
{
    wp_lines_free(&side->own);
    wp_lines_free(&side->base);
}

static bool are_equal(const struct hunk *hunk, enum wp_version a, enum wp_version b)
{
    if (hunk->counts[a] != hunk->counts[b])
        return false;
    for (size_t i = 0; i < hunk->counts[a]; i++)
        if (!wp_str_equal(hunk->lines[a][i], hunk->lines[b][i]))
            return false;
    return true;
}

static void append_lines(struct wp_buf *buf, const struct hunk *hunk, enum wp_version version)
{
    for (size_t i = 0; i < hunk->counts[version]; i++)
        wp_buf_append(buf, hunk->lines[version][i]);
}

/* Append the merged lines of a hunk to both readings. Return whether they are in conflict. */
static bool merge_hunk(struct wp_buf readings[WP_READINGS], const struct hunk *hunk,
                       enum wp_lines_united united)
{
    bool unite = united == WP_LINES_UNITED_ALL ||
                 (united == WP_LINES_UNITED_ADDED && hunk->counts[WP_BASE] == 0);
    enum wp_version taken[WP_READINGS] = {WP_OURS, WP_OURS};
    bool conflict = false;

    if (are_equal(hunk, WP_BASE, WP_OURS))
        taken[WP_READING_OURS] = taken[WP_READING_THEIRS] = WP_THEIRS;
    else if (!are_equal(hunk, WP_BASE, WP_THEIRS) && !are_equal(hunk, WP_OURS, WP_THEIRS))
        conflict = true;
    if (conflict && !unite)
        taken[WP_READING_THEIRS] = WP_THEIRS;
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++) {
        append_lines(&readings[reading], hunk, taken[reading]);
        if (conflict && unite)
            append_lines(&readings[reading], hunk, WP_THEIRS);
    }
    return conflict && !unite;
}

/* Merge the lines between those that all three versions have in common. Return whether some are in
 * conflict. */
static bool merge_sides(struct wp_buf readings[WP_READINGS], const struct line_side *ours,
                        const struct line_side *theirs, enum wp_lines_united united)
{
    size_t begins[WP_VERSIONS] = {0, 0, 0};
    bool conflict = false;

    for (size_t at = 0; at <= ours->base.count; at++) {
        const size_t ends[] = {at, ours->places[at], theirs->places[at]};
        struct hunk hunk;

        if (at < ours->base.count && (!ours->base.common[at] || !theirs->base.common[at]))
            continue;
        hunk = (struct hunk){{ours->base.lines + begins[WP_BASE], ours->own.lines + begins[WP_OURS],
                              theirs->own.lines + begins[WP_THEIRS]},
                             {0, 0, 0}};
        for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
            hunk.counts[version] = ends[version] - begins[version];
            begins[version] = ends[version] + 1;
        }
        conflict = merge_hunk(readings, &hunk, united) || conflict;
        for (enum wp_reading reading = 0; at < ours->base.count && reading < WP_READINGS; reading++)
            wp_buf_append(&readings[reading], ours->base.lines[at]);
    }
    return conflict;
}

/* Return a copy of the text without the line breaks at its end. */
static struct wp_str copy_trimmed(const struct wp_buf *buf, struct wp_arena *arena)
{
    struct wp_str text = wp_buf_str(buf);

    while (text.length > 0 && text.data[text.length - 1] == '\n')
        text.length--;
    return wp_arena_copy(arena, text);
}

struct wp_merged_lines wp_merge_lines(const struct wp_str texts[WP_VERSIONS],
                                      enum wp_lines_united united, struct wp_arena *arena)
{
    struct wp_str ours = complete_line(texts[WP_OURS], arena);
    struct wp_str theirs = complete_line(texts[WP_THEIRS], arena);
    struct wp_str base = texts[WP_BASE].length > 0 ? complete_line(texts[WP_BASE], arena)
                                                   : common_base(ours, theirs, united, arena);
    struct line_side sides[] = {compare_with_base(base, ours, arena),
                                compare_with_base(base, theirs, arena)};
    struct wp_buf readings[WP_READINGS] = {WP_BUF_INIT, WP_BUF_INIT};
    struct wp_merged_lines merged;

    merged.conflict = merge_sides(readings, &sides[0], &sides[1], united);
    for (enum wp_reading reading = 0; reading < WP_READINGS; reading++) {
        merged.readings[reading] = copy_trimmed(&readings[reading], arena);
        wp_buf_free(&readings[reading]);
    }
    free_side(&sides[0]);
    free_side(&sides[1]);
    return merged;
}
