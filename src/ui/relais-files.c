/* relais-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-files.h"
#include "relais-toast.h"

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    relais_toast_say_error (widget, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (G_FILE (source));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (info == NULL)
    relais_toast_say_error (widget, error);
  else
    gtk_file_launcher_launch (launcher, GTK_WINDOW (root), NULL, launched_cb, g_object_ref (widget));
}

/* A file may be gone again: the launcher has no words for that. */
void
relais_files_open (GtkWidget *widget,
                   GFile     *file)
{
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, found_cb,
                           g_object_ref (widget));
}

static void
open_cb (GtkWidget *widget,
         AdwToast  *toast)
{
  relais_files_open (widget, g_object_get_data (G_OBJECT (toast), "file"));
}

static void
say (GtkWidget  *widget,
     const char *sentence,
     const char *button,
     GFile      *file)
{
  AdwToast *toast = relais_toast_new (sentence);
  GtkRoot *root = gtk_widget_get_root (widget);

  adw_toast_set_button_label (toast, button);
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  /* It may still stand there when the letter has been put away. */
  if (root != NULL)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), root, G_CONNECT_SWAPPED);
  relais_toast_show (widget, toast);
}

void
relais_files_say_saved (GtkWidget *widget,
                        GFile     *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: %s is the name of a file. It comes last: in a narrow window its end is cut off. */
  g_autofree char *sentence = g_strdup_printf (_("Saved as “%s”"), name);

  say (widget, sentence, _("_Open"), file);
}

void
relais_files_say_saved_in (GtkWidget *widget,
                           GFile     *folder,
                           guint      count)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u file saved", "%u files saved", count), count);

  say (widget, sentence, _("_Open Folder"), folder);
}
