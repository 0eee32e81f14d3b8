/* relais-activity-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-activity-job.h"
#include "relais-activity-row.h"
#include "relais-activity-words.h"
#include "relais-time-label-private.h"
#include "relais-words.h"

struct _RelaisActivityRow
{
  GtkBox           parent_instance;

  GtkImage        *icon;
  GtkLabel        *sentence;
  GtkLabel        *cause;
  GtkLabel        *about;
  GtkLabel        *time;
  GtkWidget       *buttons;
  GtkMenuButton   *details_button;
  GtkLabel        *details;
  GtkButton       *seen_button;

  RelaisWorkspace *workspace;   /* (owned) */
  GObject         *item;        /* (owned) (nullable) */
  GtkListItem     *list_item;   /* (unowned) (nullable) while there is an item */
  GCancellable    *cancellable; /* (owned) (nullable) of the message that a job is about */
};

G_DEFINE_FINAL_TYPE (RelaisActivityRow, relais_activity_row, GTK_TYPE_BOX)

enum
{
  RETRY,
  DISCARD,
  SEEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* @style: (nullable): "error" or "warning" */
static void
set_style (RelaisActivityRow *self,
           const char        *style)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
}

static void
show_time (RelaisActivityRow *self,
           gint64             ms)
{
  g_autofree char *time = relais_words_dup_time (ms);

  relais_time_label_show (self->time, time, ms);
}

static void
show_event (RelaisActivityRow *self,
            RelaisEvent       *event)
{
  g_autofree char *sentence = relais_activity_dup_sentence (self->workspace, event);
  g_autofree char *about = relais_activity_dup_about (event);
  gboolean attention = relais_event_get_attention (event);
  const char *style = attention ? "warning" : NULL;

  gtk_image_set_from_icon_name (self->icon, relais_activity_get_icon (event));
  set_style (self, relais_activity_is_failure (event) ? "error" : style);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), about[0] != '\0');
  show_time (self, relais_event_get_time (event));
  gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "heading");
  gtk_widget_set_visible (GTK_WIDGET (self->cause), FALSE);
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->seen_button), attention);
}

static void
show_job (RelaisActivityRow *self,
          RelaisJob         *job)
{
  g_autofree char *sentence = relais_activity_job_dup_sentence (job);
  g_autofree char *cause = relais_activity_job_dup_cause (job);
  g_autofree char *about = relais_activity_job_dup_about (job);
  g_autofree char *details = relais_activity_job_dup_details (job);

  gtk_image_set_from_icon_name (self->icon, relais_activity_job_is_waiting (job) ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  set_style (self, relais_activity_job_is_waiting (job) ? "warning" : "error");
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->cause, cause);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->about), TRUE);
  show_time (self, relais_job_get_created (job));
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "heading");
  gtk_widget_set_visible (GTK_WIDGET (self->cause), TRUE);
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->seen_button), FALSE);
}

/* As a screen reader says it. */
static void
name_row (RelaisActivityRow *self)
{
  const char *cause = RELAIS_IS_JOB (self->item) ? gtk_label_get_label (self->cause) : NULL;
  g_autofree char *label = g_strjoin (", ", gtk_label_get_label (self->sentence), gtk_label_get_label (self->time),
                                      gtk_label_get_label (self->about), cause, NULL);

  gtk_list_item_set_accessible_label (self->list_item, label);
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisActivityRow *self = owner;
  RelaisTriageRecord *record;
  g_autofree char *message = NULL;
  g_autofree char *about = NULL;

  if (error != NULL || self->item == NULL)
    return;

  record = g_value_get_object (value);
  message = relais_activity_dup_message (relais_triage_record_get_subject (record), relais_triage_record_get_sender (record));
  about = g_strdup_printf ("%s · %s", message, gtk_label_get_label (self->about));
  gtk_label_set_label (self->about, about);
  name_row (self);
}

/* A job knows its message by number only. */
static void
load_message (RelaisActivityRow *self)
{
  gint64 message = RELAIS_IS_JOB (self->item) ? relais_activity_job_get_message (RELAIS_JOB (self->item)) : 0;

  if (message == 0)
    return;
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_triage_load (relais_workspace_get_triage (self->workspace), message), self, self->cancellable,
                       loaded_cb, NULL);
}

static void
retry_cb (RelaisActivityRow *self)
{
  g_signal_emit (self, signals[RETRY], 0, self->item);
}

static void
discard_cb (RelaisActivityRow *self)
{
  g_signal_emit (self, signals[DISCARD], 0, self->item);
}

static void
seen_cb (RelaisActivityRow *self)
{
  g_signal_emit (self, signals[SEEN], 0, self->item);
}

static void
copy_cb (RelaisActivityRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->details));
  gtk_menu_button_popdown (self->details_button);
}

void
relais_activity_row_bind (RelaisActivityRow *self,
                          GObject           *item,
                          GtkListItem       *list_item)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_ROW (self));

  g_set_object (&self->item, item);
  self->list_item = list_item;
  if (RELAIS_IS_JOB (item))
    show_job (self, RELAIS_JOB (item));
  else
    show_event (self, RELAIS_EVENT (item));
  name_row (self);
  load_message (self);
}

void
relais_activity_row_unbind (RelaisActivityRow *self)
{
  g_return_if_fail (RELAIS_IS_ACTIVITY_ROW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  self->list_item = NULL;
}

static void
relais_activity_row_dispose (GObject *object)
{
  RelaisActivityRow *self = RELAIS_ACTIVITY_ROW (object);

  relais_activity_row_unbind (self);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_ACTIVITY_ROW);

  G_OBJECT_CLASS (relais_activity_row_parent_class)->dispose (object);
}

static void
relais_activity_row_class_init (RelaisActivityRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_activity_row_dispose;

  signals[RETRY] = g_signal_new ("retry", RELAIS_TYPE_ACTIVITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 RELAIS_TYPE_JOB);
  signals[DISCARD] = g_signal_new ("discard", RELAIS_TYPE_ACTIVITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   RELAIS_TYPE_JOB);
  signals[SEEN] = g_signal_new ("seen", RELAIS_TYPE_ACTIVITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                RELAIS_TYPE_EVENT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, cause);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, about);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, time);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, details);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RelaisActivityRow, seen_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_set_css_name (widget_class, "inboxrow");
}

static void
relais_activity_row_init (RelaisActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_activity_row_new (RelaisWorkspace *workspace)
{
  RelaisActivityRow *self = g_object_new (RELAIS_TYPE_ACTIVITY_ROW, NULL);

  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}
