/*
 * Events of libyaml and their spans in bytes.
 *
 * The positions that libyaml reports (struct yaml_mark_t) have peculiarities, measured with version
 * 0.2.5. This file has a test for each peculiarity that the code relies on, so that another
 * behaviour of a newer version is noticed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/parser.h"
#include <weekplan/buf.h>
#include <weekplan/plan.h>

enum { EVENTS_MAX = 64, PROBLEMS_MAX = 8 };

/* A text, and the events that were read from it. */
struct reading {
    struct wp_str bytes;
    struct wp_error list[PROBLEMS_MAX];
    struct wp_problems problems;
    enum wp_status status;
    struct wp_event events[EVENTS_MAX];
    char values[EVENTS_MAX][64];
    size_t count;
};

static void read_bytes(struct reading *reading, struct wp_str bytes)
{
    struct wp_document text = {.bytes = bytes, .first_line = 1};
    struct wp_parser *events = NULL;

    memset(reading, 0, sizeof *reading);
    reading->bytes = bytes;
    reading->problems = (struct wp_problems){.list = reading->list, .limit = PROBLEMS_MAX};
    if (!wp_document_check(&text, &reading->problems)) {
        reading->status = WP_INVALID;
        return;
    }
    events = wp_parser_open(&text, &reading->problems);
    assert_non_null(events);
    do {
        struct wp_event *event = &reading->events[reading->count];

        assert_true(reading->count < EVENTS_MAX);
        reading->status = wp_parser_next(events, event);
        if (reading->status != WP_OK)
            break;
        assert_true(event->value.length < sizeof reading->values[0]);
        if (event->value.length > 0)
            memcpy(reading->values[reading->count], event->value.data, event->value.length);
        event->value.data = reading->values[reading->count++];
    } while (reading->events[reading->count - 1].kind != WP_EVENT_END);
    wp_parser_close(events);
}

static void read_text(struct reading *reading, const char *text)
{
    read_bytes(reading, wp_str(text));
}

/* Assert that event `index` begins at the first occurrence of `place` in the text. */
static void assert_place(const struct reading *reading, size_t index, const char *place)
{
    const struct wp_event *event = &reading->events[index];
    const char *found = strstr(reading->bytes.data, place);

    assert_int_equal(reading->status, WP_OK);
    assert_true(index < reading->count);
    assert_non_null(found);
    assert_int_equal(event->span.offset, found - reading->bytes.data);
    assert_int_equal(event->span.length, strlen(place));
}

static void assert_span(const struct reading *reading, size_t index, size_t offset, size_t length)
{
    assert_true(index < reading->count);
    assert_int_equal(reading->events[index].span.offset, offset);
    assert_int_equal(reading->events[index].span.length, length);
}

static void assert_value(const struct reading *reading, size_t index, const char *value)
{
    assert_true(index < reading->count);
    assert_int_equal(reading->events[index].kind, WP_EVENT_SCALAR);
    assert_string_equal(reading->values[index], value);
}

/* Assert the span and the value of event 2: the value in a mapping with one key `a`. */
static void assert_a(const char *text, const char *place, const char *value)
{
    struct reading reading;

    read_text(&reading, text);
    assert_value(&reading, 1, "a");
    assert_value(&reading, 2, value);
    assert_place(&reading, 2, place);
}

static void assert_refused(const char *text, const char *message, uint64_t line, uint64_t column)
{
    struct reading reading;

    read_text(&reading, text);
    if (reading.problems.errors == 0)
        fail_msg("no problem is found in <<%s>>", text);
    assert_non_null(strstr(reading.list[0].message, message));
    assert_int_equal(reading.list[0].line, line);
    assert_int_equal(reading.list[0].column, column);
}

static void places_are_bytes(void **state)
{
    struct reading reading;

    (void)state;
    assert_a("a: x\n", "x", "x");
    assert_a("# \xC3\xA9\xE7\x9B\xAE\xF0\x9F\x8E\xAF\na: x\n", "x", "x");
    assert_a("a: \xE7\x9B\xAE\xE6\xA0\x87 # \xC3\xA9\n", "\xE7\x9B\xAE\xE6\xA0\x87",
             "\xE7\x9B\xAE\xE6\xA0\x87");
    read_text(&reading, "\xC3\xA9: \xE7\x9B\xAE\n\xF0\x9F\x8E\xAF: z\n");
    assert_place(&reading, 1, "\xC3\xA9");
    assert_place(&reading, 2, "\xE7\x9B\xAE");
    assert_place(&reading, 3, "\xF0\x9F\x8E\xAF");
    assert_place(&reading, 4, "z");
}

