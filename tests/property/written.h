/*
 * Random plan files, written as different people write them, and what they say:
 * a model that owes nothing to the library, with the lines on which it stands.
 *
 *     static struct written plan;
 *     random_begin(seed);
 *     write_plan(&plan);
 *     ... wp_buf_str(&plan.text), plan.weeks[0].root ...
 *     wp_buf_free(&plan.text);
 */
#ifndef PROPERTY_WRITTEN_H
#define PROPERTY_WRITTEN_H

#include <weekplan/buf.h>
#include <weekplan/calendar.h>

#include "random.h"

enum { NODES_MAX = 256, WEEKS_MAX = 3, DEPTH_MAX = 4 };

/* How an item is written; the last one is how a week is. */
enum form {
    FORM_PLAIN,         /* - Read */
    FORM_SINGLE,        /* - 'Read' */
    FORM_DOUBLE,        /* - "Read" */
    FORM_BLOCK,         /* - title: Read */
    FORM_BELOW_DASH,    /* the keys on the lines below the dash */
    FORM_QUESTION,      /* - ? title */
    FORM_FLOW,          /* - {title: Read} */
    FORM_FLOW_LINES,    /* {title: Read, over lines} */
    FORM_PLAIN_IN_FLOW, /* [Read] */
    FORM_PAIR,          /* [title: Read] */
    FORM_LINES,         /* - Read on, plain or between quotes */
    FORM_LITERAL,       /* - | */
    FORM_FOLDED,        /* - > */
    FORM_WEEK,
    FORM_COUNT
};

static const char *const form_names[FORM_COUNT] = {"plain",
                                                   "single quotes",
                                                   "double quotes",
                                                   "keys",
                                                   "keys below the dash",
                                                   "question marks",
                                                   "braces",
                                                   "braces, several lines",
                                                   "plain in brackets",
                                                   "pair in brackets",
                                                   "plain, several lines",
                                                   "literal",
                                                   "folded",
                                                   "the week"};

/* How its list is written. */
enum list { LIST_NONE, LIST_EMPTY, LIST_BRACKETS, LIST_FLOW, LIST_BLOCK };

struct lines {
    size_t first;
    size_t count;
};

/* An item, or a week's root. */
struct node {
    struct node *parent, *first, *next;
    const char *title; /* NULL on a root without one */
    bool done, dropped;
    wp_day done_on;
    const char *reason;
    const char *note;
    unsigned weight; /* 0: none */
    enum form form;
    enum list list;
    size_t head;                          /* the line of its dash */
    struct lines around;                  /* from the item above to the item below */
    struct lines lines;                   /* of a scalar or of braces, from its head on */
    struct lines done_lines;              /* of `done:` and its comments below */
    struct lines dropped_lines, list_key; /* the same */
};

struct written_week {
    wp_day start;
    struct node *root;
};

struct written {
    struct wp_buf text;
    struct written_week weeks[WEEKS_MAX];
    size_t week_count;
    struct node nodes[NODES_MAX];
    size_t node_count;
    /* While it is written: */
    const char *line_break;
    size_t line;
    unsigned gap;    /* between a dash and what follows it */
    unsigned indent; /* of a list below its key */
    bool over_lines; /* what is between brackets now */
};

/* A text and how it may be written. */
struct spelling {
    const char *text;
    const char *yaml;
};

static const char *const plain_texts[] = {"Read",  "Größe messen", "早起き", "a:b",   "x - y",
                                          "🎯 aim", "it's",         "100%",   "C:\\x", "q"};
static const struct spelling single_texts[] = {
    {"It's: so", "'It''s: so'"}, {"#1", "'#1'"}, {"a, [b]", "'a, [b]'"}, {"\"", "'\"'"}};
static const struct spelling double_texts[] = {{"yes", "\"yes\""},
                                               {"tab\there", "\"tab\\there\""},
                                               {"Zoë\n", "\"Zo\\u00eb\\n\""},
                                               {"a # b", "\"a # b\""}};
static const char *const comments[] = {"# so far", "#", "# - not: an item", "# \"ünbalanced", "#!"};

static inline struct node *add_node(struct written *plan, struct node *parent)
{
    struct node *node = &plan->nodes[plan->node_count++];
    struct node **place = parent != NULL ? &parent->first : NULL;

    *node = (struct node){.parent = parent, .done_on = WP_NO_DAY};
    while (place != NULL && *place != NULL)
        place = &(*place)->next;
    if (place != NULL)
        *place = node;
    return node;
}

static inline void put(struct written *plan, const char *text)
{
    wp_buf_puts(&plan->text, text);
}

