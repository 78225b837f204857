/*
 * Split a stream into documents, and compare with a simple reference that reads all of it at once.
 *
 * This test includes the source of the document finder, compiled with a block of 24 bytes. So
 * document markers, directives and line breaks are at each offset of a block, and across two
 * blocks.
 */
#define WP_STREAM_BLOCK      ((size_t)24)
#define WP_STREAM_DIRECTIVES 14

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "yaml/document_finder.c" // NOLINT(bugprone-suspicious-include)

enum { TEXT_MAX = 400, DOCUMENTS_MAX = TEXT_MAX + 1, ROUNDS = 30000 };

struct cuts {
    uint64_t offsets[DOCUMENTS_MAX];
    size_t count;
};

static uint64_t state = 1;

static uint64_t draw(uint64_t below)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % below;
}

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_marker_line(struct wp_str line)
{
    return line.length >= 3 && memcmp(line.data, "---", 3) == 0 &&
           (line.length == 3 || line.data[3] == ' ' || line.data[3] == '\t');
}

/* The lines of a stream, as the reference splits it. */
struct lines {
    size_t begin[DOCUMENTS_MAX];
    struct wp_str line[DOCUMENTS_MAX];
    size_t count;
};

static void split(struct lines *lines, struct wp_str text)
{
    size_t begin = 0;

    lines->count = 0;
    for (size_t at = 0; at <= text.length; at++) {
        if (at < text.length && !ends_line(text.data[at]))
            continue;
        lines->begin[lines->count] = begin;
        lines->line[lines->count++] = wp_str_slice(text, begin, at - begin);
        begin = at + 1;
    }
}

static void reference(struct cuts *cuts, struct wp_str text)
{
    static struct lines lines;

    split(&lines, text);
    *cuts = (struct cuts){.count = text.length > 0};
    for (size_t i = 1; i < lines.count; i++) {
        size_t begin = i;

        if (!is_marker_line(lines.line[i]))
            continue;
        for (size_t up = i; up-- > 0 && lines.begin[i] - lines.begin[up] < WP_STREAM_DIRECTIVES;) {
            struct wp_str line = lines.line[up];

            if (line.length > 0 && line.data[0] != '%' && line.data[0] != '#')
                break;
            if (line.length > 0 && line.data[0] == '%')
                begin = up;
        }
        if (lines.begin[begin] > 0)
            cuts->offsets[cuts->count++] = lines.begin[begin];
    }
}

static enum wp_status read_within(void *context, uint64_t offset, char *bytes, size_t length,
                                  struct wp_error *error)
{
    const struct wp_str *text = context;

    (void)error;
    assert_true(offset <= text->length && length <= text->length - offset);
    memcpy(bytes, text->data + offset, length);
    return WP_OK;
}

static void open_source(struct wp_stream *source, const struct wp_str *text)
{
    struct wp_input input = {text->length, read_within, (void *)(uintptr_t)text};

    wp_stream_init(source, &input);
}

static void assert_cuts(const struct cuts *found, const struct cuts *expected, struct wp_str text)
{
    bool same = found->count == expected->count;

    for (size_t i = 0; same && i < found->count; i++)
        same = found->offsets[i] == expected->offsets[i];
    if (!same)
        fail_msg("%zu documents, not %zu, in <<%.*s>>", found->count, expected->count,
                 (int)text.length, text.data);
}

static void cut_backward(struct cuts *cuts, struct wp_stream *source)
{
    uint64_t end = source->input.size;
    struct wp_document_range document;
    struct wp_error error;

    cuts->count = 0;
    while (end > 0) {
        assert_int_equal(wp_stream_document_before(source, end, &document, &error), WP_OK);
        assert_true(document.offset < end);
        assert_int_equal(document.offset + document.length, end);
        end = document.offset;
        assert_true(cuts->count < DOCUMENTS_MAX);
        cuts->offsets[cuts->count++] = end;
    }
    for (size_t i = 0; i < cuts->count / 2; i++) {
        uint64_t swapped = cuts->offsets[i];

        cuts->offsets[i] = cuts->offsets[cuts->count - 1 - i];
        cuts->offsets[cuts->count - 1 - i] = swapped;
    }
}

static void cut_forward(struct cuts *cuts, struct wp_stream *source)
{
    struct wp_document_range document = {0, 0};
    struct wp_error error;

    cuts->count = 0;
    while (document.offset < source->input.size) {
        assert_true(cuts->count < DOCUMENTS_MAX);
        cuts->offsets[cuts->count++] = document.offset;
        assert_int_equal(wp_stream_document_at(source, document.offset, &document, &error), WP_OK);
        assert_true(document.length > 0);
        document.offset += document.length;
    }
}

/* Assert that the finder splits the text as the reference does: backward and forward, with a new
 * finder and with one that has already read the text. */
