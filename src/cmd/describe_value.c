#include "cmd/describe_value.h"

#include "plan/item_value.h"
#include "plan/keys.h"
#include "render/date_words.h"

enum { VALUE_COLUMNS = 40 };

/* The words before a value, and the words for an absent value. The default is the name of the key
 * and "no NAME". A title has no words, because the result begins with it. */
static const struct {
    const char *some;
    const char *none;
} words[WP_KEY_COUNT] = {
    [WP_KEY_NOTE] = {"note", "no note"},           [WP_KEY_REVIEW] = {"review", "no review"},
    [WP_KEY_SKIP] = {"a week off", "no week off"}, [WP_KEY_DONE] = {"done", "not done"},
    [WP_KEY_DROPPED] = {"dropped", "not dropped"}, [WP_KEY_DUE] = {"due", "no due day"},
    [WP_KEY_CARRIED] = {"carried", "not carried"},
};

static void describe_value_add_list(struct wp_buf *value, const struct wp_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        wp_buf_puts(value, i > 0 ? ", " : "");
        wp_buf_append(value, list->items[i]);
    }
}

/* Append the value of a key; the caller has appended the name. For the value true append nothing:
 * the text is "done". */
static void add_value(struct wp_buf *value, const struct wp_item *item, enum wp_key key)
{
    wp_day day = wp_item_value_day(item, key);

    if (wp_keys[key].kind == WP_KIND_STRINGS)
        describe_value_add_list(value, wp_item_const_member(item, wp_keys[key].value));
    else if (day != WP_NO_DAY)
        wp_date_words_date(value, day);
    else if (!wp_item_value_is_boolean(item, key))
        wp_item_value_format(value, item, key);
}

void wp_describe_value(struct wp_buf *out, const struct wp_term *term, const struct wp_item *item,
                       enum wp_key key)
{
    bool list = wp_keys[key].kind == WP_KIND_STRINGS;
    /* A text has commas and full stops of its own, and other values follow it. */
    bool quoted = key == WP_KEY_NOTE || key == WP_KEY_REVIEW;
    struct wp_buf value = WP_BUF_INIT;

    if (wp_key_holds_items(key))
        return;
    if (!wp_item_has(item, key)) {
        if (words[key].none != NULL)
            wp_buf_puts(out, words[key].none);
        else
            wp_buf_printf(out, "no %s", wp_keys[key].name);
        return;
    }
    if (key == WP_KEY_TITLE)
        return;
    add_value(&value, item, key);
    wp_buf_puts(out, words[key].some != NULL ? words[key].some : wp_keys[key].name);
    wp_buf_puts(out, wp_item_value_reason(item, key).length > 0 ? ":" : "");
    wp_buf_puts(out, value.length == 0 ? "" : list ? " [" : quoted ? " \"" : " ");
    wp_term_cut(term, out, wp_buf_str(&value), VALUE_COLUMNS);
    wp_buf_puts(out, list ? "]" : quoted ? "\"" : "");
    wp_buf_free(&value);
}
