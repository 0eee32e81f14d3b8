/* relais-quote-contact.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

#define MAX_CONTACT_LINE 130

/* Words with letters in them: groups of digits are none. */
static guint
count_words (const char *fold)
{
  guint words = 0;

  for (const char *p = fold; *p != '\0'; p++)
    if (*p != ' ' && (p == fold || p[-1] == ' ') && !g_ascii_isdigit (*p) && !g_ascii_ispunct (*p))
      words++;
  return words;
}

/* Nine digits or more, in the groups people write telephone numbers in. */
static gboolean
has_phone (const char *fold)
{
  for (const char *p = fold; *p != '\0'; p++)
    {
      guint digits = 0;
      const char *q = p;

      if (!(g_ascii_isdigit (*p) || *p == '+') || (p > fold && g_ascii_isalnum (p[-1])))
        continue;
      for (; *q != '\0' && strchr ("0123456789 .-+()/", *q) != NULL; q++)
        digits += g_ascii_isdigit (*q);
      if (digits >= 9 && digits <= 15)
        return TRUE;
      p = q - 1;
    }
  return FALSE;
}

/* A postcode before a place name, or a street. */
static gboolean
has_place (const char *fold)
{
  static const char *const streets[] = {
    " rue ", " avenue ", " av. ", " boulevard ", " bd ", " place ", " chemin ", " quai ",
    " impasse ", " allee ", " route de ", " street", " road", " lane", " square", " cedex", " bp ",
    NULL,
  };

  for (const char *p = fold; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == fold || !g_ascii_isalnum (p[-1])))
      {
        gsize digits = strspn (p, "0123456789");

        if (digits == 5 && p[5] == ' ' && g_ascii_isalpha (p[6]))
          return TRUE;
        p += digits - 1;
      }
  if (fold[strcspn (fold, "0123456789")] == '\0')
    return FALSE;
  for (gsize i = 0; streets[i] != NULL; i++)
    if (strstr (fold, streets[i]) != NULL)
      return TRUE;
  return FALSE;
}

RelaisQuoteSignal
relais_quote_line_signals (const RelaisQuoteLine *line)
{
  static const char *const labels[] = {
    "tel", "phone", "mobile", "mob", "port", "fax", "cell", "gsm", "standard", "direct", "mail",
    "email", "e-mail", "courriel", "web", "site", "skype", "linkedin", "twitter", "facebook",
    "instagram", "whatsapp", "adresse", "address", "t", "m", "p", "f", "e", "w", NULL,
  };
  const char *fold = line->fold;
  RelaisQuoteSignal signals = 0;
  gsize label = strcspn (fold, ".: +0123456789(");

  if (has_phone (fold))
    signals |= RELAIS_QUOTE_SIGNAL_PHONE;
  if (strchr (fold, '@') != NULL)
    signals |= RELAIS_QUOTE_SIGNAL_ADDRESS;
  if (strstr (fold, "www.") != NULL || strstr (fold, "http://") != NULL
      || strstr (fold, "https://") != NULL)
    signals |= RELAIS_QUOTE_SIGNAL_LINK;
  if (has_place (fold))
    signals |= RELAIS_QUOTE_SIGNAL_PLACE;
  if (relais_quote_has_job_title (fold))
    signals |= RELAIS_QUOTE_SIGNAL_TITLE;
  if (strchr (fold, '|') != NULL || strstr (fold, " \xe2\x80\xa2 ") != NULL
      || strstr (fold, " \xc2\xb7 ") != NULL)
    signals |= RELAIS_QUOTE_SIGNAL_SEPARATOR;
  for (gsize i = 0; labels[i] != NULL; i++)
    if (strlen (labels[i]) == label && strncmp (fold, labels[i], label) == 0
        && fold[label + strspn (fold + label, ".: ")] != '\0' && strchr (".:", fold[label]) != NULL)
      signals |= label > 1 ? RELAIS_QUOTE_SIGNAL_PHONE : 0;
  return signals;
}

/* Words in a row that make a sentence: what nobody writes into a signature. */
gboolean
relais_quote_line_is_prose (const RelaisQuoteLine *line)
{
  guint words = count_words (line->fold);
  char last = relais_quote_line_last (line);

  if (line->cut || line->content_length > MAX_CONTACT_LINE)
    return TRUE;
  if (strchr ("?!", last) != NULL)
    return words >= 3;
  if (words >= 4 && relais_quote_has_sentence_word (line->fold))
    return TRUE;
  if (strchr (".,;:", last) != NULL)
    return words >= 6 && (relais_quote_line_signals (line) & ~RELAIS_QUOTE_SIGNAL_TITLE) == 0;
  return words >= 12 && relais_quote_line_signals (line) == 0;
}

/* "Nom : Martin" in the answer to a form is content, whatever telephone numbers stand around it. */
gboolean
relais_quote_line_is_form_field (const char *fold)
{
  static const char *const labels[] = {
    "nom", "prenom", "name", "first name", "last name", "full name", "date", "ville", "city",
    "commande", "order", "numero", "number", "classe", "class", "eleve", "student", "message",
    "objet", "subject", "sujet", "lieu", "venue", "heure", "time", "horaire", "jauge", "capacity",
    "cachet", "fee", "budget", "produit", "product", "quantite", "quantity", "reference", "ref",
    "livraison", "delivery", NULL,
  };
  const char *colon = strchr (fold, ':');
  gsize length;

  if (colon == NULL || colon - fold > 40 || colon[1] == '\0')
    return FALSE;
  fold += strspn (fold, "- ");
  length = colon > fold ? colon - fold : 0;
  for (gsize i = 0; labels[i] != NULL; i++)
    {
      gsize n = strlen (labels[i]);

      if (length >= n && strncmp (fold, labels[i], n) == 0
          && (length == n || fold[n] == ' ' || fold[n] == '('))
        return TRUE;
    }
  return FALSE;
}

/* One to six words that give no contact, as the name under a formula: "Paul", "L'équipe du musée" */
gboolean
relais_quote_line_is_signer (const RelaisQuoteLine *line)
{
  guint n_spaces = 0;

  if (line->content_length > 60 || *line->fold == '\0' || relais_quote_line_signals (line) != 0
      || line->fold[strcspn (line->fold, "0123456789:@/|")] != '\0'
      || strchr ("?!;", relais_quote_line_last (line)) != NULL)
    return FALSE;
  for (const char *p = line->fold; *p != '\0'; p++)
    n_spaces += *p == ' ';
  return n_spaces == 0
         || (n_spaces <= 5 && !g_unichar_islower (g_utf8_get_char (line->content)));
}

/* A signer whose words all begin with capitals, particles aside: the name of a person or a firm. */
gboolean
relais_quote_line_is_name (const RelaisQuoteLine *line)
{
  static const char *const particles[] = {
    "de", "du", "des", "le", "la", "et", "van", "von", "der", "den", "and", "&", "di", "da", NULL,
  };
  g_autofree char *content = NULL;
  g_auto (GStrv) words = NULL;

  if (!relais_quote_line_is_signer (line))
    return FALSE;
  content = g_strndup (line->content, line->content_length);
  words = g_strsplit (content, " ", 8);
  for (guint i = 0; words[i] != NULL && words[1] != NULL; i++)
    if (g_unichar_islower (g_utf8_get_char (words[i])) && !g_strv_contains (particles, words[i])
        && strncmp (words[i], "d'", 2) != 0 && strncmp (words[i], "d\xe2\x80\x99", 4) != 0)
      return FALSE;
  return TRUE;
}