static inline void put_blanks(struct written *plan, unsigned count)
{
    wp_buf_repeat(&plan->text, " ", count);
}

static inline void put_break(struct written *plan)
{
    put(plan, plan->line_break);
    plan->line++;
}

/* Ends a line behind a value of one line, with a comment at times. */
static inline void end_line(struct written *plan)
{
    if (random_percent(20)) {
        put_blanks(plan, 1 + random_few(3));
        put(plan, RANDOM_OF(comments));
    }
    put_break(plan);
}

static inline void put_comment(struct written *plan, unsigned column)
{
    put_blanks(plan, column);
    put(plan, RANDOM_OF(comments));
    put_break(plan);
}

/* Comments that belong to what stands above at `column`. */
static inline void put_deeper_comments(struct written *plan, unsigned column)
{
    while (random_percent(10))
        put_comment(plan, column + 1 + random_few(4));
}

/* What may stand between two nodes, even behind a literal block at `column`. */
static inline void put_noise(struct written *plan, unsigned column)
{
    while (random_percent(15)) {
        if (random_percent(50))
            put_comment(plan, random_percent(50) ? column : 0);
        else
            put_break(plan);
    }
}

/* A text on lines of its own, deeper than `column`. */
static inline void put_block(struct written *plan, unsigned column, const char *header,
                             const char *text)
{
    unsigned deep = column + 1 + random_few(4);

    put(plan, header);
    put_break(plan);
    put_blanks(plan, deep);
    for (; *text != '\0'; text++) {
        if (*text != '\n') {
            wp_buf_putc(&plan->text, *text);
            continue;
        }
        put_break(plan);
        put_blanks(plan, text[1] != '\n' ? deep : 0);
    }
    put_break(plan);
    while (random_percent(20))
        put_break(plan);
}

/* "title:", or "? title" and ":" on the line below; without a value behind it
 * the colon may be missing there. */
static inline void put_key(struct written *plan, const struct node *node, const char *key,
                           unsigned column, bool value)
{
    bool question = node->form == FORM_QUESTION && random_percent(60);

    put(plan, question ? "? " : "");
    put(plan, key);
    if (question && !value && random_percent(50))
        return;
    if (question) {
        end_line(plan);
        put_blanks(plan, column);
    }
    put(plan, ":");
}

static inline void put_title(struct written *plan, struct node *node, unsigned column)
{
    const struct spelling *quoted =
        random_percent(50) ? &RANDOM_OF(single_texts) : &RANDOM_OF(double_texts);

    put_key(plan, node, "title", column, true);
    put(plan, " ");
    if (random_percent(10)) {
        node->title = RANDOM_OF(plain_texts);
        put_block(plan, column, random_percent(50) ? "|" : ">-", node->title);
    } else {
        bool plain = random_percent(60);

        node->title = plain ? RANDOM_OF(plain_texts) : quoted->text;
        put(plan, plain ? node->title : quoted->yaml);
        end_line(plan);
    }
}

static inline void put_note(struct written *plan, struct node *node, unsigned column)
{
    static const char *const headers[] = {"|", "|+", "|-", "| # prose"};

    put_key(plan, node, "note", column, true);
    put(plan, " ");
    if (random_percent(70)) {
        node->note = random_percent(50) ? "One\n\n  two\n# three" : "- not: an item";
        put_block(plan, column, RANDOM_OF(headers), node->note);
    } else {
        node->note = "on two lines";
        put(plan, "\"on");
        put_break(plan);
        put_blanks(plan, column + 3);
        put(plan, "two lines\"");
        end_line(plan);
    }
}

static inline void put_done(struct written *plan, struct node *node, unsigned column)
{
    static const char *const values[] = {"2019-08-05", "'2019-08-05'", "true", "false", ""};
    unsigned which = node->dropped ? 3 + random_few(2) : random_few(5);

    node->done = which < 3;
    node->done_on = which < 2 ? wp_day_of((struct wp_date){2019, 8, 5}) : WP_NO_DAY;
    put_key(plan, node, "done", column, which < 4);
    put(plan, which < 4 ? " " : "");
    put(plan, values[which]);
    end_line(plan);
}

static inline void put_dropped(struct written *plan, struct node *node, unsigned column)
{
    unsigned which = random_few(node->done ? 1 : 4);

    node->dropped = which > 0;
    put_key(plan, node, "dropped", column, true);
    put(plan, " ");
    if (which == 3) {
        node->reason = "no wind\nat all";
        put_block(plan, column, random_percent(50) ? "|" : "|-", node->reason);
        return;
    }
    node->reason = which == 2 ? "no wind" : NULL;
    put(plan, which == 0 ? "false" : which == 1 ? "true" : "no wind");
    end_line(plan);
}

