/* test-proof.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-pack.h"
#include "relais-parsed-record.h"
#include "relais-proof.h"
#include "relais-template.h"
#include "triage-case.h"

static TriageCase desk;
static RelaisLikeness *likeness;

typedef struct
{
  const char *language;
  const char *text;
  const char *kind;       /* NULL: agrees with none */
  double      at_least;
  double      at_most;
} Sample;

/* What people really send: the template filled in, edited a little, edited much, something else. */
static const Sample samples[] = {
  { "en", "Hello Anna,\n\nWe have received your request for a certificate for Jeanne Morel.\n\nWe will prepare it and send it to you at this "
          "address.\n\nIf the organisation that asks for it requires its own form, a particular wording or a paper original, please let us "
          "know.\n\nLouise Ferrand", "certificate", 0.8, 1 },
  { "en", "Dear Mrs Dupont,\n\nWe have received your request for a certificate for Jeanne and will prepare it by Friday. We will send it to you "
          "at this address.\n\nIf the organisation that asks for it requires its own form or a paper original, please let us know.\n\nKind "
          "regards,\nLouise", "certificate", 0.65, 0.85 },
  { "en", "Hello Anna,\n\nWe have received your request for a certificate for Jeanne Morel.\n\nWe will prepare it and send it to you at this "
          "address.\n\nIf the organisation that asks for it requires its own form, a particular wording or a paper original, please let us "
          "know. Do not hesitate to call.\n\nThe school trip to Lyon has been moved to the 12th of June; the new programme is on the notice "
          "board.\n\nLouise Ferrand", "certificate", 0.5, 0.8 },
  { "en", "Hello Anna,\n\nThank you for letting us know. We have noted your message about the absence of Jeanne and are passing it on to the "
          "teachers concerned. Get well soon!\n\nLouise", "absence", 0.5, 0.7 },
  { "fr", "Bonjour Anna,\n\nNous avons bien reçu votre demande de certificat pour Jeanne Morel.\n\nNous allons le préparer et vous l’envoyer à "
          "cette adresse.\n\nSi l’organisme qui le demande exige son propre formulaire, une mention particulière ou un original sur papier, "
          "dites-le-nous.\n\nLouise Ferrand", "certificate", 0.8, 1 },
  { "fr", "BONJOUR MADAME, nous avons bien recu votre demande de certificat pour Jeanne. Nous allons le preparer cette semaine et vous "
          "l'envoyer par courrier a cette adresse. Si l'organisme exige son propre formulaire ou un original sur papier, dites-le-nous. "
          "N'hésitez pas à nous appeler. Bien cordialement, Louise", "certificate", 0.55, 0.8 },
  { "fr", "Bonjour Paul,\n\nMerci pour votre message au sujet de la commande 20417. Nous vérifions où elle en est et vous écrivons dès que "
          "nous avons la réponse.\n\nLouise", "order-status", 0.55, 0.8 },
  { "fr", "Bonjour Madame,\n\nMerci de nous avoir prévenus. Nous avons pris note de votre message au sujet d’une absence (Jeanne Morel) et le "
          "transmettons aux enseignants concernés.\n\nBon rétablissement !", "absence", 0.5, 0.9 },

  /* One's own words, even on the same matter, prove nothing. */
  { "en", "Here it is. Regards, Louise", NULL, 0, 0.2 },
  { "en", "Hello, please find attached the certificate of enrolment for your daughter. Regards, Louise", NULL, 0, 0.2 },
  { "en", "Hello Anna,\n\nThank you for your message. We have read it.\n\nLouise", NULL, 0, 0.3 },
  { "fr", "Bonjour, voici le certificat. Bonne journée, Louise", NULL, 0, 0.2 },
  { "fr", "Bonjour Paul,\n\nMerci pour votre message au sujet de la commande 20417. Elle est partie hier par Colissimo, numéro de suivi "
          "8V123.\n\nLouise", NULL, 0, 0.4 },
  { "en", "", NULL, 0, 0 },

  /* A refusal: in one's own words, and in nearly the template's. */
  { "en", "Hello Anna,\n\nWe have received your request for a certificate, but we cannot prepare it: the fees are still unpaid. Please call the "
          "accounts office before Friday.\n\nLouise", NULL, 0, 0.4 },
  { "en", "Hello Anna,\n\nWe have received your request for a certificate for Jeanne Morel.\n\nWe won’t prepare it and send it to you at this "
          "address.\n\nIf the organisation that asks for it requires its own form, a particular wording or a paper original, please let us "
          "know.\n\nLouise Ferrand", NULL, 0.7, 1 },
  { "fr", "Bonjour Anna,\n\nNous avons bien reçu votre demande de certificat pour Jeanne Morel.\n\nNous n’allons pas le préparer ni vous l’envoyer "
          "à cette adresse.\n\nSi l’organisme qui le demande exige son propre formulaire, une mention particulière ou un original sur papier, "
          "dites-le-nous.\n\nLouise Ferrand", NULL, 0.6, 1 },
};

