#include "render/ancestor_titles.h"

#include "base/utf8.h"
#include "render/title_text.h"

/* Limits of one title, in columns and in bytes. */
enum { TITLE_COLUMNS = 48, TITLE_BYTES = 400 };

/* Append the title without the addresses of its links, cut to TITLE_COLUMNS. Characters without
 * width are limited by TITLE_BYTES. */
static void add_cut(struct wp_buf *buf, struct wp_str title_with_links, const char *more)
{
    struct wp_buf plain = WP_BUF_INIT;
    struct wp_str title;
    struct wp_str cut;

    wp_title_text_plain(&plain, title_with_links);
    title = wp_buf_str(&plain);
    cut = wp_str_slice(title, 0, TITLE_BYTES);

    while (cut.length > 0 && cut.length < title.length &&
           ((unsigned char)title.data[cut.length] & 0xC0) == 0x80)
        cut.length--;
    cut = wp_utf8_fit(cut, TITLE_COLUMNS, NULL);
    wp_buf_append(buf, cut);
    wp_buf_puts(buf, cut.length < title.length ? more : "");
    wp_buf_free(&plain);
}

void wp_ancestor_titles(struct wp_buf *buf, const struct wp_item *item, bool ascii)
{
    const char *separator = ascii ? " > " : " › ";
    const char *more = ascii ? "..." : "…";
    const struct wp_item *parent = item->parent;
    const struct wp_item *goal = parent;

    if (parent == NULL || parent->parent == NULL)
        return;
    while (goal->parent->parent != NULL)
        goal = goal->parent;
    if (goal != parent) {
        add_cut(buf, goal->title, more);
        wp_buf_puts(buf, separator);
        if (goal != parent->parent) {
            wp_buf_puts(buf, more);
            wp_buf_puts(buf, separator);
        }
    }
    add_cut(buf, parent->title, more);
}
