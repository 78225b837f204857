/* Start a week: insert a new document into a plan file, or write the first document of a new file.
 * */
#include "edit/copy_items.h"

#include "edit/copy_item.h"
#include "edit/entry_comments.h"
#include "edit/expected_week.h"
#include "edit/last_line_break.h"
#include "edit/line.h"
#include "edit/verify.h"
#include "plan/item_value.h"
#include "yaml/document_finder.h"

enum { SAMPLE = 4096 };

/* Where to insert the new document, and which bytes the text around it makes necessary. */
struct new_week_place {
    uint64_t offset;
    bool needs_break; /* whether the bytes before the new document do not end with a line break */
    /* whether the marker of the new document would make the line above it a directive, so that
     * "..." is needed */
    bool needs_end;
    bool marker_below; /* whether the bytes after the new document begin with a marker (`---`) */
    /* whether the new document needs a marker: bytes are before it, or `marker_below` */
    bool needs_marker;
    bool is_last;        /* whether no bytes are after the new document */
    const char *closing; /* line to write between the new document and the next one, or NULL */
    struct wp_style style;
};

/* Return the columns from `goals:` to the dashes below it in the sample. */
static size_t indent_of_goals(struct wp_str sample)
{
    size_t indent = WP_STYLE_INDENT;
    size_t line = 0;

    while (line < sample.length) {
        bool goals = wp_str_starts(wp_str_slice(sample, line, sample.length), "goals:");
        size_t dash;

        line = wp_line_next(sample, line);
        dash = wp_line_skip_blanks(sample, line);
        if (goals && dash < sample.length && sample.data[dash] == '-')
            indent = dash - line;
    }
    return indent;
}

/* Return the place of a new document after the first `before` bytes of the sample. The sample is
 * the bytes of the file around this place. The new document gets the line break and the indentation
 * of the sample. */
static struct new_week_place look_around(struct wp_str sample, size_t before)
{
    size_t bom = before <= 3 && wp_str_starts(sample, "\xEF\xBB\xBF") ? 3 : 0;
    /* Skip the LF of a CRLF in the middle of which the sample begins. */
    size_t half = sample.length > 0 && sample.data[0] == '\n';
    const char *line_break = wp_line_break_of(wp_str_slice(sample, half, sample.length));
    struct wp_str after;
    struct new_week_place place = {
        .style = {.line_break = line_break != NULL ? line_break : "\n",
                  .list_indent = indent_of_goals(sample)},
    };

    if (before < bom)
        place.offset = bom;
    before += (size_t)place.offset;
    after = wp_str_slice(sample, before, sample.length);
    /* A document marker must follow LF or CR; NEL, LS and PS do not count. */
    place.needs_break =
        before > bom && sample.data[before - 1] != '\n' && sample.data[before - 1] != '\r';
    place.needs_end = wp_line_is_directive_at_end(wp_str_slice(sample, 0, before));
    if (wp_str_starts(after, "%"))
        place.closing = "...";
    else if (after.length > 0 && !wp_str_starts(after, "---"))
        place.closing = "---";
    place.is_last = after.length == 0;
    place.marker_below = wp_str_starts(after, "---");
    place.needs_marker = before > bom || place.marker_below;
    return place;
}

static enum wp_status new_week_find_place(struct new_week_place *place,
                                          const struct wp_input *input,
                                          const struct wp_found *found, struct wp_error *error)
{
    uint64_t from = found->insert_at > SAMPLE ? found->insert_at - SAMPLE : 0;
    uint64_t to = input->size - found->insert_at > SAMPLE ? found->insert_at + SAMPLE : input->size;
    struct wp_buf sample = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_buf_repeat(&sample, " ", (size_t)(to - from));
    if (sample.length > 0)
        status = input->read(input->context, from, sample.data, sample.length, error);
    if (status == WP_OK) {
        *place = look_around(wp_buf_str(&sample), (size_t)(found->insert_at - from));
        place->offset += found->insert_at;
    }
    wp_buf_free(&sample);
    return status;
}

static void new_week_write_line(struct wp_buf *buf, const struct new_week_place *place,
                                const char *line)
{
    wp_buf_puts(buf, line);
    wp_buf_puts(buf, place->style.line_break);
}

/* The content of the new week. */
struct content {
    wp_day start;                /* first day of the new week; WP_NO_DAY for the list for later */
    const struct wp_item *root;  /* root item with the title, `skip`, note and review of the week */
    const struct wp_item *goals; /* first goal of the week, linked by `next`; or NULL */
    const struct wp_item *also;  /* first item of `also:`, linked by `next`; or NULL */
    const struct wp_week *source; /* week from which the items are copied; NULL if they are new */
};

