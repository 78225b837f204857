/*
 * Check that an edit has changed no text that it does not concern. Each check
 * returns a message, or NULL if all is well.
 */
#ifndef PROPERTY_CHECK_EDIT_H
#define PROPERTY_CHECK_EDIT_H

#include "allowed_changes.h"

enum { COMMENTS_MAX = 4096 };

static inline const char *check_pieces(const struct allowed *allowed, const struct wp_patch *patch)
{
    uint64_t begin = allowed->week->offset;
    uint64_t taken = begin;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];
        size_t at = (size_t)(piece->offset - begin);

        if (piece->offset < taken || at + piece->length > allowed->text.length)
            return "a piece is out of place";
        taken = piece->offset + piece->length;
        for (size_t j = at; j < at + piece->length; j++)
            if ((allowed->permission[j] & ALLOW_CHANGE) == 0)
                return "a byte is changed that has nothing to do with it";
        if (piece->length == 0 && (allowed->permission[at] & (ALLOW_CHANGE | ALLOW_INSERT)) == 0 &&
            (at == 0 || (allowed->permission[at - 1] & ALLOW_CHANGE) == 0))
            return "something is put where it has nothing to do with";
    }
    return NULL;
}

struct comment {
    size_t at;
    unsigned long number;
};

static inline size_t find_comments(struct wp_str text, struct comment *comments)
{
    size_t count = 0;

    for (size_t at = 0; at + 1 < text.length; at++)
        if (text.data[at] == '~' && isdigit((unsigned char)text.data[at + 1]) != 0 &&
            count < COMMENTS_MAX)
            comments[count++] = (struct comment){at, strtoul(text.data + at + 1, NULL, 10)};
    return count;
}

/* Check that comments are in the same order, and that only comments that may be removed
 * are missing. */
static inline const char *check_comments(const struct allowed *allowed, struct wp_str after)
{
    static struct comment old[COMMENTS_MAX], new[COMMENTS_MAX];
    size_t old_count = find_comments(allowed->text, old);
    size_t new_count = find_comments(after, new);
    size_t next = 0;

    for (size_t i = 0; i < old_count; i++) {
        unsigned permission = allowed->permission[old[i].at];
        bool there = next < new_count && new[next].number == old[i].number;

        if (there && (permission & COMMENT_MUST_GO) != 0)
            return "a comment is left behind";
        if (!there && ((permission & (COMMENT_MUST_GO | COMMENT_MAY_GO)) == 0 ||
                       (permission & COMMENT_MUST_STAY) != 0))
            return "a comment is lost";
        next += there;
    }
    return next < new_count ? "a comment is new" : NULL;
}

/* NO_COMMENT ("# of no line") is a part of some quoted tags, after a tag such as "tag12". Check
 * that it still follows a digit. Otherwise it would have become a comment. */
static inline const char *check_hashes(struct wp_str text)
{
    for (size_t at = 0; at < text.length; at++) {
        size_t word = at;

        if (!wp_str_starts(wp_str_slice(text, at, text.length), NO_COMMENT))
            continue;
        while (word > 0 && strchr(" \r\n", text.data[word - 1]) != NULL)
            word--;
        if (word == 0 || isdigit((unsigned char)text.data[word - 1]) == 0)
            return "a comment is made of a text";
    }
    return NULL;
}

static inline bool holds_comment(const struct comment *comments, size_t count, unsigned long number)
{
    for (size_t i = 0; i < count; i++)
        if (comments[i].number == number)
            return true;
    return false;
}

/* Whether two comments have the same number, so that the checks cannot tell them apart. */
static inline bool has_equal_comments(struct wp_str text)
{
    static struct comment comments[COMMENTS_MAX];
    size_t count = find_comments(text, comments);

    for (size_t i = 1; i < count; i++)
        if (holds_comment(comments, i, comments[i].number))
            return true;
    return false;
}

/* Check the comments after `mv`: each comment is still in the week, and the comments
 * outside of the moved item are in the same order. */
static inline const char *check_moved_comments(const struct allowed *allowed, struct wp_str after)
{
    static struct comment old[COMMENTS_MAX], new[COMMENTS_MAX];
    size_t old_count = find_comments(allowed->text, old);
    size_t new_count = find_comments(after, new);
    size_t next = 0;

    for (size_t i = 0; i < new_count; i++)
        if (!holds_comment(old, old_count, new[i].number))
            return "a comment is new";
    for (size_t i = 0; i < old_count; i++) {
        if (!holds_comment(new, new_count, old[i].number)) {
            if ((allowed->permission[old[i].at] & COMMENT_OF_KEY) == 0)
                return "a comment is lost";
            continue;
        }
        if ((allowed->permission[old[i].at] & (COMMENT_MUST_GO | COMMENT_MAY_GO)) != 0)
            continue;
        while (next < new_count && new[next].number != old[i].number)
            next++;
        if (next == new_count)
            return "a comment is out of order";
    }
    return NULL;
}

