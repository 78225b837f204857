/*
 * Unicode as far as weekplan needs it, on top of utf8proc: decoding, the
 * columns of a terminal, and comparing what people type. Independent of the
 * locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* Decodes the character at the beginning of `text` (not empty) and returns its
 * length in bytes. A byte that begins no valid character (RFC 3629: overlong,
 * surrogate, beyond U+10FFFF, cut short) has the length 1 and the value -1. */
size_t wp_utf8_decode(struct wp_str text, int32_t *character);

/* Whether all of the text is valid UTF-8. */
bool wp_utf8_is_valid(struct wp_str text);

/* Return whether the character is a C0 or C1 control or DEL; -1 is none. */
bool wp_utf8_is_control(int32_t character);

/* Return whether Unicode gives the character nothing to show: a line or paragraph
 * separator, a format character (category Cf), or a default ignorable code point.
 * Joiners and variation selectors are among them. -1 is none. */
bool wp_utf8_is_invisible(int32_t character);

/* Return whether Unicode calls the character a space (category Zs). */
bool wp_utf8_is_space(int32_t character);

/* Appends a character; anything that is no scalar value becomes U+FFFD. */
void wp_utf8_append(struct wp_buf *buf, int32_t character);

/* The length in bytes of the first grapheme cluster of `text` (UAX #29; 0 only
 * when it is empty) and how many columns of a terminal it takes: two for wide
 * characters, emoji sequences (ZWJ, flags, keycaps, VS16), none for what only
 * combines. Pure ASCII takes a short way. */
size_t wp_utf8_grapheme(struct wp_str text, unsigned *columns);

/* How many columns the whole text takes. Control characters take none. */
size_t wp_utf8_columns(struct wp_str text);

/* The longest beginning of `text` that takes at most `columns`, cut between
 * graphemes; *used is what it takes, NULL when that is not wanted. */
struct wp_str wp_utf8_fit(struct wp_str text, size_t columns, size_t *used);

/* How many characters (not graphemes) the text has. */
size_t wp_utf8_length(struct wp_str text);

/* Appends the text composed (NFC) and, with `fold`, full case folding: two
 * texts that people take for the same give the same bytes. */
void wp_utf8_normalize(struct wp_buf *buf, struct wp_str text, bool fold);

#endif
