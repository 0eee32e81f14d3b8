/* relais-compose-window-draft.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-drafts.h"
#include "relais-compose-messages.h"
#include "relais-compose-window-private.h"
#include "relais-core-error.h"
#include "relais-window.h"
#include "relais-words.h"

/* What was typed is kept this soon after the last key. */
#define SAVE_DELAY_MS 800

static void
set_text_member (JsonObject *draft,
                 const char *name,
                 gpointer    row)
{
  json_object_set_string_member (draft, name, gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* Stays on screen for as long as it is so. */
static void
say_unkept (RelaisComposeWindow *self,
            const char          *reason)
{
  /* Translators: %s is a sentence, which says why */
  g_autofree char *sentence = g_strdup_printf (_("What you write is not kept. %s"), reason);

  if (self->unkept)
    return;

  relais_compose_window_say (self, sentence);
  self->unkept = TRUE;
}

static void
say_error (RelaisComposeWindow *self,
           const GError        *error)
{
  g_autofree char *reason = relais_words_dup_error (error);

  if (g_error_matches (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_TOO_LARGE))
    say_unkept (self, _("It is too long."));
  else if (!relais_error_is_cancelled (error))
    say_unkept (self, reason);
}

/* It is written again with the next draft. */
static void
message_kept_cb (gpointer      owner,
                 const GValue *value,
                 const GError *error,
                 gpointer      user_data)
{
  RelaisComposeWindow *self = owner;

  if (error == NULL || self->files == NULL)
    return;

  g_clear_pointer (&self->kept_message, g_free);
  say_error (self, error);
}

static gboolean
lacks_message (RelaisComposeWindow *self)
{
  for (guint i = 0; self->kept_message == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->message != NULL)
        return TRUE;
    }

  return FALSE;
}

/* @user_data: whether nothing more is done with it here */
static void
kept_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisComposeWindow *self = owner;

  if (self->files == NULL)
    return;

  if (error != NULL)
    say_error (self, error);
  else if (!lacks_message (self))
    {
      if (self->unkept)
        relais_compose_window_say (self, NULL);
      if (user_data != NULL)
        gtk_window_destroy (GTK_WINDOW (self));
    }
}

/* The message itself is kept, once: it may be gone from its folder when the draft is opened again. */
static JsonObject *
make_forwarded (RelaisComposeWindow *self,
                RelaisComposeFile   *file)
{
  JsonObject *forwarded = json_object_new ();

  if (self->kept_message == NULL)
    {
      self->kept_message = g_uuid_string_random ();
      relais_future_to_ui (relais_compose_messages_keep (self->workspace, self->kept_message, file->message), self, NULL,
                           message_kept_cb, NULL);
    }
  json_object_set_string_member (forwarded, "name", file->name);
  json_object_set_string_member (forwarded, "file", self->kept_message);

  return forwarded;
}

/* @draft was saved: it may have been taken out. */
static void
drop_message (RelaisComposeWindow *self,
              JsonObject          *draft)
{
  if (self->kept_message == NULL || json_object_has_member (draft, "forwarded"))
    return;

  relais_compose_messages_remove (self->workspace, self->kept_message);
  g_clear_pointer (&self->kept_message, g_free);
}

/* @message: (nullable): it cannot be read, and is not part of the draft any more */
static void
read_forwarded (RelaisComposeWindow *self,
                JsonObject          *forwarded,
                GBytes              *message)
{
  relais_compose_window_attach_message (self, json_object_get_string_member_with_default (forwarded, "name", ""), message);
  if (message != NULL)
    g_set_str (&self->kept_message, json_object_get_string_member (forwarded, "file"));
}

static JsonObject *
make_draft (RelaisComposeWindow *self)
{
  JsonObject *draft = json_object_new ();
  JsonArray *files = json_array_new ();
  JsonArray *thread = json_array_new ();
  guint from = adw_combo_row_get_selected (self->from_row);
  g_autofree char *text = relais_compose_window_dup_text (self);

  set_text_member (draft, "to", self->to_row);
  set_text_member (draft, "cc", self->cc_row);
  set_text_member (draft, "bcc", self->bcc_row);
  set_text_member (draft, "subject", self->subject_row);
  json_object_set_string_member (draft, "text", text);
  if (from < self->accounts->len)
    json_object_set_string_member (draft, "account", relais_mail_account_get_id (g_ptr_array_index (self->accounts, from)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->message == NULL)
        json_array_add_string_element (files, file->path);
      else
        json_object_set_object_member (draft, "forwarded", make_forwarded (self, file));
    }
  json_object_set_array_member (draft, "files", files);
  for (guint i = 0; self->thread != NULL && self->thread[i] != NULL; i++)
    json_array_add_string_element (thread, self->thread[i]);
  json_object_set_array_member (draft, "thread", thread);

  return draft;
}

