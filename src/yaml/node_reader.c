#include "yaml/node_reader.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "yaml/diagnose.h"

enum { TEXT_COLUMNS = 40 };

void wp_node_reader_open(struct wp_node_reader *reader, const struct wp_document *document,
                         struct wp_problems *problems)
{
    *reader = (struct wp_node_reader){
        .document = document,
        .problems = problems,
        .parser = wp_parser_open(document, problems),
    };
}

void wp_node_reader_close(struct wp_node_reader *reader)
{
    wp_parser_close(reader->parser);
    free(reader->blocks);
}

/* Return the offset of the first byte at or after `at` that is no blank, line break or comment. */
static size_t next_token(struct wp_str bytes, size_t at)
{
    bool comment = false;

    for (; at < bytes.length; at++) {
        bool line_break = wp_str_is_break(bytes.data[at]);

        comment = !line_break && (comment || bytes.data[at] == '#');
        if (!comment && !line_break && bytes.data[at] != ' ' && bytes.data[at] != '\t')
            break;
    }
    return at;
}

/* Set reader->end to the offset of an empty value: after its colon, `?` or dash. `at` is the offset
 * that libyaml gives. */
static void place_empty_value(struct wp_node_reader *reader, size_t at)
{
    struct wp_str bytes = reader->document->bytes;
    size_t token = next_token(bytes, reader->end);

    if (token < at && (bytes.data[token] == ':' || bytes.data[token] == '?'))
        reader->end = token + 1;
    else if (at > reader->end && bytes.data[at - 1] == '-')
        reader->end = at;
}

static void keep_block(struct wp_node_reader *reader, struct wp_span span)
{
    reader->blocks = wp_memory_grow(reader->blocks, &reader->block_capacity,
                                    reader->block_count + 1, sizeof *reader->blocks);
    reader->blocks[reader->block_count++] = span;
}

enum wp_status wp_node_reader_next(struct wp_node_reader *reader, struct wp_event *event)
{
    const struct wp_problems *problems = reader->problems;
    enum wp_status status = wp_parser_next(reader->parser, event);

    if (status == WP_OK && problems->limit == 0 && problems->errors > 0)
        status = WP_INVALID;
    if (status != WP_OK || event->kind == WP_EVENT_END)
        return status;
    if (event->span.length > 0) {
        reader->end = wp_span_end(event->span);
    } else if (event->kind == WP_EVENT_SCALAR) {
        place_empty_value(reader, event->span.offset);
        event->span = wp_span(reader->end, 0);
    }
    if (event->kind == WP_EVENT_SCALAR &&
        (event->style == WP_SCALAR_LITERAL || event->style == WP_SCALAR_FOLDED))
        keep_block(reader, event->span);
    return WP_OK;
}

void wp_node_digest_add(struct wp_node_digest *digest, const struct wp_event *event)
{
    char kind = (char)('0' + event->kind);

    /* A plain scalar and a quoted one have different hashes: `1` is a number, `"1"` is a string. */
    if (event->kind == WP_EVENT_SCALAR && event->style == WP_SCALAR_PLAIN)
        kind = 'p';
    digest->hash = wp_hash_more(digest->hash, (struct wp_str){&kind, 1});
    if (event->kind == WP_EVENT_SCALAR)
        digest->hash = wp_hash_more(digest->hash, event->value);
}

static bool is_merge_key(const struct wp_event *key)
{
    return key->kind == WP_EVENT_SCALAR && key->style == WP_SCALAR_PLAIN &&
           wp_str_equal_c(key->value, "<<");
}

static void report_merge_key(struct wp_node_reader *reader, const struct wp_event *key)
{
    wp_document_error(reader->document, reader->problems, key->span,
                      "a merge key ('<<') has no meaning in %s (write the keys out)",
                      wp_document_noun(reader->document));
}

