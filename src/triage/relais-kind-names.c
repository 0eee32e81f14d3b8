/* relais-kind-names.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-kind-check.h"
#include "relais-kind-names.h"
#include "relais-kind-private.h"

static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *stripped = g_strstrip (g_strdup (normal != NULL ? normal : name));

  return g_utf8_casefold (stripped, -1);
}

static gboolean
is_namesake (RelaisKind *one,
             RelaisKind *other)
{
  if (g_str_equal (relais_kind_get_id (one), relais_kind_get_id (other)))
    return FALSE;

  for (guint i = 0; i < RELAIS_KIND_N_LANGUAGES; i++)
    {
      g_autofree char *first = fold (relais_kind_get_name (one, relais_kind_languages[i]));
      g_autofree char *second = fold (relais_kind_get_name (other, relais_kind_languages[i]));

      if (g_str_equal (first, second))
        return TRUE;
    }

  return FALSE;
}

/* See the header. */
RelaisKind *
relais_kind_names_find (GPtrArray  *kinds,
                        RelaisKind *kind)
{
  for (guint i = 0; i < kinds->len; i++)
    if (is_namesake (g_ptr_array_index (kinds, i), kind))
      return g_ptr_array_index (kinds, i);

  return NULL;
}

/* Returns: (transfer full): with the number behind its names, which stay within their bound */
static RelaisKind *
number (RelaisKind *kind,
        guint       count)
{
  g_autoptr(JsonNode) definition = relais_kind_to_json (kind);
  g_autofree char *suffix = g_strdup_printf (" (%u)", count);
  JsonObject *names = relais_kind_json_get_object (json_node_get_object (definition), "name");
  glong room = RELAIS_KIND_MAX_NAME - g_utf8_strlen (suffix, -1);

  for (guint i = 0; i < RELAIS_KIND_N_LANGUAGES; i++)
    {
      const char *name = relais_kind_json_get_string (names, relais_kind_languages[i]);
      g_autofree char *start = name != NULL ? g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), room)) : NULL;
      g_autofree char *numbered = name != NULL ? g_strconcat (g_strchomp (start), suffix, NULL) : NULL;

      if (name != NULL)
        json_object_set_string_member (names, relais_kind_languages[i], numbered);
    }

  return relais_kind_new_from_json (definition, relais_kind_get_pack (kind), NULL);
}

/* See the header. */
RelaisKind *
relais_kind_names_set_apart (GPtrArray  *kinds,
                             RelaisKind *kind)
{
  g_autoptr(RelaisKind) apart = g_object_ref (kind);

  for (guint count = 2; relais_kind_names_find (kinds, apart) != NULL; count++)
    {
      g_autoptr(RelaisKind) numbered = number (kind, count);

      g_set_object (&apart, numbered);
    }

  return g_steal_pointer (&apart);
}
