/* test-fields.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-fields.h"
#include "relais-json.h"
#include "relais-test.h"

/* One text, one field, what should be read in it; NULL: nothing. All texts were written on Friday 20 November 2026. */
typedef struct
{
  const char *type;
  const char *language;
  const char *text;
  const char *value;
} Case;

static const Case cases[] = {
  { "date", "en", "Could we meet on 26 November 2026?", "2026-11-26" },
  { "date", "en", "Could we meet on November 26th?", "2026-11-26" },
  { "date", "en", "the 3rd of March suits us", "2027-03-03" },
  { "date", "fr", "le jeudi 26 novembre à 14 h", "2026-11-26" },
  { "date", "fr", "le 1er décembre", "2026-12-01" },
  { "date", "fr", "le 26/11/2026", "2026-11-26" },
  { "date", "fr", "le 26/11", "2026-11-26" },
  { "date", "fr", "le 05.12.26 au soir", "2026-12-05" },
  { "date", "en", "2026-12-24 is a holiday", "2026-12-24" },
  { "date", "fr", "Mon fils sera absent demain", "2026-11-21" },
  { "date", "en", "I am ill today", "2026-11-20" },
  { "date", "fr", "après-demain", "2026-11-22" },
  { "date", "en", "next Thursday", "2026-11-26" },
  { "date", "fr", "vendredi", "2026-11-27" },
  { "date", "en", "version 3.5 costs 12.50", NULL },
  { "date", "en", "on 31/02/2026", NULL },
  { "date", "fr", "rien de daté", NULL },
  { "date", "fr", "n'importe quel jour sauf mardi, plutôt jeudi", "2026-11-26" },
  { "date", "en", "any day except Monday would do", NULL },
  { "date", "en", "not in June, but not on Tuesday either; Wednesday is fine", "2026-11-25" },
  { "date", "fr", "pourquoi pas mardi ?", "2026-11-24" },
  { "date", "en", "you wrote on 3 November 2026; can you come on 2 December?", "2026-12-02" },
  { "date", "fr", "elle était absente le 18 novembre 2026", "2026-11-18" },
  { "date", "fr", "elle était malade hier", "2026-11-19" },
  { "time", "fr", "à 14h30", "14:30" },
  { "time", "fr", "à 9 h", "09:00" },
  { "time", "en", "at 2:30 pm", "14:30" },
  { "time", "en", "at 12 am", "00:00" },
  { "time", "fr", "vers midi", "12:00" },
  { "time", "en", "note 3: nothing", NULL },
  { "money", "fr", "1 250,50 €", "1250.50 EUR" },
  { "money", "en", "$99 for it", "99.00 USD" },
  { "money", "fr", "cela fait 120 euros", "120.00 EUR" },
  { "money", "en", "nothing to pay", NULL },
  { "email", "en", "write to jo.doe+x@mail.example.org.", "jo.doe+x@mail.example.org" },
  { "phone", "fr", "au 06 12 34 56 78 svp", "0612345678" },
  { "phone", "fr", "+33 (0)6 12 34 56 78", "+330612345678" },
  { "phone", "en", "order 12345", NULL },
  { "phone", "en", "on 2026-12-05 20:30", NULL },
  { "number", "fr", "un devis pour 24 pupitres", "24" },
  { "number", "en", "We need 12 chairs by May", "12" },
  { "number", "en", "since 2019 we have been at 12 rue des Lilas", NULL },
  { "number", "fr", "notre commande 2026 arrive le 5 décembre à 10 h", NULL },
  { "number", "en", "she is 9 years old and it is 40 cm long", NULL },
};

static RelaisKind *
make_kind (const char *type,
           const char *extra)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"k\",\"name\":{\"en\":\"K\"},\"action\":\"draft\",\"fields\":"
                                           "[{\"name\":\"value\",\"type\":\"%s\"%s}]}", type, extra);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  g_autoptr(GError) error = NULL;
  RelaisKind *kind = relais_kind_new_from_json (node, NULL, &error);

  g_assert_no_error (error);

  return kind;
}

