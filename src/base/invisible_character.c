#include "base/invisible_character.h"

#include <stdbool.h>

#include "base/utf8.h"

enum { NEXT_LINE = 0x85, BRAILLE_BLANK = 0x2800 };

static const struct {
    int32_t first;
    int32_t last;
    const char *name;
} names[] = {
    {NEXT_LINE, NEXT_LINE, "a NEL line break"},
    {0xA0, 0xA0, "a no-break space"},
    {0xAD, 0xAD, "a soft hyphen"},
    {0x200B, 0x200B, "a zero-width space"},
    {0x200C, 0x200D, "a zero-width joiner"},
    {0x200E, 0x200F, "a direction mark"},
    {0x2028, 0x2028, "a line separator"},
    {0x2029, 0x2029, "a paragraph separator"},
    {0x202A, 0x202E, "a direction control"},
    {0x202F, 0x202F, "a narrow no-break space"},
    {0x2060, 0x2060, "a word joiner"},
    {0x2066, 0x2069, "a direction control"},
    {0x3000, 0x3000, "an ideographic space"},
    {0xFEFF, 0xFEFF, "a byte order mark"},
};

const char *wp_invisible_character_name(int32_t character)
{
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        if (character >= names[i].first && character <= names[i].last)
            return names[i].name;
    return wp_utf8_is_space(character) ? "an unusual space" : "an invisible character";
}

const char *wp_invisible_character_advice(int32_t character)
{
    return wp_utf8_is_space(character) ? "write a plain space" : "take it out";
}

static bool is_joining(int32_t character)
{
    return character == 0x200C || character == 0x200D ||
           (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0100 && character <= 0xE01EF);
}

static bool is_invisible(int32_t character, int32_t before)
{
    if (character < 0x80 || (before >= 0x80 && is_joining(character)))
        return false;
    return character == NEXT_LINE || character == BRAILLE_BLANK || wp_utf8_is_space(character) ||
           wp_utf8_is_invisible(character);
}

size_t wp_invisible_character_find(struct wp_str text, int32_t *character)
{
    int32_t before = 0;
    size_t at = 0;

    while (at < text.length) {
        size_t length = wp_utf8_decode(wp_str_slice(text, at, text.length), character);

        if (is_invisible(*character, before))
            return at;
        before = *character;
        at += length;
    }
    return at;
}
