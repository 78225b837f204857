/* The links of an item, as `report` writes them: a paragraph below it. */
#ifndef IMPORT_LINK_LIST_H
#define IMPORT_LINK_LIST_H

#include "markdown/markdown.h"
#include <weekplan/item.h>

/*
 * If the block is a paragraph `Links: <https://example.org>, `shelf 3``, append its links to the
 * list and return true. Each is a link or code, and they are separated by commas. The arena owns
 * the list and the strings.
 */
bool wp_link_list_take(const struct wp_markdown_node *block, struct wp_list *links,
                       struct wp_arena *arena);

#endif
