/*
 * Edit the text of a plan at random, as a person does on one of two machines: by commands, and by
 * hand. The text is always a valid plan in which no two items of a week have equal titles, so that
 * a test knows each item by its title. A renamed item is known by the title that it had first.
 *
 *     struct version ours = {.made_by = 'o'};
 *     wp_buf_append(&ours.text, base);
 *     edit_version(&ours, &plan, NULL);
 */
#ifndef PROPERTY_EDIT_VERSION_H
#define PROPERTY_EDIT_VERSION_H

#include "base/arena.h"
#include "edit/copy_items.h"
#include "plan/item_value.h"
#include <weekplan/carry.h>

#include "check_edit.h"

enum { LOADED_MAX = 16, RENAMED_MAX = 64, ADDED_MAX = 64, TOUCHED_MAX = 64, HAND_LINES_MAX = 2048 };

/* The weeks of a plan, oldest first. The list for later is the first one. */
struct loaded {
    struct wp_week *weeks[LOADED_MAX];
    size_t count;
};

/* A title that an item has got, and the title that it had before all edits. */
struct renamed {
    wp_day week;
    struct wp_str title;
    struct wp_str first_title;
};

/* An item that the version has and the base does not have. */
struct added {
    wp_day week;
    struct wp_str parent; /* title of the parent, empty for a root */
    struct wp_str title;
};

/* An item that a command has changed. */
struct touched {
    struct wp_str first_title;
    unsigned keys; /* keys that have got another value, as bits; 0 for commands such as `mv` */
};

/* A version of a plan. Strings are borrowed from the arena of the written plan. */
struct version {
    struct wp_buf text;
    struct renamed renamed[RENAMED_MAX];
    size_t renamed_count;
    struct added added[ADDED_MAX];
    size_t added_count;
    struct touched touched[TOUCHED_MAX];
    size_t touched_count;
    size_t commands, by_hand; /* numbers of edits */
};

static inline void free_loaded(struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->count; i++)
        wp_week_free(loaded->weeks[i]);
    loaded->count = 0;
}

/* Load all weeks of the plan. Return false if the plan is not valid. */
static inline bool load(struct loaded *loaded, struct wp_str text)
{
    static struct wp_error error;
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    const struct wp_window all = {INT32_MIN / 2, INT32_MAX / 2};
    struct wp_input input = wp_input_memory(&text);
    struct wp_plan *plan = NULL;
    struct wp_plan_walk walk;
    struct wp_found found;
    enum wp_status status;

    loaded->count = 0;
    if (wp_plan_open(&plan, &input, &error) != WP_OK)
        return false;
    status = wp_plan_find_later(plan, &found, &problems);
    if (status == WP_OK)
        loaded->weeks[loaded->count++] = found.week;
    walk = wp_plan_oldest_first(plan);
    while ((status == WP_OK || status == WP_MISSING) && loaded->count < LOADED_MAX) {
        struct wp_week *week = NULL;

        status = wp_plan_each_week(plan, &walk, all, &week, &problems);
        if (week != NULL)
            loaded->weeks[loaded->count++] = week;
        if (status != WP_OK)
            break;
    }
    wp_plan_close(plan);
    if (status == WP_MISSING && problems.errors == 0)
        return true;
    free_loaded(loaded);
    return false;
}

static inline const struct wp_week *loaded_week(const struct loaded *loaded, wp_day start)
{
    for (size_t i = 0; i < loaded->count; i++)
        if (loaded->weeks[i]->start == start)
            return loaded->weeks[i];
    return NULL;
}

/* --- Compare content --- */

static inline bool same_values(const struct wp_item *a, const struct wp_item *b)
{
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(a, b, key))
            return false;
    return a->extras == b->extras;
}

/* Whether two items and all items below them have the same values. */
static inline bool same_items(const struct wp_item *a, const struct wp_item *b)
{
    if (!same_values(a, b))
        return false;
    for (a = a->first, b = b->first; a != NULL && b != NULL; a = a->next, b = b->next)
        if (!same_items(a, b))
            return false;
    return a == NULL && b == NULL;
}

static inline bool same_week(const struct wp_week *a, const struct wp_week *b)
{
    return a->start == b->start && same_items(&a->root, &b->root) && same_items(&a->also, &b->also);
}

static inline bool same_plan(const struct loaded *a, const struct loaded *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!same_week(a->weeks[i], b->weeks[i]))
            return false;
    return a->count == b->count;
}

