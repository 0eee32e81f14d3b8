/* relais-window-drafts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-drafts.h"
#include "relais-toast.h"
#include "relais-window-private.h"

/* A message that waits until it cannot be taken back any more. */
typedef struct
{
  guint       number;   /* 0, or of the draft that is kept of it; claimed */
  JsonObject *draft;    /* (owned) */
} Sent;

static void
sent_free (gpointer data)
{
  json_object_unref (((Sent *) data)->draft);
  g_free (data);
}

/* A setting changed: a message may have been begun, kept or sent. */
static void
drafts_changed_cb (RelaisWindow *self)
{
  guint count = relais_compose_drafts_count (self->workspace);
  g_autofree char *title = g_strdup_printf (ngettext ("A message that you began was kept", "%u messages that you began were kept",
                                                      count), count);

  if (count > 0)
    adw_banner_set_title (self->drafts_banner, title);
  adw_banner_set_revealed (self->drafts_banner, count > 0);
}

static void
continue_drafts_cb (RelaisWindow *self)
{
  relais_compose_drafts_open (GTK_WINDOW (self), self->workspace);
  drafts_changed_cb (self);
}

static void
delivery_changed_cb (RelaisWindow *self,
                     gint64        delivery,
                     int           state)
{
  Sent *sent = g_hash_table_lookup (self->sent, &delivery);

  if (state == RELAIS_DELIVERY_QUEUED)
    return;

  if (sent == NULL)
    {
      relais_compose_drafts_settle (self->workspace);
      return;
    }
  relais_compose_drafts_take_state (self->workspace, sent->number, sent->draft, state);
  if (state == RELAIS_DELIVERY_CANCELLED)
    relais_compose_drafts_reopen (GTK_WINDOW (self), self->workspace, sent->number, sent->draft);
  else
    relais_compose_drafts_release (self->workspace, sent->number);
  g_hash_table_remove (self->sent, &delivery);
}

static void
known_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisDelivery *delivery = error == NULL ? g_value_get_object (value) : NULL;

  if (delivery != NULL)
    delivery_changed_cb (owner, relais_delivery_get_id (delivery), relais_delivery_get_state (delivery));
}

/* See the header. */
void
relais_window_message_sent (RelaisWindow *self,
                            guint         number,
                            JsonObject   *draft,
                            gint64        delivery,
                            guint         undo_seconds)
{
  Sent *sent;
  AdwToast *toast;

  g_return_if_fail (RELAIS_IS_WINDOW (self));

  sent = g_new0 (Sent, 1);
  sent->number = number;
  sent->draft = json_object_ref (draft);
  g_hash_table_insert (self->sent, g_memdup2 (&delivery, sizeof delivery), sent);
  if (undo_seconds == 0)
    {
      /* It may have left before we knew its number. */
      relais_future_to_ui (relais_deliveries_get (relais_workspace_get_deliveries (self->workspace), delivery), self, NULL,
                           known_cb, NULL);
      relais_toast_say (GTK_WIDGET (self), _("Message sent"));
      return;
    }

  toast = relais_toast_new_undo (_("Message sent"), undo_seconds);
  adw_toast_set_action_name (toast, "win.undo-delivery");
  adw_toast_set_action_target (toast, "x", delivery);
  relais_toast_show (GTK_WIDGET (self), toast);
}

void
relais_window_class_drafts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, continue_drafts_cb);
}

void
relais_window_watch_drafts (RelaisWindow *self)
{
  self->sent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sent_free);
  g_signal_connect_object (relais_workspace_get_settings (self->workspace), "changed", G_CALLBACK (drafts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_deliveries (self->workspace), "changed", G_CALLBACK (delivery_changed_cb), self,
                           G_CONNECT_SWAPPED);
  relais_compose_drafts_settle (self->workspace);
  relais_compose_drafts_sweep (self->workspace);
  drafts_changed_cb (self);
}
