/* test-workspace-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "workspace-world.h"

static WorkspaceWorld *world;
static char *folder;

/* An answer that waits, to a message of that kind. (transfer full) */
static RelaisTriageRecord *
find_draft (const char *kind)
{
  const RelaisTriageFilter filter = { NULL, kind, RELAIS_FATE_DRAFT, 0 };
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *found;

  relais_test_await_value (relais_triage_list (world->triage, &filter, 100), &value);
  found = g_value_get_object (&value);
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr(RelaisTriageRecord) record = g_list_model_get_item (found, i);

      if (g_strcmp0 (relais_triage_record_get_answer_purpose (record), "answer") == 0)
        return g_steal_pointer (&record);
    }
  g_error ("no answer to a message of kind %s waits", kind);
}

static void
set_undo (gint64 seconds)
{
  relais_test_await (relais_settings_set_int (relais_workspace_get_settings (world->workspace), "triage.undo-seconds", seconds));
}

static guint
count_outbox (void)
{
  g_autoptr(GPtrArray) mails = workspace_world_outbox (world->maildir);

  return mails->len;
}

/* The newest mail that @needle stands in. (transfer full) */
static char *
find_sent (const char *needle)
{
  g_autoptr(GPtrArray) mails = workspace_world_outbox (world->maildir);

  for (guint i = 0; i < mails->len; i++)
    if (strstr (g_ptr_array_index (mails, i), needle) != NULL)
      return g_strdup (g_ptr_array_index (mails, i));
  g_error ("no mail that left has “%s”", needle);
}

static char *
dup_header (const char *mail,
            const char *name)
{
  g_autofree char *start = g_strconcat ("\n", name, ": ", NULL);
  const char *found = strstr (mail, start);

  g_assert_nonnull (found);
  found += strlen (start);

  return g_strndup (found, strcspn (found, "\r\n"));
}

static void
test_all_judged (void)
{
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM message WHERE NOT outgoing"), >=, 55);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM message WHERE NOT outgoing AND stage <> 'triaged'"), ==, 0);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM answer WHERE state = 'draft'"), >=, 20);
  g_assert_cmpuint (count_outbox (), ==, 0);
}

static void
test_approve (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("certificate");
  gint64 message = relais_triage_record_get_message (draft);
  guint before = count_outbox ();
  g_autoptr(RelaisTriageRecord) after = NULL;
  g_autoptr(GError) stale = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *reply = NULL;

  set_undo (0);
  relais_test_await (relais_triage_save_answer (world->triage, relais_triage_record_get_answer (draft),
                                                relais_triage_record_get_answer_recipient (draft), "Votre certificat",
                                                "Bonjour,\n\nle voici.\n"));
  relais_test_await (relais_triage_send_answer (world->triage, relais_triage_record_get_answer (draft)));
  workspace_world_wait_sent (world, before + 1);
  mail = find_sent ("Votre certificat");
  reply = dup_header (mail, "In-Reply-To");
  g_assert_nonnull (strstr (mail, relais_triage_record_get_address (draft)));
  g_assert_nonnull (strstr (mail, "le voici."));
  g_assert_null (strstr (mail, "Auto-Submitted: auto-"));
  g_assert_true (g_str_has_prefix (reply, "<"));
  workspace_world_wait_fate (world, message, RELAIS_FATE_ANSWERED);

  /* Sent is sent: neither a second time, nor other words, nor back. */
  stale = relais_test_await_error (relais_triage_send_answer (world->triage, relais_triage_record_get_answer (draft)));
  g_assert_error (stale, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE);
  g_clear_error (&stale);
  stale = relais_test_await_error (relais_triage_undo_send (world->triage, relais_triage_record_get_answer (draft)));
  g_assert_error (stale, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE);
  g_clear_error (&stale);
  stale = relais_test_await_error (relais_triage_discard_answer (world->triage, relais_triage_record_get_answer (draft), TRUE));
  g_assert_error (stale, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_STALE);
  g_assert_cmpuint (count_outbox (), ==, before + 1);
}

