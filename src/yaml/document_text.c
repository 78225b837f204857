#include "yaml/document_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/invisible_character.h"
#include "base/swar.h"
#include "base/utf8.h"

enum { BYTE_ORDER_MARK = 0xFEFF, BYTES_BEFORE_CARET = 100, CHECKED_BLOCK = 32 };

const char *wp_document_noun(const struct wp_document *document)
{
    return document->kind == WP_DOCUMENT_PLAN ? "a plan" : "the configuration";
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Return how many characters `text` has. `text` is valid UTF-8: a problem is reported only after
 * all bytes before it have been checked. */
static size_t count_characters(struct wp_str text)
{
    size_t count = 0;
    size_t at;

    for (at = 0; at < text.length; at++)
        count += !is_continuation(text.data[at]);
    return count;
}

struct wp_str wp_document_slice(const struct wp_document *document, struct wp_span span)
{
    return wp_str_slice(document->bytes, span.offset, span.length);
}

char wp_document_byte(const struct wp_document *document, size_t offset)
{
    return offset < document->bytes.length ? document->bytes.data[offset] : '\0';
}

bool wp_str_one_of(char byte, const char *set)
{
    return byte != '\0' && strchr(set, byte) != NULL;
}

size_t wp_document_bom(struct wp_str bytes)
{
    return wp_str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
}

bool wp_document_is_marker(struct wp_str bytes, size_t line)
{
    struct wp_str marker = wp_str_slice(bytes, line, WP_MARKER_LENGTH);

    return wp_str_starts(marker, "---") &&
           (marker.length == 3 || memchr(" \t\r\n", marker.data[3], 4) != NULL);
}

/* Whether YAML allows the character, which is not ASCII: YAML 1.2, section 5.1, c-printable. */
static bool is_readable(int32_t character)
{
    return character == 0x85 || (character >= 0xA0 && character <= 0xD7FF) ||
           (character >= 0xE000 && character <= 0xFFFD && character != BYTE_ORDER_MARK) ||
           character >= 0x10000;
}

static bool is_readable_ascii(unsigned char byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Whether a block is all printable ASCII or LF. There is no branch for each byte, so that
 * compilers use vector instructions. */
static bool is_printable_block(const char *block)
{
    unsigned char others = 0;

    for (size_t i = 0; i < CHECKED_BLOCK; i++) {
        unsigned char byte = (unsigned char)block[i];

        others |= ((unsigned char)(byte - ' ') > '~' - ' ') & (byte != '\n');
    }
    return others == 0;
}

/* Skip blocks of printable ASCII and LF from `at` on. Return the offset of the first block that has
 * other bytes, or that is cut off by the end of `bytes`. */
static size_t skip_printable(struct wp_str bytes, size_t at)
{
    while (bytes.length - at >= CHECKED_BLOCK && is_printable_block(bytes.data + at))
        at += CHECKED_BLOCK;
    return at;
}

static void report_unreadable(const struct wp_document *document, struct wp_problems *problems,
                              size_t offset, int32_t character)
{
    struct wp_span span = wp_span(offset, 1);

    if (character == 0)
        wp_document_error(document, problems, span, "this is not a text file: it holds a NUL byte");
    else if (character == BYTE_ORDER_MARK)
        wp_document_error(
            document, problems, span,
            "a byte order mark is only allowed at the beginning of the file (take it out)");
    else if (character > 0)
        wp_document_error(document, problems, span,
                          "the control character U+%04X is not allowed in %s (take it out, or "
                          "write it as an escape between double quotes)",
                          (unsigned)character, wp_document_noun(document));
    else
        wp_document_error(document, problems, span,
                          "the byte 0x%02X is not UTF-8 (save the file as UTF-8)",
                          (unsigned)(unsigned char)document->bytes.data[offset]);
}

static bool is_utf16(struct wp_str bytes)
{
    return wp_str_starts(bytes, "\xFF\xFE") || wp_str_starts(bytes, "\xFE\xFF");
}

bool wp_document_check(struct wp_document *document, struct wp_problems *problems)
{
    struct wp_str bytes = document->bytes;
    size_t at = wp_document_bom(bytes);

    if (is_utf16(bytes)) {
        wp_document_error(document, problems, wp_span(0, 0),
                          "this file is UTF-16 (save it as UTF-8)");
        return false;
    }
    document->ascii = at == 0;
    while ((at = skip_printable(bytes, at)) < bytes.length) {
        size_t end = at + CHECKED_BLOCK < bytes.length ? at + CHECKED_BLOCK : bytes.length;

        while (at < end) {
            int32_t character = (unsigned char)bytes.data[at];
            size_t length = 1;
            bool readable = is_readable_ascii((unsigned char)character);

            if (character >= 0x80) {
                document->ascii = false;
                length = wp_utf8_decode(wp_str_slice(bytes, at, 4), &character);
                readable = is_readable(character);
            }
            if (!readable) {
                report_unreadable(document, problems, at, character);
                return false;
            }
            at += length;
        }
    }
    return true;
}

bool wp_document_is_empty(const struct wp_document *document)
{
    struct wp_str bytes = document->bytes;
    size_t at = wp_str_starts(bytes, "---") ? 3 : 0;

    if (!document->ascii || (at < bytes.length && bytes.data[at] == '#' && at > 0))
        return false;
    while (at < bytes.length) {
        while (at < bytes.length && bytes.data[at] == ' ')
            at++;
        if (at < bytes.length && bytes.data[at] == '#')
            while (at < bytes.length && !wp_str_is_break(bytes.data[at]))
                at++;
        if (at < bytes.length && !wp_str_is_break(bytes.data[at++]))
            return false;
    }
    return true;
}

/* Return how many lines end before `offset`, which begins a line. */
static uint64_t count_lines(struct wp_str bytes, size_t offset)
{
    const char *end = bytes.data + offset;
    const char *at;
    uint64_t count = 0;

    for (at = bytes.data; at < end; at++)
        count += *at == '\n';
    for (at = bytes.data; at < end && (at = memchr(at, '\r', (size_t)(end - at))) != NULL; at++)
        count += at + 1 == end || at[1] != '\n';
    return count;
}

/* Return the end of the line that contains `offset`, without its line break. */
static size_t line_end_of(struct wp_str bytes, size_t offset)
{
    const char *from = bytes.data + offset;
    const char *lf = bytes.length > offset ? memchr(from, '\n', bytes.length - offset) : NULL;
    size_t end = lf != NULL ? (size_t)(lf - bytes.data) : bytes.length;
    const char *cr = end > offset ? memchr(from, '\r', end - offset) : NULL;

    return cr != NULL ? (size_t)(cr - bytes.data) : end;
}

struct wp_line wp_document_line(const struct wp_document *document, size_t offset)
{
    struct wp_str bytes = document->bytes;
    size_t at = offset < bytes.length ? offset : bytes.length;
    size_t begin;

    /* An LF after a CR belongs to the line that the CRLF ends. */
    if (at > 0 && wp_str_starts(wp_str_slice(bytes, at - 1, 2), "\r\n"))
        at--;
    for (begin = at; begin > 0 && !wp_str_is_break(bytes.data[begin - 1]);)
        begin--;
    return (struct wp_line){begin, line_end_of(bytes, at) - begin};
}

uint64_t wp_document_line_number(const struct wp_document *document, size_t offset)
{
    return document->first_line +
           count_lines(document->bytes, wp_document_line(document, offset).offset);
}

/* Copy the line to the excerpt of the error. Of a long line copy the part around the offset
 * `caret`, without cutting a character. */
static void fill_excerpt(struct wp_error *error, struct wp_str line, size_t caret, size_t length)
{
    size_t begin = caret > BYTES_BEFORE_CARET ? caret - BYTES_BEFORE_CARET : 0;
    size_t end = line.length - begin > WP_EXCERPT_SIZE ? begin + WP_EXCERPT_SIZE : line.length;

    while (begin < caret && is_continuation(line.data[begin]))
        begin++;
    while (end < line.length && end > caret && is_continuation(line.data[end]))
        end--;
    error->cut_left = begin > 0;
    error->cut_right = end < line.length;
    error->excerpt_length = end - begin;
    if (end > begin)
        memcpy(error->excerpt, line.data + begin, end - begin);
    error->caret = caret - begin;
    error->caret_length = length < end - caret ? length : end - caret;
}

static size_t next_character(struct wp_str bytes, size_t offset)
{
    offset++;
    while (offset < bytes.length && is_continuation(bytes.data[offset]))
        offset++;
    return offset;
}

static size_t previous_character(struct wp_str bytes, size_t offset)
{
    offset--;
    while (offset > 0 && is_continuation(bytes.data[offset]))
        offset--;
    return offset;
}

/* Extend a span within its line by one character on each side. Between the span and this character
 * skip blanks. */
static struct wp_span around(struct wp_str bytes, struct wp_line line, struct wp_span span)
{
    size_t end_of_line = line.offset + line.length;
    size_t begin = span.offset < end_of_line ? span.offset : end_of_line;
    size_t end = wp_span_end(span) < end_of_line ? wp_span_end(span) : end_of_line;

    while (begin > line.offset && wp_str_one_of(bytes.data[begin - 1], " \t"))
        begin--;
    while (end < end_of_line && wp_str_one_of(bytes.data[end], " \t"))
        end++;
    if (begin > line.offset)
        begin = previous_character(bytes, begin);
    if (end < end_of_line)
        end = next_character(bytes, end);
    return wp_span(begin, end - begin);
}

/* Append to the message of an error the name of the first invisible character at or beside its
 * span. */
static void name_unseen(const struct wp_document *document, struct wp_line line,
                        struct wp_span span, struct wp_error *error)
{
    struct wp_span place = around(document->bytes, line, span);
    struct wp_str seen = wp_document_slice(document, place);
    size_t length = strlen(error->message);
    int32_t character;
    size_t at = wp_invisible_character_find(seen, &character);
    size_t column;

    /* a byte order mark is reported by a message of its own */
    if (at == seen.length || character == BYTE_ORDER_MARK)
        return;
    column = count_characters(
        wp_str_slice(document->bytes, line.offset, place.offset + at - line.offset));
    column += line.offset > 0 || wp_document_bom(document->bytes) == 0;
    (void)snprintf(error->message + length, sizeof error->message - length,
                   "; column %zu holds U+%04X, %s (%s)", column, (unsigned)character,
                   wp_invisible_character_name(character),
                   wp_invisible_character_advice(character));
}

static void add_problem(const struct wp_document *document, struct wp_problems *problems,
                        struct wp_span span, bool warning, const char *format, va_list arguments)
{
    struct wp_error *error;
    struct wp_line line;
    size_t caret;

    if (warning)
        problems->warnings++;
    else
        problems->errors++;
    if (warning ? problems->count == problems->limit : wp_problems_full(problems))
        return;
    if (problems->count == problems->limit)
        problems->count--;
    error = &problems->list[problems->count++];
    memset(error, 0, sizeof *error);
    error->status = WP_INVALID;
    error->warning = warning;
    wp_error_set_message(error, format, arguments);
    line = wp_document_line(document, span.offset);
    caret = span.offset - line.offset < line.length ? span.offset - line.offset : line.length;
    error->line = document->first_line + count_lines(document->bytes, line.offset);
    error->column = count_characters(wp_str_slice(document->bytes, line.offset, caret)) + 1;
    if (line.offset == 0 && wp_document_bom(document->bytes) != 0 && caret >= 3)
        error->column--;
    fill_excerpt(error, wp_str_slice(document->bytes, line.offset, line.length), caret,
                 span.length);
    if (!warning && !document->ascii)
        name_unseen(document, line, span, error);
}

void wp_document_error(const struct wp_document *document, struct wp_problems *problems,
                       struct wp_span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_problem(document, problems, span, false, format, arguments);
    va_end(arguments);
}

void wp_document_warning(const struct wp_document *document, struct wp_problems *problems,
                         struct wp_span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_problem(document, problems, span, true, format, arguments);
    va_end(arguments);
}

bool wp_problems_full(const struct wp_problems *problems)
{
    return problems->count == problems->limit &&
           (problems->limit == 0 || !problems->list[problems->limit - 1].warning);
}

static bool is_before(const struct wp_error *a, const struct wp_error *b)
{
    return a->line < b->line || (a->line == b->line && a->column < b->column);
}

void wp_problems_sort(struct wp_problems *problems, size_t first)
{
    struct wp_error *list = problems->list;
    size_t i, j;

    for (i = first + 1; i < problems->count; i++) {
        struct wp_error moving = list[i];

        for (j = i; j > first && is_before(&moving, &list[j - 1]); j--)
            list[j] = list[j - 1];
        list[j] = moving;
    }
}

/* Return the offset of the first byte at or after `offset` that is not ASCII, or the length of
 * `bytes`. */
static size_t end_of_ascii(struct wp_str bytes, size_t offset)
{
    while (bytes.length - offset >= WP_SWAR_SIZE &&
           (wp_swar_load(bytes.data + offset) & wp_swar_repeat(0x80)) == 0)
        offset += WP_SWAR_SIZE;
    while (offset < bytes.length && (unsigned char)bytes.data[offset] < 0x80)
        offset++;
    return offset;
}

static void go_forward(struct wp_str bytes, struct wp_cursor *cursor, size_t character)
{
    while (cursor->character < character && cursor->offset < bytes.length) {
        size_t wanted = character - cursor->character;
        size_t ascii;

        if (cursor->offset >= cursor->ascii_end)
            cursor->ascii_end = end_of_ascii(bytes, cursor->offset);
        ascii = cursor->ascii_end - cursor->offset;
        if (ascii > 0) {
            cursor->character += ascii < wanted ? ascii : wanted;
            cursor->offset += ascii < wanted ? ascii : wanted;
        } else {
            cursor->offset = next_character(bytes, cursor->offset);
            cursor->character++;
        }
    }
}

size_t wp_document_seek(const struct wp_document *document, struct wp_cursor *cursor,
                        size_t character)
{
    go_forward(document->bytes, cursor, character);
    while (cursor->character > character && cursor->character > 0) {
        cursor->offset = previous_character(document->bytes, cursor->offset);
        cursor->character--;
        cursor->ascii_end = 0;
    }
    return cursor->offset;
}

struct wp_span wp_document_span(const struct wp_document *document, struct wp_cursor *cursor,
                                size_t begin, size_t end)
{
    size_t offset = wp_document_offset(document, cursor, begin);

    return wp_span(offset, wp_document_offset(document, cursor, end) - offset);
}
