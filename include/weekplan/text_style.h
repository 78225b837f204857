/*
 * How text output is formatted: colours, characters and width.
 */
#ifndef WEEKPLAN_TEXT_STYLE_H
#define WEEKPLAN_TEXT_STYLE_H

#include <stdbool.h>

struct wp_text_style {
    bool color;     /* use colours, by SGR sequences (ECMA-48, 8.3.117) */
    bool ascii;     /* print only ASCII characters */
    unsigned width; /* columns of a line, at least 20 */
    bool wraps;     /* break messages at `width`; false for a program, which wants one line each */
};

#endif