/* The log tells events in the order of their rows. */
static gint64
newest_event (gint64      message,
              const char *step)
{
  g_autofree char *statement = g_strdup_printf ("SELECT COALESCE(MAX(id), 0) FROM event WHERE message = %" G_GINT64_FORMAT
                                                " AND step = '%s'", message, step);

  return workspace_world_number (world, statement);
}

static void
test_undo (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("timetable");
  gint64 message = relais_triage_record_get_message (draft);
  gint64 answer = relais_triage_record_get_answer (draft);
  guint before = count_outbox ();
  g_autoptr(RelaisTriageRecord) after = NULL;

  set_undo (60);
  relais_test_await (relais_triage_send_answer (world->triage, answer));
  workspace_world_wait_fate (world, message, RELAIS_FATE_QUEUED);
  g_assert_cmpint (newest_event (message, "approved"), >, 0);
  g_assert_cmpint (newest_event (message, "approved"), <, newest_event (message, "queued"));
  relais_test_await (relais_triage_undo_send (world->triage, answer));
  after = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_fate (after), ==, RELAIS_FATE_DRAFT);
  g_assert_cmpint (relais_triage_record_get_answer (after), ==, answer);
  g_assert_cmpstr (relais_triage_record_get_answer_text (after), ==, relais_triage_record_get_answer_text (draft));
  g_assert_cmpuint (count_outbox (), ==, before);
}

static void
test_discard (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("absence");
  gint64 message = relais_triage_record_get_message (draft);
  g_autoptr(RelaisTriageRecord) gone = NULL;
  g_autoptr(RelaisTriageRecord) back = NULL;

  relais_test_await (relais_triage_discard_answer (world->triage, relais_triage_record_get_answer (draft), TRUE));
  gone = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_answer (gone), ==, 0);
  relais_test_await (relais_triage_discard_answer (world->triage, relais_triage_record_get_answer (draft), FALSE));
  back = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_answer (back), ==, relais_triage_record_get_answer (draft));
}

static void
test_forward (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("order-status");
  g_autoptr(RelaisMember) member = g_list_model_get_item (G_LIST_MODEL (relais_workspace_get_team (world->workspace)), 0);
  gint64 message = relais_triage_record_get_message (draft);
  guint before = count_outbox ();
  g_autofree char *mail = NULL;

  set_undo (0);
  relais_test_await (relais_triage_forward (world->triage, message, relais_member_get_id (member), "Pour vous, merci"));
  workspace_world_wait_sent (world, before + 1);
  mail = find_sent ("Pour vous, merci");
  g_assert_nonnull (strstr (mail, relais_member_get_address (member)));
  g_assert_nonnull (strstr (mail, "message/rfc822"));
  g_assert_nonnull (strstr (mail, relais_triage_record_get_address (draft)));
  workspace_world_wait_fate (world, message, RELAIS_FATE_FORWARDED);
}

/* What was proposed is there again, to whom it was, and nobody finds a forward that never was a draft. */
static void
test_forward_undo (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("certificate");
  g_autoptr(RelaisMember) member = g_list_model_get_item (G_LIST_MODEL (relais_workspace_get_team (world->workspace)), 0);
  gint64 message = relais_triage_record_get_message (draft);
  guint before = count_outbox ();
  g_autoptr(RelaisTriageRecord) after = NULL;
  g_auto(GValue) forward = G_VALUE_INIT;

  set_undo (60);
  relais_test_await_value (relais_triage_forward (world->triage, message, relais_member_get_id (member), ""), &forward);
  workspace_world_wait_fate (world, message, RELAIS_FATE_QUEUED);
  relais_test_await (relais_triage_undo_send (world->triage, g_value_get_int64 (&forward)));

  after = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_fate (after), ==, RELAIS_FATE_DRAFT);
  g_assert_cmpint (relais_triage_record_get_answer (after), ==, relais_triage_record_get_answer (draft));
  g_assert_cmpstr (relais_triage_record_get_answer_state (after), ==, "draft");
  g_assert_cmpstr (relais_triage_record_get_answer_purpose (after), ==, "answer");
  g_assert_cmpstr (relais_triage_record_get_answer_recipient (after), ==, relais_triage_record_get_answer_recipient (draft));
  g_assert_cmpstr (relais_triage_record_get_answer_text (after), ==, relais_triage_record_get_answer_text (draft));
  g_assert_cmpuint (count_outbox (), ==, before);
}

