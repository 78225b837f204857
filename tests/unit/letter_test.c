/* The text and the HTML of a letter. tests/e2e/mail_letter.sh checks whole messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/letter.h"
#include "render/letter_room.h"

static const struct wp_text_style plain_style = {.width = WP_LETTER_COLUMNS};
static struct wp_buf text;
static struct wp_buf html;
static struct wp_buf headline;

static int end(void **state)
{
    (void)state;
    wp_buf_free(&text);
    wp_buf_free(&html);
    wp_buf_free(&headline);
    return 0;
}

/* The sentence about the list for later in the letters of this test. */
static const char *for_later = "";

static const struct wp_date monday = {2019, 8, 12};

/* Read the plan for the letter about the week of 4 August 2019. */
static enum wp_status read_weeks(struct wp_report_input *weeks, const char *plan,
                                 const struct wp_report_options *options)
{
    const struct wp_str bytes = wp_str(plan);
    const struct wp_input input = wp_input_memory(&bytes);
    struct wp_error error;
    struct wp_problems problems = {.list = &error, .limit = 1};

    return wp_report_input_read(weeks, &input, options, &problems);
}

static struct wp_report_options options_on(wp_day today)
{
    return (struct wp_report_options){.today = today,
                                      .later = wp_str(for_later),
                                      .window = wp_window_holding(wp_day_of(monday) - 7),
                                      .goal = 800,
                                      .carry_next_command = wp_str("weekplan carry"),
                                      .add_next_command = wp_str("weekplan add -f <p> TITLE")};
}

/* Write the letter about the week of 4 August 2019, as sent on `today`. */
static void write_letter_on(const char *plan, wp_day today, const struct wp_letter_ask *ask)
{
    const struct wp_report_options options = options_on(today);
    struct wp_report_input weeks;
    struct wp_report report;

    end(NULL);
    assert_int_equal(read_weeks(&weeks, plan, &options), WP_OK);
    wp_report_make(&report, &weeks, &options);
    wp_letter_text_headline(&headline, &report, ask);
    wp_letter_text(&text, &report, ask, &plain_style);
    wp_letter_html(&html, &report, ask, wp_buf_str(&text));
    wp_report_free(&report);
    wp_report_input_free(&weeks);
}

/* Write the letter about the week of 4 August 2019, on the Monday after it. */
static void write_letter(const char *plan)
{
    write_letter_on(plan, wp_day_of(monday), NULL);
}

static void assert_has(const struct wp_buf *part, const char *words)
{
    if (strstr(part->data, words) == NULL)
        fail_msg("'%s' is not in:\n%s", words, part->data);
}

static void assert_lacks(const struct wp_buf *part, const char *words)
{
    if (strstr(part->data, words) != NULL)
        fail_msg("'%s' is in:\n%s", words, part->data);
}

/* Assert that the words occur in this order. */
static void assert_order(const struct wp_buf *part, const char *const *words)
{
    const char *at = part->data;

    for (; *words != NULL; words++) {
        const char *found = strstr(at, *words);

        if (found == NULL)
            fail_msg("'%s' is not where it should be in:\n%s", *words, part->data);
        else
            at = found;
    }
}

static const char plan[] = "week: 2019-07-28\n"
                           "goals: [{title: Capstone, id: c, progress: 1/4}]\n"
                           "---\n"
                           "week: 2019-08-04\n"
                           "goals:\n"
                           "  - {title: Write, done: 2019-08-05}\n"
                           "  - {title: Capstone, id: c, progress: 2/4, carried: 2, due: "
                           "2019-08-09}\n"
                           "  - {title: Reasons, dropped: covered}\n"
                           "---\n"
                           "week: 2019-08-11\n"
                           "goals: [{title: Capstone, id: c, progress: 2/4}]\n";

static void test_sections_are_in_their_order(void **state)
{
    static const char *const answers[] = {"Sun 4 – Sat 10 August 2019",
                                          "75%",
                                          "Write",
                                          "Capstone",
                                          "2 days late",
                                          "Reasons",
                                          "from 25%",
                                          "Planned for this week",
                                          "Capstone",
                                          "50%",
                                          NULL};

    (void)state;
    write_letter(plan);
    assert_order(&text, answers);
    assert_order(&html, answers);
    assert_has(&text, "carried ×2");
    assert_has(&html, "carried ×2");
    assert_lacks(&text, "weekplan carry");
}

