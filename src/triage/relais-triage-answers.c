/* relais-triage-answers.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-clock.h"
#include "relais-event-log.h"
#include "relais-kind-sql-private.h"
#include "relais-triage-private.h"

/* One thing a person does to a message or its answer. Shared by the fiber and by the work it waits for; what it does not need
 * stays zero. */
typedef struct
{
  RelaisTriage      *self;        /* (owned) */
  gint64             message;
  gint64             answer;
  gint64             member;
  gint64             delivery;
  gboolean           flag;
  char              *recipient;   /* (owned) */
  char              *subject;     /* (owned) */
  char              *text;        /* (owned) */
  char              *purpose;     /* (owned) */
  char              *language;    /* (owned) */
  RelaisTriageInput *input;       /* (owned) */
  RelaisOutgoing    *outgoing;    /* (owned) */
  gint64             not_before;
} Deed;

static void
deed_clear (gpointer data)
{
  Deed *deed = data;

  g_clear_object (&deed->self);
  g_free (deed->recipient);
  g_free (deed->subject);
  g_free (deed->text);
  g_free (deed->purpose);
  g_free (deed->language);
  g_clear_pointer (&deed->input, relais_triage_input_unref);
  g_clear_object (&deed->outgoing);
}

static Deed *
deed_new (RelaisTriage *self)
{
  Deed *deed = g_atomic_rc_box_new0 (Deed);

  deed->self = g_object_ref (self);

  return deed;
}

static void
deed_unref (gpointer deed)
{
  g_atomic_rc_box_release_full (deed, deed_clear);
}

/* Writes in one transaction, on the database's thread; awaited on a fiber. */
static gboolean
await_write (Deed           *deed,
             const char     *what,
             RelaisSqlFunc   func,
             GError        **error)
{
  return dex_await (relais_database_write (deed->self->database, what, func, g_atomic_rc_box_acquire (deed), deed_unref),
                    error);
}

static gboolean
load_answer (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Deed *deed = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT message, recipient, subject, text, purpose FROM answer WHERE id = ?",
                                                 "i", deed->answer);

  if (rows == NULL)
    return FALSE;
  if (!relais_rows_next (rows, &local))
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "the answer is not there");
      return FALSE;
    }

  deed->message = relais_rows_get_int64 (rows, 0);
  deed->recipient = g_strdup (relais_rows_get_string (rows, 1));
  deed->subject = g_strdup (relais_rows_get_string (rows, 2));
  deed->text = g_strdup (relais_rows_get_string (rows, 3));
  deed->purpose = g_strdup (relais_rows_get_string (rows, 4));
  deed->input = relais_triage_sql_load_input (sql, deed->message, error);

  return deed->input != NULL;
}

static gboolean
load_message (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Deed *deed = data;

  deed->input = relais_triage_sql_load_input (sql, deed->message, error);

  return deed->input != NULL;
}

/* What is learned from a person's word: the text as it is classified. */
static char *
dup_learned_text (RelaisParsedMessage *parsed)
{
  return g_strconcat (relais_parsed_message_get_plain_subject (parsed), "\n", relais_parsed_message_get_text (parsed), NULL);
}

static gboolean
write_correction (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  Deed *deed = data;
  g_autofree char *text = NULL;

  if (!load_message (sql, deed, NULL, error))
    return FALSE;
  text = dup_learned_text (deed->input->parsed);

  return relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i", deed->message) &&
         relais_kind_sql_add_example (sql, deed->text, relais_parsed_message_get_language (deed->input->parsed), text,
                                      "correction", deed->message, error) &&
         relais_event_add (sql, deed->message, "corrected", "ok", NULL, FALSE, error);
}

static DexFuture *
correct_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "correction", write_correction, &error) ||
      !dex_await (relais_triage_decide (deed->self, deed->message, TRUE, deed->text), &error))
    return dex_future_new_for_error (error);

  relais_triage_retrain (deed->self);

  return dex_future_new_true ();
}

/**
 * relais_triage_correct:
 * @kind: (nullable): %NULL: none of these
 *
 * Returns: (transfer full): resolves when the message is decided again; the classifier learns a moment later
 */
DexFuture *
relais_triage_correct (RelaisTriage *self,
                       gint64        message,
                       const char   *kind)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;
  deed->text = g_strdup (kind);

  return relais_future_spawn ("correction", correct_fiber, deed, deed_unref);
}

static gboolean
write_uncorrection (RelaisSql  *sql,
                    gpointer    data,
                    GValue     *result,
                    GError    **error)
{
  Deed *deed = data;

  return relais_sql_exec (sql, error, "DELETE FROM example WHERE message = ? AND source = 'correction'", "i", deed->message);
}

