/*
 * Values and items as YAML, written as a careful person would.
 *
 * libyaml's emitter is no help here: it knows neither the style of the file
 * nor the comments around, and escapes what is not ASCII. What is written reads
 * back as the same in YAML 1.1 and 1.2.
 */
#ifndef EDIT_ITEM_YAML_H
#define EDIT_ITEM_YAML_H

#include <weekplan/buf.h>
#include <weekplan/item.h>

/* How far right of its key a list stands where nothing else is known. */
enum { WP_STYLE_INDENT = 2 };

/* What a value stands between: where it needs quotes although it shall have none they are
 * double, or single for the last of these. */
enum wp_quotes { WP_QUOTES_NONE, WP_QUOTES_SINGLE, WP_QUOTES_DOUBLE, WP_QUOTES_NONE_OR_SINGLE };

/* How the file at hand is written. */
struct wp_style {
    const char *line_break; /* "\n", "\r\n" or "\r" */
    size_t list_indent;     /* how far a '-' stands right of its key: 0, 2, ... */
    enum wp_quotes quotes;  /* at the place that is written */
    enum wp_quotes strings; /* of new tags and links */
    enum wp_quotes keys;    /* of the keys there; in JSON all of them are double */
};

/* The quotes that begin at `offset`, none at the end of the text. */
enum wp_quotes wp_quotes_at(struct wp_str text, size_t offset);

/* How often texts stand between which quotes. Those that could not stand without any are
 * counted apart: they are no habit. Both are indexed by enum wp_quotes. */
struct wp_habit {
    size_t counts[3];
    size_t needed[3];
};

void wp_habit_add(struct wp_habit *habit, struct wp_str text, enum wp_quotes quotes);

/* Add the texts of `list`, whose value in a document is `value`. Return how many texts the
 * value has. */
size_t wp_habit_add_strings(struct wp_habit *habit, struct wp_str text, struct wp_span value,
                            const struct wp_list *list);

/* Return the most frequent quotes; none for a tie, and `otherwise` without texts that can
 * do without quotes. */
enum wp_quotes wp_habit_most(const struct wp_habit *habit, enum wp_quotes otherwise);

/* Return the quotes of a new text. `keys` are those of the keys beside it. If they are
 * quoted, `level` decides, else `keys`. If they are not, one text is no habit: with fewer
 * than two `week` decides, which has the texts of that kind in the whole week. */
enum wp_quotes wp_habit_quotes(const struct wp_habit *level, const struct wp_habit *week,
                               enum wp_quotes keys);

/* The quotes of the value that an item has of `key`, of the first text in a list of them,
 * or of the item's keys where that text could not stand without; none where it has no such
 * key, or `text` does not hold it. */
enum wp_quotes wp_quotes_of(struct wp_str text, const struct wp_item *item, enum wp_key key);

/* The quotes that all keys of an item have; none where they differ, or it has none. */
enum wp_quotes wp_quotes_of_keys(struct wp_str text, const struct wp_item *item);

/* The quotes that a value gets which is new: a text, or a list of texts, those of the style. Days,
 * words and the like have none, but where keys have them, like those; numbers, true and false
 * never. */
enum wp_quotes wp_quotes_for_new(const struct wp_item *item, enum wp_key key,
                                 const struct wp_style *style);

/* A key with its colon, in the quotes of the style. */
void wp_item_yaml_key(struct wp_buf *buf, enum wp_key key, const struct wp_style *style);

/* A string on one line: between those quotes, or plain for none, where that reads
 * back as the same string, else between double quotes. `flow`: within '[' or
 * '{'. */
void wp_item_yaml_string(struct wp_buf *buf, struct wp_str text, bool flow, enum wp_quotes quotes);

/* Whether all characters can stand in a literal block: plain ones, tabs and LF. */
bool wp_is_lines(struct wp_str text);

/* Write the lines of a literal block, which `column` blanks begin, each behind a line
 * break. */
void wp_write_lines(struct wp_buf *buf, struct wp_str text, size_t column, const char *line_break);

/* The item's value of `key`, to stand behind "key:" of a mapping at `column`;
 * begins with a blank. Whatever it is, it gets the quotes of the style, but that
 * outside of `flow` a note of several lines becomes a literal block. Nothing for
 * goals and subtasks. */
void wp_item_yaml_value(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* "key: value", without a line break, as one that is new. */
void wp_item_yaml_entry(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* Whether an item that is written as an entry of a list ends with a literal block. */
bool wp_write_ends_in_block(const struct wp_item *item);

/* An item as an entry of a list: from its '-' at `column`, after which its
 * other lines are aligned, to its last line break. A title alone is written as
 * a plain-string item. */
void wp_item_yaml_item(struct wp_buf *buf, const struct wp_item *item, size_t column,
                       const struct wp_style *style);

/* The items from `first` on as a list, one after another. */
void wp_item_yaml_items(struct wp_buf *buf, const struct wp_item *first, size_t column,
                        const struct wp_style *style);

/* An item as an entry between brackets: "Read", "{title: Write, done: true}". The
 * values of one that comes from `source` keep their quotes; NULL for a new one. */
void wp_item_yaml_flow_item(struct wp_buf *buf, const struct wp_item *item,
                            const struct wp_week *source, const struct wp_style *style);

#endif
