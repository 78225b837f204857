#include "edit/undo_step.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "edit/patched_input.h"
#include "read/week.h"
#include "yaml/document_finder.h"

/* Largest size of a run, in bytes. A larger run would fill the undo log. */
#define RUN_MAX ((uint64_t)16 << 20)

enum {
    CONTEXT_MAX = 8, /* most lines above the differing lines, and below them */
    LINES_MAX = 4096 /* largest size of the differing lines and their context, in bytes */
};

enum wp_status wp_undo_run_read(struct wp_arena *arena, const struct wp_input *input,
                                uint64_t offset, uint64_t length, struct wp_str *bytes,
                                struct wp_error *error)
{
    char *room;

    if (length > RUN_MAX)
        return wp_error_set(error, WP_INVALID, "the changed weeks are too large");
    room = wp_arena_alloc(arena, (size_t)length + 1);
    *bytes = (struct wp_str){room, (size_t)length};
    return length > 0 ? input->read(input->context, offset, room, (size_t)length, error) : WP_OK;
}

/* Offsets of the documents of a file, ascending. The last offset is the end of the file. */
struct document_offsets {
    uint64_t *list; /* the offsets; owned */
    size_t count;
    size_t capacity;
};

/* A boundary between documents, or an end of the file, that exists both before and after the step
 * and that the patch does not touch. */
struct undo_boundary {
    uint64_t offset[WP_UNDO_SIDES];
    bool changed; /* whether the patch changes bytes between the previous boundary and this one */
};

struct undo_step_builder {
    struct wp_arena *arena;
    const struct wp_patch *patch;
    struct wp_input input[WP_UNDO_SIDES];
    struct wp_stream stream[WP_UNDO_SIDES];
    struct document_offsets documents[WP_UNDO_SIDES];
    struct undo_boundary *boundaries; /* the boundaries; owned; ascending on both sides */
    size_t count;
    size_t capacity;
};

static void add_offset(struct document_offsets *offsets, uint64_t offset)
{
    offsets->list = wp_memory_grow(offsets->list, &offsets->capacity, offsets->count + 1,
                                   sizeof *offsets->list);
    offsets->list[offsets->count++] = offset;
}

/* List the offsets of the documents from the offset `from` to the end of the file. */
static enum wp_status list_documents(struct document_offsets *offsets, struct wp_stream *stream,
                                     uint64_t from, struct wp_error *error)
{
    struct wp_document_range document = {from, 0};

    offsets->count = 0;
    while (document.offset < stream->input.size) {
        enum wp_status status = wp_stream_document_at(stream, document.offset, &document, error);

        if (status != WP_OK)
            return status;
        add_offset(offsets, document.offset);
        document.offset += document.length;
    }
    add_offset(offsets, stream->input.size);
    return WP_OK;
}

static void add_boundary(struct undo_step_builder *builder, uint64_t before, uint64_t after,
                         bool changed)
{
    builder->boundaries = wp_memory_grow(builder->boundaries, &builder->capacity,
                                         builder->count + 1, sizeof *builder->boundaries);
    builder->boundaries[builder->count++] = (struct undo_boundary){{before, after}, changed};
}

/* List the boundaries that exist both before and after the patch. They are in the bytes between the
 * pieces of the patch, which are only shifted. If the patch inserts bytes at a boundary, list this
 * boundary twice: before and after the inserted bytes. The shift is modulo 2^64, because the patch
 * may make the file shorter. */
