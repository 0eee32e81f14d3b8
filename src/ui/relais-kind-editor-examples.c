/* relais-kind-editor-examples.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-example-file.h"
#include "relais-kind-editor-examples.h"
#include "relais-kind-example-row.h"
#include "relais-language.h"
#include "relais-words.h"
#include "relais-worker.h"

/* What a person taught counts twice what came with a pack, as it does once it is saved. */
#define WEIGHT_USER 2.0

struct _RelaisKindEditorExamples
{
  AdwBin           parent_instance;

  GtkEntry        *entry;
  GtkButton       *add_button;
  GtkLabel        *refusal;
  GtkListView     *list;

  RelaisWorkspace *workspace;     /* (owned) (nullable) */
  GListStore      *known;         /* (owned) of RelaisExampleItem: those in the workspace */
  GtkStringList   *added;         /* (owned) not written yet */
  GArray          *dropped;       /* (owned) of gint64: rows to be taken away */
  GPtrArray       *dropped_texts; /* (owned) of char, beside dropped */
  RelaisWorker    *worker;        /* (owned) (nullable) reads files */
  GPtrArray       *reading;       /* (owned) of GFile: those it has not read yet */
  GCancellable    *cancellable;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisKindEditorExamples, relais_kind_editor_examples, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_changed_cb (RelaisKindEditorExamples *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), text[0] != '\0');
}

static void
add_text (RelaisKindEditorExamples *self,
          const char               *text)
{
  const char *added[] = { text, NULL };

  gtk_string_list_splice (self->added, 0, 0, added);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_cb (RelaisKindEditorExamples *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (text[0] == '\0')
    return;
  add_text (self, text);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* @error: (nullable): NULL: there was nothing to read */
static void
refuse (RelaisKindEditorExamples *self,
        GFile                    *file,
        const GError             *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      sentence = g_strdup_printf (_("“%s” holds no text."), name);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      sentence = g_strdup_printf (_("“%s” is neither a mail nor a short text."), name);
    }
  else
    {
      reason = relais_words_dup_error (error);
      /* Translators: the name of a file, and a sentence that says why it cannot be read */
      sentence = g_strdup_printf (_("“%1$s” could not be read. %2$s"), name, reason);
    }
  gtk_label_set_label (self->refusal, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
file_read_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisKindEditorExamples *self = owner;
  g_autoptr(GFile) file = g_object_ref (user_data);

  g_ptr_array_remove (self->reading, file);
  if (error != NULL && relais_error_is_cancelled (error))
    return;
  if (error != NULL || g_value_get_string (value)[0] == '\0')
    refuse (self, file, error);
  else
    add_text (self, g_value_get_string (value));
}

static void
add_file (RelaisKindEditorExamples *self,
          GFile                    *file)
{
  if (self->worker == NULL)
    self->worker = relais_worker_new ("examples", 1);
  g_ptr_array_add (self->reading, g_object_ref (file));
  relais_future_to_ui (relais_worker_run (self->worker, "example", relais_example_file_read, g_object_ref (file), g_object_unref),
                       self, NULL, file_read_cb, file);
}

static gboolean
dropped_cb (RelaisKindEditorExamples *self,
            const GValue             *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        add_file (self, l->data);
    }
  else
    {
      g_autofree char *text = g_strstrip (g_value_dup_string (value));

      if (text[0] == '\0')
        return FALSE;
      add_text (self, text);
    }

  return TRUE;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisKindEditorExamples) self = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && self->workspace != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      add_file (self, file);
    }
}

