/*
 * Parts of the JSON formats. Values are made with jansson.
 *
 * Objects are written one at a time, so that a large week does not need a tree of them in
 * memory: begin an object with '{', append its members with wp_json_put_members, and append
 * its long arrays one element at a time.
 *
 * No function returns NULL: wp_json_set and wp_json_append end the program through
 * wp_memory_exhausted if jansson could not allocate a value.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <jansson.h>

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Set a member. Takes ownership of `value`. */
void wp_json_set(json_t *object, const char *key, json_t *value);

/* Append an element. Takes ownership of `value`. */
void wp_json_append(json_t *array, json_t *value);

/* Append the members of `object`, without its braces, and free it. Control characters
 * and invisible characters are written as \uXXXX. */
void wp_json_put_members(struct wp_buf *out, json_t *object);

/* Append `object` with its braces and free it. */
void wp_json_put_object(struct wp_buf *out, json_t *object);

/* Return a string of UTF-8. */
json_t *wp_json_text(struct wp_str value);

/* Return a string, or null if it is empty. */
json_t *wp_json_text_or_null(struct wp_str value);

/* Return a string of bytes that may not be UTF-8, as the name of a file or a part of a
 * broken plan. Such bytes are replaced by U+FFFD, because JSON is UTF-8. */
json_t *wp_json_any_text(const char *value);

/* Return "2019-08-04", or null for WP_NO_DAY. */
json_t *wp_json_day(wp_day day);

/* Return "2019-W32" for the week that begins on `start`. */
json_t *wp_json_iso_week(wp_day start);

/* Return a number, without ".0" if it is whole. */
json_t *wp_json_decimal(wp_decimal millionths);

/* Return tenths of a percent as a number of percent, or null for -1. */
json_t *wp_json_percent(int percent_tenths);

/* Return a percentage or a difference of several weeks, in tenths, as a number, or null for
 * WP_NO_PERCENT. */
json_t *wp_json_tenths(int32_t tenths);

/* Return the reason of a week off, true if it has none, or null for another week. */
json_t *wp_json_skip(bool skip, struct wp_str reason);

/* Return the path of an item, as "1.2". */
json_t *wp_json_path(const struct wp_item *item);

/* Return the object "week" of a view: its dates and what the plan has for the week itself. */
json_t *wp_json_week(const struct wp_view *view);

/* Return an object with the members that the output of each command begins with. */
json_t *wp_json_head(wp_day today);

/* Append the rows of a view as objects with commas between them, each with its subtasks. */
void wp_json_put_rows(struct wp_buf *out, const struct wp_view *view);

/* Append the view's top, an item, as an object with the view's rows as its subtasks. */
void wp_json_put_top(struct wp_buf *out, const struct wp_view *view);

/* Return one week of a history; defined in history_json.c. */
json_t *wp_history_json_week(const struct wp_history_week *week);

/* Append the members of the JSON of `status`; defined in status_json.c. */
void wp_status_json_put_members(struct wp_buf *out, const struct wp_view *view);

#endif
