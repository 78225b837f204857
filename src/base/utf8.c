#include "base/utf8.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "base/memory.h"
#include "base/swar.h"

enum { REPLACEMENT = 0xFFFD, VARIATION_SELECTOR_16 = 0xFE0F };

/* The most combining marks in a row that are normalized together. No language needs more (UAX #15,
 * Stream-Safe Text Format). utf8proc sorts them in quadratic time. */
enum { MARKS_MAX = 30 };

static bool is_ascii(char byte)
{
    return (unsigned char)byte < 0x80;
}

static struct wp_str rest(struct wp_str text, size_t offset)
{
    return (struct wp_str){text.data + offset, text.length - offset};
}

size_t wp_utf8_decode(struct wp_str text, int32_t *character)
{
    if (is_ascii(text.data[0])) {
        *character = text.data[0];
        return 1;
    }
    /* A character has at most four bytes. The whole length may be too large for the signed type. */
    utf8proc_ssize_t limit = text.length < 4 ? (utf8proc_ssize_t)text.length : 4;
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text.data, limit, character);
    if (length > 0)
        return (size_t)length;
    *character = -1;
    return 1;
}

bool wp_utf8_is_valid(struct wp_str text)
{
    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        if (character < 0)
            return false;
        text = wp_str_slice(text, length, text.length);
    }
    return true;
}

bool wp_utf8_is_control(int32_t character)
{
    return (character >= 0 && character < 0x20) || (character >= 0x7F && character < 0xA0);
}

/* Whether an unassigned code point has the property Default_Ignorable_Code_Point. utf8proc 2.8 has
 * the property only for assigned code points. */
static bool is_reserved_ignorable(int32_t character)
{
    return character == 0x2065 || (character >= 0xFFF0 && character <= 0xFFF8) ||
           (character >= 0xE0000 && character <= 0xE0FFF);
}

bool wp_utf8_is_invisible(int32_t character)
{
    const utf8proc_property_t *property;

    if (character < 0xA0)
        return false;
    property = utf8proc_get_property(character);
    return property->ignorable || property->category == UTF8PROC_CATEGORY_CF ||
           property->category == UTF8PROC_CATEGORY_ZL ||
           property->category == UTF8PROC_CATEGORY_ZP || is_reserved_ignorable(character);
}

bool wp_utf8_is_space(int32_t character)
{
    return character >= 0 && utf8proc_category(character) == UTF8PROC_CATEGORY_ZS;
}

bool wp_utf8_is_word(int32_t character)
{
    if (character < 0)
        return false;
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

bool wp_utf8_is_caseless(int32_t character)
{
    return character >= 0 && utf8proc_category(character) == UTF8PROC_CATEGORY_LO;
}

void wp_utf8_append(struct wp_buf *buf, int32_t character)
{
    if (!utf8proc_codepoint_valid(character))
        character = REPLACEMENT;
    char bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes);
    wp_buf_append(buf, (struct wp_str){bytes, (size_t)length});
}

size_t wp_utf8_length(struct wp_str text)
{
    size_t characters = 0;
    for (size_t at = 0; at < text.length; characters++) {
        int32_t character;
        at += wp_utf8_decode(rest(text, at), &character);
    }
    return characters;
}

/* The width of a grapheme on a terminal, while its characters are added one by one. */
struct utf8_cells {
    int32_t last; /* the character that was added last */
    /* width of the widest character, among those that are drawn over each other */
    unsigned widest;
    unsigned spacing; /* number of characters that have a column of their own */
    unsigned flags;   /* number of regional indicators; two of them are a flag */
    bool emoji;       /* whether U+FE0F follows a character that has an emoji form */
};

/* Whether a character followed by U+FE0F is an emoji: a pictograph such as U+2764, or a digit, '#'
 * or '*', as in a keycap. */
