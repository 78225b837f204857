#include "cmd/shell_word.h"

#include <string.h>

static bool shell_word_is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("/._-+:,@", byte) != NULL;
}

/* The quote itself goes between double quotes: a backslash would be cron's. */
void wp_shell_word(struct wp_buf *buf, const char *word)
{
    size_t plain = 0;

    while (word[plain] != '\0' && shell_word_is_plain(word[plain]))
        plain++;
    if (word[plain] == '\0' && plain > 0) {
        wp_buf_puts(buf, word);
        return;
    }
    wp_buf_putc(buf, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            wp_buf_puts(buf, "'\"'\"'");
        else
            wp_buf_putc(buf, *word);
    }
    wp_buf_putc(buf, '\'');
}
