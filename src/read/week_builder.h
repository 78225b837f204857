/*
 * A week while it is built from the nodes of its document: what read/week and
 * read/item_mapping share.
 */
#ifndef READ_WEEK_BUILDER_H
#define READ_WEEK_BUILDER_H

#include "read/read_item_value.h"

/* A name that must be unique among its kind: an id, or a key that begins with `x-`. */
struct wp_unique_name {
    struct wp_str name;
    struct wp_span span;
};

struct wp_week_builder {
    struct wp_reading reading;
    const struct wp_window *wanted; /* NULL for any week */

    /* Fields of the open mappings, those of the innermost mapping last. */
    struct wp_field *fields;
    size_t field_count;
    size_t field_capacity;

    /* Keys with `x-` of the open mappings, those of the innermost mapping last. */
    struct wp_unique_name *extras;
    size_t extra_count;
    size_t extra_capacity;

    size_t extra_total;  /* keys with `x-` in the week so far */
    size_t string_total; /* tags and links in the week so far */

    struct wp_span start_span; /* the value of `week:` */
    bool unwanted;             /* `week:` is not in `wanted` */
};

/* Free what the builder owns. */
void wp_week_builder_free(struct wp_week_builder *b);

/* Append a field of the innermost mapping. Its value is not known yet. */
void wp_week_builder_push_field(struct wp_week_builder *b, enum wp_key key, struct wp_span name);

/* Append a key with `x-` of the innermost mapping. Return WP_INVALID if the week has too
 * many. */
enum wp_status wp_week_builder_push_extra(struct wp_week_builder *b, const struct wp_event *key);

/* Sort the names, and report each that is there twice: "the KIND 'NAME' is already on
 * line 4 (ADVICE)". */
void wp_week_builder_report_equal(struct wp_week_builder *b, struct wp_unique_name *names,
                                  size_t count, const char *kind, const char *advice);

#endif
