#include "render/sparkline.h"

enum { GAP_MAX = 3 };

/* Return the bar of a week. The tallest bar is only for 100%. */
static const char *sparkline_bar(const struct wp_term *term, const struct wp_history_week *week)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#"};
    enum { BARS = sizeof bars / sizeof bars[0], DIGITS = sizeof digits / sizeof digits[0] };

    if (week->skip || week->percent_tenths == WP_NO_PERCENT)
        return wp_term_pick(term, "–", "-");
    if (term->style->ascii)
        return digits[week->percent_tenths * (DIGITS - 1) / 1000];
    return bars[week->percent_tenths * (BARS - 1) / 1000];
}

static void put_missing(struct wp_buf *buf, const struct wp_term *term, uint32_t missing)
{
    wp_buf_repeat(buf, wp_term_pick(term, "·", "."), missing < GAP_MAX ? missing : GAP_MAX);
}

void wp_sparkline_put(struct wp_buf *buf, const struct wp_term *term,
                      const struct wp_history *history)
{
    size_t i;

    for (i = 0; i < history->count; i++) {
        put_missing(buf, term, i > 0 ? history->weeks[i].missing : 0);
        wp_buf_puts(buf, sparkline_bar(term, &history->weeks[i]));
    }
    put_missing(buf, term, history->missing);
}
