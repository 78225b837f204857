#include "cmd/commands.h"

#include <stdint.h>
#include <string.h>

#include "base/edit_distance.h"

#define ITEM_BY                                                                                    \
    "REF is the item's path as status shows it (1.2.3), its id, its title, or a part of the "      \
    "title. Where several items fit, or none does, nothing changes."

static const enum wp_option_id add_options[] = {
    WP_OPT_UNDER, WP_OPT_WEIGHT, WP_OPT_DUE,  WP_OPT_NOTE,   WP_OPT_PROGRESS,
    WP_OPT_ID,    WP_OPT_TAG,    WP_OPT_LINK, WP_OPT_REPEAT, WP_OPT_COUNT,
};
static const enum wp_option_id status_options[] = {
    WP_OPT_DEPTH, WP_OPT_OPEN, WP_OPT_EXPLAIN, WP_OPT_SHORT, WP_OPT_JSON, WP_OPT_COUNT,
};
static const enum wp_option_id show_options[] = {WP_OPT_JSON, WP_OPT_COUNT};
static const enum wp_option_id done_options[] = {WP_OPT_ON, WP_OPT_COUNT};
static const enum wp_option_id drop_options[] = {WP_OPT_REASON, WP_OPT_COUNT};
static const enum wp_option_id note_options[] = {WP_OPT_APPEND, WP_OPT_COUNT};
static const enum wp_option_id mv_options[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP, WP_OPT_COUNT};
static const enum wp_option_id carry_options[] = {WP_OPT_DRY_RUN, WP_OPT_COUNT};
static const enum wp_option_id defer_options[] = {WP_OPT_TO, WP_OPT_COUNT};
static const enum wp_option_id report_options[] = {WP_OPT_FORMAT, WP_OPT_POST, WP_OPT_COUNT};
static const enum wp_option_id history_options[] = {WP_OPT_WEEKS, WP_OPT_GOAL, WP_OPT_FORMAT,
                                                    WP_OPT_COUNT};
static const enum wp_option_id mail_options[] = {
    WP_OPT_TO_ADDRESS, WP_OPT_FROM, WP_OPT_ONCE, WP_OPT_AFTER_MOMENT, WP_OPT_PRINT, WP_OPT_COUNT,
};
static const enum wp_option_id cron_options[] = {
    WP_OPT_AT,
    WP_OPT_CATCH_UP,
    WP_OPT_SYSTEMD,
    WP_OPT_COUNT,
};
static const enum wp_option_id check_options[] = {WP_OPT_JSON, WP_OPT_COUNT};
static const enum wp_option_id no_options[] = {WP_OPT_COUNT};

const char *const wp_group_names[WP_GROUP_COUNT] = {
    [WP_GROUP_PLAN] = "Plan a week", [WP_GROUP_WEEK] = "Through the week",
    [WP_GROUP_LOOK] = "Look at it",  [WP_GROUP_LETTER] = "The Monday letter",
    [WP_GROUP_FILE] = "The file",
};

