#include "render/html.h"

#include "render/escape.h"
#include <weekplan/progress.h>

void wp_html_begin(struct wp_buf *out, struct wp_str title)
{
    size_t i;

    wp_buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" "
                     "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    wp_html_text(out, title);
    wp_buf_puts(out, "</title>\n<style>\n");
    for (i = 0; wp_html_style[i] != NULL; i++)
        wp_buf_puts(out, wp_html_style[i]);
    wp_buf_puts(out, "</style>\n</head>\n<body>\n<main>\n");
}

void wp_html_end(struct wp_buf *out)
{
    wp_buf_puts(out, "</main>\n</body>\n</html>\n");
}

void wp_html_text(struct wp_buf *out, struct wp_str text)
{
    wp_escape(out, WP_FORMAT_HTML, text);
}

void wp_html_text_within(struct wp_buf *out, const char *begin, struct wp_str text, const char *end)
{
    if (text.length == 0)
        return;
    wp_buf_puts(out, begin);
    wp_html_text(out, text);
    wp_buf_puts(out, end);
}

void wp_html_prose(struct wp_buf *out, struct wp_str note)
{
    wp_escape_html_prose(out, note);
}

void wp_html_link_to(struct wp_buf *out, struct wp_str text, struct wp_str target)
{
    wp_buf_puts(out, "<a href=\"");
    wp_escape(out, WP_FORMAT_TARGET, target);
    wp_buf_puts(out, "\" rel=\"noopener noreferrer\">");
    wp_html_text(out, text);
    wp_buf_puts(out, "</a>");
}

void wp_html_link(struct wp_buf *out, struct wp_str link)
{
    struct wp_str text = wp_str_trim(link);

    if (wp_escape_is_safe_link(text))
        wp_html_link_to(out, text, text);
    else
        wp_html_text(out, text);
}

void wp_html_bar(struct wp_buf *out, int percent_tenths)
{
    if (percent_tenths < 0)
        return;
    wp_buf_puts(out, "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
                     "role=\"img\" aria-label=\"");
    wp_progress_format_percent(out, percent_tenths, false);
    wp_buf_printf(out,
                  "\"><rect class=\"track\" width=\"1000\" height=\"10\"/>"
                  "<rect class=\"fill\" width=\"%d\" height=\"10\"/></svg>",
                  percent_tenths);
}
