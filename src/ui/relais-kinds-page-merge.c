/* relais-kinds-page-merge.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-choices.h"
#include "relais-kinds-page-private.h"
#include "relais-toast.h"
#include "relais-words.h"

static void
merged_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisKindsPage *self = owner;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (self), error);
  else
    relais_toast_say (GTK_WIDGET (self), _("Kinds merged"));
  if (self->workspace != NULL)
    relais_kinds_page_reload_rules (self);
}

static void
answered_cb (RelaisKindsPage *self,
             const char      *response,
             AdwAlertDialog  *dialog)
{
  const char *from = g_object_get_data (G_OBJECT (dialog), "from");
  const char *into = relais_choices_get_kind (g_object_get_data (G_OBJECT (dialog), "into"));

  if (self->workspace == NULL || !g_str_equal (response, "merge") || into == NULL)
    return;
  relais_future_to_ui (relais_kind_store_merge (relais_workspace_get_kinds (self->workspace), from, into), self, NULL,
                       merged_cb, NULL);
}

static void
chosen_cb (AdwAlertDialog *dialog)
{
  const char *into = relais_choices_get_kind (g_object_get_data (G_OBJECT (dialog), "into"));

  adw_alert_dialog_set_response_enabled (dialog, "merge", into != NULL);
}

/* Two kinds become one for good: their examples are one heap afterwards. So this is asked, with the verb on the button. */
void
relais_kinds_page_merge (RelaisKindsPage *self,
                         RelaisKind      *from)
{
  g_autofree char *heading = g_strdup_printf (_("Merge “%s”?"), relais_kind_get_name (from, relais_words_get_language ()));
  AdwDialog *dialog = adw_alert_dialog_new (heading, _("Its examples, past mail and rules go to the other kind. "
                                                       "Its answer and details are deleted."));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *into = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (into), _("Into"));
  relais_choices_fill_kinds (ADW_COMBO_ROW (into), self->workspace, _("Choose a kind"), relais_kind_get_id (from), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), into);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "merge", _("_Merge"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "merge", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "into", into);
  g_object_set_data_full (G_OBJECT (dialog), "from", g_strdup (relais_kind_get_id (from)), g_free);
  g_signal_connect_object (into, "notify::selected", G_CALLBACK (chosen_cb), dialog, G_CONNECT_SWAPPED);
  chosen_cb (ADW_ALERT_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