static inline void put_extra(struct written *plan, unsigned column)
{
    put(plan, "x-own: ");
    switch (random_few(4)) {
    case 0:
        put(plan, "{a: [b, c]}");
        end_line(plan);
        break;
    case 1:
        put_break(plan);
        put_blanks(plan, column + 2);
        put(plan, "- deep:");
        end_line(plan);
        put_blanks(plan, column + 2);
        put(plan, "-");
        end_line(plan);
        break;
    case 2:
        put_block(plan, column, "|+", "title: no");
        break;
    default:
        end_line(plan);
        break;
    }
}

static inline void put_list(struct written *plan, struct node *node, unsigned column);

enum entry {
    ENTRY_TITLE,
    ENTRY_NOTE,
    ENTRY_DONE,
    ENTRY_DROPPED,
    ENTRY_WEIGHT,
    ENTRY_EXTRA,
    ENTRY_LIST,
    ENTRY_COUNT
};

/* Behind the indentation or the dash; to the end of its last line. */
static inline void put_entry(struct written *plan, struct node *node, enum entry entry,
                             unsigned column)
{
    struct lines *lines = entry == ENTRY_DONE ? &node->done_lines : &node->dropped_lines;
    size_t first = plan->line;
    bool block = false;

    switch (entry) {
    case ENTRY_TITLE:
        put_title(plan, node, column);
        block = true;
        break;
    case ENTRY_NOTE:
        put_note(plan, node, column);
        block = true;
        break;
    case ENTRY_DONE:
        put_done(plan, node, column);
        break;
    case ENTRY_DROPPED:
        put_dropped(plan, node, column);
        block = node->reason != NULL;
        break;
    case ENTRY_WEIGHT:
        node->weight = 1 + random_few(9);
        wp_buf_printf(&plan->text, "weight: %u", node->weight);
        end_line(plan);
        break;
    case ENTRY_EXTRA:
        put_extra(plan, column);
        block = true;
        break;
    default:
        put_list(plan, node, column);
        block = true;
        break;
    }
    if (!block)
        put_deeper_comments(plan, column);
    if (entry == ENTRY_DONE || entry == ENTRY_DROPPED)
        *lines = (struct lines){first, plan->line - first};
}

/* The entries of a mapping in any order; the first one where the text stands
 * now when `dash`. */
static inline void put_entries(struct written *plan, struct node *node, unsigned column, bool dash)
{
    enum entry order[ENTRY_COUNT];
    size_t count = 0;

    for (enum entry entry = ENTRY_TITLE; entry < ENTRY_COUNT; entry++) {
        bool wanted = node->parent == NULL
                          ? entry == ENTRY_NOTE || entry == ENTRY_EXTRA || entry == ENTRY_TITLE
                          : entry != ENTRY_TITLE;
        unsigned percent = entry == ENTRY_LIST ? 100 : wanted ? 30 : 0;

        if (random_percent(entry == ENTRY_TITLE && node->parent != NULL ? 100 : percent))
            order[count++] = entry;
    }
    for (size_t i = 0; i < count; i++) {
        size_t other = i + random_below(count - i);
        enum entry entry = order[other];

        order[other] = order[i];
        if (entry == ENTRY_LIST && node->list == LIST_NONE)
            continue;
        if (!dash)
            put_blanks(plan, column);
        dash = false;
        put_entry(plan, node, entry, column);
        put_noise(plan, column);
    }
}

static inline unsigned depth_of(const struct node *node)
{
    return node->parent == NULL ? 0 : 1 + depth_of(node->parent);
}

/* Between two entries, behind the comma. */
static inline void put_flow_break(struct written *plan, unsigned column, const char *otherwise)
{
    if (!plan->over_lines || random_percent(50)) {
        put(plan, otherwise);
        return;
    }
    end_line(plan);
    if (random_percent(20))
        put_comment(plan, column);
    put_blanks(plan, column);
}

static inline void put_flow_list(struct written *plan, struct node *node, unsigned column);

