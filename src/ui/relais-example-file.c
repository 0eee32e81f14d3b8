/* relais-example-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-example-file.h"
#include "relais-parsed-message.h"

/* What a person writes; more is no example. */
#define MAX_TEXT (64 * 1024)

/* Returns: (transfer full) (nullable) */
static char *
read_text (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *converted = NULL;
  gsize length;

  if (!g_file_load_contents (file, cancellable, &contents, &length, NULL, error))
    return NULL;
  if (length <= MAX_TEXT && g_utf8_validate (contents, (gssize) length, NULL))
    return g_steal_pointer (&contents);

  /* Older programs on Windows; whatever holds control characters is no text in it either. */
  if (length <= MAX_TEXT && memchr (contents, '\0', length) == NULL)
    converted = g_convert (contents, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  for (const char *c = converted; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)) && strchr ("\t\r\n\f", *c) == NULL)
      g_clear_pointer (&converted, g_free);
  if (converted == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the file is neither a mail nor a text");

  return g_steal_pointer (&converted);
}

/* Returns: (transfer full) (nullable): NULL: it is no mail */
static char *
read_mail (GFile        *file,
           GCancellable *cancellable)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(RelaisParsedMessage) mail = relais_parsed_message_new_from_file (file, cancellable, NULL);
  gboolean named = g_str_has_suffix (name, ".eml");

  if (mail == NULL || (!named && relais_parsed_message_get_from_address (mail) == NULL))
    return NULL;

  return g_strdup (relais_parsed_message_get_text (mail));
}

gboolean
relais_example_file_read (gpointer       data,
                          GCancellable  *cancellable,
                          GValue        *result,
                          GError       **error)
{
  GFile *file = data;
  g_autofree char *text = read_mail (file, cancellable);

  if (text == NULL)
    text = read_text (file, cancellable, error);
  if (text == NULL)
    return FALSE;
  if (strlen (text) > MAX_TEXT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the text is too long for an example");
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_strstrip (g_steal_pointer (&text)));

  return TRUE;
}
