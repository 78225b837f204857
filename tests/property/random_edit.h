/*
 * Draw a random command with its arguments (`struct request`). Apply the command to the model
 * (plan_model.h), and translate it into the changes (`struct wp_change`) that the library takes.
 */
#ifndef PROPERTY_RANDOM_EDIT_H
#define PROPERTY_RANDOM_EDIT_H

#include <stdio.h>

#include "edit/item_yaml.h"
#include <weekplan/edit.h>

#include "random_plan.h"

enum command {
    COMMAND_ADD,
    COMMAND_DONE,
    COMMAND_REOPEN,
    COMMAND_PROGRESS,
    COMMAND_DROP,
    COMMAND_SET,
    COMMAND_NOTE,
    COMMAND_APPEND, /* the command `note --append` */
    COMMAND_RM,
    COMMAND_MOVE,
    COMMAND_START, /* the command `add`, in a week that does not exist yet */
    COMMAND_CARRY, /* the command `carry`, or `defer`, which names the items */
    COMMAND_COUNT
};

static const char *const command_names[COMMAND_COUNT] = {"add",  "done", "reopen", "progress",
                                                         "drop", "set",  "note",   "append",
                                                         "rm",   "mv",   "start",  "carry"};

enum { TARGETS_MAX = 6, NODES_MAX = 128, CHANGES_MAX = TARGETS_MAX * WP_KEY_COUNT + 1 };

struct request {
    enum command command;
    struct node *targets[TARGETS_MAX];
    size_t count;
    struct wp_item values; /* new values of the targets, for the keys in `keys` */
    unsigned keys;
    struct node *added; /* the first new item of `add` */
    struct node *under; /* new parent of the item that `mv` moves */
    struct node *ahead; /* next sibling after `mv`; NULL for the end of the list */
    bool later;         /* whether the command edits the list for later */
};

/* Titles that need care when they are written as YAML. */
static const char *const new_texts[] = {
    "Row", "12:30", "a: b",       "- x", "#", "\"", "'",      "Zoë 🎯",     "nel\xC2\x85", "yes",
    "[x]", "{",     "two\nlines", "~",   "<", "\\", "a #b",   "\x1B[0m",   "ends:",       "a, b",
    "@x",  "%",     "---",        "...", "?", "|",  "2019-1", "tab\there", "!x",          "x\\"};
static const char *const new_notes[] = {"One\n  two",
                                        "Far",
                                        "One\n\n# two\n- three",
                                        "a: b # c",
                                        "tab\tand\n\nmore",
                                        "\nbegins with a break",
                                        "---\n..."};

static inline void take(struct wp_item *to, const struct wp_item *from, unsigned keys)
{
    if ((keys & KEY_BIT(WP_KEY_TITLE)) != 0)
        to->title = from->title;
    if ((keys & KEY_BIT(WP_KEY_ID)) != 0)
        to->id = from->id;
    if ((keys & KEY_BIT(WP_KEY_NOTE)) != 0)
        to->note = from->note;
    if ((keys & KEY_BIT(WP_KEY_REVIEW)) != 0)
        to->review = from->review;
    if ((keys & KEY_BIT(WP_KEY_DONE)) != 0) {
        to->done = from->done;
        to->done_on = from->done_on;
    }
    if ((keys & KEY_BIT(WP_KEY_DROPPED)) != 0) {
        to->dropped = from->dropped;
        to->dropped_on = from->dropped_on;
        to->dropped_reason = from->dropped_reason;
    }
    if ((keys & KEY_BIT(WP_KEY_SKIP)) != 0) {
        to->skip = from->skip;
        to->skip_reason = from->skip_reason;
    }
    if ((keys & KEY_BIT(WP_KEY_PROGRESS)) != 0)
        to->progress_value = from->progress_value;
    if ((keys & KEY_BIT(WP_KEY_WEIGHT)) != 0)
        to->weight = from->weight;
    if ((keys & KEY_BIT(WP_KEY_DUE)) != 0)
        to->due = from->due;
    if ((keys & KEY_BIT(WP_KEY_CARRIED)) != 0)
        to->carried = from->carried;
    if ((keys & KEY_BIT(WP_KEY_REPEAT)) != 0)
        to->weekly = from->weekly;
    if ((keys & KEY_BIT(WP_KEY_TAGS)) != 0)
        to->tags = from->tags;
    if ((keys & KEY_BIT(WP_KEY_LINKS)) != 0)
        to->links = from->links;
}

/* --- Draw a command --- */

