/* test-chat-evidence.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <time.h>

#include "relais-evidence-private.h"
#include "relais-facts-private.h"
#include "relais-test.h"

/* Whether a text says what somebody claims to have read in it. */

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *value;
    const char *expected;
  } cases[] = {
    { "Order A-1234 is late", "A-1234", "A-1234" },
    { "Order A-1234 is late", "a-1234", "A-1234" },
    { "Order A-12345 is late", "A-1234", NULL },
    { "Order XA-1234 is late", "A-1234", NULL },
    { "Le Théâtre de l’Œuvre", "theatre de l'œuvre", "Théâtre de l’Œuvre" },
    { "Le Th\xc3\xa9\xc3\xa2tre", "Théâtre", "Théâtre" },
    { "Le The\xcc\x81" "a\xcc\x82" "tre, ici", "Théâtre", "The\xcc\x81" "a\xcc\x82" "tre" },
    { "two\n  lines of\ttext", "two lines of text", "two lines of text" },
    { "a 1\xc2\xa0""200\xe2\x80\xaf€ b", "1 200 €", "1 200 €" },
    { "call 01 02 03", "  01 02 03 ", "01 02 03" },
    { "the zero\xe2\x80\x8bwidth space", "zerowidth", "zerowidth" },
    { "the plain word", "pla\xe2\x80\x8bin", "plain" },
    { "price: 12", "1", NULL },
    { "price: 12", "", NULL },
    { "price: 12", "   ", NULL },
    { "price: 12", ":", NULL },
    { "", "x", NULL },
    { "say « oui » now", "\"oui\"", NULL },
    { "12–14 rue", "12-14 rue", "12–14 rue" },
    { "straße", "STRASSE", "straße" },
    { "same same but", "same but", "same but" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RelaisEvidence) evidence = relais_evidence_new (cases[i].text);
      g_autofree char *found = relais_evidence_find (evidence, cases[i].value);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_dates (void)
{
  /* Written on Friday, 20 November 2026. */
  static const struct
  {
    const char *text;
    const char *iso;
    gboolean    expected;
  } cases[] = {
    { "on 2026-11-26", "2026-11-26", TRUE },
    { "on 26/11/2026", "2026-11-26", TRUE },
    { "on 26.11.26", "2026-11-26", TRUE },
    { "on 11/26/2026", "2026-11-26", TRUE },
    { "le 26/11", "2026-11-26", TRUE },
    { "le 26/11", "2027-11-26", TRUE },
    { "le 26/11", "2028-11-26", FALSE },
    { "le 26/11/2025", "2026-11-26", FALSE },
    { "le 26 novembre", "2026-11-26", TRUE },
    { "le jeudi 26 novembre 2026", "2026-11-26", TRUE },
    { "le jeudi 26 novembre 2025", "2026-11-26", FALSE },
    { "le 1er décembre", "2026-12-01", TRUE },
    { "les 25, 26 et 27 novembre", "2026-11-26", TRUE },
    { "du 26 au 28 novembre", "2026-11-26", TRUE },
    { "26th of November", "2026-11-26", TRUE },
    { "November 26th, 2026", "2026-11-26", TRUE },
    { "Nov. 26", "2026-11-26", TRUE },
    { "November 27", "2026-11-26", FALSE },
    { "26 people in November", "2026-11-26", FALSE },
    { "jeudi prochain", "2026-11-26", TRUE },
    { "jeudi 26 à 20h", "2026-11-26", TRUE },
    { "jeudi 27 à 20h", "2026-11-26", FALSE },
    { "Thursday, December 3", "2026-11-26", FALSE },
    { "jeudi 26/11/2025", "2026-11-26", FALSE },
    { "Thursday", "2026-12-03", TRUE },
    { "Thursday", "2026-12-10", FALSE },
    { "Friday", "2026-11-26", FALSE },
    { "demain soir", "2026-11-21", TRUE },
    { "après-demain", "2026-11-22", TRUE },
    { "tomorrow", "2026-11-22", FALSE },
    { "aujourd’hui", "2026-11-20", TRUE },
    { "on 2026-11-26", "2026-11-2", FALSE },
    { "on 2026-11-26", "2026- 1-26", FALSE },
    { "on 2026-11-26", "2026-11-26 ", FALSE },
    { "on 2026-13-45", "2026-13-45", FALSE },
    { "on 0000-00-00", "0000-00-00", FALSE },
    { "nothing", "2026-11-26", FALSE },
  };
  g_autoptr(GDateTime) written = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RelaisEvidence) evidence = relais_evidence_new (cases[i].text);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (relais_evidence_has_date (evidence, cases[i].iso, written), ==,
                       cases[i].expected);
    }
}