static void a_byte_order_mark_is_stepped_over(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "\xEF\xBB\xBF"
                        "a: x\n");
    assert_span(&reading, 0, 3, 0);
    assert_place(&reading, 1, "a");
    assert_place(&reading, 2, "x");
    read_text(&reading, "\xEF\xBB\xBF# \xC3\xA9\na: x\n");
    assert_place(&reading, 2, "x");
}

static void every_line_break_counts(void **state)
{
    (void)state;
    assert_a("# b\r\na: x\r\n", "x", "x");
    assert_a("# b\ra: x\r", "x", "x");
    assert_a("a:\r\n  x\r\n", "x", "x");
}

/* NEL, LS and PS are line breaks in YAML 1.1, which libyaml implements. */
static void nel_ls_and_ps_break_lines(void **state)
{
    static const char *const texts[] = {"a: x\xC2\x85"
                                        "b: y\n",
                                        "a: x\xE2\x80\xA8"
                                        "b: y\n",
                                        "a: x\xE2\x80\xA9"
                                        "b: y\n"};
    struct reading reading;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        read_text(&reading, texts[i]);
        assert_value(&reading, 2, "x");
        assert_value(&reading, 3, "b");
        assert_place(&reading, 3, "b");
        assert_value(&reading, 4, "y");
    }
}

static void plain_scalars(void **state)
{
    (void)state;
    assert_a("a: hello world   # c\n", "hello world", "hello world");
    assert_a("a: hello world   \n", "hello world", "hello world");
    assert_a("a: hello", "hello", "hello");
    assert_a("a: b#c\n", "b#c", "b#c");
    assert_a("a:   b\n   c  # d\n", "b\n   c", "b c");
    assert_a("a: b\n\n   c\n\n\n", "b\n\n   c", "b\nc");
}

static void quoted_scalars_with_their_quotes(void **state)
{
    struct reading reading;

    (void)state;
    assert_a("a: \"x y\"  # c\n", "\"x y\"", "x y");
    assert_a("a: 'it''s'\n", "'it''s'", "it's");
    assert_a("a: \"\\u00e9\\\"\"\n", "\"\\u00e9\\\"\"", "\xC3\xA9\"");
    assert_a("a: \"x\n  y\"\nb: z\n", "\"x\n  y\"", "x y");
    assert_a("a: ''\n", "''", "");
    read_text(&reading, "'a': \"b\"\n");
    assert_int_equal(reading.events[1].style, WP_SCALAR_SINGLE);
    assert_int_equal(reading.events[2].style, WP_SCALAR_DOUBLE);
    assert_place(&reading, 1, "'a'");
}

static void block_scalars_without_what_is_blank_behind_them(void **state)
{
    (void)state;
    assert_a("a: |\n  x\n  y\nb: z\n", "|\n  x\n  y", "x\ny\n");
    assert_a("a: |\n  x\n\n\nb: z\n", "|\n  x", "x\n");
    assert_a("a: |\n  x\n \n  \n", "|\n  x", "x\n");
    assert_a("a: |\r\n  x\r\n\r\nb: z\r\n", "|\r\n  x", "x\n");
    assert_a("a: >-\n  x\n  y\n\n# c\n", ">-\n  x\n  y", "x y");
    assert_a("a: |\n  x\n# c\n", "|\n  x", "x\n");
    assert_a("a: |2-\n    x\n", "|2-\n    x", "  x");
    assert_a("a: | # c + d\n  x\n\n", "| # c + d\n  x", "x\n");
}

/* Blanks that belong to a block scalar: at the end of a line, and beyond the
 * indentation. */
static void block_scalars_that_end_with_blanks(void **state)
{
    (void)state;
    assert_a("a: |\n  x \nb: z\n", "|\n  x ", "x \n");
    assert_a("a: |\n  x\t\n\n", "|\n  x\t", "x\t\n");
    assert_a("a: |\n  x\n   \n\nb: z\n", "|\n  x\n   ", "x\n \n");
    assert_a("a: |\n  x\n  \t\nb: z\n", "|\n  x\n  \t", "x\n\t\n");
}

