#include "plan/item_value.h"

#include <string.h>

#include "plan/keys.h"
#include "plan/progress_value.h"

bool wp_key_holds_items(enum wp_key key)
{
    return key < WP_KEY_COUNT && wp_keys[key].kind == WP_KIND_ITEMS;
}

struct wp_list *wp_item_string_list(struct wp_item *item, enum wp_key key)
{
    return wp_item_member(item, wp_keys[key].value);
}

bool wp_list_has(const struct wp_list *list, struct wp_str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (wp_str_equal(list->items[i], text))
            return true;
    return false;
}

void wp_list_extend(struct wp_list *list, struct wp_str text, struct wp_arena *arena)
{
    struct wp_str *items = wp_arena_array(arena, list->count + 1, sizeof *items);

    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count++] = text;
    list->items = items;
}

bool wp_item_has(const struct wp_item *item, enum wp_key key)
{
    const struct wp_item blank = wp_item_empty();

    if (wp_key_holds_items(key))
        return item->first != NULL;
    return !wp_item_value_equal(item, &blank, key);
}

/* Size of the member of struct wp_item at the offset wp_key_spec.value, by enum wp_kind. 0 if the
 * kind has no member. */
static const size_t member_sizes[] = {
    [WP_KIND_STRING] = sizeof(struct wp_str),
    [WP_KIND_TITLE] = sizeof(struct wp_str),
    [WP_KIND_ID] = sizeof(struct wp_str),
    [WP_KIND_DAY] = sizeof(wp_day),
    [WP_KIND_DAY_OR_YES] = sizeof(bool),
    [WP_KIND_REASON_OR_YES] = sizeof(bool),
    [WP_KIND_DAY_REASON_YES] = sizeof(bool),
    [WP_KIND_PROGRESS] = sizeof(struct wp_progress_value),
    [WP_KIND_WEIGHT] = sizeof(wp_decimal),
    [WP_KIND_COUNT] = sizeof(uint32_t),
    [WP_KIND_REPEAT] = sizeof(bool),
    [WP_KIND_STRINGS] = sizeof(struct wp_list),
    [WP_KIND_ITEMS] = 0,
};

static void copy_member(struct wp_item *to, const struct wp_item *from, size_t offset, size_t size)
{
    if (offset != 0)
        memcpy(wp_item_member(to, offset), wp_item_const_member(from, offset), size);
}

void wp_item_value_copy(struct wp_item *to, const struct wp_item *from, enum wp_key key)
{
    const struct wp_key_spec *spec = &wp_keys[key];

    copy_member(to, from, spec->value, member_sizes[spec->kind]);
    copy_member(to, from, spec->day, sizeof(wp_day));
    copy_member(to, from, spec->reason, sizeof(struct wp_str));
}

