/* Markdown that is imported, and the weeks that it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "imported_weeks.h"

static const struct wp_import_options options = {.week = WP_NO_DAY, .week_start = WP_MONDAY};

/* Append the weeks and remarks of a text, or "STATUS line:column: MESSAGE". */
static void put_import(struct wp_buf *out, struct wp_str text,
                       const struct wp_import_options *import_options)
{
    struct wp_import import;
    struct wp_error error = {0};
    enum wp_status status = wp_import_markdown(&import, text, import_options, &error);

    put_imported_weeks(out, &import);
    if (status != WP_OK)
        wp_buf_printf(out, "%d %d:%d: %s\n", status, (int)error.line, (int)error.column,
                      error.message);
    wp_import_free(&import);
}

static void assert_import(const char *text, const struct wp_import_options *import_options,
                          const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_buf_puts(&out, import_options->week == WP_NO_DAY ? "" : "\n");
    put_import(&out, wp_str(text), import_options);
    if (!wp_str_equal_c(wp_buf_str(&out), expected))
        fail_msg("%s\nis\n%s\nand not\n%s", text, out.data, expected);
    wp_buf_free(&out);
}

/* Texts whose week is that of 2019-08-05. The line of this week is left out. */
static const struct {
    const char *text;
    const char *expected;
} rows[] = {
    /* Items of lists. */
    {"- a\n"
     "- b\n",
     "  [ ] a\n"
     "  [ ] b\n"},
    {"* a\n"
     "+ b\n",
     "  [ ] a\n"
     "  [ ] b\n"},
    {"- a\n"
     "\t- b\n"
     "        - c\n",
     "  [ ] a\n"
     "    [ ] b\n"
     "      [ ] c\n"},
    {"1. a\n"
     "2. b\n",
     "  [ ] a\n"
     "  [ ] b\n"},
    {"- a\n"
     "  more\n",
     "  [ ] a more\n"},
    {"- a  \n"
     "  more\n"
     "  lines\n",
     "  [ ] a\n"
     "    note: more|lines\n"},
    {"- a\n"
     "\n"
     "  note\n"
     "  of two\n"
     "\n"
     "      code\n"
     "\n"
     "  ```\n"
     "  x\n"
     "\n"
     "   y\n"
     "  ```\n"
     "\n"
     "  > q\n"
     "  >\n"
     "  > r\n"
     "\n"
     "  | t |\n"
     "  |---|\n"
     "- b\n",
     "  [ ] a\n"
     "    note: note|of two||    code||```|x|| y|```||> q|>|> r||| t |||---|\n"
     "  [ ] b\n"},
    {"- a\n"
     "  - b\n"
     "\n"
     "  below b, of a\n",
     "  [ ] a\n"
     "    note: below b, of a\n"
     "    [ ] b\n"},
    {"- a\n"
     "\n"
     "\tnote by tab\n",
     "  [ ] a\n"
     "    note: note by tab\n"},
    {"- \n"
     "- [ ]\n"
     "- a\n"
     "  -\n",
     "  [ ] a\n"
     "1: left out: an empty item\n"
     "2: left out: an empty item\n"},
    {"- - a\n"
     "  - b\n"
     "-\n"
     "  - c\n",
     "  [ ] a\n"
     "  [ ] b\n"
     "  [ ] c\n"},
    {"- [ ]\n"
     "  - a\n",
     "  [ ] a\n"},
    {"- ```\n"
     "  x = 1\n"
     "  ```\n",
     "  [ ] x = 1\n"
     "    note: ```|x = 1|```\n"},
    {"- > quoted\n", "  [ ] quoted\n"
                     "    note: > quoted\n"},
    {"- # Head\n"
     "  text\n",
     "  [ ] Head\n"
     "    note: text\n"},
    {"- a\r\n"
     "  - b\r\n"
     "\r\n"
     "    c\r\n",
     "  [ ] a\n"
     "    [ ] b\n"
     "      note: c\n"},
    {"- a\n"
     "<!-- c -->\n"
     "- b\n",
     "  [ ] a\n"
     "  [ ] b\n"
     "2: left out: HTML: <!-- c -->\n"},
    {"- a <!-- c -->\n", "  [ ] a\n"
                         "1: left out of a title: HTML: <!-- c -->\n"},
    {"-\ta\n"
     "\n"
     "\tnote\n",
     "  [ ] a\n"
     "    note: note\n"},
    {"1) a\n"
     "2) b\n"
     "   1. c\n",
     "  [ ] a\n"
     "  [ ] b\n"
     "    [ ] c\n"},
    {"-   a\n"
     "\n"
     "    note\n"
     "\n"
     "        code\n",
     "  [ ] a\n"
     "    note: note||    code\n"},
    {"-\n"
     "  a\n"
     "  - b\n",
     "  [ ] a\n"
     "    [ ] b\n"},
    {"- a <!-- z --> b <!-- y -->\n"
     "- <!-- x -->\n"
     "-\n"
     "- <!-- w -->\n"
     "  - c\n",
     "  [ ] a  b\n"
     "  [ ] c\n"
     "1: left out of a title: HTML: <!-- z -->\n"
     "1: left out of a title: HTML: <!-- y -->\n"
     "2: left out: HTML: <!-- x -->\n"
     "3: left out: an empty item\n"
     "4: left out: HTML: <!-- w -->\n"},
    /* States, of whole lists too. */
    {"- [x] a\n"
     "- [ ] b\n"
     "- [-] c\n"
     "- ~~d~~ (why)\n"
     "- [>] e\n"
     "- f (3/5)\n",
     "  [x] a\n"
     "  [ ] b\n"
     "  [-] c\n"
     "  [-] d (why)\n"
     "  [-] e (put off)\n"
     "  [ ] f {3/5}\n"},
    {"- [-] a\n"
     "  - [x] b\n"
     "  - [ ] c\n",
     "  [ ] a\n"
     "    [x] b\n"
     "    [ ] c\n"},
    {"- [-] a\n"
     "  - [-] b\n",
     "  [-] a\n"
     "    [-] b\n"},
    {"- a (1/2)\n"
     "  - b\n",
     "  [ ] a\n"
     "    [ ] b\n"
     "1: left out: the progress 1/2 of an item that has subtasks: a\n"},
    {"- [x] a\n"
     "  - [ ] b\n"
     "  - c\n",
     "  [x] a\n"
     "    [ ] b\n"
     "    [ ] c\n"
     "2: counts as done, because an item above it is done: b\n"},
    {"- a (1/2)\n"
     "  - [x] b\n"
     "  - c\n",
     "  [ ] a\n"
     "    [x] b\n"
     "    [ ] c\n"},
    {"- a 50%\n"
     "  - [x] b\n"
     "  - c\n",
     "  [ ] a\n"
     "    [x] b\n"
     "    [ ] c\n"},
    {"- [-] a (dropped: no time)\n"
     "- [-] b (dropped)\n"
     "- c (dropped: x)\n"
     "- [-] d (e)\n"
     "- ~~f~~ (dropped: g)\n",
     "  [-] a (no time)\n"
     "  [-] b\n"
     "  [ ] c (dropped: x)\n"
     "  [-] d (e)\n"
     "  [-] f (g)\n"},
    {"- &nbsp;\n"
     "- a\n",
     "  [ ] a\n"
     "1: left out: an item without a title\n"},
    {"- [-] a\n"
     "  - [x] b\n",
     "  [ ] a\n"
     "    [x] b\n"},
    {"- [-] a\n"
     "  - [ ] b\n",
     "  [ ] a\n"
     "    [ ] b\n"},
    /* Numbered headings and lines in bold. */
    {"## 1. Read\n"
     "\n"
     "text\n"
     "\n"
     "- a\n"
     "  - b\n"
     "\n"
     "more\n"
     "\n"
     "## 2. Run\n",
     "  [ ] Read\n"
     "    note: text||more\n"
     "    [ ] a\n"
     "      [ ] b\n"
     "  [ ] Run\n"},
    {"__1. Read__\n"
     "\n"
     "text\n"
     "\n"
     "- a\n"
     "\n"
     "__2. [Run](https://e.org)\n"
     "\n"
     "end\n",
     "  [ ] Read\n"
     "    note: text\n"
     "    [ ] a\n"
     "  [ ] [Run](https://e.org)\n"
     "    note: end\n"},
    {"**1. Read**\n"
     "text\n"
     "**2. Run**\n"
     "**3. Sail\n",
     "  [ ] Read\n"
     "    note: text\n"
     "  [ ] Run\n"
     "  [ ] Sail\n"},
    {"**1. Read.** Because.\n"
     "More.\n"
     "\n"
     "**2. Run**: `now`\n",
     "  [ ] Read\n"
     "    note: Because.|More.\n"
     "  [ ] Run\n"
     "    note: `now`\n"},
    {"**1. Read** (3/5)\n"
     "\n"
     "**2. Run** ✓\n",
     "  [ ] Read {3/5}\n"
     "  [x] Run\n"},
    {"**1.** Read\n", "  [ ] Read\n"},
    {"## 3 Main Goals\n"
     "\n"
     "### 1. Read\n"
     "### 2. Run\n",
     "  [ ] Read\n"
     "  [ ] Run\n"},
    {"## 1. Read\n"
     "### Why\n"
     "Because.\n"
     "### Steps\n"
     "- a\n"
     "### Done\n"
     "- b\n"
     "### To do\n"
     "- c\n"
     "### Review\n"
     "- d\n",
     "  [ ] Read\n"
     "    note: ### Why|Because.||### Review|- d\n"
     "    [ ] Steps\n"
     "      [ ] a\n"
     "    [x] b\n"
     "    [ ] c\n"},
    {"## 1. Plan the party\n"
     "- cake\n",
     "  [ ] Plan the party\n"
     "    [ ] cake\n"},
    {"## Plan the party\n"
     "- cake\n",
     "  [ ] Plan the party\n"
     "    [ ] cake\n"},
    {"## 1. a\n"
     "### 1.1 b\n"
     "### 1.2 c\n"
     "## 2. d\n",
     "  [ ] a\n"
     "    [ ] b\n"
     "    [ ] c\n"
     "  [ ] d\n"},
    {"**1.** Read\n"
     "\n"
     "**2. Run** – far *away*\n",
     "  [ ] Read\n"
     "  [ ] Run\n"
     "    note: far *away*\n"},
    {"**2. Run**: `now`\n", "  [ ] Run\n"
                            "    note: `now`\n"},
    /* Numbered lists whose text is not indented. */
    {"1. Read\n"
     "\n"
     "Text.\n"
     "\n"
     "2. Run\n"
     "- 5 km\n"
     "- 10 km\n"
     "\n"
     "3. Sail\n"
     "\n"
     "End.\n",
     "  [ ] Read\n"
     "    note: Text.\n"
     "  [ ] Run\n"
     "    [ ] 5 km\n"
     "    [ ] 10 km\n"
     "  [ ] Sail\n"
     "    note: End.\n"},
    {"1. Read\n"
     "\n"
     "Text.\n",
     "  note: Text.\n"
     "  [ ] Read\n"},
    {"1. a\n"
     "2. b\n"
     "\n"
     "of b\n"
     "\n"
     "3. c\n",
     "  [ ] a\n"
     "  [ ] b\n"
     "    note: of b\n"
     "  [ ] c\n"},
    /* Other headings. */
    {"## Health\n"
     "- a\n"
     "\n"
     "Text.\n"
     "\n"
     "## Home\n"
     "- b\n",
     "  [ ] Health\n"
     "    note: Text.\n"
     "    [ ] a\n"
     "  [ ] Home\n"
     "    [ ] b\n"},
    {"## Notes\n"
     "\n"
     "Text.\n"
     "\n"
     "## Empty\n",
     "  note: ## Notes||Text.\n"
     "5: left out: an empty section: Empty\n"},
    {"# Staying well\n"
     "\n"
     "Intro.\n"
     "\n"
     "- a\n",
     "  title: Staying well\n"
     "  note: Intro.\n"
     "  [ ] a\n"},
    {"# My week\n"
     "\n"
     "- a\n",
     "  [ ] a\n"},
    {"# Home\n"
     "- a\n"
     "# Work\n"
     "- b\n",
     "  [ ] Home\n"
     "    [ ] a\n"
     "  [ ] Work\n"
     "    [ ] b\n"},
    {"## Home\n"
     "### Kitchen\n"
     "- a\n"
     "### Garden\n"
     "- b\n",
     "  [ ] Home\n"
     "    [ ] Kitchen\n"
     "      [ ] a\n"
     "    [ ] Garden\n"
     "      [ ] b\n"},
    {"## Home\n"
     "### 1. Cook\n"
     "### 2. Mow\n",
     "  [ ] Cook\n"
     "  [ ] Mow\n"
     "1: left out: a heading that only groups goals: Home\n"},
    {"## Home\n"
     "Text.\n"
     "### 1. Cook\n",
     "  note: ## Home|Text.\n"
     "  [ ] Cook\n"},
    {"**Health**\n"
     "\n"
     "- a\n"
     "\n"
     "**Home**:\n"
     "\n"
     "- b\n",
     "  [ ] Health\n"
     "    [ ] a\n"
     "  [ ] Home\n"
     "    [ ] b\n"},
    {"**Health**\n"
     "\n"
     "Text.\n",
     "  note: **Health**||Text.\n"},
    {"Head\n"
     "====\n"
     "\n"
     "Text.\n"
     "\n"
     "Other\n"
     "-----\n"
     "\n"
     "Text.\n",
     "  title: Head\n"
     "  note: Text.||Other|-----||Text.\n"},
    {"Plants for the balcony:\n"
     "\n"
     "- a\n",
     "  note: Plants for the balcony:\n"
     "  [ ] a\n"},
    {"Ideas for the week:\n"
     "\n"
     "- a\n",
     "  note: Ideas for the week:||- a\n"},
    {"## ✅ Habits\n"
     "- [ ] run\n",
     "  [ ] Habits\n"
     "    [ ] run\n"},
    {"## [x] Read\n"
     "Text.\n",
     "  [x] Read\n"
     "    note: Text.\n"},
    {"## ~~Read~~\n", "  [-] Read\n"},
    /* Sections. */
    {"## Done\n"
     "- a\n"
     "- [ ] b\n"
     "- c\n"
     "  - d\n"
     "  - [ ] e\n"
     "## Not done\n"
     "- f\n"
     "- [x] g\n",
     "  [x] a\n"
     "  [ ] b\n"
     "  [ ] c\n"
     "    [x] d\n"
     "    [ ] e\n"
     "  [ ] f\n"
     "  [x] g\n"},
    {"## Done\n"
     "All well.\n",
     "  note: ## Done|All well.\n"},
    {"## Done\n"
     "### Work\n"
     "- a\n"
     "### Home\n"
     "- b\n",
     "  [x] Work\n"
     "    [ ] a\n"
     "  [x] Home\n"
     "    [ ] b\n"},
    {"## Also\n"
     "- a\n"
     "  - b\n"
     "\n"
     "  text\n"
     "- [ ] c\n"
     "- ~~d~~\n"
     "- e 60%\n",
     "  [ ] c\n"
     "  [-] d\n"
     "  + a\n"
     "    note: - b||text\n"
     "  + e (60%)\n"
     "6: a goal, because it is not done besides the plan: c\n"
     "7: a goal, because it is not done besides the plan: d\n"},
    {"## Also\n"
     "### Work\n"
     "- a\n"
     "### Fixed the bike\n"
     "It was **hard**.\n",
     "  + a\n"
     "  + Fixed the bike\n"
     "    note: It was **hard**.\n"
     "2: left out: a heading that only groups goals: Work\n"},
    {"## Done\n"
     "- a\n"
     "## Next week\n"
     "- b\n"
     "\n"
     "Text.\n",
     "  [x] a\n"
     "2019-08-12\n"
     "  note: Text.\n"
     "  [ ] b\n"},
    {"## To do\n"
     "- a\n"
     "## Done\n"
     "- b\n",
     "  [x] b\n"
     "2019-08-12\n"
     "  [ ] a\n"},
    {"## To do\n"
     "- a\n"
     "## Later\n"
     "Some day.\n"
     "- b\n",
     "later\n"
     "  note: Some day.\n"
     "  [ ] b\n"
     "2019-08-05\n"
     "  [ ] a\n"},
    {"## Focus\n"
     "Sleep\n"
     "## Focus for next week\n"
     "- Eat\n"
     "- Run\n"
     "  - far\n",
     "  title: Sleep\n"
     "2019-08-12\n"
     "  title: Eat; Run\n"
     "6: left out of the title of the week: far\n"},
    {"## Focus\n"
     "long long long long long long long long long long long long long long long long long long "
     "long long long long long long long long long long long long long long long long long long "
     "long long long long long long long long long long long long long long \n",
     "  note: long long long long long long long long long long long long long long long long long "
     "long long long long long long long long long long long long long long long long long long "
     "long long long long long long long long long long long long long long long\n"},
    {"# Home week\n"
     "## Theme\n"
     "Sleep\n",
     "  title: Sleep\n"
     "1: left out: another title of the week: Home week\n"},
    {"## Review\n"
     "Good.\n"
     "\n"
     "- a\n"
     "  - b\n"
     "\n"
     "### What next\n"
     "1. c\n"
     "\n"
     "## What went well\n"
     "All.\n"
     "## Not done\n"
     "- d\n",
     "  [ ] d\n"
     "  review: Good.||- a|  - b||## What went well|All.\n"
     "2019-08-12\n"
     "  [ ] c\n"},
    {"# Weekly review\n"
     "Fine.\n"
     "## Done\n"
     "- a\n",
     "  [x] a\n"
     "  review: Fine.\n"},
    {"## Done\n"
     "## Also\n"
     "\n"
     "## Review\n",
     "1: left out: an empty section: Done\n"
     "2: left out: an empty section: Also\n"
     "4: left out: an empty section: Review\n"
     "65 0:0: the text has nothing for a plan: no list, no goal, no note\n"},
    {"Done:\n"
     "- a\n"
     "\n"
     "Not done:\n"
     "- b\n"
     "\n"
     "**Next week**\n"
     "\n"
     "- c\n",
     "  [x] a\n"
     "  [ ] b\n"
     "2019-08-12\n"
     "  [ ] c\n"},
    {"I want this done:\n"
     "- a\n",
     "  note: I want this done:\n"
     "  [ ] a\n"},
    {"## Goals\n"
     "- a\n"
     "- b\n"
     "## Done\n"
     "- a\n",
     "  [ ] a\n"
     "  [ ] b\n"
     "2019-08-05\n"
     "  [x] a\n"},
    {"What I want to do:\n"
     "- a\n",
     "  [ ] a\n"},
    {"## Things I need to do\n"
     "- a\n",
     "  [ ] a\n"},
    {"## Done\n"
     "- a\n"
     "## To do\n"
     "- b\n",
     "  [x] a\n"
     "2019-08-12\n"
     "  [ ] b\n"},
    {"## Focus: sleep *more*\n"
     "- a\n",
     "  title: sleep more\n"
     "  [ ] a\n"},
    {"**Focus:** sleep more\n"
     "\n"
     "- a\n",
     "  title: sleep more\n"
     "  [ ] a\n"},
    {"Theme: rest\n"
     "\n"
     "Text.\n",
     "  title: rest\n"
     "  note: Text.\n"},
    {"## 1. Read\n"
     "Focus: part 2\n"
     "- a\n",
     "  [ ] Read\n"
     "    note: Focus: part 2\n"
     "    [ ] a\n"},
    {"## Review\n"
     "Focus: good\n",
     "  review: Focus: good\n"},
    {"Focus for next week: eat\n", "2019-08-12\n"
                                   "  title: eat\n"},
    {"## Read: the book\n"
     "- a\n",
     "  [ ] Read: the book\n"
     "    [ ] a\n"},
    /* Notes keep their Markdown. */
    {"Text [a][r], [r][], [r] and ![i][r], [x](y) and [z].\n"
     "\n"
     "- [b][r]\n"
     "\n"
     "  [c]\n"
     "  [r]\n"
     "\n"
     "[r]: https://e.org \"T\"\n"
     "[u]: https://unused.org\n"
     "[c]: <c d>\n",
     "  note: Text [a](https://e.org \"T\"), [r](https://e.org \"T\"), [r](https://e.org \"T\") "
     "and ![i](https://e.org \"T\"), [x](y) and [z].\n"
     "  [ ] [b](https://e.org \"T\")\n"
     "    note: [c](<c d>)|[r](https://e.org \"T\")\n"
     "9: left out: the definition of a link that nothing uses: [u]: https://unused.org\n"},
    {"Text[^1].\n"
     "\n"
     "[^1]: word\n"
     "[^2]: more words\n",
     "  note: Text[^1].||[^1]: word|[^2]: more words\n"},
    {"a\n"
     "\n"
     "***\n"
     "\n"
     "b\n"
     "\n"
     "---\n"
     "\n"
     "- c\n",
     "  note: a||***||b\n"
     "  [ ] c\n"},
    {"<div>\n"
     "text\n"
     "</div>\n"
     "\n"
     "<br>\n"
     "\n"
     "<!-- a\n"
     "\n"
     "b -->\n"
     "\n"
     "<img src=\"a.png\">\n"
     "\n"
     "x\n",
     "  note: <div>|text|</div>||x\n"
     "5: left out: HTML: <br>\n"
     "7: left out: HTML up to line 9: <!-- a…\n"
     "11: left out: HTML: <img src=\"a.png\">\n"},
    {"![a](b.png)\n"
     "\n"
     "- ![c](d.png)\n",
     "  note: ![a](b.png)\n"
     "  [ ] [c](d.png)\n"},
    {"~~~\n"
     "a\n"
     "~~~\n"
     "\n"
     "```js\n"
     "```\n"
     "\n"
     "    code\n"
     "\n"
     "> - quoted\n"
     "> - list\n",
     "  note: ~~~|a|~~~||```js|```||    code||> - quoted|> - list\n"},
    {"# Title #\n"
     "\n"
     "A\\\n"
     "b\n",
     "  title: Title\n"
     "  note: A\\|b\n"},
    {"[a][ B\tc ] x\n"
     "\n"
     "- y\n"
     "\n"
     "[b  C]: u\n"
     "[B c]: v\n",
     "  note: [a](u) x\n"
     "  [ ] y\n"
     "6: left out: a second definition of the same link: [B c]: v\n"},
    {"[![a](b)][r] and [a](b)\n"
     "\n"
     "[r]: https://e.org\n",
     "  note: [![a](b)](https://e.org) and [a](b)\n"},
};

