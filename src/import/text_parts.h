/*
 * The parts of a Markdown document in a row: headings, lists, and text, which is all else. Lines
 * that people use as headings are headings too.
 */
#ifndef IMPORT_TEXT_PARTS_H
#define IMPORT_TEXT_PARTS_H

#include "import/heading_day.h"
#include "import/import_items.h"
#include "import/section_words.h"

enum wp_text_part_kind { WP_TEXT_PART_HEADING, WP_TEXT_PART_LIST, WP_TEXT_PART_TEXT };

/* Levels of headings: 1 to 6 for `#`, then lines in bold that have a number or name a section, then
 * other lines that are headings, then an item of a numbered list whose text is not indented. */
enum {
    WP_TEXT_PART_BOLD = 7,
    WP_TEXT_PART_LABEL = 8,
    WP_TEXT_PART_ITEM = 9,
    WP_TEXT_PART_LEVELS = WP_TEXT_PART_ITEM
};

struct wp_text_part {
    enum wp_text_part_kind kind;
    const struct wp_markdown_node *node; /* the block; NULL for a part of a paragraph */
    size_t first;                        /* the first line; for text without a node */
    size_t last;                         /* the last line; for text without a node */

    /* Of a heading. */
    unsigned level;
    unsigned closes;            /* the level of the headings that end above it: `level`, or less */
    bool numbered;              /* whether it has the number of a goal */
    struct wp_title_text title; /* without the number */
    /* The title of the week or the reason of a week off, if the heading has it: "Focus: sleep". */
    struct wp_str value;
    struct wp_str rest;            /* text on the line of a goal after its title in bold */
    struct wp_section_words words; /* what its words say */
    enum wp_heading_day_kind day_kind;
    struct wp_heading_day day;

    /* What is below a heading, up to the next heading. */
    bool has_list;
    bool has_text;
    /* What is below a heading, up to the next heading of its level or above. */
    bool has_lists_below;    /* lists of headings that are no sections */
    bool has_numbers_below;  /* numbered headings */
    bool has_sections_below; /* sections but those of goals */
    bool has_headings_below;
    /* Whether the text about the same week has a section of what was done. Set by the caller. */
    bool looks_back;
    /* Whether that text has a section of the last week and one of this week. Set by the caller. */
    bool both_weeks;

    /* Of an ordered list: whether another one continues its numbers, or it continues those of
     * another one, with text between them. */
    bool continues;
};

struct wp_text_parts {
    struct wp_text_part *list; /* owned by the arena */
    size_t count;
};

/* Find the parts of the document. `hint` is what is known about days before the first heading. */
void wp_text_parts_find(struct wp_text_parts *parts, struct wp_import_source *source,
                        const struct wp_markdown_node *document,
                        const struct wp_heading_day_hint *hint,
                        const struct wp_import_options *options);

#endif
