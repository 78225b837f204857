/*
 * Parts of the JSON formats. Values are made with jansson.
 *
 * Objects are written one at a time, so that a large week needs no tree of jansson values in
 * memory: append '{', then the members with wp_json_put_members, then long arrays, one element at
 * a time.
 *
 * No function returns NULL. If jansson has no memory, wp_json_set and wp_json_append end the
 * program by wp_memory_exhausted.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <jansson.h>

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Set a member of an object, and take ownership of `value`. */
void wp_json_set(json_t *object, const char *key, json_t *value);

/* Append an element to an array, and take ownership of `value`. */
void wp_json_append(json_t *array, json_t *value);

/* Append the members of `object` without its braces, and free `object`. Control characters and
 * invisible characters are written as \uXXXX. */
void wp_json_put_members(struct wp_buf *out, json_t *object);

/* Append `object` with its braces, and free `object`. */
void wp_json_put_object(struct wp_buf *out, json_t *object);

/* Return a JSON string of UTF-8 text. */
json_t *wp_json_text(struct wp_str value);

/* Return a JSON string, or null for an empty text. */
json_t *wp_json_text_or_null(struct wp_str value);

/* Return a JSON string of bytes that may not be UTF-8, as of a file name or of a broken plan.
 * Bytes that are not UTF-8 become U+FFFD. */
json_t *wp_json_any_text(const char *value);

/* Return the day as the string "2019-08-04", or null for WP_NO_DAY. */
json_t *wp_json_day(wp_day day);

/* Return the ISO week of the week that begins on `start`, as the string "2019-W32". */
json_t *wp_json_iso_week(wp_day start);

/* Return a decimal as a number; a whole number has no ".0". */
json_t *wp_json_decimal(wp_decimal millionths);

/* Return a percentage in tenths as a number of percent, or null for -1. */
json_t *wp_json_percent(int percent_tenths);

/* Return a percentage, or a difference of two percentages, in tenths, as a number. Return null
 * for WP_NO_PERCENT. */
json_t *wp_json_tenths(int32_t tenths);

/* Return the reason of a week off as a string, true for a week off without a reason, or null for
 * any other week. */
json_t *wp_json_skip(bool skip, struct wp_str reason);

/* Return the name of a state: "open", "done" or "dropped". */
const char *wp_json_state(enum wp_state state);

/* Return the path of an item as a string: "1.2". */
json_t *wp_json_path(const struct wp_item *item);

/* Return the object "week" of a view: first and last day, and the keys of the week itself. */
json_t *wp_json_week(const struct wp_view *view);

/* Set the member "week" to the object "week" of the view. For the list for later set "week" to
 * null, "later" to true, and "note". */
void wp_json_set_week(json_t *object, const struct wp_view *view);

/* Return what --tag selects: the tags, the number of items that have them, and that of all items.
 */
json_t *wp_json_selected(const struct wp_view *view);

/* Return a week that left items open: its first day, the numbers of these items and of their
 * goals. Return null for NULL. */
json_t *wp_json_left_open(const struct wp_left_week *left);

/* Return an object with the members that begin the JSON of every command. */
json_t *wp_json_head(wp_day today);

/* Append the items of `also:` as objects, in the order of the file, with commas between them.
 * Append nothing if the view has no rows for them. */
void wp_json_put_also(struct wp_buf *out, const struct wp_view *view);

/* Append the rows of a view as objects with their subtasks, with commas between the objects. */
void wp_json_put_rows(struct wp_buf *out, const struct wp_view *view);

/* Append the top item of a view as an object. Its subtasks are the rows of the view. */
void wp_json_put_top(struct wp_buf *out, const struct wp_view *view);

/* Return the object of one week of a history. Defined in history_json.c. */
json_t *wp_history_json_week(const struct wp_history_week *week);

/* Append the members of the JSON of `status`. Defined in status_json.c. */
void wp_status_json_put_members(struct wp_buf *out, const struct wp_view *view);

#endif
