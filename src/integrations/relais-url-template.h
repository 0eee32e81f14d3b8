/* relais-url-template.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-integration-error.h"

G_BEGIN_DECLS

/* Strings with places, "{name}", that values are put into: addresses and headers of a manifest. A name is made of a-z, 0-9 and "_".
 * There is no way to write a brace that is none. Any thread. */

/**
 * RelaisUrlPlace:
 * @RELAIS_URL_BASE: at the beginning of an address: the value may be a whole one ("https://mail.example.org"), or stand in its host,
 *   where only letters, digits, "-" and "." are taken
 * @RELAIS_URL_PATH: in a path: everything but RFC 3986's unreserved characters is percent-encoded, "/" too; a value that is empty or only
 *   dots is refused, for it would mean another path
 * @RELAIS_URL_QUERY: the value of a query parameter: percent-encoded likewise
 * @RELAIS_URL_HEADER: the value of a header: as it is; control characters are refused
 */
typedef enum
{
  RELAIS_URL_BASE,
  RELAIS_URL_PATH,
  RELAIS_URL_QUERY,
  RELAIS_URL_HEADER,
} RelaisUrlPlace;

/* What stands in a place. Returns: (nullable): borrowed; %NULL when there is no such value */
typedef const char *(*RelaisUrlLookup) (const char *name,
                                        gpointer    user_data);

/**
 * relais_url_template_check:
 * @names: (nullable) (element-type utf8): a set; those that @template reads are added
 *
 * Returns: whether its braces pair and hold names; %RELAIS_INTEGRATION_ERROR_MANIFEST
 */
gboolean relais_url_template_check  (const char       *template,
                                     GHashTable       *names,
                                     GError          **error);

/* Whether @text can stand where a template of RELAIS_URL_BASE begins: a whole address of http or https, without user, query and fragment. */
gboolean relais_url_is_base         (const char       *text);

/**
 * relais_url_template_expand:
 *
 * Returns: (transfer full): @template with its values; %RELAIS_INTEGRATION_ERROR_MISSING, %RELAIS_INTEGRATION_ERROR_INVALID
 */
char    *relais_url_template_expand (const char       *template,
                                     RelaisUrlPlace    place,
                                     RelaisUrlLookup   lookup,
                                     gpointer          user_data,
                                     GError          **error);

G_END_DECLS