static inline struct wp_progress_value new_measure(void)
{
    struct wp_progress_value measure = {.given = true,
                                        .have = random_below(5) * WP_DECIMAL_ONE,
                                        .of = (5 + random_below(9)) * WP_DECIMAL_ONE,
                                        .unit = wp_str(random_percent(30) ? "talks" : "")};

    if (random_percent(20))
        measure = (struct wp_progress_value){true, measure.have, 100 * WP_DECIMAL_ONE, wp_str("%")};
    return measure;
}

/* Return a list with some of the old strings, followed by some new ones. */
static inline struct wp_list new_list(struct writer *writer, const struct wp_list *old)
{
    struct wp_list list = {.count = 0};
    bool all = random_percent(40);
    bool none = !all && random_percent(30);
    size_t added = all ? 1 + random_below(2) : random_below(2);

    list.items = wp_arena_array(writer->arena, old->count + added + 1, sizeof *list.items);
    if (list.items == NULL)
        abort();
    for (size_t i = 0; i < old->count; i++)
        if (all || (!none && random_percent(60)))
            list.items[list.count++] = old->items[i];
    while (added-- > 0)
        list.items[list.count++] =
            random_percent(70) ? new_word(writer, "tag") : wp_str(RANDOM_OF(new_texts));
    return list;
}

/* Set the value of `key` in `values`. Sometimes leave it empty. */
static inline void set_value(struct writer *writer, const struct node *node, enum wp_key key,
                             struct wp_item *values)
{
    wp_day day = wp_day_of((struct wp_date){2019, 8, 6}) + (wp_day)random_below(3);

    if (key == WP_KEY_TITLE) {
        if (!is_root(node) || random_percent(70))
            values->title = wp_str(RANDOM_OF(new_texts));
        return;
    }
    if (key == WP_KEY_TAGS)
        values->tags = new_list(writer, &node->says.tags);
    if (key == WP_KEY_LINKS)
        values->links = new_list(writer, &node->says.links);
    if (wp_keys[key].kind == WP_KIND_STRINGS || random_percent(30))
        return;
    switch (key) {
    case WP_KEY_NOTE:
        values->note = wp_str(RANDOM_OF(new_notes));
        break;
    case WP_KEY_REVIEW:
        values->review = wp_str(RANDOM_OF(new_notes));
        break;
    case WP_KEY_ID:
        values->id = new_word(writer, "id-");
        break;
    case WP_KEY_DONE:
        values->done = true;
        values->done_on = random_percent(50) ? day : WP_NO_DAY;
        break;
    case WP_KEY_DROPPED:
        values->dropped = true;
        if (random_percent(50))
            values->dropped_reason = wp_str(random_percent(50) ? "no wind" : "no: wind");
        else
            values->dropped_on = day;
        break;
    case WP_KEY_SKIP:
        values->skip = true;
        values->skip_reason = wp_str(random_percent(50) ? "#ill" : "");
        break;
    case WP_KEY_PROGRESS:
        values->progress_value = new_measure();
        break;
    case WP_KEY_WEIGHT:
        values->weight = (1 + random_below(9)) * WP_DECIMAL_ONE / 2;
        break;
    case WP_KEY_DUE:
        values->due = day;
        break;
    case WP_KEY_CARRIED:
        values->carried = 1 + random_few(9);
        break;
    case WP_KEY_REPEAT:
        values->weekly = true;
        break;
    default:
        break;
    }
}

static inline bool may_set(const struct node *node, enum wp_key key)
{
    return (wp_keys[key].where & where_of(node)) != 0 && !wp_key_holds_items(key) &&
           key != WP_KEY_WEEK && (key != WP_KEY_PROGRESS || node->first == NULL);
}

static inline void set_key(struct written *plan, struct request *request, enum wp_key key)
{
    const struct node *node = request->targets[0];
    const struct wp_item blank = wp_item_empty();

    for (size_t i = 0; i < request->count; i++)
        if (!may_set(request->targets[i], key))
            return;
    /* An id is unique in a week, so only one target can get it. */
    if (key == WP_KEY_ID && request->count > 1)
        return;
    request->keys |= KEY_BIT(key);
    take(&request->values, &blank, KEY_BIT(key));
    set_value(&plan->writer, node, key, &request->values);
    if (key == WP_KEY_TITLE && request->count > 1)
        request->values.title = wp_str(RANDOM_OF(new_texts));
    /* An item is done or dropped, never both. */
    if (key == WP_KEY_DONE && request->values.done)
        request->keys |= KEY_BIT(WP_KEY_DROPPED);
    if (key == WP_KEY_DROPPED && request->values.dropped)
        request->keys |= KEY_BIT(WP_KEY_DONE);
    if (request->values.done && request->values.dropped)
        take(&request->values, &blank, KEY_BIT(WP_KEY_DROPPED));
}