static gboolean
is_replied_to (gpointer user_data)
{
  g_autoptr(RelaisTriageRecord) record = workspace_world_load (world, relais_triage_record_get_message (user_data));

  return relais_triage_record_get_delivery (record) == RELAIS_DELIVERY_ANSWERED;
}

static void
test_matched (void)
{
  g_autoptr(RelaisTriageRecord) first = find_draft ("enrolment");
  g_autoptr(RelaisTriageRecord) second = find_draft ("programme");
  guint before = count_outbox ();
  g_autofree char *bounced = NULL;
  g_autofree char *answered = NULL;
  g_autofree char *bounced_id = NULL;
  g_autofree char *answered_id = NULL;
  g_autofree char *report = NULL;
  g_autofree char *reply = NULL;

  set_undo (0);
  relais_test_await (relais_triage_send_answer (world->triage, relais_triage_record_get_answer (first)));
  relais_test_await (relais_triage_send_answer (world->triage, relais_triage_record_get_answer (second)));
  workspace_world_wait_sent (world, before + 2);
  workspace_world_wait_fate (world, relais_triage_record_get_message (first), RELAIS_FATE_ANSWERED);
  workspace_world_wait_fate (world, relais_triage_record_get_message (second), RELAIS_FATE_ANSWERED);
  bounced = find_sent (relais_triage_record_get_answer_recipient (first));
  bounced_id = dup_header (bounced, "Message-ID");
  answered = find_sent (relais_triage_record_get_answer_recipient (second));
  answered_id = dup_header (answered, "Message-ID");

  report = g_strdup_printf ("From: MAILER-DAEMON@mx.example\r\nTo: desk@relais.example\r\nSubject: Undelivered\r\n"
                            "Message-ID: <dsn-1@mx.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
                            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                            "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
                            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                            "Final-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
                            "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: %s\r\n\r\n--b--\r\n",
                            relais_triage_record_get_answer_recipient (first), bounced_id);
  reply = g_strdup_printf ("From: %s\r\nTo: desk@relais.example\r\nSubject: Re: x\r\nMessage-ID: <re-1@mx.example>\r\n"
                           "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nIn-Reply-To: %s\r\nReferences: %s\r\n\r\nThank you!\r\n",
                           relais_triage_record_get_answer_recipient (second), answered_id, answered_id);
  workspace_world_deliver (world->maildir, "1795000000.dsn.relais", report);
  workspace_world_deliver (world->maildir, "1795000001.reply.relais", reply);

  workspace_world_wait_fate (world, relais_triage_record_get_message (first), RELAIS_FATE_BOUNCED);
  g_assert_true (relais_test_until (is_replied_to, second, 60000));
}

/* A correction moves the message, is learned, and can be taken back. */
static void
test_correct (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("return");
  gint64 message = relais_triage_record_get_message (draft);
  g_autoptr(RelaisTriageRecord) corrected = NULL;
  g_autoptr(RelaisTriageRecord) again = NULL;
  g_autoptr(RelaisTriageRecord) restored = NULL;

  relais_test_await (relais_triage_correct (world->triage, message, "complaint"));
  corrected = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_kind (corrected), ==, "complaint");
  g_assert_cmpstr (relais_triage_record_get_source (corrected), ==, "person");
  relais_test_await (relais_triage_settled (world->triage));

  /* Judged afresh, by what was learned. */
  relais_test_await (relais_triage_retry (world->triage, message));
  again = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_source (again), ==, "classifier");
  g_assert_cmpstr (relais_triage_record_get_kind (again), ==, "complaint");

  relais_test_await (relais_triage_uncorrect (world->triage, message, 0));
  relais_test_await (relais_triage_settled (world->triage));
  relais_test_await (relais_triage_retry (world->triage, message));
  restored = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_kind (restored), ==, "return");
}