static char *
read_field (const char *type,
            const char *extra,
            const char *language,
            const char *text,
            const char *sender)
{
  g_autoptr(RelaisKind) kind = make_kind (type, extra);
  g_autoptr(GDateTime) written = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr(JsonObject) fields = relais_fields_extract (kind, "", text, sender, language, written);

  return g_strdup (relais_json_get_string (fields, "value", NULL));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = read_field (cases[i].type, "", cases[i].language, cases[i].text, NULL);

      if (g_strcmp0 (value, cases[i].value) != 0)
        g_test_message ("in “%s”", cases[i].text);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_person (void)
{
  g_autofree char *named = read_field ("person", ",\"after\":{\"fr\":[\"mon fils\"]}", "fr",
                                       "Bonjour, mon fils Basile le mercredi ne viendra pas", "Paul Roux");
  g_autofree char *particle = read_field ("person", ",\"after\":{\"fr\":[\"ma fille\"]}", "fr",
                                          "pour ma fille Anne de la Tour", NULL);
  g_autofree char *trailing = read_field ("person", ",\"after\":{\"fr\":[\"ma fille\"]}", "fr",
                                          "le certificat de ma fille Anne de la classe de CM2", NULL);
  g_autofree char *day = read_field ("person", ",\"after\":{\"en\":[\"my son\"]}", "en", "for my son Tom Tuesday morning", NULL);
  g_autofree char *line = read_field ("person", ",\"after\":{\"fr\":[\"ma fille\"]}", "fr", "pour ma fille Jeanne\nMerci\nPaul Roux", NULL);
  g_autofree char *sender = read_field ("person", "", "en", "I need a certificate", "Paul Roux");
  g_autofree char *nobody = read_field ("person", "", "en", "I need a certificate", "paul@example.org");

  g_assert_cmpstr (named, ==, "Basile");
  g_assert_cmpstr (particle, ==, "Anne de la Tour");
  g_assert_cmpstr (trailing, ==, "Anne");
  g_assert_cmpstr (day, ==, "Tom");
  g_assert_cmpstr (line, ==, "Jeanne");
  g_assert_cmpstr (sender, ==, "Paul Roux");
  g_assert_null (nobody);
}

static void
test_reference (void)
{
  g_autofree char *after = read_field ("reference", ",\"after\":{\"en\":[\"order\"]}", "en", "Where is my order #20417?", NULL);
  g_autofree char *bare = read_field ("reference", "", "fr", "Concernant la facture F-2611-A, merci", NULL);
  g_autofree char *none = read_field ("reference", "", "fr", "Aucune référence ici", NULL);

  g_assert_cmpstr (after, ==, "20417");
  g_assert_cmpstr (bare, ==, "F-2611-A");
  g_assert_null (none);
}

/* What somebody else says must be of its type and stand in the text. */
static void
test_validate (void)
{
  g_autoptr(GDateTime) written = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  const char *text = "Can we meet next Thursday at 3 pm? Ask for Anne Roux, order AB-1234.";
  static const struct { RelaisFieldType type; const char *value; const char *normalized; } checks[] = {
    { RELAIS_FIELD_DATE, "2026-11-26", "2026-11-26" }, { RELAIS_FIELD_DATE, "2026-11-27", NULL }, { RELAIS_FIELD_NUMBER, "1234", "1234" }, { RELAIS_FIELD_NUMBER, "12 or more", NULL },
    { RELAIS_FIELD_TIME, "15:00", "15:00" }, { RELAIS_FIELD_PERSON, "Anne Roux", "Anne Roux" },
    { RELAIS_FIELD_PERSON, "Anne Petit", NULL }, { RELAIS_FIELD_REFERENCE, "AB-1234", "AB-1234" },
    { RELAIS_FIELD_EMAIL, "evil@example.org", NULL }, { RELAIS_FIELD_TEXT, "meet\nBcc: x", NULL },
    { RELAIS_FIELD_TEXT, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *normalized = NULL;
      gboolean right = relais_field_validate (checks[i].type, checks[i].value, text, "en", written, &normalized);

      g_assert_cmpint (right, ==, checks[i].normalized != NULL);
      g_assert_cmpstr (normalized, ==, checks[i].normalized);
    }
}

int
main (int   argc,
      char *argv[])
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/triage/fields/cases", test_cases);
  g_test_add_func ("/triage/fields/person", test_person);
  g_test_add_func ("/triage/fields/reference", test_reference);
  g_test_add_func ("/triage/fields/validate", test_validate);

  return g_test_run ();
}