/* Return a list of new items without a parent, and subtract their number from `*room`. Some have
 * subtasks, up to `levels` levels. With `besides`, they are for `also:`, and have no subtasks. */
static inline struct node *new_items(struct written *plan, unsigned levels, size_t *room,
                                     bool besides)
{
    struct node *first = NULL;
    struct node **place = &first;

    do {
        struct node *node = new_node(plan->writer.arena, STYLE_EDITED);
        struct request values = {.targets = {node}, .count = 1, .values = wp_item_empty()};

        --*room;
        node->says.title = wp_str(RANDOM_OF(new_texts));
        node->parent = node; /* temporarily, so that the node is neither a root nor a goal */
        node->besides = besides;
        while (random_percent(25))
            set_key(plan, &values, (enum wp_key)random_below(WP_KEY_COUNT));
        node->parent = NULL;
        node->besides = false;
        take(&node->says, &values.values, values.keys & ~KEY_BIT(WP_KEY_TITLE));
        if (levels > 1 && !besides && *room > 0 && !node->says.progress_value.given &&
            random_percent(30))
            node->first = new_items(plan, levels - 1, room, false);
        for (struct node *child = node->first; child != NULL; child = child->next)
            child->parent = node;
        *place = node;
        place = &node->next;
    } while (*room > 0 && random_percent(25));
    return first;
}

static inline bool is_target(const struct request *request, struct node *node)
{
    for (size_t i = 0; i < request->count; i++)
        if (node == request->targets[i] ||
            (request->command == COMMAND_RM &&
             (is_within(node, request->targets[i]) || is_within(request->targets[i], node))))
            return false;
    switch (request->command) {
    case COMMAND_ADD:
        return !node->says.progress_value.given && depth_of(node) < DEPTH_MAX + 3 &&
               !is_besides(node);
    case COMMAND_PROGRESS:
        return !is_root(node) && node->first == NULL && !is_besides(node);
    case COMMAND_DROP:
        return !is_root(node) && !is_besides(node);
    case COMMAND_SET:
    case COMMAND_NOTE:
    case COMMAND_APPEND:
        return !node->besides;
    default:
        return !is_root(node);
    }
}

/* Return a random node that the command can change, or NULL. */
static inline struct node *choose_target(const struct request *request, struct node *root)
{
    struct node *fitting[NODES_MAX];
    size_t count = 0;

    for (struct node *node = root; node != NULL && count < NODES_MAX;
         node = node_of_week_after(node, root))
        if (is_target(request, node))
            fitting[count++] = node;
    return count > 0 ? fitting[random_below(count)] : NULL;
}

/* Whether `also:` may have the item of this node. */
static inline bool may_be_besides(const struct node *node)
{
    return node->first == NULL && is_done(node);
}

/* Whether `mv` moves the target from one list of the week to the other. */
static inline bool changes_lists(const struct request *request)
{
    return request->under != NULL && request->under->besides != is_besides(request->targets[0]);
}

/* Draw the new position of the item that `mv` moves. Return false if this is the old position. */
static inline bool choose_place(struct request *request, struct node *root)
{
    struct node *target = request->targets[0];
    bool weekly = false;
    struct node *fitting[NODES_MAX] = {NULL};
    size_t count = 0;

    for (struct node *node = target; node != NULL; node = node_after(node, target))
        weekly = weekly || node->says.weekly;
    for (struct node *node = root; node != NULL && count < NODES_MAX;
         node = node_of_week_after(node, root))
        if (!is_within(node, target) && !node->says.progress_value.given && !is_besides(node) &&
            depth_of(node) < DEPTH_MAX + 3 && (is_root(node) || !weekly) &&
            (!node->besides || may_be_besides(target)))
            fitting[count++] = node;
    request->under = fitting[random_below(count)];
    if (!root->later && may_be_besides(target) && random_percent(30))
        request->under = root->also;
    count = 0;
    for (struct node *node = request->under->first; node != NULL; node = node->next)
        fitting[count++] = node;
    if (count > 0 && random_percent(70))
        request->ahead = fitting[random_below(count)];
    return request->ahead != target &&
           (request->under != target->parent || request->ahead != target->next);
}