static void test_texts_become_weeks(void **state)
{
    struct wp_import_options week = options;

    (void)state;
    wp_day_parse(wp_str("2019-08-05"), &week.week);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wp_buf expected = WP_BUF_INIT;
        bool other = rows[i].expected[0] != ' ';

        wp_buf_puts(&expected, other ? "\n" : "\n2019-08-05\n");
        wp_buf_puts(&expected, rows[i].expected);
        assert_import(rows[i].text, &week, expected.data);
        wp_buf_free(&expected);
    }
}

/* Days in the front matter and in headings. The weeks begin on Mondays. */
static const struct {
    const char *text;
    const char *expected;
} day_rows[] = {
    {"---\ntitle: \"Staying well: Week of Aug. 4th, 2019\"\ndate: 2019-09-01\n---\n- a\n",
     "2019-07-29\n  title: Staying well\n  [ ] a\n"},
    {"---\ndate: 2019-08-06\n---\nText.\n", "2019-08-05\n  note: Text.\n"},
    {"---\ndate: 2019-08-20\n---\n## Week of August 6\n- a\n", "2019-08-05\n  [ ] a\n"},
    {"# January 20, 2015\n- a\n", "2015-01-19\n  [ ] a\n"},
    /* A Monday above what was done is the day of looking back. */
    {"# January 19, 2015\n## Done\n- a\n## Next week\n- b\n",
     "2015-01-12\n  [x] a\n2015-01-19\n  [ ] b\n"},
    {"# January 19, 2015\n- [x] a\n", "2015-01-19\n  [x] a\n"},
    /* Several weeks. */
    {"# Goals\n\n## 2019-W33: Rest\n- b\n\n## 2019-W32\n- a\n\n### Later\n- c\n",
     "later\n  [ ] c\n2019-08-05\n  [ ] a\n2019-08-12\n  title: Rest\n  [ ] b\n"},
    {"Intro.\n\n## 2019-W32\n- a\n", "2019-08-05\n  note: Intro.\n  [ ] a\n"},
    {"# 2019-W32\n## Tuesday, August 6\n- a\n### 1. Call by Aug 9th\n",
     "2019-08-05\n  [ ] a\n  [ ] Call by Aug 9th\n"
     "2: left out: a heading that only groups goals: Tuesday, August 6\n"},
    {"## Monday, Aug 5, 2019\n- a\n## Tuesday, Aug 6, 2019\n- b\n",
     "2019-08-05\n  [ ] a\n  [ ] b\n"},
    /* Days that do not tell their week. */
    {"# Week of Aug. 4th\n- a\n",
     "66 1:0: the year of this day is not known: Week of Aug. 4th (give the week with -w)\n"},
    {"- a\n", "66 0:0: no heading has the day of the week (give the week with -w)\n"},
    {"# 2019-02-30\n- a\n",
     "66 1:0: this day does not exist: 2019-02-30 (give the week with -w)\n"},
};

