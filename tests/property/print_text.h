/* Print the texts of a case that has failed. */
#ifndef PROPERTY_PRINT_TEXT_H
#define PROPERTY_PRINT_TEXT_H

#include <stdio.h>

#include <weekplan/str.h>

/* Print a text to standard error, with CR and TAB as escapes, if `verbose`. */
static inline void print_text(bool verbose, const char *what, struct wp_str text)
{
    if (!verbose)
        return;
    fprintf(stderr, "--- %s:\n", what);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        bool lone = byte == '\r' && (i + 1 == text.length || text.data[i + 1] != '\n');

        if (byte == '\r')
            fputs(lone ? "\\r\n" : "\\r", stderr);
        else if (byte == '\t')
            fputs("\\t", stderr);
        else
            fputc(byte, stderr);
    }
    fputs("<end>\n", stderr);
}

#endif
