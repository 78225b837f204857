#include "render/json.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "plan/tag.h"
#include "render/escape.h"
#include <weekplan/progress.h>

enum { DUMP_FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(15) };

void wp_json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        wp_memory_exhausted();
}

void wp_json_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        wp_memory_exhausted();
}

/* Append the escape sequence \uXXXX, or a pair of surrogates for a character above U+FFFF (RFC
 * 8259, 7). */
static void put_escape(struct wp_buf *out, int32_t character)
{
    int32_t above = character - 0x10000;

    if (above < 0)
        wp_buf_printf(out, "\\u%04X", (unsigned)character);
    else
        wp_buf_printf(out, "\\u%04X\\u%04X", (unsigned)(0xD800 + (above >> 10)),
                      (unsigned)(0xDC00 + (above & 0x3FF)));
}

/* Append a chunk of jansson's output. A chunk has whole UTF-8 characters. Jansson escapes only
 * C0, so escape the other control characters and the invisible characters. */
static int json_put_chunk(const char *bytes, size_t length, void *context)
{
    struct wp_buf *out = context;
    struct wp_str rest = {bytes, length};
    size_t plain = 0;

    while (plain < rest.length) {
        int32_t character;
        size_t size = wp_utf8_decode(wp_str_slice(rest, plain, rest.length), &character);

        if (!wp_utf8_is_control(character) && !wp_utf8_is_invisible(character)) {
            plain += size;
            continue;
        }
        wp_buf_append(out, wp_str_slice(rest, 0, plain));
        put_escape(out, character);
        rest = wp_str_slice(rest, plain + size, rest.length);
        plain = 0;
    }
    wp_buf_append(out, rest);
    return 0;
}

static void json_dump(struct wp_buf *out, json_t *object, size_t flags)
{
    if (json_dump_callback(object, json_put_chunk, out, flags) != 0)
        wp_memory_exhausted();
    json_decref(object);
}

void wp_json_put_members(struct wp_buf *out, json_t *object)
{
    json_dump(out, object, DUMP_FLAGS | JSON_EMBED);
}

void wp_json_put_object(struct wp_buf *out, json_t *object)
{
    json_dump(out, object, DUMP_FLAGS);
}

json_t *wp_json_text(struct wp_str value)
{
    return json_stringn(value.length > 0 ? value.data : "", value.length);
}

json_t *wp_json_text_or_null(struct wp_str value)
{
    return value.length > 0 ? wp_json_text(value) : json_null();
}

/* Return the content of `buf` as a JSON string, and free `buf`. */
static json_t *json_take_text(struct wp_buf *buf)
{
    json_t *value = wp_json_text(wp_buf_str(buf));

    wp_buf_free(buf);
    return value;
}

json_t *wp_json_any_text(const char *value)
{
    struct wp_buf clean = WP_BUF_INIT;

    if (wp_utf8_is_valid(wp_str(value)))
        return wp_json_text(wp_str(value));
    wp_escape_line(&clean, wp_str(value));
    return json_take_text(&clean);
}

json_t *wp_json_day(wp_day day)
{
    struct wp_buf buf = WP_BUF_INIT;

    if (day == WP_NO_DAY)
        return json_null();
    wp_day_format(&buf, day);
    return json_take_text(&buf);
}

json_t *wp_json_iso_week(wp_day start)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_iso_week_format(&buf, wp_iso_week_of_start(start));
    return json_take_text(&buf);
}

json_t *wp_json_decimal(wp_decimal millionths)
{
    if (millionths % WP_DECIMAL_ONE == 0)
        return json_integer((json_int_t)(millionths / WP_DECIMAL_ONE));
    return json_real((double)millionths / (double)WP_DECIMAL_ONE);
}

json_t *wp_json_percent(int percent_tenths)
{
    return percent_tenths < 0 ? json_null() : wp_json_tenths(percent_tenths);
}

json_t *wp_json_tenths(int32_t tenths)
{
    if (tenths == WP_NO_PERCENT)
        return json_null();
    if (tenths % 10 == 0)
        return json_integer(tenths / 10);
    return json_real((double)tenths / 10);
}

json_t *wp_json_skip(bool skip, struct wp_str reason)
{
    if (!skip)
        return json_null();
    return reason.length > 0 ? wp_json_text(reason) : json_true();
}

json_t *wp_json_path(const struct wp_item *item)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_item_path(&buf, item);
    return json_take_text(&buf);
}

static json_t *string_array(struct wp_list values)
{
    json_t *array = json_array();
    size_t i;

    for (i = 0; i < values.count; i++)
        wp_json_append(array, wp_json_text(values.items[i]));
    return array;
}

static json_t *progress_or_null(const struct wp_progress_value *value)
{
    json_t *object;

    if (!value->given)
        return json_null();
    object = json_object();
    wp_json_set(object, "have", wp_json_decimal(value->have));
    wp_json_set(object, "of", wp_json_decimal(value->of));
    wp_json_set(object, "unit", wp_json_text_or_null(value->unit));
    return object;
}

const char *wp_json_state(enum wp_state state)
{
    static const char *const names[] = {
        [WP_OPEN] = "open", [WP_DONE] = "done", [WP_DROPPED] = "dropped"};

    return names[state];
}

