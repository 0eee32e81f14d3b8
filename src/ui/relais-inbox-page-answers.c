/* relais-inbox-page-answers.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-toast.h"
#include "relais-today-approve-dialog.h"
#include "relais-window.h"

/* More than anybody reads before sending. */
#define MAX_ANSWERS 200

/* Answers to look at before they leave. */
typedef struct
{
  RelaisInboxPage *page;      /* (owned) */
  GPtrArray       *records;   /* (owned) of RelaisTriageRecord: whole drafts */
  guint            waiting;   /* one more than the answers that are awaited */
} Look;

static gboolean
is_whole_draft (RelaisTriageRecord *record)
{
  JsonNode *missing = json_object_get_member (relais_triage_record_get_record (record), "missing");

  return g_strcmp0 (relais_triage_record_get_answer_state (record), "draft") == 0 &&
         (missing == NULL || !JSON_NODE_HOLDS_ARRAY (missing) || json_array_get_length (json_node_get_array (missing)) == 0);
}

static void
sent_cb (RelaisInboxPage *self)
{
  relais_inbox_page_set_selecting (self, FALSE);
}

static void
look_finish (Look *look)
{
  RelaisInboxPage *self = look->page;
  RelaisWindow *window = relais_window_get_for (GTK_WIDGET (self));

  if (window != NULL && look->records->len == 0)
    relais_toast_say (GTK_WIDGET (self), _("No answer is ready for these messages."));
  else if (window != NULL)
    {
      AdwDialog *dialog = relais_today_approve_dialog_new (self->workspace, NULL, look->records);

      /* Who cancels has the messages still chosen. */
      g_signal_connect_object (dialog, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
  g_object_unref (self);
  g_ptr_array_unref (look->records);
  g_free (look);
}

static void
record_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Look *look = user_data;

  if (error == NULL && is_whole_draft (g_value_get_object (value)))
    g_ptr_array_add (look->records, g_value_dup_object (value));
  if (--look->waiting == 0)
    look_finish (look);
}

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Look *look = user_data;

  /* Not known to triage: then there is no answer either. */
  if (error != NULL)
    record_cb (owner, NULL, error, look);
  else
    relais_future_to_ui (relais_triage_load (relais_workspace_get_triage (look->page->workspace), g_value_get_int64 (value)),
                         NULL, NULL, record_cb, look);
}

/* Collects the answers of what is chosen, and shows them. */
void
relais_inbox_page_look_at_answers (RelaisInboxPage *self)
{
  RelaisIntake *intake = relais_mail_get_intake (relais_workspace_get_mail (self->workspace));
  g_autoptr(GPtrArray) items = relais_inbox_page_dup_selected (self, MAX_ANSWERS);
  Look *look = g_new0 (Look, 1);

  look->page = g_object_ref (self);
  look->records = g_ptr_array_new_with_free_func (g_object_unref);
  look->waiting = 1 + items->len;
  for (guint i = 0; i < items->len; i++)
    {
      GObject *item = g_ptr_array_index (items, i);

      if (RELAIS_IS_MAIL_ITEM (item))
        {
          RelaisMailFolder *folder = relais_mail_item_get_folder (RELAIS_MAIL_ITEM (item));
          g_autoptr(RelaisMailAccount) account = relais_mail_folder_dup_account (folder);

          relais_future_to_ui (relais_intake_find (intake, relais_mail_account_get_id (account),
                                                   relais_mail_folder_get_full_name (folder),
                                                   relais_mail_item_get_uid (RELAIS_MAIL_ITEM (item))),
                               NULL, NULL, found_cb, look);
        }
      else
        {
          relais_future_to_ui (relais_triage_load (relais_workspace_get_triage (self->workspace),
                                                   relais_triage_record_get_message (RELAIS_TRIAGE_RECORD (item))),
                               NULL, NULL, record_cb, look);
        }
    }
  if (--look->waiting == 0)
    look_finish (look);
}