/* Keys of a week that a new document may have, in the order of writing. `week` and the lists of
 * items are not among them. */
static const enum wp_key week_keys[] = {WP_KEY_TITLE, WP_KEY_SKIP, WP_KEY_NOTE, WP_KEY_REVIEW};

enum {
    WEEK_KEYS = sizeof week_keys / sizeof week_keys[0],
    /* number of keys of `week_keys` that are written above the lists; `review` is below */
    KEYS_ABOVE = WEEK_KEYS - 1
};

static bool has_value(const struct wp_item *root)
{
    size_t i;

    for (i = 0; i < WEEK_KEYS; i++)
        if (wp_item_has(root, week_keys[i]))
            return true;
    return false;
}

/* Append the keys week_keys[from] to week_keys[to - 1], if the week has them, with their values. */
static void write_week_keys(struct wp_buf *buf, const struct new_week_place *place,
                            const struct wp_item *root, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!wp_item_has(root, week_keys[i]))
            continue;
        wp_item_yaml_entry(buf, root, week_keys[i], 0, false, &place->style);
        wp_buf_puts(buf, place->style.line_break);
    }
}

/* Append the key of the list of goals. If the new week has no goals, append `goals: []` only if the
 * week would otherwise have no content. The list for later always gets its key. */
static void write_list_key(struct wp_buf *buf, const struct new_week_place *place,
                           const struct content *content)
{
    bool later = content->start == WP_NO_DAY;

    if (content->goals != NULL)
        new_week_write_line(buf, place, later ? "later:" : "goals:");
    else if (later || (content->also == NULL && !has_value(content->root)))
        new_week_write_line(buf, place, later ? "later: []" : "goals: []");
}

/* Append the items of a list of the new week, below the key of the list. */
static void write_week_items(struct wp_buf *buf, const struct new_week_place *place,
                             const struct content *content, const struct wp_item *first)
{
    if (content->source != NULL && first != NULL &&
        wp_entry_has_comment_above(content->source, first))
        new_week_write_line(buf, place, "");
    for (const struct wp_item *item = first; item != NULL; item = item->next) {
        if (content->source != NULL)
            wp_copy_item_lines(buf, content->source, item, place->style.list_indent, &place->style);
        else
            wp_item_yaml_item(buf, item, place->style.list_indent, &place->style);
    }
}

static void write_week(struct wp_buf *buf, const struct new_week_place *place,
                       const struct content *content)
{
    if (place->needs_marker)
        new_week_write_line(buf, place, "---");
    if (content->start != WP_NO_DAY) {
        wp_buf_puts(buf, "week: ");
        wp_day_format(buf, content->start);
        wp_buf_puts(buf, place->style.line_break);
    }
    write_week_keys(buf, place, content->root, 0, KEYS_ABOVE);
    write_list_key(buf, place, content);
    write_week_items(buf, place, content, content->goals);
    if (content->also != NULL)
        new_week_write_line(buf, place, "also:");
    write_week_items(buf, place, content, content->also);
    write_week_keys(buf, place, content->root, KEYS_ABOVE, WEEK_KEYS);
    /* A copied line may end with NEL, LS or PS, which no document marker may follow. */
    if (!place->is_last && buf->data[buf->length - 1] != '\n' && buf->data[buf->length - 1] != '\r')
        wp_buf_puts(buf, place->style.line_break);
    /* If the last line begins with '%', a marker after it would make the line a directive. End the
     * document with "...". */
    if (!place->is_last && wp_line_is_directive_at_end(wp_buf_str(buf)))
        new_week_write_line(buf, place, "...");
}

/* Load the last week of the file, whose last line has no line break. Set *week to NULL if the
 * week cannot be read; then its bytes are not changed. */
static enum wp_status load_last(const struct wp_input *input, struct wp_week **week,
                                struct wp_error *error)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_document_range document;
    struct wp_stream source;
    struct wp_str text;
    enum wp_status status;

    wp_stream_init(&source, input);
    status = wp_stream_document_before(&source, input->size, &document, error);
    if (status == WP_OK)
        status = wp_stream_read(&source, &document, &text, error);
    if (status == WP_OK)
        status = wp_week_load(text, document.offset, 1, week, &problems);
    wp_stream_free(&source);
    return status == WP_INVALID ? WP_OK : status;
}

