#include "markdown/character_reference.h"

#include "base/utf8.h"

enum {
    REPLACEMENT = 0xFFFD,
    LAST_CHARACTER = 0x10FFFF,
    SURROGATES = 0xD800,
    AFTER_SURROGATES = 0xE000,
    LATIN_1 = 160,  /* character of the first name in latin_1 */
    NAME_MAX = 16,  /* more bytes than a known name has */
    DIGITS_MAX = 7, /* of a number (CommonMark 2.5) */
    NO_CHARACTER = -1
};

/* The names of the characters from U+00A0 to U+00FF, in their order. */
static const char *const latin_1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

static const struct {
    const char *name;
    int32_t character;
} others[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
    {"apos", '\''},     {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},
    {"scaron", 0x161},  {"Yuml", 0x178},    {"ndash", 0x2013},  {"mdash", 0x2014},
    {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},
    {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020}, {"Dagger", 0x2021},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},
    {"Prime", 0x2033},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},
    {"trade", 0x2122},  {"larr", 0x2190},   {"uarr", 0x2191},   {"rarr", 0x2192},
    {"darr", 0x2193},   {"harr", 0x2194},   {"minus", 0x2212},  {"infin", 0x221E},
    {"asymp", 0x2248},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},
    {"starf", 0x2605},  {"star", 0x2606},   {"check", 0x2713},  {"cross", 0x2717},
    {"hearts", 0x2665},
};

static int32_t named_character(struct wp_str name)
{
    for (size_t i = 0; i < sizeof latin_1 / sizeof latin_1[0]; i++)
        if (wp_str_equal_c(name, latin_1[i]))
            return LATIN_1 + (int32_t)i;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (wp_str_equal_c(name, others[i].name))
            return others[i].character;
    return NO_CHARACTER;
}

/* Return the value of a digit in base 16, or 16 if the byte is no digit. */
static unsigned digit_value(char byte)
{
    char lower = wp_str_lower(byte);

    if (lower >= '0' && lower <= '9')
        return (unsigned)(lower - '0');
    return lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a') + 10 : 16;
}

/* Return the character with the number `text`, "65" or "x41". */
static int32_t numbered_character(struct wp_str text)
{
    unsigned base = text.length > 0 && wp_str_lower(text.data[0]) == 'x' ? 16 : 10;
    struct wp_str digits = wp_str_slice(text, base == 16, text.length);
    int32_t number = 0;

    if (digits.length == 0 || digits.length > DIGITS_MAX)
        return NO_CHARACTER;
    for (size_t i = 0; i < digits.length; i++) {
        unsigned value = digit_value(digits.data[i]);

        if (value >= base)
            return NO_CHARACTER;
        number = number * (int32_t)base + (int32_t)value;
    }
    if (number == 0 || number > LAST_CHARACTER ||
        (number >= SURROGATES && number < AFTER_SURROGATES))
        return REPLACEMENT;
    return number;
}

/* Return the length of the reference at the beginning of `text`, and its character; 0 if there is
 * no reference. */
static size_t take_reference(struct wp_str text, int32_t *character)
{
    struct wp_str name;
    size_t end = 1;

    if (text.data[0] != '&')
        return 0;
    while (end < text.length && end < NAME_MAX && text.data[end] != ';')
        end++;
    if (end == 1 || end == text.length || text.data[end] != ';')
        return 0;
    name = wp_str_slice(text, 1, end - 1);
    *character = name.data[0] == '#' ? numbered_character(wp_str_slice(name, 1, name.length))
                                     : named_character(name);
    return *character == NO_CHARACTER ? 0 : end + 1;
}

void wp_character_reference_resolve(struct wp_buf *out, struct wp_str text)
{
    size_t begin = 0;
    size_t at = 0;

    while (at < text.length) {
        int32_t character = NO_CHARACTER;
        size_t length = take_reference(wp_str_slice(text, at, text.length), &character);

        if (length == 0) {
            at++;
            continue;
        }
        wp_buf_append(out, wp_str_slice(text, begin, at - begin));
        wp_utf8_append(out, character);
        at += length;
        begin = at;
    }
    wp_buf_append(out, wp_str_slice(text, begin, text.length));
}