/* Between braces or brackets. */
static inline void put_flow_item(struct written *plan, struct node *node, unsigned column)
{
    const struct spelling *quoted = &RANDOM_OF(single_texts);
    bool plain = random_percent(60);
    const char *before = random_percent(50) ? "{" : "{ ";

    node->head = plan->line;
    node->title = plain ? RANDOM_OF(plain_texts) : quoted->text;
    if (node->form == FORM_PLAIN_IN_FLOW && plan->over_lines && random_percent(20)) {
        node->title = "on two lines";
        put(plan, "on");
        put_break(plan);
        put_blanks(plan, column);
        put(plan, "two lines");
    } else if (node->form == FORM_PLAIN_IN_FLOW || node->form == FORM_PAIR) {
        put(plan, node->form == FORM_PAIR ? "title: " : "");
        put(plan, plain ? node->title : quoted->yaml);
    } else {
        unsigned first = random_few(3);

        for (unsigned i = 0; i < 4; i++) {
            unsigned entry = i < 3 ? (first + i) % 3 : i;
            bool wanted = entry == 0 ||
                          (entry == 3 ? depth_of(node) < DEPTH_MAX &&
                                            plan->node_count < NODES_MAX / 2 && random_percent(40)
                                      : random_percent(40));
            if (!wanted)
                continue;
            put(plan, before);
            if (before[0] == '{')
                put_flow_break(plan, column, "");
            else
                put_flow_break(plan, column, " ");
            before = random_percent(20) ? " ," : ",";
            switch (entry) {
            case 0:
                put(plan, "title: ");
                put(plan, plain ? node->title : quoted->yaml);
                break;
            case 1:
                node->done = random_percent(60);
                put(plan, node->done ? "done: true" : random_percent(50) ? "done" : "done: false");
                break;
            case 2:
                node->weight = 2;
                put(plan, "weight: 2");
                break;
            default:
                put(plan, "subtasks");
                node->list = random_percent(20) ? LIST_EMPTY : LIST_FLOW;
                node->list_key.first = plan->line;
                if (node->list == LIST_FLOW) {
                    put(plan, ": ");
                    put_flow_list(plan, node, column + 2);
                }
                node->list_key.count = plan->line - node->list_key.first + 1;
                break;
            }
        }
        put(plan, random_percent(20) ? "," : "");
        put_flow_break(plan, column, random_percent(50) ? " " : "");
        put(plan, "}");
    }
    node->lines = (struct lines){node->head, plan->line - node->head + 1};
}

static inline void put_flow_list(struct written *plan, struct node *node, unsigned column)
{
    static const enum form forms[] = {FORM_FLOW, FORM_PLAIN_IN_FLOW, FORM_PAIR};
    unsigned count = random_few(depth_of(node) == 0 ? 6 : 4);

    put(plan, "[");
    for (unsigned i = 0; i < count; i++) {
        struct node *item = add_node(plan, node);

        item->form = RANDOM_OF(forms);
        put(plan, i > 0 ? "," : "");
        put_flow_break(plan, column, i > 0 ? " " : "");
        put_flow_item(plan, item, column + 1);
    }
    put(plan, count > 0 && random_percent(20) ? "," : "");
    put_flow_break(plan, column, "");
    put(plan, "]");
}

static inline void put_lines(struct written *plan, struct node *node, unsigned column)
{
    static const char *const quotes[] = {"", "'", "\""};
    const char *quote = RANDOM_OF(quotes);

    node->title = "on two lines";
    put(plan, quote);
    put(plan, "on");
    put_break(plan);
    put_blanks(plan, column);
    put(plan, "two lines");
    put(plan, quote);
    end_line(plan);
}

static inline void put_item(struct written *plan, struct node *node, unsigned column)
{
    unsigned keys = column + 1 + plan->gap;
    const struct spelling *quoted =
        node->form == FORM_SINGLE ? &RANDOM_OF(single_texts) : &RANDOM_OF(double_texts);

    node->head = plan->line;
    put_blanks(plan, column);
    put(plan, "-");
    if (node->form == FORM_BELOW_DASH) {
        end_line(plan);
        put_noise(plan, column + 1);
        put_entries(plan, node, keys, false);
        return;
    }
    put_blanks(plan, plan->gap);
    switch (node->form) {
    case FORM_PLAIN:
        node->title = RANDOM_OF(plain_texts);
        put(plan, node->title);
        end_line(plan);
        put_deeper_comments(plan, column);
        break;
    case FORM_SINGLE:
    case FORM_DOUBLE:
        node->title = quoted->text;
        put(plan, quoted->yaml);
        end_line(plan);
        put_deeper_comments(plan, column);
        break;
    case FORM_FLOW:
    case FORM_FLOW_LINES:
        plan->over_lines = node->form == FORM_FLOW_LINES;
        put_flow_item(plan, node, keys);
        end_line(plan);
        break;
    case FORM_LINES:
        put_lines(plan, node, keys);
        break;
    case FORM_LITERAL:
    case FORM_FOLDED:
        node->title = random_percent(50) ? "literally" : "one\n\ntwo";
        if (node->form == FORM_LITERAL)
            put_block(plan, column,
                      random_percent(50)   ? "|"
                      : random_percent(50) ? "|+"
                                           : "| # c",
                      node->title);
        else
            put_block(plan, column, ">-", node->title = "folded");
        break;
    default:
        put_entries(plan, node, keys, true);
        return;
    }
    node->lines = (struct lines){node->head, plan->line - node->head};
}

