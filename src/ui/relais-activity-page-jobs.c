/* relais-activity-page-jobs.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-job.h"
#include "relais-activity-page-private.h"
#include "relais-words.h"

/* More of them have one cause, and are tried again together. */
#define MAX_JOBS 500

char *
relais_activity_page_dup_failure (gint64 message,
                                  gint64 delivery)
{
  if (delivery != 0)
    return g_strdup_printf ("delivery %" G_GINT64_FORMAT, delivery);

  return message != 0 ? g_strdup_printf ("message %" G_GINT64_FORMAT, message) : NULL;
}

/* What a job tells of, with what helps, the log does not tell of once more. */
static void
note_told (RelaisActivityPage *self,
           GPtrArray          *jobs)
{
  g_hash_table_remove_all (self->told);
  for (guint i = 0; i < jobs->len; i++)
    {
      RelaisJob *job = g_ptr_array_index (jobs, i);
      char *failure = relais_activity_page_dup_failure (relais_activity_job_get_message (job),
                                                        relais_activity_job_get_delivery (job));

      if (failure != NULL)
        g_hash_table_add (self->told, failure);
    }
  gtk_filter_changed (self->untold, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
jobs_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisActivityPage *self = owner;
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  GListModel *jobs;

  /* The log beside it tells when the workspace cannot be read. */
  if (error != NULL)
    return;

  jobs = G_LIST_MODEL (g_value_get_object (value));
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (jobs, i);

      /* What waits needs nobody. */
      if (relais_activity_page_is_filtered (self) && relais_activity_job_is_waiting (job))
        continue;
      if (text[0] == '\0' || relais_activity_job_matches (job, text))
        g_ptr_array_add (shown, g_steal_pointer (&job));
    }
  note_told (self, shown);
  g_list_store_splice (self->jobs, 0, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)), shown->pdata, shown->len);
  relais_activity_page_update (self);
}

void
relais_activity_page_read_jobs (RelaisActivityPage *self)
{
  relais_cancellable_renew (&self->jobs_cancellable);
  relais_future_to_ui (relais_job_queue_list (relais_workspace_get_queue (self->workspace), RELAIS_JOB_LIST_FAILED, MAX_JOBS), self,
                       self->jobs_cancellable, jobs_cb, NULL);
}

/* What may have happened already is decided about one by one; what waits is tried again anyway. */
static gboolean
is_retried_with_all (RelaisJob *job)
{
  return !relais_activity_job_is_uncertain (job) && !relais_activity_job_is_waiting (job);
}

guint
relais_activity_page_count_retries (RelaisActivityPage *self)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      count += is_retried_with_all (job);
    }

  return count;
}

static void
decided_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisActivityPage *self = owner;

  self->n_deciding--;
  if (error != NULL && !relais_error_is_cancelled (error))
    {
      g_autofree char *sentence = relais_words_dup_error (error);

      relais_activity_page_say (self, sentence);
    }
  else if (error == NULL && user_data != NULL && self->n_deciding == 0)
    {
      relais_activity_page_say (self, user_data);
    }
  relais_activity_page_refresh (self);
}

/* @said: (nullable): a constant: what a toast says when the last one is done */
static void
decide (RelaisActivityPage *self,
        DexFuture          *future,
        const char         *said)
{
  self->n_deciding++;
  relais_future_to_ui (future, self, NULL, decided_cb, (gpointer) said);
}

void
relais_activity_page_retry (RelaisActivityPage *self,
                            RelaisJob          *job)
{
  decide (self, relais_triage_retry_job (relais_workspace_get_triage (self->workspace), job), _("Trying again"));
}

void
relais_activity_page_retry_all (RelaisActivityPage *self)
{
  RelaisTriage *triage = relais_workspace_get_triage (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr(RelaisJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (is_retried_with_all (job))
        decide (self, relais_triage_retry_job (triage, job), _("Trying all again"));
    }
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RelaisJob) job = user_data;
  RelaisActivityPage *self = g_object_get_data (source, "page");
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "discard") && self->workspace != NULL)
    decide (self, relais_triage_discard_job (relais_workspace_get_triage (self->workspace), job), _("Discarded"));
}

/* It cannot be taken back, so it is asked. */
void
relais_activity_page_discard (RelaisActivityPage *self,
                              RelaisJob          *job)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Discard This Step?"), NULL);
  g_autofree char *what = relais_activity_job_dup_sentence (job);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s. %s", what, relais_activity_job_get_loss (job));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "page", g_object_ref (self), g_object_unref);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, discard_cb, g_object_ref (job));
}
