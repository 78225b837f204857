#include "cli/letters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "report/escape.h"
#include "report/words.h"
#include "sys/lock.h"
#include "sys/replacement.h"

#define FILE_NAME "letters"

enum {
    LOCK_MILLISECONDS = 30000,
    LETTERS_MAX = 200, /* that are kept */
    BYTES_MAX = 1 << 20,
    ERROR_COLUMNS = 200
};

static int compare_texts(const void *a, const void *b)
{
    const struct wp_str *x = a;
    const struct wp_str *y = b;
    size_t common = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->data, y->data, common);

    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

uint64_t wp_letter_key(const char *plan, const struct wp_list *recipients)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_str *sorted = malloc((recipients->count + 1) * sizeof *sorted);
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

/* A line: sent 2019-08-04 2019-08-12 0123456789abcdef PLAN<tab>ERROR */
static void put_letter(struct wp_buf *out, const struct wp_letter *letter)
{
    wp_buf_puts(out, letter->sent ? "sent " : "failed ");
    wp_day_format(out, letter->week);
    wp_buf_putc(out, ' ');
    wp_day_format(out, letter->tried);
    wp_buf_printf(out, " %016" PRIx64 " ", letter->key);
    wp_escape_line(out, letter->plan);
    wp_buf_putc(out, '\t');
    wp_escape_line(out, letter->error);
    wp_buf_putc(out, '\n');
}

/* Takes the next word from the line, and the blank behind it. */
static struct wp_str take_word(struct wp_str *line, char end)
{
    const char *found = memchr(line->data, end, line->length);
    size_t length = found != NULL ? (size_t)(found - line->data) : line->length;
    struct wp_str word = wp_str_slice(*line, 0, length);

    *line = wp_str_slice(*line, length + 1, line->length);
    return word;
}

static bool read_key(struct wp_str text, uint64_t *key)
{
    *key = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f')))
            return false;
        *key = *key << 4 | (uint64_t)(byte <= '9' ? byte - '0' : byte - 'a' + 10);
    }
    return text.length == 16;
}

/* Takes the next letter from `rest`; one that cannot be read is passed over. */
static bool take_letter(struct wp_str *rest, struct wp_letter *letter)
{
    while (rest->length > 0) {
        struct wp_str line = take_word(rest, '\n');
        struct wp_str state = take_word(&line, ' ');

        letter->sent = wp_str_equal_c(state, "sent");
        if ((letter->sent || wp_str_equal_c(state, "failed")) &&
            wp_day_parse(take_word(&line, ' '), &letter->week) &&
            wp_day_parse(take_word(&line, ' '), &letter->tried) &&
            read_key(take_word(&line, ' '), &letter->key)) {
            letter->plan = take_word(&line, '\t');
            letter->error = line;
            return true;
        }
    }
    return false;
}

enum wp_status wp_letters_open(struct wp_letters *letters, struct wp_error *error)
{
    enum wp_status status;

    *letters = (struct wp_letters){.file = {.place = {.directory = -1}, .fd = -1}};
    status = wp_state_open(&letters->lock, FILE_NAME, true, error);
    if (status == WP_OK)
        status = wp_lock_directory(letters->lock.place.directory, LOCK_MILLISECONDS,
                                   letters->lock.path.data, error);
    /* Whoever had the lock has put a new file into its place. */
    if (status == WP_OK)
        status = wp_state_open(&letters->file, FILE_NAME, true, error);
    if (status == WP_OK)
        wp_replacement_sweep(&letters->file.place);
    if (status == WP_OK)
        status = wp_state_read(&letters->file, BYTES_MAX, &letters->bytes, error);
    return status;
}

void wp_letters_close(struct wp_letters *letters)
{
    wp_buf_free(&letters->bytes);
    wp_state_close(&letters->file);
    wp_state_close(&letters->lock);
}

bool wp_letters_sent(const struct wp_letters *letters, uint64_t key, struct wp_window window)
{
    struct wp_str rest = wp_buf_str(&letters->bytes);
    struct wp_letter letter;

    while (take_letter(&rest, &letter))
        if (letter.sent && letter.key == key && letter.week >= window.first &&
            letter.week <= window.last)
            return true;
    return false;
}

/* What was sent stays so, when a second one failed that somebody typed. */
static bool is_replaced(const struct wp_letter *old, const struct wp_letter *letter)
{
    if (old->key != letter->key)
        return false;
    return old->sent ? letter->sent && old->week == letter->week
                     : letter->sent || old->week == letter->week;
}

enum wp_status wp_letters_note(struct wp_letters *letters, const struct wp_letter *letter,
                               struct wp_error *error)
{
    struct wp_str rest = wp_buf_str(&letters->bytes);
    struct wp_buf changed = WP_BUF_INIT;
    struct wp_letter old;
    enum wp_status status;
    size_t count = 0;
    size_t number = 0;

    while (take_letter(&rest, &old))
        count++;
    rest = wp_buf_str(&letters->bytes);
    for (number = 0; take_letter(&rest, &old); number++)
        if (number + LETTERS_MAX > count && !is_replaced(&old, letter))
            put_letter(&changed, &old);
    put_letter(&changed, letter);
    status = changed.failed ? wp_fail_memory(error)
                            : wp_state_replace(&letters->file, wp_buf_str(&changed), error);
    wp_buf_free(&changed);
    return status;
}

static void put_reminder(struct wp_app *app, const struct wp_letter *letter)
{
    struct wp_str why = wp_fit(letter->error, ERROR_COLUMNS, NULL);

    wp_buf_puts(&app->err, "weekplan: the letter about the week of ");
    wp_words_week(&app->err, letter->week, app->ascii ? "-" : "–");
    wp_buf_puts(&app->err, " was not sent: ");
    wp_escape_line(&app->err, why);
    wp_buf_puts(&app->err, " (weekplan mail");
    if (app->plan_path != NULL && !wp_str_equal_c(letter->plan, app->plan_path)) {
        wp_buf_puts(&app->err, " -f ");
        wp_escape_line(&app->err, letter->plan);
    }
    if (letter->week < app->today - 13 || letter->week > app->today - 7) {
        wp_buf_puts(&app->err, " -w ");
        wp_day_format(&app->err, letter->week);
    }
    wp_buf_puts(&app->err, " sends it)\n");
}

void wp_letters_remind(struct wp_app *app)
{
    struct wp_state_file file;
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_letter letter;
    struct wp_letter last = {.sent = true};
    struct wp_error ignored;

    if (wp_state_open(&file, FILE_NAME, false, &ignored) == WP_OK &&
        wp_state_read(&file, BYTES_MAX, &bytes, &ignored) == WP_OK) {
        struct wp_str rest = wp_buf_str(&bytes);

        while (take_letter(&rest, &letter))
            if (!letter.sent)
                last = letter;
    }
    if (!last.sent)
        put_reminder(app, &last);
    wp_buf_free(&bytes);
    wp_state_close(&file);
}