static void
test_likeness (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      double nearest;
      const char *found = relais_likeness_find (likeness, samples[i].text, samples[i].language, &nearest);

      if (g_strcmp0 (found, samples[i].kind) != 0 || nearest < samples[i].at_least || nearest > samples[i].at_most)
        g_error ("“%s” is %s (%.2f)", samples[i].text, found != NULL ? found : "nothing", nearest);
    }
}

/* The answers of the packs are themselves, and none is mistaken for another: with what can be filled in, and without. */
static void
test_templates (void)
{
  static const char * const languages[] = { "en", "fr" };
  GPtrArray *kinds = relais_knowledge_get_kinds (desk.knowledge);
  guint count = 0;

  for (guint i = 0; i < kinds->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      {
        RelaisKind *kind = g_ptr_array_index (kinds, i);
        g_autoptr(RelaisTemplate) template = NULL;
        g_autofree char *text = NULL;

        if (!relais_kind_has_template (kind, languages[j]))
          continue;
        template = relais_template_new (relais_kind_get_body (kind, languages[j]), RELAIS_TEMPLATE_TEXT, NULL);
        text = relais_template_expand (template, NULL, languages[j], NULL, NULL);
        g_assert_cmpstr (relais_likeness_find (likeness, text, languages[j], NULL), ==, relais_kind_get_id (kind));
        count++;
      }
  g_assert_cmpuint (count, >=, 30);
}

static RelaisKind *
make_kind (const char *id,
           const char *body)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"name\":{\"en\":\"%s\"},\"action\":\"draft\","
                                           "\"template\":{\"en\":{\"subject\":\"Re\",\"body\":\"%s\"}}}", id, id, body);
  g_autoptr(JsonNode) node = json_from_string (json, NULL);
  g_autoptr(GError) error = NULL;
  RelaisKind *kind = relais_kind_new_from_json (node, NULL, &error);

  g_assert_no_error (error);

  return kind;
}

/* Answers that are alike, or so short that they stand anywhere, tell nothing apart. */
static void
test_doubtful (void)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(RelaisLikeness) few = NULL;

  g_ptr_array_add (kinds, make_kind ("north", "The northern office will call you back before the end of this week."));
  g_ptr_array_add (kinds, make_kind ("south", "The southern office will call you back before the end of this week."));
  g_ptr_array_add (kinds, make_kind ("yes", "Yes, gladly."));
  g_ptr_array_add (kinds, make_kind ("key", "The key lies under the third flower pot on the left."));
  few = relais_likeness_new (kinds);

  g_assert_null (relais_likeness_find (few, "The office will call you back before the end of this week.", "en", NULL));
  g_assert_null (relais_likeness_find (few, "Yes, gladly.", "en", NULL));
  g_assert_cmpstr (relais_likeness_find (few, "The key lies under the third flower pot on the left, as always.", "en", NULL), ==, "key");
  g_assert_cmpstr (relais_likeness_find (few, "The key lies under the third flower pot on the left.", "fr", NULL), ==, "key");

  g_assert_true (relais_likeness_agrees (few, "Dear Jo, the key lies under the third flower pot on the left.",
                                         "The key lies under the third flower pot on the left.", "en"));
  g_assert_false (relais_likeness_agrees (few, "The key never lies under the third flower pot on the left.",
                                          "The key lies under the third flower pot on the left.", "en"));
  g_assert_false (relais_likeness_agrees (few, "Ask the neighbour.", "The key lies under the third flower pot on the left.", "en"));
}

