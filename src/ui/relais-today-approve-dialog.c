/* relais-today-approve-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"
#include "relais-toast.h"
#include "relais-today-approve-dialog.h"
#include "relais-window.h"
#include "relais-words.h"

struct _RelaisTodayApproveDialog
{
  AdwDialog            parent_instance;

  AdwWindowTitle      *title;
  AdwPreferencesGroup *group;
  GtkButton           *send_button;

  RelaisWorkspace     *workspace;   /* (owned) */
  GPtrArray           *records;     /* (owned) of RelaisTriageRecord */
  GPtrArray           *checks;      /* (owned) of GtkCheckButton, beside records; owned by their rows */
  GArray              *sent;        /* (owned) of gint64: answers that are on their way */
  guint                sent_forwards;   /* of those: messages that are passed on */
  guint                waiting;
  char                *trouble;     /* (owned) (nullable) the first sentence of what went wrong */
};

G_DEFINE_FINAL_TYPE (RelaisTodayApproveDialog, relais_today_approve_dialog, ADW_TYPE_DIALOG)

/* What leaves: answers, messages that are passed on, or both. */
typedef struct
{
  guint       count;
  guint       forwards;
  guint       people;      /* different ones */
  const char *recipient;   /* (nullable): one of them */
} Leaving;

static Leaving
look_at_chosen (RelaisTodayApproveDialog *self)
{
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Leaving leaving = { 0 };

  for (guint i = 0; i < self->records->len; i++)
    {
      RelaisTriageRecord *record = g_ptr_array_index (self->records, i);

      if (!gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        continue;
      leaving.count++;
      leaving.forwards += relais_answer_is_forward (record) ? 1 : 0;
      leaving.recipient = relais_answer_get_recipient (self->workspace, record);
      g_hash_table_add (people, g_utf8_casefold (relais_triage_record_get_answer_recipient (record), -1));
    }
  leaving.people = g_hash_table_size (people);

  return leaving;
}

static char *
dup_label (const Leaving *leaving)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *recipient = NULL;

  if (leaving->forwards == 0)
    return g_strdup_printf (ngettext ("_Send to %u Person", "_Send to %u People", leaving->people), leaving->people);
  if (leaving->forwards < leaving->count)
    return g_strdup_printf (ngettext ("_Send %u Message", "_Send %u Messages", leaving->count), leaving->count);
  if (leaving->people > 1)
    return g_strdup_printf (ngettext ("_Pass On %u Message", "_Pass On %u Messages", leaving->count), leaving->count);

  /* An underscore in a name is no mnemonic. */
  parts = g_strsplit (leaving->recipient, "_", -1);
  recipient = g_strjoinv ("__", parts);

  /* Translators: how many messages, and to whom */
  return g_strdup_printf (ngettext ("_Pass On %1$u Message to %2$s", "_Pass On %1$u Messages to %2$s", leaving->count), leaving->count,
                          recipient);
}

static void
update_button (RelaisTodayApproveDialog *self)
{
  Leaving leaving = look_at_chosen (self);
  g_autofree char *label = dup_label (&leaving);

  gtk_button_set_label (self->send_button, label);
  gtk_button_set_use_underline (self->send_button, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button), leaving.count > 0 && self->waiting == 0);
}

static char *
dup_sent (RelaisTodayApproveDialog *self)
{
  guint count = self->sent->len;

  if (self->sent_forwards == 0)
    return g_strdup_printf (ngettext ("%u answer sent", "%u answers sent", count), count);
  if (self->sent_forwards < count)
    return g_strdup_printf (ngettext ("%u message sent", "%u messages sent", count), count);

  return g_strdup_printf (ngettext ("%u message passed on", "%u messages passed on", count), count);
}

static void
say (RelaisTodayApproveDialog *self)
{
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));
  g_autofree char *sentence = dup_sent (self);

  if (window == NULL)
    return;
  if (self->trouble != NULL)
    relais_toast_say (GTK_WIDGET (window), self->trouble);
  if (self->sent->len > 0)
    relais_toast_say_sent_all (GTK_WIDGET (window), sentence, self->workspace, self->sent);
}