/* Append the bytes that separate the new week from the document before it. */
static void write_before(struct wp_buf *buf, const struct new_week_place *place,
                         const struct wp_week *last)
{
    wp_buf_puts(buf, place->needs_break && last == NULL ? place->style.line_break : "");
    if (place->needs_end)
        new_week_write_line(buf, place, "...");
}

/* Make the patch that inserts the new week with the bytes around it. `last` is the week before
 * it, if the last line of that week gets a line break; else NULL. */
static enum wp_status make_insertion(struct wp_edit *edit, const struct new_week_place *place,
                                     struct wp_str week, const struct wp_week *last,
                                     struct wp_error *error)
{
    uint64_t base = last != NULL ? last->offset : place->offset;
    struct wp_span here = wp_span((size_t)(place->offset - base), 0);
    struct wp_splices splices = {.arena = edit->arena};
    struct wp_buf around = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (last != NULL) {
        wp_last_line_break_complete(last, &splices, place->style.line_break);
        status = wp_last_line_break_verify(last, &splices, &around, error);
    }
    wp_buf_clear(&around);
    /* The bytes above the new week are a piece of their own, because they belong to the document
     * above (see undo_step.h). */
    write_before(&around, place, last);
    wp_splice(&splices, here, wp_buf_str(&around));
    wp_splice(&splices, here, week);
    wp_buf_clear(&around);
    if (place->closing != NULL)
        new_week_write_line(&around, place, place->closing);
    wp_splice(&splices, here, wp_buf_str(&around));
    if (status == WP_OK)
        status = wp_edit_make_patch(edit, &splices, base, error);
    wp_buf_free(&around);
    wp_splices_free(&splices);
    return status;
}

/* List the content of the new week as changes of an empty week. Return the number of changes, at
 * most WEEK_KEYS + 2. */
static size_t list_changes(struct wp_change *changes, const struct wp_week *empty,
                           const struct content *content)
{
    size_t count = 0;

    for (; count < WEEK_KEYS; count++)
        changes[count] = (struct wp_change){&empty->root, week_keys[count], content->root};
    if (content->goals != NULL)
        changes[count++] = (struct wp_change){&empty->root, empty->root.seq_key, content->goals};
    if (content->also != NULL)
        changes[count++] = (struct wp_change){&empty->also, WP_KEY_ALSO, content->also};
    return count;
}

static enum wp_status start_week(struct wp_edit *edit, const struct wp_input *input,
                                 const struct wp_found *found, const struct content *content,
                                 struct wp_error *error)
{
    bool later = content->start == WP_NO_DAY;
    struct wp_week empty = later ? wp_week_empty_later() : wp_week_empty(content->start);
    struct wp_change changes[WEEK_KEYS + 2];
    size_t count;
    struct wp_buf week = WP_BUF_INIT;
    struct wp_week *last = NULL;
    struct wp_expected_week expected;
    struct new_week_place place;
    enum wp_status status;

    *edit = (struct wp_edit){.arena = wp_arena_new(4096)};
    status = new_week_find_place(&place, input, found, error);
    if (status != WP_OK)
        goto out;
    /* The list for later needs no marker below the comments at the top of the file: they are in
     * its document. */
    place.needs_marker = later ? place.marker_below : place.needs_marker;
    empty.offset = place.offset;
    count = list_changes(changes, &empty, content);
    write_week(&week, &place, content);
    expected = wp_expected_week_changed(edit->arena, &empty, changes, count);
    status = wp_edit_verify(edit, wp_buf_str(&week), &empty, &expected, error);
    if (status == WP_OK && place.needs_break)
        status = load_last(input, &last, error);
    if (status == WP_OK)
        status = make_insertion(edit, &place, wp_buf_str(&week), last, error);
out:
    wp_week_free(last);
    wp_buf_free(&week);
    return status;
}

enum wp_status wp_edit_new_week(struct wp_edit *edit, const struct wp_input *input,
                                const struct wp_found *found, const struct wp_week *week,
                                struct wp_error *error)
{
    const struct content content = {week->start, &week->root, week->root.first, week->also.first,
                                    NULL};

    return start_week(edit, input, found, &content, error);
}

enum wp_status wp_edit_new_week_of_copies(struct wp_edit *edit, const struct wp_input *input,
                                          const struct wp_found *found, wp_day start,
                                          const struct wp_week *source, const struct wp_item *items,
                                          struct wp_error *error)
{
    const struct wp_item blank = wp_item_empty();
    bool also = wp_item_is_also(items);
    const struct content content = {start, &blank, also ? NULL : items, also ? items : NULL,
                                    source};

    return start_week(edit, input, found, &content, error);
}
