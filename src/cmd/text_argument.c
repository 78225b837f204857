#include "cmd/text_argument.h"

#include <string.h>

#include "base/text_lines.h"
#include "base/utf8.h"
#include "os/input_file.h"

static enum wp_status read_stdin(struct wp_buf *text, struct wp_error *error)
{
    struct wp_input_file file = {.fd = -1};
    enum wp_status status = wp_input_file_read_stdin(&file, error);

    if (status == WP_OK)
        wp_text_lines_append_lf(text, (struct wp_str){file.bytes, (size_t)file.size});
    wp_input_file_close(&file);
    return status;
}

enum wp_status wp_text_argument_read(struct wp_buf *text, const struct wp_context *context,
                                     size_t first, const char *name, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    enum wp_status status = wp_arguments_check_text(arguments, first, name, error);

    if (status != WP_OK)
        return status;
    if (arguments->word_count == first + 1 && strcmp(arguments->words[first], "-") == 0)
        status = read_stdin(text, error);
    else
        wp_arguments_join(text, arguments, first);
    if (status == WP_OK && !wp_utf8_is_valid(wp_buf_str(text)))
        status = wp_error_set(error, WP_USAGE, "the %s is not UTF-8", name);
    return status;
}

struct wp_str wp_text_argument_value(struct wp_buf *whole, const struct wp_context *context,
                                     struct wp_str old, struct wp_str text, const char *separator)
{
    struct wp_str value;

    wp_buf_clear(whole);
    if (wp_given(&context->arguments, WP_OPT_APPEND) && old.length > 0) {
        wp_buf_append(whole, old);
        wp_buf_puts(whole, separator);
    }
    wp_buf_append(whole, text);
    value = wp_buf_str(whole);
    while (value.length > 0 && value.data[value.length - 1] == '\n')
        value.length--;
    return value;
}
