/*
 * How a text for people is written to a terminal or a file.
 */
#ifndef WEEKPLAN_TEXT_STYLE_H
#define WEEKPLAN_TEXT_STYLE_H

#include <stdbool.h>

struct wp_text_style {
    bool color;     /* colours by SGR (ECMA-48, 8.3.117); never the only sign of a meaning */
    bool ascii;     /* ASCII alone */
    unsigned width; /* columns of a line, at least 20 */
    bool wraps;     /* break messages at the width too; programs want a line each */
};

#endif
