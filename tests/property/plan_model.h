/*
 * What a plan says, in a model that owes nothing to the library but the types
 * of the values: nodes, which edits are carried out on as simply as can be.
 */
#ifndef PROPERTY_PLAN_MODEL_H
#define PROPERTY_PLAN_MODEL_H

#include "base/arena.h"
#include "plan/item_value.h"
#include <weekplan/item.h>

#include "random.h"

/* How things are written. Each has a row in the table of edits. */
enum style {
    /* An item, or the week. */
    STYLE_PLAIN,          /* - Read */
    STYLE_SINGLE,         /* - 'Read' */
    STYLE_DOUBLE,         /* - "Read" */
    STYLE_LINES,          /* - Read on, over several lines */
    STYLE_QUOTED_LINES,   /* - "Read on", the same */
    STYLE_LITERAL,        /* - | */
    STYLE_FOLDED,         /* - > */
    STYLE_KEYS,           /* - title: Read */
    STYLE_BELOW_DASH,     /* the keys on the lines below the dash */
    STYLE_QUESTION,       /* - ? title */
    STYLE_BRACES,         /* - {title: Read} */
    STYLE_BRACES_LINES,   /* the same, over several lines */
    STYLE_IN_BRACKETS,    /* [Read] */
    STYLE_PAIR,           /* [title: Read] */
    STYLE_EDITED,         /* by an edit before this one */
    STYLE_WEEK,           /* week: 2019-08-04 */
    STYLE_WEEK_IN_BRACES, /* {week: 2019-08-04} */
    /* The value of a key. */
    STYLE_VALUE_EMPTY,
    STYLE_VALUE_SINGLE,
    STYLE_VALUE_DOUBLE,
    STYLE_VALUE_LINES,
    STYLE_VALUE_QUOTED_LINES,
    STYLE_VALUE_LITERAL,
    STYLE_VALUE_FOLDED,
    STYLE_VALUE_BELOW,          /* on the line below its key */
    STYLE_TEXTS_LINES,          /* a dash a line, right of the key */
    STYLE_TEXTS_INDENTLESS,     /* the same, below the key */
    STYLE_TEXTS_BRACKETS,       /* [a, b] */
    STYLE_TEXTS_BRACKETS_LINES, /* the same, over several lines */
    /* A week. */
    STYLE_INDENTED,   /* goals right of their key */
    STYLE_INDENTLESS, /* goals below their key */
    STYLE_MARKER_COMMENT,
    STYLE_NO_MARKER, /* the first one */
    STYLE_DOCUMENT_END,
    STYLE_MIDDLE, /* between other weeks */
    /* A file. */
    STYLE_LF,
    STYLE_CRLF,
    STYLE_CR,
    STYLE_BOM,
    STYLE_TABS, /* behind content */
    STYLE_NO_FINAL_BREAK,
    STYLE_TRAILING_COMMA,
    STYLE_QUOTED_KEYS,
    STYLE_DIRECTIVE,     /* a line that looks like one */
    STYLE_BARE_DOCUMENT, /* of comments alone */
    STYLE_BLANKS,        /* a line of blanks */
    /* Where a file has comments. */
    STYLE_COMMENT_BEHIND_VALUE,
    STYLE_COMMENT_BEHIND_KEY,
    STYLE_COMMENT_BEHIND_DASH,
    STYLE_COMMENT_BEHIND_HEADER, /* of a literal or folded text */
    STYLE_COMMENT_ABOVE,
    STYLE_COMMENT_BELOW, /* indented deeper */
    STYLE_COMMENT_AT_EDGE,
    STYLE_COMMENT_IN_FLOW,
    STYLE_COMMENT_TIGHT, /* right behind a comma, a bracket, a quote */
    STYLE_COUNT,
    STYLE_FORMS = STYLE_WEEK /* of items */
};

#define KEY_BIT(key) (1u << (key))

/* An item, or a week's root. */
struct node {
    struct node *parent, *first, *next;
    struct wp_item says; /* its values; it has no tree of its own */
    enum style form;
    enum style value_styles[WP_KEY_COUNT]; /* 0 for none that has a row */
    bool extra;                            /* it has a key of its author's own */
    const struct wp_item *before;          /* where it stands while it is edited */
};

static inline bool is_root(const struct node *node)
{
    return node->parent == NULL;
}

static inline unsigned depth_of(const struct node *node)
{
    return is_root(node) ? 0 : 1 + depth_of(node->parent);
}

static inline struct node **tail_of(struct node *parent)
{
    struct node **place = &parent->first;

    while (*place != NULL)
        place = &(*place)->next;
    return place;
}

static inline struct node *new_node(struct wp_arena *arena, enum style form)
{
    struct node *node = wp_arena_alloc(arena, sizeof *node);

    if (node == NULL)
        abort();
    *node = (struct node){.form = form, .says = wp_item_empty()};
    return node;
}

static inline struct node *add_node(struct wp_arena *arena, struct node *parent, enum style form)
{
    struct node *node = new_node(arena, form);

    node->parent = parent;
    *tail_of(parent) = node;
    return node;
}

static inline void remove_node(struct node *node)
{
    struct node **place = &node->parent->first;

    while (*place != node)
        place = &(*place)->next;
    *place = node->next;
}

/* Puts it before `ahead` in the list of `parent`, or at its end. */
static inline void move_node(struct node *node, struct node *parent, struct node *ahead)
{
    struct node **place = &parent->first;

    remove_node(node);
    while (*place != ahead)
        place = &(*place)->next;
    node->next = *place;
    node->parent = parent;
    *place = node;
}

/* The node behind it in the order of the file, below `top`. */
static inline struct node *node_after(struct node *node, const struct node *top)
{
    if (node->first != NULL)
        return node->first;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static inline bool is_within(const struct node *node, const struct node *top)
{
    while (node != NULL && node != top)
        node = node->parent;
    return node != NULL;
}

static inline const struct wp_item *item_of(const struct wp_week *week, const struct node *node)
{
    const struct wp_item *item;

    if (is_root(node))
        return &week->root;
    item = item_of(week, node->parent)->first;
    for (const struct node *other = node->parent->first; other != node; other = other->next)
        item = item->next;
    return item;
}

static inline bool same_list(const struct wp_list *a, const struct wp_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!wp_str_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static inline bool same_measure(const struct wp_progress_value *a,
                                const struct wp_progress_value *b)
{
    return a->given == b->given &&
           (!a->given || (a->have == b->have && a->of == b->of && wp_str_equal(a->unit, b->unit)));
}

/* Whether the item says what the model does, and its subtasks. */
static inline bool says(const struct wp_item *item, const struct node *node)
{
    const struct wp_item *model = &node->says;
    const struct wp_item *child = item->first;

    if (!wp_str_equal(item->title, model->title) || !wp_str_equal(item->note, model->note) ||
        !wp_str_equal(item->id, model->id) ||
        !same_measure(&item->progress_value, &model->progress_value) ||
        item->weight != model->weight || item->done != model->done ||
        item->dropped != model->dropped || item->done_on != model->done_on ||
        item->dropped_on != model->dropped_on ||
        !wp_str_equal(item->dropped_reason, model->dropped_reason) || item->due != model->due ||
        item->carried != model->carried || item->weekly != model->weekly ||
        !same_list(&item->tags, &model->tags) || !same_list(&item->links, &model->links) ||
        item->skip != model->skip || !wp_str_equal(item->skip_reason, model->skip_reason))
        return false;
    for (node = node->first; node != NULL && child != NULL; node = node->next, child = child->next)
        if (!says(child, node))
            return false;
    return node == NULL && child == NULL;
}

#endif
