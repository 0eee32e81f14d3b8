/* relais-today-page-groups.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-today-page-private.h"
#include "relais-today-row.h"

/* What was read, as the groups that a person sees. */

static gboolean
contains (GListModel         *records,
          RelaisTriageRecord *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (records, i);

      if (relais_triage_record_get_message (record) == relais_triage_record_get_message (wanted))
        return TRUE;
    }

  return FALSE;
}

/* What waits two days already and has an answer to approve stands in that group; it is not named twice. */
static GListModel *
without_drafts (RelaisTodayPage *self)
{
  GListStore *rest = g_list_store_new (RELAIS_TYPE_TRIAGE_RECORD);
  GListModel *all = self->lists[RELAIS_TODAY_UNANSWERED];

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (all, i);

      if (!contains (self->lists[RELAIS_TODAY_WAITING], record))
        g_list_store_append (rest, record);
    }

  return G_LIST_MODEL (rest);
}

/* Of what failed: answers that did not arrive, or messages that Relais could not read. */
static GListModel *
pick_failed (RelaisTodayPage *self,
             gboolean         answers)
{
  GListStore *picked = g_list_store_new (RELAIS_TYPE_TRIAGE_RECORD);
  GListModel *all = self->lists[RELAIS_TODAY_FAILED];

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (all, i);

      if (relais_today_is_undelivered (record) == answers)
        g_list_store_append (picked, record);
    }

  return G_LIST_MODEL (picked);
}

static guint
show (RelaisTodaySection *section,
      GListModel         *records)
{
  relais_today_section_show (section, records);

  return g_list_model_get_n_items (records);
}

/* Returns: how many messages need somebody */
guint
relais_today_page_show_groups (RelaisTodayPage *self)
{
  guint count = 0;

  if (self->lists[RELAIS_TODAY_WAITING] != NULL && self->lists[RELAIS_TODAY_UNANSWERED] != NULL)
    {
      g_autoptr(GListModel) unanswered = without_drafts (self);

      count += show (self->waiting, self->lists[RELAIS_TODAY_WAITING]) + show (self->unanswered, unanswered);
      relais_today_page_update_approve (self);
    }
  if (self->lists[RELAIS_TODAY_TASKS] != NULL)
    count += show (self->tasks, self->lists[RELAIS_TODAY_TASKS]);
  if (self->lists[RELAIS_TODAY_FAILED] != NULL)
    {
      g_autoptr(GListModel) undelivered = pick_failed (self, TRUE);
      g_autoptr(GListModel) unread = pick_failed (self, FALSE);

      count += show (self->failed, undelivered) + show (self->unread, unread);
    }

  return count;
}
