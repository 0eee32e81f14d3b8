/* relais-compose-window-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-compose-window-private.h"
#include "relais-toast.h"

/* Mail grows by a third on its way; most servers take 25 MB. */
#define MANY_BYTES (18 * 1000 * 1000)

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
                   G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE

G_DEFINE_FINAL_TYPE (RelaisComposeFile, relais_compose_file, G_TYPE_OBJECT)

static void
relais_compose_file_finalize (GObject *object)
{
  RelaisComposeFile *self = RELAIS_COMPOSE_FILE (object);

  g_free (self->path);
  g_clear_pointer (&self->message, g_bytes_unref);
  g_free (self->name);
  g_free (self->media_type);

  G_OBJECT_CLASS (relais_compose_file_parent_class)->finalize (object);
}

static void
relais_compose_file_class_init (RelaisComposeFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_compose_file_finalize;
}

static void
relais_compose_file_init (RelaisComposeFile *self)
{
}

static void
update_group (RelaisComposeWindow *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  guint64 total = 0;
  g_autofree char *size = NULL;
  g_autofree char *description = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      total += (guint64) file->size;
    }
  size = g_format_size (total);
  /* The row of a single file says its size. */
  if (count > 1)
    /* Translators: %s is a size, like “2 MB” */
    description = total > MANY_BYTES ? g_strdup_printf (_("%s together. Many servers refuse mails of this size."), size)
                                     : g_strdup_printf (_("%s together."), size);
  else if (total > MANY_BYTES)
    description = g_strdup (_("Many servers refuse mails of this size."));
  adw_preferences_group_set_description (self->files_group, description);
  gtk_widget_set_visible (GTK_WIDGET (self->files_group), count > 0);
}

static void
drop_file (RelaisComposeWindow *self,
           RelaisComposeFile   *file)
{
  guint position;

  if (!g_list_store_find (self->files, file, &position))
    return;

  adw_preferences_group_remove (self->files_group, file->row);
  g_list_store_remove (self->files, position);
  update_group (self);
}

static void
remove_cb (RelaisComposeWindow *self,
           GtkButton           *button)
{
  drop_file (self, g_object_get_data (G_OBJECT (button), "file"));
  relais_compose_window_edited (self);
}

static void
add_row (RelaisComposeWindow *self,
         RelaisComposeFile   *file)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *size = g_format_size ((guint64) file->size);
  /* Translators: %s is the name of a file */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), file->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), file->message != NULL ? size : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (file->message != NULL ? "mail-forward-symbolic" : "mail-attachment-symbolic"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  file->row = row;
  adw_preferences_group_add (self->files_group, row);
}

static void
refuse (RelaisComposeWindow *self,
        const char          *name,
        gboolean             can_read)
{
  /* Translators: %s is the name of a file */
  g_autofree char *title = can_read ? g_strdup_printf (_("“%s” is a folder. Compress it first."), name)
                                    : g_strdup_printf (_("“%s” cannot be read."), name);

  adw_toast_overlay_add_toast (self->toasts, relais_toast_new (title));
}

static gboolean
has_path (RelaisComposeWindow *self,
          const char          *path)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (g_strcmp0 (file->path, path) == 0)
        return TRUE;
    }

  return FALSE;
}

/* @file: (transfer full) */
static void
take_file (RelaisComposeWindow *self,
           RelaisComposeFile   *file)
{
  g_list_store_append (self->files, file);
  add_row (self, file);
  update_group (self);
  relais_compose_window_edited (self);
  g_object_unref (file);
}

/* A file that is being looked at. */
typedef struct
{
  RelaisComposeWindow *window;   /* (owned) */
  RelaisComposeFile   *file;     /* (owned) */
} Look;

