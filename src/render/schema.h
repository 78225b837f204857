/*
 * The plan format as a JSON Schema, for editors.
 *
 * The schema describes one week, because each document of a plan is one. It is made from
 * the table of keys in plan/keys. It checks one value at a time and contradictions between
 * two keys of one item; only `check` knows the other rules.
 */
#ifndef RENDER_SCHEMA_H
#define RENDER_SCHEMA_H

#include <weekplan/buf.h>

/* Append the schema. It is of draft 7, which all editors know. */
void wp_schema_json(struct wp_buf *out);

#endif