/* Check that a moved item has its own comments at its new position, and has got no comments of
 * other items. Only an item that is now in a block list is checked, and not the first item of the
 * list, because comments above the first item belong to the list. */
static inline const char *check_own_comments(const struct allowed *allowed,
                                             const struct wp_week *after,
                                             const struct wp_item *item,
                                             const struct wp_item *before)
{
    static struct comment old[COMMENTS_MAX], own[COMMENTS_MAX];
    size_t old_count = find_comments(allowed->text, old);
    size_t own_count;
    struct wp_span lines;

    if (previous_of(item) == NULL || after->text.data[list_of(item->parent)->value.offset] == '[')
        return NULL;
    lines = own_lines(after->text, item);
    own_count = find_comments(wp_str_slice(after->text, lines.offset, lines.length), own);
    for (size_t i = 0; i < old_count; i++) {
        bool goes = (allowed->permission[old[i].at] & COMMENT_MUST_GO) != 0;
        bool moves = goes || (allowed->permission[old[i].at] & COMMENT_MAY_GO) != 0;
        bool there = holds_comment(own, own_count, old[i].number);

        if (goes && !there && (allowed->permission[old[i].at] & COMMENT_OF_KEY) == 0)
            return "a comment has not come along";
        /* If the item was the only one of its old list, a comment of that list may now be above the
         * item. */
        if (!moves && there && (before != before->parent->first || before->next != NULL))
            return "somebody else's comment has come along";
    }
    return NULL;
}

static inline struct wp_str bytes_of(struct wp_str text, struct wp_span span)
{
    struct wp_str bytes = wp_str_slice(text, span.offset, span.length);

    while (bytes.length > 0 && strchr(" \r\n", bytes.data[bytes.length - 1]) != NULL)
        bytes.length--;
    return bytes;
}

/* Whether two texts are equal. With `indented`, blanks at the beginning of lines are ignored. */
static inline bool same_bytes(struct wp_str a, struct wp_str b, bool indented)
{
    while (indented && a.length > 0 && b.length > 0 && a.data[0] == b.data[0]) {
        bool line = is_break(a.data[0]);

        a = wp_str_slice(a, 1, a.length);
        b = wp_str_slice(b, 1, b.length);
        while (line && a.length > 0 && a.data[0] == ' ')
            a = wp_str_slice(a, 1, a.length);
        while (line && b.length > 0 && b.data[0] == ' ')
            b = wp_str_slice(b, 1, b.length);
    }
    return wp_str_equal(a, b);
}

static inline bool is_quoted(struct wp_str text, size_t offset)
{
    return offset < text.length && strchr("'\"", text.data[offset]) != NULL;
}

/* Check that each quoted value is still quoted, or has become a literal block scalar. */
static inline const char *check_quotes(const struct wp_week *before, const struct wp_week *after,
                                       const struct wp_item *old, const struct wp_item *new)
{
    for (size_t i = 0; i < old->layout.field_count; i++) {
        const struct wp_field *field = &old->layout.fields[i];
        const struct wp_field *there = wp_item_field(new, field->key);

        if (field->key != WP_KEY_EXTRA && there != NULL && field->value.length > 0 &&
            wp_keys[field->key].kind != WP_KIND_STRINGS &&
            is_quoted(before->text, field->value.offset) &&
            !is_quoted(after->text, there->value.offset) &&
            after->text.data[there->value.offset] != '|')
            return "a value has lost its quotes";
    }
    return old->layout.scalar &&
                   new->layout.scalar &&is_quoted(before->text, old->layout.span.offset) &&
                   !is_quoted(after->text, new->layout.span.offset)
               ? "a title has lost its quotes"
               : NULL;
}

/* If all keys of an item had the same quotes, check that they still have these quotes. */
static inline const char *check_keys(const struct wp_week *before, const struct wp_week *after,
                                     const struct wp_item *old, const struct wp_item *new)
{
    const struct wp_layout *was = &old->layout;
    const struct wp_layout *is = &new->layout;
    char quote = was->field_count > 0 ? before->text.data[was->fields[0].name.offset] : ' ';

    if (quote != '\'' && quote != '"')
        return NULL;
    for (size_t i = 1; i < was->field_count; i++)
        if (before->text.data[was->fields[i].name.offset] != quote)
            return NULL;
    for (size_t i = 0; i < is->field_count; i++)
        if (after->text.data[is->fields[i].name.offset] != quote)
            return "a key is not quoted as those beside it";
    return NULL;
}

/* Check that the fields whose keys are not in `keys` are in the same order and written as before.
 * With `indented`, their lines may have another indentation. */