/* Return the object of an item without its subtasks. */
static json_t *item_object(const struct wp_view *view, const struct wp_row *row)
{
    const struct wp_item *item = row->item;
    bool overdue = wp_item_is_overdue(item, view->end, view->today);
    json_t *object = json_object();

    wp_json_set(object, "path", wp_json_path(item));
    wp_json_set(object, "id", wp_json_text_or_null(item->id));
    wp_json_set(object, "title", wp_json_text(item->title));
    wp_json_set(object, "state", json_string(wp_json_state(item->progress.state)));
    wp_json_set(object, "percent", wp_json_percent(row->percent_tenths));
    wp_json_set(object, "weight",
                wp_json_decimal(wp_item_is_also(item) ? 0 : item->progress.weight));
    wp_json_set(object, "progress", progress_or_null(&item->progress_value));
    wp_json_set(object, "done_on", wp_json_day(item->done_on));
    wp_json_set(object, "dropped_on", wp_json_day(item->dropped_on));
    wp_json_set(object, "dropped_reason", wp_json_text_or_null(item->dropped_reason));
    wp_json_set(object, "due", wp_json_day(item->due));
    wp_json_set(object, "overdue", json_boolean(overdue));
    wp_json_set(object, "carried", json_integer(item->carried));
    wp_json_set(object, "repeat", item->weekly ? json_string("weekly") : json_null());
    wp_json_set(object, "note", wp_json_text_or_null(item->note));
    wp_json_set(object, "tags", string_array(item->tags));
    wp_json_set(object, "links", string_array(item->links));
    return object;
}

json_t *wp_json_week(const struct wp_view *view)
{
    const struct wp_week *week = view->week;
    json_t *object = json_object();

    wp_json_set(object, "start", wp_json_day(week->start));
    wp_json_set(object, "end", wp_json_day(view->end));
    wp_json_set(object, "iso", wp_json_iso_week(week->start));
    wp_json_set(object, "title", wp_json_text_or_null(week->root.title));
    wp_json_set(object, "note", wp_json_text_or_null(week->root.note));
    wp_json_set(object, "skip", wp_json_skip(week->root.skip, week->root.skip_reason));
    wp_json_set(object, "review", wp_json_text_or_null(week->root.review));
    return object;
}

void wp_json_set_week(json_t *object, const struct wp_view *view)
{
    const struct wp_week *week = view->week;

    wp_json_set(object, "week", week->later ? json_null() : wp_json_week(view));
    if (!week->later)
        return;
    wp_json_set(object, "later", json_true());
    wp_json_set(object, "note", wp_json_text_or_null(week->root.note));
}

json_t *wp_json_left_open(const struct wp_left_week *left)
{
    json_t *object;

    if (left == NULL)
        return json_null();
    object = json_object();
    wp_json_set(object, "start", wp_json_day(left->start));
    wp_json_set(object, "items", json_integer((json_int_t)left->items));
    wp_json_set(object, "goals", json_integer((json_int_t)left->goals));
    return object;
}

json_t *wp_json_selected(const struct wp_view *view)
{
    json_t *object = json_object();
    json_t *tags = json_array();

    for (size_t i = 0; i < view->tags->count; i++)
        wp_json_append(tags, wp_json_text(wp_tag_name(view->tags->items[i])));
    wp_json_set(object, "tags", tags);
    wp_json_set(object, "items", json_integer((json_int_t)view->tagged));
    wp_json_set(object, "of", json_integer((json_int_t)view->tagged_of));
    return object;
}

json_t *wp_json_head(wp_day today)
{
    json_t *object = json_object();

    wp_json_set(object, "version", json_integer(1));
    wp_json_set(object, "today", wp_json_day(today));
    return object;
}

static void put_rows_from(struct wp_buf *out, const struct wp_view *view, unsigned depth,
                          size_t *next);

/* Append the object of an item. Its subtasks are the rows from *next on whose depth is `depth`.
 * Advance *next past them. */
static void put_item(struct wp_buf *out, const struct wp_view *view, const struct wp_row *row,
                     unsigned depth, size_t *next)
{
    wp_buf_putc(out, '{');
    wp_json_put_members(out, item_object(view, row));
    wp_buf_puts(out, ",\"subtasks\":[");
    put_rows_from(out, view, depth, next);
    wp_buf_puts(out, "]}");
}

/* Append the rows from *next on whose depth is `depth`, with their subtasks. Advance *next past all
 * of them. */
static void put_rows_from(struct wp_buf *out, const struct wp_view *view, unsigned depth,
                          size_t *next)
{
    const char *separator = "";

    while (*next < view->row_count && view->rows[*next].depth == depth) {
        const struct wp_row *row = &view->rows[(*next)++];

        wp_buf_puts(out, separator);
        put_item(out, view, row, depth + 1, next);
        separator = ",";
    }
}

void wp_json_put_rows(struct wp_buf *out, const struct wp_view *view)
{
    size_t next = 0;

    put_rows_from(out, view, 1, &next);
}

void wp_json_put_also(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_item *item = view->also_row_count > 0 ? view->week->also.first : NULL;
    const char *separator = "";
    size_t next = view->row_count;

    for (; item != NULL; item = item->next) {
        const struct wp_row row = wp_view_row(view, item);

        if (!wp_view_selects(view, item))
            continue;
        wp_buf_puts(out, separator);
        separator = ",";
        put_item(out, view, &row, 1, &next);
    }
}

void wp_json_put_top(struct wp_buf *out, const struct wp_view *view)
{
    const struct wp_row top = wp_view_row(view, view->top);
    size_t next = 0;

    put_item(out, view, &top, 1, &next);
}
