/*
 * Unicode: decode UTF-8, count the columns of a terminal, and normalize texts to compare
 * them. The only file that uses utf8proc. The locale has no influence.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* Decode the first character of `text`, which is not empty, and return its length in
 * bytes. For a byte that does not begin a valid character (RFC 3629: overlong, surrogate,
 * beyond U+10FFFF, incomplete) set *character to -1 and return 1. */
size_t wp_utf8_decode(struct wp_str text, int32_t *character);

/* Whether `text` is valid UTF-8. */
bool wp_utf8_is_valid(struct wp_str text);

/* Whether the character is a C0 control, a C1 control or DEL. False for -1. */
bool wp_utf8_is_control(int32_t character);

/* Whether the character is invisible by Unicode: a line or paragraph separator (Zl, Zp), a
 * format character (Cf), or Default_Ignorable_Code_Point. Joiners and variation selectors
 * are. False for -1. */
bool wp_utf8_is_invisible(int32_t character);

/* Whether the character is a space by Unicode (category Zs). */
bool wp_utf8_is_space(int32_t character);

/* Append a character; U+FFFD for a number that is not a Unicode scalar value. */
void wp_utf8_append(struct wp_buf *buf, int32_t character);

/* Return the length in bytes of the first grapheme cluster of `text` (UAX #29), 0 for the
 * empty text. Set *columns to its width on a terminal: 2 for wide characters and emoji
 * sequences (ZWJ, flags, keycaps, VS16), 0 for a combining mark alone. */
size_t wp_utf8_grapheme(struct wp_str text, unsigned *columns);

/* Return the width of `text` in columns. Control characters have none. */
size_t wp_utf8_columns(struct wp_str text);

/* Return the longest beginning of `text` that is at most `columns` wide, cut between
 * graphemes. Set *used to its width; NULL is allowed. */
struct wp_str wp_utf8_fit(struct wp_str text, size_t columns, size_t *used);

/* Return the number of characters (not graphemes) of `text`. */
size_t wp_utf8_length(struct wp_str text);

/* Append `text` in NFC and, with `fold`, case-folded. Texts that people take for the same
 * then have the same bytes. */
void wp_utf8_normalize(struct wp_buf *buf, struct wp_str text, bool fold);

#endif