static inline bool has_equal_titles(const struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->count; i++) {
        const struct wp_week *week = loaded->weeks[i];

        for (const struct wp_item *a = wp_week_item_after(week, NULL); a != NULL;
             a = wp_week_item_after(week, a))
            for (const struct wp_item *b = wp_week_item_after(week, a); b != NULL;
                 b = wp_week_item_after(week, b))
                if (wp_str_equal(a->title, b->title))
                    return true;
    }
    return false;
}

/* Return the title that the item had before all edits of the version. */
static inline struct wp_str first_title(const struct version *version, wp_day week,
                                        struct wp_str title)
{
    for (size_t i = version->renamed_count; i > 0; i--)
        if (version->renamed[i - 1].week == week &&
            wp_str_equal(version->renamed[i - 1].title, title))
            return version->renamed[i - 1].first_title;
    return title;
}

/* --- Edit by commands --- */

static inline struct node *node_of_item(struct wp_arena *arena, struct node *parent,
                                        const struct wp_item *item)
{
    struct node *node = new_node(arena, STYLE_EDITED);

    take(&node->says, item, ~0U);
    node->parent = parent;
    node->before = item;
    if (parent != NULL)
        *tail_of(parent) = node;
    for (const struct wp_item *child = item->first; child != NULL; child = child->next)
        node_of_item(arena, node, child);
    return node;
}

static inline struct node *node_of_week(struct wp_arena *arena, const struct wp_week *week)
{
    struct node *root = node_of_item(arena, NULL, &week->root);

    root->later = week->later;
    root->also = node_of_item(arena, NULL, &week->also);
    root->also->besides = true;
    return root;
}

/* Return `text` with a new word at its end. */
static inline struct wp_str distinct_text(struct writer *writer, struct wp_str text)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_append(&buf, text);
    wp_buf_printf(&buf, " n%u", ++writer->words);
    text = copy_string(writer, wp_buf_str(&buf));
    wp_buf_free(&buf);
    return text;
}

static inline void note_added(struct version *version, wp_day week, const struct node *parent,
                              struct writer *writer, struct wp_str title)
{
    if (version->added_count < ADDED_MAX && !parent->besides)
        version->added[version->added_count++] = (struct added){
            week, copy_string(writer, is_root(parent) ? wp_str("") : parent->says.title), title};
}

/* Return the title of an item that `other` has added below the same parent, or an empty text. */
static inline struct wp_str twin_title(const struct version *other, wp_day week,
                                       const struct node *parent)
{
    struct wp_str title = wp_str(is_root(parent) ? "" : parent->says.title.data);

    title.length = is_root(parent) ? 0 : parent->says.title.length;
    for (size_t i = 0; other != NULL && i < other->added_count; i++)
        if (other->added[i].week == week && wp_str_equal(other->added[i].parent, title) &&
            random_percent(25))
            return other->added[i].title;
    return wp_str("");
}

static inline bool week_has_title(const struct wp_week *week, struct wp_str title)
{
    for (const struct wp_item *item = wp_week_item_after(week, NULL); item != NULL;
         item = wp_week_item_after(week, item))
        if (wp_str_equal(item->title, title))
            return true;
    return false;
}

/* Give new items titles that no other item has. The first one may have the title of an item that
 * the other version has added at the same place. */
static inline void name_new_items(struct version *version, const struct version *other,
                                  struct writer *writer, const struct wp_week *week,
                                  const struct node *parent, struct node *first)
{
    struct wp_str twin = twin_title(parent->besides ? NULL : other, week->start, parent);

    for (struct node *node = first; node != NULL; node = node->next) {
        node->says.title = distinct_text(writer, node->says.title);
        if (twin.length > 0 && node == first && !week_has_title(week, twin))
            node->says.title = twin;
        if (node->first == NULL)
            note_added(version, week->start, parent, writer, node->says.title);
        name_new_items(version, NULL, writer, week, parent, node->first);
    }
}

/* Give the titles of the request new words. Return false if the request cannot be made. */
static inline bool name_request(struct version *version, const struct version *other,
                                struct writer *writer, const struct wp_week *week,
                                struct request *request)
{
    struct node *target = request->targets[0];