static void
save (RelaisComposeWindow *self,
      gboolean             then_close)
{
  g_autoptr(JsonObject) draft = relais_compose_window_has_something (self) ? make_draft (self) : NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->number == 0 && draft != NULL)
    self->number = relais_compose_drafts_claim (self->workspace);
  if (self->number != 0)
    relais_future_to_ui (relais_compose_drafts_save (self->workspace, self->number, draft), self, NULL, kept_cb,
                         GINT_TO_POINTER (then_close));
  else if (draft != NULL)
    say_unkept (self, _("There are too many messages that you began: send or discard some."));
  if (draft != NULL)
    drop_message (self, draft);
}

/* Keeps what is there, now. */
void
relais_compose_window_keep (RelaisComposeWindow *self)
{
  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));

  if (self->save_id != 0)
    save (self, FALSE);
}

void
relais_compose_window_keep_for_later (RelaisComposeWindow *self)
{
  save (self, TRUE);
}

static gboolean
save_cb (gpointer data)
{
  relais_compose_window_keep (data);

  return G_SOURCE_REMOVE;
}

/* Something changed: it is kept in a moment. */
void
relais_compose_window_edited (RelaisComposeWindow *self)
{
  if (self->filling)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/* Whether it left or was thrown away: there is nothing to keep any more. */
void
relais_compose_window_forget (RelaisComposeWindow *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  relais_compose_drafts_forget (self->workspace, self->number, self->kept_message);
}

void
relais_compose_window_leave (RelaisComposeWindow *self,
                             RelaisOutgoing      *outgoing)
{
  g_autoptr(JsonObject) draft = make_draft (self);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->number == 0)
    self->number = relais_compose_drafts_claim (self->workspace);
  relais_compose_drafts_save_leaving (self->workspace, self->number, draft, relais_outgoing_get_message_id (outgoing));
  drop_message (self, draft);
}

void
relais_compose_window_hand_over (RelaisComposeWindow *self,
                                 gint64               delivery,
                                 guint                undo_seconds)
{
  g_autoptr(JsonObject) draft = NULL;

  if (self->parent == NULL)
    return;

  draft = make_draft (self);
  relais_window_message_sent (RELAIS_WINDOW (self->parent), self->number, draft, delivery, undo_seconds);
  self->number = 0;
}

/* Drafts of an older version have fewer members. */
static GStrv
dup_strings (JsonObject *draft,
             const char *name)
{
  JsonNode *node = json_object_get_member (draft, name);
  guint length = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();

  for (guint i = 0; i < length; i++)
    g_strv_builder_add (strings, json_array_get_string_element (json_node_get_array (node), i));

  return g_strv_builder_end (strings);
}

void
relais_compose_window_set_draft (RelaisComposeWindow *self,
                                 guint                number,
                                 JsonObject          *draft,
                                 GBytes              *message)
{
  static const char * const names[] = { "to", "cc", "bcc", "subject" };
  GtkEditable *rows[] = {
    GTK_EDITABLE (self->to_row), GTK_EDITABLE (self->cc_row), GTK_EDITABLE (self->bcc_row), GTK_EDITABLE (self->subject_row),
  };
  const char *account = json_object_get_string_member_with_default (draft, "account", "");
  g_auto(GStrv) files = dup_strings (draft, "files");

  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));

  self->filling = TRUE;
  self->number = number;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_editable_set_text (rows[i], json_object_get_string_member_with_default (draft, names[i], ""));
  gtk_toggle_button_set_active (self->copies_button, *gtk_editable_get_text (rows[1]) != '\0' || *gtk_editable_get_text (rows[2]) != '\0');
  gtk_text_buffer_begin_irreversible_action (gtk_text_view_get_buffer (self->editor));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->editor),
                            json_object_get_string_member_with_default (draft, "text", ""), -1);
  gtk_text_buffer_end_irreversible_action (gtk_text_view_get_buffer (self->editor));
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_str_equal (relais_mail_account_get_id (g_ptr_array_index (self->accounts, i)), account))
      adw_combo_row_set_selected (self->from_row, i);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (files[i]);

      relais_compose_window_attach (self, file);
    }
  if (json_object_has_member (draft, "forwarded"))
    read_forwarded (self, json_object_get_object_member (draft, "forwarded"), message);
  g_clear_pointer (&self->thread, g_strfreev);
  self->thread = dup_strings (draft, "thread");
  self->filling = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}
