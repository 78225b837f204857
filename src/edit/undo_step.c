#include "edit/undo_step.h"

#include <string.h>

#include "base/hash.h"
#include "edit/document_offsets.h"
#include "edit/patched_input.h"
#include "read/week.h"

/* A run that somebody would have to undo as a whole has some few weeks. */
#define RUN_MAX ((uint64_t)4 * WP_WEEK_MAX)

static enum wp_undo_side other(enum wp_undo_side side)
{
    return side == WP_UNDO_BEFORE ? WP_UNDO_AFTER : WP_UNDO_BEFORE;
}

static enum wp_status read_run(struct wp_arena *arena, const struct wp_input *input,
                               uint64_t offset, uint64_t length, struct wp_str *bytes,
                               struct wp_error *error)
{
    char *room;

    if (length > RUN_MAX)
        return wp_error_set(error, WP_INVALID, "the weeks that it touches are too large");
    room = wp_arena_alloc(arena, (size_t)length + 1);
    if (room == NULL)
        return wp_error_set_no_memory(error);
    *bytes = (struct wp_str){room, (size_t)length};
    return length > 0 ? input->read(input->context, offset, room, (size_t)length, error) : WP_OK;
}

/* Both sides of the file while a step is made of the patch between them. */
struct making {
    struct wp_arena *arena;
    const struct wp_patch *patch;
    struct wp_input input[WP_UNDO_SIDES];
    struct wp_stream source[WP_UNDO_SIDES];
    struct wp_document_offsets cuts[WP_UNDO_SIDES];
};

/* The part of the patch that changes one run. */
struct undo_step_group {
    size_t first; /* piece */
    size_t count;
    uint64_t begin[WP_UNDO_SIDES];
    uint64_t end[WP_UNDO_SIDES];
};

/* The last place at or before `offset` where documents begin on both sides;
 * `shift` is how far it stands further behind afterwards. */
static uint64_t undo_step_common_begin(const struct making *making, uint64_t offset, uint64_t shift)
{
    const struct wp_document_offsets *before = &making->cuts[WP_UNDO_BEFORE];

    for (size_t i = 0; i < before->count; i++)
        if (before->list[i] <= offset &&
            wp_document_offsets_has(&making->cuts[WP_UNDO_AFTER], before->list[i] + shift))
            return before->list[i];
    return 0;
}

/* The first one at or behind `offset`; UINT64_MAX when there is none. */
static uint64_t undo_step_common_end(const struct making *making, uint64_t offset, uint64_t shift)
{
    const struct wp_document_offsets *before = &making->cuts[WP_UNDO_BEFORE];

    for (size_t i = before->count; i > 0; i--)
        if (before->list[i - 1] >= offset &&
            wp_document_offsets_has(&making->cuts[WP_UNDO_AFTER], before->list[i - 1] + shift))
            return before->list[i - 1];
    return UINT64_MAX;
}

/* Takes the next pieces that change the same documents, and returns how far what
 * stands behind them has been shifted. That is modulo 2^64: adding it shifts
 * forward as well. */
static uint64_t take_pieces(const struct making *making, struct undo_step_group *group,
                            uint64_t shift)
{
    const struct wp_piece *piece = &making->patch->pieces[group->first + group->count];
    const struct wp_piece *stop = making->patch->pieces + making->patch->count;
    uint64_t end;

    if (group->count == 0) {
        group->begin[WP_UNDO_BEFORE] = undo_step_common_begin(making, piece->offset, shift);
        group->begin[WP_UNDO_AFTER] = group->begin[WP_UNDO_BEFORE] + shift;
    }
    do {
        shift += piece->text.length - piece->length;
        end = undo_step_common_end(making, piece->offset + piece->length, shift);
        group->count++;
        piece++;
    } while (piece < stop && piece->offset < end);
    group->end[WP_UNDO_BEFORE] = end;
    group->end[WP_UNDO_AFTER] = end + shift;
    return shift;
}