    if (request->command == COMMAND_ADD)
        name_new_items(version, other, writer, week, target, request->added);
    if (request->command == COMMAND_ADD && request->count > 1)
        return false;
    if ((request->keys & KEY_BIT(WP_KEY_TITLE)) == 0)
        return true;
    if (request->count > 1 || version->renamed_count == RENAMED_MAX)
        return false;
    /* Half of the new titles are like the old ones. */
    if (request->values.title.length > 0)
        request->values.title =
            distinct_text(writer, random_percent(50) ? target->says.title : request->values.title);
    if (!is_root(target))
        version->renamed[version->renamed_count++] = (struct renamed){
            week->start, request->values.title,
            copy_string(writer, first_title(version, week->start, target->says.title))};
    return true;
}

static inline void apply_patch(struct wp_buf *text, const struct wp_patch *patch)
{
    struct wp_buf after = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        wp_buf_append(&after, wp_str_slice(wp_buf_str(text), taken, (size_t)piece->offset - taken));
        wp_buf_append(&after, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&after, wp_str_slice(wp_buf_str(text), taken, text->length));
    wp_buf_free(text);
    *text = after;
}

/* Return whether the text is a plan that the test can use. */
static inline bool is_usable(struct wp_str text)
{
    struct loaded loaded;
    bool usable = load(&loaded, text);

    usable = usable && loaded.count < WEEKS_MAX && !has_equal_titles(&loaded);
    free_loaded(&loaded);
    return usable;
}

/* Apply the patch, if the result is a plan that the test can use. */
static inline bool apply_usable(struct version *version, const struct wp_patch *patch)
{
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_append(&text, wp_buf_str(&version->text));
    apply_patch(&text, patch);
    if (patch->count == 0 || text.length > TEXT_MAX / 2 || !is_usable(wp_buf_str(&text)) ||
        has_equal_comments(wp_buf_str(&text))) {
        wp_buf_free(&text);
        return false;
    }
    wp_buf_free(&version->text);
    version->text = text;
    return true;
}

static inline void note_touched(struct version *version, struct writer *writer, wp_day week,
                                const struct request *request)
{
    for (size_t i = 0; i < request->count && version->touched_count < TOUCHED_MAX; i++) {
        struct wp_str title = first_title(version, week, request->targets[i]->before->title);

        version->touched[version->touched_count++] =
            (struct touched){copy_string(writer, title), request->keys};
    }
}

/* Return the node of an item that the other version has changed, or NULL. Set `*keys` to the keys
 * that it has changed. */
static inline struct node *touched_node(const struct version *version, const struct version *other,
                                        const struct wp_week *week, struct node *root,
                                        unsigned *keys)
{
    const struct touched *touched = &other->touched[random_below(other->touched_count)];

    *keys = touched->keys;
    for (struct node *node = root; node != NULL; node = node_of_week_after(node, root))
        if (!node->besides &&
            wp_str_equal(first_title(version, week->start, node->says.title), touched->first_title))
            return node;
    return NULL;
}

/* Make a request that sets the keys of an item that the other version has changed, among them one
 * that it has set. Return false if the week has no such item. */
static inline bool aim_request(const struct version *version, const struct version *other,
                               struct written *plan, const struct wp_week *week, struct node *root,
                               struct request *request)
{
    unsigned keys;
    struct node *node;

    if (other == NULL || other->touched_count == 0)
        return false;
    node = touched_node(version, other, week, root, &keys);
    if (node == NULL)
        return false;
    *request = (struct request){.command = COMMAND_SET, .targets = {node}, .count = 1};
    request->values = wp_item_empty();
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if ((keys & KEY_BIT(key)) != 0 && random_percent(70))
            set_key(plan, request, key);
    if (request->keys == 0 || random_percent(20))
        set_key(plan, request, (enum wp_key)random_below(WP_KEY_COUNT));
    return request->keys != 0;
}

/* Make the request `progress +1` for an item that has a progress, or +2. Return false if the week
 * has no such item. */
static inline bool count_request(struct node *root, struct request *request)
{
    struct node *fitting[NODES_MAX];
    size_t count = 0;

    for (struct node *node = root; node != NULL && count < NODES_MAX;
         node = node_of_week_after(node, root))
        if (node->says.progress_value.given)
            fitting[count++] = node;
    if (count == 0)
        return false;
    *request = (struct request){.command = COMMAND_PROGRESS,
                                .targets = {fitting[random_below(count)]},
                                .count = 1,
                                .keys = KEY_BIT(WP_KEY_PROGRESS)};
    request->values = wp_item_empty();
    request->values.progress_value = request->targets[0]->says.progress_value;
    request->values.progress_value.have += (1 + random_below(2)) * WP_DECIMAL_ONE;
    return true;
}

