/* relais-kind-variables.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-json.h"
#include "relais-kind-check.h"
#include "relais-kind-variables.h"
#include "relais-words.h"

/* What every message gives, whatever its kind; without a filter of its own, in the order of the menu. */
static const struct
{
  const char *name;
  const char *variable;
  const char *filter;
} variables[] = {
  { NC_("variable", "Sender’s first name"), "sender.first_name", "" },
  { NC_("variable", "Sender’s name"), "sender.name", "" },
  { NC_("variable", "Sender’s address"), "sender.address", "" },
  { NC_("variable", "Subject"), "subject", "" },
  { NC_("variable", "Today’s date"), "today", " | date" },
  { NC_("variable", "Date of the message"), "received", " | date" },
  { NC_("variable", "Your name"), "me.name", "" },
  { NC_("variable", "Your address"), "me.address", "" },
  { NC_("variable", "Your signature"), "me.signature", "" },
  { NC_("variable", "Your team"), "team.name", "" },
};

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *variable,
        const char *filter)
{
  g_autofree char *text = g_strconcat ("{{", variable, filter, "}}", NULL);
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", text);
  g_menu_append_item (menu, item);
}

static const char *
get_field_label (JsonObject *field)
{
  JsonObject *labels = relais_json_get_object (field, "label");
  const char *name = relais_json_get_string (field, "name", "");
  const char *label = relais_json_get_string (labels, relais_words_get_language (), NULL);

  if (label == NULL)
    label = relais_json_get_string (labels, "en", NULL);

  return label != NULL ? label : relais_json_get_string (labels, "fr", name);
}

GMenuModel *
relais_kind_variables_make_menu (JsonArray  *fields,
                                 const char *action)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) general = g_menu_new ();
  g_autoptr(GMenu) details = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    append (general, g_dpgettext2 (NULL, "variable", variables[i].name), action, variables[i].variable, variables[i].filter);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *type = json_object_get_string_member_with_default (field, "type", "text");
      g_autofree char *variable = g_strdup_printf ("fields.%s", json_object_get_string_member (field, "name"));

      append (details, get_field_label (field), action, variable,
              g_str_equal (type, "date") ? " | date" : g_str_equal (type, "time") ? " | time" : "");
    }
  if (json_array_get_length (fields) > 0)
    g_menu_append_section (menu, _("Details"), G_MENU_MODEL (details));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (general));

  return G_MENU_MODEL (menu);
}

/* (nullable) */
static const char *
find_name (JsonArray  *fields,
           const char *variable)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (g_str_equal (variables[i].variable, variable))
      return g_dpgettext2 (NULL, "variable", variables[i].name);

  if (!g_str_has_prefix (variable, "fields."))
    return NULL;
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (json_object_get_string_member (field, "name"), variable + strlen ("fields.")))
        return get_field_label (field);
    }

  return NULL;
}

char *
relais_kind_variables_dup_names (RelaisKind         *kind,
                                 const char * const *names)
{
  g_autoptr(JsonNode) definition = kind != NULL ? relais_kind_to_json (kind) : NULL;
  JsonArray *fields = definition != NULL ? relais_json_get_array (json_node_get_object (definition), "fields") : NULL;
  g_autoptr(JsonArray) none = json_array_new ();
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = find_name (fields != NULL ? fields : none, names[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name != NULL ? name : names[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&list));
}

static const char *
get_reason (const GError *error)
{
  switch ((RelaisTemplateError) error->code)
    {
    case RELAIS_TEMPLATE_ERROR_BLOCK:
      return _("a block is not closed, or was not open");
    case RELAIS_TEMPLATE_ERROR_FILTER:
      return _("there is no such filter");
    case RELAIS_TEMPLATE_ERROR_LIMIT:
      return _("this is too long or too deep");
    case RELAIS_TEMPLATE_ERROR_SYNTAX:
    case RELAIS_TEMPLATE_ERROR_PLACE:
    default:
      return _("what stands between the braces cannot be read");
    }
}

char *
relais_kind_variables_dup_fault (JsonArray          *fields,
                                 const char         *where,
                                 const char         *source,
                                 RelaisTemplateMode  mode)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisTemplate) template = relais_template_new (source, mode, &error);
  const RelaisTemplateVariable *unknown;
  guint line = 1;
  guint column = 1;

  if (template == NULL)
    {
      relais_template_error_get_place (error, &line, &column);
      /* Translators: where (“Subject” or “Text”), line and column, and what is wrong there */
      return g_strdup_printf (_("%1$s, line %2$u, column %3$u: %4$s."), where, line, column, get_reason (error));
    }

  unknown = relais_kind_check_find_unknown (template, fields);
  if (unknown == NULL)
    return NULL;

  /* Translators: where (“Subject” or “Text”), line and column, and the name between the braces */
  return g_strdup_printf (_("%1$s, line %2$u, column %3$u: there is nothing called “%4$s”."), where, unknown->line, unknown->column,
                          unknown->name);
}
