#include "edit/undo_apply.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/text_lines.h"
#include "edit/patched_input.h"
#include "yaml/document_finder.h"

static enum wp_undo_side other(enum wp_undo_side side)
{
    return side == WP_UNDO_BEFORE ? WP_UNDO_AFTER : WP_UNDO_BEFORE;
}

/* A run of an undo step, and where it is in the file. */
struct located_run {
    bool found;
    /* whether other lines of the week have changed; then `bytes` is the document of the week */
    bool edited;
    uint64_t offset; /* offset of `bytes` in the file */
    struct wp_str bytes;
    size_t place; /* offset in `bytes` of the lines to replace, if `edited` */
};

/* Set `found` to whether [begin, begin + length) consists of whole documents. It does not if
 * another program has appended a line to the last document. `middle` is a known boundary: a
 * document begins there, or the file ends. */
static enum wp_status check_ends(const struct wp_input *input, uint64_t begin, uint64_t middle,
                                 uint64_t length, bool *found, struct wp_error *error)
{
    struct wp_document_range document = {.offset = middle};
    struct wp_stream stream;
    enum wp_status status = WP_OK;

    wp_stream_init(&stream, input);
    while (status == WP_OK && document.offset > begin)
        status = wp_stream_document_before(&stream, document.offset, &document, error);
    *found = document.offset == begin && length <= input->size - begin;
    document.offset = middle;
    while (status == WP_OK && *found && document.offset < begin + length) {
        status = wp_stream_document_at(&stream, document.offset, &document, error);
        document.offset += document.length;
    }
    *found = *found && document.offset == begin + length;
    wp_stream_free(&stream);
    return status;
}

/* Set *begins to whether a document begins at `offset`, or the file ends there. Read from the
 * beginning of the file. */
static enum wp_status check_begin(const struct wp_input *input, uint64_t offset, bool *begins,
                                  struct wp_error *error)
{
    struct wp_document_range document = {0, 0};
    struct wp_stream stream;
    enum wp_status status = WP_OK;

    wp_stream_init(&stream, input);
    while (status == WP_OK && document.offset < offset) {
        status = wp_stream_document_at(&stream, document.offset, &document, error);
        document.offset += document.length;
    }
    wp_stream_free(&stream);
    *begins = document.offset == offset;
    return status;
}

/* Look for the list for later. Set *middle to the offset of its document. If the list is absent,
 * set *middle to 0 if the run has `length` > 0 bytes of comments at the beginning of the file, else
 * to the offset at which to insert the list. With `wanted`, set *found to whether the list is in
 * the file. Without `wanted`, set *found to whether the list is absent and a document begins at
 * *middle. */
static enum wp_status find_list(struct wp_plan *plan, const struct wp_input *input, bool wanted,
                                uint64_t length, uint64_t *middle, bool *found,
                                struct wp_error *error)
{
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found list;
    bool begins = true;
    enum wp_status status = wp_plan_find_later(plan, &list, &problems);
    bool is_there = status == WP_OK;

    *middle = is_there ? list.week->offset : length > 0 ? 0 : list.insert_at;
    if (status == WP_MISSING)
        status = check_begin(input, *middle, &begins, error);
    *found = wanted == is_there && begins;
    wp_week_free(list.week);
    return status;
}

/* Look for the week that begins on `start`. Set *middle and *found for this week as find_list does
 * for the list for later. */
static enum wp_status find_week_of_run(struct wp_plan *plan, wp_day start, bool wanted,
                                       uint64_t *middle, bool *found, struct wp_error *error)
{
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found week;
    enum wp_status status = wp_plan_find(plan, wp_window_from(start), &week, &problems);

    if (status == WP_OK) {
        *middle = week.week->offset;
        *found = wanted && week.week->start == start;
    } else if (status == WP_MISSING) {
        status = WP_OK;
        *middle = week.insert_at;
        /* A week after `start` does not overlap, because wp_plan_find found no week in this window.
         * */
        *found = !wanted && (week.before == WP_NO_DAY || week.before + WP_DAYS_OF_WEEK <= start);
    }
    wp_week_free(week.week);
    return status;
}

/* Find the offset at which a run would be in the file if it were as on one side of the step, by the
 * first day of its week. If the run has no week on this side, it ends at the offset at which to
 * insert the week of the other side. */
