#include "yaml/parser.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/memory.h"
#include "yaml/diagnose.h"
#include <weekplan/plan.h>

struct wp_parser {
    yaml_parser_t libyaml;
    yaml_event_t event; /* the last event of libyaml; the caller borrows its value */
    bool holds_event;
    bool ended;          /* whether there are no more events, at the end or after an error */
    size_t depth;        /* number of open collections */
    size_t documents;    /* number of documents that have begun so far */
    struct wp_span last; /* span of the last event */
    const struct wp_document *document; /* the document that is parsed; borrowed */
    struct wp_problems *problems;       /* list to which errors are appended; borrowed */
    struct wp_cursor cursor;
};

/* Return the length of the line break at the beginning of `bytes`, or 0. libyaml reads YAML 1.1, in
 * which NEL, LS and PS are line breaks too. */
static size_t break_length(struct wp_str bytes)
{
    static const char *const breaks[] = {"\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    size_t i;

    if (bytes.data[0] >= ' ' && bytes.data[0] < 0x7F)
        return 0;
    for (i = 0; i < sizeof breaks / sizeof breaks[0]; i++)
        if (wp_str_starts(bytes, breaks[i]))
            return strlen(breaks[i]);
    return 0;
}

/* Remove the first line from `bytes`, and return it without its line break. */
static struct wp_str take_yaml_line(struct wp_str *bytes)
{
    struct wp_str line = *bytes;
    struct wp_str rest = *bytes;
    size_t end = 0;

    while (rest.length > 0 && (end = break_length(rest)) == 0)
        rest = wp_str_slice(rest, 1, rest.length);
    line.length -= rest.length;
    *bytes = wp_str_slice(rest, end, rest.length);
    return line;
}

/* Whether `text` contains "%TAG". */
static bool mentions_tags(struct wp_str text)
{
    const char *sign;

    while (text.length > 0 && (sign = memchr(text.data, '%', text.length)) != NULL) {
        text = wp_str_slice(text, (size_t)(sign - text.data), text.length);
        if (wp_str_starts(text, "%TAG"))
            return true;
        text = wp_str_slice(text, 1, text.length);
    }
    return false;
}

/*
 * Report the first `%TAG` directive, and return false if there is one. libyaml compares each
 * directive with all others, which takes minutes for a large file. A line that begins with `%TAG`
 * is a directive if only directives, comments and blank lines are between the line and the
 * beginning of the document, or a `...` line.
 */
static bool check_directives(const struct wp_document *document, struct wp_problems *problems)
{
    struct wp_str rest =
        wp_str_slice(document->bytes, wp_document_bom(document->bytes), document->bytes.length);
    bool between_documents = true;

    if (!mentions_tags(rest))
        return true;
    while (rest.length > 0) {
        struct wp_str line = take_yaml_line(&rest);
        struct wp_str words = wp_str_trim(line);

        if (wp_str_starts(line, "...")) {
            between_documents = true;
        } else if (between_documents && wp_str_starts(line, "%TAG")) {
            wp_document_error(
                document, problems, wp_span((size_t)(line.data - document->bytes.data), 4),
                "tags have no meaning in %s (take this line out)", wp_document_noun(document));
            return false;
        } else if (line.length > 0 && line.data[0] != '%' && words.length > 0 &&
                   words.data[0] != '#') {
            between_documents = false;
        }
    }
    return true;
}

struct wp_parser *wp_parser_open(const struct wp_document *document, struct wp_problems *problems)
{
    struct wp_parser *parser = wp_memory_array(1, sizeof *parser);
    size_t bom = wp_document_bom(document->bytes);

    if (!yaml_parser_initialize(&parser->libyaml))
        wp_memory_exhausted();
    parser->document = document;
    parser->problems = problems;
    parser->cursor.offset = bom;
    parser->ended = !check_directives(document, problems);
    yaml_parser_set_encoding(&parser->libyaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser->libyaml,
                                 (const unsigned char *)document->bytes.data + bom,
                                 document->bytes.length - bom);
    return parser;
}

void wp_parser_close(struct wp_parser *parser)
{
    if (parser == NULL)
        return;
    if (parser->holds_event)
        yaml_event_delete(&parser->event);
    yaml_parser_delete(&parser->libyaml);
    free(parser);
}

static size_t offset_of(struct wp_parser *parser, const yaml_mark_t *mark)
{
    return wp_document_offset(parser->document, &parser->cursor, mark->index);
}

/* Return the span of the last event, in bytes. */
static struct wp_span span_of(struct wp_parser *parser)
{
    return wp_document_span(parser->document, &parser->cursor, parser->event.start_mark.index,
                            parser->event.end_mark.index);
}

static enum wp_status report_syntax(struct wp_parser *parser)
{
    const yaml_parser_t *libyaml = &parser->libyaml;
    struct wp_syntax_error syntax = {.problem = libyaml->problem, .last = parser->last};

    if (libyaml->error == YAML_MEMORY_ERROR)
        wp_memory_exhausted();
    syntax.noticed = offset_of(parser, &libyaml->problem_mark);
    syntax.opened =
        libyaml->context != NULL ? offset_of(parser, &libyaml->context_mark) : syntax.noticed;
    wp_diagnose_syntax(parser->document, parser->problems, &syntax);
    return WP_INVALID;
}

/* Whether a block scalar keeps the line breaks at its end (`|+`; YAML 1.2, section 8.1.1.2). */
static bool keeps_breaks(struct wp_str scalar)
{
    size_t header = 1;

    while (header < scalar.length && strchr("+-123456789", scalar.data[header]) != NULL)
        header++;
    return memchr(scalar.data, '+', header) != NULL;
}

/* Return the number of spaces before the first character that is no space, on the first line that
 * has one. SIZE_MAX if no line has one. */
static size_t first_spaces(struct wp_str lines)
{
    while (lines.length > 0) {
        struct wp_str line = take_yaml_line(&lines);
        size_t spaces = 0;

        while (spaces < line.length && line.data[spaces] == ' ')
            spaces++;
        if (spaces < line.length)
            return spaces;
    }
    return SIZE_MAX;
}

/* Return how many spaces indent a block scalar; SIZE_MAX if all its lines are empty. With an
 * indentation indicator (`|2`) some spaces of the first line belong to the value. */
static size_t block_indentation(struct wp_str scalar, struct wp_str value)
{
    size_t spaces;

    take_yaml_line(&scalar);
    spaces = first_spaces(scalar);
    return spaces != SIZE_MAX && value.length > 0 ? spaces - first_spaces(value) : spaces;
}

/* Return the length of a block scalar without the blank lines at its end. A line with more blanks
 * than the indentation is not blank, but text. */
static size_t end_of_text(struct wp_str scalar, struct wp_str value)
{
    size_t end = wp_str_trim(scalar).length;
    struct wp_str after = wp_str_slice(scalar, end, scalar.length);
    struct wp_str rest = scalar;
    size_t indentation;

    if (memchr(after.data, ' ', after.length) == NULL &&
        memchr(after.data, '\t', after.length) == NULL)
        return end;
    indentation = block_indentation(scalar, value);
    while (rest.length > 0) {
        struct wp_str line = take_yaml_line(&rest);
        size_t line_end = (size_t)(line.data - scalar.data) + line.length;

        if (line_end > end && line.length > indentation)
            end = line_end;
    }
    return end;
}

/* Return the length of a block scalar that keeps its line breaks (`|+`). Blanks after its last line
 * break are text if they are more than the indentation. Else they are no part of the scalar. */
static size_t end_of_lines(struct wp_str scalar, struct wp_str value)
{
    size_t end = scalar.length;

    while (end > 0 && scalar.data[end - 1] == ' ')
        end--;
    if (end == scalar.length || end == 0 || break_length(wp_str_slice(scalar, end - 1, 1)) == 0 ||
        scalar.length - end > block_indentation(scalar, value))
        return scalar.length;
    return end;
}

static void fill_scalar(struct wp_parser *parser, struct wp_event *event)
{
    static const enum wp_scalar_style styles[] = {
        [YAML_ANY_SCALAR_STYLE] = WP_SCALAR_PLAIN,
        [YAML_PLAIN_SCALAR_STYLE] = WP_SCALAR_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = WP_SCALAR_SINGLE,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = WP_SCALAR_DOUBLE,
        [YAML_LITERAL_SCALAR_STYLE] = WP_SCALAR_LITERAL,
        [YAML_FOLDED_SCALAR_STYLE] = WP_SCALAR_FOLDED,
    };
    const yaml_event_t *from = &parser->event;

    event->kind = WP_EVENT_SCALAR;
    event->value.data = (const char *)from->data.scalar.value;
    event->value.length = from->data.scalar.length;
    event->style = styles[from->data.scalar.style];
    if (event->style == WP_SCALAR_LITERAL || event->style == WP_SCALAR_FOLDED) {
        struct wp_str scalar = wp_document_slice(parser->document, event->span);

        event->span.length = (uint32_t)(keeps_breaks(scalar) ? end_of_lines(scalar, event->value)
                                                             : end_of_text(scalar, event->value));
    }
}

/* Return the offset of the first '-' of a block sequence, whose start mark ends at `end`. libyaml
 * 0.2.5 ends the mark of an indented sequence at the '-', and that of another sequence after the
 * '-'. */
static size_t first_dash(const struct wp_parser *parser, size_t end)
{
    struct wp_str after = wp_str_slice(parser->document->bytes, end, 2);

    if (after.length > 0 && after.data[0] == '-' &&
        (after.length == 1 || strchr(" \t\r\n", after.data[1]) != NULL))
        return end;
    return end > 0 ? end - 1 : 0;
}

static void fill_collection(struct wp_parser *parser, struct wp_event *event)
{
    const yaml_event_t *from = &parser->event;
    bool sequence = from->type == YAML_SEQUENCE_START_EVENT;

    event->kind = sequence ? WP_EVENT_SEQUENCE : WP_EVENT_MAPPING;
    event->flow = sequence ? from->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                           : from->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    if (sequence && !event->flow)
        event->span = wp_span(first_dash(parser, wp_span_end(event->span)), 1);
    parser->depth++;
}

static void refuse_event(struct wp_parser *parser, struct wp_event *event, enum wp_slip_kind what)
{
    event->refused = true;
    wp_diagnose(parser->document, parser->problems, what, event->span);
}

static void refuse_property(struct wp_parser *parser, struct wp_event *event,
                            const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL || tag != NULL)
        refuse_event(parser, event, anchor != NULL ? WP_SLIP_ANCHOR : WP_SLIP_TAG);
}