/* The recursion ends, because the parser refuses more than WP_DEPTH_MAX levels. */
enum wp_status wp_node_reader_skip(struct wp_node_reader *reader, const struct wp_event *first,
                                   struct wp_node_digest *digest)
{
    bool key = first->kind == WP_EVENT_MAPPING;
    unsigned levels = first->kind != WP_EVENT_SCALAR;
    enum wp_status status = WP_OK;

    if (digest != NULL)
        wp_node_digest_add(digest, first);
    while (levels > 0 && status == WP_OK) {
        struct wp_event event;

        status = wp_node_reader_next(reader, &event);
        if (status != WP_OK)
            break;
        if (event.kind == WP_EVENT_CLOSE) {
            if (digest != NULL)
                wp_node_digest_add(digest, &event);
            break;
        }
        if (key && is_merge_key(&event))
            report_merge_key(reader, &event);
        key = first->kind == WP_EVENT_MAPPING && !key;
        status = wp_node_reader_skip(reader, &event, digest);
        if (digest != NULL && levels < 1 + digest->levels)
            levels = 1 + digest->levels;
    }
    if (digest != NULL)
        digest->levels = levels;
    return status;
}

enum wp_status wp_node_reader_next_key(struct wp_node_reader *reader, struct wp_event *key)
{
    bool plan = reader->document->kind == WP_DOCUMENT_PLAN;
    enum wp_status status = wp_node_reader_next(reader, key);

    if (status != WP_OK || key->kind == WP_EVENT_CLOSE)
        return status;
    if (key->kind != WP_EVENT_SCALAR) {
        wp_document_error(reader->document, reader->problems, key->span, "a key has to be a word%s",
                          plan ? " (if this is text, put quotes around it)" : "");
        key->refused = true;
        return wp_node_reader_skip(reader, key, NULL);
    }
    if (!key->refused && is_merge_key(key)) {
        report_merge_key(reader, key);
        key->refused = true;
    }
    return WP_OK;
}

void wp_node_reader_report_unknown(struct wp_node_reader *reader, const struct wp_event *key,
                                   const char *suggestion, const char *advice)
{
    struct wp_str name = wp_utf8_fit(key->value, TEXT_COLUMNS, NULL);

    if (suggestion != NULL)
        wp_document_error(reader->document, reader->problems, key->span,
                          "unknown key '%.*s' (did you mean '%s'?)", (int)name.length, name.data,
                          suggestion);
    else
        wp_document_error(reader->document, reader->problems, key->span,
                          "unknown key '%.*s%s' (%s)", (int)name.length, name.data,
                          name.length < key->value.length ? "…" : "", advice);
}

void wp_node_reader_report_twice(struct wp_node_reader *reader, struct wp_span span,
                                 const char *name, struct wp_span first, const char *advice)
{
    wp_document_error(reader->document, reader->problems, span,
                      "'%s' is set twice, first on line %llu (%s)", name,
                      (unsigned long long)wp_node_reader_line(reader, first), advice);
}

/* Whether the scalar is plain and has more than one line. Only titles and notes may. */
static bool is_continued(const struct wp_node_reader *reader, const struct wp_event *scalar)
{
    struct wp_line line = wp_document_line(reader->document, scalar->span.offset);

    return scalar->style == WP_SCALAR_PLAIN &&
           line.offset + line.length < wp_span_end(scalar->span);
}

void wp_node_reader_report_value(struct wp_node_reader *reader, const char *name,
                                 const struct wp_event *scalar, const char *problem)
{
    struct wp_str value = wp_utf8_fit(scalar->value, TEXT_COLUMNS, NULL);

    if (is_continued(reader, scalar))
        wp_diagnose(reader->document, reader->problems, WP_SLIP_CONTINUATION, scalar->span);
    else
        wp_document_error(reader->document, reader->problems, scalar->span, "%s: '%.*s%s' %s", name,
                          (int)value.length, value.data,
                          value.length < scalar->value.length ? "…" : "", problem);
}

uint64_t wp_node_reader_line(const struct wp_node_reader *reader, struct wp_span span)
{
    return wp_problems_full(reader->problems)
               ? 0
               : wp_document_line_number(reader->document, span.offset);
}
