/*
 * A problem as people read it:
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
 * Append an error: "weekplan: ", the place, "warning: " for a warning, and the message. If the
 * error has a line, the line of the plan is below it with a caret under the offending bytes,
 * cut around them to the width of the terminal. Message, file name and line are made
 * harmless.
 *
 * `file` may be NULL, then there is no place and no line. If the style wraps, a long message
 * goes on in the column after "weekplan: ".
 */
void wp_diagnostic_text(struct wp_buf *out, const char *file, const struct wp_error *error,
                        const struct wp_text_style *style);

/* Append a remark: "weekplan: " and `text`, made harmless and wrapped in the same way. */
void wp_diagnostic_remark(struct wp_buf *out, struct wp_str text,
                          const struct wp_text_style *style);

/* Append the result of `check` as one line of JSON. `weeks` and `items` are the counts of the
 * plan. Defined in diagnostic_json.c. */
void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items);

#endif