/* Two corrections are taken back one after the other. */
static void
test_correct_twice (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("return");
  gint64 message = relais_triage_record_get_message (draft);
  g_auto(GValue) first = G_VALUE_INIT;
  g_auto(GValue) second = G_VALUE_INIT;
  g_autoptr(RelaisTriageRecord) between = NULL;
  g_autoptr(RelaisTriageRecord) restored = NULL;

  relais_test_await_value (relais_triage_correct (world->triage, message, "complaint"), &first);
  relais_test_await_value (relais_triage_correct (world->triage, message, NULL), &second);
  g_assert_cmpint (g_value_get_int64 (&first), ==, 0);
  g_assert_cmpint (g_value_get_int64 (&second), !=, 0);

  relais_test_await (relais_triage_uncorrect (world->triage, message, g_value_get_int64 (&second)));
  between = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_kind (between), ==, "complaint");
  g_assert_cmpstr (relais_triage_record_get_source (between), ==, "person");
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM example WHERE source = 'correction' AND kind = 'complaint'"),
                   ==, 1);

  relais_test_await (relais_triage_uncorrect (world->triage, message, g_value_get_int64 (&first)));
  restored = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_kind (restored), ==, "return");
  g_assert_cmpstr (relais_triage_record_get_source (restored), ==, "classifier");
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM example WHERE source = 'correction'"), ==, 0);
}

/* Who had it is told, so that it can be given back; the log names who has it, also when nobody does any more. */
static void
test_assign (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("certificate");
  GListModel *team = G_LIST_MODEL (relais_workspace_get_team (world->workspace));
  g_autoptr(RelaisMember) one = g_list_model_get_item (team, 0);
  g_autoptr(RelaisMember) other = g_list_model_get_item (team, 1);
  gint64 message = relais_triage_record_get_message (draft);
  g_auto(GValue) nobody = G_VALUE_INIT;
  g_auto(GValue) former = G_VALUE_INIT;
  g_autoptr(RelaisTriageRecord) given = NULL;
  g_autoptr(RelaisTriageRecord) after = NULL;
  g_autofree char *named = NULL;

  relais_test_await_value (relais_triage_assign (world->triage, message, relais_member_get_id (one)), &nobody);
  g_assert_cmpint (g_value_get_int64 (&nobody), ==, 0);
  relais_test_await_value (relais_triage_assign (world->triage, message, relais_member_get_id (other)), &former);
  g_assert_cmpint (g_value_get_int64 (&former), ==, relais_member_get_id (one));
  given = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_fate (given), ==, RELAIS_FATE_ASSIGNED);
  g_assert_cmpint (relais_triage_record_get_member (given), ==, relais_member_get_id (other));
  named = g_strdup_printf ("SELECT COUNT(*) FROM event WHERE message = %" G_GINT64_FORMAT " AND step = 'assigned' "
                           "AND json_extract (detail, '$.to') = '%s'", message, relais_member_get_name (other));
  g_assert_cmpint (workspace_world_number (world, named), ==, 1);

  relais_test_await (relais_triage_assign (world->triage, message, 0));
  after = workspace_world_load (world, message);
  g_assert_cmpint (relais_triage_record_get_fate (after), ==, RELAIS_FATE_DRAFT);
  g_assert_cmpint (newest_event (message, "unassigned"), >, newest_event (message, "assigned"));
}

