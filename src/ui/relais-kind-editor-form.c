/* relais-kind-editor-form.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-choices.h"
#include "relais-kind-check.h"
#include "relais-kind-editor-private.h"
#include "relais-words.h"

static void
set_localized (JsonObject  *object,
               const char  *member,
               AdwEntryRow *en,
               AdwEntryRow *fr)
{
  g_autofree char *english = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (en))));
  g_autofree char *french = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (fr))));
  JsonObject *texts;

  json_object_remove_member (object, member);
  if (english[0] == '\0' && french[0] == '\0')
    return;
  texts = json_object_new ();
  if (english[0] != '\0')
    json_object_set_string_member (texts, "en", english);
  if (french[0] != '\0')
    json_object_set_string_member (texts, "fr", french);
  json_object_set_object_member (object, member, texts);
}

void
relais_kind_editor_show_localized (JsonObject  *object,
                                   const char  *member,
                                   AdwEntryRow *en,
                                   AdwEntryRow *fr)
{
  JsonObject *texts = json_object_has_member (object, member) ? json_object_get_object_member (object, member) : NULL;

  if (texts == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (en), json_object_get_string_member_with_default (texts, "en", ""));
  gtk_editable_set_text (GTK_EDITABLE (fr), json_object_get_string_member_with_default (texts, "fr", ""));
}

/* A name for files and rules: letters that every file system has, not taken by another kind. Returns: (transfer full) */
static char *
make_id (RelaisKindEditor *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_en));
  g_autofree char *ascii = g_str_to_ascii (name[0] != '\0' ? name : gtk_editable_get_text (GTK_EDITABLE (self->name_fr)), NULL);
  g_autoptr(GString) id = g_string_new (NULL);
  g_autofree char *unique = NULL;

  for (const char *c = ascii; *c != '\0' && id->len < 48; c++)
    if (g_ascii_isalpha (*c) || (g_ascii_isdigit (*c) && id->len > 0))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "kind");

  unique = g_strdup (id->str);
  for (guint i = 2; relais_kind_store_find (relais_workspace_get_kinds (self->workspace), unique) != NULL; i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", id->str, i);
    }

  return g_steal_pointer (&unique);
}

/* What the form says. Returns: (transfer full) */
static JsonNode *
read_definition (RelaisKindEditor *self)
{
  JsonNode *node = self->kind != NULL ? relais_kind_to_json (self->kind) : json_node_init_object (json_node_alloc (), NULL);
  int action = relais_choices_get_action (self->action_row);
  JsonObject *templates = relais_kind_editor_answer_dup (self->answer);
  JsonObject *object;

  if (self->kind == NULL)
    {
      g_autofree char *id = make_id (self);

      json_node_take_object (node, json_object_new ());
      json_object_set_string_member (json_node_get_object (node), "id", id);
    }
  object = json_node_get_object (node);
  set_localized (object, "name", self->name_en, self->name_fr);
  set_localized (object, "description", self->description_en, self->description_fr);
  json_object_set_string_member (object, "action", relais_action_to_string ((RelaisAction) MAX (action, 0)));
  json_object_set_array_member (object, "fields", relais_kind_editor_fields_dup (self->fields));
  if (json_object_has_member (object, "template"))
    json_object_remove_member (object, "template");
  if (templates != NULL)
    json_object_set_object_member (object, "template", templates);

  return node;
}

RelaisKind *
relais_kind_editor_read_kind (RelaisKindEditor  *self,
                              GError           **error)
{
  g_autoptr(JsonNode) node = read_definition (self);
  g_autoptr(RelaisKind) bare = relais_kind_new_from_json (node, self->kind != NULL ? relais_kind_get_pack (self->kind) : NULL, error);

  if (bare == NULL)
    return NULL;

  return relais_kind_with (bare, relais_kind_get_action (bare), relais_choices_get_member (self->member_row),
                           self->kind == NULL || relais_kind_get_enabled (self->kind));
}

char *
relais_kind_editor_dup_state (RelaisKindEditor *self)
{
  g_autoptr(JsonNode) node = read_definition (self);
  g_autofree char *text = json_to_string (node, FALSE);

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, text, relais_choices_get_member (self->member_row));
}

static gboolean
is_empty (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return text[0] == '\0';
}

/* Longer than what rows, menus and buttons have room for. */
static gboolean
is_too_long (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return text[0] != '\0' && !relais_kind_check_name (text);
}

/* Returns: (transfer full) (nullable): that another kind is called so; where two are, nobody knows which one they choose */
static char *
dup_namesake_fault (RelaisKindEditor *self)
{
  g_autoptr(RelaisKind) kind = relais_kind_editor_read_kind (self, NULL);
  RelaisKind *other = kind != NULL ? relais_kind_store_find_namesake (relais_workspace_get_kinds (self->workspace), kind) : NULL;

  if (other == NULL)
    return NULL;

  /* Translators: the name of a kind */
  return g_strdup_printf (_("There is a kind called “%s” already. Give this one another name."),
                          relais_kind_get_name (other, relais_words_get_language ()));
}

GtkWidget *
relais_kind_editor_get_name_row (RelaisKindEditor *self)
{
  return GTK_WIDGET (g_str_equal (relais_words_get_language (), "fr") ? self->name_fr : self->name_en);
}

char *
relais_kind_editor_find_fault (RelaisKindEditor *self)
{
  int action = relais_choices_get_action (self->action_row);
  g_autoptr(JsonObject) templates = relais_kind_editor_answer_dup (self->answer);
  const char *page = "general";
  GtkWidget *place = NULL;
  char *fault;

  if (is_empty (self->name_en) && is_empty (self->name_fr))
    {
      fault = g_strdup (_("Give the kind a name."));
      place = relais_kind_editor_get_name_row (self);
    }
  else if (is_too_long (self->name_en) || is_too_long (self->name_fr))
    {
      fault = g_strdup_printf (ngettext ("The name is longer than %u character.", "The name is longer than %u characters.",
                                         RELAIS_KIND_MAX_NAME), RELAIS_KIND_MAX_NAME);
      place = GTK_WIDGET (is_too_long (self->name_en) ? self->name_en : self->name_fr);
    }
  else if ((fault = dup_namesake_fault (self)) != NULL)
    {
      place = relais_kind_editor_get_name_row (self);
    }
  else if (action == RELAIS_ACTION_FORWARD && relais_choices_get_member (self->member_row) == 0)
    {
      fault = g_strdup (_("Choose who gets this mail."));
      place = GTK_WIDGET (self->member_row);
    }
  else if ((fault = relais_kind_editor_fields_dup_fault (self->fields)) != NULL)
    {
      page = "fields";
    }
  else if ((fault = relais_kind_editor_answer_dup_fault (self->answer)) != NULL)
    {
      page = "answer";
    }
  else if ((action == RELAIS_ACTION_DRAFT || action == RELAIS_ACTION_AUTO) && templates == NULL)
    {
      fault = g_strdup (_("Write the answer, or choose something else to happen."));
      page = "answer";
    }
  if (fault == NULL)
    return NULL;

  adw_view_stack_set_visible_child_name (self->stack, page);
  if (place != NULL)
    gtk_widget_grab_focus (place);
  else if (g_str_equal (page, "fields"))
    relais_kind_editor_fields_show_fault (self->fields);
  else
    relais_kind_editor_answer_show_fault (self->answer);

  return fault;
}