static void block_scalars_that_keep_their_breaks(void **state)
{
    (void)state;
    assert_a("a: |+\n  x\n\n\nb: z\n", "|+\n  x\n\n\n", "x\n\n\n");
    assert_a("a: |2+\n  x\n\nb: z\n", "|2+\n  x\n\n", "x\n\n");
    assert_a("a: >+ # c\n  x\n\n", ">+ # c\n  x\n\n", "x\n\n");
}

static void a_block_scalar_may_end_with_the_text(void **state)
{
    struct reading reading;

    (void)state;
    assert_a("a: |\n  x", "|\n  x", "x");
    assert_a("a: |\n  \xC3\xA9", "|\n  \xC3\xA9", "\xC3\xA9");
    assert_a("a: |\n", "|", "");
    read_text(&reading, "a: |+");
    assert_place(&reading, 2, "|+");
    assert_int_equal(reading.events[2].style, WP_SCALAR_LITERAL);
}

static void empty_values_stand_behind_the_colon_or_dash(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "a:\nb:   # c\n");
    assert_span(&reading, 2, 2, 0);
    assert_span(&reading, 4, 5, 0);
    read_text(&reading, "-\n-  # c\n- x\n");
    assert_span(&reading, 1, 1, 0);
    assert_span(&reading, 2, 3, 0);
    assert_place(&reading, 3, "x");
}

/* libyaml reports an empty value at the next token. Code that needs the position looks for the
 * colon, or uses the end of the key. */
static void other_empty_values_stand_at_the_next_token(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "? a\n\n? b\n: x\n");
    assert_place(&reading, 1, "a");
    assert_span(&reading, 2, 5, 0);
    assert_place(&reading, 3, "b");
    assert_place(&reading, 4, "x");
    read_text(&reading, "{a , b: x}\n");
    assert_place(&reading, 1, "a");
    assert_span(&reading, 2, 3, 0);
    assert_place(&reading, 3, "b");
    read_text(&reading, "{a: , b: }\n");
    assert_span(&reading, 2, 4, 0);
    assert_span(&reading, 4, 9, 0);
}

static void a_block_mapping_begins_at_its_first_key(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "# c\n\n  a: x\n");
    assert_int_equal(reading.events[0].kind, WP_EVENT_MAPPING);
    assert_false(reading.events[0].flow);
    assert_span(&reading, 0, 7, 0);
    read_text(&reading, "-  # c\n   a: x\n");
    assert_int_equal(reading.events[1].kind, WP_EVENT_MAPPING);
    assert_span(&reading, 1, 10, 0);
    read_text(&reading, "? a\n: x\n");
    assert_span(&reading, 0, 0, 0);
}

static void a_block_collection_ends_at_the_next_token(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "a:\n  b: x\n\n# c\nd: y\n");
    assert_int_equal(reading.events[5].kind, WP_EVENT_CLOSE);
    assert_span(&reading, 5, 15, 0);
    assert_place(&reading, 6, "d");
    read_text(&reading, "a:\n- - x\n\n");
    assert_int_equal(reading.events[5].kind, WP_EVENT_CLOSE);
    assert_int_equal(reading.events[6].kind, WP_EVENT_CLOSE);
    assert_int_equal(reading.events[7].kind, WP_EVENT_CLOSE);
    assert_span(&reading, 5, 10, 0);
    assert_span(&reading, 6, 10, 0);
    assert_span(&reading, 7, 10, 0);
    assert_int_equal(reading.events[8].kind, WP_EVENT_END);
}

/* libyaml reports an indented sequence at its first dash, but a sequence at the column of its key
 * after the dash. The span begins at the dash in both cases. */
