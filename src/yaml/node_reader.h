/*
 * Read the nodes of a document one event at a time: scalars, collections, and the keys of a
 * mapping. Both the plan and the configuration are read with this reader.
 *
 *     struct wp_node_reader reader;
 *     struct wp_event key, value;
 *
 *     wp_node_reader_open(&reader, &document, &problems);
 *     wp_node_reader_next(&reader, &value);                // a mapping begins
 *     while (wp_node_reader_next_key(&reader, &key) == WP_OK && key.kind != WP_EVENT_CLOSE) {
 *         wp_node_reader_next(&reader, &value);
 *         wp_node_reader_skip(&reader, &value, NULL);
 *     }
 *     wp_node_reader_close(&reader);
 */
#ifndef YAML_NODE_READER_H
#define YAML_NODE_READER_H

#include "yaml/parser.h"

struct wp_node_reader {
    const struct wp_document *document; /* the document that is read; borrowed */
    struct wp_problems *problems;       /* list to which errors are appended; borrowed */
    struct wp_parser *parser;
    size_t end; /* end offset of the last node that is not empty */
    /* spans of the block scalars read so far, in the order of the document; owned */
    struct wp_span *blocks;
    size_t block_count;
    size_t block_capacity;
};

/* Begin to read a document that wp_document_check has accepted. */
void wp_node_reader_open(struct wp_node_reader *reader, const struct wp_document *document,
                         struct wp_problems *problems);

/* Free the parser and the list of block scalars. No-op on a zeroed struct. */
void wp_node_reader_close(struct wp_node_reader *reader);

/*
 * Read the next event. The span of an empty value is set to the offset after its dash or colon;
 * without a colon, to the end of its key. libyaml 0.2.5 places some empty values at the next token
 * instead (in a flow collection, after `? key`).
 *
 * WP_INVALID  the document cannot be read further, and the reason has been reported; or an error
 *             has occurred, and the list of problems has no room for any
 */
enum wp_status wp_node_reader_next(struct wp_node_reader *reader, struct wp_event *event);

/* Digest of a node. Two nodes with the same digest have the same value. */
struct wp_node_digest {
    /* hash of the kinds and values of its events; a plain scalar differs from a quoted one */
    uint64_t hash;
    unsigned levels; /* depth of nested collections; 0 for a scalar */
};

/* Add an event to the hash of `digest`. */
void wp_node_digest_add(struct wp_node_digest *digest, const struct wp_event *event);

/* Skip the rest of the node whose first event is `first`. Report the merge keys (`<<`) in the node.
 * Add the node to `digest`; NULL is allowed. */
enum wp_status wp_node_reader_skip(struct wp_node_reader *reader, const struct wp_event *first,
                                   struct wp_node_digest *digest);

/* Read the next key of a mapping. WP_EVENT_CLOSE is the end of the mapping. A merge key (`<<`), and
 * a key that is not a scalar, is reported and has `refused` set. A key that is a collection is read
 * to its end. */
enum wp_status wp_node_reader_next_key(struct wp_node_reader *reader, struct wp_event *key);

/* Report an unknown key. `suggestion` is the name of the known key that was probably meant. If
 * `suggestion` is NULL, the message ends with `advice` instead, a text about what to write. */
void wp_node_reader_report_unknown(struct wp_node_reader *reader, const struct wp_event *key,
                                   const char *suggestion, const char *advice);

/* Report that the key `name` at `span` is set twice. The first key of that name is at `first`. The
 * message ends with `advice`, a text about what to do. */
void wp_node_reader_report_twice(struct wp_node_reader *reader, struct wp_span span,
                                 const char *name, struct wp_span first, const char *advice);

/* Report the value of the key `name`: "NAME: 'VALUE' PROBLEM". */
void wp_node_reader_report_value(struct wp_node_reader *reader, const char *name,
                                 const struct wp_event *scalar, const char *problem);

/* Return the number of the line of `span`, for a message. Return 0 if the list of problems is full,
 * because the message would only be counted. */
uint64_t wp_node_reader_line(const struct wp_node_reader *reader, struct wp_span span);

#endif
