/*
 * Nodes of a document, read one event at a time: scalars, collections, and the keys of a
 * mapping. The plan and the configuration are both read with it.
 *
 *     struct wp_node_reader reader;
 *     struct wp_event key, value;
 *
 *     wp_node_reader_open(&reader, &document, &problems);
 *     wp_node_reader_next(&reader, &value);                       // a mapping begins
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
    const struct wp_document *document; /* borrowed */
    struct wp_problems *problems;       /* borrowed */
    struct wp_parser *parser;
    size_t end;             /* of the last node that has bytes of its own */
    struct wp_span *blocks; /* literal and folded scalars so far, in their order */
    size_t block_count;
    size_t block_capacity;
};

/* Begin to read a document that has passed wp_document_check. */
void wp_node_reader_open(struct wp_node_reader *reader, const struct wp_document *document,
                         struct wp_problems *problems);

/* Free what the reader owns. No-op on a zeroed struct. */
void wp_node_reader_close(struct wp_node_reader *reader);

/*
 * Read the next event. libyaml places an empty value after its dash or its colon, or else
 * (in a flow collection, after `? key`) at the next token: then it is moved to its colon, or
 * without a colon to the end of its key.
 *
 * Return WP_INVALID if the document cannot be read further; the reason is reported. With a
 * list of problems without room, return WP_INVALID after any error.
 */
enum wp_status wp_node_reader_next(struct wp_node_reader *reader, struct wp_event *event);

/* A digest of a node. Two nodes with the same digest have the same value. */
struct wp_node_digest {
    uint64_t hash;   /* of kinds and values; plain scalars differ from quoted ones */
    unsigned levels; /* collections within each other; 0 for a scalar */
};

/* Add an event to the hash. */
void wp_node_digest_add(struct wp_node_digest *digest, const struct wp_event *event);

/* Read past the rest of the node whose first event is `first`. Report merge keys in it. Add
 * the node to `digest`; NULL is allowed. */
enum wp_status wp_node_reader_skip(struct wp_node_reader *reader, const struct wp_event *first,
                                   struct wp_node_digest *digest);

/* Read the next key of a mapping; WP_EVENT_CLOSE is the end of the mapping. A key that is
 * not a scalar, and a merge key, is reported: then `refused` is set. The rest of a key that
 * is a collection has been read. */
enum wp_status wp_node_reader_next_key(struct wp_node_reader *reader, struct wp_event *key);

/* Report an unknown key: with a suggestion, or if it is NULL with the advice. */
void wp_node_reader_report_unknown(struct wp_node_reader *reader, const struct wp_event *key,
                                   const char *suggestion, const char *advice);

/* Report the key `name` at `span`, which is already at `first`. */
void wp_node_reader_report_twice(struct wp_node_reader *reader, struct wp_span span,
                                 const char *name, struct wp_span first, const char *advice);

/* Report the value of the key `name`: "NAME: 'VALUE' PROBLEM". */
void wp_node_reader_report_value(struct wp_node_reader *reader, const char *name,
                                 const struct wp_event *scalar, const char *problem);

/* Return the line of the span, for a message; 0 if the message will not be kept. */
uint64_t wp_node_reader_line(const struct wp_node_reader *reader, struct wp_span span);

#endif
