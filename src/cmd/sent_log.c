#include "cmd/sent_log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cmd/shell_word.h"
#include "os/atomic_file.h"
#include "os/lock.h"
#include "render/escape.h"
#include "render/words.h"

#define FILE_NAME   "letters"
#define MARK_PREFIX "sending-"

enum {
    LOCK_MILLISECONDS = 30000,
    LINES_MAX = 2000, /* that are kept, and all of the last days: */
    DAYS_KEPT = 60,
    BYTES_MAX = 16 << 20,
    KEY_DIGITS = 16,
    MARK_MAX = 64 << 10,
    ERROR_COLUMNS = 200
};

/* A line of the file. */
struct sent_log_line {
    enum wp_letter_state state;
    wp_day week;
    wp_day tried;
    uint64_t key;
    size_t digits; /* of the key: fewer than all in a line that was cut off there */
    struct wp_str plan;
    struct wp_str error;
    struct wp_str to; /* empty: a line of old, whose key is that of all recipients */
    struct wp_str text;
};

static const char *const state_names[] = {
    [WP_LETTER_FAILED] = "failed", [WP_LETTER_SENDING] = "sending", [WP_LETTER_SENT] = "sent"};

static int compare_texts(const void *a, const void *b)
{
    const struct wp_str *x = a;
    const struct wp_str *y = b;
    size_t common = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->data, y->data, common);

    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

uint64_t wp_sent_log_key(const char *plan, const struct wp_list *recipients)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_str *sorted = wp_memory_alloc((recipients->count + 1) * sizeof *sorted);
    uint64_t key;

    if (sorted == NULL)
        return 0;
    for (size_t i = 0; i < recipients->count; i++)
        sorted[i] = recipients->items[i];
    qsort(sorted, recipients->count, sizeof *sorted, compare_texts);
    wp_buf_puts(&text, plan);
    for (size_t i = 0; i < recipients->count; i++) {
        wp_buf_putc(&text, '\0');
        wp_buf_append(&text, sorted[i]);
    }
    key = text.failed ? 0 : wp_hash(wp_buf_str(&text));
    wp_buf_free(&text);
    free(sorted);
    return key;
}

/* The keys of the letters to each of the recipients alone, and behind them the one of
 * the letter to all of them. NULL when memory is out. */
static uint64_t *make_keys(const char *plan, const struct wp_list *recipients)
{
    uint64_t *keys = wp_memory_alloc((recipients->count + 1) * sizeof *keys);
    bool failed = keys == NULL;

    for (size_t i = 0; !failed && i <= recipients->count; i++) {
        struct wp_list one = {recipients->items + i, 1};

        keys[i] = wp_sent_log_key(plan, i < recipients->count ? &one : recipients);
        failed = keys[i] == 0;
    }
    if (failed) {
        free(keys);
        return NULL;
    }
    return keys;
}

/* A line: sent 2019-08-04 2019-08-12 0123456789abcdef PLAN<tab>ERROR<tab>RECIPIENT */
static void put_line(struct wp_buf *out, const struct sent_log_line *line)
{
    wp_buf_puts(out, state_names[line->state]);
    wp_buf_putc(out, ' ');
    wp_day_format(out, line->week);
    wp_buf_putc(out, ' ');
    wp_day_format(out, line->tried);
    wp_buf_printf(out, " %016" PRIx64 " ", line->key);
    wp_escape_line(out, line->plan);
    wp_buf_putc(out, '\t');
    wp_escape_line(out, line->error);
    wp_buf_putc(out, '\t');
    wp_escape_line(out, line->to);
    wp_buf_putc(out, '\n');
}

/* Take the next word from the text, and what ends it. */
static struct wp_str take_word(struct wp_str *text, char end)
{
    const char *found = memchr(text->data, end, text->length);
    size_t length = found != NULL ? (size_t)(found - text->data) : text->length;
    struct wp_str word = wp_str_slice(*text, 0, length);

    *text = wp_str_slice(*text, length + 1, text->length);
    return word;
}

static bool read_state(struct wp_str text, enum wp_letter_state *state)
{
    for (size_t i = WP_LETTER_FAILED; i <= WP_LETTER_SENT; i++)
        if (wp_str_equal_c(text, state_names[i])) {
            *state = (enum wp_letter_state)i;
            return true;
        }
    return false;
}