static void
test_trial_changes_nothing (void)
{
  gint64 decisions = workspace_world_number (world, "SELECT COUNT(*) FROM decision");
  gint64 answers = workspace_world_number (world, "SELECT COUNT(*) FROM answer");
  g_auto(GValue) same = G_VALUE_INIT;
  g_auto(GValue) fewer = G_VALUE_INIT;
  g_autoptr(RelaisProposal) proposal = relais_proposal_new ();
  GListModel *store = G_LIST_MODEL (relais_workspace_get_kinds (world->workspace));
  guint different = 0;

  proposal->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    {
      g_autoptr(RelaisKind) kind = g_list_model_get_item (store, i);

      if (!g_str_equal (relais_kind_get_id (kind), "certificate"))
        g_ptr_array_add (proposal->kinds, g_object_ref (kind));
    }
  relais_test_await_value (relais_triage_try_on_past (world->triage, NULL, 100, NULL), &same);
  relais_test_await_value (relais_triage_try_on_past (world->triage, proposal, 100, NULL), &fewer);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (&same)), >=, 55);
  for (guint i = 0; i < g_list_model_get_n_items (g_value_get_object (&fewer)); i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (g_value_get_object (&fewer), i);

      g_assert_cmpstr (relais_trial_get_after (trial)->kind, !=, "certificate");
      different += relais_trial_is_different (trial) && g_strcmp0 (relais_trial_get_before (trial)->kind, "certificate") == 0;
    }
  g_assert_cmpuint (different, >=, 3);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM decision"), ==, decisions);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM answer"), ==, answers);
}

static RelaisRule *
make_rule (const char *text)
{
  g_autoptr(JsonNode) definition = json_from_string (text, NULL);
  g_autoptr(GError) error = NULL;
  RelaisRule *rule = relais_rule_new_from_json (0, definition, &error);

  g_assert_no_error (error);

  return rule;
}

/* How many messages one of the rules changes; that one decides all of them. */
static guint
count_changed_by (GPtrArray *rules,
                  guint      position)
{
  g_autoptr(RelaisProposal) proposal = relais_proposal_new ();
  g_auto(GValue) value = G_VALUE_INIT;
  GListModel *trials;
  guint count = 0;

  proposal->rules = g_ptr_array_ref (rules);
  proposal->rule = g_object_ref (g_ptr_array_index (rules, position));
  relais_test_await_value (relais_triage_try_on_past (world->triage, proposal, 100, NULL), &value);
  trials = g_value_get_object (&value);
  for (guint i = 0; i < g_list_model_get_n_items (trials); i++)
    {
      g_autoptr(RelaisTrial) trial = g_list_model_get_item (trials, i);

      if (!relais_trial_is_different (trial))
        continue;
      g_assert_cmpstr (relais_trial_get_after (trial)->rule, ==, relais_rule_get_name (proposal->rule));
      count++;
    }

  return count;
}

/* Only what the rule does counts, not what else is otherwise since a message was decided. */
static void
test_trial_of_rule (void)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(RelaisTriageRecord) draft = find_draft ("certificate");
  g_autofree char *about = g_strdup_printf ("{\"name\":\"Known\",\"if\":{\"sender\":\"%s\"},\"then\":{\"action\":\"ignore\"}}",
                                            relais_triage_record_get_address (draft));

  g_ptr_array_add (rules, make_rule (about));
  g_ptr_array_add (rules, make_rule ("{\"name\":\"Nobody\",\"if\":{\"sender\":\"nobody@nowhere.example\"},"
                                     "\"then\":{\"action\":\"ignore\"}}"));
  g_assert_cmpuint (count_changed_by (rules, 0), >=, 1);
  g_assert_cmpuint (count_changed_by (rules, 1), ==, 0);
}

/* The row of a list that shows that message. (transfer full) */
static RelaisTriageRow *
dup_row (gint64 message)
{
  RelaisIntake *intake = relais_mail_get_intake (relais_workspace_get_mail (world->workspace));
  g_auto(GValue) value = G_VALUE_INIT;
  const RelaisPlace *place;

  relais_test_await_value (relais_intake_locate (intake, message), &value);
  place = g_value_get_boxed (&value);

  return relais_triage_dup_row (world->triage, place->account, place->folder, place->uid);
}

static gboolean
is_of_kind (gpointer data)
{
  return g_strcmp0 (relais_triage_row_get_kind (data), "absence") == 0;
}

static gboolean
is_of_other_kind (gpointer data)
{
  return g_strcmp0 (relais_triage_row_get_kind (data), "certificate") == 0;
}

