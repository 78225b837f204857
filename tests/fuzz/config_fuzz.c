/*
 * libFuzzer target (make fuzz): read any bytes as a configuration. They are valid, or
 * refused with a message and a position.
 */
#include "fuzz_helpers.h"
#include <weekplan/config.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_str bytes = {size > 0 ? (const char *)data : "", size};
    struct wp_error problem = {.warning = true};
    struct wp_config config;

    if (wp_config_read(&config, bytes, &problem) != WP_OK) {
        PROMISE(problem.status == WP_CONFIG && problem.message[0] != '\0');
        PROMISE(!problem.warning && problem.line > 0);
    }
    wp_config_free(&config);
    return 0;
}