static void find_boundaries(struct undo_step_builder *builder)
{
    const struct document_offsets *before = &builder->documents[WP_UNDO_BEFORE];
    const struct document_offsets *after = &builder->documents[WP_UNDO_AFTER];
    const struct wp_patch *patch = builder->patch;
    uint64_t from = 0;
    uint64_t shift = 0;
    bool changed = false;
    size_t b = 0;
    size_t a = 0;

    builder->count = 0;
    for (size_t i = 0; i <= patch->count; i++) {
        uint64_t to = i < patch->count ? patch->pieces[i].offset : UINT64_MAX;

        while (b < before->count && before->list[b] < from)
            b++;
        b -= b > 0 && before->list[b - 1] == from;
        for (; b < before->count && before->list[b] <= to; b++) {
            uint64_t offset = before->list[b] + shift;

            while (a < after->count && after->list[a] < offset)
                a++;
            if (a == after->count || after->list[a] != offset)
                continue;
            add_boundary(builder, before->list[b], offset, changed);
            changed = false;
        }
        if (i < patch->count) {
            from = to + patch->pieces[i].length;
            shift += patch->pieces[i].text.length - patch->pieces[i].length;
            changed = true;
        }
    }
}

/* Set documents->week to the first day of the first week of a run; if the run has no week, to
 * WP_UNDO_LATER for the list for later. Ignore documents that cannot be read. */
static void find_week(const struct document_offsets *offsets, uint64_t begin, struct wp_str bytes,
                      struct wp_undo_documents *documents)
{
    static const struct wp_window no_week = {INT32_MAX, INT32_MAX};

    documents->week = WP_NO_DAY;
    documents->week_offset = 0;
    for (size_t i = 0; i + 1 < offsets->count; i++) {
        struct wp_problems problems = {NULL, 0, 0, 0, 0};
        struct wp_built_week built = {.start = WP_NO_DAY};
        size_t at = (size_t)(offsets->list[i] - begin);

        if (offsets->list[i] < begin || at >= bytes.length)
            continue;
        (void)wp_week_build(
            wp_str_slice(bytes, at, (size_t)(offsets->list[i + 1] - offsets->list[i])), 0, 1,
            &no_week, &built, &problems);
        if (built.start == WP_NO_DAY && !built.later)
            continue;
        documents->week = built.later ? WP_UNDO_LATER : built.start;
        documents->week_offset = at;
        if (!built.later)
            return;
    }
}

/* The lengths of what both sides of a run have in common: a beginning and an end. */
struct common_parts {
    size_t beginning;
    size_t end;
};

/* Return the length of the longest common end of both texts, after their common beginning. */
static size_t common_end_after(struct wp_str before, struct wp_str after, size_t beginning)
{
    size_t most = (before.length < after.length ? before.length : after.length) - beginning;
    size_t end = 0;

    while (end < most && before.data[before.length - 1 - end] == after.data[after.length - 1 - end])
        end++;
    return end;
}

/* Return the longest common beginning, and the longest common end of the rest. */
static struct common_parts find_common(struct wp_str before, struct wp_str after)
{
    size_t most = before.length < after.length ? before.length : after.length;
    size_t beginning = 0;

    while (beginning < most && before.data[beginning] == after.data[beginning])
        beginning++;
    return (struct common_parts){beginning, common_end_after(before, after, beginning)};
}

static struct wp_str without_common(struct wp_str bytes, struct common_parts common)
{
    return wp_str_slice(bytes, common.beginning, bytes.length - common.beginning - common.end);
}

wp_day wp_undo_run_week(const struct wp_undo_run *run)
{
    wp_day after = run->side[WP_UNDO_AFTER].week;
    wp_day week = after != WP_NO_DAY ? after : run->side[WP_UNDO_BEFORE].week;

    return week != WP_UNDO_LATER ? week : WP_NO_DAY;
}

bool wp_undo_run_differs_in_text(const struct wp_undo_run *run)
{
    struct wp_str before = run->side[WP_UNDO_BEFORE].differing;
    struct wp_str after = run->side[WP_UNDO_AFTER].differing;
    struct common_parts common = find_common(before, after);

    return wp_str_trim(without_common(before, common)).length > 0 ||
           wp_str_trim(without_common(after, common)).length > 0;
}

/* Shorten the common beginning, of `length` bytes, to the start of a line, and by `lines` more
 * lines. Return its new length. */
static size_t shorten_beginning(struct wp_str bytes, size_t length, size_t lines)
{
    for (;; lines--) {
        while (length > 0 && bytes.data[length - 1] != '\n')
            length--;
        if (lines == 0 || length == 0)
            return length;
        length--;
    }
}