static DexFuture *
uncorrect_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "correction taken back", write_uncorrection, &error) ||
      !dex_await (relais_triage_decide (deed->self, deed->message, FALSE, NULL), &error))
    return dex_future_new_for_error (error);

  relais_triage_retrain (deed->self);

  return dex_future_new_true ();
}

/**
 * relais_triage_uncorrect:
 *
 * Returns: (transfer full): resolves when the message is judged as if nobody had said anything
 */
DexFuture *
relais_triage_uncorrect (RelaisTriage *self,
                         gint64        message)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;

  return relais_future_spawn ("correction taken back", uncorrect_fiber, deed, deed_unref);
}

/**
 * relais_triage_retry:
 *
 * Returns: (transfer full): resolves when the message was judged again
 */
DexFuture *
relais_triage_retry (RelaisTriage *self,
                     gint64        message)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  return relais_triage_decide (self, message, FALSE, NULL);
}

static gboolean
write_answer (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Deed *deed = data;

  /* "updated" past "created" is what says that a person touched it: it is kept when the message is judged again. */
  if (!relais_sql_exec (sql, error,
                        "UPDATE answer SET recipient = ?, subject = ?, text = ?, updated = MAX(?, created + 1) "
                        "WHERE id = ? AND state = 'draft'", "sssii",
                        deed->recipient, deed->subject, deed->text, relais_clock_now (), deed->answer))
    return FALSE;
  if (relais_sql_changes (sql) != 1)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer is no longer a draft");
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
save_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "answer", write_answer, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * relais_triage_save_answer:
 *
 * Returns: (transfer full): resolves when it is kept; %RELAIS_TRIAGE_ERROR_STALE
 */
DexFuture *
relais_triage_save_answer (RelaisTriage *self,
                           gint64        answer,
                           const char   *recipient,
                           const char   *subject,
                           const char   *text)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->answer = answer;
  deed->recipient = g_strdup (recipient);
  deed->subject = g_strdup (subject);
  deed->text = g_strdup (text);

  return relais_future_spawn ("save answer", save_fiber, deed, deed_unref);
}

static gboolean
write_queued (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  Deed *deed = data;

  return relais_triage_sql_queue (sql, deed->answer, deed->outgoing, deed->message, deed->not_before, error) &&
         relais_event_add (sql, deed->message, "approved", "ok", NULL, FALSE, error);
}

static DexFuture *
send_fiber (gpointer data)
{
  Deed *deed = data;
  RelaisTriage *self = deed->self;
  g_autoptr(GBytes) source = NULL;
  g_autofree char *own_address = NULL;
  g_autofree char *own_name = NULL;
  GError *error = NULL;

  if (!await_write (deed, "answer to send", load_answer, &error))
    return dex_future_new_for_error (error);
  if (g_str_equal (deed->purpose, "forward"))
    {
      source = relais_triage_await_source (self, deed->message, &error);
      if (source == NULL)
        return dex_future_new_for_error (error);
    }

  own_address = relais_triage_dup_own_address (self, deed->input->account);
  own_name = relais_triage_dup_own_name (self, deed->input->account);
  deed->outgoing = relais_triage_make_outgoing (deed->input, own_name, own_address, deed->recipient, deed->subject,
                                                deed->text, FALSE, source, &error);
  deed->not_before = relais_clock_now () + relais_triage_get_undo_ms (self);
  if (deed->outgoing == NULL || !await_write (deed, "answer queued", write_queued, &error))
    return dex_future_new_for_error (error);

  relais_job_queue_wake (self->queue);
  relais_triage_emit_answer_changed (self, deed->message);

  return dex_future_new_for_int64 (deed->answer);
}

/**
 * relais_triage_send_answer:
 *
 * Returns: (transfer full): resolves when it is queued; it leaves after the undo delay. %RELAIS_TRIAGE_ERROR_STALE when it was sent
 *   already, RELAIS_MAIL_ERROR_INVALID when it cannot become a mail
 */
DexFuture *
relais_triage_send_answer (RelaisTriage *self,
                           gint64        answer)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("send answer", send_fiber, deed, deed_unref);
}

static gboolean
find_delivery (RelaisSql  *sql,
               gpointer    data,
               GValue     *result,
               GError    **error)
{
  Deed *deed = data;

  return relais_sql_get_int64 (sql, &deed->message, error, "SELECT message FROM answer WHERE id = ?", "i", deed->answer) &&
         relais_sql_get_int64 (sql, &deed->delivery, error,
                               "SELECT delivery.id FROM delivery JOIN answer ON answer.message_id = delivery.message_id "
                               "WHERE answer.id = ?", "i", deed->answer);
}

