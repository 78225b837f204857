/*
 * A report as a task list in Markdown, which `import` reads back (docs/from-markdown.md).
 */
#ifndef RENDER_REPORT_TASKS_H
#define RENDER_REPORT_TASKS_H

#include <weekplan/report.h>

/* Append the report as a task list. */
void wp_report_tasks(struct wp_buf *out, const struct wp_report *report);

#endif
