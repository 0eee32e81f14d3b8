/* relais-intake-fetch.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-camel-private.h"
#include "relais-intake-store-private.h"
#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"
#include "relais-mail-folder-private.h"
#include "relais-mail-link-private.h"

/* A chunk ends early when it holds so much text. */
#define CHUNK_BYTES (8 * 1024 * 1024)
#define FETCH_SECONDS 60
#define RETRY_MS 3000

typedef struct
{
  RelaisIntake      *intake;       /* (owned) */
  RelaisMailAccount *account;      /* (owned) */
  GPtrArray         *claims;       /* (owned) of RelaisClaim */
  GPtrArray         *readings;     /* (owned) of RelaisReading; (worker thread only) while it fetches */
  char              *own_address;  /* (owned) (nullable) */
  guint              n_done;       /* claims that were fetched, or failed for a reason of their own */
  guint              n_storing;
} Chunk;

static void
chunk_free (Chunk *chunk)
{
  g_ptr_array_unref (chunk->claims);
  g_ptr_array_unref (chunk->readings);
  g_free (chunk->own_address);
  g_object_unref (chunk->account);
  g_object_unref (chunk->intake);
  g_free (chunk);
}

static gsize
text_size (RelaisReading *reading)
{
  return reading->words != NULL ? strlen (reading->words) * 2 : 0;
}

/* After a sudden end the database may know of a message that Camel's own record of the folder, written later, does not have: the
 * folder is looked at before the message counts as missing. */
static GBytes *
fetch_known (CamelFolder   *camel,
             const char    *uid,
             GCancellable  *cancellable,
             GError       **error)
{
  if (!camel_folder_summary_check_uid (camel_folder_get_folder_summary (camel), uid) &&
      !relais_camel_refresh_sync (camel, cancellable, error))
    return NULL;

  return relais_mail_fetch_sync (camel, uid, cancellable, error);
}

/* Worker: fetches and reads until the chunk is done, full, or the link fails. */
static gboolean
fetch_func (gpointer       data,
            GCancellable  *cancellable,
            GValue        *result,
            GError       **error)
{
  Chunk *chunk = data;
  g_autoptr(CamelFolder) camel = NULL;
  gsize held = 0;

  for (guint i = 0; i < chunk->claims->len && held < CHUNK_BYTES; i++)
    {
      const RelaisClaim *claim = chunk->claims->pdata[i];
      g_autoptr(RelaisParsedMessage) parsed = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) local_error = NULL;
      RelaisReading *reading;

      if (camel == NULL || strcmp (camel_folder_get_full_name (camel), claim->folder) != 0)
        {
          g_clear_object (&camel);
          camel = relais_mail_open_sync (chunk->account->store, claim->folder, cancellable, &local_error);
        }
      if (camel != NULL)
        bytes = fetch_known (camel, claim->uid, cancellable, &local_error);
      if (bytes != NULL)
        parsed = relais_parsed_message_new_from_bytes (bytes, &local_error);

      if (parsed == NULL)
        {
          if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
          if (local_error == NULL || local_error->domain != RELAIS_PARSE_ERROR)
            relais_mail_error_map (&local_error, "fetch");
          if (relais_mail_error_is_network (local_error))
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
        }

      reading = relais_reading_new (claim, parsed, chunk->own_address);
      reading->error = g_steal_pointer (&local_error);
      held += text_size (reading);
      g_ptr_array_add (chunk->readings, reading);
      chunk->n_done = i + 1;
      camel_operation_progress (cancellable, (int) (100 * chunk->n_done / chunk->claims->len));
    }

  return TRUE;
}

static void
release (Chunk *chunk)
{
  RelaisIntake *intake = chunk->intake;
  RelaisIntakeDesk *desk = intake->stopped ? NULL : relais_intake_desk (intake, chunk->account);

  if (desk != NULL)
    {
      for (guint i = 0; i < chunk->claims->len; i++)
        {
          const RelaisClaim *claim = chunk->claims->pdata[i];

          g_hash_table_remove (desk->in_flight, &claim->message);
        }
      desk->n_chunks--;
      relais_intake_pump (desk);
      relais_intake_check_settled (intake);
    }

  chunk_free (chunk);
}

/* One transaction of a chunk. */
typedef struct
{
  Chunk         *chunk;      /* borrowed until n_storing is 0 */
  RelaisStoring *storing;    /* (owned) */
} Transaction;

static void
tell (RelaisIntake  *intake,
      RelaisReading *reading)
{
  if (reading->error != NULL)
    relais_intake_emit_failed (intake, reading->message, reading->error);
  else if (reading->stored && !reading->backlog)
    relais_intake_emit_extracted (intake, reading->message);
}

static gboolean
failed_func (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  RelaisStoring *storing = data;

  for (guint i = 0; i < storing->readings->len; i++)
    if (!relais_storing_failed (sql, ((RelaisReading *) storing->readings->pdata[i])->message, FALSE, error))
      return FALSE;

  return TRUE;
}

static void
transaction_over (Transaction *transaction)
{
  Chunk *chunk = transaction->chunk;

  relais_storing_free (transaction->storing);
  g_free (transaction);
  if (--chunk->n_storing == 0)
    release (chunk);
}

static void
noted_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  Transaction *transaction = user_data;

  if (error != NULL && !relais_error_is_cancelled (error))
    g_warning ("a message that cannot be kept: %s", error->message);
  for (guint i = 0; i < transaction->storing->readings->len; i++)
    tell (transaction->chunk->intake, transaction->storing->readings->pdata[i]);
  transaction_over (transaction);
}

