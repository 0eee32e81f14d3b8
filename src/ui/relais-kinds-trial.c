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

/* As often it is said how far it got. */
#define PROGRESS_MS 100

struct _RelaisKindsTrial
{
  AdwDialog        parent_instance;

  AdwWindowTitle  *title;
  GtkStack        *stack;
  GtkProgressBar  *bar;
  GtkListView     *list;
  AdwStatusPage   *failed_page;

  RelaisWorkspace *workspace;     /* (owned) */
  RelaisProposal  *proposal;      /* (owned) (nullable) */
  GCancellable    *cancellable;   /* (owned) (nullable) */
  RelaisProgress  *progress;      /* (owned) (nullable) of the last start */
  guint            progress_id;   /* source */
};

G_DEFINE_FINAL_TYPE (RelaisKindsTrial, relais_kinds_trial, ADW_TYPE_DIALOG)

/* Kinds that are tried out may not be in the workspace. */
static const char *
get_name (RelaisKindsTrial *self,
          const char       *id)
{
  GPtrArray *kinds = self->proposal != NULL ? self->proposal->kinds : NULL;
  RelaisKind *kind = NULL;

  for (guint i = 0; id != NULL && kinds != NULL && i < kinds->len; i++)
    if (g_str_equal (relais_kind_get_id (g_ptr_array_index (kinds, i)), id))
      kind = g_ptr_array_index (kinds, i);
  if (kind == NULL && id != NULL)
    kind = relais_kind_store_find (relais_workspace_get_kinds (self->workspace), id);
  if (kind != NULL)
    return relais_kind_get_name (kind, relais_words_get_language ());

  return id != NULL ? id : _("None of the kinds");
}

/* Returns: (transfer full): “Certificate · Propose an answer · Mme Petit” */
static char *
dup_side (RelaisKindsTrial      *self,
          const RelaisTrialSide *side)
{
  RelaisMember *who = relais_team_find (relais_workspace_get_team (self->workspace), side->member);
  g_autoptr(GString) text = g_string_new (get_name (self, side->kind));

  if (side->action != RELAIS_ACTION_NONE)
    g_string_append_printf (text, " · %s", relais_words_get_action (side->action));
  if (who != NULL)
    g_string_append_printf (text, " · %s", relais_member_get_name (who));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Returns: (transfer full): what was done with it */
static char *
dup_before (RelaisKindsTrial *self,
            RelaisTrial      *trial)
{
  if (relais_trial_was_decided (trial))
    return dup_side (self, relais_trial_get_before (trial));

  return g_strdup (relais_trial_was_answered (trial) ? _("You answered it yourself") : _("Relais was not there yet"));
}

/* Returns: (transfer full): what was and what would be; or what stays */
static char *
dup_change (RelaisKindsTrial *self,
            RelaisTrial      *trial)
{
  const RelaisTrialSide *after = relais_trial_get_after (trial);
  g_autofree char *was = dup_before (self, trial);
  g_autofree char *would = dup_side (self, after);
  g_autoptr(GString) text = g_string_new (NULL);

  if (relais_trial_is_different (trial) || !relais_trial_was_decided (trial))
    /* Translators: what was decided about a message, and what would be decided now */
    g_string_append_printf (text, _("%1$s → %2$s"), was, would);
  else
    g_string_append (text, would);
  if (after->rule != NULL && after->rule[0] != '\0')
    {
      g_string_append (text, " · ");
      /* Translators: the name of the rule that decides about a message */
      g_string_append_printf (text, _("rule “%s”"), after->rule);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
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
  g_autofree char *change = dup_change (self, trial);

  relais_kinds_trial_row_bind (RELAIS_KINDS_TRIAL_ROW (gtk_list_item_get_child (list_item)), trial, change, list_item);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  RelaisTrial *trial = gtk_list_header_get_item (header);
  guint count = gtk_list_header_get_n_items (header);
  g_autofree char *sentence = NULL;

  if (!relais_trial_was_decided (trial))
    sentence = g_strdup_printf (ngettext ("%u message from before Relais", "%u messages from before Relais", count), count);
  else if (relais_trial_is_different (trial))
    sentence = g_strdup_printf (ngettext ("%u message would be treated differently",
                                          "%u messages would be treated differently", count), count);
  else
    sentence = g_strdup_printf (ngettext ("%u message would be treated as before",
                                          "%u messages would be treated as before", count), count);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), sentence);
}

