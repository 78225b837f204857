/*
 * What an import has made of its files, and what it has left out.
 */
#ifndef CMD_IMPORT_ANSWER_H
#define CMD_IMPORT_ANSWER_H

#include "cmd/imported_files.h"
#include <weekplan/merge.h>

/* Print as notes what was left out of each file, with its line. */
void wp_import_answer_put_remarks(struct wp_context *context,
                                  const struct wp_imported_files *files);

/* Print, as text or JSON, the number of goals, of items, of done items and of new items of each
 * week. `plan` is the plan that the files made, which may have been edited, and `merge` its merge
 * into the plan of the user. context->changed is whether that plan has changed. */
enum wp_status wp_import_answer_put(struct wp_context *context,
                                    const struct wp_imported_files *files, struct wp_str plan,
                                    const struct wp_merge *merge, struct wp_error *error);

#endif
