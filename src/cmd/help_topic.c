#include "cmd/help_topic.h"

#include <stddef.h>
#include <string.h>

#include "base/words_in_text.h"
#include <weekplan/buf.h>

static const struct wp_help_row config_rows[] = {
    {"Keys", NULL},
    {"  file: FILE", "the plan, if neither --file nor WEEKPLAN_FILE names one"},
    {"  week_start: DAY", "the first day of the first week, monday to sunday"},
    {"  goal: P%", "the percentage that a week has to reach for the streak; 80% by default"},
    {"  color: WHEN", "when to use colours: auto, always or never"},
    {"  ascii: true", "draw with ASCII alone"},
    {"  mail:", "the letter, with these keys below it"},
    {"    to: [ADDR]", "the recipients"},
    {"    from: ADDR", "the sender; by default your user name at this machine"},
    {"    sendmail: PROGRAM", "the mailer; by default sendmail"},
    {"  review:", "the review of a week, with this key below it"},
    {"    questions: [TEXT]", "the questions"},
    {"  import:", "Markdown that is imported, with this key below it"},
    {"    sections:", "headings and what they mean, as in 'wins: done'"},
    {"  post:", "the front matter of report --post, with its keys below it"},
    {"    layout: NAME", "the layout, post by default; or false"},
    {"    date: today", "the day of the report; by default the last day of the week"},
    {"    front_matter: toml", "write TOML, not YAML"},
    {"Environment", NULL},
    {"  WEEKPLAN_FILE", "the plan"},
    {"  WEEKPLAN_TODAY", "the day that is used as today"},
    {"  VISUAL, EDITOR", "the editor"},
    {NULL, NULL},
};

static const struct wp_help_row items_rows[] = {
    {"REF", NULL},
    {"  1.2.3", "a path, as status shows it"},
    {"  4-8, 1.2-1.5", "a range: the items 4 to 8 of one list"},
    {"  capstone", "an id"},
    {"  'round 3'", "a title or a part of one; upper and lower case are the same"},
    {"  .", "the week itself, for show, set and note"},
    {"  +1, +1-+3", "what was done besides the plan, for show, set, note, rm and mv"},
    {NULL, NULL},
};

static const struct wp_help_row output_rows[] = {
    {"Pager", NULL},
    {"  WEEKPLAN_PAGER, PAGER", "the pager; cat is none. Without them it is less -FIRX"},
    {"  --no-pager", "print without a pager"},
    {"Colours", NULL},
    {"  NO_COLOR, FORCE_COLOR", "use no colours, use colours"},
    {"  --color WHEN", "auto, always or never; also color: in the configuration"},
    {"Links", NULL},
    {"  --hyperlink WHEN", "auto, always or never; auto is on terminals known to have links"},
    {"  FORCE_HYPERLINK", "make links clickable; 0 does not"},
    {"Text", NULL},
    {"  COLUMNS", "the width, if it is not that of the terminal"},
    {"  --ascii", "draw with ASCII alone; also ascii: in the configuration"},
    {"  --quiet", "print errors only"},
    {"  --json", "print JSON"},
    {NULL, NULL},
};

static const struct wp_help_row format_rows[] = {
    {"Keys of a week", NULL},
    {"  week: DAY", "its first day, or an ISO week (2019-W32); the first key"},
    {"  title: TEXT", "a title"},
    {"  note: TEXT", "a note, in Markdown"},
    {"  skip: true", "a week off; or the reason"},
    {"  goals: [ITEM]", "the goals"},
    {"  also: [ITEM]", "what was done and had not been planned"},
    {"  review: TEXT", "a look back, in Markdown"},
    {"Keys of the list for later", NULL},
    {"  later: [ITEM]", "what has no week yet; this document is the first one"},
    {"  note: TEXT", "a note, in Markdown"},
    {"Keys of a goal or a subtask", NULL},
    {"  title: TEXT", "the title"},
    {"  subtasks: [ITEM]", "the subtasks"},
    {"  done: DAY", "the day it was done, or true"},
    {"  dropped: DAY", "the day or the reason it was given up, or true"},
    {"  progress: P", "the progress: 60%, or 2/3 talks; not with subtasks"},
    {"  weight: N", "the weight among its siblings; 1 by default"},
    {"  due: DAY", "the last day for it"},
    {"  repeat: weekly", "a goal of every week"},
    {"  carried: N", "how many times it was carried over"},
    {"  id: NAME", "a name for commands"},
    {"  tags: [TEXT]", "words to group items by"},
    {"  links: [URL]", "URLs, or other references"},
    {"  note: TEXT", "a note, in Markdown"},
    {NULL, NULL},
};