#define ASKS "Could you please send me a certificate of enrolment for my daughter? The bank asks for it."
#define CERTIFICATE "We have received your request for a certificate. We will prepare it and send it to you at this address. If the " \
                    "organisation that asks for it requires its own form, a particular wording or a paper original, please let us know."
#define ABSENCE "Thank you for letting us know. We have noted your message about the absence and are passing it on to the teachers concerned. " \
                "If you have a certificate or another supporting document, you can send it in reply to this message."
#define OWN "Here it is. Regards, Louise"

static RelaisProof *
make_proof (const char *text)
{
  g_autoptr(RelaisParsedMessage) parsed = relais_parsed_message_new_from_columns (&(RelaisParsedColumns) {
                                                                                    .sender_name = "Jo",
                                                                                    .sender_address = "jo@example.org",
                                                                                    .subject = "A request",
                                                                                    .date = 1795000000,
                                                                                    .language = "en",
                                                                                    .text = text,
                                                                                  }, NULL, NULL);

  return relais_proof_new (1, 1795000000000, parsed);
}

typedef struct
{
  const char         *replies[2];
  const char         *from;        /* whose answer the first was made from */
  const char         *proposed;
  const char         *model;
  const char         *person;
  RelaisProofOutcome  outcome;
} Answered;

static const Answered answered[] = {
  { { CERTIFICATE }, NULL, NULL, NULL, NULL, RELAIS_PROOF_RIGHT },
  { { ABSENCE }, NULL, NULL, NULL, NULL, RELAIS_PROOF_WRONG },
  { { OWN }, NULL, NULL, NULL, NULL, RELAIS_PROOF_UNCLEAR },
  { { OWN, CERTIFICATE }, NULL, NULL, NULL, NULL, RELAIS_PROOF_RIGHT },
  { { CERTIFICATE, ABSENCE }, NULL, NULL, NULL, NULL, RELAIS_PROOF_WRONG },

  /* Through Relais: what was proposed then counts, not that it was proposed. */
  { { "The paper you want is at the front desk for you from Monday on." }, "certificate",
    "Hello, the paper you want is at the front desk from Monday on.", NULL, NULL, RELAIS_PROOF_RIGHT },
  { { "The paper you want is at the front desk for you from Monday on." }, "absence",
    "Hello, the paper you want is at the front desk from Monday on.", NULL, NULL, RELAIS_PROOF_WRONG },
  { { OWN }, "certificate", CERTIFICATE, NULL, NULL, RELAIS_PROOF_UNCLEAR },
  { { ABSENCE }, "certificate", CERTIFICATE, NULL, NULL, RELAIS_PROOF_WRONG },

  /* What a model said stands, what a person said counts more. */
  { { CERTIFICATE }, NULL, NULL, "absence", NULL, RELAIS_PROOF_WRONG },
  { { ABSENCE }, NULL, NULL, "absence", NULL, RELAIS_PROOF_RIGHT },
  { { CERTIFICATE }, NULL, NULL, NULL, "absence", RELAIS_PROOF_WRONG },
  { { CERTIFICATE }, NULL, NULL, NULL, "certificate", RELAIS_PROOF_LEARNED },
};

