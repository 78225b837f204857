/*
 * The front matter of a post: `layout`, `title`, `date`, and the keys of the configuration.
 */
#ifndef RENDER_POST_FRONT_MATTER_H
#define RENDER_POST_FRONT_MATTER_H

#include <weekplan/buf.h>
#include <weekplan/post.h>
#include <weekplan/report.h>

/* Append the front matter of the week of a report, with the lines around it. */
void wp_post_front_matter(struct wp_buf *out, const struct wp_report *report,
                          const struct wp_post *post);

#endif