/* What lists and the log say follows at once, with nothing else to make them look again. */
static void
test_merge_is_followed (void)
{
  g_autoptr(RelaisTriageRecord) draft = find_draft ("absence");
  gint64 message = relais_triage_record_get_message (draft);
  g_autoptr(RelaisTriageRow) row = dup_row (message);
  g_autoptr(RelaisTriageRecord) after = NULL;

  relais_test_wait_for (is_of_kind, row);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM event WHERE detail LIKE '%\"absence\"%'"), >, 0);
  relais_test_await (relais_kind_store_merge (relais_workspace_get_kinds (world->workspace), "absence", "certificate"));
  relais_test_wait_for (is_of_other_kind, row);
  after = workspace_world_load (world, message);
  g_assert_cmpstr (relais_triage_record_get_kind (after), ==, "certificate");
  g_assert_cmpint (relais_triage_record_get_fate (after), ==, RELAIS_FATE_DRAFT);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM event WHERE detail LIKE '%\"absence\"%'"), ==, 0);
}

static guint
count_list (const RelaisTriageFilter *filter)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_triage_list (world->triage, filter, 1000), &value);

  return g_list_model_get_n_items (g_value_get_object (&value));
}

static guint
count_today (RelaisTodayGroup group)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_triage_list_today (world->triage, group, 1000), &value);

  return g_list_model_get_n_items (g_value_get_object (&value));
}

static void
test_lists (void)
{
  g_autoptr(RelaisMember) member = g_list_model_get_item (G_LIST_MODEL (relais_workspace_get_team (world->workspace)), 0);
  g_autoptr(RelaisTriageRecord) draft = find_draft ("timetable");
  guint everything = count_list (&(RelaisTriageFilter) { NULL, NULL, -1, 0 });
  guint certificates = count_list (&(RelaisTriageFilter) { NULL, "certificate", -1, 0 });
  guint words = count_list (&(RelaisTriageFilter) { "certificat", NULL, -1, 0 });
  guint both = count_list (&(RelaisTriageFilter) { "certificat", "absence", -1, 0 });
  guint drafts = count_list (&(RelaisTriageFilter) { NULL, NULL, RELAIS_FATE_DRAFT, 0 });
  guint of_member;
  guint waiting = count_today (RELAIS_TODAY_WAITING);

  g_assert_cmpuint (everything, >=, 55);
  g_assert_cmpuint (certificates, >=, 3);
  g_assert_cmpuint (certificates, <, everything);
  g_assert_cmpuint (words, >=, 2);
  g_assert_cmpuint (both, <, words);
  g_assert_cmpuint (drafts, >, 5);
  g_assert_cmpuint (count_list (&(RelaisTriageFilter) { "xyzzy-nowhere", NULL, -1, 0 }), ==, 0);

  of_member = count_list (&(RelaisTriageFilter) { NULL, NULL, -1, relais_member_get_id (member) });
  relais_test_await (relais_triage_assign (world->triage, relais_triage_record_get_message (draft), relais_member_get_id (member)));
  workspace_world_wait_fate (world, relais_triage_record_get_message (draft), RELAIS_FATE_ASSIGNED);
  g_assert_cmpuint (count_list (&(RelaisTriageFilter) { NULL, NULL, -1, relais_member_get_id (member) }), >=, of_member);

  relais_test_await (relais_triage_set_done (world->triage, relais_triage_record_get_message (draft), TRUE));
  g_assert_cmpuint (count_today (RELAIS_TODAY_WAITING), ==, waiting - 1);
  relais_test_await (relais_triage_set_done (world->triage, relais_triage_record_get_message (draft), FALSE));
  g_assert_cmpuint (count_today (RELAIS_TODAY_WAITING), ==, waiting);
  g_assert_cmpuint (count_today (RELAIS_TODAY_FAILED), ==, 1);
  g_assert_cmpuint (count_today (RELAIS_TODAY_AUTOMATIC), ==, 0);
}