static void
test_outcomes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answered); i++)
    {
      const Answered *one = &answered[i];
      g_autoptr(RelaisProof) proof = make_proof (ASKS);

      for (guint j = 0; j < 2 && one->replies[j] != NULL; j++)
        relais_proof_add_reply (proof, one->replies[j], j == 0 ? "en" : NULL, j == 0 ? one->from : NULL, j == 0 ? one->proposed : NULL);
      proof->modelled = one->model != NULL;
      proof->model_kind = g_strdup (one->model);
      proof->corrected = one->person != NULL;
      proof->person_kind = g_strdup (one->person);
      relais_proof_judge (proof, desk.knowledge, likeness);
      g_assert_cmpstr (proof->kind, ==, one->model != NULL ? one->model : "certificate");
      if (proof->outcome != one->outcome)
        g_error ("case %u: %d instead of %d", i, (int) proof->outcome, (int) one->outcome);
    }
}

/* A text that was learned from is no proof of having learned. */
static void
test_learned (void)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  const RelaisExample *example = NULL;
  g_autoptr(RelaisProof) proof = NULL;
  g_autofree char *shouted = NULL;

  for (guint i = 0; i < packs->len && example == NULL; i++)
    {
      GPtrArray *examples = relais_pack_get_examples (g_ptr_array_index (packs, i));

      for (guint j = 0; j < examples->len && example == NULL; j++)
        {
          const RelaisExample *candidate = g_ptr_array_index (examples, j);

          if (g_strcmp0 (candidate->kind, "certificate") == 0 && g_strcmp0 (candidate->language, "en") == 0)
            example = candidate;
        }
    }
  g_assert_nonnull (example);
  shouted = g_strdup_printf ("  %s\n\n!", example->text);
  g_assert_true (relais_knowledge_has_learned (desk.knowledge, shouted));
  g_assert_false (relais_knowledge_has_learned (desk.knowledge, ASKS));

  proof = make_proof (shouted);
  relais_proof_add_reply (proof, CERTIFICATE, "en", NULL, NULL);
  relais_proof_judge (proof, desk.knowledge, likeness);
  g_assert_cmpstr (proof->kind, ==, "certificate");
  g_assert_cmpint (proof->outcome, ==, RELAIS_PROOF_LEARNED);
}

/* A rule that asks for what is read in the message says the kind here, too. */
static void
test_rule (void)
{
  g_autoptr(JsonNode) json = json_from_string ("{\"if\":{\"kind\":\"certificate\",\"field\":\"class\"},\"then\":{\"kind\":\"complaint\"}}", NULL);
  g_autoptr(RelaisRule) rule = relais_rule_new_from_json (1, json, NULL);
  g_autoptr(GPtrArray) rules = g_ptr_array_new ();
  g_autoptr(RelaisTrainingSet) nothing = relais_training_set_new ();
  g_autoptr(RelaisKnowledge) ruled = NULL;
  g_autoptr(RelaisProof) plain = make_proof (ASKS);
  g_autoptr(RelaisProof) named = make_proof ("Could you please send me a certificate of enrolment for my daughter in class 4B? The bank asks for it.");

  g_assert_true (relais_rule_asks_fields (rule));
  g_ptr_array_add (rules, rule);
  ruled = relais_knowledge_new (relais_knowledge_get_kinds (desk.knowledge), rules, NULL, relais_knowledge_get_me (desk.knowledge),
                                relais_knowledge_get_model (desk.knowledge), nothing);
  relais_proof_judge (plain, ruled, likeness);
  relais_proof_judge (named, ruled, likeness);
  g_assert_cmpstr (plain->kind, ==, "certificate");
  g_assert_cmpstr (named->kind, ==, "complaint");
}

