#include "cmd/describe_value.h"

#include "plan/keys.h"
#include "plan/progress_value.h"
#include "plan/value.h"
#include "render/words.h"

enum { VALUE_COLUMNS = 40 };

/* What stands in front of a value, and what is said without one; an item that is
 * called by its title need not name it. */
static const struct {
    const char *some;
    const char *none;
} words[WP_KEY_COUNT] = {
    [WP_KEY_TITLE] = {NULL, "no title"},
    [WP_KEY_ID] = {"id", "no id"},
    [WP_KEY_NOTE] = {"note:", "no note"},
    [WP_KEY_SKIP] = {"a week off", "no week off"},
    [WP_KEY_DONE] = {"done", "not done"},
    [WP_KEY_DROPPED] = {"dropped", "not dropped"},
    [WP_KEY_PROGRESS] = {"progress", "no progress"},
    [WP_KEY_WEIGHT] = {"weight", "no weight"},
    [WP_KEY_DUE] = {"due", "no due day"},
    [WP_KEY_CARRIED] = {"carried", "not carried"},
    [WP_KEY_REPEAT] = {"repeat", "no repeat"},
    [WP_KEY_TAGS] = {"tags", "no tags"},
    [WP_KEY_LINKS] = {"links", "no links"},
};

static void describe_value_add_list(struct wp_buf *value, const struct wp_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        wp_buf_puts(value, i > 0 ? ", " : "");
        wp_buf_append(value, list->items[i]);
    }
}

/* A day; nothing for a plain yes. */
static void describe_value_add_day(struct wp_buf *value, wp_day day)
{
    if (day != WP_NO_DAY)
        wp_words_date(value, day);
}

/* The value as it is, however long; what it says of itself needs none. */
static void add_value(struct wp_buf *value, const struct wp_item *item, enum wp_key key)
{
    switch (key) {
    case WP_KEY_ID:
        wp_buf_append(value, item->id);
        break;
    case WP_KEY_NOTE:
        wp_buf_append(value, item->note);
        break;
    case WP_KEY_SKIP:
        wp_buf_append(value, item->skip_reason);
        break;
    case WP_KEY_DONE:
        describe_value_add_day(value, item->done_on);
        break;
    case WP_KEY_DROPPED:
        wp_buf_append(value, item->dropped_reason);
        describe_value_add_day(value, item->dropped_on);
        break;
    case WP_KEY_PROGRESS:
        wp_progress_value_format(value, &item->progress_value);
        break;
    case WP_KEY_WEIGHT:
        wp_decimal_format(value, item->weight);
        break;
    case WP_KEY_DUE:
        describe_value_add_day(value, item->due);
        break;
    case WP_KEY_CARRIED:
        wp_buf_number(value, item->carried);
        break;
    case WP_KEY_REPEAT:
        wp_buf_puts(value, "weekly");
        break;
    case WP_KEY_TAGS:
        describe_value_add_list(value, &item->tags);
        break;
    case WP_KEY_LINKS:
        describe_value_add_list(value, &item->links);
        break;
    default:
        break;
    }
}

void wp_describe_value(struct wp_buf *out, const struct wp_term *term, const struct wp_item *item,
                       enum wp_key key)
{
    bool list = wp_keys[key].kind == WP_KIND_STRINGS;
    bool reason = (key == WP_KEY_SKIP && item->skip_reason.length > 0) ||
                  (key == WP_KEY_DROPPED && item->dropped_reason.length > 0);
    struct wp_buf value = WP_BUF_INIT;

    if (!wp_item_has(item, key)) {
        wp_buf_puts(out, words[key].none != NULL ? words[key].none : "");
        return;
    }
    if (words[key].some == NULL)
        return;
    add_value(&value, item, key);
    wp_buf_puts(out, words[key].some);
    wp_buf_puts(out, reason ? ":" : "");
    wp_buf_puts(out, value.length == 0 ? "" : list ? " [" : " ");
    wp_term_cut(term, out, wp_buf_str(&value), VALUE_COLUMNS);
    wp_buf_puts(out, list ? "]" : "");
    out->failed = out->failed || value.failed;
    wp_buf_free(&value);
}
