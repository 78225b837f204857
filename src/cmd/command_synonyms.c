#include "cmd/command_synonyms.h"

#include <stddef.h>

#include "base/edit_distance.h"
#include "base/words_in_text.h"

/* Shorter words are one edit from too many others. */
enum { SHORTEST_GUESS = 4 };

const struct wp_synonym wp_command_synonyms[] = {
    {"list ls l st stat view print today week", "weekplan status shows the week"},
    {"cat info details", "weekplan show REF shows all keys of an item"},
    {"delete del remove erase", "weekplan rm REF removes an item"},
    {"finish tick complete close check-off mark", "weekplan done REF ticks an item off"},
    {"undone untick uncheck unmark", "weekplan reopen REF opens an item again"},
    {"log logs weeks stats", "weekplan history shows a line for each week"},
    {"summary recap letter", "weekplan report shows how last week went"},
    {"retro retrospective reflect", "weekplan review writes the review of a week"},
    {"rename retitle title", "weekplan set REF title=TITLE renames an item"},
    {"change modify update", "weekplan set REF KEY=VALUE changes a key of an item"},
    {"due deadline", "weekplan set REF due=DAY sets the last day"},
    {"weight", "weekplan set REF weight=N sets the weight"},
    {"tag", "weekplan set REF tags+=TAG adds a tag"},
    {"tags labels", "weekplan help tags tells how to tag items"},
    {"link", "weekplan set REF links+=URL adds a link"},
    {"comment annotate", "weekplan note REF TEXT writes a note"},
    {"move reorder", "weekplan mv REF --before REF moves an item"},
    {"postpone snooze delay", "weekplan defer REF puts an item off to the next week"},
    {"cancel abandon skip", "weekplan drop REF gives an item up"},
    {"init start create new", "weekplan add TITLE starts a plan, and adds a goal"},
    {"next", "weekplan -w next shows the next week"},
    {"last prev previous", "weekplan -w last shows the last week"},
    {"later backlog someday", "weekplan -w later shows the list for later"},
    {"rollover copy", "weekplan carry copies what last week left open"},
    {"config configure settings preferences", "weekplan help config explains the configuration"},
    {"validate lint verify", "weekplan check finds every problem of the plan"},
    {"revert rollback", "weekplan undo takes back the last change"},
    {"where file", "weekplan path prints the path of the plan"},
    {"send email", "weekplan mail sends the letter about a week"},
    {"export", "weekplan status --json and weekplan report --format print for other programs"},
    {"man usage commands", "weekplan help lists the commands"},
    {NULL, NULL},
};

const char *wp_command_synonym_answer(const char *word)
{
    for (const struct wp_synonym *row = wp_command_synonyms; row->words != NULL; row++)
        if (wp_words_in_text_has(row->words, wp_str(word)))
            return row->answer;
    return NULL;
}

const char *wp_command_synonym_nearest(const char *word, struct wp_str *meant)
{
    for (const struct wp_synonym *row = wp_command_synonyms; row->words != NULL; row++)
        for (const char *rest = row->words; *rest != '\0';) {
            *meant = wp_words_in_text_next(&rest);
            if (meant->length >= SHORTEST_GUESS && wp_edit_distance(wp_str(word), *meant, 1) <= 1)
                return row->answer;
        }
    return NULL;
}