static bool read_key(struct wp_str text, struct sent_log_line *line)
{
    for (size_t i = 0; i < text.length && i < KEY_DIGITS; i++) {
        char byte = text.data[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f')))
            return false;
        line->key = line->key << 4 | (uint64_t)(byte <= '9' ? byte - '0' : byte - 'a' + 10);
    }
    line->digits = text.length;
    return text.length <= KEY_DIGITS;
}

/* A line that was cut off behind its week still stands for a letter: rather none
 * than two. */
static bool read_line(struct wp_str text, struct sent_log_line *line)
{
    struct wp_str tried;
    struct wp_str key;
    bool cut;

    *line = (struct sent_log_line){.text = text};
    if (!read_state(take_word(&text, ' '), &line->state) ||
        !wp_day_parse(take_word(&text, ' '), &line->week))
        return false;
    tried = take_word(&text, ' ');
    key = take_word(&text, ' ');
    cut = text.length == 0;
    if (!wp_day_parse(tried, &line->tried)) {
        if (!cut || key.length > 0)
            return false;
        line->tried = line->week;
    }
    if (!read_key(key, line) || (line->digits < KEY_DIGITS && !cut))
        return false;
    line->plan = take_word(&text, '\t');
    line->error = take_word(&text, '\t');
    line->to = text;
    return true;
}

static bool has_key(const struct sent_log_line *line, uint64_t key)
{
    return line->digits == 0 || (line->key ^ key >> 4 * (KEY_DIGITS - line->digits)) == 0;
}

/* The next line that can be read. */
static bool sent_log_take_line(struct wp_str *rest, struct sent_log_line *line)
{
    while (rest->length > 0)
        if (read_line(take_word(rest, '\n'), line))
            return true;
    return false;
}

/* What is in the file. One that is too large is not one without letters. */
static enum wp_status read_letters(struct wp_state_file *file, struct wp_buf *bytes,
                                   struct wp_error *error)
{
    enum wp_status status = wp_state_file_read(file, BYTES_MAX, bytes, error);

    if (status == WP_OK && bytes->length == 0 && lseek(file->fd, 0, SEEK_END) > 0)
        status = wp_error_set(error, WP_IO, "%s is larger than %d MiB (move it away)",
                              file->path.data, BYTES_MAX >> 20);
    return status;
}

/* sending-2019-08-04-0123456789abcdef */
static void put_mark_name(struct wp_buf *out, wp_day week, uint64_t key)
{
    wp_buf_puts(out, MARK_PREFIX);
    wp_day_format(out, week);
    wp_buf_printf(out, "-%016" PRIx64, key);
}

static bool read_mark_name(struct wp_str name, struct sent_log_line *mark)
{
    static const size_t prefix = sizeof MARK_PREFIX - 1;
    size_t dash = name.length - KEY_DIGITS - 1;

    *mark = (struct sent_log_line){.state = WP_LETTER_SENDING};
    if (name.length < prefix + KEY_DIGITS + 1 || name.data[dash] != '-' ||
        !wp_day_parse(wp_str_slice(name, prefix, dash - prefix), &mark->week) ||
        !read_key(wp_str_slice(name, dash + 1, name.length), mark))
        return false;
    mark->tried = mark->week;
    return true;
}

/* Append the mark as a line. What is in the file is for people, and as much of it as
 * there was room for. */
static void sent_log_put_mark(struct wp_buf *out, const char *name,
                              const struct sent_log_line *mark)
{
    struct wp_state_file file;
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error ignored;
    struct sent_log_line told;

    if (wp_state_file_open(&file, name, false, &ignored) == WP_OK)
        (void)wp_state_file_read(&file, MARK_MAX, &bytes, &ignored);
    wp_state_file_close(&file);
    struct wp_str rest = wp_buf_str(&bytes);
    if (sent_log_take_line(&rest, &told) && told.state == mark->state && told.week == mark->week &&
        told.key == mark->key)
        put_line(out, &told);
    else
        put_line(out, mark);
    wp_buf_free(&bytes);
}

static enum wp_status read_marks(const struct wp_state_file *file, struct wp_buf *marks,
                                 struct wp_error *error)
{
    struct wp_buf names = WP_BUF_INIT;
    enum wp_status status = wp_state_list(file, MARK_PREFIX, &names, error);

    for (size_t at = 0; status == WP_OK && at < names.length;) {
        const char *name = names.data + at;
        struct sent_log_line mark;

        if (read_mark_name(wp_str(name), &mark))
            sent_log_put_mark(marks, name, &mark);
        at += strlen(name) + 1;
    }
    wp_buf_free(&names);
    return status == WP_OK && marks->failed ? wp_error_set_no_memory(error) : status;
}

enum wp_status wp_sent_log_open(struct wp_sent_log *letters, struct wp_error *error)
{
    enum wp_status status;

    *letters = (struct wp_sent_log){.file = {.place = {.directory = -1}, .fd = -1}};
    status = wp_state_file_open(&letters->lock, FILE_NAME, true, error);
    if (status == WP_OK)
        status = wp_lock_directory(letters->lock.place.directory, LOCK_MILLISECONDS,
                                   letters->lock.path.data, error);
    /* Whoever had the lock has put a new file into its place. */
    if (status == WP_OK)
        status = wp_state_file_open(&letters->file, FILE_NAME, true, error);
    if (status == WP_OK)
        wp_atomic_file_sweep(&letters->file.place, NULL);
    if (status == WP_OK)
        status = read_letters(&letters->file, &letters->bytes, error);
    if (status == WP_OK)
        status = read_marks(&letters->file, &letters->marks, error);
    return status;
}

void wp_sent_log_close(struct wp_sent_log *letters)
{
    wp_buf_free(&letters->bytes);
    wp_buf_free(&letters->marks);
    wp_state_file_close(&letters->file);
    wp_state_file_close(&letters->lock);
}

enum wp_status wp_letters_find(const struct wp_sent_log *letters, const char *place,
                               const struct wp_list *recipients, struct wp_window weeks,
                               enum wp_letter_state *states, struct wp_error *error)
{
    const struct wp_buf *const sources[] = {&letters->bytes, &letters->marks};
    uint64_t *keys = make_keys(place, recipients);
    size_t count = recipients->count;

    if (keys == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; i < count; i++)
        states[i] = WP_LETTER_NONE;
    for (size_t source = 0; source < sizeof sources / sizeof sources[0]; source++) {
        struct wp_str rest = wp_buf_str(sources[source]);
        struct sent_log_line line;

        while (sent_log_take_line(&rest, &line))
            for (size_t i = 0; line.week >= weeks.first && line.week <= weeks.last && i < count;
                 i++)
                if (line.state > states[i] &&
                    (has_key(&line, keys[i]) || has_key(&line, keys[count])))
                    states[i] = line.state;
    }
    free(keys);
    return WP_OK;
}

/* The letter to one recipient, as it is written. */
static struct sent_log_line line_of(const struct wp_sent_letter *letter, size_t recipient,
                                    uint64_t key)
{
    return (struct sent_log_line){.state = letter->state,
                                  .week = letter->week,
                                  .tried = letter->tried,
                                  .key = key,
                                  .plan = letter->plan,
                                  .error = letter->error,
                                  .to = letter->to->items[recipient]};
}

static bool has_mark(const struct wp_sent_log *letters, wp_day week, uint64_t key)
{
    struct wp_str rest = wp_buf_str(&letters->marks);
    struct sent_log_line mark;

    while (sent_log_take_line(&rest, &mark))
        if (mark.week == week && mark.key == key)
            return true;
    return false;
}

/* The name of the mark is what counts; that there is no room for more is no failure. */
static enum wp_status make_mark(const struct sent_log_line *line, struct wp_error *error)
{
    struct wp_buf name = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_state_file file;
    struct wp_error ignored;
    enum wp_status status;

    put_mark_name(&name, line->week, line->key);
    put_line(&text, line);
    if (name.failed || text.failed) {
        status = wp_error_set_no_memory(error);
    } else {
        status = wp_state_file_open(&file, name.data, true, error);
        if (status == WP_OK)
            (void)wp_state_file_write(&file, 0, wp_buf_str(&text), &ignored);
        wp_state_file_close(&file);
    }
    wp_buf_free(&text);
    wp_buf_free(&name);
    return status;
}

/* Remove the marks of the letter: those of this run, or all. */
static enum wp_status end_marks(const struct wp_sent_log *letters,
                                const struct wp_sent_letter *letter, const uint64_t *keys, bool all,
                                struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < letter->to->count; i++) {
        struct wp_buf name = WP_BUF_INIT;

        put_mark_name(&name, letter->week, keys[i]);
        if (name.failed)
            status = wp_error_set_no_memory(error);
        else if (all || !has_mark(letters, letter->week, keys[i]))
            status = wp_state_remove(&letters->file, name.data, error);
        wp_buf_free(&name);
    }
    return status;
}