/* Finds the first week in a run. What cannot be read as a week is none. */
static enum wp_status find_start(const struct wp_document_offsets *cuts, uint64_t begin,
                                 struct wp_str bytes, struct wp_undo_run *run,
                                 struct wp_error *error)
{
    static const struct wp_window no_week = {INT32_MAX, INT32_MAX};
    size_t i = cuts->count;

    run->start = WP_NO_DAY;
    while (i > 1 && cuts->list[i - 1] < begin)
        i--;
    for (; i > 1 && cuts->list[i - 2] <= begin + bytes.length; i--) {
        struct wp_problems problems = {NULL, 0, 0, 0, 0};
        struct wp_built_week built = {.start = WP_NO_DAY};
        uint64_t at = cuts->list[i - 1] - begin;
        struct wp_str text =
            wp_str_slice(bytes, (size_t)at, (size_t)(cuts->list[i - 2] - cuts->list[i - 1]));

        if (wp_week_build(text, 0, 1, &no_week, true, &built, &problems) == WP_NO_MEMORY)
            return wp_error_set_no_memory(error);
        if (built.start != WP_NO_DAY) {
            run->start = built.start;
            run->at = at;
            return WP_OK;
        }
    }
    return WP_OK;
}

static enum wp_status make_swaps(struct making *making, const struct undo_step_group *group,
                                 struct wp_str before, struct wp_undo_touched *touched,
                                 struct wp_error *error)
{
    touched->swaps = wp_arena_array(making->arena, group->count, sizeof *touched->swaps);
    if (touched->swaps == NULL)
        return wp_error_set_no_memory(error);
    for (touched->count = 0; touched->count < group->count; touched->count++) {
        const struct wp_piece *piece = &making->patch->pieces[group->first + touched->count];
        uint64_t offset = piece->offset - group->begin[WP_UNDO_BEFORE];

        touched->swaps[touched->count] = (struct wp_undo_swap){
            offset, {wp_str_slice(before, (size_t)offset, (size_t)piece->length), piece->text}};
    }
    return WP_OK;
}

static enum wp_status make_touched(struct making *making, const struct undo_step_group *group,
                                   struct wp_undo_touched *touched, struct wp_error *error)
{
    struct wp_str bytes[WP_UNDO_SIDES] = {{NULL, 0}, {NULL, 0}};

    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        struct wp_undo_run *run = &touched->run[side];
        enum wp_status status;

        run->length = group->end[side] - group->begin[side];
        status = read_run(making->arena, &making->input[side], group->begin[side], run->length,
                          &bytes[side], error);
        if (status == WP_OK)
            status = find_start(&making->cuts[side], group->begin[side], bytes[side], run, error);
        if (status != WP_OK)
            return status;
        run->hash = wp_hash(bytes[side]);
    }
    return make_swaps(making, group, bytes[WP_UNDO_BEFORE], touched, error);
}

static bool has_week(const struct wp_undo_touched *touched)
{
    return touched->run[WP_UNDO_BEFORE].start != WP_NO_DAY ||
           touched->run[WP_UNDO_AFTER].start != WP_NO_DAY;
}

/* Looks further back for where documents begin: before the place given, one more. */
static enum wp_status undo_step_look_back(struct making *making, uint64_t offset,
                                          struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES && status == WP_OK; side++) {
        wp_document_offsets_free(&making->cuts[side]);
        status =
            wp_document_offsets_find(&making->cuts[side], &making->source[side], offset, error);
    }
    return status;
}

/* Takes the documents behind a group of the last pieces into it, up to the next place
 * where some begin on both sides; whether there are any. */
static bool extend_forward(const struct making *making, struct undo_step_group *group,
                           uint64_t shift)
{
    uint64_t end = undo_step_common_end(making, group->end[WP_UNDO_BEFORE] + 1, shift);

    if (end == UINT64_MAX)
        return false;
    group->end[WP_UNDO_BEFORE] = end;
    group->end[WP_UNDO_AFTER] = end + shift;
    return true;
}