/* A rule says more than words do, until it is taken away; one for a sender alone works on mail of no kind, too. */
static void
test_rule (void)
{
  g_autoptr(RelaisTriageRecord) record = workspace_world_find (world, "À midi");
  g_autoptr(RelaisMember) member = g_list_model_get_item (G_LIST_MODEL (relais_workspace_get_team (world->workspace)), 1);
  g_autofree char *text = g_strdup_printf ("{\"name\":\"Anna\",\"if\":{\"sender\":\"%s\"},\"then\":{\"action\":\"forward\","
                                           "\"member\":%" G_GINT64_FORMAT ",\"note\":\"Voyez\"}}",
                                           relais_triage_record_get_address (record), relais_member_get_id (member));
  g_autoptr(JsonNode) definition = json_from_string (text, NULL);
  g_autoptr(RelaisTriageRecord) ruled = NULL;
  g_autoptr(RelaisTriageRecord) after = NULL;
  g_auto(GValue) rule = G_VALUE_INIT;

  g_assert_null (relais_triage_record_get_kind (record));
  relais_test_await_value (relais_triage_save_rule (world->triage, 0, definition), &rule);
  relais_test_await (relais_triage_settled (world->triage));
  relais_test_await (relais_triage_retry (world->triage, relais_triage_record_get_message (record)));
  ruled = workspace_world_load (world, relais_triage_record_get_message (record));
  g_assert_cmpint (relais_triage_record_get_action (ruled), ==, RELAIS_ACTION_FORWARD);
  g_assert_cmpstr (relais_triage_record_get_answer_purpose (ruled), ==, "forward");
  g_assert_cmpstr (relais_triage_record_get_answer_recipient (ruled), ==, relais_member_get_address (member));
  g_assert_cmpstr (relais_triage_record_get_answer_state (ruled), ==, "draft");

  relais_test_await (relais_triage_remove_rule (world->triage, g_value_get_int64 (&rule)));
  relais_test_await (relais_triage_settled (world->triage));
  relais_test_await (relais_triage_retry (world->triage, relais_triage_record_get_message (record)));
  after = workspace_world_load (world, relais_triage_record_get_message (record));
  g_assert_cmpint (relais_triage_record_get_answer (after), ==, 0);
  g_assert_cmpint (relais_triage_record_get_action (after), ==, RELAIS_ACTION_NONE);
}

static void
test_rows (void)
{
  g_autoptr(RelaisTriageRow) row = NULL;
  g_autoptr(RelaisTriageRow) same = NULL;
  g_autoptr(RelaisTriageRecord) draft = find_draft ("appointment");
  g_auto(GValue) value = G_VALUE_INIT;
  RelaisPlace *place;

  relais_test_await_value (relais_intake_locate (relais_mail_get_intake (relais_workspace_get_mail (world->workspace)),
                                                 relais_triage_record_get_message (draft)), &value);
  place = g_value_get_boxed (&value);
  row = relais_triage_dup_row (world->triage, place->account, place->folder, place->uid);
  same = relais_triage_dup_row (world->triage, place->account, place->folder, place->uid);
  g_assert_true (row == same);
  while (relais_triage_row_get_message (row) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (relais_triage_row_get_kind (row), ==, "appointment");
  g_assert_cmpint (relais_triage_row_get_fate (row), ==, RELAIS_FATE_DRAFT);

  relais_test_await (relais_triage_set_done (world->triage, relais_triage_record_get_message (draft), TRUE));
  while (relais_triage_row_get_fate (row) != RELAIS_FATE_DONE)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
row_is_known (gpointer row)
{
  return relais_triage_row_get_message (row) != 0;
}

/* A list shows it at its new place before the database knows of that. */
static void
test_moved (void)
{
  g_autoptr(RelaisTriageRow) row = NULL;
  g_autoptr(RelaisTriageRecord) draft = find_draft ("timetable");
  RelaisMail *mail = relais_workspace_get_mail (world->workspace);
  g_auto(GValue) value = G_VALUE_INIT;
  g_auto(GValue) move = G_VALUE_INIT;
  RelaisPlace *place;
  RelaisMailFolder *inbox;
  const char *uids[2] = { NULL };

  relais_test_await_value (relais_intake_locate (relais_mail_get_intake (mail), relais_triage_record_get_message (draft)), &value);
  place = g_value_get_boxed (&value);
  inbox = relais_mail_get_folder_at (mail, place);
  uids[0] = place->uid;
  /* A Maildir keeps its names, and so they are the uids of either folder. */
  row = relais_triage_dup_row (world->triage, place->account, "Archive", place->uid);
  relais_test_settle ();
  g_assert_false (row_is_known (row));

  relais_test_await_value (relais_mail_folder_move_to_role (inbox, uids, RELAIS_MAIL_ROLE_ARCHIVE), &move);
  relais_test_wait_for (row_is_known, row);
  g_assert_cmpstr (relais_triage_row_get_kind (row), ==, "timetable");
  g_assert_cmpint (relais_triage_row_get_fate (row), ==, RELAIS_FATE_DRAFT);

  g_clear_object (&row);
  row = relais_triage_dup_row (world->triage, place->account, place->folder, place->uid);
  relais_test_await (relais_mail_move_undo (g_value_get_boxed (&move)));
  relais_test_wait_for (row_is_known, row);
  g_assert_cmpstr (relais_triage_row_get_kind (row), ==, "timetable");
}

static void
test_restart (void)
{
  gint64 decisions = workspace_world_number (world, "SELECT COUNT(*) FROM decision");
  gint64 answers = workspace_world_number (world, "SELECT COUNT(*) FROM answer");
  gint64 messages = workspace_world_number (world, "SELECT COUNT(*) FROM message");
  guint sent = count_outbox ();
  g_autoptr(RelaisTriageRow) survivor = relais_triage_dup_row (world->triage, "demo", "INBOX", "1");

  workspace_world_close (world);
  world = workspace_world_open (folder, RELAIS_WORKSPACE_OFFLINE);
  workspace_world_settle (world);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM message"), ==, messages);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM decision"), ==, decisions);
  g_assert_cmpint (workspace_world_number (world, "SELECT COUNT(*) FROM answer"), ==, answers);
  g_assert_cmpuint (count_outbox (), ==, sent);
}

