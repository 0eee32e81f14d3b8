/* relais-quote-tail.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* How far from the end of what somebody wrote a signature may begin, in lines with text on them. */
#define MAX_SIGNATURE_LINES 25
#define MAX_CONTACT_LINE 130
#define MAX_PARAGRAPH 4000

/* The part of a message that stands together, shrinking as its tail is recognised. */
typedef struct {
  RelaisQuoteLine *lines;
  gsize begin;
  gsize end;
  RelaisSegmentType base;
} Tail;

typedef enum {
  SIGNAL_PHONE = 1 << 0,
  SIGNAL_ADDRESS = 1 << 1,
  SIGNAL_LINK = 1 << 2,
  SIGNAL_PLACE = 1 << 3,
  SIGNAL_TITLE = 1 << 4,
  SIGNAL_SEPARATOR = 1 << 5,
} Signal;

static void
set_type (Tail *tail,
          gsize begin,
          gsize end,
          RelaisSegmentType type)
{
  for (gsize i = begin; i < end; i++)
    tail->lines[i].type = type;
}

static gboolean
is_blank (Tail *tail,
          gsize at)
{
  return relais_quote_line_is_blank (&tail->lines[at]);
}

static gsize
skip_blank (Tail *tail,
            gsize at)
{
  while (at < tail->end && is_blank (tail, at))
    at++;
  return at;
}

static gsize
paragraph_end (Tail *tail,
               gsize at)
{
  while (at < tail->end && !is_blank (tail, at))
    at++;
  return at;
}

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
    " rue ", " avenue ", " av. ", " boulevard ", " bd ", " place ", " chemin ", " quai ", " impasse ",
    " allee ", " route de ", " street", " road", " lane", " square", " cedex", " bp ", NULL,
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

static Signal
line_signals (const RelaisQuoteLine *line)
{
  static const char *const labels[] = {
    "tel", "phone", "mobile", "mob", "port", "fax", "cell", "gsm", "standard", "direct", "mail", "email",
    "e-mail", "courriel", "web", "site", "skype", "linkedin", "twitter", "facebook", "instagram",
    "whatsapp", "adresse", "address", "t", "m", "p", "f", "e", "w", NULL,
  };
  const char *fold = line->fold;
  Signal signals = 0;
  gsize label = strcspn (fold, ".: +0123456789(");

  if (has_phone (fold))
    signals |= SIGNAL_PHONE;
  if (strchr (fold, '@') != NULL)
    signals |= SIGNAL_ADDRESS;
  if (strstr (fold, "www.") != NULL || strstr (fold, "http://") != NULL
      || strstr (fold, "https://") != NULL)
    signals |= SIGNAL_LINK;
  if (has_place (fold))
    signals |= SIGNAL_PLACE;
  if (relais_quote_has_job_title (fold))
    signals |= SIGNAL_TITLE;
  if (strchr (fold, '|') != NULL || strstr (fold, " \xe2\x80\xa2 ") != NULL
      || strstr (fold, " \xc2\xb7 ") != NULL)
    signals |= SIGNAL_SEPARATOR;
  for (gsize i = 0; labels[i] != NULL; i++)
    if (strlen (labels[i]) == label && strncmp (fold, labels[i], label) == 0
        && fold[label + strspn (fold + label, ".: ")] != '\0' && strchr (".:", fold[label]) != NULL)
      signals |= label > 1 ? SIGNAL_PHONE : 0;
  return signals;
}

/* Words in a row that make a sentence: what nobody writes into a signature. */
static gboolean
is_prose (const RelaisQuoteLine *line)
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
    return words >= 6 && (line_signals (line) & ~SIGNAL_TITLE) == 0;
  return words >= 12 && line_signals (line) == 0;
}

