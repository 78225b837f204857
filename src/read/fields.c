#include "read/fields.h"

#include <string.h>

#include "model/keys.h"
#include "model/measure.h"
#include "read/hint.h"
#include "read/shape.h"
#include <weekplan/load.h>

enum { QUOTED_COLUMNS = 40 };

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, LIKE_YES, LIKE_NO };

static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Where the line of `at` ends, `end` at the latest. */
static size_t line_end(struct wp_str bytes, size_t at, size_t end)
{
    while (at < end && !is_break(bytes.data[at]))
        at++;
    return at;
}

/* Whether a value without quotes goes on below its first line, which only a text
 * may do. */
static bool is_continued(const struct wp_reading *reading, const struct wp_event *scalar)
{
    size_t end = wp_span_end(scalar->span);

    return scalar->style == WP_SCALAR_PLAIN &&
           line_end(reading->text->bytes, scalar->span.offset, end) < end;
}

/* "KEY: 'VALUE' WHAT", and what to do about it. */
static void complain(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar,
                     const char *what)
{
    struct wp_str shown = wp_fit(scalar->value, QUOTED_COLUMNS, NULL);

    if (is_continued(reading, scalar))
        wp_hint_continuation(reading->text, reading->problems, scalar->span);
    else
        wp_text_error(reading->text, reading->problems, scalar->span, "%s: '%.*s%s' %s",
                      wp_keys[key].name, (int)shown.length, shown.data,
                      shown.length < scalar->value.length ? "…" : "", what);
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool equal_ignoring_case(struct wp_str a, const char *b)
{
    size_t i;

    for (i = 0; i < a.length && b[i] != '\0'; i++)
        if (lower(a.data[i]) != b[i])
            return false;
    return i == a.length && b[i] == '\0';
}

/* `true` and `false`, and what YAML 1.1 or another language takes for them. */
static enum answer answer_of(struct wp_str value)
{
    static const struct {
        const char *word;
        enum answer answer;
    } lookalikes[] = {
        {"true", LIKE_YES}, {"yes", LIKE_YES}, {"y", LIKE_YES}, {"on", LIKE_YES},
        {"false", LIKE_NO}, {"no", LIKE_NO},   {"n", LIKE_NO},  {"off", LIKE_NO},
        {"null", LIKE_NO},  {"~", LIKE_NO},
    };
    size_t i;

    if (wp_str_equal_c(value, "true"))
        return ANSWER_YES;
    if (wp_str_equal_c(value, "false"))
        return ANSWER_NO;
    for (i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++)
        if (equal_ignoring_case(value, lookalikes[i].word))
            return lookalikes[i].answer;
    return ANSWER_NONE;
}

/* The rest of a line after a text, when a `#` right before a word has made it a
 * comment: most likely it was meant. */
static void warn_of_comment(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str bytes = reading->text->bytes;
    size_t at = wp_span_end(scalar->span);
    size_t hash = at;

    while (hash < bytes.length && (bytes.data[hash] == ' ' || bytes.data[hash] == '\t'))
        hash++;
    if (scalar->style != WP_SCALAR_PLAIN || hash == at || hash + 1 >= bytes.length ||
        bytes.data[hash] != '#' || strchr(" \t\r\n#", bytes.data[hash + 1]) != NULL)
        return;
    wp_text_warning(reading->text, reading->problems, (struct wp_span){hash, 1},
                    "what follows this '#' is a comment, not part of the text (put quotes around "
                    "the whole text, or a blank behind the '#')");
}

/* A line of a text that begins as an item would: it was most likely meant as
 * one. */
static void warn_of_swallowed_item(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str bytes = reading->text->bytes;
    size_t end = wp_span_end(scalar->span);
    size_t at = scalar->span.offset;

    while (scalar->style == WP_SCALAR_PLAIN && at < end) {
        at = line_end(bytes, at, end);
        while (at < end && strchr(" \t\r\n", bytes.data[at]) != NULL)
            at++;
        if (at + 1 < end && bytes.data[at] == '-' && bytes.data[at + 1] == ' ') {
            wp_text_warning(reading->text, reading->problems, (struct wp_span){at, 1},
                            "this '- ' is read as a part of the text above it (subtasks stand "
                            "below 'subtasks:'; if it is text, put quotes around all of it)");
            return;
        }
    }
}

struct wp_str wp_field_text(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str written =
        wp_str_slice(reading->text->bytes, scalar->span.offset, scalar->span.length);
    struct wp_str text;

    warn_of_comment(reading, scalar);
    if (wp_str_equal(written, scalar->value))
        return written;
    warn_of_swallowed_item(reading, scalar);
    text = wp_arena_copy(reading->arena, scalar->value);
    if (text.data == NULL)
        reading->out_of_memory = true;
    return text;
}

static struct wp_str without_final_breaks(struct wp_str text)
{
    while (text.length > 0 && is_break(text.data[text.length - 1]))
        text.length--;
    return text;
}

static void report_no_title(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str bytes = reading->text->bytes;
    struct wp_buf advice = WP_BUF_INIT;
    size_t at = scalar->span.offset;
    struct wp_line line;
    struct wp_span rest;

    while (at < bytes.length && (bytes.data[at] == ' ' || bytes.data[at] == '\t'))
        at++;
    if (at >= bytes.length || bytes.data[at] != '#') {
        wp_text_error(reading->text, reading->problems, scalar->span,
                      "a title cannot be empty (write one, or take the line out)");
        return;
    }
    line = wp_text_line(reading->text, at);
    rest = (struct wp_span){at, line.offset + line.length - at};
    wp_shape_advise_quotes(&advice, wp_str_slice(bytes, rest.offset, rest.length));
    wp_text_error(reading->text, reading->problems, rest,
                  "what begins with '#' is a comment, so the title is empty (%s)",
                  advice.data != NULL ? advice.data : "");
    wp_buf_free(&advice);
}

/* `title:Fix it` is a text of its own to YAML. */
static void warn_of_glued_key(struct wp_reading *reading, const struct wp_event *scalar)
{
    const char *colon = memchr(scalar->value.data, ':', scalar->value.length);
    size_t length = colon != NULL ? (size_t)(colon - scalar->value.data) : 0;

    if (colon == NULL || scalar->style != WP_SCALAR_PLAIN ||
        wp_key_find(wp_str_slice(scalar->value, 0, length)) < 0)
        return;
    wp_text_warning(reading->text, reading->problems,
                    (struct wp_span){scalar->span.offset, length + 1},
                    "this is read as a part of the text (to make it a key, put a blank behind the "
                    "colon)");
}

void wp_field_read_title(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    if (wp_str_trim(scalar->value).length == 0) {
        report_no_title(reading, scalar);
        return;
    }
    warn_of_glued_key(reading, scalar);
    item->title = without_final_breaks(wp_field_text(reading, scalar));
}

static void read_id(struct wp_reading *reading, struct wp_item *item, const struct wp_event *scalar)
{
    if (wp_id_is_valid(scalar->value))
        item->id = wp_field_text(reading, scalar);
    else
        complain(reading, WP_KEY_ID, scalar,
                 "is not an id (begin with a letter A to Z, then letters, digits, '_' and '-')");
}

/* Complains about what is shaped like a day but is none. */
static void refuse_day(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar)
{
    bool padded = scalar->value.length == sizeof "YYYY-MM-DD" - 1;

    complain(reading, key, scalar,
             padded ? "is a day that does not exist (check month and day)"
                    : "is not written as a day (write YYYY-MM-DD, as in 2019-08-04)");
}

/* A day, or a complaint about what is shaped like one: 1 and 0; -1 for
 * anything else. */
static int read_day(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar,
                    wp_day *day)
{
    if (wp_day_parse(scalar->value, day))
        return 1;
    if (!wp_day_shaped(scalar->value))
        return -1;
    refuse_day(reading, key, scalar);
    return 0;
}

static void read_due(struct wp_reading *reading, struct wp_item *item,
                     const struct wp_event *scalar)
{
    if (read_day(reading, WP_KEY_DUE, scalar, &item->due) < 0)
        complain(reading, WP_KEY_DUE, scalar, "is not a day (write YYYY-MM-DD, as in 2019-08-04)");
}

static void read_done(struct wp_reading *reading, struct wp_item *item,
                      const struct wp_event *scalar)
{
    int day = read_day(reading, WP_KEY_DONE, scalar, &item->done_on);

    if (day >= 0) {
        item->done = day == 1;
        return;
    }
    switch (answer_of(scalar->value)) {
    case ANSWER_YES:
        item->done = true;
        break;
    case ANSWER_NO:
        break;
    case LIKE_YES:
        complain(reading, WP_KEY_DONE, scalar, "is not understood (write 'true', or the day)");
        break;
    case LIKE_NO:
        complain(reading, WP_KEY_DONE, scalar,
                 "is not understood (write 'false', or take the line out)");
        break;
    case ANSWER_NONE:
        complain(reading, WP_KEY_DONE, scalar,
                 "is neither true, false nor a day (write 'true', or the day as YYYY-MM-DD)");
        break;
    }
}

/* A value that says yes, no, or yes with a reason. */
static bool read_reason(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar,
                        struct wp_str *reason)
{
    switch (answer_of(scalar->value)) {
    case ANSWER_YES:
        return true;
    case ANSWER_NO:
        return false;
    case LIKE_YES:
        complain(reading, key, scalar, "is not understood (write 'true', or a reason)");
        return false;
    case LIKE_NO:
        complain(reading, key, scalar, "is not understood (write 'false', or take the line out)");
        return false;
    case ANSWER_NONE:
        break;
    }
    if (wp_str_trim(scalar->value).length == 0) {
        wp_text_error(reading->text, reading->problems, scalar->span,
                      "%s: the reason is empty (write one, or 'true')", wp_keys[key].name);
        return false;
    }
    *reason = without_final_breaks(wp_field_text(reading, scalar));
    return true;
}

static void read_dropped(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    int day = read_day(reading, WP_KEY_DROPPED, scalar, &item->dropped_on);

    if (day >= 0)
        item->dropped = day == 1;
    else
        item->dropped = read_reason(reading, WP_KEY_DROPPED, scalar, &item->dropped_reason);
}

static void read_skip(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_week *week = reading->week;
    wp_day day;

    if (wp_day_shaped(scalar->value) && !wp_day_parse(scalar->value, &day))
        refuse_day(reading, WP_KEY_SKIP, scalar);
    else
        week->skip = read_reason(reading, WP_KEY_SKIP, scalar, &week->skip_reason);
}

static void read_weight(struct wp_reading *reading, struct wp_item *item,
                        const struct wp_event *scalar)
{
    wp_decimal number = 0;

    if (wp_weight_parse(scalar->value, &item->weight))
        return;
    item->weight = 0;
    if (!wp_decimal_parse(scalar->value, &number))
        complain(reading, WP_KEY_WEIGHT, scalar,
                 "is not a plain number (write it as 3 or 0.5, with at most six digits behind the "
                 "point)");
    else if (number == 0)
        complain(reading, WP_KEY_WEIGHT, scalar,
                 "is too small (write a number above 0; 'dropped: true' takes an item out)");
    else
        complain(reading, WP_KEY_WEIGHT, scalar, "is too large (write 1000000 at most)");
}

static void read_carried(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    wp_decimal value = 0;

    if (memchr(scalar->value.data, '.', scalar->value.length) != NULL ||
        !wp_decimal_parse(scalar->value, &value) || value == 0 ||
        value > WP_CARRIED_MAX * WP_DECIMAL_ONE)
        complain(reading, WP_KEY_CARRIED, scalar,
                 "is not a count (write a whole number from 1 to 9999)");
    else
        item->carried = (uint32_t)(value / WP_DECIMAL_ONE);
}

static void read_repeat(struct wp_reading *reading, struct wp_item *item,
                        const struct wp_event *scalar)
{
    item->weekly = wp_str_equal_c(scalar->value, "weekly");
    if (!item->weekly)
        complain(reading, WP_KEY_REPEAT, scalar,
                 "is not known (write 'weekly', or take the line out)");
}

/* Like wp_field_text, for a part of the scalar. */
static struct wp_str keep(struct wp_reading *reading, struct wp_str part)
{
    struct wp_str text = wp_arena_copy(reading->arena, part);

    if (text.data == NULL)
        reading->out_of_memory = true;
    return text;
}

static void read_measure(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    struct wp_measure measure = {.given = true};
    struct wp_str unit;

    switch (wp_measure_parse(scalar->value, &measure, &unit)) {
    case WP_MEASURE_VALID:
        measure.unit = keep(reading, unit);
        item->measure = measure;
        break;
    case WP_MEASURE_MALFORMED:
        complain(reading, WP_KEY_PROGRESS, scalar,
                 wp_decimal_parse(scalar->value, &measure.have)
                     ? "lacks what it is of (write it as in 60% or 2/3 talks)"
                     : "is not a progress (write it as in 60%, 2/3 or 1.5/3 talks)");
        break;
    case WP_MEASURE_OVER_100:
        complain(reading, WP_KEY_PROGRESS, scalar,
                 "is more than 100% (to go beyond, write HAVE/OF such as 6/5)");
        break;
    case WP_MEASURE_OF_ZERO:
        complain(reading, WP_KEY_PROGRESS, scalar,
                 "is a part of nothing (write a number above 0 behind the '/')");
        break;
    }
}

wp_day wp_field_week_start(struct wp_str value)
{
    struct wp_iso_week iso;
    wp_day day;

    if (wp_day_parse(value, &day))
        return day;
    return wp_iso_week_parse(value, &iso) ? wp_iso_week_monday(iso) : WP_NO_DAY;
}

static void read_week(struct wp_reading *reading, const struct wp_event *scalar)
{
    reading->week->start = wp_field_week_start(scalar->value);
    if (reading->week->start != WP_NO_DAY)
        return;
    if (scalar->value.length == 0)
        wp_text_error(reading->text, reading->problems, scalar->span,
                      "week: its first day is missing (write it as YYYY-MM-DD)");
    else if (wp_day_shaped(scalar->value))
        refuse_day(reading, WP_KEY_WEEK, scalar);
    else
        complain(reading, WP_KEY_WEEK, scalar,
                 "is not a week (write its first day as in 2019-08-04, or its ISO number as in "
                 "2019-W32)");
}

/* Goals or subtasks that are no list. */
static void refuse_items(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar)
{
    bool dash = scalar->value.length > 1 && scalar->value.data[0] == '-';

    wp_text_error(reading->text, reading->problems, scalar->span, "%s: this has to be a list (%s)",
                  wp_keys[key].name,
                  dash ? "put a blank behind each '-'"
                       : "write each on a line of its own: '- title'");
}

static void read_list_of_one(struct wp_reading *reading, struct wp_list *list,
                             const struct wp_event *scalar)
{
    list->items = wp_arena_alloc(reading->arena, sizeof *list->items);
    if (list->items == NULL) {
        reading->out_of_memory = true;
        return;
    }
    list->items[0] = wp_field_text(reading, scalar);
    list->count = 1;
}

static bool is_empty(const struct wp_event *scalar)
{
    return scalar->style == WP_SCALAR_PLAIN && scalar->value.length == 0;
}

void wp_field_read(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                   const struct wp_event *scalar)
{
    bool required = key == WP_KEY_WEEK || (key == WP_KEY_TITLE && item->parent != NULL);

    if (scalar->refused || (is_empty(scalar) && !required))
        return;
    switch (wp_keys[key].kind) {
    case WP_KIND_TITLE:
        wp_field_read_title(reading, item, scalar);
        break;
    case WP_KIND_STRING:
        item->note = without_final_breaks(wp_field_text(reading, scalar));
        break;
    case WP_KIND_ID:
        read_id(reading, item, scalar);
        break;
    case WP_KIND_WEEK:
        read_week(reading, scalar);
        break;
    case WP_KIND_DAY:
        read_due(reading, item, scalar);
        break;
    case WP_KIND_DAY_OR_YES:
        read_done(reading, item, scalar);
        break;
    case WP_KIND_REASON_OR_YES:
        read_skip(reading, scalar);
        break;
    case WP_KIND_DAY_REASON_YES:
        read_dropped(reading, item, scalar);
        break;
    case WP_KIND_MEASURE:
        read_measure(reading, item, scalar);
        break;
    case WP_KIND_WEIGHT:
        read_weight(reading, item, scalar);
        break;
    case WP_KIND_COUNT:
        read_carried(reading, item, scalar);
        break;
    case WP_KIND_REPEAT:
        read_repeat(reading, item, scalar);
        break;
    case WP_KIND_STRINGS:
        read_list_of_one(reading, key == WP_KEY_TAGS ? &item->tags : &item->links, scalar);
        break;
    case WP_KIND_ITEMS:
        refuse_items(reading, key, scalar);
        break;
    }
}
