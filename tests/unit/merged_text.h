/*
 * A merge of three versions of a week as text, for tests. An item is a line: its title, and its
 * other values. The items of `also:` begin with '+'. A value in conflict is `key=<ours|theirs>`.
 * Line breaks in a value are '/'. A line for each remark follows.
 *
 *     assert_merge("goals: [A, B]", "goals: [A, {title: B, done: true}]", "goals: [A]", false,
 *                  "A\n"
 *                  "B done=true\n"
 *                  "kept B\n");
 */
#ifndef UNIT_MERGED_TEXT_H
#define UNIT_MERGED_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "merge/merge_week.h"
#include "plan/item_value.h"
#include "plan/keys.h"
#include <weekplan/plan.h>

/* Return the week with the keys in `text`, without `week:`. If `text` begins with "later", return
 * the list for later. NULL for NULL. Free it with wp_week_free. */
static inline struct wp_week *load_version(const char *text)
{
    struct wp_buf document = WP_BUF_INIT;
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_week *week = NULL;

    if (text == NULL)
        return NULL;
    wp_buf_puts(&document, strncmp(text, "later", 5) == 0 ? "" : "week: 2019-08-04\n");
    wp_buf_puts(&document, text);
    wp_buf_putc(&document, '\n');
    wp_week_load(wp_buf_str(&document), 0, 1, &week, &problems);
    if (week == NULL)
        print_error("%s in\n%s\n", error.message, document.data);
    wp_buf_free(&document);
    assert_non_null(week);
    return week;
}

/* Append the value of a key in a reading. */
static inline void put_merged_value(struct wp_buf *out, const struct wp_merged_item *item,
                                    enum wp_reading reading, enum wp_key key)
{
    const struct wp_item *values = &item->values[reading];
    size_t begin = out->length;

    if (wp_keys[key].kind == WP_KIND_STRINGS) {
        const struct wp_list *list = wp_item_const_member(values, wp_keys[key].value);

        for (size_t i = 0; i < list->count; i++) {
            wp_buf_puts(out, i > 0 ? "," : "");
            wp_buf_append(out, list->items[i]);
        }
    } else if (wp_item_has(values, key)) {
        wp_item_value_format(out, values, key);
    }
    for (size_t i = begin; i < out->length; i++)
        if (out->data[i] == '\n')
            out->data[i] = '/';
}

static inline void put_merged_key(struct wp_buf *out, const struct wp_merged_item *item,
                                  enum wp_key key)
{
    bool conflict = (item->conflicts & WP_KEY_BIT(key)) != 0;

    if (!conflict)
        assert_true(wp_item_value_equal(&item->values[0], &item->values[1], key));
    if (wp_key_holds_items(key) ||
        (!wp_item_has(&item->values[0], key) && !wp_item_has(&item->values[1], key)))
        return;
    if (key != WP_KEY_TITLE || item->parent == NULL)
        wp_buf_printf(out,
                      "%s%s=", out->length > 0 && out->data[out->length - 1] != '\n' ? " " : "",
                      wp_keys[key].name);
    wp_buf_puts(out, conflict ? "<" : "");
    put_merged_value(out, item, WP_READING_OURS, key);
    if (conflict) {
        wp_buf_putc(out, '|');
        put_merged_value(out, item, WP_READING_THEIRS, key);
        wp_buf_putc(out, '>');
    }
}

/* Append a line for the item, and one for each item below it. */
static inline void put_merged_item(struct wp_buf *out, const struct wp_merged_item *item,
                                   unsigned depth, const struct wp_merged_week *week)
{
    size_t begin = out->length;

    if (depth > 0)
        wp_buf_repeat(out, "  ", depth - 1);
    if (item->parent == &week->also)
        wp_buf_putc(out, '+');
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        put_merged_key(out, item, key);
    if ((item->conflicts & WP_KEY_BIT(WP_KEY_EXTRA)) == 0)
        assert_true(item->values[0].extras == item->values[1].extras);
    if (item->values[0].extras != 0 || item->values[1].extras != 0)
        wp_buf_puts(out, (item->conflicts & WP_KEY_BIT(WP_KEY_EXTRA)) != 0 ? " x-<>" : " x-");
    if (out->length > begin)
        wp_buf_putc(out, '\n');
    for (const struct wp_merged_item *child = item->first; child != NULL; child = child->next) {
        assert_ptr_equal(child->parent, item);
        put_merged_item(out, child, depth + 1, week);
    }
}