static gboolean
write_taken_back (RelaisSql  *sql,
                  gpointer    data,
                  GValue     *result,
                  GError    **error)
{
  Deed *deed = data;

  return relais_sql_exec (sql, error,
                          "UPDATE answer SET state = 'draft', message_id = NULL, updated = MAX(?, created + 1) WHERE id = ?", "ii",
                          relais_clock_now (), deed->answer) &&
         relais_event_add (sql, deed->message, "taken-back", "info", NULL, FALSE, error);
}

static DexFuture *
undo_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "delivery to cancel", find_delivery, &error))
    return dex_future_new_for_error (error);
  if (!dex_await_boolean (relais_deliveries_cancel (deed->self->deliveries, deed->delivery), &error))
    {
      if (error != NULL)
        return dex_future_new_for_error (error);
      return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer has left already");
    }
  if (!await_write (deed, "answer taken back", write_taken_back, &error))
    return dex_future_new_for_error (error);

  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_undo_send:
 *
 * Returns: (transfer full): resolves when it is a draft again; %RELAIS_TRIAGE_ERROR_STALE when it has left
 */
DexFuture *
relais_triage_undo_send (RelaisTriage *self,
                         gint64        answer)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("undo send", undo_fiber, deed, deed_unref);
}

static gboolean
write_discarded (RelaisSql  *sql,
                 gpointer    data,
                 GValue     *result,
                 GError    **error)
{
  Deed *deed = data;

  if (!relais_sql_get_int64 (sql, &deed->message, error, "SELECT message FROM answer WHERE id = ?", "i", deed->answer) ||
      !relais_sql_exec (sql, error, "UPDATE answer SET state = ?, updated = ? WHERE id = ? AND state IN ('draft', 'discarded')",
                        "sii", deed->flag ? "discarded" : "draft", relais_clock_now (), deed->answer))
    return FALSE;
  if (relais_sql_changes (sql) != 1)
    {
      g_set_error (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE, "the answer has left already");
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
discard_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "answer discarded", write_discarded, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_discard_answer:
 * @discard: %FALSE takes it back
 *
 * Returns: (transfer full): resolves when it was done
 */
DexFuture *
relais_triage_discard_answer (RelaisTriage *self,
                              gint64        answer,
                              gboolean      discard)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->answer = answer;
  deed->flag = discard;

  return relais_future_spawn ("discard answer", discard_fiber, deed, deed_unref);
}

static gboolean
write_draft (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Deed *deed = data;

  if (!relais_sql_exec (sql, error,
                        "INSERT INTO answer (message, purpose, recipient, subject, text, created, updated) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6 + 1)", "issssi", deed->message, deed->purpose, deed->recipient,
                        deed->subject, deed->text, relais_clock_now ()))
    return FALSE;
  deed->answer = relais_sql_last_id (sql);

  return TRUE;
}

static char *
dup_subject (RelaisParsedMessage *parsed,
             const char          *english,
             const char          *french)
{
  gboolean is_french = g_strcmp0 (relais_parsed_message_get_language (parsed), "fr") == 0;

  return g_strdup_printf ("%s %s", is_french ? french : english, relais_parsed_message_get_plain_subject (parsed));
}

static DexFuture *
start_answer_fiber (gpointer data)
{
  Deed *deed = data;
  const RelaisIdentity *me = relais_knowledge_get_me (deed->self->knowledge);
  const char *recipient;
  const char *signature;
  GError *error = NULL;

  if (!await_write (deed, "message to answer", load_message, &error))
    return dex_future_new_for_error (error);

  recipient = relais_parsed_message_get_reply_to (deed->input->parsed);
  if (recipient == NULL)
    recipient = relais_parsed_message_get_from_address (deed->input->parsed);
  if (recipient == NULL)
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NO_RECIPIENT, "the message names no sender");

  signature = g_strcmp0 (relais_parsed_message_get_language (deed->input->parsed), "fr") == 0
              ? me->signature_fr : me->signature_en;
  deed->purpose = g_strdup ("answer");
  deed->recipient = g_strdup (recipient);
  deed->subject = dup_subject (deed->input->parsed, "Re:", "Re :");
  deed->text = signature != NULL && signature[0] != '\0' ? g_strdup_printf ("\n\n%s", signature) : g_strdup ("");
  if (!await_write (deed, "answer", write_draft, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_for_int64 (deed->answer);
}

/**
 * relais_triage_start_answer:
 *
 * Returns: (transfer full): resolves to the draft's row; %RELAIS_TRIAGE_ERROR_NO_RECIPIENT
 */
DexFuture *
relais_triage_start_answer (RelaisTriage *self,
                            gint64        message)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;

  return relais_future_spawn ("start answer", start_answer_fiber, deed, deed_unref);
}

static DexFuture *
forward_fiber (gpointer data)
{
  Deed *deed = data;
  RelaisMember *member = relais_team_find (deed->self->team, deed->member);
  GError *error = NULL;

  if (member == NULL)
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "that person is not in the team");

  deed->recipient = g_strdup (relais_member_get_address (member));
  if (!await_write (deed, "message to pass on", load_message, &error))
    return dex_future_new_for_error (error);
  deed->purpose = g_strdup ("forward");
  deed->subject = dup_subject (deed->input->parsed, "Fwd:", "TR :");
  if (!await_write (deed, "forward", write_draft, &error))
    return dex_future_new_for_error (error);

  return relais_triage_send_answer (deed->self, deed->answer);
}