/* In the order in which somebody new needs them, within a group. */
const struct wp_command wp_commands[] = {
    {
        .name = "add",
        .group = WP_GROUP_PLAN,
        .summary = "record a goal, or a subtask of one",
        .arguments = "TITLE...",
        .examples = "weekplan add Finish the capstone analysis --id capstone --due fri\n"
                    "weekplan add -u capstone Performance metrics   # a subtask\n"
                    "weekplan add -u 1.2 Round 3                    # one level deeper\n"
                    "weekplan add Curriculum --progress '15/17 units'\n"
                    "weekplan add -u 2 - < outline.txt              # a title a line, nested\n",
        .details =
            "Records a goal, or with --under a subtask, and says where it stands. The words "
            "of the title are joined by spaces. The plan file and the week are started "
            "where there is none yet.\n"
            "For the title -, an outline is read from standard input: a title a line, nested by "
            "indentation. Bullets (-, *, 1.) and boxes ([ ], [x]) are understood.\n"
            "REF is an item's path as status shows it (1.2.3), its id, its title, or a part "
            "of the title.",
        .options = add_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_add,
    },
    {
        .name = "status",
        .group = WP_GROUP_LOOK,
        .summary = "show how the week stands (what weekplan alone does)",
        .examples = "weekplan                           # this week\n"
                    "weekplan status -w last --open     # what was left open last week\n"
                    "weekplan status --depth 1          # the goals alone\n"
                    "weekplan status --explain          # where each percentage comes from\n"
                    "weekplan status --short            # W32 36.4% 2/9\n",
        .details = "Shows the week as a tree: what is done, what is open, and what it comes to. "
                   "The numbers in front are the paths that other commands take. What --depth or "
                   "--open leaves out still counts.",
        .options = status_options,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_status,
    },
    {
        .name = "show",
        .group = WP_GROUP_LOOK,
        .summary = "show all that the plan says of an item, or of the week",
        .arguments = "[REF...]",
        .examples = "weekplan show 1.2                  # by its path\n"
                    "weekplan show capstone metrics     # by its id, by a part of the title\n"
                    "weekplan show -w last              # last week, with its note\n",
        .details =
            "Shows what status has no room for: the note, tags, links, days and whatever else the "
            "plan says of an item, and what is under it. Without REF it is the week itself, with "
            "its note and its goals; a point names it too.\n"
            "REF is the item's path as status shows it (1.2.3), its id, its title, or a part of "
            "the title.",
        .options = show_options,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_show,
    },
    {
        .name = "report",
        .group = WP_GROUP_LOOK,
        .summary = "look back on a week (last week by default)",
        .formats = "text markdown html json",
        .examples = "weekplan report                         # how last week went\n"
                    "weekplan report -w this                 # how this one goes\n"
                    "weekplan report --post > 2019-08-10-week.md\n"
                    "weekplan report --format html > week.html\n",
        .details =
            "Shows how a week went: its figure beside the weeks before it, what was done and "
            "when, what was not, what was dropped and why, what had been carried over, and "
            "what is planned now. Without --week it is last week.\n"
            "--format html is one page with all that it needs, for any browser and for "
            "paper; the others are text, markdown and json. --post is Markdown as Jekyll "
            "publishes it.",
        .options = report_options,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_report,
    },
    {
        .name = "history",
        .group = WP_GROUP_LOOK,
        .summary = "show week by week how it went",
        .formats = "text csv json html",
        .examples = "weekplan history                        # the last 12 weeks\n"
                    "weekplan history --weeks all            # every week of the plan\n"
                    "weekplan history --goal 75% -w last     # up to last week\n"
                    "weekplan history --weeks all --format csv > weeks.csv\n",
        .details =
            "Shows a line for each week: what it came to, how that compares with the week "
            "before, how many items were done, how many goals had been carried over; and "
            "below them the trend, the mean, the best week, and for how many weeks in a row "
            "the goal has been reached. A week that is not over yet has no part in mean and "
            "best, and ends no streak.\n"
            "--format is text, csv, json or html: one page with all that it needs, the trend "
            "drawn and a table of its figures.",
        .options = history_options,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_history,
    },
    {
        .name = "done",
        .group = WP_GROUP_WEEK,
        .summary = "tick items off",
        .arguments = "REF...",
        .examples = "weekplan done 1.2.3                # by its path\n"
                    "weekplan done 'round 4' 'round 5'  # by a part of the title\n"
                    "weekplan done metrics --on mon     # Monday of the week\n"
                    "weekplan done capstone             # by its id, with all under it\n",
        .details = "Records that items are done, and the day. All under a done item is done too. "
                   "What was dropped is taken up again.\n" ITEM_BY,
        .options = done_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_done,
    },
    {
        .name = "reopen",
        .group = WP_GROUP_WEEK,
        .summary = "take back that items are done or dropped",
        .arguments = "REF...",
        .examples = "weekplan reopen 1.2.1              # by its path\n"
                    "weekplan reopen 'new data'         # by a part of the title\n",
        .details = "Takes back that items are done or dropped. An item that is done because the "
                   "one above it is, or because its progress is full, stays done, and it says "
                   "so.\n" ITEM_BY,
        .options = no_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_reopen,
    },
    {
        .name = "progress",
        .group = WP_GROUP_WEEK,
        .summary = "say how far an item is",
        .arguments = "REF VALUE",
        .examples = "weekplan progress course 60%\n"
                    "weekplan progress interviews 2/3   # its unit stays\n"
                    "weekplan progress 2 +1             # one more\n"
                    "weekplan progress 2 -1             # one less, never below 0\n",
        .details =
            "Records how far an item is. VALUE is a percentage (60%), or how many of how many, "
            "with a unit or without one (2/3 talks), or how many alone where it is known of how "
            "many, or a step from where the item is (+1, -1). A count stays one: a percentage does "
            "not replace it. What is full is done, and the day is recorded as done records it. "
            "The progress of an item with subtasks follows from them.\n" ITEM_BY,
        .options = no_options,
        .words_min = 2,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_progress,
    },
    {
        .name = "drop",
        .group = WP_GROUP_WEEK,
        .summary = "give items up",
        .arguments = "REF...",
        .examples = "weekplan drop 1.3\n"
                    "weekplan drop 'new data' --reason 'covered by the rounds'\n",
        .details =
            "Records that items will not be done: the reason, or the day. They and all under "
            "them count no longer, but are still shown. reopen takes it back.\n" ITEM_BY,
        .options = drop_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_drop,
    },
    {
        .name = "defer",
        .group = WP_GROUP_WEEK,
        .summary = "put items off to the next week",
        .arguments = "REF...",
        .examples = "weekplan defer 1.2.3\n"
                    "weekplan defer 'round 4' 'round 5' # by a part of the title\n"
                    "weekplan defer 2 --to +3           # three weeks from now\n",
        .details = "Puts items into the next week as carry would, with the items above them, and "
                   "drops them here, for the reason that they are deferred. So they count in the "
                   "week in which they will be done. The next week is started where it is not "
                   "there yet.\n" ITEM_BY,
        .options = defer_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_defer,
    },
    {
        .name = "set",
        .group = WP_GROUP_PLAN,
        .summary = "change what an item or the week says",
        .arguments = "REF KEY=VALUE...",
        .examples = "weekplan set 1.1 due=fri weight=2\n"
                    "weekplan set capstone title='Finish the analysis'\n"
                    "weekplan set 1.1 due=              # takes it out\n"
                    "weekplan set 2 tags+=reading tags-=later\n"
                    "weekplan set . skip='summer holiday' -w next\n",
        .details =
            "Changes what the plan says of an item, or of the week itself, whose REF is a point. "
            "KEY is title, id, done, dropped, progress, weight, due, repeat, carried, tags, links "
            "or note; of the week it is title, skip or note, and a week that is not there yet is "
            "started. An empty VALUE takes the key out. "
            "In the place of =, += puts a text to tags or links, and -= takes one "
            "out.\n" ITEM_BY,
        .options = no_options,
        .words_min = 2,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_set,
    },
    {
        .name = "note",
        .group = WP_GROUP_PLAN,
        .summary = "write a note on an item or the week",
        .arguments = "REF TEXT...",
        .examples = "weekplan note 1.1 Ask Ben for the data\n"
                    "weekplan note 1.1 He has sent it. --append\n"
                    "weekplan note . - < week.md        # the week's, from standard input\n"
                    "weekplan note 1.1 ''               # takes it out\n",
        .details = "Replaces the note of an item, or of the week itself, whose REF is a point, and "
                   "which is started where it is not there yet. The "
                   "words of TEXT are joined by spaces; for the text -, the note is read from "
                   "standard input, and an empty one takes the note out.\n" ITEM_BY,
        .options = note_options,
        .words_min = 2,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_note,
    },
    {
        .name = "rm",
        .group = WP_GROUP_PLAN,
        .summary = "remove items with all under them",
        .arguments = "REF...",
        .examples = "weekplan rm 1.2.3                  # by its path\n"
                    "weekplan rm 'round 4' 'round 5'    # by a part of the title\n"
                    "weekplan rm capstone               # by its id, with its subtasks\n",
        .details = "Takes items out of the plan, with their subtasks and with the comments that "
                   "are theirs: those directly above an item, and those below it that are indented "
                   "deeper. What is not worth doing any more is better dropped, for then the week "
                   "still tells of it.\n" ITEM_BY,
        .options = no_options,
        .words_min = 1,
        .words_max = SIZE_MAX,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_rm,
    },
    {
        .name = "mv",
        .group = WP_GROUP_PLAN,
        .summary = "move an item to another place",
        .arguments = "REF",
        .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                    "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                    "weekplan mv 'round 4' --after 2    # becomes a goal, behind goal 2\n"
                    "weekplan mv 4 --top                # the first goal\n",
        .details = "Moves an item within its week, with its subtasks and with the comments that "
                   "are its own. It keeps every word of its text, and takes the indentation of "
                   "where it goes. One of --under, --before, --after and --top says where that "
                   "is.\n" ITEM_BY,
        .options = mv_options,
        .words_min = 1,
        .words_max = 1,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_mv,
    },
    {
        .name = "edit",
        .group = WP_GROUP_FILE,
        .summary = "open the plan in your editor, and check it",
        .examples = "weekplan edit\n"
                    "EDITOR='code --wait' weekplan edit\n",
        .details = "Opens a copy of the plan in the editor that VISUAL or else EDITOR names, or in "
                   "vi. An editor that returns before its window is closed has to be told to "
                   "wait.\n"
                   "What comes out is checked, and takes the place of the plan when it is valid, "
                   "as one change that undo takes back. When it is not, the plan stays as it is, "
                   "and you can edit the copy again or keep it. Where there is no plan yet, one "
                   "is begun.",
        .options = no_options,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_edit,
    },
    {
        .name = "mail",
        .group = WP_GROUP_LETTER,
        .summary = "send a letter about the last week",
        .examples = "weekplan mail --print              # look at it first\n"
                    "weekplan mail --to ada@example.org\n"
                    "weekplan mail                      # to those of the configuration\n"
                    "weekplan mail -w 2019-W31          # about another week\n",
        .details =
            "Sends an e-mail about how last week went, what slipped, and what is planned now. "
            "It goes through sendmail, which msmtp, nullmailer, postfix and others bring, or "
            "through the program that 'mail: {sendmail: ...}' names in the configuration. "
            "'to:' and 'from:' beside it are the addresses.\n"
            "A letter that could not be sent is not forgotten: the next status says so, and the "
            "next weekplan mail --once sends it. One that may have been sent, as when the machine "
            "stopped meanwhile, is not sent again by itself: the next status says how to.",
        .options = mail_options,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_mail,
    },
    {
        .name = "cron",
        .group = WP_GROUP_LETTER,
        .summary = "send the letter every Monday",
        .arguments = "install|show|remove",
        .examples = "weekplan cron install              # every Monday at 08:00\n"
                    "weekplan cron install --at 'fri 17:30'\n"
                    "weekplan cron install --catch-up   # a machine that is often off\n"
                    "weekplan cron show                 # the line\n"
                    "weekplan cron remove\n",
        .details =
            "install puts a line into your crontab that runs weekplan mail --once. It replaces "
            "the line that was put there before, and leaves all others as they are. show prints "
            "the line that is there, or the one that would be, and remove takes it out.\n"
            "A copy of the crontab as it was is kept, and named. A crontab that is larger than 1 "
            "MiB, or that crontab does not print whole, stays as it is.\n"
            "show --systemd prints a service and a timer that do the same, for a machine "
            "without cron.",
        .options = cron_options,
        .words_min = 1,
        .words_max = 1,
        .offer = "install show remove",
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_cron,
    },
    {
        .name = "carry",
        .group = WP_GROUP_PLAN,
        .summary = "bring over what the week before left unfinished",
        .examples = "weekplan carry                     # into this week\n"
                    "weekplan carry --dry-run           # what that would add\n"
                    "weekplan carry -w next             # on Sunday evening\n",
        .details =
            "Brings what is open into the week, from the week before it, and starts the week "
            "where it is not there yet. What is done or dropped stays behind, and the old week "
            "stays as it is. A goal that was brought over counts how often; one with 'repeat: "
            "weekly' comes back whole, to be done again. What the week has already is left "
            "alone, so it does no harm to carry twice.",
        .options = carry_options,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_carry,
    },
    {
        .name = "undo",
        .group = WP_GROUP_FILE,
        .summary = "take back the last change",
        .examples = "weekplan undo                      # the last change\n"
                    "weekplan undo                      # the one before it\n",
        .details = "Takes back the last change that weekplan made to the plan, whatever its week, "
                   "and one more each time. The file is then what it was, byte for byte. Where "
                   "something else has changed the week since, it says so and changes nothing; "
                   "other weeks do not matter. The last 1,000 changes can be taken back.",
        .options = no_options,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_undo,
    },
    {
        .name = "redo",
        .group = WP_GROUP_FILE,
        .summary = "make again what undo took back",
        .examples = "weekplan redo                      # what the last undo took back\n",
        .details = "Makes again what undo took back, step after step, until the plan is changed in "
                   "another way.",
        .options = no_options,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_redo,
    },
    {
        .name = "check",
        .group = WP_GROUP_FILE,
        .summary = "find every problem of the plan file",
        .examples = "weekplan check\n"
                    "weekplan check -f draft.yaml       # another file\n"
                    "weekplan check -f - < draft.yaml   # standard input\n",
        .details = "Reads the whole plan, all weeks, and shows the line and what is wrong with it "
                   "for each problem, the first 100. Warnings alone are no failure.",
        .options = check_options,
        .plan = WP_PLAN_READ,
        .run = wp_cmd_check,
    },
    {
        .name = "path",
        .group = WP_GROUP_FILE,
        .summary = "show where the plan file is",
        .examples = "weekplan path\n"
                    "cp \"$(weekplan path)\" plan-backup.yaml\n",
        .details = "Shows where the plan is: the file that --file names, else the one that "
                   "WEEKPLAN_FILE names, else the one of the configuration, else "
                   "weekplan/plan.yaml in XDG_DATA_HOME (~/.local/share where that is not set). "
                   "It need not exist yet.",
        .options = no_options,
        .plan = WP_PLAN_FILE,
        .run = wp_cmd_path,
    },
    {
        .name = "schema",
        .group = WP_GROUP_FILE,
        .summary = "print the format of the plan for your editor",
        .examples = "weekplan schema > plan.schema.json  # then, as the first line of the plan:\n"
                    "# yaml-language-server: $schema=plan.schema.json\n",
        .details = "Prints a JSON Schema of the plan. An editor that has it (through "
                   "yaml-language-server, as VS Code, Neovim or Helix) completes keys, explains "
                   "them and underlines what is wrong. It cannot see all: check does.",
        .options = no_options,
        .plan = WP_PLAN_NONE,
        .run = wp_cmd_schema,
    },
    {
        .name = "completion",
        .group = WP_GROUP_FILE,
        .summary = "print what completes commands in your shell",
        .arguments = "SHELL",
        .offer = "bash zsh fish",
        .examples = "eval \"$(weekplan completion bash)\"          # in ~/.bashrc\n"
                    "source <(weekplan completion zsh)           # in ~/.zshrc, behind compinit\n"
                    "weekplan completion fish | source           # in config.fish\n",
        .details = "Prints a script for SHELL, which is bash, zsh or fish. With it the Tab key "
                   "completes commands, options and their values. Where weekplan was installed by "
                   "make install, shells find it by themselves.",
        .options = no_options,
        .words_min = 1,
        .words_max = 1,
        .plan = WP_PLAN_NONE,
        .run = wp_cmd_completion,
    },
    {
        .name = "help",
        .group = WP_GROUP_FILE,
        .summary = "explain a command",
        .arguments = "[COMMAND]",
        .offer = WP_OFFER_COMMANDS,
        .examples = "weekplan help                      # the commands\n"
                    "weekplan help add                  # one of them\n"
                    "weekplan add --help                # the same\n",
        .details = "Lists the commands, or shows what one does and the options it has.",
        .options = no_options,
        .words_max = 1,
        .plan = WP_PLAN_NONE,
        .run = wp_cmd_help,
    },
};