static void test_days_tell_weeks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof day_rows / sizeof day_rows[0]; i++)
        assert_import(day_rows[i].text, &options, day_rows[i].expected);
}

static void test_a_file_name_tells_the_week(void **state)
{
    struct wp_import_options named = options;

    (void)state;
    named.file_name = "posts/2019-08-06-staying.md";
    assert_import("- a\n", &named, "2019-08-05\n  [ ] a\n");
    named.file_name = "goals-2019.md";
    assert_import("## August 6\n- a\n", &named, "2019-08-05\n  [ ] a\n");
}

/* An option gives the week of the whole text, whatever its headings are. */
static void test_a_given_week_wins(void **state)
{
    struct wp_import_options week = options;

    (void)state;
    wp_day_parse(wp_str("2019-08-05"), &week.week);
    assert_import("# Week of Jan 7, 2015: Rest\n- a\n# Jan 14, 2015\n- b\n", &week,
                  "\n2019-08-05\n  title: Rest\n  [ ] a\n  [ ] b\n");
    assert_import("# Week of Jan 7\n- a\n", &week, "\n2019-08-05\n  [ ] a\n");
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    assert_import("- a\n- \xFF\n", &options,
                  "65 2:3: this is not UTF-8 (save the file as UTF-8)\n");
    assert_import("---\ntitle: a\n", &options,
                  "65 1:1: the front matter has no end (write --- below its last line)\n");
}

