/*
 * The lines of the text that become notes: each line has at most one note, and a note gets its
 * lines as they are in the text, without the indentation of their place. So a note keeps its
 * Markdown, whatever it is: paragraphs, code, quotes, tables. Links by reference become inline
 * links, because the definitions may be in another place.
 */
#ifndef IMPORT_NOTE_LINES_H
#define IMPORT_NOTE_LINES_H

#include "import/import_remarks.h"
#include "import/import_text.h"
#include "markdown/markdown.h"

/* A note that gets lines of the text. */
struct wp_note {
    struct wp_str *to;    /* the string to set at the end */
    struct wp_note *into; /* the note that gets the lines in place of this one; or NULL */
    size_t column;        /* number of columns of indentation to remove from each line */
    size_t marker_line;   /* a line whose first columns are the marker of the item; or SIZE_MAX */
    struct wp_buf buf;    /* owned; freed by wp_note_lines_write */
    size_t last_line;     /* the last line that `buf` has */
    struct wp_note *next;
};

struct wp_note_lines {
    const struct wp_import_text *text;
    struct wp_arena *arena;
    struct wp_note **owners; /* for each line the note that gets it; NULL if none */
    bool *used;              /* for each line, whether it is used: by a note, or by a title */
    bool *trimmed;           /* for each line, whether it loses all of its indentation */
    bool *quoted;            /* for each line, whether it loses the mark of a quote */
    size_t after;            /* the line after the last one that was given */
    struct wp_note *first;   /* all notes */
};

/* Set `notes` to begin with no notes. The arena owns the arrays and the notes. */
void wp_note_lines_begin(struct wp_note_lines *notes, const struct wp_import_text *text,
                         struct wp_arena *arena);

/* Return a new note. Set *to to its text when it is written. */
struct wp_note *wp_note_lines_add(struct wp_note_lines *notes, struct wp_str *to, size_t column);

/* Give the lines of a block to a note: those of its text, and the fences of code and the underline
 * of a heading around it. NULL is allowed for `note`: then the lines are used, and in no note. */
void wp_note_lines_give(struct wp_note_lines *notes, const struct wp_markdown_node *block,
                        struct wp_note *note);

/* Give the lines of a quote to a note if it begins with a line `[!note]`: all others, without the
 * marks of the quote. Return false if it is another quote. */
bool wp_note_lines_give_callout(struct wp_note_lines *notes, const struct wp_markdown_node *quote,
                                struct wp_note *note);

/* Give the lines from `first` to `last` to a note. With `trim` they lose all of their indentation.
 * NULL is allowed for `note`, as above. */
void wp_note_lines_give_range(struct wp_note_lines *notes, size_t first, size_t last,
                              struct wp_note *note, bool trim);

/* Set the strings of all notes, and free their buffers. Remark on lines that are in no note and in
 * no title, but have more than marks, and on definitions of links that nothing uses. */
void wp_note_lines_write(struct wp_note_lines *notes, const struct wp_markdown_node *document,
                         struct wp_import_remarks *remarks);

#endif
