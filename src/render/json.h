/*
 * What the JSON formats are made of. Strings and numbers are jansson's; objects
 * are written one at a time, so that a large week needs no tree of them in memory.
 * What a terminal would obey and what nobody can see is written as \uXXXX.
 *
 * A value is NULL where memory was out; wp_json_set and wp_json_put_members then
 * set out->failed.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <jansson.h>

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Appends the members of `object` without its braces and frees it. */
void wp_json_put_members(struct wp_buf *out, json_t *object);

/* Sets a member, which takes the value over. */
void wp_json_set(struct wp_buf *out, json_t *object, const char *key, json_t *value);

json_t *wp_json_text(struct wp_str value);
json_t *wp_json_text_or_null(struct wp_str value);

/* A text that may not be UTF-8, such as a file's name or what a broken file
 * holds. JSON cannot take that as it is: it is sanitized then. */
json_t *wp_json_any_text(const char *value);

/* WP_NO_DAY is null. */
json_t *wp_json_day(wp_day day);

/* "2019-W32" */
json_t *wp_json_iso_week(wp_day start);

/* `millionths` as a number without a needless ".0". */
json_t *wp_json_decimal(wp_decimal millionths);

/* -1 is null. */
json_t *wp_json_percent(int tenths);

/* A figure or a difference of several weeks; WP_NO_PERCENT is null. */
json_t *wp_json_figure(int32_t tenths);

/* The reason, or true without one; null for a week that counts. */
json_t *wp_json_skip(bool skip, struct wp_str reason);

/* "1.2" */
json_t *wp_json_path(const struct wp_item *item);

/* An item without its subtasks. */
json_t *wp_json_item(struct wp_buf *out, const struct wp_view *view, const struct wp_row *row);

/* The dates of a view and what is said about it. */
json_t *wp_json_week(struct wp_buf *out, const struct wp_view *view);

/* The members that every answer begins with. */
json_t *wp_json_head(struct wp_buf *out, wp_day today);

/* A week as `history` shows it; in history_json.c. */
json_t *wp_history_json_week(struct wp_buf *out, const struct wp_history_week *week);

/* Appends what `status` says, without the braces; in status_json.c. */
void wp_status_json_put_view(struct wp_buf *out, const struct wp_view *view);

#endif
