/* relais-message-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-message-view-private.h"
#include "relais-toast.h"
#include "relais-words.h"

G_DEFINE_FINAL_TYPE (RelaisMessageView, relais_message_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_FLAGGED,
  PROP_TRUST_SENDER,
} RelaisMessageViewProperty;

/* What takes longer says so. */
#define LOADING_MS 300

static GParamSpec *props[PROP_TRUST_SENDER + 1];

static void
set_title (RelaisMessageView *self,
           const char        *title)
{
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

static void
show_loaded (RelaisMessageView *self)
{
  gboolean remote = relais_message_view_is_trusted (self);

  relais_message_view_show_head (self);
  adw_banner_set_revealed (self->remote_banner, relais_mail_message_has_remote (self->message) && !remote);
  relais_message_view_show_files (self);
  relais_message_web_show (self->web, self->message, remote);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "message");
  set_title (self, gtk_label_get_label (self->subject));
  relais_message_view_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRUST_SENDER]);
}

static void
found_row_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisMessageView *self = owner;
  g_autofree char *uid = user_data;

  /* Not known to triage: there is just no card. */
  if (g_strcmp0 (uid, self->uid) == 0)
    relais_triage_card_set_message (self->card, error == NULL ? g_value_get_int64 (value) : 0);
}

/* Where there is one pane, a message can be chosen in the list and not be in sight. */
static gboolean
is_in_sight (RelaisMessageView *self)
{
  GtkWidget *split = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_SPLIT_VIEW);

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (split == NULL || !adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (split)) ||
          adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
}

void
relais_message_view_mark_read (RelaisMessageView *self)
{
  const char *uids[] = { self->uid, NULL };

  if (!self->to_mark || !is_in_sight (self))
    return;

  self->to_mark = FALSE;
  relais_future_detach (relais_mail_folder_set_flags (self->folder, uids, RELAIS_MAIL_SEEN, RELAIS_MAIL_SEEN),
                        "the message was not marked as read");
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisMessageView *self = owner;

  if (error != NULL)
    {
      g_autofree char *sentence = NULL;

      if (relais_error_is_cancelled (error))
        return;
      g_clear_handle_id (&self->loading_id, g_source_remove);
      sentence = relais_words_dup_error_markup (error);
      adw_status_page_set_description (self->failed_page, sentence);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_set_object (&self->message, RELAIS_MAIL_MESSAGE (g_value_get_object (value)));
  relais_message_view_watch_item (self);
  show_loaded (self);
  self->to_mark = self->folder != NULL;
  relais_message_view_mark_read (self);
}

static gboolean
still_loading_cb (gpointer data)
{
  RelaisMessageView *self = data;

  self->loading_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");

  return G_SOURCE_REMOVE;
}

static void
load (RelaisMessageView *self)
{
  g_autoptr(RelaisMailAccount) account = relais_mail_folder_dup_account (self->folder);
  RelaisIntake *intake = relais_mail_get_intake (relais_workspace_get_mail (self->workspace));

  relais_cancellable_renew (&self->cancellable);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  self->loading_id = g_timeout_add (LOADING_MS, still_loading_cb, self);
  relais_future_to_ui (relais_mail_folder_load (self->folder, self->uid), self, self->cancellable, loaded_cb, NULL);
  if (!relais_mail_folder_is_ours (self->folder))
    relais_future_to_ui (relais_intake_find (intake, relais_mail_account_get_id (account),
                                             relais_mail_folder_get_full_name (self->folder), self->uid),
                         self, NULL, found_row_cb, g_strdup (self->uid));
}

static void
reload_cb (RelaisMessageView *self)
{
  if (self->folder != NULL)
    load (self);
}

void
relais_message_view_show (RelaisMessageView *self,
                          RelaisMailFolder  *folder,
                          const char        *uid)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  if (self->folder == folder && g_strcmp0 (self->uid, uid) == 0)
    return;

  g_set_object (&self->folder, folder);
  g_set_str (&self->uid, uid);
  g_clear_object (&self->message);
  self->to_mark = FALSE;
  relais_triage_card_set_message (self->card, 0);
  adw_banner_set_revealed (self->remote_banner, FALSE);
  relais_message_view_update_actions (self);
  load (self);
}

void
relais_message_view_clear (RelaisMessageView *self)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_object (&self->folder);
  g_clear_object (&self->message);
  g_clear_pointer (&self->uid, g_free);
  self->to_mark = FALSE;
  relais_message_view_watch_item (self);
  relais_triage_card_set_message (self->card, 0);
  relais_message_web_show (self->web, NULL, FALSE);
  adw_banner_set_revealed (self->remote_banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "none");
  set_title (self, _("Message"));
  relais_message_view_update_actions (self);
}

