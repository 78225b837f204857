#include "import/heading_words.h"

#include <string.h>

#include "base/utf8.h"
#include "base/words_in_text.h"
#include "plan/typed_date.h"

/* Words of a heading that say nothing about the week. */
static const char words_without_meaning[] =
    "week weeks weekly wk kw goal goals plan plans planning planned review reviews note notes "
    "journal "
    "log logs report reports update updates status task tasks list todo todos to do summary recap "
    "retrospective retro priorities my our the a this of for in on at from and post entry check "
    "checkin md markdown page untitled draft readme index monday tuesday wednesday thursday friday "
    "saturday sunday no nr number";

bool wp_heading_words_byte(char byte)
{
    char lower = wp_str_lower(byte);

    return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

/* Whether the character separates words. */
static bool is_word_separator(int32_t character)
{
    return (character < 0x80 && !wp_heading_words_byte((char)character)) ||
           (character >= 0xA0 && character <= 0xBF) || (character >= 0x2000 && character <= 0x2FFF);
}

bool wp_heading_words_is_sign(int32_t character)
{
    enum { FIRST_PICTURE = 0x1F000 };

    return is_word_separator(character) || character >= FIRST_PICTURE ||
           wp_utf8_is_invisible(character);
}

struct wp_str wp_heading_words_next(struct wp_str text, size_t *offset)
{
    size_t start = *offset;
    bool in_word = false;

    while (*offset < text.length) {
        int32_t character;
        size_t length =
            wp_utf8_decode(wp_str_slice(text, *offset, text.length - *offset), &character);

        if (in_word && wp_heading_words_is_sign(character))
            break;
        if (!in_word)
            start = *offset;
        in_word = in_word || !wp_heading_words_is_sign(character);
        *offset += length;
    }
    return in_word ? wp_str_slice(text, start, *offset - start) : wp_str("");
}

bool wp_heading_words_has(const char *list, struct wp_str word)
{
    char lower[16];

    if (word.length > sizeof lower)
        return false;
    for (size_t i = 0; i < word.length; i++)
        lower[i] = wp_str_lower(word.data[i]);
    return wp_words_in_text_has(list, (struct wp_str){lower, word.length});
}

bool wp_heading_words_is_number(struct wp_str word)
{
    size_t digits = 0;

    while (digits < word.length && word.data[digits] >= '0' && word.data[digits] <= '9')
        digits++;
    return digits == word.length;
}

bool wp_heading_words_are_empty(struct wp_str text)
{
    size_t offset = 0;

    for (;;) {
        struct wp_str word = wp_heading_words_next(text, &offset);

        if (word.length == 0)
            return true;
        if (!wp_heading_words_is_number(word) && !wp_heading_words_has(words_without_meaning, word))
            return false;
    }
}

struct wp_str wp_heading_words_last(struct wp_str text)
{
    struct wp_str last = wp_str("");
    size_t end = text.length;

    while (end > 0 && !wp_heading_words_byte(text.data[end - 1]))
        end--;
    last.data = text.data + end;
    while (end > 0 && wp_heading_words_byte(text.data[end - 1])) {
        end--;
        last.data--;
        last.length++;
    }
    return last;
}

int wp_heading_words_year(struct wp_str text)
{
    size_t offset = 0;

    for (;;) {
        struct wp_str word = wp_heading_words_next(text, &offset);
        int year;

        if (word.length == 0)
            return 0;
        if (wp_heading_words_number(&word, 4, &year) && word.length == 0 &&
            year >= WP_FIRST_LONE_YEAR && year <= WP_LAST_LONE_YEAR)
            return year;
    }
}

struct wp_str wp_heading_words_trim_start(struct wp_str text)
{
    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        if (!is_word_separator(character) || character == '"' || character == '(' ||
            character == '[')
            break;
        text = wp_str_slice(text, length, text.length);
    }
    return wp_str_trim(text);
}

struct wp_str wp_heading_words_cut(struct wp_str text, int32_t *character)
{
    size_t start = text.length - 1;

    while (start > 0 && (text.data[start] & 0xC0) == 0x80)
        start--;
    (void)wp_utf8_decode(wp_str_slice(text, start, text.length - start), character);
    return wp_str_slice(text, 0, start);
}

struct wp_str wp_heading_words_trim_end(struct wp_str text)
{
    while (text.length > 0) {
        int32_t character;
        struct wp_str shorter = wp_heading_words_cut(text, &character);

        if (!is_word_separator(character) ||
            (character < 0x80 && strchr("!?.)]\"'%", (char)character) != NULL))
            break;
        text = shorter;
    }
    return wp_str_trim(text);
}

bool wp_heading_words_number(struct wp_str *rest, size_t digits, int *number)
{
    struct wp_str after = *rest;
    int read;

    if (!wp_typed_date_number(&after, digits, &read) || rest->length - after.length != digits)
        return false;
    *number = read;
    *rest = after;
    return true;
}