/* Shorten the common end, of `length` bytes, by `lines` lines. Return its new length. */
static size_t shorten_end(struct wp_str bytes, size_t length, size_t lines)
{
    for (; lines > 0 && length > 0; lines--) {
        while (length > 0 && bytes.data[bytes.length - length] != '\n')
            length--;
        length -= length > 0;
    }
    return length;
}

/* Whether `bytes`, without the common end of `end` bytes, is empty or ends with a line break. */
static bool ends_with_line(struct wp_str bytes, size_t end)
{
    return bytes.length == end || bytes.data[bytes.length - end - 1] == '\n';
}

size_t wp_undo_run_count(struct wp_str bytes, struct wp_str lines, size_t *place)
{
    size_t count = 0;

    for (size_t at = 0; lines.length > 0 && at + lines.length <= bytes.length;) {
        size_t end = at + lines.length;
        const char *next;

        if (memcmp(bytes.data + at, lines.data, lines.length) == 0 &&
            (end == bytes.length || bytes.data[end - 1] == '\n')) {
            *place = at;
            count++;
        }
        next = memchr(bytes.data + at, '\n', bytes.length - at);
        at = next != NULL ? (size_t)(next - bytes.data) + 1 : bytes.length;
    }
    return count;
}

/* Extend the differing bytes, so that they are whole lines, with as few lines above and below as
 * make them unique on both sides. Return false if that needs more than CONTEXT_MAX lines above or
 * below, or more than LINES_MAX bytes. */
static bool extend_to_lines(struct wp_str before, struct wp_str after, struct common_parts *common)
{
    size_t beginning = shorten_beginning(before, common->beginning, 0);
    /* With a shorter beginning, the common end may be longer: if a line `- B` is new, its `- ` may
     * have been a part of the common beginning. */
    size_t end = common_end_after(before, after, beginning);
    bool whole = ends_with_line(before, end) && ends_with_line(after, end);

    for (size_t context = 0; context <= (size_t)2 * CONTEXT_MAX; context++) {
        struct common_parts parts = {shorten_beginning(before, beginning, (context + 1) / 2),
                                     shorten_end(before, end, context / 2 + (whole ? 0 : 1))};
        struct wp_str old = without_common(before, parts);
        struct wp_str new = without_common(after, parts);
        size_t place;

        if (old.length > LINES_MAX || new.length > LINES_MAX)
            return false;
        if (wp_undo_run_count(before, old, &place) == 1 &&
            wp_undo_run_count(after, new, &place) == 1) {
            *common = parts;
            return true;
        }
    }
    return false;
}

/* Set the member `differing` of both sides of a run. */
static void compare_sides(struct wp_undo_run *run, struct wp_str before, struct wp_str after)
{
    struct common_parts common = find_common(before, after);

    (void)extend_to_lines(before, after, &common);
    run->same = common.beginning;
    run->side[WP_UNDO_BEFORE].differing = without_common(before, common);
    run->side[WP_UNDO_AFTER].differing = without_common(after, common);
}

/* Set `run` to the documents between the boundaries `begin` and `end`. */
static enum wp_status set_run(struct undo_step_builder *builder, struct wp_undo_run *run,
                              const struct undo_boundary *begin, const struct undo_boundary *end,
                              struct wp_error *error)
{
    struct wp_str bytes[WP_UNDO_SIDES];

    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        struct wp_undo_documents *documents = &run->side[side];
        uint64_t offset = begin->offset[side];
        enum wp_status status;

        documents->length = end->offset[side] - offset;
        status = wp_undo_run_read(builder->arena, &builder->input[side], offset, documents->length,
                                  &bytes[side], error);
        if (status != WP_OK)
            return status;
        documents->hash = wp_hash(bytes[side]);
        find_week(&builder->documents[side], offset, bytes[side], documents);
    }
    compare_sides(run, bytes[WP_UNDO_BEFORE], bytes[WP_UNDO_AFTER]);
    return WP_OK;
}