static const struct wp_help_row dates_rows[] = {
    {"DAY of --due, --on, due= and done=", NULL},
    {"  2019-08-09", "a day of the calendar"},
    {"  9 aug, aug 9, 9.8.", "without a year the one nearest to the selected week"},
    {"  8/13, 13/8", "the same; a number above 12 is the day"},
    {"  the 13th", "the one nearest to the selected week"},
    {"  today, tomorrow", "and yesterday; also tmrw"},
    {"  +3, -1", "days from today"},
    {"  +3 days, in 2 weeks", "also months and years; 3 days ago"},
    {"  mon, this friday", "a weekday of the selected week"},
    {"  next fri", "of the week after it; last fri is of the week before"},
    {"WEEK of -w", NULL},
    {"  this, last, next", "the week of today, the one before, the one after; also next week"},
    {"  -2, +1", "weeks from now"},
    {"  2019-08-06, 6 aug", "the week with this day"},
    {"  2019-W32, W32", "an ISO week; without a year the nearest one"},
    {"  later", "the list for later, for most commands"},
    {"WHEN of --at and --after", NULL},
    {"  'mon 08:00'", "a weekday and a time; also 'Monday 8:00'"},
    {NULL, NULL},
};

static const struct wp_help_row tags_rows[] = {
    {"Giving tags", NULL},
    {"  add TITLE --tag T,U", "a new item; so does did"},
    {"  set REF tags+=T", "one more tag"},
    {"  set REF tags-=T", "one tag less"},
    {"  set REF tags=T,U", "these tags alone; tags= removes all"},
    {"Selecting by tags", NULL},
    {"  status --tag T", "the items with the tag, and those above and below them"},
    {"  status --tag T,U", "the items with one of the tags"},
    {NULL, NULL},
};

