#include "read/read_item_value.h"

#include <string.h>

#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/parse_value.h"
#include "read/swallowed_item.h"
#include "yaml/diagnose.h"

/* Warn of a comment such as `title: Read #12`: a '#' directly before a word, after a plain scalar.
 * The comment was most likely meant as text. */
static void warn_of_comment(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str bytes = reading->nodes.document->bytes;
    size_t at = wp_span_end(scalar->span);
    size_t hash = at;

    while (hash < bytes.length && (bytes.data[hash] == ' ' || bytes.data[hash] == '\t'))
        hash++;
    if (scalar->style != WP_SCALAR_PLAIN || hash == at || hash + 1 >= bytes.length ||
        bytes.data[hash] != '#' || strchr(" \t\r\n#", bytes.data[hash + 1]) != NULL)
        return;
    wp_document_warning(reading->nodes.document, reading->nodes.problems, wp_span(hash, 1),
                        "this '#' begins a comment, which is not part of the text (put quotes "
                        "around the whole text, or a space after the '#')");
}

/* Return the value of a scalar, which lives as long as the week. If the document has the same bytes
 * at the span of the scalar, perhaps in quotes, borrow them. Else copy the value. */
static struct wp_str lasting_value(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str text =
        wp_str_slice(reading->nodes.document->bytes, scalar->span.offset, scalar->span.length);

    if (text.length == scalar->value.length + 2)
        text = wp_str_slice(text, 1, scalar->value.length);
    return wp_str_equal(text, scalar->value) ? text : wp_arena_copy(reading->arena, scalar->value);
}

/* Warn of a comment or an item that its author may have meant as text. `value` is the result of
 * lasting_value for the scalar. No-op if the limit of the list of problems is 0. */
static void warn_of_text(struct wp_reading *reading, const struct wp_event *scalar,
                         struct wp_str value)
{
    if (reading->nodes.problems->limit == 0)
        return;
    warn_of_comment(reading, scalar);
    if (value.data != reading->nodes.document->bytes.data + scalar->span.offset)
        wp_swallowed_item_warn(&reading->nodes, scalar);
}

struct wp_str wp_item_value_string(struct wp_reading *reading, const struct wp_event *scalar)
{
    struct wp_str text = lasting_value(reading, scalar);

    warn_of_text(reading, scalar, text);
    return text;
}

/* Whether the scalar is null in the YAML core schema (YAML 1.2.2, 10.3.2): empty, `~` or `null`. A
 * scalar in quotes is a text. */
static bool is_null(const struct wp_event *scalar)
{
    struct wp_str value = scalar->value;

    if (scalar->style != WP_SCALAR_PLAIN || value.length > strlen("null"))
        return false;
    return value.length == 0 || wp_str_equal_c(value, "~") || wp_str_equal_c(value, "null") ||
           wp_str_equal_c(value, "Null") || wp_str_equal_c(value, "NULL");
}

/* Warn of an item such as `- title:Fix it`, in which the space after the colon is missing. */
static void warn_of_glued_key(struct wp_reading *reading, const struct wp_event *scalar)
{
    if (reading->nodes.problems->limit == 0 || scalar->style != WP_SCALAR_PLAIN)
        return;

    const char *colon = memchr(scalar->value.data, ':', scalar->value.length);
    size_t length = colon != NULL ? (size_t)(colon - scalar->value.data) : 0;

    if (colon == NULL || wp_key_find(wp_str_slice(scalar->value, 0, length)) < 0)
        return;
    wp_document_warning(
        reading->nodes.document, reading->nodes.problems, wp_span(scalar->span.offset, length + 1),
        "this is read as a part of the text (to make it a key, put a space after the colon)");
}

/* Whether the value is free text, so that a '#' or a '- ' may have been meant as text. */
static bool is_prose(const struct wp_item *item, enum wp_key key)
{
    switch (wp_keys[key].kind) {
    case WP_KIND_STRING:
    case WP_KIND_TITLE:
    case WP_KIND_ID:
    case WP_KIND_STRINGS:
        return true;
    case WP_KIND_REASON_OR_YES:
    case WP_KIND_DAY_REASON_YES:
        return wp_item_value_reason(item, key).length > 0;
    default:
        return false;
    }
}

