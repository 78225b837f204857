/* Weeks that were imported, as text for comparison. */
#ifndef UNIT_IMPORTED_WEEKS_H
#define UNIT_IMPORTED_WEEKS_H

#include "plan/progress_value.h"
#include <weekplan/buf.h>
#include <weekplan/import.h>

/* Append "NAME: TEXT" with a '|' for each line break, if there is a text. */
static inline void put_named_text(struct wp_buf *out, unsigned depth, const char *name,
                                  struct wp_str text)
{
    if (text.length == 0)
        return;
    wp_buf_repeat(out, "  ", depth);
    wp_buf_puts(out, name);
    for (size_t i = 0; i < text.length; i++)
        wp_buf_putc(out, text.data[i] == '\n' ? '|' : text.data[i]);
    wp_buf_putc(out, '\n');
}

/* Append the items below `parent`: a line "[x] Title {60%} (reason)" each, and its note. */
static inline void put_imported_items(struct wp_buf *out, const struct wp_item *parent,
                                      unsigned depth, const char *bullet)
{
    for (const struct wp_item *item = parent->first; item != NULL; item = item->next) {
        wp_buf_repeat(out, "  ", depth);
        wp_buf_puts(out, bullet != NULL  ? bullet
                         : item->done    ? "[x] "
                         : item->dropped ? "[-] "
                                         : "[ ] ");
        wp_buf_append(out, item->title);
        if (item->progress_value.given) {
            wp_buf_puts(out, " {");
            wp_progress_value_format(out, &item->progress_value);
            wp_buf_putc(out, '}');
        }
        if (item->dropped_reason.length > 0) {
            wp_buf_puts(out, " (");
            wp_buf_append(out, item->dropped_reason);
            wp_buf_putc(out, ')');
        }
        wp_buf_putc(out, '\n');
        put_named_text(out, depth + 1, "note: ", item->note);
        put_imported_items(out, item, depth + 1, bullet);
    }
}

/* Append all weeks and remarks. */
static inline void put_imported_weeks(struct wp_buf *out, const struct wp_import *import)
{
    for (size_t i = 0; i < import->week_count; i++) {
        const struct wp_week *week = import->weeks[i];

        if (week->later)
            wp_buf_puts(out, "later");
        else
            wp_day_format(out, week->start);
        wp_buf_putc(out, '\n');
        put_named_text(out, 1, "title: ", week->root.title);
        put_named_text(out, 1, "note: ", week->root.note);
        put_imported_items(out, &week->root, 1, NULL);
        put_imported_items(out, &week->also, 1, "+ ");
        put_named_text(out, 1, "review: ", week->root.review);
    }
    for (size_t i = 0; i < import->remark_count; i++)
        wp_buf_printf(out, "%llu: %s\n", (unsigned long long)import->remarks[i].line,
                      import->remarks[i].message);
}

#endif
