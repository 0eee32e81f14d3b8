/* relais-kinds-trial.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-trial.h"
#include "relais-kinds-trial-row.h"
#include "relais-words.h"

/* So many of the newest messages: what a person looks through, and a second of work. */
#define MAX_MESSAGES 500

struct _RelaisKindsTrial
{
  AdwDialog        parent_instance;

  AdwWindowTitle  *title;
  GtkStack        *stack;
  AdwStatusPage   *loading;
  GtkListView     *list;
  AdwStatusPage   *failed_page;

  RelaisWorkspace *workspace;     /* (owned) */
  GPtrArray       *kinds;         /* (owned) (nullable) of RelaisKind */
  GCancellable    *cancellable;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisKindsTrial, relais_kinds_trial, ADW_TYPE_DIALOG)

/* Kinds that are tried out may not be in the workspace. */
static const char *
get_name (RelaisKindsTrial *self,
          const char       *id)
{
  RelaisKind *kind = NULL;

  for (guint i = 0; id != NULL && self->kinds != NULL && i < self->kinds->len; i++)
    if (g_str_equal (relais_kind_get_id (g_ptr_array_index (self->kinds, i)), id))
      kind = g_ptr_array_index (self->kinds, i);
  if (kind == NULL && id != NULL)
    kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), id);
  if (kind != NULL)
    return relais_kind_get_name (kind, relais_words_get_language ());

  return id != NULL ? id : _("None of the Kinds");
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, relais_kinds_trial_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             RelaisKindsTrial         *self)
{
  RelaisTrial *trial = gtk_list_item_get_item (list_item);

  relais_kinds_trial_row_bind (RELAIS_KINDS_TRIAL_ROW (gtk_list_item_get_child (list_item)), trial,
                               get_name (self, relais_trial_get_before (trial)),
                               get_name (self, relais_trial_get_after (trial)), list_item);
}

static void
show_trials (RelaisKindsTrial *self,
             GListModel       *trials)
{
  g_autoptr(GListStore) sorted = g_list_store_new (RELAIS_TYPE_TRIAL);
  g_autoptr(GtkSelectionModel) model = NULL;
  g_autofree char *total = NULL;
  g_autofree char *sentence = NULL;
  guint count = g_list_model_get_n_items (trials);
  guint different = 0;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (trials, i);

      if (relais_trial_is_different (trial))
        g_list_store_insert (sorted, different++, trial);
      else
        g_list_store_append (sorted, trial);
    }

  total = g_strdup_printf (ngettext ("%u message read again", "%u messages read again", count), count);
  /* Translators: “200 messages read again: 12 would be treated differently” */
  sentence = different == 0 ? g_strdup_printf (_("%s: nothing would change"), total)
                            : g_strdup_printf (ngettext ("%1$s: %2$u would be treated differently",
                                                         "%1$s: %2$u would be treated differently", different), total, different);
  adw_window_title_set_subtitle (self->title, count > 0 ? sentence : "");
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (sorted))));
  gtk_list_view_set_model (self->list, model);
  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "list" : "empty");
}

static void
tried_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisKindsTrial *self = owner;

  if (error == NULL)
    {
      show_trials (self, G_LIST_MODEL (g_value_get_object (value)));
    }
  else if (!relais_error_is_cancelled (error))
    {
      g_autofree char *sentence = relais_words_dup_error (error);

      adw_status_page_set_description (self->failed_page, sentence);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
start (RelaisKindsTrial *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "loading");
  relais_future_to_ui (relais_triage_try_on_past (relais_workspace_get_triage (self->workspace), self->kinds, MAX_MESSAGES), self,
                       self->cancellable, tried_cb, NULL);
}

static void
retry_cb (RelaisKindsTrial *self)
{
  start (self);
}

AdwDialog *
relais_kinds_trial_new (RelaisWorkspace *workspace,
                        GPtrArray       *kinds)
{
  RelaisKindsTrial *self = g_object_new (RELAIS_TYPE_KINDS_TRIAL, NULL);

  self->workspace = g_object_ref (workspace);
  self->kinds = kinds != NULL ? g_ptr_array_ref (kinds) : NULL;
  start (self);

  return ADW_DIALOG (self);
}

static void
relais_kinds_trial_dispose (GObject *object)
{
  RelaisKindsTrial *self = RELAIS_KINDS_TRIAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KINDS_TRIAL);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_kinds_trial_parent_class)->dispose (object);
}

static void
relais_kinds_trial_class_init (RelaisKindsTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kinds_trial_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kinds-trial.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, title);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, loading);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
relais_kinds_trial_init (RelaisKindsTrial *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading));
  adw_status_page_set_paintable (self->loading, GDK_PAINTABLE (spinner));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}
