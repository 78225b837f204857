/*
 * A week while it is built from the events of its document. item_mapping.c reads the mapping of
 * an item, week.c the lists of items and the document as a whole.
 */
#ifndef READ_WEEK_BUILDER_H
#define READ_WEEK_BUILDER_H

#include "read/item_value.h"
#include "yaml/parser.h"

/* A name that no other of its kind may have: an id, or a key of one mapping. */
struct wp_unique_name {
    struct wp_str name;
    struct wp_span span;
};

struct wp_week_builder {
    struct wp_reading reading;
    struct wp_parser *events;
    const struct wp_window *wanted; /* see wp_week_build */
    size_t last_end;                /* end of the last node that has bytes of its own */
    struct wp_field *fields;        /* of the mappings that are open, the innermost last */
    size_t field_count;
    size_t field_capacity;
    struct wp_unique_name *extras; /* keys with `x-` of the mappings that are open */
    size_t extra_count;
    size_t extra_capacity;
    size_t extra_total;     /* number of all keys with `x-` of the week so far */
    uint64_t fingerprint;   /* of the keys with `x-` of one item so far */
    size_t string_total;    /* number of tags and links of the week so far */
    struct wp_span *blocks; /* literal and folded scalars; see struct wp_week */
    size_t block_count;
    size_t block_capacity;
    struct wp_span start_span; /* the value of `week:` */
    bool unwanted;             /* the first day is outside `wanted` */
};

/*
 * Read the next event. An empty value has no bytes. libyaml places it after its dash or its
 * colon, or at the next token (in flow style, after `? key`). The latter is moved to the
 * colon, or without a colon to the end of the key.
 */
enum wp_status wp_week_builder_next(struct wp_week_builder *b, struct wp_event *event);

/* Read over the rest of a node whose first event is `opening`. */
enum wp_status wp_week_builder_skip(struct wp_week_builder *b, const struct wp_event *opening);

/* Read over the rest of a node whose first event is `opening`, and add it to the fingerprint.
 * Set *levels to the number of collections within each other, 0 for a scalar. */
enum wp_status wp_week_builder_depth(struct wp_week_builder *b, const struct wp_event *opening,
                                     unsigned *levels);

/* Add an event to the fingerprint: the text of a scalar and whether it is plain, because a plain
 * text may be a number; the begin and end of a collection, but not its style. */
void wp_builder_note_event(struct wp_week_builder *b, const struct wp_event *event);

/* Return whether the key of a mapping is YAML's merge key (`<<`). */
bool wp_week_builder_is_merge_key(const struct wp_event *key);

/* Report a merge key, which the format refuses. */
void wp_week_builder_refuse_merge_key(struct wp_week_builder *b, const struct wp_event *key);

/* Append a field, whose value is not known yet. */
void wp_week_builder_push_field(struct wp_week_builder *b, enum wp_key key, struct wp_span name);

/* Append a key that begins with `x-`. WP_INVALID if the week has too many. */
enum wp_status wp_week_builder_push_extra(struct wp_week_builder *b, const struct wp_event *key);

/* Return the number of the line on which the span begins, for a message. Return 0 if the list
 * of problems is full. */
uint64_t wp_week_builder_line(const struct wp_week_builder *b, struct wp_span span);

/* Sort `names`, and report each one that another has too: "the WHAT 'name' is there already, on
 * line 4 (ADVICE)". */
void wp_week_builder_report_equal(struct wp_week_builder *b, struct wp_unique_name *names,
                                  size_t count, const char *what, const char *advice);

/* Read the mapping of `item`, whose first event is `opening`. `where` is WP_ON_WEEK,
 * WP_ON_GOAL or WP_ON_SUBTASK. */
enum wp_status wp_item_mapping_read(struct wp_week_builder *b, struct wp_item *item, unsigned where,
                                    const struct wp_event *opening);

/* Read the rest of a list of items, after its first event. */
enum wp_status wp_week_builder_read_items(struct wp_week_builder *b, struct wp_item *parent,
                                          unsigned where);

#endif