static enum wp_status find_offset(const struct wp_undo_run *run, enum wp_undo_side side,
                                  const struct wp_input *input, struct located_run *located,
                                  struct wp_error *error)
{
    const struct wp_undo_documents *documents = &run->side[side];
    bool week = documents->week != WP_NO_DAY;
    wp_day start = week ? documents->week : run->side[other(side)].week;
    uint64_t middle = 0;
    uint64_t before = documents->length; /* number of bytes of the run before `middle` */
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, input, error);

    if (week || start == WP_UNDO_LATER)
        before = week ? documents->week_offset : 0;
    if (status == WP_OK && start == WP_UNDO_LATER)
        status = find_list(plan, input, week, documents->length, &middle, &located->found, error);
    else if (status == WP_OK)
        status = find_week_of_run(plan, start, week, &middle, &located->found, error);
    wp_plan_close(plan);
    located->found = located->found && middle >= before;
    located->offset = middle - before;
    if (status == WP_OK && located->found)
        status =
            check_ends(input, located->offset, middle, documents->length, &located->found, error);
    return status;
}

/* Find a run in the file, if it is in the file as on one side of the step, and read its bytes. */
static enum wp_status find_run(const struct wp_undo_run *run, enum wp_undo_side side,
                               const struct wp_input *input, struct wp_arena *arena,
                               struct located_run *located, struct wp_error *error)
{
    const struct wp_undo_documents *documents = &run->side[side];
    enum wp_status status;

    *located = (struct located_run){.found = false};
    status = find_offset(run, side, input, located, error);
    if (status != WP_OK || !located->found)
        return status;
    status =
        wp_undo_run_read(arena, input, located->offset, documents->length, &located->bytes, error);
    located->found = status == WP_OK && wp_hash(located->bytes) == documents->hash;
    return status;
}

/* Read the document that the run belongs to: its week, or the list for later. Return WP_MISSING if
 * this document is not in the file. */
static enum wp_status read_week_of_run(const struct wp_undo_run *run, const struct wp_input *input,
                                       struct wp_arena *arena, struct located_run *located,
                                       struct wp_error *error)
{
    wp_day start = run->side[WP_UNDO_AFTER].week;
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found found = {.week = NULL};
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, input, error);

    if (status == WP_OK && start == WP_UNDO_LATER)
        status = wp_plan_find_later(plan, &found, &problems);
    else if (status == WP_OK)
        status = wp_plan_find(plan, wp_window_from(start), &found, &problems);
    if (status == WP_OK && start != WP_UNDO_LATER && found.week->start != start)
        status = WP_MISSING;
    if (status == WP_OK) {
        located->offset = found.week->offset;
        located->bytes = wp_arena_copy(arena, found.week->text);
    }
    wp_week_free(found.week);
    wp_plan_close(plan);
    return status;
}

/* Whether the differing bytes of the run are whole lines, which can be looked for. */
static bool has_lines(const struct wp_undo_run *run)
{
    struct wp_str before = run->side[WP_UNDO_BEFORE].differing;
    struct wp_str after = run->side[WP_UNDO_AFTER].differing;

    return before.length > 0 && after.length > 0 &&
           (before.data[0] == after.data[0] ||
            before.data[before.length - 1] == after.data[after.length - 1]);
}

/* Make the replacement of the lines that were found by find_lines. */
static struct wp_piece replace_lines(const struct wp_undo_run *run, enum wp_undo_side wanted,
                                     const struct located_run *located, struct wp_arena *arena)
{
    return (struct wp_piece){located->offset + located->place,
                             run->side[other(wanted)].differing.length,
                             wp_arena_copy(arena, run->side[wanted].differing)};
}

/* Find the lines of a run in its week, in which other lines have changed. Set located->found if the
 * week has the lines exactly once, and the week after the replacement is valid and has the lines of
 * the wanted side exactly once. */
static void find_lines(const struct wp_undo_run *run, enum wp_undo_side wanted,
                       const struct wp_input *input, struct wp_arena *arena,
                       struct located_run *located)
{
    struct wp_error ignored;
    struct located_run result;
    struct wp_piece piece;
    struct wp_patch patch = {&piece, 1};
    struct wp_patched_input patched = {input, &patch};
    struct wp_input after;
    size_t place;

