#include "render/post_front_matter.h"

#include "render/date_words.h"
#include "render/escape.h"

/* The two syntaxes of a front matter. */
struct post_syntax {
    const char *fence; /* the line above it and below it */
    const char *sign;  /* between a key and its value */
    char quote;        /* around a text */
    enum wp_format format;
};

static const struct post_syntax post_yaml = {"---", ": ", '\'', WP_FORMAT_YAML};
static const struct post_syntax post_toml = {"+++", " = ", '"', WP_FORMAT_TOML};

static void put_post_text(struct wp_buf *out, const struct post_syntax *syntax, struct wp_str text)
{
    wp_buf_putc(out, syntax->quote);
    wp_escape(out, syntax->format, text);
    wp_buf_putc(out, syntax->quote);
}

static void put_post_value(struct wp_buf *out, const struct post_syntax *syntax,
                           const struct wp_post_value *value)
{
    if (value->form == WP_POST_BARE || (value->form == WP_POST_PLAIN && syntax == &post_yaml))
        wp_buf_append(out, value->text);
    else
        put_post_text(out, syntax, value->text);
}

static void put_post_key(struct wp_buf *out, const struct post_syntax *syntax,
                         const struct wp_post_key *key)
{
    wp_buf_append(out, key->name);
    wp_buf_puts(out, syntax->sign);
    wp_buf_puts(out, key->is_list ? "[" : "");
    for (size_t i = 0; i < key->value_count; i++) {
        wp_buf_puts(out, i > 0 ? ", " : "");
        put_post_value(out, syntax, &key->values[i]);
    }
    wp_buf_puts(out, key->is_list ? "]\n" : "\n");
}

/* Append the keys of the top level, and then those of each mapping, because a table of TOML has all
 * keys below its header. The keys of a mapping are next to each other. */
static void put_post_keys(struct wp_buf *out, const struct post_syntax *syntax,
                          const struct wp_post *post)
{
    struct wp_str table = wp_str("");

    for (size_t i = 0; i < post->key_count; i++)
        if (post->keys[i].table.length == 0)
            put_post_key(out, syntax, &post->keys[i]);
    for (size_t i = 0; i < post->key_count; i++) {
        const struct wp_post_key *key = &post->keys[i];

        if (key->table.length == 0)
            continue;
        if (!wp_str_equal(key->table, table)) {
            wp_buf_puts(out, post->toml ? "[" : "");
            wp_buf_append(out, key->table);
            wp_buf_puts(out, post->toml ? "]\n" : ":\n");
            table = key->table;
        }
        wp_buf_puts(out, post->toml ? "" : "  ");
        put_post_key(out, syntax, key);
    }
}

static void put_post_layout(struct wp_buf *out, const struct post_syntax *syntax,
                            const struct wp_post *post)
{
    /* Only Jekyll needs the layout, and it reads no TOML. */
    struct wp_post_value layout = {WP_STR("post"), WP_POST_PLAIN};

    if (post->no_layout || (post->layout.text.length == 0 && post->toml))
        return;
    if (post->layout.text.length > 0)
        layout = post->layout;
    wp_buf_puts(out, "layout");
    wp_buf_puts(out, syntax->sign);
    put_post_value(out, syntax, &layout);
    wp_buf_puts(out, "\n");
}

/* The title has the day of the week, so that `import` finds the week whatever the date is. */
static void put_post_title(struct wp_buf *out, const struct post_syntax *syntax,
                           const struct wp_week *week)
{
    struct wp_buf title = WP_BUF_INIT;

    wp_buf_append(&title, week->root.title);
    wp_buf_puts(&title, title.length > 0 ? ": week of " : "Week of ");
    wp_date_words_long_date(&title, week->start);
    wp_buf_puts(out, "title");
    wp_buf_puts(out, syntax->sign);
    put_post_text(out, syntax, wp_buf_str(&title));
    wp_buf_puts(out, "\n");
    wp_buf_free(&title);
}

void wp_post_front_matter(struct wp_buf *out, const struct wp_report *report,
                          const struct wp_post *post)
{
    const struct post_syntax *syntax = post->toml ? &post_toml : &post_yaml;
    const struct wp_view *view = &report->view;
    /* Jekyll, Hugo and others leave out posts of future days. */
    wp_day date = report->over && !post->dated_today ? view->end : view->today;

    wp_buf_puts(out, syntax->fence);
    wp_buf_puts(out, "\n");
    put_post_layout(out, syntax, post);
    put_post_title(out, syntax, view->week);
    wp_buf_puts(out, "date");
    wp_buf_puts(out, syntax->sign);
    wp_day_format(out, date);
    wp_buf_puts(out, "\n");
    put_post_keys(out, syntax, post);
    wp_buf_puts(out, syntax->fence);
    wp_buf_puts(out, "\n");
}