static const char running[] =
    "week: 2019-08-04\n"
    "goals:\n"
    "  - {title: Write, subtasks: [{title: Draft, due: 2019-08-07}, Send]}\n"
    "  - {title: Read, due: 2019-08-10}\n"
    "  - {title: Call, due: 2019-08-09}\n"
    "  - {title: Next month, due: 2019-09-09}\n"
    "  - {title: Run, done: 2019-08-05, due: 2019-08-06}\n"
    "  - {title: Gone, dropped: rain, due: 2019-08-06}\n"
    "---\n"
    "week: 2019-08-11\n"
    "goals: [Another week]\n";

/* The letter about the current week begins with what can still be done. */
static void test_running_week(void **state)
{
    static const char *const answers[] = {"Sun 4 – Sat 10 August 2019",
                                          "16.7%",
                                          "Late and due",
                                          "Draft",
                                          "2 days late",
                                          "Call",
                                          "due today",
                                          "Read",
                                          "Not done yet",
                                          "Write",
                                          "Next month",
                                          "Done",
                                          "Run",
                                          "Dropped",
                                          "Gone",
                                          "Sent by weekplan",
                                          NULL};

    (void)state;
    write_letter_on(running, wp_day_of(monday) - 3, NULL);
    assert_non_null(strstr(headline.data, " so far"));
    assert_order(&text, answers);
    assert_order(&html, answers);
    assert_lacks(&text, "Another week");
    assert_lacks(&html, "Another week");
    assert_lacks(&text, "review");
    write_letter_on(running, wp_day_of(monday) - 6, NULL);
    assert_has(&text, "\nDue\n");
    /* When the week is over, the letter looks back. */
    write_letter(running);
    assert_lacks(&text, "Late and due");
    assert_has(&text, "Another week");
}

static void test_questions(void **state)
{
    struct wp_str questions[] = {
        WP_STR("What <i>?"),
        WP_STR("A question that is longer than the seventy-two columns that a line of it has?")};
    const struct wp_letter_ask ask = {.heading = "Your review",
                                      .questions = {questions, 2},
                                      .hints = {{wp_str("weekplan review -f '<p>'"), "opens it."},
                                                {wp_str("weekplan review TEXT"), "saves it."}},
                                      .hint_count = 2};
    static const char *const answers[] = {
        "16.7%",      "Not done yet",       "Draft",     "Your review",          "What ",
        "A question", "weekplan review -f", "opens it.", "weekplan review TEXT", "saves it.",
        NULL};

    (void)state;
    write_letter_on(running, wp_day_of(monday) - 3, &ask);
    assert_string_equal(strchr(headline.data, '?'),
                        strstr(headline.data, "? Week of 4 Aug: 16.7%"));
    assert_order(&text, answers);
    assert_order(&html, answers);
    assert_has(&text, "  What <i>?\n");
    assert_has(&text, "that a line of\n  it has?\n");
    assert_has(&html, "What &lt;i&gt;?");
    assert_has(&html, "review -f &#39;&lt;p&gt;&#39;</code>");
    assert_lacks(&text, "Another week");
}

static void test_nothing_planned_yet(void **state)
{
    (void)state;
    write_letter("week: 2019-08-04\ngoals: [One]\n");
    assert_has(&text, "weekplan carry");
    assert_has(&html, "weekplan carry");
}

static void test_the_text_is_narrow(void **state)
{
    (void)state;
    write_letter("week: 2019-08-04\n"
                 "title: A title that is longer than the seventy-two columns that a line has\n"
                 "note: A note that is longer than the seventy-two columns that a line of it has\n"
                 "goals:\n"
                 "  - title: A goal that is longer than the seventy-two columns that a line has\n"
                 "    links: [https://example.org/which/is/longer/than/the/seventy-two/columns/]\n"
                 "    subtasks: [{title: And what is done of it is longer than the seventy-two "
                 "columns, done: true}, open]\n");
    for (const char *line = text.data; *line != '\0'; line = strchr(line, '\n') + 1) {
        struct wp_str one = {line, strcspn(line, "\n")};

        if (wp_utf8_columns(one) > WP_LETTER_COLUMNS)
            fail_msg("too wide: %.*s", (int)one.length, one.data);
    }
    assert_has(&text, "\n-- \n"); /* the beginning of the signature */
}

