#include "yaml/parser.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/memory.h"
#include "yaml/diagnose.h"
#include <weekplan/plan.h>

struct wp_parser {
    yaml_parser_t parser;
    yaml_event_t event; /* the one whose value the caller borrows */
    bool holds_event;
    bool ended; /* the document, or what can be read of it */
    size_t depth;
    size_t documents;
    struct wp_span last; /* of the event before */
    const struct wp_document *text;
    struct wp_problems *problems;
    struct wp_cursor cursor;
};

/* The length of a line break of libyaml at the beginning of `bytes`, or 0. To
 * libyaml, which reads YAML 1.1, NEL, LS and PS are breaks too. */
static size_t parser_break_length(struct wp_str bytes)
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

/* Takes the next line from `bytes`, without its break. */
static struct wp_str parser_take_line(struct wp_str *bytes)
{
    struct wp_str line = *bytes;
    struct wp_str rest = *bytes;
    size_t end = 0;

    while (rest.length > 0 && (end = parser_break_length(rest)) == 0)
        rest = wp_str_slice(rest, 1, rest.length);
    line.length -= rest.length;
    *bytes = wp_str_slice(rest, end, rest.length);
    return line;
}

/* Whether there is a %TAG anywhere: only then the lines need a closer look. */
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
 * `%TAG` directives are refused before libyaml sees them: it compares each with
 * all the others, which takes minutes for a large enough file. They are such
 * where only directives, comments and blank lines stand between them and the
 * beginning of the text, or a `...`.
 */
static bool check_directives(const struct wp_document *text, struct wp_problems *problems)
{
    struct wp_str rest =
        wp_str_slice(text->bytes, wp_document_bom(text->bytes), text->bytes.length);
    bool between_documents = true;

    if (!mentions_tags(rest))
        return true;
    while (rest.length > 0) {
        struct wp_str line = parser_take_line(&rest);
        struct wp_str words = wp_str_trim(line);

        if (wp_str_starts(line, "...")) {
            between_documents = true;
        } else if (between_documents && wp_str_starts(line, "%TAG")) {
            wp_document_error(text, problems, wp_span((size_t)(line.data - text->bytes.data), 4),
                              "tags have no meaning in %s (take this line out)",
                              wp_document_noun(text));
            return false;
        } else if (line.length > 0 && line.data[0] != '%' && words.length > 0 &&
                   words.data[0] != '#') {
            between_documents = false;
        }
    }
    return true;
}

struct wp_parser *wp_parser_open(const struct wp_document *text, struct wp_problems *problems)
{
    struct wp_parser *events = wp_memory_array(1, sizeof *events);
    size_t bom = wp_document_bom(text->bytes);

    if (events == NULL)
        return NULL;
    if (!yaml_parser_initialize(&events->parser))
        wp_memory_exhausted();
    events->text = text;
    events->problems = problems;
    events->cursor.offset = bom;
    events->ended = !check_directives(text, problems);
    yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&events->parser, (const unsigned char *)text->bytes.data + bom,
                                 text->bytes.length - bom);
    return events;
}

void wp_parser_close(struct wp_parser *events)
{
    if (events == NULL)
        return;
    if (events->holds_event)
        yaml_event_delete(&events->event);
    yaml_parser_delete(&events->parser);
    free(events);
}

static size_t offset_of(struct wp_parser *events, const yaml_mark_t *mark)
{
    return wp_document_offset(events->text, &events->cursor, mark->index);
}

/* Where libyaml says that its event stands. */
static struct wp_span span_of(struct wp_parser *events)
{
    size_t begin = offset_of(events, &events->event.start_mark);

    return wp_span(begin, offset_of(events, &events->event.end_mark) - begin);
}

static enum wp_status report_syntax(struct wp_parser *events)
{
    const yaml_parser_t *parser = &events->parser;
    struct wp_syntax_error syntax = {.problem = parser->problem, .last = events->last};

    if (parser->error == YAML_MEMORY_ERROR)
        wp_memory_exhausted();
    syntax.noticed = offset_of(events, &parser->problem_mark);
    syntax.opened =
        parser->context != NULL ? offset_of(events, &parser->context_mark) : syntax.noticed;
    wp_diagnose_syntax(events->text, events->problems, &syntax);
    return WP_INVALID;
}

/* Whether a block scalar's header says so: `|+`. */
static bool keeps_breaks(struct wp_str source)
{
    size_t header = 1;

    while (header < source.length && strchr("+-123456789", source.data[header]) != NULL)
        header++;
    return memchr(source.data, '+', header) != NULL;
}

/* How many spaces stand before the text of a block scalar: those before the
 * first line that has more than them. */
static size_t parser_indentation_of(struct wp_str source)
{
    parser_take_line(&source);
    while (source.length > 0) {
        struct wp_str line = parser_take_line(&source);
        size_t spaces = 0;

        while (spaces < line.length && line.data[spaces] == ' ')
            spaces++;
        if (spaces < line.length)
            return spaces;
    }
    return SIZE_MAX;
}

/* Where the last line of a block scalar's text ends. Blank lines below it are no
 * part of it; but a line with more blanks than the text is indented is text. */
static size_t end_of_text(struct wp_str source)
{
    size_t end = wp_str_trim(source).length;
    struct wp_str behind = wp_str_slice(source, end, source.length);
    struct wp_str rest = source;
    size_t indentation;

    if (memchr(behind.data, ' ', behind.length) == NULL &&
        memchr(behind.data, '\t', behind.length) == NULL)
        return end;
    indentation = parser_indentation_of(source);
    while (rest.length > 0) {
        struct wp_str line = parser_take_line(&rest);
        size_t line_end = (size_t)(line.data - source.data) + line.length;

        if (line_end > end && line.length > indentation)
            end = line_end;
    }
    return end;
}

