/*
 * The plan format as a JSON Schema, for editors.
 *
 * The schema describes one document of a plan, a week. It is made from the table of keys in
 * plan/keys. It checks each value, and keys of one item that contradict each other. All other
 * rules are checked by `weekplan check` only.
 */
#ifndef RENDER_PLAN_SCHEMA_H
#define RENDER_PLAN_SCHEMA_H

#include <weekplan/buf.h>

/* Append the schema, of JSON Schema draft 7, the version that all editors support. */
void wp_plan_schema(struct wp_buf *out);

#endif
