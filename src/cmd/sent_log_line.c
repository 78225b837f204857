#include "cmd/sent_log_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "render/escape.h"

static const char *const state_names[] = {
    [WP_LETTER_FAILED] = "failed", [WP_LETTER_SENDING] = "sending", [WP_LETTER_SENT] = "sent"};

static int compare_addresses(const void *a, const void *b)
{
    const struct wp_str *x = a;
    const struct wp_str *y = b;
    size_t common = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->data, y->data, common);

    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

uint64_t wp_sent_log_line_key(const char *plan, const struct wp_list *recipients)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_str *sorted = wp_memory_array(recipients->count + 1, sizeof *sorted);
    uint64_t key;

    for (size_t i = 0; i < recipients->count; i++)
        sorted[i] = recipients->items[i];
    qsort(sorted, recipients->count, sizeof *sorted, compare_addresses);
    wp_buf_puts(&text, plan);
    for (size_t i = 0; i < recipients->count; i++) {
        wp_buf_putc(&text, '\0');
        wp_buf_append(&text, sorted[i]);
    }
    key = wp_hash(wp_buf_str(&text));
    wp_buf_free(&text);
    free(sorted);
    return key;
}

void wp_sent_log_line_put(struct wp_buf *out, const struct wp_sent_log_line *line)
{
    wp_buf_puts(out, state_names[line->state]);
    wp_buf_putc(out, ' ');
    if (line->kind != WP_LETTER_LAST_WEEK)
        wp_buf_printf(out, "%s ", wp_letter_kind_word(line->kind));
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

/* Remove a field from the beginning of the text, up to the first `end`, or all of the text.
 * Return the field without `end`. */
static struct wp_str take_field(struct wp_str *text, char end)
{
    const char *found = memchr(text->data, end, text->length);
    size_t length = found != NULL ? (size_t)(found - text->data) : text->length;
    struct wp_str field = wp_str_slice(*text, 0, length);

    *text = wp_str_slice(*text, length + 1, text->length);
    return field;
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

bool wp_sent_log_line_read_key(struct wp_str digits, struct wp_sent_log_line *line)
{
    for (size_t i = 0; i < digits.length && i < WP_SENT_LOG_LINE_KEY_DIGITS; i++) {
        char byte = digits.data[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f')))
            return false;
        line->key = line->key << 4 | (uint64_t)(byte <= '9' ? byte - '0' : byte - 'a' + 10);
    }
    line->digits = digits.length;
    return digits.length <= WP_SENT_LOG_LINE_KEY_DIGITS;
}

bool wp_sent_log_line_read(struct wp_str text, struct wp_sent_log_line *line)
{
    struct wp_str week;
    struct wp_str tried;
    struct wp_str key;
    bool cut_off;

    *line = (struct wp_sent_log_line){.state = WP_LETTER_NONE};
    if (!read_state(take_field(&text, ' '), &line->state))
        return false;
    week = take_field(&text, ' ');
    if (wp_letter_kind_parse(week, &line->kind))
        week = take_field(&text, ' ');
    if (!wp_day_parse(week, &line->week))
        return false;
    tried = take_field(&text, ' ');
    key = take_field(&text, ' ');
    cut_off = text.length == 0;
    if (!wp_day_parse(tried, &line->tried)) {
        if (!cut_off || key.length > 0)
            return false;
        line->tried = line->week;
    }
    if (!wp_sent_log_line_read_key(key, line) ||
        (line->digits < WP_SENT_LOG_LINE_KEY_DIGITS && !cut_off))
        return false;
    line->plan = take_field(&text, '\t');
    line->error = take_field(&text, '\t');
    line->to = text;
    return true;
}

bool wp_sent_log_line_next(struct wp_str *text, struct wp_sent_log_line *line)
{
    while (text->length > 0)
        if (wp_sent_log_line_read(take_field(text, '\n'), line))
            return true;
    return false;
}

bool wp_sent_log_line_settles(const struct wp_sent_log_line *sent,
                              const struct wp_sent_log_line *other)
{
    if (sent->kind == other->kind)
        return sent->week >= other->week;
    if (sent->kind != WP_LETTER_LAST_WEEK)
        return false;
    /* A letter that asks for the review stays useful after its week is over, because the review
     * can still be written. */
    return other->kind == WP_LETTER_ASK ? sent->week > other->week : sent->week >= other->week;
}

bool wp_sent_log_line_has_key(const struct wp_sent_log_line *line, uint64_t key)
{
    return line->digits == 0 ||
           (line->key ^ key >> 4 * (WP_SENT_LOG_LINE_KEY_DIGITS - line->digits)) == 0;
}
