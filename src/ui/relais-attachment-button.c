/* relais-attachment-button.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "relais-attachment-button.h"
#include "relais-file.h"
#include "relais-files.h"
#include "relais-toast.h"

struct _RelaisAttachmentButton
{
  AdwBin             parent_instance;

  AdwSplitButton    *button;
  GtkImage          *icon;
  GtkLabel          *name;
  GtkLabel          *size;

  RelaisMailMessage *message;   /* (owned) */
  guint              index;
};

G_DEFINE_FINAL_TYPE (RelaisAttachmentButton, relais_attachment_button, ADW_TYPE_BIN)

static const RelaisParsedAttachment *
get_attachment (RelaisAttachmentButton *self)
{
  RelaisParsedMessage *parsed = relais_mail_message_get_parsed (self->message);
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (parsed, &n_attachments);

  g_assert (self->index < n_attachments);

  return &attachments[self->index];
}

/* What follows once the file is there. */
typedef void (* Then) (GtkWidget *widget,
                       GFile     *file);

/* Goes on, and is said, when another message is shown meanwhile and the button is gone. */
typedef struct
{
  GtkWidget         *window;    /* (owned) */
  RelaisMailMessage *message;   /* (owned) */
  guint              index;
  GFile             *file;      /* (owned) (nullable) until it is known */
  Then               then;      /* (nullable) */
} Writing;

static Writing *
writing_new (RelaisAttachmentButton *self,
             Then                    then)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  writing->message = g_object_ref (self->message);
  writing->index = self->index;
  writing->then = then;

  return writing;
}

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->window);
  g_object_unref (writing->message);
  g_clear_object (&writing->file);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Writing) writing = user_data;
  g_autoptr(GError) error = NULL;

  if (!relais_file_write_finish (writing->file, result, &error))
    relais_toast_say_error (writing->window, error);
  else if (writing->then != NULL)
    writing->then (writing->window, writing->file);
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  g_autoptr(Writing) writing = user_data;

  if (error != NULL)
    {
      relais_toast_say_error (writing->window, error);
      return;
    }

  relais_file_write_async (writing->file, g_value_get_boxed (value), TRUE, written_cb, writing);
  g_steal_pointer (&writing);
}

/* @writing, @file: (transfer full) */
static void
write_to (Writing *writing,
          GFile   *file)
{
  writing->file = file;
  relais_future_to_ui (relais_mail_message_load_part (writing->message, writing->index), NULL, NULL, loaded_cb, writing);
}

/* A folder of our own for each opening: two attachments of one name do not meet, and nobody else reads them. */
static GFile *
make_temporary (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "relais-XXXXXX", NULL);
  g_autofree char *path = NULL;

  if (g_mkdtemp_full (folder, 0700) == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
open_cb (RelaisAttachmentButton *self)
{
  GFile *file = make_temporary (get_attachment (self)->name);

  if (file != NULL)
    write_to (writing_new (self, relais_files_open), file);
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Writing) writing = user_data;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    write_to (g_steal_pointer (&writing), file);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RelaisAttachmentButton *self = RELAIS_ATTACHMENT_BUTTON (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, get_attachment (self)->name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, save_chosen_cb,
                        writing_new (self, relais_files_say_saved));
}

/* The file is written when the drag begins: it is there long before anybody can let go of it. */
static GdkContentProvider *
prepare_drag_cb (RelaisAttachmentButton *self)
{
  g_autoptr(GFile) file = make_temporary (get_attachment (self)->name);
  GdkFileList *list;
  GdkContentProvider *provider;

  if (file == NULL)
    return NULL;

  write_to (writing_new (self, NULL), g_object_ref (file));
  list = gdk_file_list_new_from_array ((GFile *[]) { file }, 1);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);

  return provider;
}

static void
relais_attachment_button_dispose (GObject *object)
{
  RelaisAttachmentButton *self = RELAIS_ATTACHMENT_BUTTON (object);

  /* AdwBin would drop it once more, when the template has. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ATTACHMENT_BUTTON);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (relais_attachment_button_parent_class)->dispose (object);
}

static void
relais_attachment_button_class_init (RelaisAttachmentButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_attachment_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-attachment-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisAttachmentButton, button);
  gtk_widget_class_bind_template_child (widget_class, RelaisAttachmentButton, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisAttachmentButton, name);
  gtk_widget_class_bind_template_child (widget_class, RelaisAttachmentButton, size);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_install_action (widget_class, "attachment.save", NULL, save_action);
}

static void
relais_attachment_button_init (RelaisAttachmentButton *self)
{
  GtkDragSource *drag;

  gtk_widget_init_template (GTK_WIDGET (self));

  drag = gtk_drag_source_new ();
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (prepare_drag_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
relais_attachment_button_new (RelaisMailMessage *message,
                              guint              attachment)
{
  RelaisAttachmentButton *self = g_object_new (RELAIS_TYPE_ATTACHMENT_BUTTON, NULL);
  const RelaisParsedAttachment *values;
  g_autofree char *content_type = NULL;
  g_autoptr(GIcon) icon = NULL;
  g_autofree char *size = NULL;
  g_autofree char *tooltip = NULL;

  self->message = g_object_ref (message);
  self->index = attachment;
  values = get_attachment (self);
  content_type = g_content_type_from_mime_type (values->media_type);
  icon = g_content_type_get_symbolic_icon (content_type != NULL ? content_type : "application/octet-stream");
  size = g_format_size (values->size);
  /* Translators: the name of a file */
  tooltip = g_strdup_printf (_("Open %s"), values->name);

  gtk_label_set_label (self->name, values->name);
  gtk_label_set_label (self->size, size);
  gtk_image_set_from_gicon (self->icon, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);

  return GTK_WIDGET (self);
}