static void test_titles_are_text(void **state)
{
    (void)state;
    write_letter("week: 2019-08-04\n"
                 "title: \"<b>\\e[31m\"\n"
                 "goals:\n"
                 "  - title: \"<script>&\\\"'\"\n"
                 "    note: \"</span>\\n\\u200b\"\n"
                 "    links: ['javascript:alert(1)', 'https://example.org/?a=\"&b']\n"
                 "  - {title: x, dropped: \"</td>\"}\n"
                 "  - {title: y, progress: \"1/2 <i>\"}\n");
    assert_has(&html, "&lt;b&gt;\xef\xbf\xbd[31m");
    assert_has(&html, "&lt;script&gt;&amp;&quot;&#39;");
    assert_has(&html, "&lt;/span&gt;");
    assert_has(&html, "1/2 &lt;i&gt;");
    assert_has(&html, "&lt;/td&gt;");
    assert_lacks(&html, "<script");
    assert_lacks(&html, "href=\"javascript");
    assert_lacks(&html, "\xe2\x80\x8b");
}

/* Each part of a bar is a table cell. A bar that is empty or full has one cell. */
static void test_bars(void **state)
{
    static const struct {
        const char *progress;
        const char *cells;
        const char *other; /* a text that must be absent */
    } bars[] = {
        {"0/1000", "width=\"100%\" bgcolor=\"#d8dee4\"", "bgcolor=\"#2da44e\""},
        {"1/1000", "width=\"1%\" bgcolor=\"#2da44e\"", "width=\"0%\""},
        {"500/1000", "width=\"50%\" bgcolor=\"#2da44e\"", "width=\"100%\" bgcolor"},
        {"999/1000", "width=\"1%\" bgcolor=\"#d8dee4\"", "width=\"100%\" bgcolor"},
        {"1000/1000", "width=\"100%\" bgcolor=\"#2da44e\"", "bgcolor=\"#d8dee4\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        struct wp_buf week = WP_BUF_INIT;

        wp_buf_printf(&week, "week: 2019-08-04\ngoals: [{title: One, progress: %s}]\n",
                      bars[i].progress);
        write_letter(week.data);
        assert_has(&html, bars[i].cells);
        assert_lacks(&html, bars[i].other);
        wp_buf_free(&week);
    }
}

static void test_a_week_without_goals(void **state)
{
    (void)state;
    write_letter("week: 2019-08-04\nskip: <holiday>\n");
    assert_has(&html, "A week off: &lt;holiday&gt;");
    assert_has(&text, "<holiday>");
    write_letter("week: 2019-08-04\n");
    assert_has(&html, "Nothing was planned.");
    assert_has(&text, "Nothing was planned.");
}

/* Write the letter about the week of 4 August 2019, which is not in the plan. `others` are the
 * weeks of the plan. */
static void write_gap(const char *others, wp_day today)
{
    const struct wp_report_options options = options_on(today);
    struct wp_report_input weeks;
    struct wp_report report;
    struct wp_letter_gap gap = {wp_day_of((struct wp_date){2019, 8, 4}), today, &report};

    end(NULL);
    assert_int_equal(read_weeks(&weeks, others, &options), WP_MISSING);
    wp_report_make_gap(&report, &weeks, gap.start, &options);
    wp_letter_gap_headline(&headline, &gap);
    assert_string_equal(headline.data, "Week of 4 Aug: nothing planned");
    wp_letter_gap_text(&text, &gap, &plain_style);
    wp_letter_gap_html(&html, &gap, wp_buf_str(&text));
    wp_report_free(&report);
    wp_report_input_free(&weeks);
}

static void test_a_gap(void **state)
{
    (void)state;
    write_gap("", wp_day_of(monday));
    assert_has(&text, "Nothing was planned last week.");
    assert_has(&text, "weekplan add -f <p> TITLE");
    assert_has(&html, "weekplan add -f &lt;p&gt; TITLE");
    assert_lacks(&text, "brings over");
    write_gap("week: 2019-07-28\ngoals: [One]\n", wp_day_of(monday));
    assert_has(&text, "weekplan carry");
    assert_has(&html, "weekplan carry");
    write_gap("week: 2019-07-28\ngoals: [One]\n", wp_day_of(monday) - 3);
    assert_has(&text, "Nothing is planned for this week yet.");
    assert_has(&text, "weekplan carry");
    write_gap("week: 2019-07-28\ngoals: [One]\n", wp_day_of(monday) + 7);
    assert_has(&text, "Nothing was planned in this week.");
    assert_lacks(&text, "To go on");
    assert_lacks(&html, "To go on");
}

static void test_a_gap_before_a_plan(void **state)
{
    (void)state;
    write_gap("week: 2019-08-11\ngoals: [<One>, {title: Two, done: true}]\n", wp_day_of(monday));
    assert_has(&text, "Planned for this week\n1  ○ <One>\n2  ✓ Two\n");
    assert_has(&html, "Planned for this week");
    assert_has(&html, "&lt;One&gt;");
    assert_lacks(&text, "To go on");
    assert_lacks(&html, "To go on");
    write_gap("week: 2019-08-11\nskip: by the sea\n", wp_day_of(monday));
    assert_has(&text, "A week off: by the sea");
    assert_has(&html, "A week off: by the sea");
    assert_lacks(&text, "To go on");
    write_gap("week: 2019-08-18\ngoals: [Later]\n", wp_day_of(monday));
    assert_has(&text, "To go on");
    assert_lacks(&text, "Later");
}

/* If no item can be carried, the letter does not name `carry`. */
static void test_nothing_to_carry(void **state)
{
    static const char broken[] = "week: 2019-07-28\ngoals: [{}]\n";

    (void)state;
    write_gap("week: 2019-07-28\nskip: true\n", wp_day_of(monday));
    assert_has(&text, "weekplan add");
    assert_lacks(&text, "weekplan carry");
    assert_lacks(&html, "weekplan carry");
    write_gap(broken, wp_day_of(monday));
    assert_lacks(&text, "weekplan carry");
    write_letter("week: 2019-08-04\nskip: true\n");
    assert_has(&text, "weekplan add");
    assert_lacks(&text, "weekplan carry");
    write_letter("week: 2019-07-28\ngoals: [One]\n---\nweek: 2019-08-04\nskip: true\n");
    assert_has(&text, "weekplan carry");
    assert_lacks(&text, "weekplan add");
}

/* Return how often `words` occurs in `part`. */
static size_t count_of(const struct wp_buf *part, const char *words)
{
    size_t count = 0;

    for (const char *at = part->data; (at = strstr(at, words)) != NULL; at++)
        count++;
    return count;
}

/* Assert that both parts of the letter are smaller than the largest size of a letter, and that
 * the HTML has its closing tags. */
static void assert_fits(void)
{
    size_t size = wp_letter_room_size(wp_buf_str(&text));

    assert_in_range(size, 0, WP_LETTER_TEXT_MAX + 1000);
    assert_in_range(size + wp_letter_room_size(wp_buf_str(&html)), 0, WP_LETTER_MAX);
    assert_int_equal(count_of(&html, "<table"), count_of(&html, "</table>"));
    assert_int_equal(count_of(&html, "<p"), count_of(&html, "</p>"));
    assert_has(&html, "</body>\n</html>\n");
    assert_has(&html, "Sent by weekplan.");
}

/* Set `week` to a plan of one week with this number of goals. */
static void put_long_week(struct wp_buf *week, int goals)
{
    wp_buf_clear(week);
    wp_buf_puts(week, "week: 2019-08-04\ngoals:\n");
    for (int i = 1; i <= goals; i++)
        wp_buf_printf(week, "- {title: The goal %d of many, note: \"1\\n2\\n3\"%s}\n", i,
                      i % 2 == 0 ? ", done: 2019-08-05" : "");
}

static void test_a_long_week_ends_early(void **state)
{
    struct wp_buf long_plan = WP_BUF_INIT;

    (void)state;
    put_long_week(&long_plan, 60);
    write_letter(long_plan.data);
    assert_fits();
    assert_lacks(&text, "no room");
    assert_lacks(&html, "no room");
    put_long_week(&long_plan, 9000);
    write_letter(long_plan.data);
    assert_fits();
    assert_in_range(wp_letter_room_size(wp_buf_str(&html)), 60000, WP_LETTER_MAX);
    assert_has(&text, "\n\nThe letter has no room for more.\n'weekplan report -w 2019-08-04' "
                      "shows the rest.\n\n-- \n");
    assert_has(&html, "</table>\n<p");
    assert_has(&html, " of 4500 entries of &#39;Done&#39;, &#39;Not done&#39;, &#39;Notes and "
                      "links&#39;, &#39;Planned for this week&#39;. ");
    assert_has(&html, "&#39;weekplan report -w 2019-08-04&#39; shows the rest.</p>\n");
    /* A letter with a long plan for the next week also has a largest size. */
    wp_buf_clear(&long_plan);
    wp_buf_puts(&long_plan, "week: 2019-08-09\ngoals:\n");
    wp_buf_repeat(&long_plan,
                  "- This title has so many words that it takes two lines of the letter or maybe "
                  "even three of them\n",
                  9900);
    write_gap(long_plan.data, wp_day_of(monday));
    assert_fits();
    assert_has(&text, "'weekplan status -w 2019-08-09' shows the rest.\n\n-- \n");
    assert_has(&html, " of 9900 entries of &#39;Planned for this week&#39;. ");
    assert_has(&html, "&#39;weekplan status -w 2019-08-09&#39; shows the rest.</p>\n");
    wp_buf_free(&long_plan);
}

static const char nested[] = "week: 2019-08-04\n"
                             "goals:\n"
                             "  - {title: Write, subtasks: [{title: Draft, done: true}]}\n"
                             "  - title: Swim\n"
                             "    subtasks: [Monday, Friday, {title: Sunday, dropped: deferred to "
                             "2019-08-11}]\n"
                             "review: |\n"
                             "  So far.\n"
                             "  <And> no further.\n"
                             "---\n"
                             "week: 2019-08-11\n"
                             "goals: [Swim]\n";

static void test_goals_are_counted(void **state)
{
    (void)state;
    write_letter(nested);
    assert_string_equal(headline.data, "Week of 4 Aug: 33.3% (1 of 2 goals, 1 of 3 done)");
    assert_has(&text, "1 of 2 goals · 1 of 3 done · 1 put off\n");
    assert_has(&html, ">1 of 2 goals, 1 of 3 done, 1 put off</p>");
    write_letter(plan);
    assert_has(&headline, " (1/2)");
    assert_lacks(&text, "of 2 goals");
}

static void test_what_was_done_besides(void **state)
{
    static const char *const answers[] = {"1 of 2 goals",
                                          "Write",
                                          "Also done",
                                          "Mon",
                                          "Boxes",
                                          "Tue",
                                          "Bike",
                                          "Nobody",
                                          "Not done",
                                          "Send",
                                          "Notes and links",
                                          "Boxes",
                                          "https://ada.example",
                                          NULL};
    static const char *const in_html[] = {"1 of 2 goals",
                                          "Write",
                                          "Also done",
                                          "Boxes",
                                          "Mon",
                                          "Bike",
                                          "Tue",
                                          "Nobody",
                                          "Not done",
                                          "Send",
                                          "Notes and links",
                                          "Boxes",
                                          "https://ada.example",
                                          NULL};

    (void)state;
    write_letter("week: 2019-08-04\n"
                 "goals:\n"
                 "  - {title: Write, subtasks: [{title: Draft, done: 2019-08-05}]}\n"
                 "  - Send\n"
                 "also:\n"
                 "  - {title: Bike, done: 2019-08-06}\n"
                 "  - Nobody knows when\n"
                 "  - {title: Boxes, done: 2019-08-05, links: [https://ada.example]}\n");
    assert_string_equal(headline.data, "Week of 4 Aug: 50% (1 of 2 goals, 1 of 2 done, 3 besides)");
    assert_order(&text, answers);
    assert_order(&html, in_html);
    write_letter("week: 2019-08-04\nskip: holiday\nalso: [Bike, Boxes]\n");
    assert_string_equal(headline.data, "Week of 4 Aug: a week off, 2 besides");
    assert_has(&text, "Also done\n  ✓ Bike\n  ✓ Boxes\n");
    assert_has(&html, "Also done");
}

static void test_what_was_put_off(void **state)
{
    (void)state;
    write_letter(nested);
    assert_has(&text, "\n  With what was put off it would have come to 25%.\n");
    assert_has(&html, ">With what was put off it would have come to 25%.</p>");
    assert_has(&text, "\nPut off\n  – Sunday  to the week of 11 Aug\n");
    assert_has(&html, ">Put off</h2>");
    assert_lacks(&text, "dropped");
    assert_lacks(&html, "deferred");
    write_letter(plan);
    assert_lacks(&text, "put off");
}

static void test_the_review_is_last(void **state)
{
    (void)state;
    write_letter(nested);
    assert_has(&text, "\nPlanned for this week\n1  ○ Swim\n\nReview\n  So far.\n  <And> no "
                      "further.\n\n-- \n");
    assert_has(&html, ">Review</h2>");
    assert_has(&html, ">So far.<br>\n&lt;And&gt; no further.</p>\n</div>\n<p");
    write_letter(plan);
    assert_lacks(&text, "Review");
}

/* Write the letter about a week in which "%s" is replaced by a long text. */
static void write_letter_with(const char *format, const struct wp_buf *long_text)
{
    const char *place = strstr(format, "%s");
    struct wp_buf week = WP_BUF_INIT;

    wp_buf_append(&week, (struct wp_str){format, (size_t)(place - format)});
    wp_buf_append(&week, wp_buf_str(long_text));
    wp_buf_puts(&week, place + 2);
    write_letter(week.data);
    wp_buf_free(&week);
}

/* A single title, reason, note or review that is as long as a week is left out of the letter. */
static void test_a_long_text_is_left_out(void **state)
{
    static const char *const weeks[] = {
        "week: 2019-08-04\nnote: %s\ngoals: [{title: One}]\n",
        "week: 2019-08-04\ntitle: %s\ngoals: [{title: One}]\n",
        "week: 2019-08-04\nskip: %s\ngoals: [{title: One}]\n",
        "week: 2019-08-04\ngoals: [{title: One}]\nreview: %s\n",
        "week: 2019-08-04\ngoals: [{title: One, note: %s}]\n",
        "week: 2019-08-04\ngoals: [{title: One}, {title: %s}]\n",
        "week: 2019-08-04\ngoals: [{title: One}, {title: Two, dropped: %s}]\n",
    };
    static const char *const missing[] = {"It lacks the note. ",
                                          NULL,
                                          NULL,
                                          "It lacks &#39;Review&#39;. ",
                                          "It lacks &#39;Notes and links&#39;, ",
                                          "It lacks 1 of 2 entries of &#39;Not done&#39;, ",
                                          "It lacks &#39;Dropped&#39;, "};
    struct wp_buf long_text = WP_BUF_INIT;

    (void)state;
    wp_buf_repeat(&long_text, "ü=", 100000);
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        write_letter_with(weeks[i], &long_text);
        assert_fits();
        assert_has(&html, "<b>One</b>");
        if (missing[i] != NULL)
            assert_has(&html, missing[i]);
        else
            assert_lacks(&html, "no room");
    }
    /* A combining accent has bytes but no width. */
    wp_buf_clear(&long_text);
    wp_buf_puts(&long_text, "a");
    wp_buf_repeat(&long_text, "\xcc\x81", 200000);
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        write_letter_with(weeks[i], &long_text);
        assert_fits();
        assert_has(&html, "shows the rest.");
    }
    wp_buf_free(&long_text);
}