void
relais_message_view_add_panes (RelaisMessageView *self,
                               GPtrArray         *panes)
{
  GtkWidget *letter = relais_message_web_get_view (self->web);

  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  g_ptr_array_add (panes, relais_triage_card_get_focus_widget (self->card));
  if (letter != NULL)
    g_ptr_array_add (panes, letter);
}

const char *
relais_message_view_get_uid (RelaisMessageView *self)
{
  g_return_val_if_fail (RELAIS_IS_MESSAGE_VIEW (self), NULL);

  return self->uid;
}

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autoptr(RelaisMailMessage) message = bytes != NULL ? relais_mail_message_new_from_bytes (bytes, &error) : NULL;

  if (message == NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      return;
    }
  g_set_object (&self->message, message);
  show_loaded (self);
}

void
relais_message_view_show_file (RelaisMessageView *self,
                               GFile             *file)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  relais_message_view_clear (self);
  g_file_load_bytes_async (file, NULL, file_read_cb, g_object_ref (self));
}

void
relais_message_view_set_workspace (RelaisMessageView *self,
                                   RelaisWorkspace   *workspace)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_VIEW (self));

  g_set_object (&self->workspace, workspace);
  relais_triage_card_set_workspace (self->card, workspace);
}

static void
relais_message_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (object);

  switch ((RelaisMessageViewProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FLAGGED:
      g_value_set_boolean (value, relais_message_view_is_flagged (self));
      break;
    case PROP_TRUST_SENDER:
      g_value_set_boolean (value, self->message != NULL && self->workspace != NULL && relais_message_view_is_trusted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_message_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (object);

  switch ((RelaisMessageViewProperty) prop_id)
    {
    case PROP_FLAGGED:
      relais_message_view_set_flagged (self, g_value_get_boolean (value));
      break;
    case PROP_TRUST_SENDER:
      relais_message_view_set_trusted (self, g_value_get_boolean (value));
      break;
    case PROP_TITLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_message_view_dispose (GObject *object)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_handle_id (&self->height_id, g_source_remove);
  if (self->item != NULL)
    g_clear_signal_handler (&self->item_id, self->item);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_MESSAGE_VIEW);
  g_clear_object (&self->folder);
  g_clear_object (&self->message);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_message_view_parent_class)->dispose (object);
}

static void
relais_message_view_finalize (GObject *object)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (object);

  g_free (self->uid);
  g_free (self->title);

  G_OBJECT_CLASS (relais_message_view_parent_class)->finalize (object);
}

static void
relais_message_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (relais_message_view_parent_class)->map (widget);
  relais_message_web_prepare (RELAIS_MESSAGE_VIEW (widget)->web);
  relais_message_view_mark_read (RELAIS_MESSAGE_VIEW (widget));
}

static void
relais_message_view_class_init (RelaisMessageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_message_view_dispose;
  widget_class->map = relais_message_view_map;
  object_class->finalize = relais_message_view_finalize;
  object_class->get_property = relais_message_view_get_property;
  object_class->set_property = relais_message_view_set_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_FLAGGED] = g_param_spec_boolean ("flagged", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_TRUST_SENDER] = g_param_spec_boolean ("trust-sender", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_signal_new ("moved", RELAIS_TYPE_MESSAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* A move failed: the message is where it was. */
  g_signal_new ("stayed", RELAIS_TYPE_MESSAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RELAIS_TYPE_TRIAGE_CARD);
  g_type_ensure (RELAIS_TYPE_MESSAGE_WEB);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, remote_banner);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, avatar);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, sender);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, recipients);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, details);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, details_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, address);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, several_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, none_page);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, date);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, card);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, web);
  gtk_widget_class_bind_template_child (widget_class, RelaisMessageView, attachments);
  gtk_widget_class_bind_template_callback_full (widget_class, "load_remote_cb", G_CALLBACK (relais_message_view_load_remote));
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_install_property_action (widget_class, "message.trust-sender", "trust-sender");
  gtk_widget_class_install_property_action (widget_class, "message.flag", "flagged");
  relais_message_view_class_actions (widget_class);
  relais_message_view_class_files (widget_class);
}

static void
relais_message_view_init (RelaisMessageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->title = g_strdup (_("Message"));
  relais_message_view_init_scrolling (self);
  relais_message_view_update_actions (self);
}