static inline size_t count_nodes(struct node *root)
{
    size_t count = 0;

    for (struct node *node = root; node != NULL; node = node_of_week_after(node, root))
        count++;
    return count;
}

static inline void fill_values(struct written *plan, struct request *request)
{
    wp_day day = wp_day_of((struct wp_date){2019, 8, 6});
    struct wp_item *values = &request->values;
    struct wp_buf note = WP_BUF_INIT;
    size_t room = 6;

    switch (request->command) {
    case COMMAND_ADD:
        request->added = new_items(plan, 2, &room, request->targets[0]->besides);
        break;
    case COMMAND_DONE:
        values->done = true;
        values->done_on = day;
        request->keys = KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED);
        break;
    case COMMAND_REOPEN:
        request->keys = KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED);
        break;
    case COMMAND_DROP:
        values->dropped = true;
        if (random_percent(50))
            values->dropped_on = day;
        else
            values->dropped_reason = wp_str("too far: no wind");
        request->keys = KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED);
        break;
    case COMMAND_PROGRESS:
        values->progress_value = new_measure();
        request->keys = KEY_BIT(WP_KEY_PROGRESS);
        break;
    case COMMAND_SET:
        do
            set_key(plan, request, (enum wp_key)random_below(WP_KEY_COUNT));
        while (random_percent(60));
        break;
    case COMMAND_APPEND:
        wp_buf_append(&note, request->targets[0]->says.note);
        wp_buf_puts(&note, note.length > 0 ? "\n" : "");
        wp_buf_puts(&note, RANDOM_OF(new_notes));
        values->note = copy_string(&plan->writer, wp_buf_str(&note));
        wp_buf_free(&note);
        request->keys = KEY_BIT(WP_KEY_NOTE);
        break;
    case COMMAND_NOTE:
        values->note = wp_str(random_percent(20) ? "" : RANDOM_OF(new_notes));
        request->keys = KEY_BIT(WP_KEY_NOTE);
        break;
    default:
        break;
    }
}

/* Draw a command for the week. Return false if the week has no item for the command. */
static inline bool choose_request(struct written *plan, struct node *root, struct request *request)
{
    bool several;

    *request = (struct request){.values = wp_item_empty()};
    request->command = (enum command)random_below(COMMAND_START);
    several = request->command == COMMAND_DONE || request->command == COMMAND_REOPEN ||
              request->command == COMMAND_DROP || request->command == COMMAND_RM ||
              request->command == COMMAND_SET;
    if (request->command == COMMAND_ADD && count_nodes(root) > NODES_MAX / 2)
        return false;
    do {
        struct node *target = choose_target(request, root);

        if (target == NULL)
            break;
        request->targets[request->count++] = target;
    } while (several && request->count < TARGETS_MAX && random_percent(50));
    if (request->count == 0)
        return false;
    fill_values(plan, request);
    if (request->command == COMMAND_MOVE)
        return choose_place(request, root);
    return request->command != COMMAND_SET || request->keys != 0;
}

/* --- Translate the command for the library --- */

static inline struct wp_item *items_of(struct wp_arena *arena, const struct node *first)
{
    struct wp_item *item = NULL;

    if (first == NULL)
        return NULL;
    item = wp_arena_alloc(arena, sizeof *item);
    if (item == NULL)
        abort();
    *item = first->says;
    item->first = items_of(arena, first->first);
    item->next = items_of(arena, first->next);
    return item;
}

static inline size_t make_changes(const struct request *request, const struct wp_week *week,
                                  struct wp_arena *arena, struct wp_change *changes)
{
    size_t count = 0;

    for (size_t i = 0; i < request->count; i++) {
        const struct wp_item *item = item_of(week, request->targets[i]);

        if (request->command == COMMAND_ADD)
            changes[count++] =
                (struct wp_change){item, item->seq_key, items_of(arena, request->added)};
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if ((request->keys & KEY_BIT(key)) != 0)
                changes[count++] = (struct wp_change){item, key, &request->values};
    }
    return count;
}

/* Make the edit of a command that changes one week. `before` of the nodes are items of the week. */
static inline enum wp_status make_edit(struct wp_edit *edit, const struct wp_week *week,
                                       const struct request *request, struct wp_arena *arena,
                                       struct wp_error *error)
{
    struct wp_change changes[CHANGES_MAX];
    const struct wp_item *items[TARGETS_MAX];