static bool lists_equal(const struct wp_list *a, const struct wp_list *b)
{
    size_t i;

    if (a->count != b->count)
        return false;
    for (i = 0; i < a->count; i++)
        if (!wp_str_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool progress_values_equal(const struct wp_progress_value *a,
                                  const struct wp_progress_value *b)
{
    if (!a->given || !b->given)
        return a->given == b->given;
    return a->have == b->have && a->of == b->of && wp_str_equal(a->unit, b->unit);
}

static struct wp_str reason_of(const struct wp_item *item, const struct wp_key_spec *spec)
{
    const struct wp_str none = WP_STR("");

    return spec->reason == 0 ? none
                             : *(const struct wp_str *)wp_item_const_member(item, spec->reason);
}

static wp_day day_of(const struct wp_item *item, const struct wp_key_spec *spec)
{
    size_t offset = spec->kind == WP_KIND_DAY ? spec->value : spec->day;

    return offset == 0 ? WP_NO_DAY : *(const wp_day *)wp_item_const_member(item, offset);
}

static bool bool_of(const struct wp_item *item, const struct wp_key_spec *spec)
{
    return *(const bool *)wp_item_const_member(item, spec->value);
}

bool wp_item_value_equal(const struct wp_item *a, const struct wp_item *b, enum wp_key key)
{
    const struct wp_key_spec *spec = &wp_keys[key];
    const void *x = wp_item_const_member(a, spec->value);
    const void *y = wp_item_const_member(b, spec->value);

    switch (spec->kind) {
    case WP_KIND_STRING:
    case WP_KIND_TITLE:
    case WP_KIND_ID:
        return wp_str_equal(*(const struct wp_str *)x, *(const struct wp_str *)y);
    case WP_KIND_DAY:
        return day_of(a, spec) == day_of(b, spec);
    case WP_KIND_DAY_OR_YES:
    case WP_KIND_REASON_OR_YES:
    case WP_KIND_DAY_REASON_YES:
    case WP_KIND_REPEAT:
        return bool_of(a, spec) == bool_of(b, spec) && day_of(a, spec) == day_of(b, spec) &&
               wp_str_equal(reason_of(a, spec), reason_of(b, spec));
    case WP_KIND_PROGRESS:
        return progress_values_equal(x, y);
    case WP_KIND_WEIGHT:
        return *(const wp_decimal *)x == *(const wp_decimal *)y;
    case WP_KIND_COUNT:
        return *(const uint32_t *)x == *(const uint32_t *)y;
    case WP_KIND_STRINGS:
        return lists_equal(x, y);
    case WP_KIND_WEEK:
    case WP_KIND_ITEMS:
        break;
    }
    return true;
}

struct wp_str wp_item_value_reason(const struct wp_item *item, enum wp_key key)
{
    const struct wp_key_spec *spec = &wp_keys[key];

    return day_of(item, spec) == WP_NO_DAY ? reason_of(item, spec) : (struct wp_str)WP_STR("");
}

wp_day wp_item_value_day(const struct wp_item *item, enum wp_key key)
{
    return day_of(item, &wp_keys[key]);
}

bool wp_item_value_is_boolean(const struct wp_item *item, enum wp_key key)
{
    const struct wp_key_spec *spec = &wp_keys[key];
    bool may_be = spec->kind == WP_KIND_DAY_OR_YES || spec->kind == WP_KIND_REASON_OR_YES ||
                  spec->kind == WP_KIND_DAY_REASON_YES;

    return may_be && day_of(item, spec) == WP_NO_DAY && reason_of(item, spec).length == 0;
}

static void format_answer(struct wp_buf *buf, const struct wp_item *item,
                          const struct wp_key_spec *spec)
{
    struct wp_str reason = reason_of(item, spec);
    wp_day day = day_of(item, spec);

    if (day != WP_NO_DAY)
        wp_day_format(buf, day);
    else if (reason.length > 0)
        wp_buf_append(buf, reason);
    else
        wp_buf_puts(buf, bool_of(item, spec) ? "true" : "false");
}

void wp_item_value_format(struct wp_buf *buf, const struct wp_item *item, enum wp_key key)
{
    const struct wp_key_spec *spec = &wp_keys[key];
    const void *value = wp_item_const_member(item, spec->value);

    switch (spec->kind) {
    case WP_KIND_STRING:
    case WP_KIND_TITLE:
    case WP_KIND_ID:
        wp_buf_append(buf, *(const struct wp_str *)value);
        break;
    case WP_KIND_DAY:
        wp_day_format(buf, day_of(item, spec));
        break;
    case WP_KIND_DAY_OR_YES:
    case WP_KIND_REASON_OR_YES:
    case WP_KIND_DAY_REASON_YES:
        format_answer(buf, item, spec);
        break;
    case WP_KIND_PROGRESS:
        wp_progress_value_format(buf, value);
        break;
    case WP_KIND_WEIGHT:
        wp_decimal_format(buf, *(const wp_decimal *)value);
        break;
    case WP_KIND_COUNT:
        wp_buf_number(buf, *(const uint32_t *)value);
        break;
    case WP_KIND_REPEAT:
        wp_buf_puts(buf, "weekly");
        break;
    case WP_KIND_WEEK:
    case WP_KIND_STRINGS:
    case WP_KIND_ITEMS:
        break;
    }
}
