#include "cmd/shell_quote.h"

#include <string.h>

static bool is_plain_in_shell(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("/._-+:,@", byte) != NULL;
}

void wp_shell_quote(struct wp_buf *buf, const char *word)
{
    size_t plain = 0;

    while (word[plain] != '\0' && is_plain_in_shell(word[plain]))
        plain++;
    if (word[plain] == '\0' && plain > 0) {
        wp_buf_puts(buf, word);
        return;
    }
    wp_buf_putc(buf, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            /* end the single quotes, append ' in double quotes, begin single quotes */
            wp_buf_puts(buf, "'\"'\"'");
        else
            wp_buf_putc(buf, *word);
    }
    wp_buf_putc(buf, '\'');
}
