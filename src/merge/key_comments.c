#include "merge/key_comments.h"

#include "edit/line.h"

static struct wp_str key_comment_at(const struct wp_composition *c, const struct wp_key_text *text,
                                    enum wp_comment_place place)
{
    const struct wp_str none = {NULL, 0};
    struct wp_buf both = WP_BUF_INIT;
    struct wp_str copy;

    if (text == NULL || (text->list == NULL && place == WP_COMMENT_AFTER_ITEMS && !text->flow))
        return none;
    if (place == WP_COMMENT_ABOVE)
        return text->above;
    if (place == WP_COMMENT_HEADING)
        return text->list != NULL ? text->heading : text->after;
    if (text->heading.length == 0 || place == WP_COMMENT_AFTER_ITEMS)
        return text->after;
    wp_buf_append(&both, text->heading);
    wp_buf_append(&both, text->after);
    copy = wp_arena_copy(c->arena, wp_buf_str(&both));
    wp_buf_free(&both);
    return copy;
}

/* Whether the comments of two texts of a key are at comparable places. The comment after `|` is a
 * part of a block scalar. A flow sequence has the heading of its items within its brackets. What is
 * after an empty list is the heading of a block sequence as soon as the list has items. */
static bool is_comparable(const struct wp_key_text *text, const struct wp_key_text *with,
                          enum wp_comment_place place)
{
    if (place == WP_COMMENT_AFTER || place == WP_COMMENT_AFTER_ITEMS)
        return text->block == with->block && text->flow == with->flow;
    if (place == WP_COMMENT_ABOVE)
        return true;
    return with->flow ? text->flow && text->list != NULL : !text->flow || text->list == NULL;
}

struct wp_str wp_key_comments(const struct wp_composition *c, const struct wp_item_versions *v,
                              const struct wp_key_versions *k, const struct wp_key_text *chosen,
                              enum wp_comment_place place)
{
    const struct wp_key_text *texts[WP_VERSIONS];
    struct wp_str base, ours, theirs;

    for (enum wp_version i = 0; i < WP_VERSIONS; i++) {
        texts[i] = k->commented[i];
        if (texts[i] != NULL && !is_comparable(texts[i], chosen, place))
            texts[i] = NULL;
    }
    base = key_comment_at(c, v->has_base ? texts[WP_BASE] : NULL, place);
    ours = key_comment_at(c, texts[texts[WP_OURS] != NULL ? WP_OURS : WP_THEIRS], place);
    theirs = key_comment_at(c, texts[texts[WP_THEIRS] != NULL ? WP_THEIRS : WP_OURS], place);
    if (!v->has_base || texts[WP_BASE] == NULL) {
        if (!wp_merge_comments_any(theirs))
            return ours;
        if (!wp_merge_comments_any(ours))
            return theirs;
    }
    if (k->flow || (chosen->flow && place == WP_COMMENT_HEADING))
        return wp_merge_comments_in_flow(base, ours, theirs);
    return wp_composition_merge(c, base, ours, theirs);
}

/* Whether one of the comments of a key is the line `comment`. */
static bool has_comment_line(const struct wp_composition *c, const struct wp_key_text *text,
                             struct wp_str comment)
{
    struct wp_str places[] = {key_comment_at(c, text, WP_COMMENT_ABOVE),
                              key_comment_at(c, text, WP_COMMENT_AFTER)};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        for (size_t at = 0; at < places[i].length;) {
            size_t next = wp_line_next(places[i], at);

            if (wp_str_equal(wp_str_trim(wp_str_slice(places[i], at, next - at)), comment))
                return true;
            at = next;
        }
    return false;
}

/* Write the comments in `comments` that the base does not have, each on a line of its own. */
static void put_new_comments(const struct wp_composition *c, const struct wp_key_text *base,
                             struct wp_str comments, size_t column)
{
    for (size_t at = 0; at < comments.length;) {
        size_t next = wp_line_next(comments, at);
        struct wp_str comment = wp_str_trim(wp_str_slice(comments, at, next - at));

        if (comment.length > 0 && !has_comment_line(c, base, comment)) {
            wp_line_end(c->out, c->line_break);
            wp_buf_repeat(c->out, " ", column);
            wp_buf_append(c->out, comment);
            wp_buf_puts(c->out, c->line_break);
        }
        at = next;
    }
}

void wp_key_comments_put_lost(const struct wp_composition *c, const struct wp_key_versions *k,
                              size_t column)
{
    for (enum wp_version i = WP_OURS; i < WP_VERSIONS; i++) {
        put_new_comments(c, k->texts[WP_BASE], key_comment_at(c, k->texts[i], WP_COMMENT_ABOVE),
                         column);
        put_new_comments(c, k->texts[WP_BASE], key_comment_at(c, k->texts[i], WP_COMMENT_AFTER),
                         column);
    }
}
