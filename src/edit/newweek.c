/* Starting a week: a new document in the stream, or the first of a new file. */
#include <weekplan/edit.h>

#include "edit/expect.h"
#include "edit/lines.h"
#include "edit/verify.h"
#include "model/values.h"

enum { SAMPLE = 4096 };

/* What surrounds the place for the new document. */
struct place {
    uint64_t offset;
    bool needs_break;    /* the bytes before it do not end a line */
    bool needs_marker;   /* something stands before it, or what stands behind it has one */
    const char *closing; /* the line that sets off the document after it, or NULL */
    struct wp_house house;
};

/* How far the goals of a week in the sample stand right of `goals:`. */
static size_t indent_of_goals(struct wp_str sample)
{
    size_t indent = WP_HOUSE_INDENT;
    size_t line = 0;

    while (line < sample.length) {
        bool goals = wp_str_starts(wp_str_slice(sample, line, sample.length), "goals:");
        size_t dash;

        line = wp_line_next(sample, line);
        dash = wp_skip_blanks(sample, line);
        if (goals && dash < sample.length && sample.data[dash] == '-')
            indent = dash - line;
    }
    return indent;
}

/* Finds out from the bytes around the place, `before` of which are before it:
 * the line break and the indentation are those of the file. */
static struct place look_around(struct wp_str sample, size_t before)
{
    size_t bom = before <= 3 && wp_str_starts(sample, "\xEF\xBB\xBF") ? 3 : 0;
    const char *line_break = wp_line_break_of(sample);
    struct wp_str behind;
    struct place place = {
        .house = {line_break != NULL ? line_break : "\n", indent_of_goals(sample)},
    };

    if (before < bom)
        place.offset = bom;
    before += (size_t)place.offset;
    behind = wp_str_slice(sample, before, sample.length);
    /* A marker stands behind an LF or a CR: other breaks are none to a stream. */
    place.needs_break =
        before > bom && sample.data[before - 1] != '\n' && sample.data[before - 1] != '\r';
    if (wp_str_starts(behind, "%"))
        place.closing = "...";
    else if (behind.length > 0 && !wp_str_starts(behind, "---"))
        place.closing = "---";
    place.needs_marker = before > bom || wp_str_starts(behind, "---");
    return place;
}

static enum wp_status find_place(struct place *place, const struct wp_input *input,
                                 const struct wp_found *found, struct wp_error *error)
{
    uint64_t from = found->insert_at > SAMPLE ? found->insert_at - SAMPLE : 0;
    uint64_t to = input->size - found->insert_at > SAMPLE ? found->insert_at + SAMPLE : input->size;
    struct wp_buf sample = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_buf_repeat(&sample, " ", (size_t)(to - from));
    if (sample.failed)
        status = wp_fail_memory(error);
    else if (sample.length > 0)
        status = input->read(input->context, from, sample.data, sample.length, error);
    if (status == WP_OK) {
        *place = look_around(wp_buf_str(&sample), (size_t)(found->insert_at - from));
        place->offset += found->insert_at;
    }
    wp_buf_free(&sample);
    return status;
}

static void write_line(struct wp_buf *buf, const struct place *place, const char *line)
{
    wp_buf_puts(buf, line);
    wp_buf_puts(buf, place->house.line_break);
}

static void write_week(struct wp_buf *buf, const struct place *place, wp_day start,
                       const struct wp_item *goals)
{
    if (place->needs_marker)
        write_line(buf, place, "---");
    wp_buf_puts(buf, "week: ");
    wp_day_format(buf, start);
    wp_buf_puts(buf, place->house.line_break);
    write_line(buf, place, "goals:");
    wp_write_items(buf, goals, place->house.list_indent, &place->house);
}

/* The text of the week with what has to be around it, at `place`. */
static enum wp_status make_patch(struct wp_edit *edit, const struct place *place,
                                 struct wp_str week, struct wp_error *error)
{
    static const struct wp_span here = {0, 0};
    struct wp_splices splices = {.arena = edit->arena};
    struct wp_buf closing = WP_BUF_INIT;
    enum wp_status status;

    if (place->needs_break)
        wp_splice(&splices, here, wp_str(place->house.line_break));
    wp_splice(&splices, here, week);
    if (place->closing != NULL) {
        write_line(&closing, place, place->closing);
        wp_splice(&splices, here, wp_buf_str(&closing));
    }
    splices.failed = splices.failed || closing.failed;
    status = wp_edit_make_patch(edit, &splices, place->offset, error);
    wp_buf_free(&closing);
    wp_splices_free(&splices);
    return status;
}

enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, wp_day start,
                                const struct wp_item *goals, struct wp_error *error)
{
    struct wp_week empty = {.start = start, .root = wp_item_blank()};
    struct wp_change change = {&empty.root, WP_KEY_GOALS, goals};
    struct wp_buf week = WP_BUF_INIT;
    const struct wp_item *expected;
    struct place place;
    enum wp_status status;

    *edit = (struct wp_edit){.arena = wp_arena_new(4096)};
    if (edit->arena == NULL)
        return wp_fail_memory(error);
    status = find_place(&place, input, found, error);
    if (status != WP_OK)
        goto out;
    empty.offset = place.offset;
    expected = wp_expect(edit->arena, &empty, &change, goals != NULL);
    write_week(&week, &place, start, goals);
    if (expected == NULL || week.failed)
        status = wp_fail_memory(error);
    if (status == WP_OK)
        status = wp_edit_verify(edit, wp_buf_str(&week), &empty, expected, error);
    if (status == WP_OK)
        status = make_patch(edit, &place, wp_buf_str(&week), error);
out:
    wp_buf_free(&week);
    return status;
}
