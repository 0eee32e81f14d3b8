/* relais-url-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-url-template.h"

/* What stands before the next place goes to @text, and @name is what the place reads. Returns: what comes after it; %NULL at the end,
 * or with @error. */
static const char *
next_place (const char  *from,
            GString     *text,
            char       **name,
            GError     **error)
{
  gsize before = strcspn (from, "{}");
  const char *place = from + before + 1;
  gsize length;

  *name = NULL;
  g_string_append_len (text, from, (gssize) before);
  if (from[before] == '\0')
    return NULL;

  length = from[before] == '{' ? strspn (place, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;
  if (length == 0 || place[length] != '}')
    {
      g_set_error (error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MANIFEST, "“%s”: a brace without a name and its other brace",
                   from);
      return NULL;
    }
  *name = g_strndup (place, length);

  return place + length + 1;
}

gboolean
relais_url_template_check (const char  *template,
                           GHashTable  *names,
                           GError     **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GError *local_error = NULL;

  g_return_val_if_fail (template != NULL, FALSE);

  while (template != NULL)
    {
      g_autofree char *name = NULL;

      template = next_place (template, text, &name, &local_error);
      if (name != NULL && names != NULL)
        g_hash_table_add (names, g_steal_pointer (&name));
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

static gboolean
has_control (const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return TRUE;

  return FALSE;
}

/* RFC 1123, section 2.1, for what is put between dots; a port may follow. */
static gboolean
fits_host (const char *value)
{
  return value[0] != '\0' && value[0] != '-' && value[0] != '.' && value[strlen (value) - 1] != '.' && strstr (value, "..") == NULL &&
         strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == strlen (value);
}

/* Without what would make it another address together with what follows. */
gboolean
relais_url_is_base (const char *text)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (text != NULL, FALSE);

  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  return !has_control (text) && strchr (text, ' ') == NULL && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) && g_uri_get_host (uri) != NULL &&
         g_uri_get_host (uri)[0] != '\0' && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

static gboolean
fits (const char     *value,
      RelaisUrlPlace  place,
      gboolean        is_first)
{
  switch (place)
    {
    case RELAIS_URL_BASE:
      return is_first ? relais_url_is_base (value) : fits_host (value);
    case RELAIS_URL_PATH:
      return strspn (value, ".") < strlen (value);
    case RELAIS_URL_QUERY:
      return TRUE;
    case RELAIS_URL_HEADER:
    default:
      return !has_control (value);
    }
}

static void
append (GString        *text,
        const char     *value,
        RelaisUrlPlace  place)
{
  /* An address ends where the path begins. */
  gsize length = strlen (value);

  if (place == RELAIS_URL_PATH || place == RELAIS_URL_QUERY)
    g_string_append_uri_escaped (text, value, NULL, FALSE);
  else if (place == RELAIS_URL_BASE && g_str_has_suffix (value, "/"))
    g_string_append_len (text, value, (gssize) length - 1);
  else
    g_string_append (text, value);
}

char *
relais_url_template_expand (const char       *template,
                            RelaisUrlPlace    place,
                            RelaisUrlLookup   lookup,
                            gpointer          user_data,
                            GError          **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GError *local_error = NULL;

  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (lookup != NULL, NULL);

  while (template != NULL && local_error == NULL)
    {
      g_autofree char *name = NULL;
      const char *value;

      template = next_place (template, text, &name, &local_error);
      if (name == NULL)
        continue;

      value = lookup (name, user_data);
      if (value == NULL)
        g_set_error (&local_error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_MISSING, "“%s” was not given", name);
      else if (!fits (value, place, text->len == 0))
        g_set_error (&local_error, RELAIS_INTEGRATION_ERROR, RELAIS_INTEGRATION_ERROR_INVALID, "“%s” cannot stand in an address or a header",
                     name);
      else
        append (text, value, place);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