/**
 * relais_triage_forward:
 * @note: what to say to them; may be ""
 *
 * Returns: (transfer full): resolves to the answer's row, for relais_triage_undo_send()
 */
DexFuture *
relais_triage_forward (RelaisTriage *self,
                       gint64        message,
                       gint64        member,
                       const char   *note)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;
  deed->member = member;
  deed->text = g_strdup (note != NULL ? note : "");

  return relais_future_spawn ("forward", forward_fiber, deed, deed_unref);
}

static gboolean
write_handling (RelaisSql  *sql,
                gpointer    data,
                GValue     *result,
                GError    **error)
{
  Deed *deed = data;

  if (!relais_sql_exec (sql, error, "INSERT INTO handling (message, updated) VALUES (?1, ?2) "
                        "ON CONFLICT (message) DO UPDATE SET updated = ?2", "ii", deed->message, relais_clock_now ()))
    return FALSE;
  if (deed->member >= 0)
    return relais_sql_exec (sql, error, "UPDATE handling SET member = NULLIF(?, 0) WHERE message = ?", "ii", deed->member,
                            deed->message) &&
           relais_event_add (sql, deed->message, "assigned", "ok", NULL, FALSE, error);

  return relais_sql_exec (sql, error, "UPDATE handling SET done = ? WHERE message = ?", "ii", (gint64) deed->flag,
                          deed->message) &&
         relais_event_add (sql, deed->message, deed->flag ? "done" : "reopened", "ok", NULL, FALSE, error);
}

static DexFuture *
handling_fiber (gpointer data)
{
  Deed *deed = data;
  GError *error = NULL;

  if (!await_write (deed, "handling", write_handling, &error))
    return dex_future_new_for_error (error);
  relais_triage_emit_answer_changed (deed->self, deed->message);

  return dex_future_new_true ();
}

/**
 * relais_triage_assign:
 * @member: 0: nobody
 *
 * Returns: (transfer full): resolves when it is kept
 */
DexFuture *
relais_triage_assign (RelaisTriage *self,
                      gint64        message,
                      gint64        member)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;
  deed->member = MAX (member, 0);

  return relais_future_spawn ("assign", handling_fiber, deed, deed_unref);
}

/**
 * relais_triage_set_done:
 *
 * Returns: (transfer full): resolves when it is kept
 */
DexFuture *
relais_triage_set_done (RelaisTriage *self,
                        gint64        message,
                        gboolean      done)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->message = message;
  deed->member = -1;
  deed->flag = done;

  return relais_future_spawn ("done", handling_fiber, deed, deed_unref);
}

static DexFuture *
polish_fiber (gpointer data)
{
  Deed *deed = data;
  RelaisTriage *self = deed->self;
  const char *language;
  char *polished;
  GError *error = NULL;

  if (self->judge == NULL || !relais_settings_get_boolean (self->settings, "model.enabled", FALSE))
    return dex_future_new_reject (RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_FOUND, "no model is connected");
  if (!await_write (deed, "answer to polish", load_answer, &error))
    return dex_future_new_for_error (error);

  language = relais_parsed_message_get_language (deed->input->parsed);
  polished = dex_await_string (relais_model_judge_polish (self->judge, deed->text, language != NULL ? language : "en", NULL),
                               &error);
  if (polished == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_string (polished);
}

/**
 * relais_triage_polish:
 *
 * Returns: (transfer full): resolves to a string, better words for the answer as it is kept; nothing is changed until a person takes it
 */
DexFuture *
relais_triage_polish (RelaisTriage *self,
                      gint64        answer)
{
  Deed *deed;

  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), NULL);

  deed = deed_new (self);
  deed->answer = answer;

  return relais_future_spawn ("polish", polish_fiber, deed, deed_unref);
}
