/*
 * The version of weekplan: of the programs, of the library, and of weekplan.pc.
 */
#ifndef WEEKPLAN_VERSION_H
#define WEEKPLAN_VERSION_H

/* Semantic versioning (semver.org): MAJOR.MINOR.PATCH. */
#define WP_VERSION "0.1.0"

/* Return the version as a constant string. */
static inline const char *wp_version(void)
{
    return WP_VERSION;
}

#endif
