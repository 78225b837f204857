/* Character references of HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/character_reference.h"

static void references_are_resolved(void **state)
{
    static const struct {
        const char *text;
        const char *resolved;
    } cases[] = {
        {"&amp;&lt;&gt;&quot;&apos;", "&<>\"'"},
        {"a &#65;&#x42;&#X63; b", "a ABc b"},
        {"&nbsp;&iexcl;&Agrave;&times;&szlig;&yuml;", "\xC2\xA0¡À×ßÿ"},
        {"&euro;&hellip;&rarr;&check;", "€…→✓"},
        {"&#0;&#xD800;&#x110000;&#9999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"&#x1F3AF;", "🎯"},
        {"&unknown; &; & &amp &#; &#x; &#12a; &#xG; &#12345678;",
         "&unknown; &; & &amp &#; &#x; &#12a; &#xG; &#12345678;"},
        {"&amp;amp;", "&amp;"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_buf out = WP_BUF_INIT;

        wp_buf_puts(&out, "");
        wp_character_reference_resolve(&out, wp_str(cases[i].text));
        assert_string_equal(out.data != NULL ? out.data : "", cases[i].resolved);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_are_resolved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