static void
stored_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  Transaction *transaction = user_data;
  GPtrArray *readings = transaction->storing->readings;

  if (error == NULL)
    {
      gboolean unseen = FALSE;

      for (guint i = 0; i < readings->len; i++)
        {
          const RelaisReading *reading = readings->pdata[i];

          tell (transaction->chunk->intake, readings->pdata[i]);
          unseen = unseen || (reading->stored && (reading->backlog || reading->outgoing));
        }
      if (unseen)
        relais_intake_emit_indexed (transaction->chunk->intake);
    }
  else if (!relais_error_is_cancelled (error))
    {
      /* The sink or the database refused this one. The others go on; it waits for its next time. */
      for (guint i = 0; i < readings->len; i++)
        {
          RelaisReading *reading = readings->pdata[i];

          g_clear_error (&reading->error);
          reading->error = g_error_copy (error);
        }
      relais_future_to_ui (relais_database_write (transaction->chunk->intake->database, "note a failure", failed_func,
                                                  transaction->storing, NULL),
                           NULL, NULL, noted_cb, transaction);
      return;
    }

  transaction_over (transaction);
}

static void
store (Chunk     *chunk,
       GPtrArray *readings)
{
  Transaction *transaction = g_new0 (Transaction, 1);

  transaction->chunk = chunk;
  transaction->storing = g_new0 (RelaisStoring, 1);
  transaction->storing->readings = g_ptr_array_ref (readings);
  transaction->storing->sink = chunk->intake->sink;
  transaction->storing->sink_data = chunk->intake->sink_data;
  chunk->n_storing++;
  relais_future_to_ui (relais_database_write (chunk->intake->database, "keep messages", relais_storing_func,
                                              transaction->storing, NULL),
                       NULL, NULL, stored_cb, transaction);
}

static int
compare_readings (gconstpointer a,
                  gconstpointer b)
{
  const RelaisReading *one = *(const RelaisReading **) a;
  const RelaisReading *two = *(const RelaisReading **) b;

  return one->message < two->message ? -1 : one->message > two->message;
}

/* New messages are stored one by one, so that none fails with another; the database commits those that wait together.
 * The backlog is stored as a whole, in the order that the search index likes. */
static void
store_chunk (Chunk *chunk)
{
  g_autoptr(GPtrArray) backlog = g_ptr_array_new_with_free_func (relais_reading_free);

  g_ptr_array_sort (chunk->readings, compare_readings);
  chunk->n_storing = 1;
  while (chunk->readings->len > 0)
    {
      RelaisReading *reading = g_ptr_array_steal_index (chunk->readings, 0);

      if (reading->backlog && reading->parsed != NULL)
        {
          g_ptr_array_add (backlog, reading);
        }
      else
        {
          g_autoptr(GPtrArray) alone = g_ptr_array_new_with_free_func (relais_reading_free);

          g_ptr_array_add (alone, reading);
          store (chunk, alone);
        }
    }
  if (backlog->len > 0)
    store (chunk, backlog);

  if (--chunk->n_storing == 0)
    release (chunk);
}

static gboolean
retry_cb (gpointer data)
{
  RelaisIntakeDesk *desk = data;

  desk->retry_id = 0;
  relais_intake_pump (desk);

  return G_SOURCE_REMOVE;
}

static void
fetched_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Chunk *chunk = user_data;
  RelaisIntakeDesk *desk = chunk->intake->stopped ? NULL : relais_intake_desk (chunk->intake, chunk->account);

  if (desk != NULL)
    desk->n_fetching--;

  /* What was read before the link failed is kept; the rest is still in the database and comes again. A message that the server
   * never gives, over a link that is alive, must not keep the others waiting. */
  if (error != NULL && desk != NULL && !relais_error_is_cancelled (error))
    {
      if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TIMED_OUT) &&
          chunk->account->state == RELAIS_MAIL_ACCOUNT_ALIVE &&
          chunk->n_done < chunk->claims->len)
        {
          RelaisReading *reading = relais_reading_new (chunk->claims->pdata[chunk->n_done], NULL, NULL);

          reading->error = g_error_copy (error);
          g_ptr_array_add (chunk->readings, reading);
        }
      if (desk->retry_id == 0)
        desk->retry_id = g_timeout_add (RETRY_MS, retry_cb, desk);
      if (desk->account->link != NULL)
        relais_mail_link_suspect (desk->account->link);
    }
  if (desk == NULL)
    {
      release (chunk);
      return;
    }

  /* Before this chunk is stored: the question what comes next would wait for that. */
  relais_intake_pump (desk);
  store_chunk (chunk);
}

/* @claims are the caller's, out of the way of others, until they are stored. */
void
relais_intake_fetch (RelaisIntakeDesk *desk,
                     GPtrArray        *claims)
{
  Chunk *chunk = g_new0 (Chunk, 1);

  chunk->intake = g_object_ref (desk->intake);
  chunk->account = g_object_ref (desk->account);
  chunk->claims = g_ptr_array_ref (claims);
  chunk->readings = g_ptr_array_new_with_free_func (relais_reading_free);
  chunk->own_address = g_strdup (relais_mail_account_get_address (desk->account));
  desk->n_fetching++;
  desk->n_chunks++;
  relais_future_to_ui (relais_mail_account_run (desk->account, "fetch", fetch_func, chunk, NULL, FETCH_SECONDS),
                       NULL, NULL, fetched_cb, chunk);
}