static void check_cuts(struct wp_str text)
{
    static struct cuts expected, found;
    struct wp_stream source;

    reference(&expected, text);
    open_source(&source, &text);
    cut_backward(&found, &source);
    assert_cuts(&found, &expected, text);
    cut_forward(&found, &source);
    assert_cuts(&found, &expected, text);
    wp_stream_free(&source);

    open_source(&source, &text);
    cut_forward(&found, &source);
    assert_cuts(&found, &expected, text);
    cut_backward(&found, &source);
    assert_cuts(&found, &expected, text);
    wp_stream_free(&source);
}

static struct wp_str draw_text(char *room)
{
    static const char *const pieces[] = {"---",  "---", "-",  "--", "\n",  "\n", "\n",   "\r",
                                         "\r\n", " ",   "\t", "%a", "# b", "c",  "d: e", "..."};
    size_t wanted = draw(120);
    size_t length = 0;

    while (length < wanted) {
        const char *piece = pieces[draw(sizeof pieces / sizeof pieces[0])];

        memcpy(room + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return (struct wp_str){room, length};
}

static void any_text_is_cut_the_same_from_both_ends(void **unused)
{
    char room[TEXT_MAX];

    (void)unused;
    for (int round = 0; round < ROUNDS; round++)
        check_cuts(draw_text(room));
}

static void a_marker_is_found_wherever_it_stands(void **unused)
{
    char room[TEXT_MAX];

    (void)unused;
    for (size_t before = 0; before < 60; before++) {
        for (size_t after = 0; after < 60; after++) {
            struct wp_str text = {room, before + 4 + after};

            memset(room, 'x', text.length);
            memcpy(room + before, "---\n", 4);
            if (before > 0)
                room[before - 1] = '\n';
            check_cuts(text);
        }
    }
}

static void assert_documents(const char *text, size_t count, ...)
{
    struct wp_str bytes = wp_str(text);
    struct wp_stream source;
    struct cuts found, expected = {.count = count};
    va_list offsets;

    va_start(offsets, count);
    for (size_t i = 0; i < count; i++)
        expected.offsets[i] = (uint64_t)va_arg(offsets, int);
    va_end(offsets);
    open_source(&source, &bytes);
    cut_backward(&found, &source);
    assert_cuts(&found, &expected, bytes);
    cut_forward(&found, &source);
    assert_cuts(&found, &expected, bytes);
    wp_stream_free(&source);
}

static void what_a_marker_is(void **unused)
{
    (void)unused;
    assert_documents("", 0);
    assert_documents("a", 1, 0);
    assert_documents("---", 1, 0);
    assert_documents("---\n---\n", 2, 0, 4);
    assert_documents("a\n---", 2, 0, 2);
    assert_documents("a\n--- b", 2, 0, 2);
    assert_documents("a\n---\tb", 2, 0, 2);
    assert_documents("a\r---\rb", 2, 0, 2);
    assert_documents("a\r\n---\r\nb", 2, 0, 3);
    assert_documents("a\n----\nb", 1, 0);
    assert_documents("a\n---b", 1, 0);
    assert_documents("a\n ---\nb", 1, 0);
    assert_documents("a\n--", 1, 0);
    assert_documents("a ---\nb", 1, 0);
    assert_documents("a\n...\nb", 1, 0);
    assert_documents("\n---\n", 2, 0, 1);
}

/* libyaml reads NEL, LS and PS as line breaks (YAML 1.1); YAML 1.2 does not. */
static void only_lf_and_cr_begin_a_line(void **unused)
{
    (void)unused;
    assert_documents("a\xC2\x85---\nb", 1, 0);
    assert_documents("a\xE2\x80\xA8---\nb", 1, 0);
    assert_documents("a\n---\xC2\x85 b", 1, 0);
}

static void directives_belong_to_the_document_below(void **unused)
{
    (void)unused;
    assert_documents("a\n%b\n---\nc", 2, 0, 2);
    assert_documents("a\n%b\n%c\n---\n", 2, 0, 2);
    assert_documents("a\n%b\n#c\n\n---\n", 2, 0, 2);
    assert_documents("a\n#c\n%b\n---\n", 2, 0, 5);
    assert_documents("%b\n---\na\n---\nc", 2, 0, 9);
    assert_documents("\xEF\xBB\xBF%b\n---\na", 1, 0);
    assert_documents("a\n%b\nc\n---\n", 2, 0, 7);
    assert_documents("---\n%b\n---\n", 2, 0, 4);
}

/* A directive is found only if it is less than a block above the marker `---`. Other directives are
 * left to libyaml, which refuses them. */
static void a_directive_is_looked_for_nearby(void **unused)
{
    (void)unused;
    assert_documents("%b\n#2345678\n---\na", 1, 0);
    assert_documents("%b\n#23456789ab\n---\na", 2, 0, 15);
    assert_documents("a\n%b\n#23456789\n---\n", 2, 0, 2);
    assert_documents("a\n%b\n#23456789ab\n---\n", 2, 0, 17);
}

/* The line number of an offset is the one that an editor shows, in whatever order offsets are
 * asked for. */
static void lines_are_counted(void **unused)
{
    char room[TEXT_MAX];
    struct wp_error error;

    (void)unused;
    for (int round = 0; round < 2000; round++) {
        struct wp_str text = draw_text(room);
        struct wp_stream source;

        open_source(&source, &text);
        for (int question = 0; question < 5; question++) {
            uint64_t offset = draw(text.length + 1);
            uint64_t expected = 1;
            uint64_t line;

            for (size_t i = 0; i < offset; i++)
                expected +=
                    text.data[i] == '\n' ||
                    (text.data[i] == '\r' && (i + 1 == text.length || text.data[i + 1] != '\n'));
            assert_int_equal(wp_stream_line(&source, offset, &line, &error), WP_OK);
            assert_int_equal(line, expected);
        }
        wp_stream_free(&source);
    }
}

static void the_bytes_of_a_document(void **unused)
{
    static const struct wp_str text = WP_STR("first document, long\n---\nsecond\n--- third\n");
    struct wp_document_range documents[] = {{0, 21}, {21, 11}, {32, 10}};
    struct wp_stream source;
    struct wp_error error;

    (void)unused;
    open_source(&source, &text);
    for (size_t i = 0; i < 9; i++) {
        const struct wp_document_range *document = &documents[i * i % 3];
        struct wp_str bytes;

        assert_int_equal(wp_stream_read(&source, document, &bytes, &error), WP_OK);
        assert_true(wp_str_equal(bytes, wp_str_slice(text, document->offset, document->length)));
    }
    wp_stream_free(&source);
}

/* Return a text with a document of `length` + 1 bytes, all of them a comment, and a second marker
 * `---`. The caller frees the text. */
static char *long_week(size_t length)
{
    char *text = malloc(length + 8);

    assert_non_null(text);
    memset(text, '#', length + 8);
    memcpy(text, "---\n", 4);
    memcpy(text + length, "\n---\n", 5);
    return text;
}

static void a_week_has_a_largest_size(void **unused)
{
    struct wp_document_range document;
    struct wp_error error;

    (void)unused;
    for (size_t extra = 0; extra < 3; extra++) {
        size_t length = WP_WEEK_MAX - 1 + extra;
        char *bytes = long_week(length - 1);
        struct wp_str text = {bytes, length + 4};
        enum wp_status expected = length > WP_WEEK_MAX ? WP_INVALID : WP_OK;
        struct wp_stream source;

        open_source(&source, &text);
        assert_int_equal(wp_stream_document_at(&source, 0, &document, &error), expected);
        assert_int_equal(document.length, length);
        assert_int_equal(wp_stream_document_before(&source, length, &document, &error), expected);
        wp_stream_free(&source);
        free(bytes);
    }
    assert_string_equal(error.message, "this week is larger than 1 MiB");
}

static enum wp_status refuse(void *context, uint64_t offset, char *bytes, size_t length,
                             struct wp_error *error)
{
    (void)context;
    (void)offset;
    (void)bytes;
    (void)length;
    return wp_error_set(error, WP_IO, "no");
}

static void what_cannot_be_read_is_reported(void **unused)
{
    struct wp_input input = {100, refuse, NULL};
    struct wp_document_range document = {0, 100};
    struct wp_stream source;
    struct wp_error error;
    struct wp_str text;
    uint64_t line;

    (void)unused;
    wp_stream_init(&source, &input);
    assert_int_equal(wp_stream_document_before(&source, 100, &document, &error), WP_IO);
    assert_int_equal(wp_stream_document_at(&source, 0, &document, &error), WP_IO);
    assert_int_equal(wp_stream_line(&source, 50, &line, &error), WP_IO);
    document.length = 100;
    assert_int_equal(wp_stream_read(&source, &document, &text, &error), WP_IO);
    assert_string_equal(error.message, "no");
    wp_stream_free(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_is_cut_the_same_from_both_ends),
        cmocka_unit_test(a_marker_is_found_wherever_it_stands),
        cmocka_unit_test(what_a_marker_is),
        cmocka_unit_test(only_lf_and_cr_begin_a_line),
        cmocka_unit_test(directives_belong_to_the_document_below),
        cmocka_unit_test(a_directive_is_looked_for_nearby),
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(the_bytes_of_a_document),
        cmocka_unit_test(a_week_has_a_largest_size),
        cmocka_unit_test(what_cannot_be_read_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