static void a_block_sequence_begins_at_its_first_dash(void **state)
{
    static const char *const texts[] = {
        "a:\n  - x\n",  "a:\n- x\n",      "a:   # c\n\n  - x\n",  "a:\n# c\n- x\n",
        "a:\n-\n  x\n", "a:\n-\r\n  x\n", "a: # \xC3\xA9\n- x\n", "a:\n  -\n    b: x\n"};
    struct reading reading;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_text(&reading, texts[i]);
        assert_int_equal(reading.events[2].kind, WP_EVENT_SEQUENCE);
        assert_place(&reading, 2, "-");
    }
    read_text(&reading, "- - x\n");
    assert_span(&reading, 0, 0, 1);
    assert_span(&reading, 1, 2, 1);
    read_text(&reading, "a:\n-");
    assert_span(&reading, 2, 3, 1);
    read_text(&reading, "a:\n- -x\n");
    assert_span(&reading, 2, 3, 1);
    read_text(&reading, "a:\n- - x\n");
    assert_span(&reading, 2, 3, 1);
    assert_span(&reading, 3, 5, 1);
}

static void flow_collections_are_their_brackets(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "a: [x, {b: y}]  # c\n");
    assert_place(&reading, 2, "[");
    assert_true(reading.events[2].flow);
    assert_place(&reading, 4, "{");
    assert_true(reading.events[4].flow);
    assert_place(&reading, 7, "}");
    assert_int_equal(reading.events[7].kind, WP_EVENT_CLOSE);
    assert_place(&reading, 8, "]");
}

static void a_pair_within_brackets_is_a_mapping_without_bytes(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "[x: 1]\n");
    assert_int_equal(reading.events[1].kind, WP_EVENT_MAPPING);
    assert_true(reading.events[1].flow);
    assert_span(&reading, 1, 1, 0);
    assert_place(&reading, 2, "x");
    assert_int_equal(reading.events[4].kind, WP_EVENT_CLOSE);
    assert_int_equal(reading.events[4].span.length, 0);
}

static void documents(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "# nothing\n");
    assert_int_equal(reading.events[0].kind, WP_EVENT_END);
    read_text(&reading, "");
    assert_int_equal(reading.events[0].kind, WP_EVENT_END);
    read_text(&reading, "---\n");
    assert_value(&reading, 0, "");
    assert_int_equal(reading.events[1].kind, WP_EVENT_END);
    read_text(&reading, "%YAML 1.2\n--- # c\na: x\n...\n# d\n");
    assert_place(&reading, 2, "x");
    assert_int_equal(reading.events[4].kind, WP_EVENT_END);
    assert_int_equal(reading.status, WP_OK);
}

static void one_document_is_all(void **state)
{
    (void)state;
    assert_refused("a: x\n---\nb: y\n", "a new week has to begin with a line '---'", 2, 1);
    assert_refused("a: x\n...\nb: y\n", "does not belong to the week above it", 3, 1);
    assert_refused("a: x\xC2\x85---\xC2\x85"
                   "b: y\n",
                   "has to begin with a line '---'", 1, 6);
}

static void the_end_stays_the_end(void **state)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    struct wp_document text = {.bytes = wp_str("a"), .first_line = 1};
    struct wp_parser *events = wp_parser_open(&text, &problems);
    struct wp_event event;

    (void)state;
    assert_int_equal(wp_parser_next(events, &event), WP_OK);
    assert_int_equal(event.kind, WP_EVENT_SCALAR);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(wp_parser_next(events, &event), WP_OK);
        assert_int_equal(event.kind, WP_EVENT_END);
    }
    wp_parser_close(events);
    wp_parser_close(NULL);
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    struct reading reading;

    (void)state;
    assert_refused("a: &b x\n", "an anchor ('&')", 1, 4);
    assert_refused("a: *b\n", "an alias ('*')", 1, 4);
    assert_refused("a: !b x\n", "a tag ('!')", 1, 4);
    assert_refused("a: !!str x\n", "a tag ('!')", 1, 4);
    assert_refused("a: &b\n  - x\n", "an anchor ('&')", 1, 4);
    assert_refused("a: !b\n  c: x\n", "a tag ('!')", 1, 4);
    assert_refused("&b a: x\n", "an anchor ('&')", 1, 1);
    read_text(&reading, "[&a x, *a, !b y, z]\n");
    assert_int_equal(reading.problems.errors, 3);
    assert_int_equal(reading.status, WP_OK);
    for (size_t i = 1; i < 4; i++)
        assert_true(reading.events[i].refused);
    assert_false(reading.events[4].refused);
}

/* An event with an anchor or a tag begins with this property. */
static void a_property_is_part_of_the_span(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "a: !t # c\n  v\n");
    assert_span(&reading, 2, 3, 10);
}