static bool has_emoji_form(int32_t character)
{
    if (character < 0x80)
        return (character >= '0' && character <= '9') || character == '#' || character == '*';
    return utf8proc_get_property(character)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/*
 * Add a character to a grapheme. utf8proc has the width of single characters. In a grapheme,
 * terminals use other widths for two groups: Spacing marks (vowel signs of India) and prepended
 * signs (the Arabic number sign) have a column of their own. Hangul vowels and final consonants
 * have no column, because they are drawn into the square of the initial consonant.
 */
static void cells_add(struct utf8_cells *cells, int32_t character)
{
    const utf8proc_property_t *property = utf8proc_get_property(character);
    unsigned width = 0;

    if (property->category == UTF8PROC_CATEGORY_MC ||
        property->boundclass == UTF8PROC_BOUNDCLASS_SPACINGMARK ||
        property->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
        cells->spacing++;
    else if (property->boundclass != UTF8PROC_BOUNDCLASS_V &&
             property->boundclass != UTF8PROC_BOUNDCLASS_T)
        width = property->charwidth;

    if (width > cells->widest)
        cells->widest = width;
    if (property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        cells->flags++;
    if (character == VARIATION_SELECTOR_16 && has_emoji_form(cells->last))
        cells->emoji = true;
    cells->last = character;
}

static unsigned cells_columns(const struct utf8_cells *cells)
{
    unsigned shared = cells->emoji || cells->flags == 2 ? 2 : cells->widest;
    return shared + cells->spacing;
}

/* Decode the first character of `text`, and return its length in bytes. For an invalid byte set
 * *character to U+FFFD and return 1. */
static size_t decode_or_replace(struct wp_str text, int32_t *character)
{
    size_t length = wp_utf8_decode(text, character);
    if (*character < 0)
        *character = REPLACEMENT;
    return length;
}

/* Whether the first byte of `text` is certainly a grapheme of its own. An ASCII character never
 * joins the character before it, except LF after CR (UAX #29). */
static bool is_ascii_grapheme(struct wp_str text)
{
    return is_ascii(text.data[0]) && text.data[0] != '\r' &&
           (text.length == 1 || is_ascii(text.data[1]));
}

static size_t cluster(struct wp_str text, unsigned *columns)
{
    struct utf8_cells cells = {.last = REPLACEMENT};
    utf8proc_int32_t state = UTF8PROC_BOUNDCLASS_START;
    int32_t character;
    size_t end = decode_or_replace(text, &character);
    cells_add(&cells, character);
    while (end < text.length) {
        size_t length = decode_or_replace(rest(text, end), &character);
        if (utf8proc_grapheme_break_stateful(cells.last, character, &state))
            break;
        cells_add(&cells, character);
        end += length;
    }
    *columns = cells_columns(&cells);
    return end;
}

/* Return the length of the first grapheme of a text that is not empty, and set *columns, as
 * wp_utf8_grapheme does. */
static inline size_t next_grapheme(struct wp_str text, unsigned *columns)
{
    if (!is_ascii_grapheme(text))
        return cluster(text, columns);
    *columns = text.data[0] >= ' ' && text.data[0] != 0x7F;
    return 1;
}

size_t wp_utf8_grapheme(struct wp_str text, unsigned *columns)
{
    *columns = 0;
    return text.length > 0 ? next_grapheme(text, columns) : 0;
}

/* Return the number of printable ASCII bytes at the beginning of `text`, which have one column
 * each. Do not count the last byte if another character follows, because they may be one
 * grapheme. */
static size_t printable_run(struct wp_str text)
{
    size_t end = 0;
    while (text.length - end >= WP_SWAR_SIZE && wp_swar_is_printable(wp_swar_load(text.data + end)))
        end += WP_SWAR_SIZE;
    while (end < text.length && text.data[end] >= ' ' && text.data[end] < 0x7F)
        end++;
    return end > 0 && end < text.length ? end - 1 : end;
}

size_t wp_utf8_columns(struct wp_str text)
{
    size_t sum = 0;
    size_t at = 0;
    for (;;) {
        size_t run = printable_run(rest(text, at));
        unsigned columns;
        sum += run;
        at += run;
        if (at == text.length)
            return sum;
        at += next_grapheme(rest(text, at), &columns);
        sum += columns;
    }
}

struct wp_str wp_utf8_fit(struct wp_str text, size_t columns, size_t *used)
{
    size_t end = 0;
    size_t sum = 0;
    while (end < text.length) {
        /* Look at one byte more than fits: this byte tells whether the byte before it is a grapheme
         * of its own. */
        size_t room = columns - sum;
        size_t run = printable_run(wp_str_slice(text, end, room < SIZE_MAX ? room + 1 : room));
        if (run > room)
            run = room;
        end += run;
        sum += run;
        if (end == text.length)
            break;

        unsigned width;
        size_t length = next_grapheme(rest(text, end), &width);
        if (width > columns - sum)
            break;
        end += length;
        sum += width;
    }
    if (used)
        *used = sum;
    return (struct wp_str){text.data, end};
}

/* Return the number of ASCII bytes at the beginning of `text`. Do not count the last byte if
 * another character follows, because that may be a combining mark. */
static size_t utf8_plain_run(struct wp_str text)
{
    size_t end = 0;
    while (end < text.length && is_ascii(text.data[end]))
        end++;
    return end > 0 && end < text.length ? end - 1 : end;
}

/* Return the number of bytes at the beginning of `text` that have to be normalized together: the
 * bytes up to the next ASCII character, which never composes with a character before it. Return 0
 * if the first byte does not begin a valid character. */
static size_t composing_run(struct wp_str text)
{
    size_t end = 0;
    unsigned marks = 0;
    while (end < text.length && (end == 0 || !is_ascii(text.data[end]))) {
        int32_t character;
        size_t length = wp_utf8_decode(rest(text, end), &character);
        if (character < 0)
            break;
        utf8proc_category_t category = utf8proc_category(character);
        bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                    category == UTF8PROC_CATEGORY_ME;
        marks = mark ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            break;
        end += length;
    }
    return end;
}

static void append_plain(struct wp_buf *buf, struct wp_str text, bool fold)
{
    if (!fold) {
        wp_buf_append(buf, text);
        return;
    }
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        wp_buf_putc(buf, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
}

static void append_composed(struct wp_buf *buf, struct wp_str text, bool fold)
{
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    if (fold)
        options |= UTF8PROC_CASEFOLD;

    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.data,
                                           (utf8proc_ssize_t)text.length, &composed, options);
    if (length < 0) /* the UTF-8 is valid, so the only possible error is out of memory */
        wp_memory_exhausted();
    wp_buf_append(buf, (struct wp_str){(const char *)composed, (size_t)length});
    free(composed);
}

void wp_utf8_normalize(struct wp_buf *buf, struct wp_str text, bool fold)
{
    while (text.length > 0) {
        size_t length = utf8_plain_run(text);
        append_plain(buf, wp_str_slice(text, 0, length), fold);
        text = rest(text, length);
        if (text.length == 0)
            break;

        length = composing_run(text);
        if (length > 0) {
            append_composed(buf, wp_str_slice(text, 0, length), fold);
        } else {
            length = 1;
            wp_buf_putc(buf, text.data[0]);
        }
        text = rest(text, length);
    }
}