/* Where the last line ends of a block scalar that keeps its line breaks. Blanks behind
 * them that nothing ends are no line of it, but where they are text. */
static size_t end_of_lines(struct wp_str source)
{
    size_t end = source.length;

    while (end > 0 && source.data[end - 1] == ' ')
        end--;
    if (end == source.length || end == 0 ||
        parser_break_length(wp_str_slice(source, end - 1, 1)) == 0 ||
        source.length - end > parser_indentation_of(source))
        return source.length;
    return end;
}

static struct wp_span fill_scalar(struct wp_parser *events, struct wp_event *event)
{
    static const enum wp_scalar_style styles[] = {
        [YAML_ANY_SCALAR_STYLE] = WP_SCALAR_PLAIN,
        [YAML_PLAIN_SCALAR_STYLE] = WP_SCALAR_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = WP_SCALAR_SINGLE,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = WP_SCALAR_DOUBLE,
        [YAML_LITERAL_SCALAR_STYLE] = WP_SCALAR_LITERAL,
        [YAML_FOLDED_SCALAR_STYLE] = WP_SCALAR_FOLDED,
    };
    const yaml_event_t *from = &events->event;
    struct wp_span span = span_of(events);

    event->kind = WP_EVENT_SCALAR;
    event->value.data = (const char *)from->data.scalar.value;
    event->value.length = from->data.scalar.length;
    event->style = styles[from->data.scalar.style];
    if (event->style == WP_SCALAR_LITERAL || event->style == WP_SCALAR_FOLDED) {
        struct wp_str source = wp_str_slice(events->text->bytes, span.offset, span.length);

        span =
            wp_span(span.offset, keeps_breaks(source) ? end_of_lines(source) : end_of_text(source));
    }
    return span;
}

/* An indented sequence's start mark ends on its first '-', an indentless one's
 * after it (measured on libyaml 0.2.5). */
static size_t first_dash(const struct wp_parser *events, size_t end)
{
    struct wp_str after = wp_str_slice(events->text->bytes, end, 2);

    if (after.length > 0 && after.data[0] == '-' &&
        (after.length == 1 || strchr(" \t\r\n", after.data[1]) != NULL))
        return end;
    return end > 0 ? end - 1 : 0;
}

static struct wp_span fill_collection(struct wp_parser *events, struct wp_event *event)
{
    const yaml_event_t *from = &events->event;
    bool sequence = from->type == YAML_SEQUENCE_START_EVENT;
    struct wp_span span = span_of(events);

    event->kind = sequence ? WP_EVENT_SEQUENCE : WP_EVENT_MAPPING;
    event->flow = sequence ? from->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                           : from->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    if (sequence && !event->flow)
        span = wp_span(first_dash(events, wp_span_end(span)), 1);
    events->depth++;
    return span;
}

static void parser_refuse(struct wp_parser *events, struct wp_event *event, enum wp_slip_kind what)
{
    event->refused = true;
    wp_diagnose(events->text, events->problems, what, span_of(events));
}

static void refuse_property(struct wp_parser *events, struct wp_event *event,
                            const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL || tag != NULL)
        parser_refuse(events, event, anchor != NULL ? WP_SLIP_ANCHOR : WP_SLIP_TAG);
}

static enum wp_status translate(struct wp_parser *events, struct wp_event *event)
{
    const yaml_event_t *from = &events->event;
    struct wp_span span;

    switch (from->type) {
    case YAML_SCALAR_EVENT:
        span = fill_scalar(events, event);
        refuse_property(events, event, from->data.scalar.anchor, from->data.scalar.tag);
        break;
    case YAML_SEQUENCE_START_EVENT:
        span = fill_collection(events, event);
        refuse_property(events, event, from->data.sequence_start.anchor,
                        from->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        span = fill_collection(events, event);
        refuse_property(events, event, from->data.mapping_start.anchor,
                        from->data.mapping_start.tag);
        break;
    case YAML_ALIAS_EVENT:
        event->kind = WP_EVENT_SCALAR;
        span = span_of(events);
        parser_refuse(events, event, WP_SLIP_ALIAS);
        break;
    default:
        event->kind = WP_EVENT_CLOSE;
        span = span_of(events);
        events->depth--;
        break;
    }
    event->span = span;
    events->last = span;
    if (events->depth <= WP_DEPTH_MAX)
        return WP_OK;
    wp_document_error(events->text, events->problems, span,
                      "this is nested more than %d levels deep", WP_DEPTH_MAX);
    return WP_INVALID;
}

/* The next event of libyaml's. */
static enum wp_status pull(struct wp_parser *events)
{
    if (events->holds_event)
        yaml_event_delete(&events->event);
    events->holds_event = yaml_parser_parse(&events->parser, &events->event) != 0;
    if (events->holds_event)
        return WP_OK;
    events->ended = true;
    return report_syntax(events);
}

static enum wp_status refuse_document(struct wp_parser *events)
{
    wp_document_error(events->text, events->problems, span_of(events), "%s",
                      events->text->kind == WP_DOCUMENT_PLAN
                          ? "a new week has to begin with a line '---'"
                          : "the configuration is one document (take this line out)");
    events->ended = true;
    return WP_INVALID;
}

enum wp_status wp_parser_next(struct wp_parser *events, struct wp_event *event)
{
    memset(event, 0, sizeof *event);
    while (!events->ended) {
        enum wp_status status = pull(events);

        if (status != WP_OK)
            return status;
        switch (events->event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (events->documents++ > 0)
                return refuse_document(events);
            break;
        case YAML_STREAM_END_EVENT:
            events->ended = true;
            break;
        default:
            return translate(events, event);
        }
    }
    event->kind = WP_EVENT_END;
    return WP_OK;
}