enum wp_status wp_letters_begin(struct wp_sent_log *letters, const struct wp_sent_letter *letter,
                                struct wp_error *error)
{
    uint64_t *keys = make_keys(letter->place, letter->to);
    enum wp_status status = WP_OK;
    struct wp_error ignored;

    if (keys == NULL)
        return wp_error_set_no_memory(error);
    for (size_t i = 0; status == WP_OK && i < letter->to->count; i++) {
        struct sent_log_line line = line_of(letter, i, keys[i]);

        line.state = WP_LETTER_SENDING;
        status = make_mark(&line, error);
    }
    if (status == WP_OK)
        status = wp_state_sync(&letters->file, error);
    if (status != WP_OK)
        (void)end_marks(letters, letter, keys, false, &ignored);
    free(keys);
    return status;
}

/* What was sent stays so, when a second one failed that somebody typed. */
static bool is_replaced(const struct sent_log_line *old, const struct wp_sent_letter *letter,
                        const uint64_t *keys)
{
    size_t i = 0;

    while (i <= letter->to->count && !(old->digits == KEY_DIGITS && old->key == keys[i]))
        i++;
    if (i > letter->to->count)
        return false;
    return old->state == WP_LETTER_FAILED
               ? letter->state == WP_LETTER_SENT || old->week == letter->week
               : letter->state == WP_LETTER_SENT && old->week == letter->week;
}