/* Messages 1 to 7, and what was written back: see the comments in the statements. */
static const char * const rows[] = {
  /* Before Relais, without a record, answered in Sent; it came twice. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, subject, text, language, date) "
  "VALUES (1, 'a', x'01', 'backlog', 'ask-1', 'jo@example.org', 'A request', '" ASKS "', 'en', 1000)",
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, subject, text, language, date) "
  "VALUES (2, 'a', x'02', 'backlog', 'ask-1', 'jo@example.org', 'A request', '" ASKS "', 'en', 1000)",
  "INSERT INTO message (id, account, fingerprint, stage, outgoing, message_id, in_reply_to, text, language, date) "
  "VALUES (101, 'a', x'65', 'backlog', 1, 'reply-1', 'ask-1', '" CERTIFICATE "', 'en', 2000)",
  /* Answered by a machine. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, text, record) "
  "VALUES (3, 'a', x'03', 'triaged', 'ask-3', 'jo@example.org', '" ASKS "', '{\"flags\":0}')",
  "INSERT INTO message (id, account, fingerprint, stage, outgoing, automatic, message_id, in_reply_to, text, date) "
  "VALUES (103, 'a', x'67', 'extracted', 1, 1, 'reply-3', 'ask-3', '" CERTIFICATE "', 3000)",
  /* Answered through Relais, its copy lies in Sent, too. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, text, record) "
  "VALUES (4, 'a', x'04', 'triaged', 'ask-4', 'jo@example.org', '" ASKS "', '{\"flags\":0}')",
  "INSERT INTO decision (id, message, created, kind, confidence, source, action, record) "
  "VALUES (4, 4, 1, 'certificate', 1, 'classifier', 'draft', '{}')",
  "INSERT INTO answer (message, decision, purpose, state, recipient, subject, text, proposed, message_id, created, updated) "
  "VALUES (4, 4, 'answer', 'queued', 'jo@example.org', 's', 'Hello', 'Hi', 'reply-4', 1, 4000)",
  "INSERT INTO delivery (message_id, account, recipients, subject, state, created, updated) VALUES ('reply-4', 'a', '[]', 's', 'sent', 1, 1)",
  "INSERT INTO message (id, account, fingerprint, stage, outgoing, message_id, in_reply_to, text, date) "
  "VALUES (104, 'a', x'68', 'extracted', 1, 'reply-4', 'ask-4', 'Hello', 4000)",
  /* Approved, but it has not left. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, text, record) "
  "VALUES (5, 'a', x'05', 'triaged', 'ask-5', 'jo@example.org', '" ASKS "', '{\"flags\":0}')",
  "INSERT INTO answer (message, purpose, state, recipient, subject, text, message_id, created, updated) "
  "VALUES (5, 'answer', 'queued', 'jo@example.org', 's', 'Hello', 'reply-5', 1, 5000)",
  "INSERT INTO delivery (message_id, account, recipients, subject, state, created, updated) VALUES ('reply-5', 'a', '[]', 's', 'queued', 1, 1)",
  /* Corrected by a person after a model had spoken; answered in Sent. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, text, record) "
  "VALUES (6, 'a', x'06', 'triaged', 'ask-6', 'jo@example.org', '" ASKS "', '{\"flags\":0}')",
  "INSERT INTO decision (id, message, created, current, kind, confidence, source, action, record) "
  "VALUES (6, 6, 1, 0, 'absence', 1, 'model', 'draft', '{}')",
  "INSERT INTO decision (id, message, created, kind, confidence, source, action, record) "
  "VALUES (7, 6, 1, 'certificate', 1, 'person', 'draft', '{}')",
  "INSERT INTO message (id, account, fingerprint, stage, outgoing, message_id, in_reply_to, text, date) "
  "VALUES (106, 'a', x'6a', 'backlog', 1, 'reply-6', 'ask-6', '" CERTIFICATE "', 6000)",
  /* Nobody answered. */
  "INSERT INTO message (id, account, fingerprint, stage, message_id, sender_address, text) "
  "VALUES (7, 'a', x'07', 'backlog', 'ask-7', 'jo@example.org', '" ASKS "')",
  NULL,
};

static void
assert_listed (RelaisSql    *sql,
               gboolean      all,
               const gint64 *expected,
               guint         n_expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) listed = relais_proof_sql_list (sql, all, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (listed->data, listed->len * sizeof (gint64), expected, n_expected * sizeof (gint64));
}

