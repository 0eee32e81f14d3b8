/* relais-ask-to-save.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-ask-to-save.h"

/* @save is data of the question. */
static void
answered_cb (AdwAlertDialog *question,
             const char     *response,
             AdwDialog      *form)
{
  RelaisSaveFunc save = (RelaisSaveFunc) g_object_get_data (G_OBJECT (question), "save");

  if (g_str_equal (response, "save"))
    save (form);
  else if (g_str_equal (response, "discard"))
    adw_dialog_force_close (form);
}

void
relais_ask_to_save (AdwDialog      *form,
                    gboolean        changed,
                    RelaisSaveFunc  save)
{
  AdwDialog *question;

  if (!changed)
    {
      adw_dialog_force_close (form);
      return;
    }

  question = adw_alert_dialog_new (_("Save Changes?"), _("Changes that are not saved will be lost."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _("_Cancel"), "discard", _("_Discard"),
                                  "save", _("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_object_set_data (G_OBJECT (question), "save", save);
  g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), form, G_CONNECT_DEFAULT);
  adw_dialog_present (question, GTK_WIDGET (form));
}
