/* relais-kind-editor-examples.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kind-editor-examples.h"
#include "relais-language.h"
#include "relais-words.h"

struct _RelaisKindEditorExamples
{
  AdwBin           parent_instance;

  GtkEntry        *entry;
  GtkButton       *add_button;
  GtkListView     *list;

  RelaisWorkspace *workspace;     /* (owned) (nullable) */
  GListStore      *known;         /* (owned) of RelaisExampleItem: those in the workspace */
  GtkStringList   *added;         /* (owned) not written yet */
  GArray          *dropped;       /* (owned) of gint64: rows to be taken away */
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
add_cb (RelaisKindEditorExamples *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  const char *added[] = { text, NULL };

  if (text[0] == '\0')
    return;
  gtk_string_list_splice (self->added, 0, 0, added);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
drop_cb (RelaisKindEditorExamples *self,
         GtkButton                *button)
{
  GObject *item = gtk_list_item_get_item (g_object_get_data (G_OBJECT (button), "list-item"));
  guint position;

  if (RELAIS_IS_EXAMPLE_ITEM (item))
    {
      gint64 row = relais_example_item_get_id (RELAIS_EXAMPLE_ITEM (item));

      g_array_append_val (self->dropped, row);
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *source = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_add_css_class (source, "caption");
  gtk_widget_add_css_class (source, "dimmed");
  gtk_widget_set_tooltip_text (button, _("Remove Example"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "list-item", list_item);
  g_signal_connect_object (button, "clicked", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), source);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             RelaisKindEditorExamples *self)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *source = gtk_widget_get_next_sibling (label);
  GObject *item = gtk_list_item_get_item (list_item);
  const char *text;
  const char *from = _("new");

  if (RELAIS_IS_EXAMPLE_ITEM (item))
    {
      const char *word = relais_example_item_get_source (RELAIS_EXAMPLE_ITEM (item));

      text = relais_example_item_get_text (RELAIS_EXAMPLE_ITEM (item));
      if (g_strcmp0 (word, "correction") == 0)
        from = _("your correction");
      else
        from = g_strcmp0 (word, "user") == 0 ? _("yours") : "";
    }
  else
    {
      text = gtk_string_object_get_string (GTK_STRING_OBJECT (item));
    }

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_label (GTK_LABEL (source), from);
  gtk_list_item_set_accessible_label (list_item, text);
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

void
relais_kind_editor_examples_save (RelaisKindEditorExamples *self,
                                  const char               *kind)
{
  RelaisKindStore *kinds;

  g_return_if_fail (RELAIS_IS_KIND_EDITOR_EXAMPLES (self));

  kinds = relais_workspace_get_kinds (self->workspace);
  for (guint i = 0; i < self->dropped->len; i++)
    relais_future_detach (relais_kind_store_drop_example (kinds, g_array_index (self->dropped, gint64, i)),
                          "an example was not taken away");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->added)); i++)
    {
      const char *text = gtk_string_list_get_string (self->added, i);

      relais_future_detach (relais_kind_store_add_example (kinds, kind, relais_language_guess (text, NULL), text),
                            "an example was not added");
    }
}

static void
relais_kind_editor_examples_dispose (GObject *object)
{
  RelaisKindEditorExamples *self = RELAIS_KIND_EDITOR_EXAMPLES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KIND_EDITOR_EXAMPLES);
  g_clear_object (&self->known);
  g_clear_object (&self->added);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_kind_editor_examples_parent_class)->dispose (object);
}

static void
relais_kind_editor_examples_finalize (GObject *object)
{
  g_array_unref (RELAIS_KIND_EDITOR_EXAMPLES (object)->dropped);

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
  gtk_widget_class_bind_template_child (widget_class, RelaisKindEditorExamples, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
relais_kind_editor_examples_init (RelaisKindEditorExamples *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkSelectionModel) model = NULL;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  self->known = g_list_store_new (RELAIS_TYPE_EXAMPLE_ITEM);
  self->added = gtk_string_list_new (NULL);
  self->dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_list_store_append (parts, self->added);
  g_list_store_append (parts, self->known);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)))));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, model);
}