/* A note is Markdown, with the style of each element in itself. */
static void test_notes_are_markdown(void **state)
{
    (void)state;
    write_letter(
        "week: 2019-08-04\nnote: \"# Now\\n- [x] *a*\"\n"
        "goals: [{title: One, note: \"**b**\", links: [https://e.org]}, {title: Two, note: c}]\n"
        "review: \"### Well?\\n> d\"\n");
    assert_has(&html, "<h2 style=\"font-size:16px;line-height:1.45;font-weight:bold;margin:16px 0 "
                      "4px\">Now</h2>\n");
    assert_has(&html, "☑</span><em>a</em></li>\n");
    assert_has(&html, "<b>One</b></p>\n<div ");
    assert_has(&html, "<strong>b</strong></p>\n</div>\n<p ");
    assert_has(&html, ">https://e.org</a></p>\n<p ");
    assert_has(&html, ">Well?</h3>\n<blockquote ");
}

/* A note whose text has room, but whose HTML has none, is left out, and the goals are not. */
static void test_the_html_of_a_note_is_limited(void **state)
{
    struct wp_buf long_text = WP_BUF_INIT;

    (void)state;
    wp_buf_repeat(&long_text, "- a\\n", 1000);
    write_letter_with("week: 2019-08-04\nnote: \"%s\"\ngoals: [{title: One}]\n", &long_text);
    assert_fits();
    assert_has(&html, "It lacks the note. ");
    assert_has(&html, "<b>One</b>");
    write_letter_with("week: 2019-08-04\ngoals: [{title: One, note: \"%s\"}]\n", &long_text);
    assert_has(&html, "<li style=\"margin:2px 0\">a</li>\n");
    wp_buf_repeat(&long_text, "- a\\n", 2000);
    write_letter_with("week: 2019-08-04\ngoals: [{title: One, note: \"%s\"}]\n", &long_text);
    assert_fits();
    assert_has(&html, "<b>One</b>");
    assert_has(&html, "It lacks &#39;Notes and links&#39;, ");
    wp_buf_free(&long_text);
}

