/* relais-kind-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-check.h"
#include "relais-kind-private.h"

/* See the header. */
gboolean
relais_kind_check_name (const char *name)
{
  gboolean blank = TRUE;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (c)))
        return FALSE;
      blank &= g_unichar_isspace (g_utf8_get_char (c));
    }

  return !blank && g_utf8_strlen (name, -1) <= RELAIS_KIND_MAX_NAME;
}

/* See the header. */
gboolean
relais_kind_check (RelaisKind  *self,
                   GError     **error)
{
  JsonObject *object = json_node_get_object (self->definition);

  for (guint i = 0; i < RELAIS_KIND_N_LANGUAGES; i++)
    {
      const char *name = relais_kind_json_get_string (relais_kind_json_get_object (object, "name"), relais_kind_languages[i]);

      if (name != NULL && !relais_kind_check_name (name))
        {
          g_autofree char *what = g_strdup_printf ("its name must be one line of at most %u characters", RELAIS_KIND_MAX_NAME);

          return relais_kind_json_invalid (error, self->id, what);
        }
    }

  return TRUE;
}
