/*
 * Replacing a whole file that has no lock, such as .gitattributes, or the file into which git reads
 * the result of a merge.
 */
#ifndef OS_REPLACE_FILE_H
#define OS_REPLACE_FILE_H

#include <weekplan/error.h>
#include <weekplan/str.h>

/*
 * Replace the file `name` atomically by a file with these bytes and the attributes of the old
 * one. Symbolic links are followed. If the file is absent, it is created, with a mode as open(2)
 * makes it. After an error the file is unchanged.
 *
 * WP_CANNOT_CREATE  the new file cannot be created, or cannot get the attributes of the old file
 * WP_BUSY           another program has changed the file meanwhile
 * WP_IO             the old file cannot be opened, or writing failed
 * WP_MISSING        `name` is not the path of a file
 */
enum wp_status wp_replace_file(const char *name, struct wp_str bytes, struct wp_error *error);

/* Remove the temporary files that a killed wp_replace_file of the file `name` has left. */
void wp_replace_file_sweep(const char *name);

#endif