static bool has_week(const struct wp_undo_run *run)
{
    return run->side[WP_UNDO_BEFORE].week != WP_NO_DAY ||
           run->side[WP_UNDO_AFTER].week != WP_NO_DAY;
}

/* Add the run that ends at boundary number *end. Each run must have a week: if this run has none,
 * extend it by the documents after it, then by the documents before it, back to boundary number
 * `first`, where the previous run ends. If that is not enough, unite both runs: *begin is the
 * boundary at which the previous run begins. Set *begin and *end to the boundaries of the added
 * run. Return WP_MISSING if it has no week even then. */
static enum wp_status add_run(struct undo_step_builder *builder, struct wp_undo_step *step,
                              size_t first, size_t *begin, size_t *end, struct wp_error *error)
{
    size_t begin_before = *begin;

    step->count++;
    *begin = *end - 1;
    for (;;) {
        struct wp_undo_run *run = &step->runs[step->count - 1];
        enum wp_status status =
            set_run(builder, run, &builder->boundaries[*begin], &builder->boundaries[*end], error);

        if (status != WP_OK || has_week(run))
            return status;
        if (*end + 1 < builder->count) {
            ++*end;
        } else if (*begin > first) {
            --*begin;
        } else if (step->count > 1) {
            step->count--;
            *begin = begin_before;
        } else {
            return wp_error_set(error, WP_MISSING, "no week of it is left in the plan");
        }
    }
}

/* Set the runs of the step. No document before the one at `from` has changed. */
static enum wp_status make_runs(struct undo_step_builder *builder, struct wp_undo_step *step,
                                uint64_t from, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t first = 0;
    size_t begin = 0;

    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES && status == WP_OK; side++)
        status = list_documents(&builder->documents[side], &builder->stream[side], from, error);
    if (status != WP_OK)
        return status;
    find_boundaries(builder);
    step->count = 0;
    for (size_t end = 1; end < builder->count && status == WP_OK; end++) {
        if (!builder->boundaries[end].changed)
            continue;
        status = add_run(builder, step, first, &begin, &end, error);
        first = end;
    }
    return status;
}

/* Set the runs of the step. Begin both lists in builder->documents with the document before the
 * first change: that document has the same offset in the old and in the new file. If a run then has
 * no week, list all documents of both files instead. */
static enum wp_status make_runs_of_end(struct undo_step_builder *builder, struct wp_undo_step *step,
                                       struct wp_error *error)
{
    struct wp_stream *stream = &builder->stream[WP_UNDO_BEFORE];
    uint64_t changed = builder->patch->pieces[0].offset;
    struct wp_document_range document = {.offset = stream->input.size};
    enum wp_status status = WP_OK;

    while (status == WP_OK && document.offset > 0 && document.offset >= changed)
        status = wp_stream_document_before(stream, document.offset, &document, error);
    if (status == WP_OK && document.offset > 0)
        status = wp_stream_document_before(stream, document.offset, &document, error);
    if (status == WP_OK)
        status = make_runs(builder, step, document.offset, error);
    if (status == WP_MISSING && document.offset > 0)
        status = make_runs(builder, step, 0, error);
    return status == WP_MISSING ? WP_INVALID : status;
}

enum wp_status wp_undo_step_make(struct wp_undo_step *step, struct wp_arena *arena,
                                 const struct wp_input *input, const struct wp_patch *patch,
                                 struct wp_error *error)
{
    struct wp_patched_input patched = {input, patch};
    struct undo_step_builder builder = {
        .arena = arena, .patch = patch, .input = {*input, wp_patched_input(&patched)}};
    enum wp_status status;

    step->count = 0;
    step->runs = wp_arena_array(arena, patch->count, sizeof *step->runs);
    if (patch->count == 0)
        return WP_OK;
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++)
        wp_stream_init(&builder.stream[side], &builder.input[side]);
    status = make_runs_of_end(&builder, step, error);
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        wp_stream_free(&builder.stream[side]);
        free(builder.documents[side].list);
    }
    free(builder.boundaries);
    return status;
}
