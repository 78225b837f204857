#include "render/letter_room.h"

enum { SECTIONS_MAX = 16 };

/* A section of a report, and the number of its entries. */
struct counted_section {
    const char *heading;
    size_t entries; /* number of entries; 0 for a section of one text */
};

struct section_count {
    struct counted_section sections[SECTIONS_MAX];
    size_t count;
};

size_t wp_letter_room_size(struct wp_str text)
{
    /* A soft line break of quoted-printable has two bytes, '=' and LF. The line before it has at
     * least 73 bytes. */
    enum { LINE_MIN = 73 };
    size_t size = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool plain = byte == '\n' || (byte >= ' ' && byte < 0x7F && byte != '=');

        size += plain ? 1 : 3;
    }
    return size + 2 * size / LINE_MIN + 2;
}

bool wp_letter_room_keep(struct wp_letter_room *room)
{
    const struct wp_str all = wp_buf_str(room->out);

    if (room->full) {
        room->out->length = room->kept;
        return false;
    }
    room->size +=
        wp_letter_room_size(wp_str_slice(all, room->measured, all.length - room->measured));
    room->measured = all.length;
    room->full = room->size > room->limit;
    if (room->full) {
        room->out->length = room->kept;
        return false;
    }
    room->kept = all.length;
    room->kept_place = room->here;
    return true;
}

static void count_section(void *page, enum wp_section section, const char *heading)
{
    struct section_count *count = page;

    (void)section;
    if (count->count < SECTIONS_MAX)
        count->sections[count->count++] = (struct counted_section){heading, 0};
}

static void count_entry(void *page, const struct wp_report_entry *entry)
{
    struct section_count *count = page;

    (void)entry;
    count->sections[count->count - 1].entries++;
}

static void count_tree(void *page, enum wp_section section, const struct wp_view *view)
{
    struct section_count *count = page;

    (void)section;
    count->sections[count->count - 1].entries = view->row_count;
}

static void count_text(void *page, struct wp_str text)
{
    (void)page;
    (void)text;
}

/* Append a section and how many of its entries are missing, "12 of 20 entries of 'Dropped'", or
 * only the section if all are missing. Append ", " first, if the text from offset `begin` on is not
 * empty. */
static void put_part(struct wp_buf *buf, size_t begin, const struct counted_section *section,
                     size_t missing)
{
    wp_buf_puts(buf, buf->length > begin ? ", " : "");
    if (missing > 0 && missing < section->entries)
        wp_buf_printf(buf, "%zu of %zu entries of ", missing, section->entries);
    wp_buf_printf(buf, "'%s'", section->heading);
}

void wp_letter_room_put_missing(struct wp_buf *buf, const struct wp_letter_room *room,
                                const struct wp_report *report, const unsigned *sets, bool note)
{
    static const struct wp_report_format format = {.begin = count_section,
                                                   .entry = count_entry,
                                                   .tree = count_tree,
                                                   .paragraph = count_text,
                                                   .prose = count_text};
    struct section_count count = {.count = 0};
    struct wp_report_walk walk = {.format = &format, .page = &count, .report = report};
    const struct wp_letter_place *place = &room->kept_place;
    size_t begin = buf->length;

    for (; *sets != 0; sets++)
        wp_report_walk(&walk, *sets);
    wp_buf_puts(buf, note ? "the note" : "");
    for (size_t i = 0; room->full && i < count.count; i++) {
        const struct counted_section *section = &count.sections[i];
        bool current = i + 1 == place->sections;
        size_t missing = current ? section->entries - place->entries : section->entries;

        if (i + 1 > place->sections || (current && missing > 0))
            put_part(buf, begin, section, missing);
    }
}
