/* The marks of titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/item_marks.h"
#include "plan/progress_value.h"

/* Append the state, the title, the progress and the reason: "done Read {3/5} (no time)". */
static void put_marks(struct wp_buf *out, const char *markdown)
{
    static const char *const states[] = {"", "open ", "done ", "dropped "};
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_import_text text;
    struct wp_import_remarks remarks = {.arena = arena};
    struct wp_error error;
    const struct wp_markdown_node *item;
    struct wp_title_text title;
    struct wp_item_marks marks;

    assert_int_equal(wp_import_text_read(&text, arena, wp_str(markdown), &error), WP_OK);
    item = wp_markdown_parse(text.text, arena)->first->first;
    title = wp_title_text_make(&text, item->first, NULL, &remarks);
    marks = wp_item_marks_take(&title, item->task, arena);
    wp_buf_puts(out, states[marks.state]);
    wp_buf_append(out, title.text);
    if (marks.progress.given) {
        wp_buf_puts(out, " {");
        wp_progress_value_format(out, &marks.progress);
        wp_buf_putc(out, '}');
    }
    if (marks.reason.length > 0)
        wp_buf_printf(out, " because %.*s", (int)marks.reason.length, marks.reason.data);
    wp_buf_puts(out, marks.put_off ? " >" : "");
    wp_arena_free(arena);
}