/* The same with those before a group of all pieces. */
static enum wp_status extend_backward(struct making *making, struct undo_step_group *group,
                                      struct wp_error *error)
{
    uint64_t begin = group->begin[WP_UNDO_BEFORE];
    enum wp_status status = undo_step_look_back(making, begin, error);

    if (status == WP_OK)
        group->begin[WP_UNDO_BEFORE] = group->begin[WP_UNDO_AFTER] =
            undo_step_common_begin(making, begin - 1, 0);
    return status;
}

/* A run of comments alone becomes one with the week behind it; behind the last week,
 * with the one before it. */
static enum wp_status find_neighbour(struct making *making, struct undo_step_group *group,
                                     uint64_t shift, struct wp_undo_touched *touched,
                                     struct wp_error *error)
{
    enum wp_status status = WP_OK;

    while (status == WP_OK && !has_week(touched)) {
        bool extended = extend_forward(making, group, shift);

        if (!extended && (group->first > 0 || group->begin[WP_UNDO_BEFORE] == 0))
            return wp_error_set(error, WP_INVALID, "no week is left to find it by");
        if (!extended)
            status = extend_backward(making, group, error);
        if (status == WP_OK)
            status = make_touched(making, group, touched, error);
    }
    return status;
}

/* Makes a run of the pieces from number `next` on. One without a week to find it
 * by takes the next pieces too, and then its neighbours. */
static enum wp_status make_run(struct making *making, struct wp_undo_step *step, size_t *next,
                               uint64_t *shift, struct wp_error *error)
{
    struct wp_undo_touched *touched = &step->touched[step->count++];
    struct undo_step_group group = {.first = *next};
    enum wp_status status = WP_OK;

    do {
        *shift = take_pieces(making, &group, *shift);
        *next = group.first + group.count;
        status = make_touched(making, &group, touched, error);
    } while (status == WP_OK && !has_week(touched) && *next < making->patch->count);
    return status == WP_OK ? find_neighbour(making, &group, *shift, touched, error) : status;
}

static enum wp_status make_all(struct making *making, struct wp_undo_step *step,
                               struct wp_error *error)
{
    enum wp_status status = WP_OK;
    uint64_t shift = 0;
    size_t next = 0;

    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES && status == WP_OK; side++)
        status = wp_document_offsets_find(&making->cuts[side], &making->source[side],
                                          making->patch->pieces[0].offset, error);
    if (status != WP_OK)
        return status;
    step->touched = wp_arena_array(making->arena, making->patch->count, sizeof *step->touched);
    if (step->touched == NULL)
        return wp_error_set_no_memory(error);
    while (next < making->patch->count && status == WP_OK)
        status = make_run(making, step, &next, &shift, error);
    return status;
}

enum wp_status wp_undo_step_make(struct wp_undo_step *step, struct wp_arena *arena,
                                 const struct wp_input *input, const struct wp_patch *patch,
                                 struct wp_error *error)
{
    struct wp_patched_input patched = {input, patch};
    struct making making = {
        .arena = arena, .patch = patch, .input = {*input, wp_patched_input(&patched)}};
    enum wp_status status = WP_OK;

    step->touched = NULL;
    step->count = 0;
    if (patch->count == 0)
        return WP_OK;
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++)
        wp_stream_init(&making.source[side], &making.input[side]);
    status = make_all(&making, step, error);
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        wp_stream_free(&making.source[side]);
        wp_document_offsets_free(&making.cuts[side]);
    }
    return status;
}

/* A run of the file, found again. */
struct undo_step_place {
    bool found;
    uint64_t offset;
    struct wp_str bytes;
};

/* Where the run would have to begin, by the weeks that are in the file. */
static enum wp_status undo_step_find_place(const struct wp_undo_touched *touched,
                                           enum wp_undo_side side, const struct wp_input *input,
                                           struct undo_step_place *place, struct wp_error *error)
{
    const struct wp_undo_run *run = &touched->run[side];
    bool has_week = run->start != WP_NO_DAY;
    wp_day start = has_week ? run->start : touched->run[other(side)].start;
    struct wp_problems problems = {error, 1, 0, 0, 0};
    struct wp_found found = {.week = NULL};
    struct wp_plan *plan;
    enum wp_status status = wp_plan_open(&plan, input, error);
    uint64_t at = has_week ? run->at : run->length;

