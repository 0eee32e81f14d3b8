/* relais-compose-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-drafts.h"
#include "relais-compose-window-private.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisComposeWindow, relais_compose_window, ADW_TYPE_WINDOW)

char *
relais_compose_window_dup_text (RelaisComposeWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What stands in the way of sending; NULL: nothing any more. */
void
relais_compose_window_say (RelaisComposeWindow *self,
                           const char          *sentence)
{
  if (sentence != NULL)
    {
      adw_banner_set_title (self->banner, sentence);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  adw_banner_set_revealed (self->banner, sentence != NULL);
  self->unkept = FALSE;
}

static void
recipients_changed_cb (RelaisComposeWindow *self,
                       AdwEntryRow         *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  relais_compose_window_say (self, NULL);
  relais_compose_window_edited (self);
}

static void
subject_changed_cb (RelaisComposeWindow *self)
{
  const char *subject = gtk_editable_get_text (GTK_EDITABLE (self->subject_row));

  gtk_window_set_title (GTK_WINDOW (self), *subject != '\0' ? subject : _("New Message"));
  relais_compose_window_edited (self);
}

static char *
dup_head (RelaisComposeWindow *self)
{
  return g_strjoin ("\n", gtk_editable_get_text (GTK_EDITABLE (self->to_row)), gtk_editable_get_text (GTK_EDITABLE (self->cc_row)),
                    gtk_editable_get_text (GTK_EDITABLE (self->bcc_row)),
                    gtk_editable_get_text (GTK_EDITABLE (self->subject_row)), NULL);
}

static gboolean
has_other_files (RelaisComposeWindow *self)
{
  g_autoptr(GObject) first = g_list_model_get_item (G_LIST_MODEL (self->files), 0);

  return first != self->untouched_file || g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 1;
}

gboolean
relais_compose_window_has_something (RelaisComposeWindow *self)
{
  g_autofree char *text = relais_compose_window_dup_text (self);
  g_autofree char *head = dup_head (self);

  return g_strcmp0 (text, self->untouched) != 0 || g_strcmp0 (head, self->untouched_head) != 0 ||
         has_other_files (self);
}

static void
discard_response_cb (RelaisComposeWindow *self,
                     const char          *response)
{
  if (g_str_equal (response, "discard"))
    {
      relais_compose_window_forget (self);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (g_str_equal (response, "later"))
    {
      relais_compose_window_keep_for_later (self);
    }
}

static gboolean
relais_compose_window_close_request (GtkWindow *window)
{
  RelaisComposeWindow *self = RELAIS_COMPOSE_WINDOW (window);
  AdwDialog *dialog;

  if (self->sending)
    return GDK_EVENT_STOP;
  if (!relais_compose_window_has_something (self))
    {
      relais_compose_window_forget (self);
      return GTK_WINDOW_CLASS (relais_compose_window_parent_class)->close_request (window);
    }
  if (adw_window_get_visible_dialog (ADW_WINDOW (self)) != NULL)
    return GDK_EVENT_STOP;

  dialog = adw_alert_dialog_new (_("Discard This Message?"), _("What you wrote is lost, unless you keep it for later."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Go On Writing"), "discard", _("_Discard"),
                                  "later", _("_Keep for Later"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));

  return GDK_EVENT_STOP;
}

static void
send_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  relais_compose_window_send (RELAIS_COMPOSE_WINDOW (widget));
}

static void
attach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  relais_compose_window_choose_files (RELAIS_COMPOSE_WINDOW (widget));
}

/* Those that can send, as they are when the window opens. */
static void
fill_from (RelaisComposeWindow *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      if (!relais_mail_account_can_send (account))
        continue;
      gtk_string_list_append (names, relais_mail_account_get_address (account));
      g_ptr_array_add (self->accounts, g_steal_pointer (&account));
    }

  adw_combo_row_set_model (self->from_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->from_row), self->accounts->len > 1);
  if (self->accounts->len == 0)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "compose.send", FALSE);
      relais_compose_window_say (self, _("There is no mailbox to send from. Add one in the preferences."));
    }
}

