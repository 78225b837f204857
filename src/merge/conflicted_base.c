#include "merge/conflicted_base.h"

#include "edit/common_lines.h"
#include "merge/conflict_lines.h"
#include "yaml/conflict.h"

/* Merge with one side of the conflicts of the base as the base. */
static enum wp_status merge_with_side(struct wp_merge *merge, const struct wp_merge_input *input,
                                      bool theirs, struct wp_error *error)
{
    struct wp_merge_input resolved = *input;
    struct wp_buf base = WP_BUF_INIT;
    enum wp_status status = WP_INVALID;

    if (wp_conflict_resolve(&base, input->versions[WP_BASE], theirs)) {
        resolved.versions[WP_BASE] = wp_buf_str(&base);
        status = wp_merge_plans(merge, &resolved, error);
    }
    wp_buf_free(&base);
    return status == WP_OK && merge->conflicts > 0 ? WP_INVALID : status;
}

/* Whether the lines that are not marked as common are lines of `version`. */
static bool are_lines_of(const struct wp_lines *lines, const struct wp_lines *version)
{
    for (size_t i = 0; i < lines->count && version->count > 0; i++) {
        size_t j = 0;

        while (!lines->common[i] && !wp_str_equal(lines->lines[i], version->lines[j]))
            if (++j == version->count)
                return false;
    }
    return true;
}

/* Whether each line that only `ours` has is a line of the version of ours, and each that only
 * `theirs` has is one of theirs. */
static bool are_readings(struct wp_str ours, struct wp_str theirs,
                         const struct wp_merge_input *input)
{
    struct wp_lines results[] = {wp_lines_split(ours), wp_lines_split(theirs)};
    struct wp_lines versions[] = {wp_lines_split(input->versions[WP_OURS]),
                                  wp_lines_split(input->versions[WP_THEIRS])};
    bool are;

    wp_lines_mark_common(&results[0], &results[1]);
    are = are_lines_of(&results[0], &versions[0]) && are_lines_of(&results[1], &versions[1]);
    for (size_t i = 0; i < 2; i++) {
        wp_lines_free(&results[i]);
        wp_lines_free(&versions[i]);
    }
    return are;
}

/* Replace the text of `merge` by the conflict lines of both results. Each result has the values of
 * one version in all conflicts, but it is not known of which one, because it is not known which
 * side of the base that version comes from. Return false if a result has values of both. */
static bool join_results(struct wp_merge *merge, const struct wp_merge *other,
                         const struct wp_merge_input *input)
{
    struct wp_str one = wp_buf_str(&merge->text);
    struct wp_str two = wp_buf_str(&other->text);
    struct wp_buf text = WP_BUF_INIT;

    if (are_readings(one, two, input))
        merge->conflicts = wp_conflict_lines(&text, input, one, two);
    else if (are_readings(two, one, input))
        merge->conflicts = wp_conflict_lines(&text, input, two, one);
    else
        return false;
    wp_buf_free(&merge->text);
    merge->text = text;
    return true;
}

enum wp_status wp_merge_conflicted_base(struct wp_merge *merge, const struct wp_merge_input *input,
                                        struct wp_error *error)
{
    struct wp_merge other = {.conflicts = 0};
    struct wp_str base = input->versions[WP_BASE];
    enum wp_status status = WP_INVALID;

    *merge = (struct wp_merge){.invalid = WP_BASE};
    if (wp_conflict_find(base, 0) == base.length)
        return WP_INVALID;
    status = merge_with_side(&other, input, true, error);
    if (status == WP_OK)
        status = merge_with_side(merge, input, false, error);
    if (status == WP_OK && !join_results(merge, &other, input))
        status = WP_INVALID;
    if (status != WP_OK)
        wp_buf_clear(&merge->text);
    wp_merge_free(&other);
    return status;
}