    if (status == WP_OK) {
        wp_plan_without_fields(plan);
        status = wp_plan_find(plan, wp_window_from(start), &found, &problems);
    }
    if (status == WP_OK) {
        place->offset = found.week->offset;
        place->found = has_week && found.week->start == start;
    } else if (status == WP_MISSING) {
        status = WP_OK;
        place->offset = found.insert_at;
        /* The next week begins behind the window, in which there is none. */
        place->found =
            !has_week && (found.before == WP_NO_DAY || found.before + WP_DAYS_OF_WEEK <= start);
    }
    place->found = place->found && place->offset >= at;
    place->offset -= at;
    wp_week_free(found.week);
    wp_plan_close(plan);
    return status;
}

/* Whether documents begin and end where the run does: lines that were added to
 * the last one are a change of it. */
static enum wp_status check_ends(const struct wp_input *input, uint64_t length,
                                 struct undo_step_place *place, struct wp_error *error)
{
    struct wp_stream source;
    struct wp_document_offsets cuts;
    enum wp_status status;

    wp_stream_init(&source, input);
    status = wp_document_offsets_find(&cuts, &source, place->offset, error);
    place->found = place->found && length <= input->size - place->offset &&
                   wp_document_offsets_has(&cuts, place->offset) &&
                   wp_document_offsets_has(&cuts, place->offset + length);
    wp_document_offsets_free(&cuts);
    wp_stream_free(&source);
    return status;
}

static enum wp_status find_run(const struct wp_undo_touched *touched, enum wp_undo_side side,
                               const struct wp_input *input, struct wp_arena *arena,
                               struct undo_step_place *place, struct wp_error *error)
{
    const struct wp_undo_run *run = &touched->run[side];
    enum wp_status status;

    *place = (struct undo_step_place){.found = false};
    status = undo_step_find_place(touched, side, input, place, error);
    if (status == WP_OK && place->found)
        status = check_ends(input, run->length, place, error);
    if (status != WP_OK || !place->found)
        return status;
    status = read_run(arena, input, place->offset, run->length, &place->bytes, error);
    place->found = status == WP_OK && wp_hash(place->bytes) == run->hash;
    return status;
}

/* The pieces that exchange what stands at `place` for the wanted side, and in
 * `result` what stands there then. False when the step does not fit itself. */
static bool add_pieces(const struct wp_undo_touched *touched, enum wp_undo_side wanted,
                       const struct undo_step_place *place, struct wp_arena *arena,
                       struct wp_patch *patch, struct wp_buf *result)
{
    enum wp_undo_side there = other(wanted);
    size_t done = 0;
    uint64_t shift = 0;

    for (size_t i = 0; i < touched->count; i++) {
        const struct wp_undo_swap *swap = &touched->swaps[i];
        uint64_t offset = swap->offset + (there == WP_UNDO_AFTER ? shift : 0);
        struct wp_str old = swap->text[there];
        struct wp_str text = wp_arena_copy(arena, swap->text[wanted]);

        if (offset < done || offset > place->bytes.length ||
            !wp_str_equal(wp_str_slice(place->bytes, (size_t)offset, old.length), old))
            return false;
        wp_buf_append(result, wp_str_slice(place->bytes, done, (size_t)offset - done));
        wp_buf_append(result, text);
        result->failed = result->failed || text.data == NULL;
        patch->pieces[patch->count++] = (struct wp_piece){place->offset + offset, old.length, text};
        done = (size_t)offset + old.length;
        shift += swap->text[WP_UNDO_AFTER].length - swap->text[WP_UNDO_BEFORE].length;
    }
    wp_buf_append(result, wp_str_slice(place->bytes, done, place->bytes.length));
    return result->failed || (result->length == touched->run[wanted].length &&
                              wp_hash(wp_buf_str(result)) == touched->run[wanted].hash);
}

