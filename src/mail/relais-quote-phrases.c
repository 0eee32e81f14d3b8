/* relais-quote-phrases.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* What mail programs, devices and lawyers add to a message. All phrases are folded: lower case, no
 * accents, straight apostrophes, single spaces. Collected from the programs' own messages. */

/* Which runs of three bytes a text has, as bits of their hashes: a phrase whose first three are not among them is not in it, and most
 * are not. */
#define RUN_BITS 4096

static guint
run_hash (const char *p)
{
  return ((guint) (guchar) p[0] * 961 + (guint) (guchar) p[1] * 31 + (guint) (guchar) p[2]) % RUN_BITS;
}

gboolean
relais_quote_contains_any (const char *text,
                           const char *const *phrases)
{
  guint64 runs[RUN_BITS / 64] = { 0 };
  gsize length = strlen (text);

  for (gsize i = 0; i + 2 < length; i++)
    runs[run_hash (text + i) / 64] |= G_GUINT64_CONSTANT (1) << run_hash (text + i) % 64;
  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      guint hash = run_hash (phrases[i]);

      if ((runs[hash / 64] & G_GUINT64_CONSTANT (1) << hash % 64) != 0 && strstr (text, phrases[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
relais_quote_starts_with_any (const char *text,
                              const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (text[0] == phrases[i][0] && g_str_has_prefix (text, phrases[i]))
      return TRUE;
  return FALSE;
}

/* Whether one of @words stands in @text with no letter or digit on either side. */
gboolean
relais_quote_has_word (const char *text,
                       const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      for (const char *p = strstr (text, words[i]); p != NULL; p = strstr (p + 1, words[i]))
        if ((p == text || !g_ascii_isalnum (p[-1])) && !g_ascii_isalnum (p[length]))
          return TRUE;
    }
  return FALSE;
}

static const char *
skip_ornament (const char *fold)
{
  return fold + strspn (fold, "-_=~#>| ");
}

gboolean
relais_quote_is_forward_delimiter (const char *fold)
{
  static const char *const phrases[] = {
    "forwarded message", "message transfere", "message reexpedie", "message transmis",
    "mail transfere", "courriel transfere", "email transfere", "e-mail transfere",
    "begin forwarded message", "debut du message transfere", "debut du message reexpedie",
    "debut du message transmis", "message transfere ", "forwarded by ", "transfere par ",
    "weitergeleitete nachricht", "anfang der weitergeleiteten", "mensaje reenviado",
    "messaggio inoltrato", "doorgestuurd bericht", "mensagem encaminhada", NULL,
  };
  const char *p = skip_ornament (fold);
  gsize length = strlen (p);

  if (length > 90 || !relais_quote_starts_with_any (p, phrases))
    return FALSE;
  /* "Forwarded message attached, please read." is a sentence, the programs' line stands by
   * itself. */
  return p != fold || p[length - 1] == ':' || length <= strlen ("message transfere") + 2;
}

gboolean
relais_quote_is_original_delimiter (const char *fold)
{
  static const char *const phrases[] = {
    "original message", "message d'origine", "message original", "mail original",
    "courriel original", "e-mail d'origine", "email d'origine", "message initial",
    "original appointment", "rendez-vous d'origine", "reply message", "message de reponse",
    "ursprungliche nachricht", "urspruengliche nachricht", "originalnachricht",
    "mensaje original", "messaggio originale", "oorspronkelijk bericht", "mensagem original",
    "message du ", "message of ", "reponse au message du", "this is a copy of the message",
    "below this line is a copy of the message", NULL,
  };
  const char *p = skip_ornament (fold);

  return p - fold >= 2 && strlen (p) < 80 && relais_quote_starts_with_any (p, phrases);
}

/* A line of nothing but "_____", "-----" or "=====". */
gboolean
relais_quote_is_rule (const char *fold)
{
  return strlen (fold) >= 8 && strspn (fold, "-_=~") == strlen (fold);
}

/* "X wrote:" and its kin. @spoken_to is set when a pronoun stands before the verb ("m'a écrit
 * :"), which people write and programs hardly ever do. */
gboolean
relais_quote_ends_with_verb (const char *fold,
                             gboolean *spoken_to)
{
  static const char *const verbs[] = {
    "a ecrit", "avez ecrit", "ecrivait", "a ecrit ce qui suit", "a dit", "wrote", "writes", "said",
    "has written", "wrote the following", "schrieb", "schrieb folgendes", "geschrieben",
    "escribio", "ha scritto", "scrisse", "schreef", "het volgende geschreven", "escreveu", "skrev",
    "napisal(a)", "napisal", NULL,
  };
  static const char *const objects[] = {
    "nous", "vous", "me", "m'", "lui", "leur", "on", "il", "elle", "i", "we", "you", "he", "she",
    "they", NULL,
  };
  gsize length = strlen (fold);

  if (length < 4 || fold[length - 1] != ':')
    return FALSE;
  length--;
  while (length > 0 && strchr (" ,\"", fold[length - 1]) != NULL)
    length--;

  for (gsize i = 0; verbs[i] != NULL; i++)
    {
      gsize n = strlen (verbs[i]);

      if (length <= n || strncmp (fold + length - n, verbs[i], n) != 0
          || g_ascii_isalnum (fold[length - n - 1]))
        continue;
      length -= n;
      *spoken_to = fold[length - 1] == '\'';
      while (length > 0 && fold[length - 1] == ' ')
        length--;
      for (gsize j = 0; objects[j] != NULL; j++)
        {
          gsize m = strlen (objects[j]);

          if (length >= m && strncmp (fold + length - m, objects[j], m) == 0
              && (length == m || fold[length - m - 1] == ' '))
            *spoken_to = TRUE;
        }
      return TRUE;
    }
  return FALSE;
}

/* Where a line that goes on behind "wrote:" stops being an attribution; Yahoo's telephones put
 * the quote on the same line. NULL when it does not. */
const char *
relais_quote_find_inner_end (const char *fold)
{
  static const char *const verbs[] = { " a ecrit : ", " a ecrit: ", " wrote: ", NULL };

  for (gsize i = 0; verbs[i] != NULL; i++)
    {
      const char *found = strstr (fold, verbs[i]);

      if (found != NULL)
        return found + strlen (verbs[i]) - 1;
    }
  return NULL;
}

/* What help desks put at the top of their messages. */
gboolean
relais_quote_is_reply_line (const char *fold)
{
  static const char *const phrases[] = {
    "reply above this line", "write above this line", "au-dessus de cette ligne",
    "au dessus de cette ligne", NULL,
  };

  return strlen (fold) < 140 && relais_quote_contains_any (fold, phrases);
}

/* German puts the verb before the name; "Quoting X:" and "Selon X :" come from webmail programs. */
gboolean
relais_quote_has_inner_verb (const char *fold)
{
  static const char *const inner[] = { " schrieb ", " schreef ", "wrote on ", "a ecrit le ", NULL };
  static const char *const outer[] = {
    "quoting ", "citando ", "selon ", "zitat von ", "in message <", "in article <",
    "en reponse a ", NULL,
  };

  return relais_quote_contains_any (fold, inner) || relais_quote_starts_with_any (fold, outer);
}

gboolean
relais_quote_starts_like_date (const char *fold)
{
  static const char *const openers[] = {
    "on ", "le ", "am ", "el ", "il ", "op ", "em ", "den ", "dnia ", "at ", "a la date du ",
    "en date du ", "date: ", "date : ", "en ", NULL,
  };

  fold += strspn (fold, "-\" ");
  return g_ascii_isdigit (*fold) || relais_quote_starts_with_any (fold, openers);
}

gboolean
relais_quote_is_closing (const char *fold)
{
  static const char *const formulas[] = {
    "cordialement", "bien cordialement", "tres cordialement", "cdt", "cdlt", "bien a vous",
    "bien a toi", "salutations", "sinceres salutations", "meilleures salutations",
    "cordiales salutations", "respectueuses salutations", "respectueusement", "amicalement",
    "amities", "bonne journee", "bonne soiree", "bonne reception", "bonne fin de journee",
    "bon week-end", "bon weekend", "a bientot", "a tres bientot", "a tres vite", "belle journee",
    "bien amicalement", "sincerement", "merci", "merci d'avance", "merci beaucoup", "grand merci",
    "par avance merci", "avec mes remerciements", "sportivement", "musicalement",
    "chaleureusement", "bises", "bisous", "bien sincerement", "bien respectueusement",
    "en vous remerciant", "vous remerciant", "dans l'attente de votre", "best regards",
    "kind regards", "kindest regards", "warm regards", "warmest regards", "regards", "best",
    "best wishes", "all the best", "all best", "sincerely", "yours sincerely", "yours faithfully",
    "yours truly", "yours", "cheers", "thanks", "thank you", "many thanks", "thanks again", "thx",
    "thanks and regards", "thanks & regards", "with thanks", "with kind regards",
    "with best regards", "respectfully", "cordially", "talk soon", "see you", "take care",
    "have a nice day", "have a great day", "mit freundlichen grussen", "viele grusse", "saludos",
    "cordiali saluti", "met vriendelijke groet", NULL,
  };
  static const char *const sentences[] = {
    "salutations distinguees", "sentiments les meilleurs", "sentiments distingues",
    "sentiments respectueux", "consideration distinguee", "meilleures salutations",
    "salutations respectueuses", "sinceres salutations", "salutations les meilleures",
    "expression de mes sentiments", "expression de nos sentiments", "parfaite consideration",
    "haute consideration", NULL,
  };

  if (strlen (fold) <= 70)
    for (gsize i = 0; formulas[i] != NULL; i++)
      if (fold[0] == formulas[i][0] && g_str_has_prefix (fold, formulas[i]))
        {
          const char *rest = fold + strlen (formulas[i]);

          /* "Merci," closes; "Merci de m'envoyer le programme." asks. */
          if (*rest == '\0' || strspn (rest, " ,.!:-") == strlen (rest)
              || ((*rest == ',' || *rest == '.' || *rest == '!') && strlen (rest) <= 42))
            return TRUE;
          if (g_str_has_prefix (formulas[i], "en vous") || g_str_has_prefix (formulas[i], "dans l'")
              || g_str_has_prefix (formulas[i], "vous rem"))
            return rest[strlen (rest) - 1] == ',';
          if ((g_str_has_prefix (rest, " a vous") || g_str_has_prefix (rest, " a toi")
               || g_str_has_prefix (rest, " a tous") || g_str_has_prefix (rest, " et ")
               || g_str_has_prefix (rest, " and ") || g_str_has_prefix (rest, " pour votre"))
              && strlen (rest) < 50)
            return TRUE;
        }
  return strlen (fold) <= 250 && relais_quote_contains_any (fold, sentences);
}

gboolean
relais_quote_has_job_title (const char *fold)
{
  static const char *const titles[] = {
    "directeur", "directrice", "direction", "responsable", "charge", "chargee", "assistant",
    "assistante", "secretaire", "secretariat", "president", "presidente", "gerant", "gerante",
    "consultant", "consultante", "ingenieur", "ingenieure", "technicien", "technicienne",
    "commercial", "commerciale", "comptable", "professeur", "professeure", "enseignant",
    "enseignante", "coordinateur", "coordinatrice", "programmateur", "programmatrice", "regisseur",
    "regisseuse", "administrateur", "administratrice", "conseiller", "conseillere",
    "chef de projet", "chef de", "attache", "attachee", "delegue", "deleguee", "service client",
    "service clients", "fondateur", "fondatrice", "co-fondateur", "co-fondatrice", "avocat",
    "avocate", "proviseur", "principal", "principale", "manager", "director", "head of", "officer",
    "ceo", "cto", "cfo", "coo", "vp", "founder", "co-founder", "assistant to", "engineer",
    "developer", "sales", "accountant", "coordinator", "teacher", "headteacher", "secretary",
    "chair", "chairman", "president of", "executive", "representative", "agent", "booker",
    "producer", "promoter", "curator", "lawyer", "attorney", "partner", "specialist", "sarl",
    "sas", "sasu", "eurl", "s.a.", "ltd", "ltd.", "llc", "inc", "inc.", "gmbh", "plc",
    "association loi 1901", "siret", NULL,
  };

  return strlen (fold) <= 110 && relais_quote_has_word (fold, titles);
}

/* Words that make a sentence of what would otherwise pass for contact details. */
gboolean
relais_quote_has_sentence_word (const char *fold)
{
  static const char *const words[] = {
    "je", "j'ai", "j'aimerais", "vous", "votre", "vos", "nous", "est", "sont", "pouvez", "peut",
    "merci", "you", "your", "we", "i", "is", "are", "please", "can", "could", "would", "my", "our",
    NULL,
  };

  return relais_quote_has_word (fold, words);
}

/* A parent signs with what the office must know: whose parent, which class. */
gboolean
relais_quote_has_kinship (const char *fold)
{
  static const char *const words[] = {
    "mere de", "pere de", "maman de", "papa de", "parent de", "parents de", "parent d'eleve",
    "mere d'", "pere d'", "tuteur de", "tutrice de", "mother of", "father of", "parent of",
    "parents of", "mum of", "mom of", "dad of", "guardian of", "'s mother", "'s father", "'s mum",
    "'s mom", "'s dad", "'s parents", "eleve de", "eleve en", "etudiant en", "etudiante en",
    "etudiant a", "etudiante a", "student in", "student at", "commande", "order", "n° ",
    "client n", "dossier", "reference", "classe", NULL,
  };

  return relais_quote_contains_any (fold, words);
}
