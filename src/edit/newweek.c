/* Starting a week: a new document in the stream, or the first of a new file. */
#include <string.h>

#include "edit/expect.h"
#include "edit/lines.h"
#include "edit/verify.h"
#include <weekplan/edit.h>

enum { SAMPLE = 4096 };

/* What surrounds the place for the new document. */
struct place {
    uint64_t offset;
    bool needs_break;  /* the bytes before it do not end a line */
    bool needs_marker; /* something stands before it in the stream */
    bool marks_next;   /* the document after it begins without `---` */
    struct wp_house house;
};

static bool ends_line(const char *bytes, size_t length)
{
    return length == 0 || bytes[length - 1] == '\n' || bytes[length - 1] == '\r';
}

/* Looks at the bytes around the place: the line break and the habit of the
 * file are those of what stands before it, else behind it. */
static enum wp_status look_around(struct place *place, const struct wp_input *input,
                                  const struct wp_found *found, struct wp_error *error)
{
    uint64_t from = found->insert_at > SAMPLE ? found->insert_at - SAMPLE : 0;
    uint64_t to = input->size - found->insert_at > SAMPLE ? found->insert_at + SAMPLE : input->size;
    size_t before = (size_t)(found->insert_at - from);
    struct wp_buf sample = WP_BUF_INIT;
    struct wp_str after;
    const char *line_break;
    enum wp_status status = WP_OK;

    wp_buf_repeat(&sample, " ", (size_t)(to - from));
    if (sample.failed)
        status = wp_fail_memory(error);
    else if (sample.length > 0)
        status = input->read(input->context, from, sample.data, sample.length, error);
    if (status == WP_OK) {
        after = wp_str_slice(wp_buf_str(&sample), before, sample.length);
        *place = (struct place){.offset = found->insert_at, .house = {"\n", 2}};
        if (from == 0 && before == 0 && wp_str_starts(after, "\xEF\xBB\xBF"))
            place->offset = 3;
        line_break = wp_line_break_of(wp_buf_str(&sample));
        if (line_break != NULL)
            place->house.line_break = line_break;
        place->needs_break = before > 0 && !ends_line(sample.data, before);
        place->needs_marker = input->size > 0;
        place->marks_next =
            after.length > 0 && !wp_str_starts(after, "---") && !wp_str_starts(after, "%");
    }
    wp_buf_free(&sample);
    return status;
}

static void write_week(struct wp_buf *buf, const struct place *place, wp_day start,
                       const struct wp_item *goals)
{
    const char *line_break = place->house.line_break;

    if (place->needs_marker) {
        wp_buf_puts(buf, "---");
        wp_buf_puts(buf, line_break);
    }
    wp_buf_puts(buf, "week: ");
    wp_day_format(buf, start);
    wp_buf_puts(buf, line_break);
    wp_buf_puts(buf, "goals:");
    wp_buf_puts(buf, line_break);
    wp_write_items(buf, goals, place->house.list_indent, &place->house);
}

enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, wp_day start,
                                const struct wp_item *goals, struct wp_error *error)
{
    struct wp_week empty = {.start = start};
    struct wp_change change = {&empty.root, WP_KEY_GOALS, goals};
    struct wp_splices splices = {.arena = NULL};
    struct wp_buf week = WP_BUF_INIT;
    const struct wp_item *expected;
    struct place place;
    enum wp_status status;

    *edit = (struct wp_edit){.arena = wp_arena_new(4096)};
    if (edit->arena == NULL)
        return wp_fail_memory(error);
    status = look_around(&place, input, found, error);
    if (status != WP_OK)
        goto out;
    empty.root.done_on = empty.root.dropped_on = empty.root.due = WP_NO_DAY;
    expected = wp_expect(edit->arena, &empty, &change, goals != NULL);
    write_week(&week, &place, start, goals);
    if (expected == NULL || week.failed) {
        status = wp_fail_memory(error);
        goto out;
    }
    status = wp_edit_verify(edit, wp_buf_str(&week), place.offset, start, expected, error);
    if (status != WP_OK)
        goto out;
    splices.arena = edit->arena;
    if (place.needs_break)
        wp_splice(&splices, (struct wp_span){0, 0}, wp_str(place.house.line_break));
    wp_splice(&splices, (struct wp_span){0, 0}, wp_buf_str(&week));
    if (place.marks_next) {
        wp_buf_clear(&week);
        wp_buf_puts(&week, "---");
        wp_buf_puts(&week, place.house.line_break);
        wp_splice(&splices, (struct wp_span){0, 0}, wp_buf_str(&week));
    }
    status = wp_edit_make_patch(edit, &splices, place.offset, error);
out:
    wp_splices_free(&splices);
    wp_buf_free(&week);
    return status;
}
