/*
 * The out-of-memory handler.
 *
 * If memory cannot be allocated, a function of the library calls the handler and does not return.
 * The handler prints a message and ends the program, as in git and tmux. The plan file is not
 * damaged, because a save replaces it by rename(2).
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

/* A function that is called when memory cannot be allocated. The function must not return, and must
 * not allocate memory. */
typedef void wp_memory_handler(void);

/* Set the handler of the process. NULL sets the default handler, abort(3). Call
 * wp_memory_set_handler before any other function of the library. The function is not
 * thread-safe. */
void wp_memory_set_handler(wp_memory_handler *handler);

#endif