const size_t wp_command_count = sizeof wp_commands / sizeof *wp_commands;

const struct wp_command *wp_command_find(const char *name)
{
    for (size_t i = 0; i < wp_command_count; i++) {
        if (strcmp(wp_commands[i].name, name) == 0)
            return &wp_commands[i];
    }
    return NULL;
}

const char *wp_command_suggest(const char *name)
{
    struct wp_nearest nearest = {.word = wp_str(name)};

    for (size_t i = 0; i < wp_command_count; i++)
        wp_nearest_try(&nearest, wp_commands[i].name);
    return nearest.name;
}

enum wp_status wp_command_unknown(const char *name, struct wp_error *error)
{
    const char *nearest = wp_command_suggest(name);

    if (nearest == NULL)
        return wp_error_set(error, WP_USAGE, "unknown command '%s' (weekplan help lists them)",
                            name);
    return wp_error_set(error, WP_USAGE, "unknown command '%s' (did you mean '%s'?)", name,
                        nearest);
}

bool wp_command_has(const struct wp_command *command, enum wp_option_id id)
{
    if (wp_options[id].everywhere)
        return true;
    for (const enum wp_option_id *own = command->options; *own != WP_OPT_COUNT; own++) {
        if (*own == id)
            return true;
    }
    return false;
}