/* Makes the patch out of the places at which all runs were found. */
static enum wp_status make_turn(const struct wp_undo_step *step, enum wp_undo_side wanted,
                                const struct undo_step_place *places, struct wp_arena *arena,
                                struct wp_patch *patch, struct wp_error *error)
{
    struct wp_buf result = WP_BUF_INIT;
    size_t count = 0;
    uint64_t end = 0;
    bool fits = true;
    bool failed;

    for (size_t i = 0; i < step->count; i++)
        count += step->touched[i].count;
    *patch = (struct wp_patch){wp_arena_array(arena, count + 1, sizeof *patch->pieces), 0};
    if (patch->pieces == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; i < step->count && fits; i++) {
        wp_buf_clear(&result);
        fits = places[i].offset >= end &&
               add_pieces(&step->touched[i], wanted, &places[i], arena, patch, &result);
        end = places[i].offset + places[i].bytes.length;
    }
    failed = result.failed;
    wp_buf_free(&result);
    if (failed)
        return wp_error_set_no_memory(error);
    return fits ? WP_OK : wp_error_set(error, WP_INVALID, "what is written down of it is damaged");
}

/* The last week is the one to speak of: where a week was started, others may
 * only have got a line break. */
static wp_day week_of(const struct wp_undo_touched *touched)
{
    wp_day after = touched->run[WP_UNDO_AFTER].start;

    return after != WP_NO_DAY ? after : touched->run[WP_UNDO_BEFORE].start;
}

/* Whether anything but line ends is exchanged, as a week gets behind which another one
 * is started. */
static bool says_another_thing(const struct wp_undo_touched *touched)
{
    for (size_t i = 0; i < touched->count; i++)
        for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++)
            if (wp_str_trim(touched->swaps[i].text[side]).length > 0)
                return true;
    return false;
}

/* The weeks to speak of; the last one, where none of them comes to say another thing. */
static enum wp_status list_weeks(const struct wp_undo_step *step, struct wp_arena *arena,
                                 struct wp_undo_apply *turn, struct wp_error *error)
{
    turn->weeks = wp_arena_array(arena, step->count + 1, sizeof *turn->weeks);
    if (turn->weeks == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; i < step->count; i++)
        if (says_another_thing(&step->touched[i]))
            turn->weeks[turn->week_count++] = week_of(&step->touched[i]);
    if (turn->week_count == 0)
        turn->weeks[turn->week_count++] = turn->week;
    return WP_OK;
}

enum wp_status wp_undo_step_apply(const struct wp_undo_step *step, enum wp_undo_side wanted,
                                  const struct wp_input *input, struct wp_arena *arena,
                                  struct wp_undo_apply *turn, struct wp_error *error)
{
    struct undo_step_place *places = wp_arena_array(arena, step->count + 1, sizeof *places);
    size_t there = 0;
    size_t needless = 0;
    wp_day changed = WP_NO_DAY;

    *turn = (struct wp_undo_apply){.state = WP_UNDO_CHANGED, .week = WP_NO_DAY};
    if (places == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; i < step->count; i++) {
        const struct wp_undo_touched *touched = &step->touched[i];
        struct undo_step_place otherwise = {.found = false};
        enum wp_status status = find_run(touched, other(wanted), input, arena, &places[i], error);

        if (status == WP_OK && !places[i].found)
            status = find_run(touched, wanted, input, arena, &otherwise, error);
        if (status != WP_OK)
            return status;
        there += places[i].found;
        needless += otherwise.found;
        turn->week = week_of(touched);
        if (!places[i].found && changed == WP_NO_DAY)
            changed = turn->week;
    }
    if (there == step->count && there > 0) {
        enum wp_status status = list_weeks(step, arena, turn, error);

        turn->state = WP_UNDO_POSSIBLE;
        return status == WP_OK ? make_turn(step, wanted, places, arena, &turn->patch, error)
                               : status;
    }
    if (needless == step->count)
        turn->state = WP_UNDO_NEEDLESS;
    else
        turn->week = changed;
    return WP_OK;
}
