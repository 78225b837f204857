#include "cmd/formats.h"

#include <string.h>

#include "base/words_in_text.h"

static const char *const format_names[WP_AS_COUNT] = {
    [WP_AS_TEXT] = "text", [WP_AS_MARKDOWN] = "markdown", [WP_AS_CSV] = "csv",
    [WP_AS_JSON] = "json", [WP_AS_HTML] = "html",
};

const char *wp_formats_name(enum wp_format_id format)
{
    return format_names[format];
}

/* Synonyms of formats, such as "md" for markdown. */
static const struct {
    const char *name;
    enum wp_format_id format;
} other_names[] = {{"md", WP_AS_MARKDOWN}, {"txt", WP_AS_TEXT}};

/* Return the format of this name, or WP_AS_COUNT. */
static enum wp_format_id find_format(const char *name)
{
    size_t i = 0;

    for (size_t other = 0; other < sizeof other_names / sizeof other_names[0]; other++)
        if (strcmp(name, other_names[other].name) == 0)
            return other_names[other].format;
    while (i < WP_AS_COUNT && strcmp(name, format_names[i]) != 0)
        i++;
    return (enum wp_format_id)i;
}

/* Append the words of a list separated by blanks: "text, csv or html". */
static void put_format_names(struct wp_buf *buf, const char *list)
{
    const char *separator = "";

    while (*list != '\0') {
        struct wp_str word = wp_words_in_text_next(&list);

        wp_buf_puts(buf, separator);
        wp_buf_append(buf, word);
        separator = strchr(list, ' ') != NULL ? ", " : " or ";
    }
}

enum wp_status wp_formats_choose(const struct wp_context *context, enum wp_format_id *format,
                                 struct wp_error *error)
{
    const char *name = wp_given_value(&context->arguments, WP_OPT_FORMAT);
    bool json = wp_given(&context->arguments, WP_OPT_JSON);
    const char *formats = context->command->formats;
    struct wp_buf message = WP_BUF_INIT;

    *format = name != NULL ? find_format(name) : json ? WP_AS_JSON : WP_AS_TEXT;
    if (json && *format != WP_AS_JSON)
        return wp_error_set(error, WP_USAGE, "--json is JSON, and cannot be %s", name);
    if (name == NULL ||
        (*format < WP_AS_COUNT && wp_words_in_text_has(formats, wp_str(format_names[*format]))))
        return WP_OK;
    wp_buf_printf(&message, "--format: '%s' is not ", name);
    put_format_names(&message, formats);
    return wp_context_refuse(&message, error);
}

bool wp_formats_json(const struct wp_context *context)
{
    const char *name = wp_given_value(&context->arguments, WP_OPT_FORMAT);

    return context->json || (name != NULL && find_format(name) == WP_AS_JSON);
}
