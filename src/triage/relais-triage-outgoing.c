/* relais-triage-outgoing.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-delivery.h"
#include "relais-triage-sql-private.h"

/* See the header. */
RelaisOutgoing *
relais_triage_make_outgoing (RelaisTriageInput  *input,
                             const char         *sender_name,
                             const char         *own_address,
                             const char         *recipient,
                             const char         *subject,
                             const char         *text,
                             gboolean            automatic,
                             GBytes             *source,
                             GError            **error)
{
  g_autoptr(RelaisOutgoing) outgoing = relais_outgoing_new (input->account);

  if (!relais_outgoing_set_from (outgoing, sender_name, own_address, error) ||
      !relais_outgoing_add_recipient (outgoing, RELAIS_RECIPIENT_TO, NULL, recipient, error) ||
      !relais_outgoing_set_subject (outgoing, subject, error) ||
      !relais_outgoing_set_text (outgoing, text, error))
    return NULL;

  if (source != NULL)
    {
      if (!relais_outgoing_set_forwarded (outgoing, source, error))
        return NULL;
    }
  else if (!relais_outgoing_set_reply (outgoing, relais_parsed_message_get_message_id (input->parsed),
                                       relais_parsed_message_get_references (input->parsed), error))
    {
      return NULL;
    }
  if (automatic)
    relais_outgoing_set_origin (outgoing, source != NULL ? RELAIS_OUTGOING_AUTO_GENERATED : RELAIS_OUTGOING_AUTO_REPLIED);

  return g_steal_pointer (&outgoing);
}

/* See the header. */
gboolean
relais_triage_sql_queue (RelaisSql       *sql,
                         gint64           answer,
                         RelaisOutgoing  *outgoing,
                         gint64           message,
                         gint64           not_before,
                         GError         **error)
{
  gint64 delivery;

  if (!relais_sql_exec (sql, error,
                        "UPDATE answer SET state = 'queued', message_id = ?, updated = ? WHERE id = ? AND state = 'draft'",
                        "sii", relais_outgoing_get_message_id (outgoing), relais_clock_now (), answer))
    return FALSE;
  if (relais_sql_changes (sql) != 1)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer is no longer a draft");
      return FALSE;
    }

  return relais_delivery_enqueue (sql, outgoing, message, not_before, &delivery, error);
}