/* Draw a request. Many are `set`, because it alone changes some keys. If there is another version,
 * half of the requests are for an item that the other one has changed. */
static inline bool draw_request(const struct version *version, const struct version *other,
                                struct written *plan, const struct wp_week *week, struct node *root,
                                struct request *request)
{
    bool set = random_percent(30);
    int tries = 20;
    bool drawn;

    if (random_percent(15) && count_request(root, request))
        return true;
    if (random_percent(50) && aim_request(version, other, plan, week, root, request))
        return true;
    do
        drawn = choose_request(plan, root, request);
    while (--tries > 0 && !(drawn && (!set || request->command == COMMAND_SET)));
    return drawn;
}

static inline void edit_by_command(struct version *version, struct written *plan,
                                   const struct version *other, const struct wp_week *week)
{
    const size_t renamed_before = version->renamed_count, added_before = version->added_count;
    struct writer *writer = &plan->writer;
    struct node *root = node_of_week(writer->arena, week);
    struct wp_edit edit = {.after = NULL};
    struct wp_error error;
    struct request request;

    if (!draw_request(version, other, plan, week, root, &request))
        return;
    if (name_request(version, other, writer, week, &request) &&
        make_edit(&edit, week, &request, writer->arena, &error) == WP_OK &&
        apply_usable(version, &edit.patch)) {
        note_touched(version, writer, week->start, &request);
        version->commands++;
    } else {
        version->renamed_count = renamed_before;
        version->added_count = added_before;
    }
    wp_edit_free(&edit);
}

/* Carry a week into the next one. */
static inline void carry_by_command(struct version *version, const struct wp_week *week)
{
    struct wp_str text = wp_buf_str(&version->text);
    struct wp_input input = wp_input_memory(&text);
    struct wp_edit edit = {.after = NULL};
    struct wp_carrying *carrying = NULL;
    struct wp_problems problems = {.limit = 0};
    struct wp_carried carried;
    struct wp_plan *plan = NULL;
    struct wp_found found;
    struct wp_error error;
    struct wp_carry carry = {.from = week, .start = week->start + 7};

    if (week->later || wp_plan_open(&plan, &input, &error) != WP_OK)
        return;
    wp_plan_find(plan, wp_window_holding(carry.start + 6), &found, &problems);
    carry.to = found.week;
    carry.input = &input;
    carry.found = &found;
    if (wp_carry_take(&carrying, &carry, &carried, &error) == WP_OK &&
        wp_carry_put(&edit, carrying, &error) == WP_OK && apply_usable(version, &edit.patch))
        version->commands++;
    wp_carry_end(carrying);
    wp_edit_free(&edit);
    wp_week_free(found.week);
    wp_plan_close(plan);
}

/* Move a random item to the end of another week of the version, or of the list for later. */
static inline void move_by_command(struct version *version, const struct loaded *loaded,
                                   const struct wp_week *week)
{
    const struct wp_item *item = wp_week_item_after(week, NULL);
    const struct wp_week *to = loaded->weeks[random_below(loaded->count)];
    struct wp_buf before = WP_BUF_INIT;
    struct wp_edit edit = {.after = NULL};
    struct loaded left = {.count = 0};
    struct wp_error error;
    struct wp_item copy;
    bool made = false;

    for (size_t i = random_below(week->item_count + 1); item != NULL && i > 0; i--)
        item = wp_week_item_after(week, item);
    if (item == NULL || wp_item_is_also(item) || to == week || week_has_title(to, item->title))
        return;
    wp_buf_append(&before, wp_buf_str(&version->text));
    if (wp_edit_remove(&edit, week, &item, 1, &error) == WP_OK &&
        apply_usable(version, &edit.patch) && load(&left, wp_buf_str(&version->text))) {
        wp_edit_free(&edit);
        edit = (struct wp_edit){.after = NULL};
        copy = *item;
        copy.next = NULL;
        to = loaded_week(&left, to->start);
        made =
            to != NULL &&
            wp_edit_copy_items_before(&edit, to, week, &copy, &to->root, NULL, &error) == WP_OK &&
            apply_usable(version, &edit.patch);
    }
    if (!made) {
        wp_buf_clear(&version->text);
        wp_buf_append(&version->text, wp_buf_str(&before));
    }
    version->commands += made;
    wp_buf_free(&before);
    free_loaded(&left);
    wp_edit_free(&edit);
}

