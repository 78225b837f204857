/*
 * A problem as people see it:
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
 * Appends `error` with the prefix "weekplan: ", the place (`file` and, where it
 * has one, line and column), "warning: " for a warning, and where there is a
 * place the line with a caret under the offending bytes, cut around them to the
 * width, and aligned by columns of the terminal. `file` may be NULL, then there is no
 * place. Message, file name and line are sanitized.
 *
 * Where the style says so, a message that is wider than the width goes on below
 * "weekplan: "; what stands before it stays on the first line.
 */
void wp_diagnostic_text(struct wp_buf *out, const char *file, const struct wp_error *error,
                        const struct wp_text_style *style);

/* Appends a remark in the same way: "weekplan: " and `text`. */
void wp_diagnostic_remark(struct wp_buf *out, struct wp_str text,
                          const struct wp_text_style *style);

/* What `check` found, as JSON, one line. */
void wp_problems_json(struct wp_buf *out, const char *file, const struct wp_problems *problems,
                      size_t weeks, size_t items);

#endif
