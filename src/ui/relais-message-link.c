/* relais-message-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "relais-message-link-private.h"

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error))
    g_info ("link: %s", error->message);
}

static void
link_answered_cb (AdwAlertDialog *dialog,
                  const char     *response,
                  gpointer        user_data)
{
  g_autofree char *uri = user_data;
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (!g_str_equal (response, "open"))
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, NULL, NULL, launched_cb, NULL);
}

void
relais_message_link_ask (GtkWidget  *letter,
                         const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  AdwDialog *dialog;
  g_autofree char *heading = NULL;

  if (g_ascii_strncasecmp (uri, "mailto:", strlen ("mailto:")) == 0)
    {
      g_autoptr(GFile) file = g_file_new_for_uri (uri);
      GFile *files[] = { file };

      g_application_open (g_application_get_default (), files, 1, "");
      return;
    }

  /* Translators: the name of the web site that a link leads to */
  heading = g_strdup_printf (_("Open %s?"), host != NULL ? host : uri);
  dialog = adw_alert_dialog_new (heading, uri);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "open", _("_Open"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (link_answered_cb), g_strdup (uri));
  adw_dialog_present (dialog, letter);
}
