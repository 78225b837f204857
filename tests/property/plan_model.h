/*
 * A simple model of a week, independent of the library: a tree of nodes that edits
 * change in the most obvious way. Only the types of the values are those of the
 * library.
 */
#ifndef PROPERTY_PLAN_MODEL_H
#define PROPERTY_PLAN_MODEL_H

#include "base/arena.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include <weekplan/item.h>

#include "random.h"

/* How a part of a plan is written. Each style is a row of the table in edit_coverage.h. */
enum style {
    /* Styles of an item or of a week. */
    STYLE_PLAIN,        /* - Read */
    STYLE_SINGLE,       /* - 'Read' */
    STYLE_DOUBLE,       /* - "Read" */
    STYLE_LINES,        /* - Read on, a plain scalar on several lines */
    STYLE_QUOTED_LINES, /* - "Read on", a quoted scalar on several lines */
    STYLE_LITERAL,      /* - | */
    STYLE_FOLDED,       /* - > */
    STYLE_KEYS,         /* - title: Read */
    STYLE_BELOW_DASH,   /* a dash alone, with the keys on the lines below */
    STYLE_QUESTION,     /* - ? title */
    STYLE_BRACES,       /* - {title: Read} */
    STYLE_BRACES_LINES, /* - {title: Read} on several lines */
    STYLE_IN_BRACKETS,  /* [Read], a scalar in a flow list */
    STYLE_PAIR,         /* [title: Read], a single pair in a flow list (YAML 1.2, section 7.4.2) */
    STYLE_EDITED,       /* written by an earlier edit */
    STYLE_WEEK,         /* week: 2019-08-04 */
    STYLE_WEEK_IN_BRACES, /* {week: 2019-08-04} */
    STYLE_ALSO,           /* an item of `also:`, or the list itself */
    STYLE_OTHER_LIST,     /* an item that moves from one list of the week to the other */
    STYLE_LATER,          /* the list for later, or an item of it */
    /* Styles of the value of a key. */
    STYLE_VALUE_EMPTY,
    STYLE_VALUE_SINGLE,
    STYLE_VALUE_DOUBLE,
    STYLE_VALUE_LINES,
    STYLE_VALUE_QUOTED_LINES,
    STYLE_VALUE_LITERAL,
    STYLE_VALUE_FOLDED,
    STYLE_VALUE_BELOW,            /* a value on the line below its key */
    STYLE_STRINGS_LINES,          /* a block list, indented deeper than its key */
    STYLE_STRINGS_INDENTLESS,     /* a block list at the column of its key */
    STYLE_STRINGS_BRACKETS,       /* [a, b] on one line */
    STYLE_STRINGS_BRACKETS_LINES, /* [a, b] on several lines */
    /* Styles of a week. */
    STYLE_INDENTED,   /* the list of goals is indented deeper than `goals:` */
    STYLE_INDENTLESS, /* the list of goals is at the column of `goals:` */
    STYLE_MARKER_COMMENT,
    STYLE_NO_MARKER, /* a first document without "---" */
    STYLE_DOCUMENT_END,
    STYLE_MIDDLE, /* a week between two other weeks */
    /* Styles of a file. */
    STYLE_LF,
    STYLE_CRLF,
    STYLE_CR,
    STYLE_BOM,
    STYLE_TABS, /* tabs at the end of lines */
    STYLE_NO_FINAL_BREAK,
    STYLE_TRAILING_COMMA,
    STYLE_QUOTED_KEYS,
    STYLE_DIRECTIVE,     /* a line of a scalar that begins with '%', like a directive */
    STYLE_BARE_DOCUMENT, /* a document of comments alone */
    STYLE_BLANKS,        /* a line of blanks alone */
    /* Styles that are positions of comments in a file. */
    STYLE_COMMENT_BEHIND_VALUE,
    STYLE_COMMENT_BEHIND_KEY,
    STYLE_COMMENT_BEHIND_DASH,
    STYLE_COMMENT_BEHIND_HEADER, /* after the header of a block scalar */
    STYLE_COMMENT_ABOVE,
    STYLE_COMMENT_BELOW, /* below an entry, indented deeper */
    STYLE_COMMENT_AT_EDGE,
    STYLE_COMMENT_IN_FLOW,
    STYLE_COMMENT_TIGHT, /* directly after a comma, bracket or quote, without a blank */
    STYLE_COUNT,
    STYLE_FORMS = STYLE_WEEK /* number of the styles of items */
};

