#include "edit/undo_log.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

enum {
    NUMBER_SIZE = 8,
    /* size of an encoded struct wp_undo_documents without its differing bytes */
    DOCUMENTS_SIZE = 5 * NUMBER_SIZE,
    RUN_SIZE = WP_UNDO_SIDES * DOCUMENTS_SIZE + NUMBER_SIZE /* without the differing bytes */
};

/* First line of a log. Logs of other versions begin with the same word. */
static const char any_version[] = "weekplan ";
static const char this_version[] = "weekplan undo 2\n";

/* First byte of a record: its kind. */
static const char kind_step = 's';
static const char kind_position = 'p';

static void put_number(struct wp_buf *out, uint64_t number)
{
    for (unsigned i = 0; i < NUMBER_SIZE; i++)
        wp_buf_putc(out, (char)(number >> (8 * i)));
}

static void put_bytes(struct wp_buf *out, struct wp_str bytes)
{
    put_number(out, bytes.length);
    wp_buf_append(out, bytes);
}

static void put_record(struct wp_buf *out, struct wp_str record)
{
    put_number(out, record.length);
    put_number(out, wp_hash(record));
    wp_buf_append(out, record);
}

void wp_undo_log_put(struct wp_buf *out, const struct wp_undo_step *step)
{
    struct wp_buf record = WP_BUF_INIT;

    wp_buf_putc(&record, kind_step);
    put_bytes(&record, step->what);
    put_number(&record, (uint64_t)step->day);
    put_number(&record, step->creates);
    put_number(&record, step->count);
    for (size_t i = 0; i < step->count; i++) {
        put_number(&record, step->runs[i].same);
        for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
            const struct wp_undo_documents *documents = &step->runs[i].side[side];

            put_number(&record, (uint64_t)documents->week);
            put_number(&record, documents->week_offset);
            put_number(&record, documents->length);
            put_number(&record, documents->hash);
            put_bytes(&record, documents->differing);
        }
    }
    put_record(out, wp_buf_str(&record));
    wp_buf_free(&record);
}

void wp_undo_log_put_position(struct wp_buf *out, size_t position)
{
    struct wp_buf record = WP_BUF_INIT;

    wp_buf_putc(&record, kind_position);
    put_number(&record, position);
    put_record(out, wp_buf_str(&record));
    wp_buf_free(&record);
}

void wp_undo_log_put_all(struct wp_buf *out, const struct wp_undo_log *log, const char *path)
{
    wp_buf_puts(out, this_version);
    put_bytes(out, wp_str(path));
    for (size_t i = 0; i < log->count; i++)
        put_record(out, log->records[log->first + i]);
    if (log->position < log->count)
        wp_undo_log_put_position(out, log->position);
}

bool wp_undo_log_is_long(const struct wp_undo_log *log)
{
    return log->record_count / 2 >= WP_UNDO_LOG_STEPS_MAX ||
           log->length > WP_UNDO_LOG_STEPS_BYTES + log->step_bytes;
}

/* The unread rest of a log or a record. Reading beyond its end sets `failed`; then all numbers are
 * 0 and all strings empty. */
struct undo_log_reader {
    struct wp_str rest;
    bool failed;
};

static struct wp_str take_part(struct undo_log_reader *reader, uint64_t length)
{
    struct wp_str part = {NULL, 0};

    if (length > reader->rest.length)
        reader->failed = true;
    if (reader->failed)
        return part;
    part = wp_str_slice(reader->rest, 0, (size_t)length);
    reader->rest = wp_str_slice(reader->rest, part.length, reader->rest.length);
    return part;
}

static uint64_t take_number(struct undo_log_reader *reader)
{
    struct wp_str bytes = take_part(reader, NUMBER_SIZE);
    uint64_t number = 0;

    for (size_t i = 0; i < bytes.length; i++)
        number |= (uint64_t)(unsigned char)bytes.data[i] << (8 * i);
    return number;
}

static struct wp_str take_bytes(struct undo_log_reader *reader)
{
    return take_part(reader, take_number(reader));
}

/* Read a day, or WP_NO_DAY. Fail for a day far outside of the years 1 to 9999. */
static wp_day take_day(struct undo_log_reader *reader)
{
    static const wp_day limit = 5000000;
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
    struct wp_str record = take_part(reader, length);

    if (record.length == 0 || wp_hash(record) != hash)
        reader->failed = true;
    return record;
}

