/*
 * UTF-8 text: decode characters, compute the width on a terminal, and normalize text to compare
 * it. utf8.c is the only file that uses utf8proc. No function depends on the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* Decode the first character of `text`, which must not be empty. Return the length of the character
 * in bytes. For a byte that does not begin a valid character (RFC 3629: overlong, surrogate, beyond
 * U+10FFFF, incomplete) set *character to -1 and return 1. */
size_t wp_utf8_decode(struct wp_str text, int32_t *character);

/* Whether `text` is valid UTF-8. */
bool wp_utf8_is_valid(struct wp_str text);

/* Whether the character is a C0 control, a C1 control or DEL. False for -1. */
bool wp_utf8_is_control(int32_t character);

/* Whether the character is invisible by its Unicode properties: a line or paragraph separator (Zl,
 * Zp), a format character (Cf), or Default_Ignorable_Code_Point. True for joiners and variation
 * selectors. False for -1. */
bool wp_utf8_is_invisible(int32_t character);

/* Whether the character is a space by Unicode (category Zs). */
bool wp_utf8_is_space(int32_t character);

/* Whether the character is a part of a word by Unicode: a letter, a digit or another number, or a
 * mark. */
bool wp_utf8_is_word(int32_t character);

/* Whether the character is a letter without case by Unicode (category Lo). Chinese, Japanese and
 * Thai are written with such letters, and without blanks between words. */
bool wp_utf8_is_caseless(int32_t character);

/* Append a character. Append U+FFFD for a number that is not a Unicode scalar value. */
void wp_utf8_append(struct wp_buf *buf, int32_t character);

/* Return the length in bytes of the first grapheme cluster of `text` (UAX #29), or 0 if `text` is
 * empty. Set *columns to the width of the grapheme on a terminal: 2 for wide characters and emoji
 * sequences (ZWJ, flags, keycaps, VS16), 0 for a combining mark alone. */
size_t wp_utf8_grapheme(struct wp_str text, unsigned *columns);

/* Return the width of `text` on a terminal, in columns. Control characters have width 0. */
size_t wp_utf8_columns(struct wp_str text);

/* Return the longest beginning of `text` that is at most `columns` wide, cut between graphemes. Set
 * *used to the width of the result; NULL is allowed for `used`. */
struct wp_str wp_utf8_fit(struct wp_str text, size_t columns, size_t *used);

/* Return the number of characters (not graphemes) of `text`. */
size_t wp_utf8_length(struct wp_str text);

/* Append `text` in NFC (UAX #15). With `fold`, also fold the case. Normalized texts have the same
 * bytes if people would read the same text. */
void wp_utf8_normalize(struct wp_buf *buf, struct wp_str text, bool fold);

#endif
