/*
 * A week while it is built from the events of its document: what the parts of
 * the builder share. mapping.c reads one mapping with its keys; build.c the
 * lists of items, and the document as a whole.
 */
#ifndef READ_WEEK_BUILDER_H
#define READ_WEEK_BUILDER_H

#include "read/item_value.h"
#include "yaml/parser.h"

/* A name that has to be the only one of its kind. */
struct wp_unique_name {
    struct wp_str name;
    struct wp_span span;
};

struct wp_week_builder {
    struct wp_reading reading;
    struct wp_parser *events;
    const struct wp_window *wanted;
    bool bare;       /* no item keeps its fields */
    size_t last_end; /* of the last node that has bytes of its own */
    /* The fields of the mappings that are open, innermost last. */
    struct wp_field *fields;
    size_t field_count;
    size_t field_capacity;
    /* And their keys that begin with `x-`. */
    struct wp_unique_name *extras;
    size_t extra_count;
    size_t extra_capacity;
    size_t extra_total;     /* of the mappings that are closed, too */
    uint64_t fingerprint;   /* of the keys with `x-` of one item, so far */
    size_t text_total;      /* tags and links */
    struct wp_span *blocks; /* see struct wp_week */
    size_t block_count;
    size_t block_capacity;
    struct wp_span start_span; /* the value of `week:` */
    bool unwanted;             /* which is outside of what is wanted */
};

/* The next event. An empty value has no bytes. libyaml puts it behind its dash
 * or its colon, or else (within brackets, after `? key`) at the next token: then
 * it is moved to its colon, or where it has none to the end of its key. */
enum wp_status wp_week_builder_next(struct wp_week_builder *b, struct wp_event *event);

/* Reads over the rest of a node whose first event is `opening`. */
enum wp_status wp_week_builder_skip(struct wp_week_builder *b, const struct wp_event *opening);

/* The same, and finds out how many collections there are within each other; 0 for
 * a scalar. Adds what it reads to the fingerprint. */
enum wp_status wp_week_builder_depth(struct wp_week_builder *b, const struct wp_event *opening,
                                     unsigned *levels);

/* Add to the fingerprint what a reader of the file is given for an event: a scalar's text,
 * and whether it is plain, for then the text may be a number; how collections begin and
 * end, but not whether they stand between brackets. */
void wp_builder_note_event(struct wp_week_builder *b, const struct wp_event *event);

/* Whether a mapping's key is YAML's merge key, and saying that it is refused. */
bool wp_week_builder_is_merge_key(const struct wp_event *key);
void wp_week_builder_refuse_merge_key(struct wp_week_builder *b, const struct wp_event *key);

/* Put a field, whose value is not known yet, or a key of the author's own, behind
 * those that are there. */
enum wp_status wp_week_builder_push_field(struct wp_week_builder *b, enum wp_key key,
                                          struct wp_span name);
enum wp_status wp_week_builder_push_extra(struct wp_week_builder *b, const struct wp_event *key);

/* The line on which the span begins, for a message; 0 when none will be kept. */
uint64_t wp_week_builder_line(const struct wp_week_builder *b, struct wp_span span);

/* Reports each of `names`, which it sorts, that is there already: "the WHAT
 * 'name' is there already, on line 4 (ADVICE)". */
void wp_week_builder_report_equal(struct wp_week_builder *b, struct wp_unique_name *names,
                                  size_t count, const char *what, const char *advice);

/* Reads a mapping into `item`; `where` is WP_ON_WEEK and so on. */
enum wp_status wp_item_mapping_read(struct wp_week_builder *b, struct wp_item *item, unsigned where,
                                    const struct wp_event *opening);

/* Reads the rest of a list of items, whose beginning has been read. */
enum wp_status wp_week_builder_read_items(struct wp_week_builder *b, struct wp_item *parent,
                                          unsigned where);

#endif