    if (run->side[WP_UNDO_BEFORE].week != run->side[WP_UNDO_AFTER].week || !has_lines(run) ||
        read_week_of_run(run, input, arena, located, &ignored) != WP_OK ||
        wp_undo_run_count(located->bytes, run->side[other(wanted)].differing, &located->place) != 1)
        return;
    piece = replace_lines(run, wanted, located, arena);
    after = wp_patched_input(&patched);
    located->edited = located->found =
        read_week_of_run(run, &after, arena, &result, &ignored) == WP_OK &&
        result.offset == located->offset &&
        wp_undo_run_count(result.bytes, run->side[wanted].differing, &place) == 1;
}

/* Set result->obstacle and result->line for a run that cannot be changed. The line is the first
 * line of the run that is not in the week; if all are, the first line of the run. */
static void find_obstacle(const struct wp_undo_run *run, enum wp_undo_side wanted,
                          const struct wp_input *input, struct wp_arena *arena,
                          struct wp_undo_result *result)
{
    struct wp_str lines = run->side[other(wanted)].differing;
    struct located_run week;
    struct wp_error ignored;
    size_t place;

    if (run->side[WP_UNDO_BEFORE].week != run->side[WP_UNDO_AFTER].week || !has_lines(run) ||
        read_week_of_run(run, input, arena, &week, &ignored) != WP_OK)
        return;
    result->line = lines;
    result->obstacle =
        wp_undo_run_count(week.bytes, lines, &place) > 1 ? WP_UNDO_TWICE : WP_UNDO_BESIDE;
    for (size_t begin = 0, end = 0; begin < lines.length; begin = end) {
        struct wp_str line;

        while (end < lines.length && (end == begin || lines.data[end - 1] != '\n'))
            end++;
        line = wp_str_slice(lines, begin, end - begin);
        if (begin == 0)
            result->line = line;
        if (wp_undo_run_count(week.bytes, line, &place) == 0) {
            result->obstacle = WP_UNDO_GONE;
            result->line = line;
            break;
        }
    }
    result->line = wp_str_trim(result->line);
}

/* Set `piece` to the replacement that changes a run to the wanted side. Return false if the step
 * contradicts itself: the changed run would not have the length and the hash of the wanted side. */
static bool make_piece(const struct wp_undo_run *run, enum wp_undo_side wanted,
                       const struct located_run *located, struct wp_arena *arena,
                       struct wp_piece *piece)
{
    const struct wp_undo_documents *documents = &run->side[wanted];
    struct wp_str old = run->side[other(wanted)].differing;
    struct wp_str bytes = located->bytes;
    struct wp_buf result = WP_BUF_INIT;
    bool fits;

    if (located->edited) {
        *piece = replace_lines(run, wanted, located, arena);
        return true;
    }
    if (run->same > bytes.length ||
        !wp_str_equal(wp_str_slice(bytes, (size_t)run->same, old.length), old))
        return false;
    *piece = (struct wp_piece){located->offset + run->same, old.length,
                               wp_arena_copy(arena, documents->differing)};
    wp_buf_append(&result, wp_str_slice(bytes, 0, (size_t)run->same));
    wp_buf_append(&result, documents->differing);
    wp_buf_append(&result, wp_str_slice(bytes, (size_t)run->same + old.length, bytes.length));
    fits = result.length == documents->length && wp_hash(wp_buf_str(&result)) == documents->hash;
    wp_buf_free(&result);
    return fits;
}

/* Make the patch that changes all runs to the wanted side. */
static enum wp_status make_patch(const struct wp_undo_step *step, enum wp_undo_side wanted,
                                 const struct located_run *located, struct wp_arena *arena,
                                 struct wp_patch *patch, struct wp_error *error)
{
    uint64_t end = 0;

    *patch = (struct wp_patch){wp_arena_array(arena, step->count, sizeof *patch->pieces), 0};
    for (size_t i = 0; i < step->count; i++) {
        if (located[i].offset < end ||
            !make_piece(&step->runs[i], wanted, &located[i], arena, &patch->pieces[i]))
            return wp_error_set(error, WP_INVALID, "its undo step is damaged");
        end = located[i].offset + located[i].bytes.length;
        patch->count++;
    }
    return WP_OK;
}

