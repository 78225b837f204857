/*
 * Out of memory.
 *
 * No function of the library returns for lack of memory. It calls the handler, which
 * reports it and ends the program, as in git and in tmux. The plan file is safe all the
 * same: a save is a rename.
 *
 *     static void report(void)
 *     {
 *         static const char text[] = "myprogram: out of memory\n";
 *         (void)!write(STDERR_FILENO, text, sizeof text - 1);
 *         _exit(71);
 *     }
 *
 *     wp_memory_set_handler(report);
 */
#ifndef WEEKPLAN_MEMORY_H
#define WEEKPLAN_MEMORY_H

/* Called when memory cannot be allocated. It must not return, and must not allocate. */
typedef void wp_memory_handler(void);

/* Set the handler of the process; NULL restores the default, abort(3). Call it before any
 * other function of the library. Not safe while another thread runs the library. */
void wp_memory_set_handler(wp_memory_handler *handler);

#endif
