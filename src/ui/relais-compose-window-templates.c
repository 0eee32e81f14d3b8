/* relais-compose-window-templates.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer.h"
#include "relais-compose-window-private.h"
#include "relais-template.h"
#include "relais-words.h"

/* The answers of the kinds, as beginnings of a letter. */

/* The name of the first recipient, when it was typed: whom a letter greets. */
static char *
dup_recipient_name (RelaisComposeWindow *self)
{
  g_autoptr(GPtrArray) recipients = relais_recipients_parse (gtk_editable_get_text (GTK_EDITABLE (self->to_row)), NULL, NULL);

  return recipients != NULL && recipients->len > 0 ? g_strdup (((RelaisRecipient *) g_ptr_array_index (recipients, 0))->name) : NULL;
}

static JsonObject *
make_data (RelaisComposeWindow *self,
           const char          *language)
{
  RelaisSettings *settings = relais_workspace_get_settings (self->workspace);
  g_autofree char *name = dup_recipient_name (self);
  g_autofree char *first_name = relais_answer_first_name (name);
  g_autofree char *signature_key = g_strconcat ("me.signature-", language, NULL);
  const char *own_name = relais_settings_get_string (settings, "me.name", "");
  JsonObject *data = json_object_new ();
  JsonObject *recipient = json_object_new ();
  JsonObject *me = json_object_new ();
  JsonObject *team = json_object_new ();

  if (name != NULL)
    json_object_set_string_member (recipient, "name", name);
  if (first_name != NULL)
    json_object_set_string_member (recipient, "first_name", first_name);
  json_object_set_string_member (me, "name", own_name);
  json_object_set_string_member (me, "signature", relais_settings_get_string (settings, signature_key, own_name));
  json_object_set_string_member (team, "name", relais_settings_get_string (settings, "me.team", ""));
  /* Templates answer: whom they call the sender is who gets this letter. */
  json_object_set_object_member (data, "sender", recipient);
  json_object_set_object_member (data, "me", me);
  json_object_set_object_member (data, "team", team);
  json_object_set_int_member (data, "today", g_get_real_time () / G_USEC_PER_SEC);

  return data;
}

static void
say_holes (RelaisComposeWindow *self,
           GPtrArray           *missing)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < missing->len; i++)
    {
      const RelaisTemplateVariable *variable = g_ptr_array_index (missing, i);

      if (variable->required && !g_str_equal (variable->name, "me.signature"))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", variable->name);
    }
  if (names->len == 0)
    return;

  /* Translators: %s are names of details that a template asks for */
  sentence = g_strdup_printf (_("The template has holes: %s. Fill them in before you send."), names->str);
  relais_compose_window_say (self, sentence);
}

static void
use_template (RelaisComposeWindow *self,
              RelaisKind          *kind)
{
  const char *language = relais_words_get_language ();
  g_autoptr(JsonObject) data = make_data (self, language);
  g_autoptr(RelaisTemplate) template = relais_template_new (relais_kind_get_body (kind, language), RELAIS_TEMPLATE_TEXT, NULL);
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *text = template != NULL ? relais_template_expand (template, data, language, &missing, NULL) : NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autofree char *before = relais_compose_window_dup_text (self);

  if (text == NULL)
    return;

  g_strchomp (text);
  gtk_text_buffer_begin_user_action (buffer);
  /* Nothing was written yet: the template brings its own signature. */
  if (g_strcmp0 (before, self->untouched) == 0)
    gtk_text_buffer_set_text (buffer, text, -1);
  else
    gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->subject_row)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->subject_row), relais_kind_get_name (kind, language));
  relais_compose_window_say (self, NULL);
  say_holes (self, missing);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
template_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  RelaisComposeWindow *self = RELAIS_COMPOSE_WINDOW (widget);
  RelaisKind *kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), g_variant_get_string (parameter, NULL));

  if (kind != NULL)
    use_template (self, kind);
}

void
relais_compose_window_class_templates (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compose.template", "s", template_action);
}

void
relais_compose_window_fill_templates (RelaisComposeWindow *self)
{
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));
  const char *language = relais_words_get_language ();
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (kinds, i);
      g_autoptr(GMenuItem) item = NULL;

      if (!relais_kind_get_enabled (kind) || relais_kind_get_body (kind, language) == NULL ||
          *relais_kind_get_body (kind, language) == '\0')
        continue;
      item = g_menu_item_new (relais_kind_get_name (kind, language), NULL);
      g_menu_item_set_action_and_target (item, "compose.template", "s", relais_kind_get_id (kind));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->template_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->template_button), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}
