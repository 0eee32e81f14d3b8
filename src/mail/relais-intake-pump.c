/* relais-intake-pump.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-intake-store-private.h"
#include "relais-mail-account-private.h"

/* What waits to be read is a row in the database. The pump claims some rows, has them fetched and read on the account's
 * threads, and stores what came of it; then again, until nothing is due. */

#define NEW_CHUNK 8
/* The search index likes large transactions; the rest of the program does not like to wait for one. */
#define LOCAL_CHUNK 512
#define REMOTE_CHUNK 32
/* One of the account's three threads stays free for what a person asks. */
#define MAX_FETCHING 2
/* Chunks are fetched while others are stored, but not more than this in memory. */
#define MAX_CHUNKS 4

typedef struct
{
  char   *account;   /* (owned) */
  gint64  limit;
} Question;

void
relais_claim_free (gpointer data)
{
  RelaisClaim *claim = data;

  if (claim == NULL)
    return;

  g_free (claim->folder);
  g_free (claim->uid);
  g_free (claim);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->account);
  g_free (question);
}

/* Database thread: new mail first, then failures, then the backlog; the newest of each first. */
static gboolean
claim_func (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  static const char *const stages[] = { "seen", "failed", "backlog" };
  Question *question = data;
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func (relais_claim_free);
  gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < G_N_ELEMENTS (stages) && claims->len < question->limit; i++)
    {
      g_autoptr(RelaisRows) rows = NULL;
      g_autoptr(GError) local_error = NULL;

      rows = relais_sql_query (sql, error,
                               "SELECT m.id, p.folder, p.uid, m.outgoing FROM message m JOIN placement p ON p.message = m.id "
                               "WHERE m.account = ? AND m.stage = ? AND m.pending IS NOT NULL AND m.pending <= ? "
                               "GROUP BY m.id ORDER BY m.id DESC LIMIT ?",
                               "ssii", question->account, stages[i], now, question->limit);
      if (rows == NULL)
        return FALSE;

      while (relais_rows_next (rows, &local_error))
        {
          RelaisClaim *claim = g_new0 (RelaisClaim, 1);

          claim->message = relais_rows_get_int64 (rows, 0);
          claim->folder = g_strdup (relais_rows_get_string (rows, 1));
          claim->uid = g_strdup (relais_rows_get_string (rows, 2));
          claim->outgoing = relais_rows_get_int64 (rows, 3) != 0;
          claim->backlog = strcmp (stages[i], "backlog") == 0;
          g_ptr_array_add (claims, claim);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&claims));

  return TRUE;
}

static guint
n_free (const RelaisIntakeDesk *desk)
{
  return MIN (MAX_FETCHING - desk->n_fetching, MAX_CHUNKS - desk->n_chunks);
}

/* Takes the next chunk out of @claims, from @next on: (nullable) when nobody else has any of them left. */
static GPtrArray *
take_part (RelaisIntakeDesk *desk,
           GPtrArray        *claims,
           guint            *next)
{
  g_autoptr(GPtrArray) part = g_ptr_array_new_with_free_func (relais_claim_free);
  guint backlog_chunk = relais_mail_account_is_local (desk->account) ? LOCAL_CHUNK : REMOTE_CHUNK;

  for (; *next < claims->len; (*next)++)
    {
      RelaisClaim *claim = claims->pdata[*next];

      if (g_hash_table_contains (desk->in_flight, &claim->message))
        continue;
      if (part->len >= (claim->backlog ? backlog_chunk : NEW_CHUNK))
        break;
      g_hash_table_add (desk->in_flight, g_memdup2 (&claim->message, sizeof claim->message));
      g_ptr_array_add (part, g_steal_pointer (&claims->pdata[*next]));
    }

  return part->len > 0 ? g_steal_pointer (&part) : NULL;
}

static void
fetch (RelaisIntakeDesk *desk,
       GPtrArray        *part)
{
  relais_intake_fetch (desk, part);
  g_ptr_array_unref (part);
}

static void
claimed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisIntake *intake = owner;
  g_autoptr(RelaisMailAccount) account = user_data;
  RelaisIntakeDesk *desk = intake->stopped ? NULL : relais_intake_desk (intake, account);
  GPtrArray *claims;
  guint next = 0;

  if (desk == NULL)
    return;

  desk->claiming = FALSE;
  claims = error == NULL ? g_value_get_boxed (value) : NULL;
  while (claims != NULL && (n_free (desk) > 0 || desk->ahead == NULL))
    {
      GPtrArray *part = take_part (desk, claims, &next);

      if (part == NULL)
        break;
      if (n_free (desk) > 0)
        fetch (desk, part);
      else
        desk->ahead = part;
    }

  desk->drained = error == NULL && desk->n_chunks == 0 && desk->ahead == NULL;
  if (desk->claim_again)
    relais_intake_pump (desk);
  relais_intake_check_settled (intake);
}

static void
put_back (RelaisIntakeDesk *desk)
{
  for (guint i = 0; desk->ahead != NULL && i < desk->ahead->len; i++)
    g_hash_table_remove (desk->in_flight, &((RelaisClaim *) desk->ahead->pdata[i])->message);
  g_clear_pointer (&desk->ahead, g_ptr_array_unref);
}

void
relais_intake_pump (RelaisIntakeDesk *desk)
{
  Question *question;
  guint n_chunks;

  desk->drained = FALSE;
  if (desk->intake->stopped || desk->retry_id != 0 || desk->account->state != RELAIS_MAIL_ACCOUNT_ALIVE)
    {
      /* By the time that it is fetched it may lie elsewhere. */
      put_back (desk);
      return;
    }

  if (desk->ahead != NULL && n_free (desk) > 0)
    fetch (desk, g_steal_pointer (&desk->ahead));

  n_chunks = n_free (desk) + (desk->ahead == NULL ? 1 : 0);
  desk->claim_again = desk->claiming || n_chunks == 0;
  if (desk->claim_again)
    return;

  desk->claiming = TRUE;
  question = g_new0 (Question, 1);
  question->account = g_strdup (relais_mail_account_get_id (desk->account));
  question->limit = g_hash_table_size (desk->in_flight) +
                    (relais_mail_account_is_local (desk->account) ? LOCAL_CHUNK : REMOTE_CHUNK) * n_chunks;
  relais_future_to_ui (relais_database_read (desk->intake->database, "what is to be read", claim_func, question, question_free),
                       desk->intake, NULL, claimed_cb, g_object_ref (desk->account));
}