/* --- Edit by hand --- */

/* The lines of a text. */
struct hand_lines {
    size_t begin[HAND_LINES_MAX + 1]; /* offsets; the last one is the length of the text */
    size_t count;
};

static inline void find_lines(struct hand_lines *lines, struct wp_str text)
{
    size_t at = 0;

    lines->count = 0;
    while (at < text.length && lines->count < HAND_LINES_MAX) {
        lines->begin[lines->count++] = at;
        at = line_end(text, at);
    }
    lines->begin[lines->count] = at;
}

static inline void replace_bytes(struct wp_buf *text, struct wp_span span, struct wp_str by)
{
    struct wp_buf after = WP_BUF_INIT;
    struct wp_str old = wp_buf_str(text);

    wp_buf_append(&after, wp_str_slice(old, 0, span.offset));
    wp_buf_append(&after, by);
    wp_buf_append(&after, wp_str_slice(old, span.offset + span.length, old.length));
    wp_buf_free(text);
    *text = after;
}

enum hand_edit {
    HAND_COMMENT_LINE,    /* a new comment on a line of its own */
    HAND_COMMENT_BEHIND,  /* a new comment at the end of a line */
    HAND_COMMENT_CHANGED, /* another number in a comment */
    HAND_COMMENT_REMOVED, /* a line with only a comment is removed */
    HAND_BLANK_LINE,
    HAND_BLANK_REMOVED,
    HAND_SWAP,  /* two lines change places */
    HAND_QUOTE, /* a text gets quotes or loses them */
    HAND_LOOKS, /* number of edits above, which change no content */
    HAND_LINE = HAND_LOOKS,
    HAND_REMOVE,
    HAND_MOVE,
    HAND_REMOVE_WEEK,
    HAND_COUNT
};

/* Put a comment into the line, or take one out. */
static inline void change_comment(struct wp_buf *text, struct wp_span line, enum hand_edit edit,
                                  struct writer *writer)
{
    struct wp_str bytes = wp_buf_str(text);
    struct wp_buf comment = WP_BUF_INIT;
    size_t end = line.offset + line.length;
    size_t at = line.offset;

    while (end > at && is_break(bytes.data[end - 1]))
        end--;
    if (edit == HAND_COMMENT_LINE) {
        wp_buf_append(&comment, wp_str_slice(bytes, at, blanks_end(bytes, at) - at));
        wp_buf_printf(&comment, "# by hand ~%u%s", ++writer->comments, writer->line_break);
        replace_bytes(text, wp_span(at, 0), wp_buf_str(&comment));
    } else if (edit == HAND_COMMENT_BEHIND) {
        if (memchr(bytes.data + at, '#', end - at) != NULL)
            return;
        wp_buf_printf(&comment, "   # by hand ~%u", ++writer->comments);
        replace_bytes(text, wp_span(end, 0), wp_buf_str(&comment));
    } else if (edit == HAND_COMMENT_REMOVED) {
        if (is_comment_line(bytes, at))
            replace_bytes(text, line, wp_str(""));
    } else {
        while (at < end && bytes.data[at] != '~')
            at++;
        wp_buf_printf(&comment, "~%u", ++writer->comments);
        if (at + 1 < end && isdigit((unsigned char)bytes.data[at + 1]) != 0)
            replace_bytes(text, wp_span(at, end - at), wp_buf_str(&comment));
    }
    wp_buf_free(&comment);
}

