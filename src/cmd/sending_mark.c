#include "cmd/sending_mark.h"

#include <inttypes.h>
#include <string.h>

#define PREFIX "sending-"

enum { BYTES_MAX = 64 << 10 };

static void put_mark_name(struct wp_buf *out, const struct wp_sent_log_line *line)
{
    wp_buf_puts(out, PREFIX);
    if (line->kind != WP_LETTER_LAST_WEEK)
        wp_buf_printf(out, "%s-", wp_letter_kind_word(line->kind));
    wp_day_format(out, line->week);
    wp_buf_printf(out, "-%016" PRIx64, line->key);
}

/* If `text` begins with the word for a kind of letter and a dash, set *kind and remove both from
 * `text`. */
static void take_mark_kind(struct wp_str *text, enum wp_letter_kind *kind)
{
    const char *dash = memchr(text->data, '-', text->length);
    size_t length = dash != NULL ? (size_t)(dash - text->data) : 0;

    if (wp_letter_kind_parse(wp_str_slice(*text, 0, length), kind))
        *text = wp_str_slice(*text, length + 1, text->length);
}

static bool read_mark_name(struct wp_str name, struct wp_sent_log_line *mark)
{
    static const size_t prefix = sizeof PREFIX - 1;
    size_t dash = name.length - WP_SENT_LOG_LINE_KEY_DIGITS - 1;
    struct wp_str week;

    *mark = (struct wp_sent_log_line){.state = WP_LETTER_SENDING};
    if (name.length < prefix + WP_SENT_LOG_LINE_KEY_DIGITS + 1 || name.data[dash] != '-')
        return false;
    week = wp_str_slice(name, prefix, dash - prefix);
    take_mark_kind(&week, &mark->kind);
    if (!wp_day_parse(week, &mark->week) ||
        !wp_sent_log_line_read_key(wp_str_slice(name, dash + 1, name.length), mark))
        return false;
    mark->tried = mark->week;
    return true;
}

/* Append the line in the file `name` of a mark. If that line is about another letter or not valid,
 * append the line that `mark` makes. */
static void put_mark(struct wp_buf *out, const char *name, const struct wp_sent_log_line *mark)
{
    struct wp_state_file file;
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error ignored;
    struct wp_sent_log_line line;
    struct wp_str text;

    if (wp_state_file_open(&file, name, false, &ignored) == WP_OK)
        (void)wp_state_file_read(&file, BYTES_MAX, &bytes, &ignored);
    wp_state_file_close(&file);
    text = wp_buf_str(&bytes);
    if (wp_sent_log_line_next(&text, &line) && line.state == mark->state &&
        line.kind == mark->kind && line.week == mark->week && line.key == mark->key)
        wp_sent_log_line_put(out, &line);
    else
        wp_sent_log_line_put(out, mark);
    wp_buf_free(&bytes);
}

enum wp_status wp_sending_mark_read_all(const struct wp_state_file *file, struct wp_buf *lines,
                                        struct wp_error *error)
{
    struct wp_buf names = WP_BUF_INIT;
    enum wp_status status = wp_state_file_list(file, PREFIX, &names, error);

    for (size_t at = 0; status == WP_OK && at < names.length;) {
        const char *name = names.data + at;
        struct wp_sent_log_line mark;

        if (read_mark_name(wp_str(name), &mark))
            put_mark(lines, name, &mark);
        at += strlen(name) + 1;
    }
    wp_buf_free(&names);
    return status;
}

enum wp_status wp_sending_mark_make(const struct wp_sent_log_line *line, struct wp_error *error)
{
    struct wp_buf name = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_state_file file;
    struct wp_error ignored;
    enum wp_status status;

    put_mark_name(&name, line);
    wp_sent_log_line_put(&text, line);
    status = wp_state_file_open(&file, name.data, true, error);
    if (status == WP_OK)
        (void)wp_state_file_write(&file, 0, wp_buf_str(&text), &ignored);
    wp_state_file_close(&file);
    wp_buf_free(&text);
    wp_buf_free(&name);
    return status;
}

enum wp_status wp_sending_mark_remove(const struct wp_state_file *file,
                                      const struct wp_sent_log_line *line, struct wp_error *error)
{
    struct wp_buf name = WP_BUF_INIT;
    enum wp_status status;

    put_mark_name(&name, line);
    status = wp_state_file_remove(file, name.data, error);
    wp_buf_free(&name);
    return status;
}