static void
sent_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  RelaisTodayApproveDialog *self = owner;
  RelaisTriageRecord *record = g_ptr_array_index (self->records, GPOINTER_TO_UINT (user_data));
  gint64 answer = relais_triage_record_get_answer (record);

  if (error == NULL)
    {
      g_array_append_val (self->sent, answer);
      self->sent_forwards += relais_answer_is_forward (record) ? 1 : 0;
    }
  else if (self->trouble == NULL)
    {
      self->trouble = relais_words_dup_error (error);
    }

  if (--self->waiting == 0)
    {
      say (self);
      if (self->sent->len > 0)
        g_signal_emit_by_name (self, "sent");
      adw_dialog_force_close (ADW_DIALOG (self));
    }
}

static void
send_cb (RelaisTodayApproveDialog *self)
{
  RelaisTriage *triage = relais_workspace_get_triage (self->workspace);

  self->waiting = look_at_chosen (self).count;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), FALSE);
  update_button (self);
  for (guint i = 0; i < self->records->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      relais_future_to_ui (relais_triage_send_answer (triage, relais_triage_record_get_answer (g_ptr_array_index (self->records, i))),
                           self, NULL, sent_cb, GUINT_TO_POINTER (i));
}

static void
add_answer (RelaisTodayApproveDialog *self,
            RelaisTriageRecord       *record)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *whole = relais_answer_dup_whole (self->workspace, record);
  GtkWidget *text = gtk_label_new (whole);
  GtkWidget *holder = adw_preferences_row_new ();
  gboolean forward = relais_answer_is_forward (record);
  const char *title = relais_triage_record_get_answer_recipient (record);

  /* All may go to the same person: what tells them apart is who wrote. */
  if (forward)
    {
      title = relais_triage_record_get_sender (record);
      if (title == NULL || title[0] == '\0')
        title = relais_triage_record_get_address (record);
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), forward ? relais_triage_record_get_subject (record)
                                                               : relais_triage_record_get_answer_subject (record));
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (row), 1);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 1);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), check);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_margin_top (text, 12);
  gtk_widget_set_margin_bottom (text, 12);
  gtk_widget_set_margin_start (text, 12);
  gtk_widget_set_margin_end (text, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
  adw_preferences_group_add (self->group, row);
}

AdwDialog *
relais_today_approve_dialog_new (RelaisWorkspace *workspace,
                                 const char      *kind,
                                 GPtrArray       *records)
{
  RelaisTodayApproveDialog *self = g_object_new (RELAIS_TYPE_TODAY_APPROVE_DIALOG, NULL);
  RelaisKind *found = relais_kind_store_find (relais_workspace_get_kinds (workspace), kind);
  const char *name = found != NULL ? relais_kind_get_name (found, relais_words_get_language ()) : _("Answers to Send");

  self->workspace = g_object_ref (workspace);
  self->records = g_ptr_array_ref (records);
  adw_dialog_set_title (ADW_DIALOG (self), name);
  adw_window_title_set_title (self->title, name);
  for (guint i = 0; i < records->len; i++)
    add_answer (self, g_ptr_array_index (records, i));
  if (records->len > 0)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gtk_widget_get_ancestor (g_ptr_array_index (self->checks, 0),
                                                                            ADW_TYPE_EXPANDER_ROW)), TRUE);
  update_button (self);

  return ADW_DIALOG (self);
}

static void
relais_today_approve_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_TODAY_APPROVE_DIALOG);

  G_OBJECT_CLASS (relais_today_approve_dialog_parent_class)->dispose (object);
}

static void
relais_today_approve_dialog_finalize (GObject *object)
{
  RelaisTodayApproveDialog *self = RELAIS_TODAY_APPROVE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->sent, g_array_unref);
  g_free (self->trouble);

  G_OBJECT_CLASS (relais_today_approve_dialog_parent_class)->finalize (object);
}

static void
relais_today_approve_dialog_class_init (RelaisTodayApproveDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_signal_new ("sent", RELAIS_TYPE_TODAY_APPROVE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  object_class->dispose = relais_today_approve_dialog_dispose;
  object_class->finalize = relais_today_approve_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-today-approve-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayApproveDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayApproveDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayApproveDialog, send_button);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
relais_today_approve_dialog_init (RelaisTodayApproveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->checks = g_ptr_array_new ();
  self->sent = g_array_new (FALSE, FALSE, sizeof (gint64));
}
