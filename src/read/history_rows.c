#include "read/history_rows.h"

#include <stdlib.h>

#include <weekplan/progress.h>

#include "base/memory.h"

static bool history_rows_add_line(struct wp_history_rows *ledger,
                                  const struct wp_history_week *line)
{
    if (ledger->count == ledger->capacity) {
        size_t capacity = ledger->capacity == 0 ? 32 : 2 * ledger->capacity;
        struct wp_history_week *weeks = wp_memory_resize(ledger->weeks, capacity, sizeof *weeks);

        if (weeks == NULL)
            return false;
        ledger->weeks = weeks;
        ledger->capacity = capacity;
    }
    ledger->weeks[ledger->count++] = *line;
    return true;
}

static bool keep_text(struct wp_history_rows *ledger, struct wp_str text, struct wp_str *kept)
{
    *kept = wp_str("");
    if (text.length == 0)
        return true;
    if (ledger->arena == NULL)
        ledger->arena = wp_arena_new(0);
    if (ledger->arena != NULL)
        *kept = wp_arena_copy(ledger->arena, text);
    return ledger->arena != NULL && kept->data != NULL;
}

static uint32_t count_carried(const struct wp_item *root)
{
    uint32_t count = 0;

    for (const struct wp_item *goal = root->first; goal != NULL; goal = goal->next)
        count += goal->carried > 0;
    return count;
}

bool wp_history_rows_add(struct wp_history_rows *ledger, const struct wp_week *week, wp_day today)
{
    const struct wp_item *root = &week->root;
    int shown = wp_progress_percent(&root->progress);
    struct wp_history_week line = {
        .start = week->start,
        .skip = root->skip,
        .running = today < week->start + WP_DAYS_OF_WEEK,
        .percent_tenths = shown < 0 ? WP_NO_PERCENT : shown,
        .done = root->progress.done,
        .total = root->progress.total,
        .dropped = root->progress.dropped,
        .carried = count_carried(root),
    };

    return keep_text(ledger, root->title, &line.title) &&
           keep_text(ledger, root->skip_reason, &line.skip_reason) &&
           history_rows_add_line(ledger, &line);
}

void wp_history_rows_reverse(struct wp_history_rows *ledger)
{
    struct wp_history_week *weeks = ledger->weeks;

    for (size_t i = 0; i < ledger->count / 2; i++) {
        struct wp_history_week moving = weeks[i];

        weeks[i] = weeks[ledger->count - 1 - i];
        weeks[ledger->count - 1 - i] = moving;
    }
}

void wp_history_rows_free(struct wp_history_rows *ledger)
{
    free(ledger->weeks);
    wp_arena_free(ledger->arena);
    *ledger = (struct wp_history_rows){.weeks = NULL};
}
