/* relais-proof-sql.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-proof.h"
#include "relais-triage-sql-private.h"

/* An answer that was queued, sent by a person through Relais, and has left. */
#define SENT \
  "answer.purpose = 'answer' AND NOT answer.automatic AND EXISTS (SELECT 1 FROM delivery " \
  "WHERE delivery.message_id = answer.message_id AND delivery.state IN ('sent', 'delivered', 'delayed', 'bounced', 'answered'))"

static const char * const outcomes[] = {
  [RELAIS_PROOF_RIGHT] = "right",
  [RELAIS_PROOF_WRONG] = "wrong",
  [RELAIS_PROOF_UNCLEAR] = "unclear",
  [RELAIS_PROOF_LEARNED] = "learned",
};

/* The terms on "outgoing" and "<> ''" are there as the partial indexes have them, or all mail is read. One mail that came twice is one
 * message. */
#define ANSWERED \
  "SELECT message, MAX(time) AS time FROM (" \
  "SELECT * FROM (SELECT (SELECT MIN(asked.id) FROM message AS asked WHERE asked.message_id = reply.in_reply_to " \
  "AND asked.message_id <> '' AND NOT asked.outgoing) AS message, reply.date AS time FROM message AS reply " \
  "WHERE reply.outgoing AND reply.in_reply_to <> '' ORDER BY reply.date DESC LIMIT ?1) " \
  "UNION ALL " \
  "SELECT * FROM (SELECT answer.message, answer.updated FROM answer WHERE answer.state = 'queued' AND " SENT " ORDER BY answer.id DESC LIMIT ?1)) " \
  "WHERE message IS NOT NULL GROUP BY message"

/* See the header. */
GArray *
relais_proof_sql_list (RelaisSql  *sql,
                       gboolean    all,
                       GError    **error)
{
  static const char every[] = ANSWERED " ORDER BY time DESC LIMIT ?1";
  static const char fresh[] = "SELECT message FROM (" ANSWERED ") WHERE message NOT IN (SELECT message FROM proof) "
                              "ORDER BY time DESC LIMIT ?1";
  g_autoptr(GArray) messages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, all ? every : fresh, "i", (gint64) RELAIS_PROOF_MAX_MESSAGES);

  if (rows == NULL)
    return NULL;
  while (relais_rows_next (rows, &local))
    {
      gint64 message = relais_rows_get_int64 (rows, 0);

      g_array_append_val (messages, message);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&messages);
}

/* What lies in Sent is told by its text alone; what went through Relais stands in its answer, and is not counted again as its copy. The plus
 * keeps SQLite from looking through all answers that were ever queued, for one message. */
static gboolean
load_replies (RelaisSql    *sql,
              RelaisProof  *proof,
              GError      **error)
{
  static const char statement[] =
    "SELECT reply.text, reply.language, NULL, NULL FROM message AS asked JOIN message AS reply "
    "ON reply.in_reply_to = asked.message_id AND reply.in_reply_to <> '' "
    "WHERE asked.id = ?1 AND reply.outgoing AND NOT reply.automatic "
    "AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.message_id = reply.message_id AND answer.message_id IS NOT NULL) "
    "UNION ALL "
    "SELECT answer.text, NULL, decision.kind, answer.proposed FROM answer LEFT JOIN decision ON decision.id = answer.decision "
    "WHERE answer.message = ?1 AND +answer.state = 'queued' AND " SENT;
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, statement, "i", proof->message);

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    relais_proof_add_reply (proof, relais_rows_get_string (rows, 0), relais_rows_get_string (rows, 1),
                            relais_rows_get_string (rows, 2), relais_rows_get_string (rows, 3));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_words (RelaisSql    *sql,
            RelaisProof  *proof,
            GError      **error)
{
  static const char statement[] =
    "SELECT kind, source FROM decision WHERE message = ?1 AND current AND source = 'person' "
    "UNION ALL "
    "SELECT * FROM (SELECT kind, source FROM decision WHERE message = ?1 AND source <> 'person' ORDER BY id DESC LIMIT 1)";
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, statement, "i", proof->message);

  if (rows == NULL)
    return FALSE;
  while (relais_rows_next (rows, &local))
    {
      const char *kind = relais_rows_get_string (rows, 0);
      const char *source = relais_rows_get_string (rows, 1);

      if (g_str_equal (source, "person"))
        {
          proof->corrected = TRUE;
          g_set_str (&proof->person_kind, kind);
        }
      else if (g_str_equal (source, "model"))
        {
          proof->modelled = TRUE;
          g_set_str (&proof->model_kind, kind);
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

/* See the header. */
RelaisProof *
relais_proof_sql_load (RelaisSql  *sql,
                       gint64      message,
                       GError    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisTriageInput) input = relais_triage_sql_load_input (sql, message, &local);
  g_autoptr(RelaisProof) proof = NULL;

  if (input == NULL)
    {
      /* One damaged row must not hide what all others prove. */
      if (!g_error_matches (local, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND) &&
          !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  proof = relais_proof_new (message, input->received, input->parsed);
  if (!load_replies (sql, proof, error) || !load_words (sql, proof, error))
    return NULL;

  return g_steal_pointer (&proof);
}

/* See the header. */
gboolean
relais_proof_sql_write (RelaisSql  *sql,
                        GPtrArray  *proofs,
                        gboolean    all,
                        GError    **error)
{
  if (all && !relais_sql_exec (sql, error, "DELETE FROM proof", NULL))
    return FALSE;

  /* A message may have gone meanwhile. */
  for (guint i = 0; i < proofs->len; i++)
    {
      const RelaisProof *proof = g_ptr_array_index (proofs, i);

      if (!relais_sql_exec (sql, error, "INSERT OR REPLACE INTO proof (message, kind, outcome) SELECT id, ?, ? FROM message WHERE id = ?",
                            "ssi", proof->kind, outcomes[proof->outcome], proof->message))
        return FALSE;
    }

  return TRUE;
}
