#include "cmd/formats.h"

#include <string.h>

static const char *const format_names[WP_AS_COUNT] = {
    [WP_AS_TEXT] = "text", [WP_AS_MARKDOWN] = "markdown", [WP_AS_CSV] = "csv",
    [WP_AS_JSON] = "json", [WP_AS_HTML] = "html",
};

const char *wp_formats_name(enum wp_format_id format)
{
    return format_names[format];
}

/* Return the first word of a list separated by blanks. Move *list to the next word. */
static struct wp_str next_word(const char **list)
{
    struct wp_str word = {*list, strcspn(*list, " ")};

    *list += word.length;
    *list += strspn(*list, " ");
    return word;
}

static bool has_word(const char *list, struct wp_str name)
{
    while (*list != '\0')
        if (wp_str_equal(next_word(&list), name))
            return true;
    return false;
}

/* Append the words of a list separated by blanks: "text, csv or html". */
static void put_format_names(struct wp_buf *buf, const char *list)
{
    const char *separator = "";

    while (*list != '\0') {
        struct wp_str word = next_word(&list);

        wp_buf_puts(buf, separator);
        wp_buf_append(buf, word);
        separator = strchr(list, ' ') != NULL ? ", " : " or ";
    }
}

enum wp_status wp_formats_choose(const struct wp_context *context, enum wp_format_id *format,
                                 struct wp_error *error)
{
    const char *name = wp_given_value(&context->arguments, WP_OPT_FORMAT);
    const char *formats = context->command->formats;
    struct wp_buf message = WP_BUF_INIT;
    size_t i = 0;

    *format = WP_AS_TEXT;
    if (name == NULL)
        return WP_OK;
    while (i < WP_AS_COUNT && strcmp(name, format_names[i]) != 0)
        i++;
    if (i < WP_AS_COUNT && has_word(formats, wp_str(name))) {
        *format = (enum wp_format_id)i;
        return WP_OK;
    }
    wp_buf_printf(&message, "--format: '%s' is not ", name);
    put_format_names(&message, formats);
    return wp_context_refuse(&message, error);
}
