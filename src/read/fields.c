#include "read/fields.h"

#include <string.h>

#include "model/keys.h"
#include "model/measure.h"
#include "read/hint.h"
#include <weekplan/load.h>

enum { QUOTED_COLUMNS = 40 };

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_LOOKALIKE };

static void complain(struct wp_reading *reading, enum wp_key key, const struct wp_event *scalar,
                     const char *what)
{
    struct wp_str shown = wp_fit(scalar->value, QUOTED_COLUMNS, NULL);

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
    static const char *const lookalikes[] = {"true", "false", "yes", "no",   "y",
                                             "n",    "on",    "off", "null", "~"};
    size_t i;

    if (wp_str_equal_c(value, "true"))
        return ANSWER_YES;
    if (wp_str_equal_c(value, "false"))
        return ANSWER_NO;
    for (i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++)
        if (equal_ignoring_case(value, lookalikes[i]))
            return ANSWER_LOOKALIKE;
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
                    "the whole text, or a blank after the '#')");
}

struct wp_str wp_field_text(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str written =
        wp_str_slice(reading->text->bytes, scalar->span.offset, scalar->span.length);
    struct wp_str text;

    warn_of_comment(reading, scalar);
    if (wp_str_equal(written, scalar->value))
        return written;
    text = wp_arena_copy(reading->arena, scalar->value);
    if (text.data == NULL)
        reading->out_of_memory = true;
    return text;
}

static struct wp_str without_final_breaks(struct wp_str text)
{
    while (text.length > 0 &&
           (text.data[text.length - 1] == '\n' || text.data[text.length - 1] == '\r'))
        text.length--;
    return text;
}

void wp_field_read_title(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    struct wp_str bytes = reading->text->bytes;
    size_t at = scalar->span.offset;

    if (wp_str_trim(scalar->value).length > 0) {
        item->title = without_final_breaks(wp_field_text(reading, scalar));
        return;
    }
    while (at < bytes.length && (bytes.data[at] == ' ' || bytes.data[at] == '\t'))
        at++;
    if (at < bytes.length && bytes.data[at] == '#')
        wp_text_error(reading->text, reading->problems, (struct wp_span){at, 1},
                      "what begins with '#' is a comment, so the title is empty (put quotes "
                      "around it)");
    else
        wp_text_error(reading->text, reading->problems, scalar->span, "a title cannot be empty");
}

static void read_id(struct wp_reading *reading, struct wp_item *item, const struct wp_event *scalar)
{
    if (wp_id_is_valid(scalar->value))
        item->id = wp_field_text(reading, scalar);
    else
        complain(reading, WP_KEY_ID, scalar,
                 "is not an id (a letter, then letters, digits, '_' and '-')");
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
    complain(reading, key, scalar, "is not a day (write it as YYYY-MM-DD, with a day that exists)");
    return 0;
}

static void read_due(struct wp_reading *reading, struct wp_item *item,
                     const struct wp_event *scalar)
{
    if (read_day(reading, WP_KEY_DUE, scalar, &item->due) < 0)
        complain(reading, WP_KEY_DUE, scalar, "is not a day (write it as YYYY-MM-DD)");
}

static void read_done(struct wp_reading *reading, struct wp_item *item,
                      const struct wp_event *scalar)
{
    enum answer answer = answer_of(scalar->value);
    int day = read_day(reading, WP_KEY_DONE, scalar, &item->done_on);

    item->done = day == 1 || answer == ANSWER_YES;
    if (day < 0 && answer != ANSWER_YES && answer != ANSWER_NO)
        complain(reading, WP_KEY_DONE, scalar, "is neither true, false nor a day (YYYY-MM-DD)");
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
    case ANSWER_LOOKALIKE:
        complain(reading, key, scalar,
                 "is neither true nor false (write one of these, or a reason)");
        return false;
    case ANSWER_NONE:
        break;
    }
    if (wp_str_trim(scalar->value).length == 0) {
        wp_text_error(reading->text, reading->problems, scalar->span,
                      "%s: the reason is empty (write one, or true)", wp_keys[key].name);
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
        complain(reading, WP_KEY_SKIP, scalar, "is not a day (write true, or a reason)");
    else
        week->skip = read_reason(reading, WP_KEY_SKIP, scalar, &week->skip_reason);
}

static void read_weight(struct wp_reading *reading, struct wp_item *item,
                        const struct wp_event *scalar)
{
    if (!wp_weight_parse(scalar->value, &item->weight)) {
        item->weight = 0;
        complain(reading, WP_KEY_WEIGHT, scalar,
                 "is not a weight (a plain decimal such as 3 or 0.5, above 0, at most 1000000, up "
                 "to six digits after the point)");
    }
}

static void read_carried(struct wp_reading *reading, struct wp_item *item,
                         const struct wp_event *scalar)
{
    wp_decimal value = 0;

    if (memchr(scalar->value.data, '.', scalar->value.length) != NULL ||
        !wp_decimal_parse(scalar->value, &value) || value == 0 ||
        value > WP_CARRIED_MAX * WP_DECIMAL_ONE)
        complain(reading, WP_KEY_CARRIED, scalar, "is not a whole number from 1 to 9999");
    else
        item->carried = (uint32_t)(value / WP_DECIMAL_ONE);
}

static void read_repeat(struct wp_reading *reading, struct wp_item *item,
                        const struct wp_event *scalar)
{
    item->weekly = wp_str_equal_c(scalar->value, "weekly");
    if (!item->weekly)
        complain(reading, WP_KEY_REPEAT, scalar, "cannot be (the only value is 'weekly')");
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
                 "is not a progress (write 60%, 2/3 or 2/3 talks; plain decimals, up to six digits "
                 "after the point)");
        break;
    case WP_MEASURE_OVER_100:
        complain(reading, WP_KEY_PROGRESS, scalar, "is more than 100%");
        break;
    case WP_MEASURE_OF_ZERO:
        complain(reading, WP_KEY_PROGRESS, scalar, "needs something above 0 after the '/'");
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
    if (reading->week->start == WP_NO_DAY)
        complain(reading, WP_KEY_WEEK, scalar,
                 "is not a week (write its first day as YYYY-MM-DD, or its ISO number as "
                 "YYYY-Www)");
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
    if (scalar->refused || (is_empty(scalar) && key != WP_KEY_TITLE && key != WP_KEY_WEEK))
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
        wp_text_error(reading->text, reading->problems, scalar->span,
                      "%s: this has to be a list (one line '- title' for each)", wp_keys[key].name);
        break;
    }
}
