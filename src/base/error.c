#include <weekplan/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Return the length of the UTF-8 character that begins with `lead`. */
static size_t character_length(char lead)
{
    unsigned char byte = (unsigned char)lead;
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/* Remove an incomplete UTF-8 character at the end of `message`. */
static void drop_cut_character(char *message)
{
    size_t length = strlen(message);
    size_t lead = length;
    while (lead > 0 && length - lead < 4) {
        lead--;
        if (!continues_character(message[lead]))
            break;
    }
    if (character_length(message[lead]) > length - lead)
        message[lead] = '\0';
}

void wp_error_set_message(struct wp_error *error, const char *format, va_list arguments)
{
    /* Format into another array: the arguments may point into error->message. */
    char message[WP_MESSAGE_SIZE];
    int length = vsnprintf(message, sizeof message, format, arguments);

    if (length >= (int)sizeof message)
        drop_cut_character(message);
    memcpy(error->message, message, sizeof message);
}

enum wp_status wp_error_set(struct wp_error *error, enum wp_status status, const char *format, ...)
{
    struct wp_error fresh = {.status = status};
    va_list arguments;

    va_start(arguments, format);
    wp_error_set_message(&fresh, format, arguments);
    va_end(arguments);
    *error = fresh;
    return status;
}
