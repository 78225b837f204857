/*
 * The room that a part of a letter has.
 *
 * Mail services clip a letter of more than about 100 kB. So the HTML part ends early: it is cut
 * back to the last complete entry that has room, and tells what is missing.
 *
 *     room = (struct wp_letter_room){.out = out, .limit = limit};
 *     ... append an entry ...
 *     if (!wp_letter_room_keep(&room))
 *         ... the entry is removed again, and room.full is true ...
 */
#ifndef RENDER_LETTER_ROOM_H
#define RENDER_LETTER_ROOM_H

#include "render/report_walk.h"

/* A position in the sections and entries of a report. */
struct wp_letter_place {
    size_t sections; /* number of sections up to this position, the current section included */
    size_t entries;  /* number of entries of the current section up to this position */
};

struct wp_letter_room {
    struct wp_buf *out;
    size_t limit;    /* greatest size of `out` in a message, in bytes */
    size_t measured; /* bytes of `out` whose size is in `size` */
    size_t size;     /* size of the measured bytes in a message */
    size_t kept;     /* bytes of `out` that have room and end with a complete entry */
    struct wp_letter_place here;
    struct wp_letter_place kept_place; /* value of `here` after the last kept byte */
    /* whether an entry had no room; then nothing more may be appended */
    bool full;
};

/* Return the size of a text in a message, in quoted-printable (RFC 2045), or a little more. */
size_t wp_letter_room_size(struct wp_str text);

/* Keep the bytes appended to room->out since the last call, if they have room. Otherwise remove
 * them, set room->full, and return false. */
bool wp_letter_room_keep(struct wp_letter_room *room);

/* Append what of the sections of a report has no room: "the note, 12 of 20 entries of 'Not done',
 * 'Dropped'". `sets` are those of wp_letter_text_sections. If `note` is true, begin with the note
 * of the week. */
void wp_letter_room_put_missing(struct wp_buf *buf, const struct wp_letter_room *room,
                                const struct wp_report *report, const unsigned *sets, bool note);

#endif