/* Any bytes, a long text of the kind that makes searches slow. */
static void
test_hostile_text (void)
{
  g_autofree char *same = g_strnfill (8000, 'a');
  g_autofree char *value = g_strnfill (200, 'a');
  g_autoptr(RelaisEvidence) evidence = relais_evidence_new (same);
  g_autoptr(RelaisEvidence) broken = relais_evidence_new ("\xff\xfe\x80 26 \xf0\x9f novembre");
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autoptr(RelaisEvidence) many = NULL;
  g_autoptr(GDateTime) written = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  clock_t began = clock ();     /* of the processor: others may keep it from us */

  g_assert_null (relais_evidence_find (evidence, value));
  g_assert_null (relais_evidence_find (broken, "\xff"));
  g_assert_false (relais_evidence_has_date (broken, "2026-11-27", written));

  for (guint i = 0; i < 1300; i++)
    g_string_append (numbers, "nov 9 ");
  many = relais_evidence_new (numbers->str);
  g_assert_false (relais_evidence_has_date (many, "2026-11-26", written));
  g_assert_cmpint (clock () - began, <, CLOCKS_PER_SEC);
}

static void
test_facts (void)
{
  static const struct
  {
    const char *draft;
    const char *polished;
    gboolean    agree;
  } cases[] = {
    { "Yes.", "Yes, of course!", TRUE },
    { "On 12 May at 8 pm.", "We meet on 12 May, at 8 pm.", TRUE },
    { "On 12 May.", "On 12 June.", FALSE },
    { "On 12 May.", "On 13 May.", FALSE },
    { "On 12 May.", "On May 12, may I add.", TRUE },
    { "From 10 to 20.", "From 20 to 10.", FALSE },
    { "It costs 20 €.", "It costs 20 €, all included.", TRUE },
    { "It costs 20 €.", "It costs 20 $.", FALSE },
    { "It costs 20 €.", "It costs twenty €.", FALSE },
    { "It costs 20 €.", "It costs 20 million €.", FALSE },
    { "It costs 20 €.", "It costs 20 % more €.", FALSE },
    { "Room Ⅷ", "Room Ⅸ", FALSE },
    { "Take 5", "Take ５", TRUE },
    { "See example.org", "See example.org, please", TRUE },
    { "See example.org", "See evil.org", FALSE },
    { "See the site", "See evil.org/login", FALSE },
    { "See the site", "See яндекс.рф", FALSE },
    { "See the site", "See mailto:evil", FALSE },
    { "See the site", "[See](//evil) the site", FALSE },
    { "Write to a@b.org", "Write to c@b.org", FALSE },
    { "Write to a@b.org", "Write (a@b.org).", TRUE },
    { "Hello {{name}}", "Dear {{name}},", TRUE },
    { "Hello {{name}}", "Dear {{other}},", FALSE },
    { "Hello", "He\xe2\x80\xaello", FALSE },
    { "Deux places, demain.", "Nous avons deux places demain.", TRUE },
    { "Deux places, demain.", "Nous avons trois places demain.", FALSE },
    { "Lundi.", "Mardi.", FALSE },
    { "Le 1er août.", "C’est le 1er août.", TRUE },
    { "1\xc2\xa0""200 €", "1 200 €", TRUE },
    { "e.g. this", "for instance this", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *reason = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (relais_facts_agree (cases[i].draft, cases[i].polished, &reason), ==,
                       cases[i].agree);
      g_assert_cmpint (reason == NULL, ==, cases[i].agree);
    }
}

static void
test_padding (void)
{
  g_autofree char *padding = g_strnfill (2000, 'a');
  const char *reason = NULL;

  g_assert_false (relais_facts_agree ("Yes.", padding, &reason));
  g_assert_nonnull (reason);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/ai/evidence/find", test_find);
  g_test_add_func ("/ai/evidence/dates", test_dates);
  g_test_add_func ("/ai/evidence/hostile-text", test_hostile_text);
  g_test_add_func ("/ai/facts/agree", test_facts);
  g_test_add_func ("/ai/facts/padding", test_padding);

  return g_test_run ();
}
