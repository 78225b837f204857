/*
 * The text of an item in one version of a week, cut at its keys. Each part of the text is moved to
 * the column at which the merged week has the item. So the parts of several versions can be
 * compared as bytes, and joined.
 *
 *     wp_item_head_cut(&head, &source, item, dash_column);
 *     wp_item_text_cut(&text, &source, item, dash_column + head.pad, head.pad);
 *     ... text.keys[0].body is `title: Read` ...
 */
#ifndef MERGE_ITEM_TEXT_H
#define MERGE_ITEM_TEXT_H

#include "base/arena.h"
#include <weekplan/item.h>

/* A version of a week, as a source of texts. */
struct wp_text_source {
    const struct wp_week *week;
    const char *line_break;         /* line break of the merged week: "\n", "\r\n" or "\r" */
    const char *line_break_of_week; /* line break of `week` */
    struct wp_arena *arena;         /* owns the parts that are moved */
};

enum wp_item_shape { WP_SHAPE_SCALAR, WP_SHAPE_BLOCK, WP_SHAPE_FLOW };

/* Which blank lines may be below a block scalar without being a part of it. */
struct wp_below_block {
    struct wp_str own;   /* the blank lines that are there in the version */
    size_t least_blanks; /* another line is a part of it with so many blanks (block_scalar_end.h) */
};

/* A key of an item, or the title of an item that is a scalar. */
struct wp_key_text {
    enum wp_key key;
    struct wp_str name; /* the name in the file; empty for the title of a scalar */
    /* comments and blank lines before the key; its `data` is NULL for the first key */
    struct wp_str above;
    struct wp_span span;   /* of `body` in the document */
    struct wp_str body;    /* key and value; for a list with items all up to the colon or bracket */
    size_t value;          /* offset of the value in `body`; unset for a list */
    struct wp_str heading; /* for a list with items, what is above its first item */
    struct wp_str end;     /* for a flow sequence with items, what is below its last item */
    struct wp_str after;   /* comments after the value */
    uint64_t extra;        /* hash of an `x-` key (see wp_field.extra) */
    const struct wp_item *list; /* the parent of the items in the list; NULL if it has none */
    bool block;                 /* whether the value is a block scalar */
    /* whether `body` ends with a block scalar; false for a list with items */
    bool block_at_end;
    struct wp_below_block below_block; /* what may be below this block scalar */
    bool flow;                         /* whether the value is a flow sequence of items */
    size_t column;           /* column of the dashes of a block sequence in the merged week */
    struct wp_str separator; /* what is after a comma of a flow sequence with items */
};

/* What is before an item, in its list. */
struct wp_item_head {
    /* what is between the item before and this item; for a flow sequence, directly after the comma;
     * its `data` is NULL for the first item */
    struct wp_str lead;
    struct wp_str above; /* the comment lines of the item above its dash */
    struct wp_str dash;  /* from the dash up to the first key; empty in a flow sequence */
    size_t pad;          /* columns from the dash to the first key */
    bool flow;           /* whether the list is a flow sequence */
};

struct wp_item_text {
    enum wp_item_shape shape;
    /* what is before the first key: in flow style the brace, in block style comments; for a root
     * all that is above it */
    struct wp_str open;
    struct wp_key_text *keys;
    size_t count;
    struct wp_str close; /* for an item in flow style, what is after its last key */
    struct wp_str tail;  /* comments below the last key, or after the item */
};

enum wp_item_shape wp_item_shape_of(const struct wp_item *item);

/* Return the column from which the lines of the item are indented: that of its keys, or of the
 * block collection around it. */
size_t wp_item_text_column(const struct wp_week *week, const struct wp_item *item);

/* Cut what is before an item that is not a root. Its dash moves to `column`. */
void wp_item_head_cut(struct wp_item_head *head, const struct wp_text_source *source,
                      const struct wp_item *item, size_t column);

/* Cut the text of an item, or of a root. Its keys move to `column`, which is `pad` columns from its
 * dash; 0 if it has no dash. */
void wp_item_text_cut(struct wp_item_text *text, const struct wp_text_source *source,
                      const struct wp_item *item, size_t column, size_t pad);

#endif