static inline enum form random_form(void)
{
    static const enum form common[] = {FORM_PLAIN, FORM_PLAIN, FORM_SINGLE,     FORM_DOUBLE,
                                       FORM_BLOCK, FORM_BLOCK, FORM_BELOW_DASH, FORM_FLOW};
    static const enum form rare[] = {FORM_LINES, FORM_LITERAL, FORM_FOLDED, FORM_FLOW_LINES,
                                     FORM_QUESTION};

    return random_percent(75) ? RANDOM_OF(common) : RANDOM_OF(rare);
}

/* How many lines up to now are blank or a comment. */
static inline size_t count_noise(const struct written *plan)
{
    struct wp_str text = wp_buf_str(&plan->text);
    size_t count = 0;

    while (text.length > 0) {
        size_t begin = text.length - 1;
        struct wp_str line;

        while (begin > 0 && text.data[begin - 1] != '\n')
            begin--;
        line = wp_str_trim(wp_str_slice(text, begin, text.length - begin));
        if (line.length > 0 && line.data[0] != '#')
            break;
        text.length = begin;
        count++;
    }
    return count;
}

static inline void put_list(struct written *plan, struct node *node, unsigned column)
{
    size_t first = plan->line;
    unsigned count = 1 + random_few(depth_of(node) == 0 ? 6 : 3);

    put_key(plan, node, node->parent == NULL ? "goals" : "subtasks", column,
            node->list != LIST_EMPTY);
    if (node->list == LIST_BRACKETS)
        put(plan, random_percent(50) ? " []" : "  [ ]");
    if (node->list == LIST_FLOW) {
        plan->over_lines = random_percent(50);
        put(plan, " ");
        put_flow_list(plan, node, column + 2);
    }
    end_line(plan);
    node->list_key = (struct lines){first, plan->line - first};
    if (node->list != LIST_BLOCK) {
        put_deeper_comments(plan, column);
        return;
    }
    put_noise(plan, column + plan->indent);
    for (unsigned i = 0; i < count; i++) {
        struct node *item = add_node(plan, node);
        bool deep = depth_of(item) >= DEPTH_MAX || plan->node_count > NODES_MAX / 2;

        item->form = random_form();
        item->list = deep ? LIST_NONE : (enum list)random_below(LIST_BLOCK + 1);
        if (item->form != FORM_BLOCK && item->form != FORM_BELOW_DASH &&
            item->form != FORM_QUESTION)
            item->list = LIST_NONE;
        item->around.first = plan->line - count_noise(plan);
        put_item(plan, item, column + plan->indent);
        put_noise(plan, column + plan->indent);
        item->around.count = plan->line - item->around.first;
    }
}

static inline void put_week(struct written *plan, struct written_week *week, bool marker)
{
    if (marker) {
        put(plan, "---");
        end_line(plan);
    }
    put_noise(plan, 0);
    plan->gap = random_percent(80) ? 1 : 1 + random_few(4);
    plan->indent = random_percent(40) ? 2 : random_few(5);
    week->root = add_node(plan, NULL);
    week->root->form = FORM_WEEK;
    week->root->list = random_percent(80) ? LIST_BLOCK : (enum list)random_below(LIST_BLOCK);
    week->root->head = plan->line;
    put(plan, "week: ");
    wp_day_format(&plan->text, week->start);
    end_line(plan);
    put_noise(plan, 0);
    put_entries(plan, week->root, 0, false);
    if (random_percent(10)) {
        put(plan, "...");
        end_line(plan);
    }
}

/* Weeks that begin on Sundays, with gaps between them at times. */
static inline void write_plan(struct written *plan)
{
    wp_day start = wp_day_of((struct wp_date){2019, 7, 21});
    size_t break_length;

    *plan = (struct written){.line_break = random_percent(30) ? "\r\n" : "\n"};
    plan->week_count = 1 + random_few(WEEKS_MAX);
    if (random_percent(10))
        put(plan, "\xEF\xBB\xBF");
    for (size_t i = 0; i < plan->week_count; i++) {
        plan->weeks[i].start = start;
        start += 7 * (1 + (wp_day)random_few(2));
        put_week(plan, &plan->weeks[i], i > 0 || random_percent(50));
    }
    break_length = wp_str(plan->line_break).length;
    if (random_percent(20))
        plan->text.length -= break_length;
}

#endif
