/*
 * An error or a warning as text for people:
 *
 *     weekplan: plan.yaml:7:5: unknown key 'subtaks' (did you mean 'subtasks'?)
 *         subtaks:
 *         ^~~~~~~
 */
#ifndef RENDER_DIAGNOSTIC_H
#define RENDER_DIAGNOSTIC_H

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/text_style.h>

/*
 * Append an error: "weekplan: ", file, line and column, "warning: " for a warning, and the
 * message. If the error has a line, the line of the file is printed below, with a caret under the
 * wrong bytes. A long line is cut around the caret to the width of the terminal. Control
 * characters are replaced.
 *
 * If `file` is NULL, no file and no line are printed. If the style wraps, a long message
 * continues on the next line, indented to the column after "weekplan: ".
 */
void wp_diagnostic_text(struct wp_buf *out, const char *file, const struct wp_error *error,
                        const struct wp_text_style *style);

/* Append a note to the user: "weekplan: " and `text`, without control characters and wrapped like
 * an error. */
void wp_diagnostic_remark(struct wp_buf *out, struct wp_str text,
                          const struct wp_text_style *style);

/* Append the result of `check` as one line of JSON. `weeks` and `items` are the numbers of weeks
 * and items in the plan. Defined in check_json.c. */
void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items);

#endif