/* Put quotes around the text at the end of the line, or remove them. A comment stays as it is. */
static inline void change_quotes(struct wp_buf *text, struct wp_span line)
{
    struct wp_str bytes = wp_buf_str(text);
    size_t end = line.offset + line.length;
    size_t at = line.offset;
    struct wp_buf quoted = WP_BUF_INIT;

    while (end > at && strchr("\r\n ", bytes.data[end - 1]) != NULL)
        end--;
    for (size_t i = line.offset; i + 1 < end; i++)
        if (strchr("-:", bytes.data[i]) != NULL && bytes.data[i + 1] == ' ')
            at = blanks_end(bytes, i + 1);
    if (at >= end || strchr("|>{[#&", bytes.data[at]) != NULL ||
        memchr(bytes.data + line.offset, '#', at - line.offset) != NULL)
        return;
    if (strchr("\"'", bytes.data[at]) != NULL) {
        wp_buf_append(&quoted, wp_str_slice(bytes, at + 1, end > at + 2 ? end - at - 2 : 0));
    } else {
        wp_buf_putc(&quoted, '"');
        wp_buf_append(&quoted, wp_str_slice(bytes, at, end - at));
        wp_buf_putc(&quoted, '"');
    }
    replace_bytes(text, wp_span(at, end - at), wp_buf_str(&quoted));
    wp_buf_free(&quoted);
}

static inline void swap_lines(struct wp_buf *text, const struct hand_lines *lines, size_t number)
{
    struct wp_str bytes = wp_buf_str(text);
    struct wp_buf swapped = WP_BUF_INIT;
    size_t a = lines->begin[number], b, end;

    if (number + 2 > lines->count)
        return;
    b = lines->begin[number + 1];
    end = lines->begin[number + 2];
    if (wp_str_starts(wp_str_slice(bytes, a, end - a), "---") ||
        wp_str_starts(wp_str_slice(bytes, b, end - b), "---"))
        return;
    wp_buf_append(&swapped, wp_str_slice(bytes, b, end - b));
    wp_buf_append(&swapped, wp_str_slice(bytes, a, b - a));
    replace_bytes(text, wp_span(a, end - a), wp_buf_str(&swapped));
    wp_buf_free(&swapped);
}

/* Change how the lines from `from` to `to` look. */
static inline void change_looks(struct wp_buf *text, struct wp_span where, enum hand_edit edit,
                                struct writer *writer)
{
    static struct hand_lines lines;
    struct wp_str bytes = wp_buf_str(text);
    size_t first = 0, count = 0, number;
    struct wp_span line;

    find_lines(&lines, bytes);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.begin[i] >= where.offset && lines.begin[i] < where.offset + where.length) {
            first = count == 0 ? i : first;
            count++;
        }
    if (count == 0)
        return;
    number = first + random_below(count);
    line = wp_span(lines.begin[number], lines.begin[number + 1] - lines.begin[number]);
    if (edit == HAND_BLANK_LINE)
        replace_bytes(text, wp_span(line.offset, 0), wp_str(writer->line_break));
    else if (edit == HAND_BLANK_REMOVED && is_blank_line(bytes, line.offset))
        replace_bytes(text, line, wp_str(""));
    else if (edit == HAND_SWAP)
        swap_lines(text, &lines, number);
    else if (edit == HAND_QUOTE)
        change_quotes(text, line);
    else if (edit != HAND_BLANK_REMOVED)
        change_comment(text, line, edit, writer);
}

/* Return a random item in a block list of the week, or NULL. */
static inline const struct wp_item *random_block_item(const struct wp_week *week)
{
    const struct wp_item *fitting[NODES_MAX];
    size_t count = 0;

    for (const struct wp_item *item = wp_week_item_after(week, NULL);
         item != NULL && count < NODES_MAX; item = wp_week_item_after(week, item))
        if (!stands_in_brackets(week, item))
            fitting[count++] = item;
    return count > 0 ? fitting[random_below(count)] : NULL;
}

/* Return the lines of the item in the file. */
static inline struct wp_span lines_of_item(const struct wp_week *week, const struct wp_item *item)
{
    struct wp_span lines = own_lines(week->text, item);

    lines.offset += (uint32_t)week->offset;
    return lines;
}

/* Add, remove or move the lines of an item. */
static inline void change_lines(struct wp_buf *text, const struct wp_week *week,
                                enum hand_edit edit, struct writer *writer)
{
    const struct wp_item *item = random_block_item(week), *other;
    struct wp_buf lines = WP_BUF_INIT;
    struct wp_span span, to;

