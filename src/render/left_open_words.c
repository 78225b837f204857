#include "render/left_open_words.h"

#include "render/date_words.h"

void wp_left_open_words(struct wp_buf *buf, const struct wp_left_week *left, wp_day today,
                        struct wp_str command, bool ascii)
{
    if (wp_view_weeks_away(left->start, today) == -1) {
        wp_buf_puts(buf, "Last week");
    } else {
        wp_buf_puts(buf, "The week of ");
        wp_date_words_week(buf, left->start, ascii ? "-" : "–");
    }
    wp_buf_printf(buf, " left %zu %s open in %zu %s", left->items,
                  left->items == 1 ? "item" : "items", left->goals,
                  left->goals == 1 ? "goal" : "goals");
    if (command.length > 0) {
        wp_buf_puts(buf, " (");
        wp_buf_append(buf, command);
        wp_buf_putc(buf, ')');
    }
}