static void
show_trials (RelaisKindsTrial *self,
             GListModel       *trials)
{
  GListStore *different = g_list_store_new (RELAIS_TYPE_TRIAL);
  GListStore *same = g_list_store_new (RELAIS_TYPE_TRIAL);
  GListStore *before = g_list_store_new (RELAIS_TYPE_TRIAL);
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkSelectionModel) model = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (trials); i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (trials, i);

      if (!relais_trial_was_decided (trial))
        g_list_store_append (before, trial);
      else
        g_list_store_append (relais_trial_is_different (trial) ? different : same, trial);
    }

  adw_window_title_set_subtitle (self->title, g_list_model_get_n_items (G_LIST_MODEL (different)) == 0 &&
                                              g_list_model_get_n_items (G_LIST_MODEL (same)) > 0 &&
                                              g_list_model_get_n_items (G_LIST_MODEL (before)) == 0 ? _("Nothing would change") : "");
  g_list_store_append (sections, different);
  g_list_store_append (sections, before);
  g_list_store_append (sections, same);
  g_object_unref (different);
  g_object_unref (same);
  g_object_unref (before);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (sections)))));
  gtk_list_view_set_model (self->list, model);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (trials) > 0 ? "list" : "empty");
}

/* Until the messages are counted, nobody knows how long it takes. */
static gboolean
progress_cb (gpointer data)
{
  RelaisKindsTrial *self = data;
  g_autofree char *text = NULL;
  guint done;
  guint total;

  relais_progress_get (self->progress, &done, &total);
  if (total == 0)
    {
      gtk_progress_bar_set_text (self->bar, " ");
      gtk_progress_bar_pulse (self->bar);
      return G_SOURCE_CONTINUE;
    }

  /* Translators: how many messages were read again, and of how many */
  text = g_strdup_printf (ngettext ("%1$u of %2$u message", "%1$u of %2$u messages", total), done, total);
  gtk_progress_bar_set_text (self->bar, text);
  gtk_progress_bar_set_fraction (self->bar, (double) done / total);

  return G_SOURCE_CONTINUE;
}

static void
tried_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisKindsTrial *self = owner;

  if (!relais_error_is_cancelled (error))
    g_clear_handle_id (&self->progress_id, g_source_remove);
  if (error == NULL)
    {
      show_trials (self, G_LIST_MODEL (g_value_get_object (value)));
    }
  else if (!relais_error_is_cancelled (error))
    {
      g_autofree char *sentence = relais_words_dup_error_markup (error);

      adw_status_page_set_description (self->failed_page, sentence);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
start (RelaisKindsTrial *self)
{
  relais_cancellable_renew (&self->cancellable);
  g_clear_pointer (&self->progress, relais_progress_unref);
  self->progress = relais_progress_new ();
  g_clear_handle_id (&self->progress_id, g_source_remove);
  self->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, self);
  progress_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  relais_future_to_ui (relais_triage_try_on_past (relais_workspace_get_triage (self->workspace), self->proposal, MAX_MESSAGES,
                                                  self->progress),
                       self, self->cancellable, tried_cb, NULL);
}

static void
retry_cb (RelaisKindsTrial *self)
{
  start (self);
}

AdwDialog *
relais_kinds_trial_new (RelaisWorkspace *workspace,
                        RelaisProposal  *proposal)
{
  RelaisKindsTrial *self = g_object_new (RELAIS_TYPE_KINDS_TRIAL, NULL);

  self->workspace = g_object_ref (workspace);
  self->proposal = proposal != NULL ? relais_proposal_ref (proposal) : NULL;
  start (self);

  return ADW_DIALOG (self);
}

static void
relais_kinds_trial_dispose (GObject *object)
{
  RelaisKindsTrial *self = RELAIS_KINDS_TRIAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->progress, relais_progress_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_KINDS_TRIAL);
  g_clear_pointer (&self->proposal, relais_proposal_unref);
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
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, bar);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, list);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrial, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
relais_kinds_trial_init (RelaisKindsTrial *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  gtk_list_view_set_header_factory (self->list, headers);
}