static void set_value(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                      const struct wp_event *scalar)
{
    struct wp_str text = lasting_value(reading, scalar);
    const char *problem = wp_item_parse_value(item, key, text, reading->arena);

    if (problem != NULL)
        wp_node_reader_report_value(&reading->nodes, wp_keys[key].name, scalar, problem);
    else if (is_prose(item, key))
        warn_of_text(reading, scalar, text);
    if (item->parent == NULL && wp_keys[key].kind == WP_KIND_STRING &&
        reading->nodes.problems->limit > 0)
        wp_swallowed_item_warn_at_end(&reading->nodes, item, scalar);
}

void wp_item_value_read_title(struct wp_reading *reading, struct wp_item *item,
                              const struct wp_event *scalar)
{
    if (wp_str_trim(scalar->value).length == 0 || is_null(scalar)) {
        wp_diagnose(reading->nodes.document, reading->nodes.problems, WP_SLIP_EMPTY_TITLE,
                    scalar->span);
        return;
    }
    warn_of_glued_key(reading, scalar);
    set_value(reading, item, WP_KEY_TITLE, scalar);
}

wp_day wp_item_value_week_start(struct wp_str value)
{
    struct wp_iso_week iso;
    wp_day day;

    if (wp_day_parse(value, &day))
        return day;
    return wp_iso_week_parse(value, &iso) ? wp_iso_week_monday(iso) : WP_NO_DAY;
}

static void set_week(struct wp_reading *reading, const struct wp_event *scalar)
{
    reading->week->start = wp_item_value_week_start(scalar->value);
    if (reading->week->start != WP_NO_DAY)
        return;
    if (scalar->value.length == 0)
        wp_document_error(reading->nodes.document, reading->nodes.problems, scalar->span,
                          "week: its first day is missing (write it as YYYY-MM-DD)");
    else if (wp_day_shaped(scalar->value))
        wp_node_reader_report_value(&reading->nodes, wp_keys[WP_KEY_WEEK].name, scalar,
                                    wp_day_problem(scalar->value));
    else
        wp_node_reader_report_value(
            &reading->nodes, wp_keys[WP_KEY_WEEK].name, scalar,
            "is not a week (write its first day as in 2019-08-04, or its ISO number as in "
            "2019-W32)");
}

/* Report `goals:` or `subtasks:` with a scalar instead of a list. */
static void report_no_list(struct wp_reading *reading, enum wp_key key,
                           const struct wp_event *scalar)
{
    bool dash = scalar->value.length > 1 && scalar->value.data[0] == '-';

    wp_document_error(reading->nodes.document, reading->nodes.problems, scalar->span,
                      "%s: this has to be a list (%s)", wp_keys[key].name,
                      dash ? "put a space after each '-'"
                           : "write each on a line of its own: '- title'");
}

/* Whether the value is null. `goals: ~` is not allowed instead of an empty list, because an edit
 * could not add an item below the `~`. */
static bool is_empty_value(const struct wp_event *scalar, enum wp_key key)
{
    return is_null(scalar) && (scalar->value.length == 0 || !wp_key_holds_items(key));
}

void wp_item_value_read(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                        const struct wp_event *scalar)
{
    bool required = key == WP_KEY_WEEK || (key == WP_KEY_TITLE && item->parent != NULL);

    if (scalar->refused || (is_empty_value(scalar, key) && !required))
        return;
    switch (wp_keys[key].kind) {
    case WP_KIND_TITLE:
        wp_item_value_read_title(reading, item, scalar);
        break;
    case WP_KIND_WEEK:
        set_week(reading, scalar);
        break;
    case WP_KIND_ITEMS:
        report_no_list(reading, key, scalar);
        break;
    default:
        set_value(reading, item, key, scalar);
        break;
    }
}