/* A letter that asks for the review of a long week keeps room for its questions. */
static void test_questions_of_a_long_week(void **state)
{
    struct wp_str question = WP_STR("What went well?");
    const struct wp_letter_ask ask = {.heading = "Your review", .questions = {&question, 1}};
    struct wp_buf long_plan = WP_BUF_INIT;

    (void)state;
    put_long_week(&long_plan, 9000);
    write_letter_on(long_plan.data, wp_day_of(monday), &ask);
    assert_fits();
    assert_has(&text, "What went well?");
    assert_has(&html, "What went well?");
    /* Questions are never left out: with very long questions the letter is longer than its
     * limit, but complete. */
    wp_buf_clear(&long_plan);
    wp_buf_repeat(&long_plan, "What? ", 100000);
    question = wp_buf_str(&long_plan);
    write_letter_on(plan, wp_day_of(monday), &ask);
    assert_has(&html, "<b>Capstone</b>");
    assert_int_equal(count_of(&html, "<table"), count_of(&html, "</table>"));
    assert_has(&html, "</body>\n</html>\n");
    wp_buf_free(&long_plan);
}

static void test_what_is_for_later_is_last(void **state)
{
    (void)state;
    for_later = "7 things for later (weekplan status -w later)";
    write_letter(plan);
    assert_has(&text, "\n\n7 things for later (weekplan status -w later)\n\n-- \n");
    assert_has(&html, "7 things for later (weekplan status -w later)");
    end(NULL);
    write_letter_on(plan, wp_day_of((struct wp_date){2019, 8, 9}), NULL);
    assert_lacks(&text, "for later");
    assert_lacks(&html, "for later");
    for_later = "";
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_sections_are_in_their_order, end),
        cmocka_unit_test_teardown(test_running_week, end),
        cmocka_unit_test_teardown(test_questions, end),
        cmocka_unit_test_teardown(test_nothing_planned_yet, end),
        cmocka_unit_test_teardown(test_the_text_is_narrow, end),
        cmocka_unit_test_teardown(test_titles_are_text, end),
        cmocka_unit_test_teardown(test_bars, end),
        cmocka_unit_test_teardown(test_a_week_without_goals, end),
        cmocka_unit_test_teardown(test_a_gap, end),
        cmocka_unit_test_teardown(test_a_gap_before_a_plan, end),
        cmocka_unit_test_teardown(test_nothing_to_carry, end),
        cmocka_unit_test_teardown(test_goals_are_counted, end),
        cmocka_unit_test_teardown(test_what_was_done_besides, end),
        cmocka_unit_test_teardown(test_what_was_put_off, end),
        cmocka_unit_test_teardown(test_the_review_is_last, end),
        cmocka_unit_test_teardown(test_what_is_for_later_is_last, end),
        cmocka_unit_test_teardown(test_a_long_week_ends_early, end),
        cmocka_unit_test_teardown(test_a_long_text_is_left_out, end),
        cmocka_unit_test_teardown(test_notes_are_markdown, end),
        cmocka_unit_test_teardown(test_the_html_of_a_note_is_limited, end),
        cmocka_unit_test_teardown(test_questions_of_a_long_week, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
