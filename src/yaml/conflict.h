/*
 * Conflicts that `git merge` has left in a file: the two sides of a change of the same lines are
 * between the marker lines `<<<<<<<`, `=======` and `>>>>>>>`, which begin in the first column.
 * They may be longer than seven signs (conflict-marker-size in gitattributes(5)).
 * With the conflict style diff3 the common ancestor is between `|||||||` and `=======`.
 */
#ifndef YAML_CONFLICT_H
#define YAML_CONFLICT_H

#include "yaml/document_text.h"
#include <weekplan/buf.h>

/* Report each merge conflict in a document, as long as `problems` has room, and show both of its
 * sides. Return false if the
 * document has no marker line of a conflict. wp_document_check must have accepted the document. */
bool wp_conflict_report(const struct wp_document *document, struct wp_problems *problems);

/* Return the offset of the first marker line `<<<<<<<`, with which a conflict begins, from `offset`
 * on. Return the length of `bytes` if there is none. */
size_t wp_conflict_find(struct wp_str bytes, size_t offset);

/* Append the bytes with one side in place of each conflict: the side of `ours`, or that of
 * `theirs`. Return false if a conflict is not complete. */
bool wp_conflict_resolve(struct wp_buf *out, struct wp_str bytes, bool theirs);

#endif
