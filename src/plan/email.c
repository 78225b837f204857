#include "plan/email.h"

#include <string.h>

enum { LOCAL_MAX = 64, LABEL_MAX = 63, ADDRESS_MAX = 254 };

static bool is_letter_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* Whether `byte` is an atext (RFC 5322, 3.2.3): a byte of the local part of an address. */
static bool is_local(char byte)
{
    return is_letter_or_digit(byte) ||
           (byte != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", byte) != NULL);
}

static bool is_host(char byte)
{
    return is_letter_or_digit(byte) || byte == '-';
}

/* Whether the text is one or more parts, separated by '.'. A part has 1 to `part_max` bytes, for
 * which `is_part` returns true. */
static bool is_dotted(struct wp_str text, bool (*is_part)(char byte), size_t part_max)
{
    size_t length = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        bool point = text.data[i] == '.';

        if (point ? length == 0 : !is_part(text.data[i]) || length == part_max)
            return false;
        length = point ? 0 : length + 1;
    }
    return length > 0;
}

/* Whether the text is a host name: no part of a host name begins or ends with a hyphen. */
static bool is_domain(struct wp_str text)
{
    size_t i;

    if (!is_dotted(text, is_host, LABEL_MAX))
        return false;
    for (i = 0; i < text.length; i++)
        if (text.data[i] == '-' &&
            (i == 0 || i + 1 == text.length || text.data[i - 1] == '.' || text.data[i + 1] == '.'))
            return false;
    return true;
}

const char *wp_email_problem(struct wp_str address)
{
    const char *at = address.length > 0 ? memchr(address.data, '@', address.length) : NULL;
    struct wp_str local = {address.data, at != NULL ? (size_t)(at - address.data) : 0};
    struct wp_str domain = wp_str_slice(address, local.length + 1, address.length);
    size_t i;

    for (i = 0; i < address.length; i++) {
        if ((unsigned char)address.data[i] < ' ' || address.data[i] == 0x7F)
            return "holds a control character, which no address has";
        if ((unsigned char)address.data[i] >= 0x80)
            return "is not ASCII (mail servers know such a domain by its xn-- form)";
    }
    if (memchr(address.data != NULL ? address.data : "", '<', address.length) != NULL)
        return "is more than an address (write only the part between '<' and '>')";
    if (at == NULL)
        return "is not an address (write it as in ada@example.org)";
    if (address.length > ADDRESS_MAX || local.length > LOCAL_MAX)
        return "is too long for an address";
    if (!is_dotted(local, is_local, LOCAL_MAX) || !is_domain(domain))
        return "is not an address (write it as in ada@example.org)";
    return NULL;
}