static void drop_oldest(struct wp_undo_log *log)
{
    log->step_bytes -= log->records[log->first].length;
    log->first++;
    log->count--;
}

/* Add a step at the position of the log. The steps after the position, which have been undone,
 * are removed. */
static void add_step(struct wp_undo_log *log, struct wp_str record)
{
    while (log->count > log->position)
        log->step_bytes -= log->records[log->first + --log->count].length;
    log->records = wp_memory_grow(log->records, &log->capacity, log->first + log->count + 1,
                                  sizeof *log->records);
    log->records[log->first + log->count++] = record;
    log->step_bytes += record.length;
    while (log->count > WP_UNDO_LOG_STEPS_MAX || log->step_bytes > WP_UNDO_LOG_STEPS_BYTES)
        drop_oldest(log);
    log->position = log->count;
}

/* Add a record to the log. Return false if its kind is unknown or its content damaged. */
static bool add_record(struct wp_undo_log *log, struct wp_str record)
{
    struct undo_log_reader reader = {wp_str_slice(record, 1, record.length), false};
    uint64_t position;

    if (record.data[0] == kind_step) {
        add_step(log, record);
        return true;
    }
    position = take_number(&reader);
    if (record.data[0] != kind_position || reader.failed || reader.rest.length > 0 ||
        position > log->count)
        return false;
    log->position = (size_t)position;
    return true;
}

void wp_undo_log_read(struct wp_undo_log *log, struct wp_str bytes, const char *path)
{
    struct undo_log_reader reader = {bytes, false};
    struct wp_str owner;

    *log = (struct wp_undo_log){.kind = WP_UNDO_LOG_NONE};
    if (!wp_str_equal_c(take_part(&reader, sizeof this_version - 1), this_version)) {
        if (wp_str_starts(bytes, any_version))
            log->kind = WP_UNDO_LOG_VERSION;
        return;
    }
    owner = take_bytes(&reader);
    if (reader.failed)
        return;
    log->kind = wp_str_equal_c(owner, path) ? WP_UNDO_LOG_OURS : WP_UNDO_LOG_FOREIGN;
    while (log->kind == WP_UNDO_LOG_OURS) {
        struct wp_str record;

        log->length = bytes.length - reader.rest.length;
        record = take_record(&reader);
        if (reader.failed || !add_record(log, record))
            return;
        log->record_count++;
    }
}

void wp_undo_log_free(struct wp_undo_log *log)
{
    free(log->records);
    *log = (struct wp_undo_log){.kind = WP_UNDO_LOG_NONE};
}

static void take_run(struct undo_log_reader *reader, struct wp_undo_run *run)
{
    run->same = take_number(reader);
    for (enum wp_undo_side side = WP_UNDO_BEFORE; side < WP_UNDO_SIDES; side++) {
        struct wp_undo_documents *documents = &run->side[side];

        documents->week = take_day(reader);
        documents->week_offset = take_number(reader);
        documents->length = take_number(reader);
        documents->hash = take_number(reader);
        documents->differing = take_bytes(reader);
    }
    if (run->side[WP_UNDO_BEFORE].week == WP_NO_DAY && run->side[WP_UNDO_AFTER].week == WP_NO_DAY)
        reader->failed = true;
}

enum wp_status wp_undo_log_get(const struct wp_undo_log *log, size_t number, struct wp_arena *arena,
                               struct wp_undo_step *step, struct wp_error *error)
{
    struct wp_str record = log->records[log->first + number];
    struct undo_log_reader reader = {wp_str_slice(record, 1, record.length), false};
    uint64_t count;

    step->what = take_bytes(&reader);
    step->day = take_day(&reader);
    step->creates = take_number(&reader) != 0;
    count = take_number(&reader);
    reader.failed = reader.failed || count > reader.rest.length / RUN_SIZE;
    step->count = reader.failed ? 0 : (size_t)count;
    step->runs = wp_arena_array(arena, step->count, sizeof *step->runs);
    for (size_t i = 0; i < step->count && !reader.failed; i++)
        take_run(&reader, &step->runs[i]);
    if (reader.failed || reader.rest.length > 0)
        return wp_error_set(error, WP_INVALID, "the undo step of the last change is damaged");
    return WP_OK;
}
