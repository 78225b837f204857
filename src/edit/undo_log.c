#include "edit/undo_log.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

enum {
    NUMBER_SIZE = 8,
    FRAME_SIZE = 2 * NUMBER_SIZE, /* length and hash of a record */
    RUN_SIZE = 4 * NUMBER_SIZE,
    TOUCHED_SIZE = WP_UNDO_SIDES * RUN_SIZE + NUMBER_SIZE, /* without the swaps */
    SWAP_SIZE = 3 * NUMBER_SIZE,                           /* without the texts */
    ROOM = 2 * WP_UNDO_LOG_STEPS_MAX /* so that the list is rarely moved to its beginning */
};

static const char magic[] = "weekplan history 1\n";
static const char kind_step = 's';
static const char kind_mark = 'm';

static void undo_log_put_number(struct wp_buf *log, uint64_t number)
{
    for (unsigned i = 0; i < NUMBER_SIZE; i++)
        wp_buf_putc(log, (char)(number >> (8 * i)));
}

static void undo_log_put_text(struct wp_buf *log, struct wp_str text)
{
    undo_log_put_number(log, text.length);
    wp_buf_append(log, text);
}

static void put_record(struct wp_buf *log, struct wp_str record)
{
    undo_log_put_number(log, record.length);
    undo_log_put_number(log, wp_hash(record));
    wp_buf_append(log, record);
}

static void put_touched(struct wp_buf *record, const struct wp_undo_touched *touched)
{
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        const struct wp_undo_run *run = &touched->run[side];

        undo_log_put_number(record, run->length);
        undo_log_put_number(record, run->hash);
        undo_log_put_number(record, (uint64_t)run->start);
        undo_log_put_number(record, run->at);
    }
    undo_log_put_number(record, touched->count);
    for (size_t i = 0; i < touched->count; i++) {
        undo_log_put_number(record, touched->swaps[i].offset);
        undo_log_put_text(record, touched->swaps[i].text[WP_UNDO_BEFORE]);
        undo_log_put_text(record, touched->swaps[i].text[WP_UNDO_AFTER]);
    }
}

void wp_undo_log_put(struct wp_buf *log, const struct wp_undo_step *step)
{
    struct wp_buf record = WP_BUF_INIT;

    wp_buf_putc(&record, kind_step);
    undo_log_put_text(&record, step->what);
    undo_log_put_number(&record, (uint64_t)step->day);
    undo_log_put_number(&record, step->creates);
    undo_log_put_number(&record, step->count);
    for (size_t i = 0; i < step->count; i++)
        put_touched(&record, &step->touched[i]);
    put_record(log, wp_buf_str(&record));
    log->failed = log->failed || record.failed;
    wp_buf_free(&record);
}

void wp_undo_log_put_position(struct wp_buf *log, size_t standing)
{
    struct wp_buf record = WP_BUF_INIT;

    wp_buf_putc(&record, kind_mark);
    undo_log_put_number(&record, standing);
    put_record(log, wp_buf_str(&record));
    log->failed = log->failed || record.failed;
    wp_buf_free(&record);
}

void wp_undo_log_put_all(struct wp_buf *log, const struct wp_undo_log *steps, const char *path)
{
    wp_buf_puts(log, magic);
    undo_log_put_text(log, wp_str(path));
    for (size_t i = 0; i < steps->count; i++)
        put_record(log, steps->list[i]);
    if (steps->standing < steps->count)
        wp_undo_log_put_position(log, steps->standing);
}

bool wp_undo_log_is_long(const struct wp_undo_log *steps)
{
    return steps->records / 2 >= WP_UNDO_LOG_STEPS_MAX ||
           steps->length > WP_UNDO_LOG_STEPS_BYTES + steps->bytes;
}

/* What is left of a log. What is taken from it beyond its end is nothing, and
 * `failed` then. */
struct undo_log_reader {
    struct wp_str rest;
    bool failed;
};

static struct wp_str take_bytes(struct undo_log_reader *reader, uint64_t length)
{
    struct wp_str bytes = {NULL, 0};

    if (length > reader->rest.length)
        reader->failed = true;
    if (reader->failed)
        return bytes;
    bytes = wp_str_slice(reader->rest, 0, (size_t)length);
    reader->rest = wp_str_slice(reader->rest, bytes.length, reader->rest.length);
    return bytes;
}

static uint64_t take_number(struct undo_log_reader *reader)
{
    struct wp_str bytes = take_bytes(reader, NUMBER_SIZE);
    uint64_t number = 0;

    for (size_t i = 0; i < bytes.length; i++)
        number |= (uint64_t)(unsigned char)bytes.data[i] << (8 * i);
    return number;
}

static struct wp_str undo_log_take_text(struct undo_log_reader *reader)
{
    return take_bytes(reader, take_number(reader));
}

/* How many things of at least `size` bytes follow. */
static size_t take_count(struct undo_log_reader *reader, size_t size)
{
    uint64_t count = take_number(reader);

    if (count > reader->rest.length / size)
        reader->failed = true;
    return reader->failed ? 0 : (size_t)count;
}

/* A day, or WP_NO_DAY. */
static wp_day take_day(struct undo_log_reader *reader)
{
    static const wp_day limit = 5000000; /* the year 9999 is nearer */
    int64_t day = (int64_t)take_number(reader);

    if (day != WP_NO_DAY && (day < -limit || day > limit)) {
        reader->failed = true;
        return WP_NO_DAY;
    }
    return (wp_day)day;
}