/* RFC 3676, section 4.3: "-- " sets a signature off. */
static void
set_text (RelaisComposeWindow *self,
          const char          *body)
{
  const char *key = g_str_equal (relais_words_get_language (), "fr") ? "me.signature-fr" : "me.signature-en";
  const char *signature = relais_settings_get_string (relais_workspace_get_settings (self->workspace), key, "");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  g_autofree char *text = *signature != '\0' ? g_strconcat (body, "\n\n-- \n", signature, NULL) : g_strdup (body);
  GtkTextIter start;

  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->filling = FALSE;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  g_set_str (&self->untouched, text);
}

void
relais_compose_window_begin (RelaisComposeWindow *self,
                             const char          *to,
                             const char          *cc,
                             const char          *subject,
                             const char          *body)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->to_row), to);
  gtk_editable_set_text (GTK_EDITABLE (self->cc_row), cc);
  gtk_toggle_button_set_active (self->copies_button, *cc != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), subject);
  set_text (self, body);
  g_free (self->untouched_head);
  self->untouched_head = dup_head (self);
  g_clear_object (&self->untouched_file);
  self->untouched_file = g_list_model_get_item (G_LIST_MODEL (self->files), 0);
}

static void
relais_compose_window_dispose (GObject *object)
{
  RelaisComposeWindow *self = RELAIS_COMPOSE_WINDOW (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->workspace != NULL)
    relais_compose_drafts_release (self->workspace, self->number);
  self->number = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_COMPOSE_WINDOW);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_object (&self->files);

  G_OBJECT_CLASS (relais_compose_window_parent_class)->dispose (object);
}

static void
relais_compose_window_finalize (GObject *object)
{
  RelaisComposeWindow *self = RELAIS_COMPOSE_WINDOW (object);

  g_free (self->untouched);
  g_clear_object (&self->untouched_file);
  g_free (self->untouched_head);
  g_strfreev (self->thread);
  g_free (self->kept_message);

  G_OBJECT_CLASS (relais_compose_window_parent_class)->finalize (object);
}

static void
relais_compose_window_class_init (RelaisComposeWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_compose_window_dispose;
  object_class->finalize = relais_compose_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = relais_compose_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-compose-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, from_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, to_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, cc_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, bcc_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, copies_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, files_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, drop_revealer);
  gtk_widget_class_bind_template_child (widget_class, RelaisComposeWindow, template_button);
  gtk_widget_class_bind_template_callback (widget_class, recipients_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_changed_cb);

  gtk_widget_class_install_action (widget_class, "compose.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "compose.attach", NULL, attach_action);
  relais_compose_window_class_templates (widget_class);
}

static void
relais_compose_window_init (RelaisComposeWindow *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the letter, which would write a line break. */
  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                                                          gtk_named_action_new ("compose.send")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->files = g_list_store_new (RELAIS_TYPE_COMPOSE_FILE);
  relais_compose_window_init_files (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->editor), "changed", G_CALLBACK (relais_compose_window_edited), self,
                           G_CONNECT_SWAPPED);
}

RelaisComposeWindow *
relais_compose_window_new (GtkWindow       *parent,
                           RelaisWorkspace *workspace)
{
  RelaisComposeWindow *self = g_object_new (RELAIS_TYPE_COMPOSE_WINDOW,
                                            "application", gtk_window_get_application (parent),
                                            NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->workspace = g_object_ref (workspace);
  fill_from (self);
  relais_compose_window_fill_templates (self);
  relais_compose_window_begin (self, "", "", "", "");
  gtk_widget_grab_focus (GTK_WIDGET (self->to_row));

  return self;
}

void
relais_compose_window_set_mailto (RelaisComposeWindow *self,
                                  const char          *uri)
{
  g_autoptr(RelaisMailto) mailto = NULL;

  g_return_if_fail (RELAIS_IS_COMPOSE_WINDOW (self));

  mailto = relais_mailto_parse (uri);
  if (mailto == NULL)
    {
      relais_compose_window_say (self, _("That address is damaged, so nothing of it was taken over."));
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->to_row), mailto->to);
  gtk_editable_set_text (GTK_EDITABLE (self->cc_row), mailto->cc);
  gtk_editable_set_text (GTK_EDITABLE (self->bcc_row), mailto->bcc);
  gtk_toggle_button_set_active (self->copies_button, *mailto->cc != '\0' || *mailto->bcc != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), mailto->subject);
  set_text (self, mailto->body);
  relais_compose_window_edited (self);
  gtk_widget_grab_focus (*mailto->to != '\0' ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->to_row));
}