/* Append what is kept of the file: the last lines, those of the last days, and what
 * cannot be read as it is, for another version may have written it. */
static void put_kept(struct wp_buf *out, struct wp_str bytes, const struct wp_sent_letter *letter,
                     const uint64_t *keys)
{
    struct wp_str rest = bytes;
    size_t left = 0;

    while (rest.length > 0) {
        (void)take_word(&rest, '\n');
        left++;
    }
    for (rest = bytes; rest.length > 0; left--) {
        struct wp_str text = take_word(&rest, '\n');
        struct sent_log_line old;

        bool read = read_line(text, &old);

        if (text.length > 0 && !(read && is_replaced(&old, letter, keys)) &&
            (left <= LINES_MAX || (read && old.tried + DAYS_KEPT >= letter->tried))) {
            wp_buf_append(out, text);
            wp_buf_putc(out, '\n');
        }
    }
}

static enum wp_status write_lines(struct wp_sent_log *letters, const struct wp_sent_letter *letter,
                                  const uint64_t *keys, struct wp_error *error)
{
    struct wp_buf changed = WP_BUF_INIT;
    enum wp_status status;

    put_kept(&changed, wp_buf_str(&letters->bytes), letter, keys);
    for (size_t i = 0; i < letter->to->count; i++) {
        struct sent_log_line line = line_of(letter, i, keys[i]);

        put_line(&changed, &line);
    }
    if (changed.failed)
        status = wp_error_set_no_memory(error);
    else if (changed.length > BYTES_MAX)
        status = wp_error_set(error, WP_IO, "%s would be larger than %d MiB",
                              letters->file.path.data, BYTES_MAX >> 20);
    else
        status = wp_state_file_replace(&letters->file, wp_buf_str(&changed), error);
    wp_buf_free(&changed);
    return status;
}

enum wp_status wp_sent_log_note(struct wp_sent_log *letters, const struct wp_sent_letter *letter,
                                struct wp_error *error)
{
    bool sent = letter->state == WP_LETTER_SENT;
    uint64_t *keys = make_keys(letter->place, letter->to);
    enum wp_status status = WP_OK;

    if (keys == NULL)
        return wp_error_set_no_memory(error);
    /* In this order a letter that was sent is noted at any moment, and one that was
     * not can be tried again even where there is no room to say why. */
    if (letter->state == WP_LETTER_FAILED)
        status = end_marks(letters, letter, keys, false, error);
    if (status == WP_OK && letter->state != WP_LETTER_SENDING)
        status = write_lines(letters, letter, keys, error);
    if (status == WP_OK && sent)
        status = end_marks(letters, letter, keys, true, error);
    free(keys);
    return status;
}

static bool is_same_letter(const struct sent_log_line *one, const struct sent_log_line *other)
{
    return one->state == other->state && one->week == other->week && one->tried == other->tried &&
           wp_str_equal(one->plan, other->plan);
}

static bool is_configured(const struct wp_context *context, struct wp_str address)
{
    const struct wp_list *to = &context->config.mail_to;

    for (size_t i = 0; i < to->count; i++)
        if (wp_str_equal(to->items[i], address))
            return true;
    return false;
}

/* Append a word of the file, which anybody may have written. */
static void sent_log_put_word(struct wp_buf *out, const char *option, struct wp_str text)
{
    struct wp_buf word = WP_BUF_INIT;

    wp_escape_line(&word, text);
    wp_buf_puts(out, option);
    if (!word.failed)
        wp_shell_word(out, word.data != NULL ? word.data : "");
    out->failed = out->failed || word.failed;
    wp_buf_free(&word);
}

