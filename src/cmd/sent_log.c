#include "cmd/sent_log.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text_lines.h"
#include "cmd/sending_mark.h"
#include "os/atomic_file.h"
#include "os/directory_lock.h"

#define FILE_NAME "letters"

enum {
    LOCK_MILLISECONDS = 30000,
    LINES_KEPT = 2000, /* greatest number of lines; lines of the last days are kept in any case */
    DAYS_KEPT = 60,
    BYTES_MAX = 16 << 20
};

/* Return the keys of the letter: one for each recipient, and as the last one the key of all
 * recipients together. Free the array with free(3). */
static uint64_t *make_keys(const char *plan, const struct wp_list *recipients)
{
    uint64_t *keys = wp_memory_array(recipients->count + 1, sizeof *keys);

    for (size_t i = 0; i < recipients->count; i++) {
        struct wp_list one = {recipients->items + i, 1};

        keys[i] = wp_sent_log_line_key(plan, &one);
    }
    keys[recipients->count] = wp_sent_log_line_key(plan, recipients);
    return keys;
}

/* Append the log to `bytes`. Return an error for a log that is too large, because an unread log
 * must not look empty. */
static enum wp_status read_lines(struct wp_state_file *file, struct wp_buf *bytes,
                                 struct wp_error *error)
{
    enum wp_status status = wp_state_file_read(file, BYTES_MAX, bytes, error);

    if (status == WP_OK && bytes->length == 0 && lseek(file->fd, 0, SEEK_END) > 0)
        status = wp_error_set(error, WP_IO, "%s is larger than %d MiB (move it away)",
                              file->name.data, BYTES_MAX >> 20);
    return status;
}

enum wp_status wp_sent_log_open(struct wp_sent_log *log, struct wp_error *error)
{
    enum wp_status status;

    *log = (struct wp_sent_log){.file = {.path = {.directory = -1}, .fd = -1}};
    status = wp_state_file_open(&log->lock, FILE_NAME, true, error);
    if (status == WP_OK)
        status = wp_directory_lock_take(log->lock.path.directory, LOCK_MILLISECONDS,
                                        log->lock.name.data, error);
    /* Open the log again, because the run that held the lock may have replaced the file. */
    if (status == WP_OK)
        status = wp_state_file_open(&log->file, FILE_NAME, true, error);
    if (status == WP_OK)
        wp_atomic_file_sweep(&log->file.path, NULL);
    if (status == WP_OK)
        status = read_lines(&log->file, &log->bytes, error);
    if (status == WP_OK)
        status = wp_sending_mark_read_all(&log->file, &log->marks, error);
    return status;
}

void wp_sent_log_close(struct wp_sent_log *log)
{
    wp_buf_free(&log->bytes);
    wp_buf_free(&log->marks);
    wp_state_file_close(&log->file);
    wp_state_file_close(&log->lock);
}

enum wp_status wp_sent_log_read(struct wp_buf *bytes, struct wp_buf *marks, struct wp_error *error)
{
    struct wp_state_file file;
    enum wp_status status = wp_state_file_open(&file, FILE_NAME, false, error);

    if (status == WP_OK)
        status = read_lines(&file, bytes, error);
    if (status == WP_OK)
        status = wp_sending_mark_read_all(&file, marks, error);
    wp_state_file_close(&file);
    return status;
}

void wp_sent_log_find(const struct wp_sent_log *log, const char *place,
                      const struct wp_list *recipients, enum wp_letter_kind kind,
                      struct wp_window weeks, enum wp_letter_state *states)
{
    const struct wp_str parts[] = {wp_buf_str(&log->bytes), wp_buf_str(&log->marks)};
    uint64_t *keys = make_keys(place, recipients);
    size_t count = recipients->count;

    for (size_t i = 0; i < count; i++)
        states[i] = WP_LETTER_NONE;
    for (size_t part = 0; part < sizeof parts / sizeof parts[0]; part++) {
        struct wp_str rest = parts[part];
        struct wp_sent_log_line line;

        while (wp_sent_log_line_next(&rest, &line)) {
            if (line.kind != kind || line.week < weeks.first || line.week > weeks.last)
                continue;
            for (size_t i = 0; i < count; i++)
                if (line.state > states[i] && (wp_sent_log_line_has_key(&line, keys[i]) ||
                                               wp_sent_log_line_has_key(&line, keys[count])))
                    states[i] = line.state;
        }
    }
    free(keys);
}

static struct wp_sent_log_line line_of(const struct wp_sent_letter *letter, size_t recipient,
                                       uint64_t key)
{
    return (struct wp_sent_log_line){.state = letter->state,
                                     .kind = letter->kind,
                                     .week = letter->week,
                                     .tried = letter->tried,
                                     .key = key,
                                     .plan = letter->plan,
                                     .error = letter->error,
                                     .to = letter->to->items[recipient]};
}