const struct wp_help_topic wp_help_topics[] = {
    {"config", "the configuration and the environment",
     "The configuration is a YAML file, $XDG_CONFIG_HOME/weekplan/config.yaml, or "
     "~/.config/weekplan/config.yaml. The file is optional, and so is each key in it.",
     config_rows,
     "  file: ~/notes/plan.yaml\n"
     "  goal: 75%\n"
     "  mail:\n"
     "    to: [ada@example.org]\n",
     "weekplan help output has the variables of the pager and the colours. man 5 weekplan has all "
     "of the configuration."},
    {"format", "the plan as a YAML file",
     "A plan is a YAML file with a document for each week, the oldest first. Each document begins "
     "with a line '---'. weekplan keeps everything that it does not change, with your comments. "
     "A goal or a subtask can be its title alone. Keys of your own begin with x-.",
     format_rows,
     "  ---\n"
     "  week: 2019-08-04\n"
     "  goals:\n"
     "    - title: Finish the analysis\n"
     "      due: 2019-08-09\n"
     "      subtasks:\n"
     "        - Performance metrics\n"
     "        - {title: Round 1, done: true}\n",
     "weekplan check finds every problem of a plan. man 5 weekplan has all of the format, and "
     "weekplan schema prints it for your editor."},
    {"dates", "days, weeks and times in arguments",
     "A day of an option is in the selected week, if it is a weekday. A day of several words needs "
     "no quotes: --due next fri. The plan itself has days as 2019-08-09 only.",
     dates_rows,
     "  weekplan set 2 due=fri\n"
     "  weekplan done 1.2 --on yesterday\n"
     "  weekplan status -w last\n",
     "--today DAY, or WEEKPLAN_TODAY, is used as today."},
    {"items", "how an argument names an item",
     "REF is an argument that names an item of the selected week. A whole title is preferred to a "
     "part of one, and whole words to the beginning of a word. A command that changes the plan "
     "refuses a part inside a word.",
     items_rows,
     "  weekplan done 1.2.3 'round 4'\n"
     "  weekplan progress 4-8 50%\n"
     "  weekplan set . title='A calm week'\n",
     "If several items match, or none, nothing changes, and the message lists them or the "
     "nearest ones."},
    {"output", "the pager, colours, links and width of output",
     "On a terminal, output that is longer than the screen is shown in a pager, in colours, with "
     "links to click. Elsewhere there are no colours, links and pager.",
     output_rows,
     "  weekplan --color always | less -R\n"
     "  WEEKPLAN_PAGER=cat weekplan history\n",
     "weekplan help lists the options of every command."},
    {"tags", "how to tag items, and to select by tags",
     "A tag is a word that groups items, also over several goals. It changes no percentage. A tag "
     "may have blanks; commas separate tags. A '#' before it may be left out, and upper and lower "
     "case are the same. What is below an item with a tag is selected with it.",
     tags_rows,
     "  weekplan add Swim --tag sport,fun\n"
     "  weekplan set 2 tags+=reading\n"
     "  weekplan status --tag reading --open\n",
     "In the plan tags are a list, as in tags: [sport, fun]. Tab completes the tags of the plan."},
    {.name = NULL},
};

/* Other words for topics, and for the commands that explain them. */
static const struct {
    const char *words;
    const char *name; /* of a topic or a command */
} topic_aliases[] = {
    {"configuration configure settings setting preferences environment env variables", "config"},
    {"key keys weight weights link links id ids skip repeat carried goal "
     "goals subtask subtasks yaml plan",
     "format"},
    {"tag label labels hashtag hashtags", "tags"},
    {"date day days week weeks weekday weekdays when time times due today", "dates"},
    {"item ref refs reference references range ranges paths title titles", "items"},
    {"pager paging less color colors colour colours no_color hyperlink hyperlinks ascii terminal "
     "width columns quiet json",
     "output"},
    {"percent percentage percentages bar explain", "status"},
    {"outline outlines", "add"},
    {"also besides", "did"},
    {"letter letters sendmail", "mail"},
    {"systemd timer crontab", "cron"},
    {"editor", "edit"},
    {"undo-log undolog undo_log", "undo"},
    {"tab bash zsh fish", "completion"},
    {"question questions", "review"},
    {"markdown", "import"},
    {"front-matter jekyll hugo eleventy zola", "config"},
    {"streak trend", "history"},
};

const struct wp_help_topic *wp_help_topic_find(const char *name)
{
    for (const struct wp_help_topic *topic = wp_help_topics; topic->name != NULL; topic++)
        if (strcmp(topic->name, name) == 0)
            return topic;
    return NULL;
}

const char *wp_help_topic_of_alias(const char *word)
{
    struct wp_buf lower = WP_BUF_INIT;
    const char *name = NULL;

    for (; *word != '\0'; word++)
        wp_buf_putc(&lower, wp_str_lower(*word));
    for (size_t i = 0; i < sizeof topic_aliases / sizeof topic_aliases[0] && name == NULL; i++)
        if (wp_words_in_text_has(topic_aliases[i].words, wp_buf_str(&lower)))
            name = topic_aliases[i].name;
    for (const struct wp_help_topic *topic = wp_help_topics; topic->name != NULL; topic++)
        if (wp_str_equal_c(wp_buf_str(&lower), topic->name))
            name = topic->name;
    wp_buf_free(&lower);
    return name;
}
