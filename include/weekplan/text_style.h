/*
 * How a format that people read may be written.
 */
#ifndef WEEKPLAN_TEXT_STYLE_H
#define WEEKPLAN_TEXT_STYLE_H

#include <stdbool.h>

struct wp_text_style {
    bool color; /* escape sequences of ECMA-48; never the only carrier of a meaning */
    bool ascii;
    unsigned width; /* columns, at least 20 */
    bool wraps;     /* messages, too, are broken to the width; programs want them on one line */
};

#endif