static inline void put_remark(struct wp_buf *out, const struct wp_merge_remark *remark)
{
    static const char *const kinds[] = {
        [WP_MERGE_KEPT] = "kept",           [WP_MERGE_ADDED] = "added",
        [WP_MERGE_DONE] = "done",           [WP_MERGE_CHANGED] = "changed",
        [WP_MERGE_REPLACED] = "replaced",   [WP_MERGE_NOT_TAKEN] = "not taken",
        [WP_MERGE_NOT_MOVED] = "not moved", [WP_MERGE_ID_TAKEN] = "id taken",
        [WP_MERGE_CLOSED] = "closed"};

    wp_buf_printf(out, "! %s", kinds[remark->kind]);
    if (remark->kind == WP_MERGE_KEPT || remark->kind >= WP_MERGE_NOT_TAKEN)
        wp_buf_puts(out, remark->side == WP_OURS ? " of ours" : " of theirs");
    wp_buf_puts(out, remark->title.length > 0 ? ": " : "");
    wp_buf_append(out, remark->title);
    if (remark->other.length > 0)
        wp_buf_puts(out, " by ");
    wp_buf_append(out, remark->other);
    if (remark->kind >= WP_MERGE_DONE && remark->kind <= WP_MERGE_NOT_TAKEN)
        wp_buf_printf(out, " (%s)", remark->key < WP_KEY_COUNT ? wp_keys[remark->key].name : "x-");
    wp_buf_putc(out, '\n');
}

/* Append the merge of three versions, which are as in load_version. */
static inline void put_merge(struct wp_buf *out, const char *const texts[WP_VERSIONS],
                             bool without_base)
{
    struct wp_arena *arena = wp_arena_new(4096);
    struct wp_week *weeks[WP_VERSIONS];
    struct wp_merged_week merged;

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        weeks[version] = load_version(texts[version]);
    wp_merge_week(&merged,
                  &(struct wp_week_versions){.weeks = {weeks[0], weeks[1], weeks[2]},
                                             .without_base = without_base},
                  arena);
    if (merged.absent) {
        wp_buf_puts(out, "(absent)\n");
    } else {
        put_merged_item(out, &merged.root, 0, &merged);
        put_merged_item(out, &merged.also, 0, &merged);
    }
    for (size_t i = 0; i < merged.remark_count; i++)
        put_remark(out, &merged.remarks[i]);
    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        wp_week_free(weeks[version]);
    wp_arena_free(arena);
}

static inline void check_merge(const char *const texts[WP_VERSIONS], bool without_base,
                               const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;
    const char *shown[WP_VERSIONS];

    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        shown[version] = texts[version] != NULL ? texts[version] : "(none)";
    put_merge(&out, texts, without_base);
    if (!wp_str_equal_c(wp_buf_str(&out), expected))
        fail_msg("base:   %s\nours:   %s\ntheirs: %s\nis\n%.*sinstead of\n%s", shown[0], shown[1],
                 shown[2], (int)out.length, out.length > 0 ? out.data : "", expected);
    wp_buf_free(&out);
}

/* Check the merge of three versions of a week. */
static inline void assert_merge(const char *base, const char *ours, const char *theirs,
                                const char *expected)
{
    check_merge((const char *const[]){base, ours, theirs}, false, expected);
}

/* Check the merge of two versions of a week without a base. */
static inline void assert_join(const char *ours, const char *theirs, const char *expected)
{
    check_merge((const char *const[]){NULL, ours, theirs}, true, expected);
}

#endif