/* "Nom : Martin" in the answer to a form is content, whatever telephone numbers stand around it. */
static gboolean
is_form_field (const char *fold)
{
  static const char *const labels[] = {
    "nom", "prenom", "name", "first name", "last name", "full name", "date", "ville", "city", "commande",
    "order", "numero", "number", "classe", "class", "eleve", "student", "message", "objet", "subject",
    "sujet", "lieu", "venue", "heure", "time", "horaire", "jauge", "capacity", "cachet", "fee", "budget",
    "produit", "product", "quantite", "quantity", "reference", "ref", "livraison", "delivery", NULL,
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

/* Words that begin with capitals, particles aside, or one word: what stands under "Cordialement," */
static gboolean
is_name (const RelaisQuoteLine *line)
{
  static const char *const particles[] = {
    "de", "du", "des", "le", "la", "et", "van", "von", "der", "den", "and", "&", "di", "da", NULL,
  };
  g_autofree char *content = NULL;
  g_auto (GStrv) words = NULL;
  guint n_words;

  if (line->content_length > 60 || line_signals (line) != 0
      || line->fold[strcspn (line->fold, "0123456789:@/|")] != '\0'
      || strchr ("?!;", relais_quote_line_last (line)) != NULL)
    return FALSE;
  content = g_strndup (line->content, line->content_length);
  words = g_strsplit (content, " ", 8);
  n_words = g_strv_length (words);
  if (n_words > 6)
    return FALSE;
  for (guint i = 0; n_words > 1 && words[i] != NULL; i++)
    {
      gunichar first = g_utf8_get_char (words[i]);

      if (g_unichar_islower (first) && !g_strv_contains (particles, words[i])
          && strncmp (words[i], "d'", 2) != 0 && strncmp (words[i], "d\xe2\x80\x99", 4) != 0)
        return FALSE;
    }
  return n_words > 0;
}

static gboolean
is_postscript (const char *fold)
{
  return g_str_has_prefix (fold, "ps ") || g_str_has_prefix (fold, "ps:")
         || g_str_has_prefix (fold, "p.s") || g_str_has_prefix (fold, "nb ")
         || g_str_has_prefix (fold, "nb:") || g_str_has_prefix (fold, "n.b")
         || g_str_has_prefix (fold, "post-scriptum");
}

/* The paragraph's folded lines, each with its line end, as the phrase tables want it. */
static char *
paragraph_fold (Tail *tail,
                gsize begin,
                gsize end)
{
  GString *fold = g_string_new (NULL);

  for (gsize i = begin; i < end && fold->len < MAX_PARAGRAPH; i++)
    {
      if (fold->len > 0)
        g_string_append_c (fold, ' ');
      g_string_append (fold, tail->lines[i].fold);
    }
  g_string_append_c (fold, '\n');
  return g_string_free (fold, FALSE);
}

static void
trim_end (Tail *tail)
{
  while (tail->end > tail->begin
         && (is_blank (tail, tail->end - 1) || tail->lines[tail->end - 1].type != tail->base))
    tail->end--;
}

static gboolean
has_text_between (Tail *tail,
                  gsize begin,
                  gsize end)
{
  for (gsize i = begin; i < end; i++)
    if (!is_blank (tail, i) && tail->lines[i].type == tail->base)
      return TRUE;
  return FALSE;
}

/* Lines that devices add; those of scanners and lists that come as paragraphs of their own. */
static void
mark_footers (Tail *tail)
{
  gboolean disclaimed = FALSE;
  guint n_paragraphs = 0;

  for (gsize at = skip_blank (tail, tail->begin); at < tail->end; at = skip_blank (tail, at))
    {
      gsize end = paragraph_end (tail, at);
      g_autofree char *fold = paragraph_fold (tail, at, end);

      if (n_paragraphs++ < 3 && relais_quote_is_banner (fold))
        set_type (tail, at, end, RELAIS_SEGMENT_DISCLAIMER);
      else if (relais_quote_is_disclaimer (fold)
               || (disclaimed && !relais_quote_is_closing (tail->lines[at].fold)))
        {
          gsize first = at;

          /* Some stand directly under the signature, without a blank line: find where they begin. */
          while (first + 1 < end && !tail->lines[first].cut
                 && tail->lines[first].content_length < 70 && !disclaimed
                 && !relais_quote_is_disclaimer (tail->lines[first].fold))
            first++;
          if (first + 1 >= end && end - at > 1
              && !relais_quote_is_disclaimer (tail->lines[first].fold))
            first = at;
          set_type (tail, first, end, RELAIS_SEGMENT_DISCLAIMER);
          disclaimed = has_text_between (tail, tail->begin, first);
        }
      else if (relais_quote_is_list_footer (fold))
        set_type (tail, at, end, RELAIS_SEGMENT_FOOTER);
      else if (relais_quote_is_rule (tail->lines[at].fold) && end - at <= 8
               && strstr (fold, "http") != NULL
               && (strstr (fold, "list") != NULL || strstr (fold, "mail") != NULL))
        set_type (tail, at, end, RELAIS_SEGMENT_FOOTER);
      else
        for (gsize i = at; i < end; i++)
          if (relais_quote_is_mobile_footer (tail->lines[i].fold))
            tail->lines[i].type = RELAIS_SEGMENT_FOOTER;
      at = end;
    }
}

/* "-- " of RFC 3676 section 4.3, and what people and programs make of it. */
static gboolean
is_delimiter (const RelaisQuoteLine *line)
{
  gsize ornaments = 0;

  while (ornaments < line->content_length && strchr ("-_=~*#", line->content[ornaments]) != NULL)
    ornaments++;
  return strcmp (line->fold, "--") == 0 || strcmp (line->fold, "-") == 0
         || strspn (line->fold, "-") == MAX (strlen (line->fold), 1)
         || (ornaments >= 2 && ornaments == line->content_length);
}

static void
mark_delimited (Tail *tail)
{
  guint below = 0;

  for (gsize at = tail->end; at-- > tail->begin;)
    {
      const RelaisQuoteLine *line = &tail->lines[at];
      gboolean exact;

      if (is_blank (tail, at))
        continue;
      if (!is_delimiter (line))
        {
          if (line->type == tail->base)
            below++;
          continue;
        }
      exact = line->fold[0] == '-' && strcmp (line->fold, "--") == 0;
      /* A dash that separates two halves of a text has too much below it, or nothing above it. */
      if (below > (exact ? 2 * MAX_SIGNATURE_LINES : 8)
          || (!exact && !has_text_between (tail, tail->begin, at)))
        continue;
      if (!exact)
        {
          gboolean prose = FALSE;
          Signal signals = 0;

          for (gsize i = at + 1; i < tail->end; i++)
            if (!is_blank (tail, i) && tail->lines[i].type == tail->base)
              {
                prose = prose || is_prose (&tail->lines[i]);
                signals |= line_signals (&tail->lines[i]);
              }
          if (below > 0 && (prose || signals == 0))
            continue;
        }
      for (gsize i = at; i < tail->end; i++)
        if (tail->lines[i].type == tail->base)
          tail->lines[i].type = RELAIS_SEGMENT_SIGNATURE;
      tail->end = at;
      below = 0;
    }
}

/* Contact details from @at to @end, postscripts and what tells whose parent signs excepted. */
static void
mark_contact (Tail *tail,
              gsize at,
              gsize end)
{
  gboolean postscript = FALSE;

  for (gsize i = at; i < end; i++)
    {
      RelaisQuoteLine *line = &tail->lines[i];

      if (line->type != tail->base)
        continue;
      if (is_postscript (line->fold))
        postscript = TRUE;
      else if (is_blank (tail, i) && i + 1 < tail->end && !is_prose (&tail->lines[i + 1]))
        postscript = FALSE;
      if (!postscript)
        line->type = RELAIS_SEGMENT_SIGNATURE;
    }
}

/* What the lines from @at say together. Returns where contact details end: at tail->end, or at a
 * paragraph of prose, or at @at when prose or a form begins in the middle of them. */
static gsize
collect_signals (Tail *tail,
                 gsize at,
                 guint *n_lines,
                 Signal *signals)
{
  gboolean postscript = FALSE;

  *n_lines = 0;
  *signals = 0;
  for (gsize i = at; i < tail->end; i++)
    {
      const RelaisQuoteLine *line = &tail->lines[i];

      if (is_blank (tail, i) || line->type != tail->base)
        continue;
      postscript = postscript || is_postscript (line->fold);
      if (postscript)
        continue;
      /* Some sign with a saying. */
      if ((is_prose (line) && !(*signals != 0 && *line->fold == '"')) || is_form_field (line->fold))
        return i > at && is_blank (tail, i - 1) && (*signals & ~SIGNAL_TITLE) != 0 ? i : at;
      (*n_lines)++;
      *signals |= line_signals (line);
    }
  return tail->end;
}

/* The last closing formula that is near enough to the end; tail->end when there is none. */
static gsize
find_closing (Tail *tail)
{
  guint below = 0;

  for (gsize at = tail->end; at-- > tail->begin && below <= MAX_SIGNATURE_LINES;)
    {
      if (is_blank (tail, at) || tail->lines[at].type != tail->base)
        continue;
      if (relais_quote_is_closing (tail->lines[at].fold))
        return at;
      below++;
    }
  return tail->end;
}

/* Below "Cordialement," one name stays, then lines that say whose parent signs; the rest goes when it
 * gives contact details. */
static gboolean
mark_after_closing (Tail *tail)
{
  gsize closing = find_closing (tail);
  gsize at;
  gsize end;
  guint n_lines;
  Signal signals;

  if (closing >= tail->end)
    return FALSE;
  at = skip_blank (tail, closing + 1);
  /* Two formulas in a row: "Merci d'avance," and "Cordialement," */
  if (at < tail->end && is_name (&tail->lines[at]))
    at = skip_blank (tail, at + 1);
  while (at < tail->end && relais_quote_has_kinship (tail->lines[at].fold))
    at = skip_blank (tail, at + 1);
  if (at >= tail->end)
    return TRUE;
  end = collect_signals (tail, at, &n_lines, &signals);
  if (end == at)
    return FALSE;
  if (signals != 0 || n_lines >= 3)
    mark_contact (tail, at, end);
  return TRUE;
}

/* Without a formula only paragraphs at the end that can be nothing else are taken, and never the first
 * paragraph, which is the message. */
static void
mark_block (Tail *tail)
{
  gsize block = tail->end;
  gsize best = tail->end;
  gsize end = tail->end;
  Signal together = 0;
  guint n_lines = 0;

  while (n_lines <= MAX_SIGNATURE_LINES)
    {
      guint n_own = 0;
      Signal own = 0;
      gsize before;

      while (block > tail->begin && !is_blank (tail, block - 1))
        block--;
      before = block;
      while (before > tail->begin && is_blank (tail, before - 1))
        before--;
      if (before == tail->begin)
        break;
      tail->end = MIN (end, paragraph_end (tail, block));
      if (collect_signals (tail, block, &n_own, &own) < tail->end)
        break;
      /* "Deliver to:" and a list under it are content; so is what gives no contact and is no name. */
      if (relais_quote_line_last (&tail->lines[before - 1]) == ':'
          || (own == 0 && !(n_own == 1 && is_name (&tail->lines[block])
                            && strchr (".,", relais_quote_line_last (&tail->lines[block])) == NULL)))
        break;
      together |= own;
      n_lines += n_own;
      tail->end = end;
      /* Details that nobody's name stands above were asked for. */
      if (__builtin_popcount (together) >= 2
          && (is_name (&tail->lines[block])
              || (line_signals (&tail->lines[block]) & (SIGNAL_TITLE | SIGNAL_SEPARATOR)) != 0))
        best = block;
      block = before;
    }
  tail->end = end;
  if (best < end)
    mark_contact (tail, best, end);
}

void
relais_quote_mark_tail (RelaisQuoteLines *lines,
                        gsize begin,
                        gsize end,
                        RelaisSegmentType base)
{
  Tail tail = { lines->lines, begin, end, base };

  mark_footers (&tail);
  trim_end (&tail);
  mark_delimited (&tail);
  trim_end (&tail);
  if (tail.begin < tail.end && !mark_after_closing (&tail))
    mark_block (&tail);
}
