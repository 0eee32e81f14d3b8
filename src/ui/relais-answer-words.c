/* relais-answer-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-answer-words.h"

gboolean
relais_answer_is_forward (RelaisTriageRecord *record)
{
  return g_strcmp0 (relais_triage_record_get_answer_purpose (record), "forward") == 0;
}

const char *
relais_answer_get_recipient (RelaisWorkspace    *workspace,
                             RelaisTriageRecord *record)
{
  GListModel *team = G_LIST_MODEL (relais_workspace_get_team (workspace));
  const char *address = relais_triage_record_get_answer_recipient (record);

  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr(RelaisMember) member = g_list_model_get_item (team, i);

      /* The team keeps it. */
      if (g_strcmp0 (relais_member_get_address (member), address) == 0)
        return relais_member_get_name (member);
    }

  return address;
}

char *
relais_answer_dup_text (RelaisTriageRecord *record)
{
  const char *written = relais_triage_record_get_answer_text (record);
  g_autofree char *text = g_strchomp (g_strdup (written != NULL ? written : ""));

  if (!relais_answer_is_forward (record))
    return g_steal_pointer (&text);

  return g_strconcat (text, text[0] != '\0' ? "\n\n" : "", _("The whole message is attached."), NULL);
}

char *
relais_answer_dup_whole (RelaisWorkspace    *workspace,
                         RelaisTriageRecord *record)
{
  const char *sender = relais_triage_record_get_sender (record);
  const char *text = relais_triage_record_get_text (record);
  g_autofree char *written = relais_answer_dup_text (record);
  g_autofree char *to = NULL;
  g_autofree char *from = NULL;

  if (!relais_answer_is_forward (record))
    return g_steal_pointer (&written);

  if (sender == NULL || sender[0] == '\0')
    sender = relais_triage_record_get_address (record);
  /* Translators: to whom an answer goes, and its subject */
  to = g_strdup_printf (_("To %1$s · %2$s"), relais_answer_get_recipient (workspace, record),
                        relais_triage_record_get_answer_subject (record));
  /* Translators: who wrote a message, and its subject */
  from = g_strdup_printf (_("From %1$s · %2$s"), sender, relais_triage_record_get_subject (record));

  return g_strconcat (to, "\n\n", written, "\n\n", from, "\n\n", text != NULL ? text : "", NULL);
}