#define KEY_BIT(key) (1u << (key))

/* An item of the model, or one of the two roots of a week. */
struct node {
    struct node *parent, *first, *next;
    struct node *also;   /* the root of `also:` if this is the first root of a week, else NULL */
    bool besides;        /* whether this is the root of `also:`, the second root of a week */
    bool later;          /* whether this is the first root of the list for later */
    struct wp_item says; /* values of the item; its pointers to other items are not set */
    enum style form;
    /* style of each value; 0 if the style has no row in the table of edit_coverage.h */
    enum style value_styles[WP_KEY_COUNT];
    bool extra;                   /* whether the item has an `x-` key */
    const struct wp_item *before; /* the item that the library read before the edit; or NULL */
};

static inline bool is_root(const struct node *node)
{
    return node->parent == NULL;
}

/* Whether the node is an item of `also:`. */
static inline bool is_besides(const struct node *node)
{
    return node->parent != NULL && node->parent->besides;
}

/* Return what the node is for the table of keys: WP_ON_WEEK, WP_ON_GOAL, WP_ON_SUBTASK, WP_ON_ALSO
 * or WP_ON_LATER. */
static inline unsigned where_of(const struct node *node)
{
    if (is_root(node))
        return node->later ? WP_ON_LATER : WP_ON_WEEK;
    if (is_besides(node))
        return WP_ON_ALSO;
    return is_root(node->parent) ? WP_ON_GOAL : WP_ON_SUBTASK;
}

/* Whether the node is done, itself or by an ancestor. */
static inline bool is_done(const struct node *node)
{
    const struct wp_progress_value *progress = &node->says.progress_value;
    bool done = progress->given && progress->have >= progress->of;

    for (; node != NULL; node = node->parent) {
        done = done || node->says.done;
        if (node->says.dropped)
            return false;
    }
    return done;
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

/* Return the first root of a new week, whose children will be the goals. Its member `also` is the
 * second root, for the items of `also:`. */
static inline struct node *new_roots(struct wp_arena *arena, enum style form)
{
    struct node *root = new_node(arena, form);

    root->also = new_node(arena, form);
    root->also->besides = true;
    return root;
}

static inline struct node *add_node(struct wp_arena *arena, struct node *parent, enum style form)
{
    struct node *node = new_node(arena, form);

    node->parent = parent;
    node->says.done = is_besides(node);
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

/* Move the node into the list of `parent`, directly before its child `ahead`; to the end if `ahead`
 * is NULL. */
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

/* Return the next node below `top` in the order of the file, or NULL. */
static inline struct node *node_after(struct node *node, const struct node *top)
{
    if (node->first != NULL)
        return node->first;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

/* Return the next node of the week with the first root `root`, or NULL. The order: first root,
 * goals with their subtasks, second root, items of `also:`. The list for later has one root. */
static inline struct node *node_of_week_after(struct node *node, const struct node *root)
{
    const struct node *top = node;
    struct node *next;

    while (top->parent != NULL)
        top = top->parent;
    next = node_after(node, top);
    return next == NULL && top == root && !root->later ? root->also : next;
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
        return node->besides ? &week->also : &week->root;
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

/* Whether the item of the library and its subtasks have the same values as the node and its
 * children. */
static inline bool says(const struct wp_item *item, const struct node *node)
{
    const struct wp_item *model = &node->says;
    const struct wp_item *child = item->first;

    if (!wp_str_equal(item->title, model->title) || !wp_str_equal(item->note, model->note) ||
        !wp_str_equal(item->review, model->review) || !wp_str_equal(item->id, model->id) ||
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

/* Whether the goals and the items of `also:` have the same values in the library's week as in the
 * model. */
static inline bool week_says(const struct wp_week *week, const struct node *root)
{
    return says(&week->root, root) && says(&week->also, root->also);
}

#endif