    if (item == NULL)
        return;
    span = lines_of_item(week, item);
    if (line_begin(wp_buf_str(text), span.offset) != span.offset)
        return;
    if (edit == HAND_REMOVE) {
        replace_bytes(text, span, wp_str(""));
    } else if (edit == HAND_LINE) {
        wp_buf_repeat(&lines, " ", column_of(week->text, list_of(item->parent)->value.offset));
        wp_buf_printf(&lines, "- by hand n%u%s", ++writer->words, writer->line_break);
        replace_bytes(text, wp_span(span.offset, 0), wp_buf_str(&lines));
    } else {
        other = random_block_item(week);
        to = lines_of_item(week, other);
        wp_buf_append(&lines, wp_str_slice(wp_buf_str(text), span.offset, span.length));
        if (other->parent == item->parent && other != item) {
            replace_bytes(text,
                          wp_span(to.offset > span.offset ? to.offset : span.offset,
                                  to.offset > span.offset ? 0 : span.length),
                          to.offset > span.offset ? wp_buf_str(&lines) : wp_str(""));
            replace_bytes(text,
                          wp_span(to.offset > span.offset ? span.offset : to.offset,
                                  to.offset > span.offset ? span.length : 0),
                          to.offset > span.offset ? wp_str("") : wp_buf_str(&lines));
        }
    }
    wp_buf_free(&lines);
}

/* Whether the text has the comments that it had before the edit, but for one. */
static inline bool keeps_comments(struct wp_str before, struct wp_str after, enum hand_edit edit)
{
    static struct comment old[COMMENTS_MAX], new[COMMENTS_MAX];
    size_t old_count = find_comments(before, old), new_count = find_comments(after, new);

    for (size_t i = 0; i < old_count; i++)
        if (edit != HAND_COMMENT_REMOVED && edit != HAND_COMMENT_CHANGED &&
            !holds_comment(new, new_count, old[i].number))
            return false;
    return edit == HAND_REMOVE || edit == HAND_REMOVE_WEEK || old_count == new_count ||
           old_count + (edit <= HAND_COMMENT_BEHIND) == new_count + (edit == HAND_COMMENT_REMOVED);
}

/* Edit a week by hand. Take the edit back if the result is no plan, or if an edit of the looks
 * has changed the content. */
static inline void edit_by_hand(struct version *version, struct writer *writer,
                                const struct loaded *loaded, const struct wp_week *week)
{
    static const enum hand_edit often[] = {HAND_LINE, HAND_REMOVE, HAND_MOVE, HAND_MOVE};
    enum hand_edit edit = random_percent(60)  ? (enum hand_edit)random_below(HAND_LOOKS)
                          : random_percent(5) ? HAND_REMOVE_WEEK
                                              : RANDOM_OF(often);
    struct wp_span all = wp_span(week->offset, week->text.length);
    struct wp_buf text = WP_BUF_INIT;
    struct loaded after;

    wp_buf_append(&text, wp_buf_str(&version->text));
    if (edit == HAND_REMOVE_WEEK)
        replace_bytes(&text, all, wp_str(""));
    else if (edit >= HAND_LOOKS)
        change_lines(&text, week, edit, writer);
    else
        change_looks(&text, all, edit, writer);
    if (is_usable(wp_buf_str(&text)) && load(&after, wp_buf_str(&text))) {
        if (keeps_comments(wp_buf_str(&version->text), wp_buf_str(&text), edit) &&
            !has_equal_comments(wp_buf_str(&text)) &&
            (edit >= HAND_LOOKS || same_plan(loaded, &after)) &&
            !wp_str_equal(wp_buf_str(&version->text), wp_buf_str(&text))) {
            struct wp_buf before = version->text;

            version->text = text;
            text = before;
            version->by_hand++;
        }
        free_loaded(&after);
    }
    wp_buf_free(&text);
}

/* Make a random edit of the version. `other` is the other version, if it has been edited already:
 * some new items are equal to those of `other`. */
static inline void edit_version(struct version *version, struct written *plan,
                                const struct version *other)
{
    struct loaded loaded;
    const struct wp_week *week;
    size_t number;

    if (!load(&loaded, wp_buf_str(&version->text)))
        abort();
    /* One week is edited more often, so that both versions edit the same items. */
    number = random_percent(70) || loaded.count == 0 ? 0 : random_below(loaded.count);
    week = loaded.count > 0 ? loaded.weeks[loaded.count - 1 - number] : NULL;
    if (week == NULL)
        ;
    else if (random_percent(35))
        edit_by_hand(version, &plan->writer, &loaded, week);
    else if (random_percent(8))
        carry_by_command(version, week);
    else if (random_percent(8))
        move_by_command(version, &loaded, week);
    else
        edit_by_command(version, plan, other, week);
    free_loaded(&loaded);
}

#endif
