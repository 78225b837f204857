#include "cmd/find_sendmail.h"

#include <stdlib.h>

#include "os/process.h"

const char *const wp_find_sendmail_directories[] = {"/usr/sbin", "/usr/lib", NULL};

const char *wp_find_sendmail_name(const struct wp_config *config)
{
    return config->mail_sendmail.count > 0 ? config->mail_sendmail.items[0].data : "sendmail";
}

bool wp_find_sendmail_is_installed(const struct wp_config *config)
{
    char *path = wp_process_find(wp_find_sendmail_name(config), wp_find_sendmail_directories);
    bool installed = path != NULL;

    free(path);
    return installed;
}

void wp_find_sendmail_put_advice(struct wp_buf *buf, const struct wp_config *config)
{
    wp_buf_printf(buf,
                  "there is no %s (install msmtp-mta or another mailer, or name one as "
                  "'sendmail:' below 'mail:' in the configuration)",
                  wp_find_sendmail_name(config));
}
