/* relais-kind-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-answer.h"
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

static gboolean
is_field (JsonArray  *fields,
          const char *variable)
{
  if (!g_str_has_prefix (variable, "fields."))
    return FALSE;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    if (g_strcmp0 (relais_kind_json_get_string (json_array_get_object_element (fields, i), "name"), variable + strlen ("fields.")) == 0)
      return TRUE;

  return FALSE;
}

/* See the header. */
const RelaisTemplateVariable *
relais_kind_check_find_unknown (RelaisTemplate *template,
                                JsonArray      *fields)
{
  GPtrArray *used = relais_template_get_variables (template);

  for (guint i = 0; i < used->len; i++)
    {
      const RelaisTemplateVariable *variable = g_ptr_array_index (used, i);

      if (!relais_answer_is_variable (variable->name) && !is_field (fields, variable->name))
        return variable;
    }

  return NULL;
}

static gboolean
check_template (RelaisKind          *self,
                const char          *language,
                const char          *part,
                RelaisTemplateMode   mode,
                GError             **error)
{
  JsonObject *object = json_node_get_object (self->definition);
  JsonObject *templates = relais_kind_json_get_object (object, "template");
  const char *source = relais_kind_json_get_string (relais_kind_json_get_object (templates, language), part);
  JsonNode *fields = json_object_get_member (object, "fields");
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisTemplate) template = source != NULL ? relais_template_new (source, mode, &local) : NULL;
  const RelaisTemplateVariable *unknown = NULL;
  g_autofree char *what = NULL;

  if (source == NULL)
    return TRUE;
  if (template != NULL)
    unknown = relais_kind_check_find_unknown (template, fields != NULL ? json_node_get_array (fields) : NULL);
  if (template != NULL && unknown == NULL)
    return TRUE;

  what = template == NULL ? g_strdup_printf ("%s “%s”: %s", part, language, local->message)
                          : g_strdup_printf ("%s “%s”: Line %u, column %u: there is nothing called “%s”", part, language,
                                             unknown->line, unknown->column, unknown->name);

  return relais_kind_json_invalid (error, self->id, what);
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
      if (!check_template (self, relais_kind_languages[i], "subject", RELAIS_TEMPLATE_HEADER, error) ||
          !check_template (self, relais_kind_languages[i], "body", RELAIS_TEMPLATE_TEXT, error))
        return FALSE;
    }

  return TRUE;
}
