/*
 * How text output is formatted: colours, characters and width.
 */
#ifndef WEEKPLAN_TEXT_STYLE_H
#define WEEKPLAN_TEXT_STYLE_H

#include <stdbool.h>

struct wp_text_style {
    bool color;     /* whether to use colours, by SGR sequences (ECMA-48, 8.3.117) */
    bool ascii;     /* whether to print only ASCII characters */
    unsigned width; /* columns of a line, at least 20 */
    /* whether to break messages at `width`; false for a program, which expects each message on
     * one line */
    bool wraps;
    bool links; /* whether links are clickable, by OSC 8 sequences of terminals */
};

#endif