/* Whether the letter already had a mark when the log was opened. */
static bool had_mark(const struct wp_sent_log *log, const struct wp_sent_letter *letter,
                     uint64_t key)
{
    struct wp_str rest = wp_buf_str(&log->marks);
    struct wp_sent_log_line mark;

    while (wp_sent_log_line_next(&rest, &mark))
        if (mark.kind == letter->kind && mark.week == letter->week && mark.key == key)
            return true;
    return false;
}

/* Remove marks of the letter: all if `all` is true, else only the marks that this run has
 * created. */
static enum wp_status remove_marks(const struct wp_sent_log *log,
                                   const struct wp_sent_letter *letter, const uint64_t *keys,
                                   bool all, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < letter->to->count; i++)
        if (all || !had_mark(log, letter, keys[i])) {
            struct wp_sent_log_line line = line_of(letter, i, keys[i]);

            status = wp_sending_mark_remove(&log->file, &line, error);
        }
    return status;
}

enum wp_status wp_sent_log_begin(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                 struct wp_error *error)
{
    uint64_t *keys = make_keys(letter->place, letter->to);
    enum wp_status status = WP_OK;
    struct wp_error ignored;

    for (size_t i = 0; status == WP_OK && i < letter->to->count; i++) {
        struct wp_sent_log_line line = line_of(letter, i, keys[i]);

        line.state = WP_LETTER_SENDING;
        status = wp_sending_mark_make(&line, error);
    }
    if (status == WP_OK)
        status = wp_state_file_sync(&log->file, error);
    if (status != WP_OK)
        (void)remove_marks(log, letter, keys, false, &ignored);
    free(keys);
    return status;
}

/* Whether the new line of the letter replaces an old line. The line about a sent letter is kept
 * if a second letter failed. */
static bool is_replaced(const struct wp_sent_log_line *old, const struct wp_sent_letter *letter,
                        const uint64_t *keys)
{
    const struct wp_sent_log_line new = {.kind = letter->kind, .week = letter->week};
    bool same_kind = old->kind == letter->kind;
    bool same = same_kind && old->week == letter->week;
    size_t i = 0;

    while (i <= letter->to->count &&
           !(old->digits == WP_SENT_LOG_LINE_KEY_DIGITS && old->key == keys[i]))
        i++;
    if (i > letter->to->count)
        return false;
    if (old->state != WP_LETTER_FAILED)
        return letter->state == WP_LETTER_SENT && same;
    return same ||
           (letter->state == WP_LETTER_SENT && (same_kind || wp_sent_log_line_settles(&new, old)));
}

/* Append the lines of the old log that the new log keeps: the last lines, and the lines of the
 * last days. A line that is not valid is kept too, because another version of weekplan may have
 * written it. */
static void put_kept_lines(struct wp_buf *out, struct wp_str bytes,
                           const struct wp_sent_letter *letter, const uint64_t *keys)
{
    struct wp_str rest = bytes;
    size_t left = 0;

    for (; rest.length > 0; left++)
        (void)wp_text_lines_take(&rest);
    for (rest = bytes; rest.length > 0; left--) {
        struct wp_str text = wp_text_lines_take(&rest);
        struct wp_sent_log_line old;
        bool read = wp_sent_log_line_read(text, &old);

        if (text.length == 0 || (read && is_replaced(&old, letter, keys)) ||
            (left > LINES_KEPT && !(read && old.tried + DAYS_KEPT >= letter->tried)))
            continue;
        wp_buf_append(out, text);
        wp_buf_putc(out, '\n');
    }
}

/* Replace the log file by one that has the lines of the letter. */
static enum wp_status write_lines(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                  const uint64_t *keys, struct wp_error *error)
{
    struct wp_buf bytes = WP_BUF_INIT;
    enum wp_status status;

    put_kept_lines(&bytes, wp_buf_str(&log->bytes), letter, keys);
    for (size_t i = 0; i < letter->to->count; i++) {
        struct wp_sent_log_line line = line_of(letter, i, keys[i]);

        wp_sent_log_line_put(&bytes, &line);
    }
    if (bytes.length > BYTES_MAX)
        status = wp_error_set(error, WP_IO, "%s would be larger than %d MiB", log->file.name.data,
                              BYTES_MAX >> 20);
    else
        status = wp_state_file_replace(&log->file, wp_buf_str(&bytes), error);
    wp_buf_free(&bytes);
    return status;
}

enum wp_status wp_sent_log_note(struct wp_sent_log *log, const struct wp_sent_letter *letter,
                                struct wp_error *error)
{
    uint64_t *keys = make_keys(letter->place, letter->to);
    enum wp_status status = WP_OK;

    /* Write the line of a sent letter before its mark is removed, so that the line or the mark
     * exists at any time. Remove the mark of a failed letter first, so that the letter can be sent
     * again even if the disk has no room for its line. */
    if (letter->state == WP_LETTER_FAILED)
        status = remove_marks(log, letter, keys, false, error);
    if (status == WP_OK && letter->state != WP_LETTER_SENDING)
        status = write_lines(log, letter, keys, error);
    if (status == WP_OK && letter->state == WP_LETTER_SENT)
        status = remove_marks(log, letter, keys, true, error);
    free(keys);
    return status;
}