static void
look_free (Look *self)
{
  g_object_unref (self->window);
  g_object_unref (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  RelaisComposeFile *file = look->file;
  g_autofree char *size = NULL;

  if (look->window->files == NULL || !g_list_store_find (look->window->files, file, NULL))
    return;
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      refuse (look->window, file->name, info != NULL);
      drop_file (look->window, file);
      return;
    }

  file->media_type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  file->size = g_file_info_get_size (info);
  size = g_format_size ((guint64) file->size);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (file->row), size);
  update_group (look->window);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  /* Translators: %s is the name of a file */
  g_autofree char *sentence = g_strdup_printf (_("“%s” cannot be read any more. Put it back, or remove it from the mail."), look->file->name);

  if (look->window->files != NULL && (info == NULL || !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ)))
    relais_compose_window_say (look->window, sentence);
}

static void
look_at (RelaisComposeWindow *self,
         RelaisComposeFile   *file,
         const char          *attributes,
         GAsyncReadyCallback  callback)
{
  g_autoptr(GFile) source = g_file_new_for_path (file->path);
  Look *look = g_new0 (Look, 1);

  look->window = g_object_ref (self);
  look->file = g_object_ref (file);
  g_file_query_info_async (source, attributes, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, callback, look);
}

void
relais_compose_window_check_files (RelaisComposeWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr(RelaisComposeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->message == NULL)
        look_at (self, file, G_FILE_ATTRIBUTE_ACCESS_CAN_READ, checked_cb);
    }
}

/* It is there at once, whatever is found out about it: what is sent or kept meanwhile has it. */
void
relais_compose_window_attach (RelaisComposeWindow *self,
                              GFile               *source)
{
  g_autofree char *path = g_file_get_path (source);
  g_autofree char *basename = g_file_get_basename (source);
  g_autofree char *name = g_filename_display_name (basename);
  RelaisComposeFile *file;

  if (path == NULL)
    {
      refuse (self, name, FALSE);
      return;
    }
  if (has_path (self, path))
    return;

  file = g_object_new (RELAIS_TYPE_COMPOSE_FILE, NULL);
  file->path = g_steal_pointer (&path);
  file->name = g_steal_pointer (&name);
  look_at (self, file, ATTRIBUTES, looked_cb);
  take_file (self, file);
}

void
relais_compose_window_attach_message (RelaisComposeWindow *self,
                                      const char          *name,
                                      GBytes              *message)
{
  RelaisComposeFile *file;

  if (message == NULL)
    {
      refuse (self, name, FALSE);
      return;
    }

  file = g_object_new (RELAIS_TYPE_COMPOSE_FILE, NULL);
  file->message = g_bytes_ref (message);
  file->name = g_strdup (name);
  file->size = (goffset) g_bytes_get_size (message);
  take_file (self, file);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisComposeWindow) self = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      relais_compose_window_attach (self, file);
    }
}

void
relais_compose_window_choose_files (RelaisComposeWindow *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Attach Files"));
  gtk_file_dialog_set_accept_label (dialog, _("_Attach"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, chosen_cb, g_object_ref (self));
}

static GdkDragAction
entered_cb (RelaisComposeWindow *self,
            double               x,
            double               y)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, TRUE);

  return GDK_ACTION_COPY;
}

static void
left_cb (RelaisComposeWindow *self)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);
}

static gboolean
dropped_cb (RelaisComposeWindow *self,
            const GValue        *value,
            double               x,
            double               y)
{
  GSList *files = g_value_get_boxed (value);

  left_cb (self);
  for (GSList *l = files; l != NULL; l = l->next)
    relais_compose_window_attach (self, l->data);

  return files != NULL;
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisComposeWindow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && self->files != NULL)
    for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
      relais_compose_window_attach (self, l->data);
}

/* Files that were copied are attached; their names, which come along as text, are not what anybody means. */
static void
paste_cb (RelaisComposeWindow *self,
          GtkTextView         *editor)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (editor));

  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    return;
  g_signal_stop_emission_by_name (editor, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (self));
}

/* In the capture phase: a text field below would take the names of the files as text. */
void
relais_compose_window_init_files (RelaisComposeWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->editor, "paste-clipboard", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
}