static enum wp_status translate(struct wp_parser *parser, struct wp_event *event)
{
    const yaml_event_t *from = &parser->event;

    switch (from->type) {
    case YAML_SCALAR_EVENT:
        refuse_property(parser, event, from->data.scalar.anchor, from->data.scalar.tag);
        fill_scalar(parser, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_property(parser, event, from->data.sequence_start.anchor,
                        from->data.sequence_start.tag);
        fill_collection(parser, event);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_property(parser, event, from->data.mapping_start.anchor,
                        from->data.mapping_start.tag);
        fill_collection(parser, event);
        break;
    case YAML_ALIAS_EVENT:
        event->kind = WP_EVENT_SCALAR;
        refuse_event(parser, event, WP_SLIP_ALIAS);
        break;
    default:
        event->kind = WP_EVENT_CLOSE;
        parser->depth--;
        break;
    }
    parser->last = event->span;
    if (parser->depth <= WP_DEPTH_MAX)
        return WP_OK;
    wp_document_error(parser->document, parser->problems, event->span,
                      "this is nested more than %d levels deep", WP_DEPTH_MAX);
    return WP_INVALID;
}

/* Read the next event of libyaml into parser->event. */
static enum wp_status pull(struct wp_parser *parser)
{
    if (parser->holds_event)
        yaml_event_delete(&parser->event);
    parser->holds_event = yaml_parser_parse(&parser->libyaml, &parser->event) != 0;
    if (parser->holds_event)
        return WP_OK;
    parser->ended = true;
    return report_syntax(parser);
}

static enum wp_status refuse_document(struct wp_parser *parser, struct wp_span marker)
{
    wp_document_error(parser->document, parser->problems, marker, "%s",
                      parser->document->kind == WP_DOCUMENT_PLAN
                          ? "a new week has to begin with a line '---'"
                          : "the configuration is one document (take this line out)");
    parser->ended = true;
    return WP_INVALID;
}

enum wp_status wp_parser_next(struct wp_parser *parser, struct wp_event *event)
{
    *event = (struct wp_event){.kind = WP_EVENT_END};
    while (!parser->ended) {
        enum wp_status status = pull(parser);

        if (status != WP_OK)
            return status;
        event->span = span_of(parser);
        switch (parser->event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (parser->documents++ > 0)
                return refuse_document(parser, event->span);
            break;
        case YAML_STREAM_END_EVENT:
            parser->ended = true;
            break;
        default:
            return translate(parser, event);
        }
    }
    return WP_OK;
}