static void
test_locked (void)
{
  g_autoptr(RelaisWorkspace) second = relais_workspace_new (NULL, folder, RELAIS_WORKSPACE_OFFLINE);
  g_autoptr(GError) error = relais_test_await_error (relais_workspace_start (second));

  g_assert_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_LOCKED);
  relais_test_await (relais_workspace_stop (second));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  relais_test_init (&argc, &argv);
  folder = relais_test_make_folder ();
  world = workspace_world_open (folder, RELAIS_WORKSPACE_DEMO);
  workspace_world_settle (world);

  g_test_add_func ("/workspace/demo/all-judged", test_all_judged);
  g_test_add_func ("/workspace/demo/approve", test_approve);
  g_test_add_func ("/workspace/demo/undo", test_undo);
  g_test_add_func ("/workspace/demo/discard", test_discard);
  g_test_add_func ("/workspace/demo/forward", test_forward);
  g_test_add_func ("/workspace/demo/forward-undo", test_forward_undo);
  g_test_add_func ("/workspace/demo/matched", test_matched);
  g_test_add_func ("/workspace/demo/correct", test_correct);
  g_test_add_func ("/workspace/demo/correct-twice", test_correct_twice);
  g_test_add_func ("/workspace/demo/assign", test_assign);
  g_test_add_func ("/workspace/demo/trial-changes-nothing", test_trial_changes_nothing);
  g_test_add_func ("/workspace/demo/trial-of-rule", test_trial_of_rule);
  g_test_add_func ("/workspace/demo/lists", test_lists);
  g_test_add_func ("/workspace/demo/rule", test_rule);
  g_test_add_func ("/workspace/demo/rows", test_rows);
  g_test_add_func ("/workspace/demo/moved", test_moved);
  g_test_add_func ("/workspace/demo/merge-is-followed", test_merge_is_followed);
  g_test_add_func ("/workspace/demo/locked", test_locked);
  g_test_add_func ("/workspace/demo/restart", test_restart);
  status = g_test_run ();

  workspace_world_close (world);
  relais_test_remove (folder);
  g_free (folder);

  return status;
}
