/*
 * The plan format for editors: a JSON Schema of one week, as each document of a
 * plan is one. It knows keys, what they hold and where they may stand from
 * plan/keys, and refuses what can be told of one value, or of two keys of one
 * item. The rest is for `check`.
 */
#ifndef RENDER_SCHEMA_H
#define RENDER_SCHEMA_H

#include <weekplan/buf.h>

/* Appends the schema (draft 7, which all editors know); `out->failed` says when
 * memory was out. */
void wp_schema_json(struct wp_buf *out);

#endif
