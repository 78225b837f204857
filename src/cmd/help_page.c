#include "cmd/help_page.h"

#include <string.h>

#include "render/term_text.h"

/* Help is ASCII, so that each byte has one column. */
enum { TEXT_WIDTH_MIN = 24, INDENT = 8, INDENT_NARROW = 4, EXAMPLE_COLUMN = 2 };

void wp_help_page_heading(const struct wp_help_page *page, const char *text)
{
    const struct wp_text_style style = {.color = page->bold, .width = (unsigned)page->width};
    struct wp_term term = {.out = page->out, .style = &style};

    wp_term_put(&term, WP_TINT_BOLD, text);
}

void wp_help_page_text(const struct wp_help_page *page, size_t indent, const char *text)
{
    size_t column = indent;

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        if (column > indent && column + 1 + length > page->width) {
            wp_buf_putc(page->out, '\n');
            wp_buf_repeat(page->out, " ", indent);
            column = indent;
        } else if (column > indent) {
            wp_buf_putc(page->out, ' ');
            column++;
        }
        wp_buf_append(page->out, (struct wp_str){text, length});
        column += length;
        text += length;
        if (*text == '\n') {
            wp_buf_puts(page->out, "\n\n");
            column = indent;
            text++;
        }
        text += strspn(text, " ");
    }
    wp_buf_putc(page->out, '\n');
}

/* Return the indentation of the continuation lines of a command line that is broken. */
static size_t continuation_indent(const struct wp_help_page *page)
{
    return page->width < INDENT + TEXT_WIDTH_MIN ? INDENT_NARROW : INDENT;
}

void wp_help_page_labelled(const struct wp_help_page *page, struct wp_str label, size_t column,
                           const char *text)
{
    wp_buf_append(page->out, label);
    if (page->width < column + TEXT_WIDTH_MIN) {
        column = continuation_indent(page);
        wp_buf_putc(page->out, '\n');
        wp_buf_repeat(page->out, " ", column);
    } else {
        wp_buf_repeat(page->out, " ", label.length + 2 <= column ? column - label.length : 2);
    }
    wp_help_page_text(page, column, text);
}

/* Return the length of the first word of a command line. A word in quotes may contain blanks. */
static size_t word_length(struct wp_str line)
{
    bool quoted = false;
    size_t at = 0;

    while (at < line.length && (quoted || line.data[at] != ' '))
        quoted = (line.data[at++] == '\'') != quoted;
    return at;
}

/* Append a command line. A long one is broken between its words by backslashes. */
static void put_command_line(const struct wp_help_page *page, struct wp_str line)
{
    size_t column = EXAMPLE_COLUMN;

    wp_buf_repeat(page->out, " ", column);
    while (line.length > 0) {
        size_t length = word_length(line);
        size_t backslash = length < line.length ? strlen(" \\") : 0;
        bool first = column == EXAMPLE_COLUMN || column == continuation_indent(page);

        if (!first && column + 1 + length + backslash > page->width) {
            wp_buf_puts(page->out, " \\\n");
            column = continuation_indent(page);
            wp_buf_repeat(page->out, " ", column);
        } else if (!first) {
            wp_buf_putc(page->out, ' ');
            column++;
        }
        wp_buf_append(page->out, wp_str_slice(line, 0, length));
        column += length;
        line = wp_str_trim(wp_str_slice(line, length, line.length));
    }
}

/* Append the explanation of an example below its command line. Each line begins with '#', so that
 * the example can be copied into a shell. */
static void put_example_remark(const struct wp_help_page *page, struct wp_str remark)
{
    static const char sign[] = "# ";
    size_t column = continuation_indent(page);
    struct wp_str rest = wp_str_slice(remark, strlen(sign), remark.length);

    while (rest.length > 0) {
        struct wp_str line = wp_term_break(&rest, page->width - column - strlen(sign));

        wp_buf_repeat(page->out, " ", column);
        wp_buf_puts(page->out, sign);
        wp_buf_append(page->out, line);
        wp_buf_putc(page->out, '\n');
    }
}

/* Append an example. On a narrow terminal its explanation is below the command line. */
static void put_example(const struct wp_help_page *page, struct wp_str line)
{
    const char *hash = memchr(line.data, '#', line.length);
    struct wp_str remark = {"", 0};

    if (line.length + EXAMPLE_COLUMN <= page->width) {
        wp_buf_repeat(page->out, " ", EXAMPLE_COLUMN);
        wp_buf_append(page->out, line);
        wp_buf_putc(page->out, '\n');
        return;
    }
    if (hash != NULL) {
        size_t length = (size_t)(hash - line.data);

        remark = wp_str_slice(line, length, line.length);
        line = wp_str_trim(wp_str_slice(line, 0, length));
    }
    put_command_line(page, line);
    wp_buf_putc(page->out, '\n');
    if (remark.length == 0)
        return;
    put_example_remark(page, remark);
}

void wp_help_page_examples(const struct wp_help_page *page, const char *examples)
{
    wp_help_page_heading(page, "Examples:");
    wp_buf_putc(page->out, '\n');
    while (*examples != '\0') {
        size_t length = strcspn(examples, "\n");
        put_example(page, (struct wp_str){examples, length});
        examples += length + 1;
    }
}
