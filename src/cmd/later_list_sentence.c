#include "cmd/later_list_sentence.h"

#include "cmd/plan_input.h"
#include "render/progress_words.h"
#include <weekplan/progress.h>

void wp_later_list_sentence_put(struct wp_buf *out, const struct wp_input *input,
                                const char *command)
{
    struct wp_week *list = NULL;
    struct wp_error ignored;
    struct wp_goal_counts goals = {0};

    if (wp_plan_input_load_later(input, &list, &ignored) == WP_OK && list != NULL)
        goals = wp_progress_count_goals(&list->root);
    if (goals.total > goals.done) {
        wp_progress_words_later(out, &list->root);
        wp_buf_printf(out, " (%s)", command);
    }
    wp_week_free(list);
}
