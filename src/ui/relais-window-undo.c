/* relais-window-undo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-toast.h"
#include "relais-window-private.h"
#include "relais-words.h"

/* So many steps go back. */
#define MAX_UNDO 50

static void
taken_back_cb (gpointer      owner,
               const GValue *value,
               const GError *error,
               gpointer      user_data)
{
  if (error != NULL)
    relais_toast_error_cb (owner, value, error, user_data);
  else if (!g_value_get_boolean (value))
    relais_toast_say (owner, _("It had left already."));
}

static void
undo_delivery_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);

  relais_future_to_ui (relais_deliveries_cancel (relais_workspace_get_deliveries (self->workspace),
                                                 g_variant_get_int64 (parameter)),
                       self, NULL, taken_back_cb, NULL);
}

/* What is taken back elsewhere is not offered by the toast any more. */
static void
dismiss (RelaisWindow *self,
         const char   *action,
         GVariant     *target)
{
  for (guint i = self->undo->len; i > 0; i--)
    {
      AdwToast *toast = self->undo->pdata[i - 1];
      GVariant *offered = adw_toast_get_action_target_value (toast);

      if (offered != NULL && g_strcmp0 (adw_toast_get_action_name (toast), action) == 0 && g_variant_equal (offered, target))
        adw_toast_dismiss (toast);
    }
}

static void
dismissed_cb (RelaisWindow *self,
              AdwToast     *toast)
{
  if (self->undo != NULL && !relais_toast_outlasts (toast))
    g_ptr_array_remove (self->undo, toast);
}

void
relais_window_offer_undo (RelaisWindow *self,
                          AdwToast     *toast)
{
  g_ptr_array_add (self->undo, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  if (self->undo->len > MAX_UNDO)
    g_ptr_array_remove_index (self->undo, 0);
}

/* Ctrl+Z, when nothing that has the keyboard takes something of its own back: what was done last. Messages that were moved come back as
 * long as the window is there; the rest for as long as a toast offers it, be it shown or waiting for its turn. */
static gboolean
undo_last_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);
  g_autoptr(AdwToast) toast = NULL;

  if (self->undo->len == 0 || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return GDK_EVENT_PROPAGATE;

  toast = g_object_ref (self->undo->pdata[self->undo->len - 1]);
  relais_toast_undo (toast, widget);
  g_ptr_array_remove (self->undo, toast);

  return GDK_EVENT_STOP;
}

/* What a toast's Undo does: the message may no longer be on screen. */
static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);
  RelaisTriage *triage = relais_workspace_get_triage (self->workspace);
  gint64 row;
  gint64 former = 0;
  DexFuture *undo;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE ("(xx)")))
    g_variant_get (parameter, "(xx)", &row, &former);
  else
    row = g_variant_get_int64 (parameter);

  dismiss (self, name, parameter);
  if (g_str_equal (name, "win.undo-send"))
    undo = relais_triage_undo_send (triage, row);
  else if (g_str_equal (name, "win.undo-discard"))
    undo = relais_triage_discard_answer (triage, row, FALSE);
  else if (g_str_equal (name, "win.undo-done"))
    undo = relais_triage_set_done (triage, row, FALSE);
  else if (g_str_equal (name, "win.undo-assign"))
    undo = relais_triage_assign (triage, row, former);
  else
    undo = relais_triage_uncorrect (triage, row, former);

  relais_future_to_ui (undo, self, NULL, relais_toast_error_cb, NULL);
}

/* Several answers that are taken back at once: what is to say about it is said once. */
typedef struct
{
  GWeakRef  window;
  guint     count;
  guint     waiting;
  guint     left;      /* that had left already */
  char     *trouble;   /* (owned) (nullable): the first sentence of what else went wrong */
} TakingBack;

static void
one_taken_back_cb (gpointer      owner,
                   const GValue *value,
                   const GError *error,
                   gpointer      user_data)
{
  TakingBack *taking = user_data;
  g_autoptr(RelaisWindow) window = NULL;

  if (g_error_matches (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE))
    taking->left++;
  else if (error != NULL && !relais_error_is_cancelled (error) && taking->trouble == NULL)
    taking->trouble = relais_words_dup_error (error);
  if (--taking->waiting > 0)
    return;

  window = g_weak_ref_get (&taking->window);
  if (window != NULL && taking->trouble != NULL)
    relais_toast_say (GTK_WIDGET (window), taking->trouble);
  if (window != NULL && taking->left > 0)
    {
      /* Translators: of several mails that somebody wants to take back, so many cannot be */
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u of them had left already.", "%u of them had left already.", taking->left),
                                                   taking->left);

      relais_toast_say (GTK_WIDGET (window), taking->count == 1 ? _("It had left already.") : sentence);
    }

  g_weak_ref_clear (&taking->window);
  g_free (taking->trouble);
  g_free (taking);
}

static void
undo_send_all_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  RelaisWindow *self = RELAIS_WINDOW (widget);
  gsize count;
  const gint64 *answers = g_variant_get_fixed_array (parameter, &count, sizeof (gint64));
  TakingBack *taking;

  if (count == 0)
    return;

  taking = g_new0 (TakingBack, 1);
  g_weak_ref_init (&taking->window, self);
  taking->count = taking->waiting = (guint) count;
  for (gsize i = 0; i < count; i++)
    relais_future_to_ui (relais_triage_undo_send (relais_workspace_get_triage (self->workspace), answers[i]), NULL, NULL,
                         one_taken_back_cb, taking);
}

void
relais_window_class_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_last_cb, NULL);
  gtk_widget_class_install_action (widget_class, "win.undo-send", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-send-all", "ax", undo_send_all_action);
  gtk_widget_class_install_action (widget_class, "win.undo-delivery", "x", undo_delivery_action);
  gtk_widget_class_install_action (widget_class, "win.undo-discard", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-done", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-assign", "(xx)", undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-kind", "(xx)", undo_action);
}