/* Lists below the deepest level are in the note of the item above. */
static void test_nesting_has_an_end(void **state)
{
    struct wp_import_options week = options;
    struct wp_import import;
    struct wp_error error;
    struct wp_buf text = WP_BUF_INIT;
    const struct wp_item *item;
    unsigned depth = 0;

    (void)state;
    wp_day_parse(wp_str("2019-08-05"), &week.week);
    for (int i = 0; i < 40; i++) {
        wp_buf_repeat(&text, "  ", (size_t)i);
        wp_buf_printf(&text, "- %d\n", i);
    }
    assert_int_equal(wp_import_markdown(&import, wp_buf_str(&text), &week, &error), WP_OK);
    for (item = import.weeks[0]->root.first; item->first != NULL; item = item->first)
        depth++;
    assert_int_equal(depth, 30);
    assert_true(wp_str_starts(item->note, "- 31\n  - 32\n"));
    assert_int_equal(import.remark_count, 1);
    assert_int_equal(import.remarks[0].line, 32);
    wp_import_free(&import);
    wp_buf_free(&text);
}

static void test_limits_of_the_format_hold(void **state)
{
    struct wp_import_options week = options;
    struct wp_import import;
    struct wp_error error;
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    wp_day_parse(wp_str("2019-08-05"), &week.week);
    wp_buf_repeat(&text, "- a\n", 10000);
    assert_int_equal(wp_import_markdown(&import, wp_buf_str(&text), &week, &error), WP_OK);
    wp_import_free(&import);
    wp_buf_puts(&text, "- a\n");
    assert_int_equal(wp_import_markdown(&import, wp_buf_str(&text), &week, &error), WP_INVALID);
    assert_string_equal(error.message, "the week of 2019-08-05 would have more than 10000 items "
                                       "(split the file)");
    wp_import_free(&import);
    wp_buf_clear(&text);
    wp_buf_repeat(&text, "a long line of text\n", 60000);
    assert_int_equal(wp_import_markdown(&import, wp_buf_str(&text), &week, &error), WP_INVALID);
    wp_import_free(&import);
    wp_buf_free(&text);
}

/* The items are linked in all directions. */
static void test_items_are_linked(void **state)
{
    struct wp_import_options week = options;
    struct wp_import import;
    struct wp_error error;
    const struct wp_item *root;
    struct wp_buf path = WP_BUF_INIT;

    (void)state;
    wp_day_parse(wp_str("2019-08-05"), &week.week);
    assert_int_equal(wp_import_markdown(&import, wp_str("- a\n- b\n  - c\n  - d\n"), &week, &error),
                     WP_OK);
    root = &import.weeks[0]->root;
    wp_item_path(&path, root->first->next->first->next);
    assert_string_equal(path.data, "2.2");
    assert_ptr_equal(root->first->next->previous, root->first);
    assert_ptr_equal(root->first->parent, root);
    assert_int_equal(import.weeks[0]->item_count, 4);
    wp_buf_free(&path);
    wp_import_free(&import);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_become_weeks),
        cmocka_unit_test(test_days_tell_weeks),
        cmocka_unit_test(test_a_file_name_tells_the_week),
        cmocka_unit_test(test_a_given_week_wins),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_nesting_has_an_end),
        cmocka_unit_test(test_limits_of_the_format_hold),
        cmocka_unit_test(test_items_are_linked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