static inline const char *check_fields(const struct wp_week *before, const struct wp_week *after,
                                       const struct wp_item *old, const struct wp_item *new,
                                       unsigned keys, bool indented)
{
    size_t next = 0;

    for (size_t i = 0; i < old->layout.field_count; i++) {
        const struct wp_field *field = &old->layout.fields[i];
        const struct wp_field *there = NULL;

        if ((keys & KEY_BIT(field->key)) != 0 || wp_key_holds_items(field->key))
            continue;
        while (next < new->layout.field_count && there == NULL) {
            enum wp_key key = new->layout.fields[next].key;

            if ((keys & KEY_BIT(key)) == 0 && !wp_key_holds_items(key))
                there = &new->layout.fields[next];
            next++;
        }
        if (there == NULL ||
            !wp_str_equal(bytes_of(before->text, field->name), bytes_of(after->text, there->name)))
            return "a key has another place";
        /* A block scalar at the end of the week may have another chomping indicator: see
         * allow_last_header. */
        if (end_of(field->value) < before->text.length &&
            !same_bytes(bytes_of(before->text, field->value), bytes_of(after->text, there->value),
                        indented))
            return "a value is written in another way";
    }
    if (old->layout.scalar && new->layout.scalar && (keys & KEY_BIT(WP_KEY_TITLE)) == 0 &&
        !same_bytes(bytes_of(before->text, old->layout.span),
                    bytes_of(after->text, new->layout.span), indented))
        return "a title is written in another way";
    return NULL;
}

/* Check that each new key is above the subtasks, where a reader sees it, except for a new `review:`
 * of a week, which is below the goals. */
static inline const char *check_place(const struct wp_item *old, const struct wp_item *new)
{
    const struct wp_field *list = list_of(new);

    for (size_t i = 0; list != NULL && list_of(old) != NULL && i < new->layout.field_count; i++)
        if (!wp_key_holds_items(new->layout.fields[i].key) &&
            wp_item_field(old, new->layout.fields[i].key) == NULL &&
            (&new->layout.fields[i] > list) != (new->layout.fields[i].key == WP_KEY_REVIEW))
            return "a new key has the wrong place beside the list";
    return NULL;
}

/* Check that each line ends with `line_break`, the line break of the file. */
static inline const char *check_breaks(struct wp_str text, const char *line_break)
{
    size_t length = strlen(line_break);

    for (size_t at = 0; at < text.length; at++) {
        if (!is_break(text.data[at]))
            continue;
        if (!wp_str_equal_c(wp_str_slice(text, at, length), line_break))
            return "a line ends as no other does";
        at += length - 1;
    }
    return NULL;
}

static inline bool stands_in_brackets(const struct wp_week *week, const struct wp_item *item)
{
    return item->parent != NULL && (week->text.data[list_of(item->parent)->value.offset] == '[' ||
                                    stands_in_brackets(week, item->parent));
}

/* Whether an item has moved from block style into flow style, so that its text had to be written
 * anew. */
static inline bool is_written_anew(const struct wp_week *before, const struct wp_item *old,
                                   const struct wp_week *after, const struct wp_item *new)
{
    return stands_in_brackets(after, new) && !stands_in_brackets(before, old);
}

/* The keys that an item may lose or get when it moves into `also:` or out of it. */
#define KEYS_OF_COUNTED                                                                            \
    (KEY_BIT(WP_KEY_DONE) | KEY_BIT(WP_KEY_DROPPED) | KEY_BIT(WP_KEY_PROGRESS) |                   \
     KEY_BIT(WP_KEY_WEIGHT) | KEY_BIT(WP_KEY_DUE) | KEY_BIT(WP_KEY_CARRIED) |                      \
     KEY_BIT(WP_KEY_REPEAT))

/* Check the YAML of each item that existed before the request: quotes, keys and values are written
 * as before. */
static inline const char *check_spelling(const struct request *request, struct node *root,
                                         const struct wp_week *before, const struct wp_week *after)
{
    bool anew =
        request->under != NULL && is_written_anew(before, request->targets[0]->before, after,
                                                  item_of(after, request->targets[0]));
    /* Whether `mv` moves the target into `also:` or out of it. */
    bool changed = request->under != NULL &&
                   request->under->besides != wp_item_is_also(request->targets[0]->before);
    const char *problem = NULL;

    for (struct node *node = root; node != NULL && problem == NULL;
         node = node_of_week_after(node, root)) {
        const struct wp_item *new = item_of(after, node);
        bool moved = request->under != NULL && is_within(node, request->targets[0]);
        /* A flow list may become a block list with another indentation when an item
         * moves into it. */
        bool indented = moved || (request->under != NULL && is_within(node, request->under));
        unsigned keys = 0;

        /* The second root of a week, that of `also:`, shares the mapping of the first root, which
         * is checked already. */
        if (node->before == NULL || node->besides)
            continue;
        problem = check_quotes(before, after, node->before, new);
        if (problem == NULL)
            problem = check_keys(before, after, node->before, new);
        if (problem != NULL || (moved && anew))
            continue;
        for (size_t i = 0; i < request->count; i++)
            if (request->targets[i] == node)
                keys = request->keys | (changed ? KEYS_OF_COUNTED : 0);
        problem = check_fields(before, after, node->before, new, keys, indented);
        if (problem == NULL)
            problem = check_place(node->before, new);
    }
    return problem;
}

#endif