static gboolean
use_tables (RelaisSql  *sql,
            gpointer    data,
            GValue     *result,
            GError    **error)
{
  const gint64 all[] = { 6, 4, 3, 1 };
  const gint64 fresh[] = { 4, 3, 1 };
  g_autoptr(GPtrArray) proofs = g_ptr_array_new_with_free_func (relais_proof_free);
  gint64 count;

  for (guint i = 0; rows[i] != NULL; i++)
    if (!relais_sql_exec (sql, error, rows[i], NULL))
      return FALSE;
  assert_listed (sql, TRUE, all, G_N_ELEMENTS (all));

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      RelaisProof *proof = relais_proof_sql_load (sql, all[i], error);

      g_assert_nonnull (proof);
      g_assert_cmpint (proof->message, ==, all[i]);
      g_ptr_array_add (proofs, proof);
    }
  g_assert_null (relais_proof_sql_load (sql, 4711, error));
  g_assert_null (relais_proof_sql_load (sql, 101, error));

  {
    const RelaisProof *six = g_ptr_array_index (proofs, 0);
    const RelaisProof *four = g_ptr_array_index (proofs, 1);
    const RelaisProof *three = g_ptr_array_index (proofs, 2);
    const RelaisProof *one = g_ptr_array_index (proofs, 3);
    const RelaisProofReply *sent = g_ptr_array_index (four->replies, 0);

    g_assert_true (six->corrected && six->modelled);
    g_assert_cmpstr (six->person_kind, ==, "certificate");
    g_assert_cmpstr (six->model_kind, ==, "absence");
    g_assert_cmpuint (six->replies->len, ==, 1);
    g_assert_cmpuint (four->replies->len, ==, 1);
    g_assert_cmpstr (sent->kind, ==, "certificate");
    g_assert_cmpstr (sent->proposed, ==, "Hi");
    g_assert_cmpuint (three->replies->len, ==, 0);
    g_assert_cmpuint (one->replies->len, ==, 1);
    g_assert_false (one->corrected || one->modelled);
  }

  for (guint i = 0; i < proofs->len; i++)
    relais_proof_judge (g_ptr_array_index (proofs, i), desk.knowledge, likeness);
  if (!relais_proof_sql_write (sql, proofs, TRUE, error) ||
      !relais_sql_get_int64 (sql, &count, error, "SELECT COUNT(*) FROM proof WHERE kind = 'certificate' AND outcome = 'right' AND message = 1",
                             ""))
    return FALSE;
  g_assert_cmpint (count, ==, 1);
  if (!relais_sql_get_int64 (sql, &count, error, "SELECT COUNT(*) FROM proof WHERE kind = 'absence' AND outcome = 'wrong' AND message = 6", ""))
    return FALSE;
  g_assert_cmpint (count, ==, 1);
  assert_listed (sql, FALSE, NULL, 0);

  /* What is added is added to the rest, what is everything replaces it. */
  g_ptr_array_set_size (proofs, 1);
  if (!relais_proof_sql_write (sql, proofs, FALSE, error) || !relais_sql_get_int64 (sql, &count, error, "SELECT COUNT(*) FROM proof", ""))
    return FALSE;
  g_assert_cmpint (count, ==, 4);
  if (!relais_proof_sql_write (sql, proofs, TRUE, error))
    return FALSE;
  assert_listed (sql, FALSE, fresh, G_N_ELEMENTS (fresh));

  return TRUE;
}

static void
test_tables (void)
{
  relais_test_await (relais_database_write (desk.database, "test", use_tables, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  int status;

  triage_case_open (&desk, &argc, &argv);
  likeness = relais_likeness_new (relais_knowledge_get_kinds (desk.knowledge));

  g_test_add_func ("/triage/proof/likeness", test_likeness);
  g_test_add_func ("/triage/proof/templates", test_templates);
  g_test_add_func ("/triage/proof/doubtful", test_doubtful);
  g_test_add_func ("/triage/proof/outcomes", test_outcomes);
  g_test_add_func ("/triage/proof/learned", test_learned);
  g_test_add_func ("/triage/proof/rule", test_rule);
  g_test_add_func ("/triage/proof/tables", test_tables);
  status = g_test_run ();

  relais_likeness_free (likeness);
  triage_case_close (&desk);

  return status;
}
