#include "cmd/config_file.h"

#include "base/arena.h"
#include "os/input_file.h"
#include "os/user.h"

/* Greatest size of the configuration, much more than all keys need. */
enum { CONFIG_MAX = 1 << 20 };

static enum wp_status read_config_bytes(struct wp_input_file *file, struct wp_buf *bytes,
                                        struct wp_error *error)
{
    const struct wp_input input = wp_input_file_input(file);
    enum wp_status status;

    if (input.size > CONFIG_MAX)
        return wp_error_set(error, WP_CONFIG, "%s is too large for a configuration file",
                            file->name);
    status = wp_input_read(&input, bytes, error);
    /* WP_CONFIG marks an error of the configuration; any other status would count as an error of
     * the plan. */
    return status == WP_IO ? wp_error_set(error, WP_CONFIG, "%s", error->message) : status;
}

/* Replace "~" at the beginning of the path of the mailer by the home directory. */
static void find_mailer(struct wp_config *config)
{
    struct wp_str *program = config->mail_sendmail.items;
    const char *home = wp_user_home();
    struct wp_buf path = WP_BUF_INIT;

    if (config->mail_sendmail.count == 0 || !wp_str_starts(*program, "~/") || home == NULL)
        return;
    wp_buf_puts(&path, home);
    wp_buf_append(&path, wp_str_slice(*program, 1, program->length));
    *program = wp_arena_copy(config->arena, wp_buf_str(&path));
    wp_buf_free(&path);
}

enum wp_status wp_config_file_read(struct wp_config *config, struct wp_buf *path,
                                   struct wp_error *error)
{
    struct wp_input_file file = {.fd = -1};
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error problem = {0}; /* `error` must stay unchanged if the file does not exist */
    enum wp_status status;

    if (!wp_user_path(path, "XDG_CONFIG_HOME", ".config"))
        return WP_OK;
    wp_buf_puts(path, "/weekplan/config.yaml");
    status = wp_input_file_open_config(&file, path->data, &problem);
    if (status == WP_MISSING)
        return WP_OK;
    if (status == WP_OK)
        status = read_config_bytes(&file, &bytes, &problem);
    if (status == WP_OK)
        status = wp_config_read(config, wp_buf_str(&bytes), &problem);
    if (status == WP_OK)
        find_mailer(config);
    else
        *error = problem;
    wp_buf_free(&bytes);
    wp_input_file_close(&file);
    return status;
}

bool wp_config_file_plan(const struct wp_config *config, struct wp_str config_path,
                         struct wp_buf *path)
{
    struct wp_str file = config->file;
    const char *home = wp_str_starts(file, "~/") ? wp_user_home() : NULL;

    if (file.length == 0)
        return false;
    if (home != NULL) {
        wp_buf_puts(path, home);
        file = wp_str_slice(file, 1, file.length);
    } else if (file.data[0] != '/') {
        size_t length = config_path.length;

        while (length > 0 && config_path.data[length - 1] != '/')
            length--;
        wp_buf_append(path, wp_str_slice(config_path, 0, length));
    }
    wp_buf_append(path, file);
    return true;
}