static void
choose_cb (RelaisKindEditorExamples *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Add Examples"));
  gtk_file_dialog_set_accept_label (dialog, _("_Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                                 g_object_ref (self));
}

static void
remove_cb (RelaisKindEditorExamples *self,
           GObject                  *item)
{
  guint position;

  if (RELAIS_IS_EXAMPLE_ITEM (item))
    {
      gint64 row = relais_example_item_get_id (RELAIS_EXAMPLE_ITEM (item));

      g_array_append_val (self->dropped, row);
      g_ptr_array_add (self->dropped_texts, g_strdup (relais_example_item_get_text (RELAIS_EXAMPLE_ITEM (item))));
      if (g_list_store_find (self->known, item, &position))
        g_list_store_remove (self->known, position);
    }
  else
    {
      for (position = 0; position < g_list_model_get_n_items (G_LIST_MODEL (self->added)); position++)
        {
          g_autoptr(GObject) other = g_list_model_get_item (G_LIST_MODEL (self->added), position);

          if (other == item)
            {
              gtk_string_list_remove (self->added, position);
              break;
            }
        }
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              RelaisKindEditorExamples *self)
{
  GtkWidget *row = relais_kind_example_row_new ();

  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  relais_kind_example_row_bind (RELAIS_KIND_EXAMPLE_ROW (gtk_list_item_get_child (list_item)), list_item);
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisKindEditorExamples *self = owner;
  GListModel *examples;

  if (error != NULL)
    return;

  examples = G_LIST_MODEL (g_value_get_object (value));
  for (guint i = 0; i < g_list_model_get_n_items (examples); i++)
    {
      g_autoptr(GObject) example = g_list_model_get_item (examples, i);

      g_list_store_append (self->known, example);
    }
}

void
relais_kind_editor_examples_set_kind (RelaisKindEditorExamples *self,
                                      RelaisWorkspace          *workspace,
                                      const char               *kind)
{
  g_return_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  if (kind == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_kind_store_examples (relais_workspace_get_kinds (workspace), kind), self, self->cancellable,
                       read_cb, NULL);
}

gboolean
relais_kind_editor_examples_is_changed (RelaisKindEditorExamples *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self), FALSE);

  return self->dropped->len > 0 || g_list_model_get_n_items (G_LIST_MODEL (self->added)) > 0;
}

GArray *
relais_kind_editor_examples_get_dropped (RelaisKindEditorExamples *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self), NULL);

  return self->dropped;
}

GPtrArray *
relais_kind_editor_examples_dup_dropped (RelaisKindEditorExamples *self)
{
  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self), NULL);

  return g_ptr_array_ref (self->dropped_texts);
}

GPtrArray *
relais_kind_editor_examples_dup_added (RelaisKindEditorExamples *self)
{
  GPtrArray *added = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_example_free);

  g_return_val_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self), NULL);

  /* The last one written stands first in the list. */
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->added)); i > 0; i--)
    {
      const char *text = gtk_string_list_get_string (self->added, i - 1);

      g_ptr_array_add (added, relais_example_new (NULL, relais_language_guess (text, NULL), text, WEIGHT_USER));
    }

  return added;
}

static void
relais_kind_editor_examples_dispose (GObject *object)
{
  RelaisKindEditorExamples *self = RELAIS_KIND_EDITOR_EXAMPLES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->worker != NULL)
    relais_worker_stop (self->worker);
  g_clear_object (&self->worker);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR_EXAMPLES);
  g_clear_object (&self->known);
  g_clear_object (&self->added);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_kind_editor_examples_parent_class)->dispose (object);
}

static void
relais_kind_editor_examples_finalize (GObject *object)
{
  RelaisKindEditorExamples *self = RELAIS_KIND_EDITOR_EXAMPLES (object);

  g_array_unref (self->dropped);
  g_ptr_array_unref (self->dropped_texts);
  g_ptr_array_unref (self->reading);

  G_OBJECT_CLASS (relais_kind_editor_examples_parent_class)->finalize (object);
}

static void
relais_kind_editor_examples_class_init (RelaisKindEditorExamplesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kind_editor_examples_dispose;
  object_class->finalize = relais_kind_editor_examples_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_KIND_EDITOR_EXAMPLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kind-editor-examples.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorExamples, entry);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorExamples, add_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorExamples, refusal);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorExamples, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_set_css_name (widget_class, "examples");
}

static void
relais_kind_editor_examples_init (RelaisKindEditorExamples *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) model = NULL;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  self->known = g_list_store_new (RELAIS_TYPE_EXAMPLE_ITEM);
  self->added = gtk_string_list_new (NULL);
  self->dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dropped_texts = g_ptr_array_new_with_free_func (g_free);
  self->reading = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_list_store_append (parts, self->added);
  g_list_store_append (parts, self->known);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, model);
}