    for (size_t i = 0; i < request->count; i++)
        items[i] = request->targets[i]->before;
    switch (request->command) {
    case COMMAND_RM:
        return wp_edit_remove(edit, week, items, request->count, error);
    case COMMAND_MOVE:
        return wp_edit_move(edit, week, request->targets[0]->before, request->under->before,
                            request->ahead != NULL ? request->ahead->before : NULL, error);
    default:
        return wp_edit_week(edit, week, changes, make_changes(request, week, arena, changes),
                            error);
    }
}

/* --- Apply the command to the model --- */

/* Change the values of an item that moves into `also:` (`besides`) or out of it. */
static inline void change_list(struct wp_item *says, bool besides)
{
    const struct wp_item blank = wp_item_empty();
    const unsigned kept = KEY_BIT(WP_KEY_TITLE) | KEY_BIT(WP_KEY_ID) | KEY_BIT(WP_KEY_NOTE) |
                          KEY_BIT(WP_KEY_TAGS) | KEY_BIT(WP_KEY_LINKS) | KEY_BIT(WP_KEY_DONE);

    if (besides)
        take(says, &blank, ~kept);
    says->done = true;
}

static inline void carry_out(const struct request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        struct node *node = request->targets[i];

        if (changes_lists(request))
            change_list(&node->says, request->under->besides);
        take(&node->says, &request->values, request->keys);
        node->says.done = node->says.done || is_besides(node);
        if (request->command == COMMAND_RM)
            remove_node(node);
        if (request->command == COMMAND_MOVE)
            move_node(node, request->under, request->ahead);
    }
    if (request->command == COMMAND_ADD)
        *tail_of(request->targets[0]) = request->added;
    for (struct node *node = request->added; node != NULL; node = node->next) {
        node->parent = request->targets[0];
        node->says.done = node->says.done || is_besides(node);
    }
}

/* Reset the recorded style of each value that the edit has replaced. */
static inline void note_edited(const struct request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        struct node *node = request->targets[i];
        unsigned others = request->keys & ~KEY_BIT(WP_KEY_TITLE);

        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if ((request->keys & KEY_BIT(key)) != 0)
                node->value_styles[key] = 0;
        if (node->form < STYLE_KEYS || node->form == STYLE_IN_BRACKETS)
            node->form = others != 0 || request->added != NULL || request->keys != 0 ? STYLE_EDITED
                                                                                     : node->form;
    }
}

/* --- Print the command --- */

static inline void describe_node(FILE *out, const struct node *node)
{
    unsigned number = 1;

    if (is_root(node)) {
        fputs(node->besides ? "+" : ".", out);
        return;
    }
    for (const struct node *other = node->parent->first; other != node; other = other->next)
        number++;
    if (!is_root(node->parent)) {
        describe_node(out, node->parent);
        fputs(".", out);
    }
    fputs(is_besides(node) ? "+" : "", out);
    fprintf(out, "%u", number);
}

/* Print the new items as a list of YAML. */
static inline void describe_items(FILE *out, const struct node *first)
{
    const struct wp_style style = {"\n", WP_STYLE_INDENT, WP_QUOTES_NONE, WP_QUOTES_NONE,
                                   WP_QUOTES_NONE};
    struct wp_arena *arena = wp_arena_new(1 << 10);
    struct wp_buf text = WP_BUF_INIT;

    wp_item_yaml_items(&text, items_of(arena, first), 2, &style);
    if (text.data != NULL)
        fputs(text.data, out);
    wp_buf_free(&text);
    wp_arena_free(arena);
}

static inline void describe(FILE *out, const struct request *request)
{
    const struct wp_style style = {"\n", WP_STYLE_INDENT, WP_QUOTES_NONE, WP_QUOTES_NONE,
                                   WP_QUOTES_NONE};

    fprintf(out, "--- %s", command_names[request->command]);
    for (size_t i = 0; i < request->count; i++) {
        fputc(' ', out);
        describe_node(out, request->targets[i]);
    }
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        struct wp_buf value = WP_BUF_INIT;

        if ((request->keys & KEY_BIT(key)) == 0)
            continue;
        if (wp_item_has(&request->values, key))
            wp_item_yaml_value(&value, &request->values, key, 0, true, &style);
        fprintf(out, " %s=%s", wp_keys[key].name, value.data != NULL ? value.data : "");
        wp_buf_free(&value);
    }
    if (request->under != NULL) {
        fputs(" under ", out);
        describe_node(out, request->under);
    }
    if (request->ahead != NULL) {
        fputs(" before ", out);
        describe_node(out, request->ahead);
    }
    fputc('\n', out);
    describe_items(out, request->added);
}

#endif