/* Append the weeks of the lines `week: 2019-08-04` of a text to result->weeks; if that is NULL,
 * only count them. A run that adds several weeks has their documents. */
static void add_weeks_of_lines(struct wp_undo_result *result, struct wp_str text)
{
    static const char key[] = "week: ";
    enum { KEY_LENGTH = sizeof key - 1, DAY_LENGTH = sizeof "2019-08-04" - 1 };

    while (text.length > 0) {
        struct wp_str line = wp_text_lines_take(&text);
        wp_day day;

        if (!wp_str_starts(line, key) ||
            !wp_day_parse(wp_str_slice(line, KEY_LENGTH, DAY_LENGTH), &day))
            continue;
        if (result->weeks != NULL)
            result->weeks[result->week_count] = day;
        result->week_count++;
    }
}

/* Append the weeks of a step that differ in text to result->weeks, as add_weeks_of_lines does. */
static void add_weeks_of_step(struct wp_undo_result *result, const struct wp_undo_step *step)
{
    for (size_t i = 0; i < step->count; i++) {
        const struct wp_undo_run *run = &step->runs[i];

        if (!wp_undo_run_differs_in_text(run))
            continue;
        if (result->weeks != NULL)
            result->weeks[result->week_count] = wp_undo_run_week(run);
        result->week_count++;
        add_weeks_of_lines(result, run->side[WP_UNDO_BEFORE].differing);
        add_weeks_of_lines(result, run->side[WP_UNDO_AFTER].differing);
    }
}

static int compare_days(const void *a, const void *b)
{
    wp_day first = *(const wp_day *)a;
    wp_day second = *(const wp_day *)b;

    return (first > second) - (first < second);
}

/* Set result->weeks to the weeks to name in the message, each once. If all weeks differ only in
 * blanks, list the last one. */
static void list_weeks(const struct wp_undo_step *step, struct wp_arena *arena,
                       struct wp_undo_result *result)
{
    size_t count = 0;

    result->weeks = NULL;
    result->week_count = 0;
    add_weeks_of_step(result, step);
    result->weeks = wp_arena_array(arena, result->week_count + 1, sizeof *result->weeks);
    result->week_count = 0;
    add_weeks_of_step(result, step);
    qsort(result->weeks, result->week_count, sizeof *result->weeks, compare_days);
    for (size_t i = 0; i < result->week_count; i++)
        if (count == 0 || result->weeks[i] != result->weeks[count - 1])
            result->weeks[count++] = result->weeks[i];
    if (count == 0)
        result->weeks[count++] = result->week;
    result->week_count = count;
}

enum wp_status wp_undo_apply(const struct wp_undo_step *step, enum wp_undo_side wanted,
                             const struct wp_input *input, struct wp_arena *arena,
                             struct wp_undo_result *result, struct wp_error *error)
{
    struct located_run *located = wp_arena_array(arena, step->count, sizeof *located);
    size_t possible = 0;
    size_t needless = 0;
    const struct wp_undo_run *changed = NULL;

    *result = (struct wp_undo_result){.state = WP_UNDO_CHANGED, .week = WP_NO_DAY};
    for (size_t i = 0; i < step->count; i++) {
        const struct wp_undo_run *run = &step->runs[i];
        struct located_run done = {.found = false};
        enum wp_status status = find_run(run, other(wanted), input, arena, &located[i], error);

        if (status == WP_OK && !located[i].found)
            status = find_run(run, wanted, input, arena, &done, error);
        if (status != WP_OK)
            return status;
        if (!located[i].found && !done.found)
            find_lines(run, wanted, input, arena, &located[i]);
        possible += located[i].found;
        needless += done.found;
        result->week = wp_undo_run_week(run);
        if (!located[i].found && changed == NULL)
            changed = run;
    }
    if (needless == step->count) {
        result->state = WP_UNDO_NEEDLESS;
    } else if (possible == step->count) {
        result->state = WP_UNDO_POSSIBLE;
        list_weeks(step, arena, result);
        return make_patch(step, wanted, located, arena, &result->patch, error);
    } else {
        result->week = wp_undo_run_week(changed);
        find_obstacle(changed, wanted, input, arena, result);
    }
    return WP_OK;
}
