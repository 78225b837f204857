/*
 * Count the edits by command and by the style of the edited text. The test fails if a
 * possible combination of both never occurred.
 */
#ifndef PROPERTY_EDIT_COVERAGE_H
#define PROPERTY_EDIT_COVERAGE_H

#include <stdio.h>

#include "random_edit.h"

static const char *const style_names[STYLE_COUNT] = {
    [STYLE_PLAIN] = "plain",
    [STYLE_SINGLE] = "single quotes",
    [STYLE_DOUBLE] = "double quotes",
    [STYLE_LINES] = "plain, several lines",
    [STYLE_QUOTED_LINES] = "quotes, several lines",
    [STYLE_LITERAL] = "literal",
    [STYLE_FOLDED] = "folded",
    [STYLE_KEYS] = "keys",
    [STYLE_BELOW_DASH] = "keys below the dash",
    [STYLE_QUESTION] = "question marks",
    [STYLE_BRACES] = "braces",
    [STYLE_BRACES_LINES] = "braces, several lines",
    [STYLE_IN_BRACKETS] = "text in brackets",
    [STYLE_PAIR] = "pair in brackets",
    [STYLE_EDITED] = "edited before",
    [STYLE_WEEK] = "the week",
    [STYLE_WEEK_IN_BRACES] = "the week in braces",
    [STYLE_ALSO] = "also",
    [STYLE_OTHER_LIST] = "to also, from also",
    [STYLE_LATER] = "the list for later",
    [STYLE_VALUE_EMPTY] = "a key without a value",
    [STYLE_VALUE_SINGLE] = "value in single quotes",
    [STYLE_VALUE_DOUBLE] = "value in double quotes",
    [STYLE_VALUE_LINES] = "plain value on lines",
    [STYLE_VALUE_QUOTED_LINES] = "quoted value on lines",
    [STYLE_VALUE_LITERAL] = "literal value",
    [STYLE_VALUE_FOLDED] = "folded value",
    [STYLE_VALUE_BELOW] = "value below its key",
    [STYLE_STRINGS_LINES] = "tags on lines",
    [STYLE_STRINGS_INDENTLESS] = "tags, not indented",
    [STYLE_STRINGS_BRACKETS] = "tags in brackets",
    [STYLE_STRINGS_BRACKETS_LINES] = "tags in brackets, lines",
    [STYLE_INDENTED] = "goals indented",
    [STYLE_INDENTLESS] = "goals not indented",
    [STYLE_MARKER_COMMENT] = "--- with a comment",
    [STYLE_NO_MARKER] = "first week without ---",
    [STYLE_DOCUMENT_END] = "...",
    [STYLE_MIDDLE] = "a week in the middle",
    [STYLE_LF] = "LF",
    [STYLE_CRLF] = "CRLF",
    [STYLE_CR] = "lone CR",
    [STYLE_BOM] = "byte order mark",
    [STYLE_TABS] = "tabs behind content",
    [STYLE_NO_FINAL_BREAK] = "no final line break",
    [STYLE_TRAILING_COMMA] = "trailing comma",
    [STYLE_QUOTED_KEYS] = "all keys in quotes",
    [STYLE_DIRECTIVE] = "a line with % in front",
    [STYLE_BARE_DOCUMENT] = "a document of comments",
    [STYLE_BLANKS] = "a line of blanks",
    [STYLE_COMMENT_BEHIND_VALUE] = "# behind a value",
    [STYLE_COMMENT_BEHIND_KEY] = "# behind a key",
    [STYLE_COMMENT_BEHIND_DASH] = "# behind a dash",
    [STYLE_COMMENT_BEHIND_HEADER] = "# behind | or >",
    [STYLE_COMMENT_ABOVE] = "# above",
    [STYLE_COMMENT_BELOW] = "# deeper below",
    [STYLE_COMMENT_AT_EDGE] = "# at the left edge",
    [STYLE_COMMENT_IN_FLOW] = "# between brackets",
    [STYLE_COMMENT_TIGHT] = "# without a blank",
};

static unsigned long edits[STYLE_COUNT][COMMAND_COUNT];
static unsigned long edits_made;

static inline void count_edit(enum command command, uint64_t styles)
{
    edits_made++;
    for (enum style style = 0; style < STYLE_COUNT; style++)
        edits[style][command] += styles >> style & 1;
}

/* Return the styles of a node and of the values of its keys, as bits. */
static inline uint64_t styles_of(const struct node *node)
{
    uint64_t styles = bit(node->form);

    if (node->besides || is_besides(node))
        styles |= bit(STYLE_ALSO);
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (node->value_styles[key] != 0)
            styles |= bit(node->value_styles[key]);
    return styles;
}

static inline bool is_possible(enum style style, enum command command)
{
    if (style == STYLE_WEEK || style == STYLE_WEEK_IN_BRACES)
        return command == COMMAND_ADD || command == COMMAND_SET || command == COMMAND_NOTE ||
               command == COMMAND_APPEND;
    if (style == STYLE_OTHER_LIST)
        return command == COMMAND_MOVE;
    if (style == STYLE_LATER)
        return command != COMMAND_CARRY;
    if (style == STYLE_ALSO && (command == COMMAND_DROP || command == COMMAND_PROGRESS))
        return false;
    return (command != COMMAND_START && command != COMMAND_CARRY) || style >= STYLE_LF;
}

static inline void print_table(void)
{
    printf("%-24s", "");
    for (enum command command = 0; command < COMMAND_COUNT; command++)
        printf("%9s", command_names[command]);
    putchar('\n');
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        printf("%-24s", style_names[style]);
        for (enum command command = 0; command < COMMAND_COUNT; command++)
            if (is_possible(style, command))
                printf("%9lu", edits[style][command]);
            else
                printf("%9s", "-");
        putchar('\n');
    }
    printf("%lu edits\n", edits_made);
}

/* Print each possible combination of style and command that no edit had. Return their
 * number. */
static inline size_t count_empty_cells(void)
{
    size_t empty = 0;

    for (enum style style = 0; style < STYLE_COUNT; style++)
        for (enum command command = 0; command < COMMAND_COUNT; command++)
            if (is_possible(style, command) && edits[style][command] == 0) {
                printf("no edit: %s of '%s'\n", command_names[command], style_names[style]);
                empty++;
            }
    return empty;
}

#endif
