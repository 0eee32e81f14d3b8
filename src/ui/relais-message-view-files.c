/* relais-message-view-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-attachment-button.h"
#include "relais-file.h"
#include "relais-files.h"
#include "relais-message-view-private.h"
#include "relais-toast.h"

/* So many files of one name are told apart by a number. */
#define MAX_TRIES 100

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!relais_file_write_finish (G_FILE (source), result, &error))
    relais_toast_say_error (GTK_WIDGET (self), error);
  else
    relais_files_say_saved (GTK_WIDGET (self), G_FILE (source));
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->message != NULL)
    relais_file_write_async (file, relais_mail_message_get_source (self->message), TRUE, saved_cb, g_object_ref (self));
}

/* A subject as the name of a file. */
static char *
dup_file_name (RelaisMessageView *self)
{
  g_autofree char *name = g_strdup (gtk_label_get_label (self->subject));

  g_strdelimit (name, "/\\:*?\"<>|", ' ');
  g_strstrip (name);
  if (name[0] == '.' || name[0] == '\0')
    return g_strdup ("message.eml");
  if (g_utf8_strlen (name, -1) > 60)
    *g_utf8_offset_to_pointer (name, 60) = '\0';

  return g_strconcat (name, ".eml", NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  RelaisMessageView *self = RELAIS_MESSAGE_VIEW (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dup_file_name (self);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, save_chosen_cb, g_object_ref (self));
}

/* All files of a message on their way into a folder. */
typedef struct
{
  gatomicrefcount    ref_count;
  RelaisMessageView *view;      /* (owned) */
  RelaisMailMessage *message;   /* (owned) */
  GFile             *folder;    /* (owned) */
  GError            *error;     /* (owned) (nullable) the first */
  guint              saved;
  guint              waiting;   /* one more than the files that are awaited */
} Saving;

/* One of them. */
typedef struct
{
  Saving *saving;   /* (owned) */
  guint   index;
  guint   tries;
  GBytes *bytes;    /* (owned) (nullable) */
} SavedFile;

static void
saving_unref (Saving *saving)
{
  if (!g_atomic_ref_count_dec (&saving->ref_count))
    return;

  g_object_unref (saving->view);
  g_object_unref (saving->message);
  g_object_unref (saving->folder);
  g_clear_error (&saving->error);
  g_free (saving);
}

static void
saving_done (Saving *saving)
{
  if (--saving->waiting > 0)
    return;
  if (saving->error != NULL)
    relais_toast_say_error (GTK_WIDGET (saving->view), saving->error);
  if (saving->saved > 0)
    relais_files_say_saved_in (GTK_WIDGET (saving->view), saving->folder, saving->saved);
}

static void
saved_file_free (SavedFile *file)
{
  saving_unref (file->saving);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static void
saved_file_finish (SavedFile *file,
                   GError    *error)
{
  Saving *saving = file->saving;

  if (error == NULL)
    saving->saved++;
  else if (saving->error == NULL)
    saving->error = g_error_copy (error);
  saving_done (saving);
  saved_file_free (file);
}

static void write_file (SavedFile *file);

static void
part_written_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  SavedFile *file = user_data;
  g_autoptr(GError) error = NULL;

  relais_file_write_finish (G_FILE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) && ++file->tries < MAX_TRIES)
    write_file (file);
  else
    saved_file_finish (file, error);
}

/* “letter.pdf”, then “letter (2).pdf”. */
static char *
dup_name (const char *name,
          guint       tries)
{
  const char *dot = strrchr (name, '.');

  if (tries == 0)
    return g_strdup (name);
  if (dot == NULL || dot == name)
    return g_strdup_printf ("%s (%u)", name, tries + 1);

  return g_strdup_printf ("%.*s (%u)%s", (int) (dot - name), name, tries + 1, dot);
}

static void
write_file (SavedFile *file)
{
  guint n_attachments;
  const RelaisParsedAttachment *attachments =
    relais_parsed_message_get_attachments (relais_mail_message_get_parsed (file->saving->message), &n_attachments);
  g_autofree char *name = dup_name (attachments[file->index].name, file->tries);
  g_autoptr(GFile) target = g_file_get_child (file->saving->folder, name);

  relais_file_write_async (target, file->bytes, FALSE, part_written_cb, file);
}

static void
part_loaded_cb (gpointer      owner,
                const GValue *value,
                const GError *error,
                gpointer      user_data)
{
  SavedFile *file = user_data;

  if (error != NULL)
    {
      saved_file_finish (file, (GError *) error);
      return;
    }
  file->bytes = g_value_dup_boxed (value);
  write_file (file);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(RelaisMessageView) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  const RelaisParsedAttachment *attachments;
  guint n_attachments;
  Saving *saving;

  if (folder == NULL || self->message == NULL)
    return;

  saving = g_new0 (Saving, 1);
  g_atomic_ref_count_init (&saving->ref_count);
  saving->view = g_object_ref (self);
  saving->message = g_object_ref (self->message);
  saving->folder = g_object_ref (folder);
  saving->waiting = 1;
  attachments = relais_parsed_message_get_attachments (relais_mail_message_get_parsed (saving->message), &n_attachments);
  for (guint i = 0; i < n_attachments; i++)
    {
      SavedFile *file;

      if (attachments[i].is_inline)
        continue;
      file = g_new0 (SavedFile, 1);
      g_atomic_ref_count_inc (&saving->ref_count);
      file->saving = saving;
      file->index = i;
      saving->waiting++;
      relais_future_to_ui (relais_mail_message_load_part (saving->message, i), NULL, NULL, part_loaded_cb, file);
    }
  saving_done (saving);
  saving_unref (saving);
}

static void
save_files_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save All Attachments"));
  gtk_file_dialog_set_accept_label (dialog, _("_Save Here"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, folder_chosen_cb,
                                 g_object_ref (widget));
}

/* See the private header. */
void
relais_message_view_show_files (RelaisMessageView *self)
{
  guint n_attachments;
  const RelaisParsedAttachment *attachments =
    relais_parsed_message_get_attachments (relais_mail_message_get_parsed (self->message), &n_attachments);
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments))) != NULL)
    adw_wrap_box_remove (self->attachments, child);
  for (guint i = 0; i < n_attachments; i++)
    if (!attachments[i].is_inline)
      {
        adw_wrap_box_append (self->attachments, relais_attachment_button_new (self->message, i));
        shown++;
      }
  if (shown > 1)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("Save _All…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "message.save-files");
      adw_wrap_box_append (self->attachments, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->attachments), shown > 0);
}

void
relais_message_view_class_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "message.save-files", NULL, save_files_action);
}