static struct wp_str take_record(struct undo_log_reader *reader)
{
    uint64_t length = take_number(reader);
    uint64_t hash = take_number(reader);
    struct wp_str record = take_bytes(reader, length);

    if (record.length == 0 || wp_hash(record) != hash)
        reader->failed = true;
    return record;
}

static void forget_oldest(struct wp_undo_log *steps)
{
    steps->bytes -= steps->list[0].length;
    steps->list++;
    steps->count--;
}

static void undo_log_add_step(struct wp_undo_log *steps, struct wp_str record)
{
    while (steps->count > steps->standing)
        steps->bytes -= steps->list[--steps->count].length;
    if (steps->count == WP_UNDO_LOG_STEPS_MAX)
        forget_oldest(steps);
    if (steps->list + steps->count == steps->room + ROOM) {
        memmove(steps->room, steps->list, steps->count * sizeof *steps->list);
        steps->list = steps->room;
    }
    steps->list[steps->count++] = record;
    steps->bytes += record.length;
    while (steps->bytes > WP_UNDO_LOG_STEPS_BYTES)
        forget_oldest(steps);
    steps->standing = steps->count;
}

/* False when the record is none of ours. */
static bool replay(struct wp_undo_log *steps, struct wp_str record)
{
    struct undo_log_reader reader = {wp_str_slice(record, 1, record.length), false};
    uint64_t standing;

    if (record.data[0] == kind_step) {
        undo_log_add_step(steps, record);
        return true;
    }
    standing = take_number(&reader);
    if (record.data[0] != kind_mark || reader.failed || reader.rest.length > 0 ||
        standing > steps->count)
        return false;
    steps->standing = (size_t)standing;
    return true;
}

enum wp_status wp_undo_log_read(struct wp_undo_log *steps, struct wp_str log, const char *path,
                                struct wp_error *error)
{
    struct undo_log_reader reader = {log, false};
    struct wp_str owner;

    *steps = (struct wp_undo_log){.kind = WP_UNDO_LOG_NONE};
    if (!wp_str_equal_c(take_bytes(&reader, sizeof magic - 1), magic))
        return WP_OK;
    owner = undo_log_take_text(&reader);
    if (reader.failed)
        return WP_OK;
    steps->kind = wp_str_equal_c(owner, path) ? WP_UNDO_LOG_OURS : WP_UNDO_LOG_FOREIGN;
    if (steps->kind == WP_UNDO_LOG_FOREIGN)
        return WP_OK;
    steps->room = wp_memory_array(ROOM, sizeof *steps->room);
    steps->list = steps->room;
    if (steps->room == NULL)
        return wp_error_set_no_memory(error);
    for (;;) {
        struct wp_str record;

        steps->length = log.length - reader.rest.length;
        record = take_record(&reader);
        if (reader.failed || !replay(steps, record))
            return WP_OK;
        steps->records++;
    }
}

void wp_undo_log_free(struct wp_undo_log *steps)
{
    free(steps->room);
    *steps = (struct wp_undo_log){.kind = WP_UNDO_LOG_NONE};
}

static bool take_swaps(struct undo_log_reader *reader, struct wp_undo_touched *touched,
                       struct wp_arena *arena)
{
    touched->count = take_count(reader, SWAP_SIZE);
    touched->swaps = wp_arena_array(arena, touched->count + 1, sizeof *touched->swaps);
    if (touched->swaps == NULL)
        return false;
    for (size_t i = 0; i < touched->count; i++) {
        struct wp_undo_swap *swap = &touched->swaps[i];

        swap->offset = take_number(reader);
        swap->text[WP_UNDO_BEFORE] = undo_log_take_text(reader);
        swap->text[WP_UNDO_AFTER] = undo_log_take_text(reader);
    }
    return true;
}

/* False when memory is out. */
static bool take_touched(struct undo_log_reader *reader, struct wp_undo_touched *touched,
                         struct wp_arena *arena)
{
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        struct wp_undo_run *run = &touched->run[side];

        run->length = take_number(reader);
        run->hash = take_number(reader);
        run->start = take_day(reader);
        run->at = take_number(reader);
    }
    if (touched->run[WP_UNDO_BEFORE].start == WP_NO_DAY &&
        touched->run[WP_UNDO_AFTER].start == WP_NO_DAY)
        reader->failed = true;
    return take_swaps(reader, touched, arena);
}

enum wp_status wp_undo_log_get(const struct wp_undo_log *steps, size_t number,
                               struct wp_arena *arena, struct wp_undo_step *step,
                               struct wp_error *error)
{
    struct wp_str record = steps->list[number];
    struct undo_log_reader reader = {wp_str_slice(record, 1, record.length), false};

    step->what = undo_log_take_text(&reader);
    step->day = take_day(&reader);
    step->creates = take_number(&reader) != 0;
    step->count = take_count(&reader, TOUCHED_SIZE);
    step->touched = wp_arena_array(arena, step->count + 1, sizeof *step->touched);
    if (step->touched == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; i < step->count && !reader.failed; i++)
        if (!take_touched(&reader, &step->touched[i], arena))
            return wp_error_set_no_memory(error);
    if (reader.failed || reader.rest.length > 0)
        return wp_error_set(error, WP_INVALID,
                            "what is written down of the last change is damaged");
    return WP_OK;
}