static void tag_directives_are_refused_first(void **state)
{
    /* A YAML directive may end in a line break that editors do not show (NEL, LS). */
    static const char words[] = "tags have no meaning in a plan (take this line out)";
    static const char *const texts[] = {
        "%TAG ! !a\n---\na: x\n",
        "# c\n\n%YAML 1.2\n%TAG ! !a\n---\na: x\n",
        "  # c\n%TAG ! !a\n---\na: x\n",
        "\xEF\xBB\xBF%TAG ! !a\n---\na: x\n",
        "%YAML 1.2\xC2\x85%TAG ! !a\n---\na: x\n",
        "%YAML 1.2\xE2\x80\xA8%TAG ! !a\n---\na: x\n",
        "a: x\n...\n%TAG ! !a\n---\nb: y\n",
    };
    struct reading reading;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        read_text(&reading, texts[i]);
        assert_int_equal(reading.problems.errors, 1);
        assert_memory_equal(reading.list[0].message, words, sizeof words - 1);
        assert_int_equal(reading.events[0].kind, WP_EVENT_END);
    }
    assert_a("a: \"b\n%TAG c\"\n", "\"b\n%TAG c\"", "b %TAG c");
}

/* Read a text with `levels` opening brackets, followed by the same number of closing brackets. */
static void read_nested(struct reading *reading, size_t levels)
{
    static char text[512];

    memset(text, '[', levels);
    memset(text + levels, ']', levels);
    read_bytes(reading, (struct wp_str){text, 2 * levels});
}

static void nesting_has_a_limit(void **state)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    static char text[3 * WP_DEPTH_MAX];
    struct wp_document deep = {.first_line = 1, .ascii = true};
    struct wp_parser *events = NULL;
    struct wp_event event;
    size_t depth = 0;
    struct reading reading;

    (void)state;
    read_nested(&reading, 31);
    assert_int_equal(reading.problems.errors, 0);
    memset(text, '[', sizeof text);
    deep.bytes = (struct wp_str){text, sizeof text};
    events = wp_parser_open(&deep, &problems);
    while (wp_parser_next(events, &event) == WP_OK)
        depth++;
    assert_int_equal(depth, WP_DEPTH_MAX);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(list[0].message, "this is nested more than 64 levels deep");
    assert_int_equal(list[0].column, WP_DEPTH_MAX + 1);
    wp_parser_close(events);
}

static void a_syntax_error_ends_the_reading(void **state)
{
    struct reading reading;

    (void)state;
    read_text(&reading, "a: x\n b: y\n");
    assert_int_equal(reading.status, WP_INVALID);
    assert_int_equal(reading.problems.errors, 1);
    assert_int_equal(reading.list[0].line, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_bytes),
        cmocka_unit_test(a_byte_order_mark_is_stepped_over),
        cmocka_unit_test(every_line_break_counts),
        cmocka_unit_test(nel_ls_and_ps_break_lines),
        cmocka_unit_test(plain_scalars),
        cmocka_unit_test(quoted_scalars_with_their_quotes),
        cmocka_unit_test(block_scalars_without_what_is_blank_behind_them),
        cmocka_unit_test(block_scalars_that_end_with_blanks),
        cmocka_unit_test(block_scalars_that_keep_their_breaks),
        cmocka_unit_test(a_block_scalar_may_end_with_the_text),
        cmocka_unit_test(empty_values_stand_behind_the_colon_or_dash),
        cmocka_unit_test(other_empty_values_stand_at_the_next_token),
        cmocka_unit_test(a_block_mapping_begins_at_its_first_key),
        cmocka_unit_test(a_block_collection_ends_at_the_next_token),
        cmocka_unit_test(a_block_sequence_begins_at_its_first_dash),
        cmocka_unit_test(flow_collections_are_their_brackets),
        cmocka_unit_test(a_pair_within_brackets_is_a_mapping_without_bytes),
        cmocka_unit_test(documents),
        cmocka_unit_test(one_document_is_all),
        cmocka_unit_test(the_end_stays_the_end),
        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
        cmocka_unit_test(a_property_is_part_of_the_span),
        cmocka_unit_test(tag_directives_are_refused_first),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(a_syntax_error_ends_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