static const struct {
    const char *item;
    const char *expected;
} rows[] = {
    {"- Read", "Read"},
    /* Boxes. */
    {"- [x] Read", "done Read"},
    {"- [X] Read", "done Read"},
    {"- [ ] Read", "open Read"},
    {"- [/] Read", "open Read"},
    {"- [-] Read", "dropped Read"},
    {"- [~] Read", "dropped Read"},
    {"- [>] Read", "dropped Read >"},
    {"- **[x] Read**", "done Read"},
    {"- [!] Read", "[!] Read"},
    {"- [x]Read", "[x]Read"},
    {"- [x](https://e.org) Read", "[x](https://e.org) Read"},
    {"- \\[-] Read", "[-] Read"},
    {"- `[-]` Read", "`[-]` Read"},
    /* Signs. */
    {"- ✓ Read", "done Read"},
    {"- ✔️ Read", "done Read"},
    {"- Read ✔️", "done Read"},
    {"- ☑ Read", "done Read"},
    {"- ✅ Read", "done Read"},
    {"- Read ✅", "done Read"},
    {"- Read :white_check_mark:", "done Read"},
    {"- ✗ Read", "open Read"},
    {"- Read ✘", "open Read"},
    {"- ❌ Read", "open Read"},
    {"- :x: Read", "open Read"},
    {"- ☐ Read", "open Read"},
    {"- ✓", "✓"},
    {"- Buy a ✓ stamp", "Buy a ✓ stamp"},
    {"- Read✓", "Read✓"},
    {"- [x] Read ✗", "done Read"},
    /* Words in capitals. */
    {"- TODO Write", "open Write"},
    {"- TODO: write", "open write"},
    {"- DOING Write", "open Write"},
    {"- LATER Write", "open Write"},
    {"- DONE Ship", "done Ship"},
    {"- **DONE** Ship", "done Ship"},
    {"- **DONE:** Ship", "done Ship"},
    {"- CANCELLED Ship", "dropped Ship"},
    {"- Run - DONE", "done Run"},
    {"- Run — DONE", "done Run"},
    {"- Run: **DONE**", "done Run"},
    {"- Run: FAILED", "open Run"},
    {"- Run (done)", "done Run"},
    {"- [x] Run (done)", "done Run"},
    {"- [ ] Run (done)", "open Run (done)"},
    {"- Run (done that)", "Run (done that)"},
    {"- Run DONE", "Run DONE"},
    {"- Get things DONE", "Get things DONE"},
    {"- FAILED Run", "FAILED Run"},
    {"- [ ] TODO Write", "open TODO Write"},
    {"- [ ] Run: DONE", "open Run: DONE"},
    {"- TODO list app", "TODO list app"},
    {"- TODO", "TODO"},
    {"- DONE (3/5)", "DONE {3/5}"},
    {"- DONE", "DONE"},
    {"- : DONE", ": DONE"},
    {"- TODOs of Ada", "TODOs of Ada"},
    {"- Todo Write", "Todo Write"},
    {"- Done with it", "Done with it"},
    {"- `TODO` in the code", "`TODO` in the code"},
    {"- T&#79;DO Write", "TODO Write"},
    {"- Run: `DONE`", "Run: `DONE`"},
    /* Struck titles. */
    {"- ~~Read~~", "dropped Read"},
    {"- ~~Read *it*~~", "dropped Read it"},
    {"- [ ] ~~Read~~", "dropped Read"},
    {"- [x] ~~Read~~", "done Read"},
    {"- ✓ ~~Read~~", "done Read"},
    {"- ~~Read~~ (no time)", "dropped Read because no time"},
    {"- ~~Read~~ – no time", "dropped Read because no time"},
    {"- ~~Read~~: no time", "dropped Read because no time"},
    {"- ~~Read~~ (dropped: no time)", "dropped Read because no time"},
    {"- [-] Read (dropped: no time)", "dropped Read because no time"},
    {"- [-] Read (dropped: a (b))", "dropped Read because a (b)"},
    {"- [-] [Read](u) (dropped)", "dropped [Read](u)"},
    {"- [ ] Read (dropped: x)", "open Read (dropped: x)"},
    {"- [-] Read (no time)", "dropped Read (no time)"},
    {"- ~~Read~~ Run", "~~Read~~ Run"},
    {"- Read ~~more~~", "Read ~~more~~"},
    {"- \\~\\~Read\\~\\~", "~~Read~~"},
    /* Progress. */
    {"- Read (3/5)", "Read {3/5}"},
    {"- Read (3/5 chapters)", "Read {3/5 chapters}"},
    {"- Read (3 of 5)", "Read {3/5}"},
    {"- Read (3 of 5 chapters)", "Read {3/5 chapters}"},
    {"- Read (2.5/20 km)", "Read {2.5/20 km}"},
    {"- Read (60%)", "Read {60%}"},
    {"- Read (60% done)", "Read {60%}"},
    {"- Read 60%", "Read {60%}"},
    {"- Read – 60%", "Read {60%}"},
    {"- Read: 60%", "Read {60%}"},
    {"- [x] Read (5/5)", "done Read {5/5}"},
    {"- Read (3/5) ✓", "done Read {3/5}"},
    {"- Read (5/3 talks)", "Read {5/3 talks}"},
    {"- Raise it to 60%", "Raise it to 60%"},
    {"- Cut costs BY 60%", "Cut costs BY 60%"},
    {"- Read 120%", "Read 120%"},
    {"- 60%", "60%"},
    {"- (3/5)", "(3/5)"},
    {"- Dentist 8/4", "Dentist 8/4"},
    {"- Talks: 3/5", "Talks: 3/5"},
    {"- Read (3/0)", "Read (3/0)"},
    {"- Read (3/5", "Read (3/5"},
    {"- Read(3/5)", "Read(3/5)"},
    {"- Read (the last 3)", "Read (the last 3)"},
    {"- Read (3/5) today", "Read (3/5) today"},
    {"- Read \\(3/5)", "Read (3/5)"},
    {"- Read 60\\%", "Read 60%"},
    {"- Read `60%`", "Read `60%`"},
    {"- Read [60%](https://e.org)", "Read [60%](https://e.org)"},
    {"- [Read](https://e.org) (3/5)", "[Read](https://e.org) {3/5}"},
    {"- `Read` 60%", "`Read` {60%}"},
    /* Days with signs. */
    {"- Call 📅 2019-08-09", "Call"},
    {"- Call ✅ 2019-08-07", "done Call"},
    {"- Call ✅️ 2019-08-07", "done Call"},
    {"- Call 📅2019-08-09", "Call"},
    {"- [x] Call 📅 2019-08-09 ✅ 2019-08-07", "done Call"},
    {"- [-] Call ❌ 2019-08-07", "dropped Call"},
    {"- Call ❌ 2019-08-07", "Call ❌ 2019-08-07"},
    {"- Call (60%) 📅 2019-08-09", "Call {60%}"},
    {"- Call 📅 2019-08-09 📅 2019-08-10", "Call 📅 2019-08-09 📅 2019-08-10"},
    {"- Call &#128197; 2019-08-09", "Call 📅 2019-08-09"},
    {"- Call 📅 9 Aug", "Call 📅 9 Aug"},
    {"- 📅 2019-08-09", "📅 2019-08-09"},
    /* Nothing but marks. */
    {"- [ ] (3/5)", "open (3/5)"},
    {"- [-]", "dropped "},
};

static void test_marks_are_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wp_buf out = WP_BUF_INIT;

        wp_buf_puts(&out, "");
        put_marks(&out, rows[i].item);
        if (!wp_str_equal_c(wp_buf_str(&out), rows[i].expected))
            fail_msg("%s: %s", rows[i].item, out.data);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_marks_are_taken)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