/* Name those whom the letter was for, where they are not just those of the
 * configuration: the others have it. */
static void put_recipients(struct wp_context *context, struct wp_str bytes,
                           const struct sent_log_line *letter)
{
    bool others = false;
    size_t count = 0;

    for (size_t pass = 0; pass < 2; pass++) {
        struct wp_str rest = bytes;
        struct sent_log_line line;

        while (sent_log_take_line(&rest, &line)) {
            if (line.to.length == 0 || !is_same_letter(&line, letter))
                continue;
            if (pass > 0)
                sent_log_put_word(&context->err, " --to ", line.to);
            others = others || !is_configured(context, line.to);
            count++;
        }
        if (count == 0 || (!others && count == context->config.mail_to.count))
            return;
    }
}

static void put_reminder(struct wp_context *context, struct wp_str bytes,
                         const struct sent_log_line *letter)
{
    bool failed = letter->state == WP_LETTER_FAILED;
    struct wp_str why = wp_utf8_fit(letter->error, ERROR_COLUMNS, NULL);

    wp_buf_puts(&context->err, "weekplan: the letter about the week of ");
    wp_words_week(&context->err, letter->week, context->ascii ? "-" : "–");
    wp_buf_puts(&context->err, failed ? " was not sent: " : " may have been sent, or not: ");
    if (!failed && why.length == 0)
        why = wp_str("its sending was cut short");
    wp_escape_line(&context->err, why);
    wp_buf_puts(&context->err, failed ? " (weekplan mail" : " (if it did not come, weekplan mail");
    if (context->plan_path != NULL && letter->plan.length > 0 &&
        !wp_str_equal_c(letter->plan, context->plan_path))
        sent_log_put_word(&context->err, " -f ", letter->plan);
    if (letter->week <= context->today - 2 * WP_DAYS_OF_WEEK ||
        letter->week > context->today - WP_DAYS_OF_WEEK) {
        wp_buf_puts(&context->err, " -w ");
        wp_day_format(&context->err, letter->week);
    }
    put_recipients(context, bytes, letter);
    wp_buf_puts(&context->err, " sends it)\n");
}

/* Whether a letter to the same recipient about this week or a later one was sent. */
static bool is_settled(const struct sent_log_line *mark, struct wp_str bytes)
{
    struct sent_log_line line;

    while (sent_log_take_line(&bytes, &line))
        if (line.state == WP_LETTER_SENT && line.week >= mark->week && has_key(&line, mark->key))
            return true;
    return false;
}

/* Silence would say that all were sent. Whoever sends none hears nothing of it. */
static void remark_unread(struct wp_context *context, const struct wp_error *error)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (context->config.mail_to.count == 0)
        return;
    wp_buf_printf(&remark, "which letters were sent cannot be told: %s", error->message);
    wp_context_remark(context, &remark);
}

void wp_sent_log_remind(struct wp_context *context)
{
    struct wp_state_file file;
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_buf marks = WP_BUF_INIT;
    struct sent_log_line line;
    struct sent_log_line failed = {.state = WP_LETTER_NONE};
    struct sent_log_line unsure = {.state = WP_LETTER_NONE};
    struct wp_error error;
    enum wp_status status = wp_state_file_open(&file, FILE_NAME, false, &error);

    if (status == WP_OK)
        status = read_letters(&file, &bytes, &error);
    if (status == WP_OK)
        status = read_marks(&file, &marks, &error);
    if (status == WP_OK) {
        struct wp_str rest = wp_buf_str(&bytes);

        while (sent_log_take_line(&rest, &line))
            if (line.state == WP_LETTER_FAILED)
                failed = line;
        rest = wp_buf_str(&marks);
        while (sent_log_take_line(&rest, &line))
            if ((unsure.state == WP_LETTER_NONE || line.week >= unsure.week) &&
                !is_settled(&line, wp_buf_str(&bytes)))
                unsure = line;
    }
    if (status != WP_OK && status != WP_MISSING)
        remark_unread(context, &error);
    if (failed.state != WP_LETTER_NONE)
        put_reminder(context, wp_buf_str(&bytes), &failed);
    if (unsure.state != WP_LETTER_NONE)
        put_reminder(context, wp_buf_str(&marks), &unsure);
    wp_buf_free(&marks);
    wp_buf_free(&bytes);
    wp_state_file_close(&file);
}
