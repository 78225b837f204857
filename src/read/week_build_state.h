/*
 * The state of building a week from the nodes of its document. read/week and read/item_mapping
 * share the state.
 */
#ifndef READ_WEEK_BUILD_STATE_H
#define READ_WEEK_BUILD_STATE_H

#include "read/read_item_value.h"

/* A name that must be unique among its kind: an id, or a key that begins with `x-`. */
struct wp_unique_name {
    struct wp_str name;
    struct wp_span span;
};

struct wp_week_build_state {
    struct wp_reading reading;
    /* window in which the wanted week begins; NULL to build any week */
    const struct wp_window *wanted;

    /* Stack of the fields of all mappings that have begun and not ended. The fields of the
     * innermost mapping are last. */
    struct wp_field *fields;
    size_t field_count;
    size_t field_capacity;

    /* Stack of the `x-` keys of all mappings that have begun and not ended. The keys of the
     * innermost mapping are last. */
    struct wp_unique_name *extras;
    size_t extra_count;
    size_t extra_capacity;

    size_t item_total;   /* number of items in the week so far, with the items of `also:` */
    size_t extra_total;  /* number of `x-` keys in the week so far */
    size_t string_total; /* number of tags and links in the week so far */

    struct wp_span start_span; /* span of the value of `week:`, or of the key `later` */
    bool unwanted;             /* whether the week does not begin in `wanted` */
};

/* Free the memory that the builder owns, but not the week. */
void wp_week_build_state_free(struct wp_week_build_state *b);

/* Push a field of the innermost mapping. The caller sets its `value` afterwards. */
void wp_week_build_state_push_field(struct wp_week_build_state *b, enum wp_key key,
                                    struct wp_span name);

/* Push an `x-` key of the innermost mapping. Return WP_INVALID if the week has more than
 * WP_EXTRAS_MAX of these keys. */
enum wp_status wp_week_build_state_push_extra(struct wp_week_build_state *b,
                                              const struct wp_event *key);

/* Sort the names, and report names that are equal: "the KIND 'NAME' is already on line 4
 * (ADVICE)". */
void wp_week_build_state_report_equal(struct wp_week_build_state *b, struct wp_unique_name *names,
                                      size_t count, const char *kind, const char *advice);

#endif
