/* Line breaks before a text that keep md4c from misreading it.
 *
 * md4c 0.4.8 looks for an empty list item when a blank line ends a block: it takes the last bytes
 * of the block for the type of a list item (the "ugly checking" in md_analyze_line). But these
 * bytes may be an offset into the text: where the last line of a paragraph begins, or where that
 * of code ends. If the offset is 4 modulo 256, what follows the blank lines is not in the list item
 * any more. Line breaks before the text move the offsets and change nothing else. */
#ifndef MARKDOWN_MD4C_PADDING_H
#define MARKDOWN_MD4C_PADDING_H

#include <weekplan/str.h>

/* Return how many line breaks before `text` give no line such an offset, at most 255. Return the
 * number with the fewest such lines if each number has some. */
size_t wp_md4c_padding(struct wp_str text);

#endif
