/* relais-quote-intro.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-quote-private.h"

#include <string.h>

/* An attribution wraps over a few lines at most; a header block has a few more, and long
 * recipients. */
#define MAX_ATTRIBUTION_LINES 4
#define MAX_ATTRIBUTION_LENGTH 500
#define MAX_HEADER_LINES 30

typedef enum {
  LABEL_NONE = 0,
  LABEL_FROM = 1 << 0,
  LABEL_DATE = 1 << 1,
  LABEL_SENT = 1 << 2,
  LABEL_TO = 1 << 3,
  LABEL_CC = 1 << 4,
  LABEL_SUBJECT = 1 << 5,
  LABEL_OTHER = 1 << 6,
} Label;

/* Labels of header blocks in the languages of the mail programs seen here, folded. */
static const struct {
  const char *name;
  Label label;
} LABELS[] = {
  { "from", LABEL_FROM },         { "de", LABEL_FROM },           { "von", LABEL_FROM },
  { "da", LABEL_FROM },           { "van", LABEL_FROM },          { "expediteur", LABEL_FROM },
  { "fra", LABEL_FROM },          { "od", LABEL_FROM },           { "date", LABEL_DATE },
  { "datum", LABEL_DATE },        { "fecha", LABEL_DATE },        { "data", LABEL_DATE },
  { "sent", LABEL_SENT },         { "envoye", LABEL_SENT },       { "envoye le", LABEL_SENT },
  { "date d'envoi", LABEL_SENT }, { "gesendet", LABEL_SENT },     { "enviado", LABEL_SENT },
  { "enviado el", LABEL_SENT },   { "inviato", LABEL_SENT },      { "verzonden", LABEL_SENT },
  { "sent on", LABEL_SENT },      { "enviada em", LABEL_SENT },   { "to", LABEL_TO },
  { "a", LABEL_TO },              { "an", LABEL_TO },             { "para", LABEL_TO },
  { "aan", LABEL_TO },            { "destinataire", LABEL_TO },   { "destinataires", LABEL_TO },
  { "pour", LABEL_TO },           { "till", LABEL_TO },           { "cc", LABEL_CC },
  { "copie", LABEL_CC },          { "copie a", LABEL_CC },        { "kopie", LABEL_CC },
  { "cci", LABEL_CC },            { "bcc", LABEL_CC },            { "subject", LABEL_SUBJECT },
  { "objet", LABEL_SUBJECT },     { "sujet", LABEL_SUBJECT },     { "betreff", LABEL_SUBJECT },
  { "asunto", LABEL_SUBJECT },    { "oggetto", LABEL_SUBJECT },   { "onderwerp", LABEL_SUBJECT },
  { "assunto", LABEL_SUBJECT },   { "amne", LABEL_SUBJECT },      { "reply-to", LABEL_OTHER },
  { "repondre a", LABEL_OTHER },  { "organization", LABEL_OTHER }, { "organisation", LABEL_OTHER },
  { "importance", LABEL_OTHER },  { "priority", LABEL_OTHER },    { "priorite", LABEL_OTHER },
  { "attachments", LABEL_OTHER }, { "pieces jointes", LABEL_OTHER }, { "message-id", LABEL_OTHER },
  { "when", LABEL_OTHER },        { "where", LABEL_OTHER },       { "quand", LABEL_OTHER },
  { "ou", LABEL_OTHER },          { "resent-from", LABEL_OTHER }, { "newsgroups", LABEL_OTHER },
  { "list-id", LABEL_OTHER },     { "mailed-by", LABEL_OTHER },   { "signed-by", LABEL_OTHER },
};

/* Returns the label that a line like "Sent: Monday" begins with, and where its value begins. */
static Label
line_label (const char *fold,
            const char **value)
{
  const char *colon = strchr (fold, ':');
  gsize length;

  if (colon == NULL || colon - fold > 20)
    return LABEL_NONE;
  length = colon - fold;
  while (length > 0 && fold[length - 1] == ' ')
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (LABELS); i++)
    if (strlen (LABELS[i].name) == length && strncmp (fold, LABELS[i].name, length) == 0)
      {
        *value = colon + 1 + strspn (colon + 1, " ");
        return LABELS[i].label;
      }
  return LABEL_NONE;
}

RelaisQuoteContext
relais_quote_subject_context (const char *fold)
{
  static const struct {
    const char *prefix;
    RelaisQuoteContext context;
  } prefixes[] = {
    { "re", RELAIS_QUOTE_CONTEXT_REPLY },      { "ref", RELAIS_QUOTE_CONTEXT_REPLY },
    { "rep", RELAIS_QUOTE_CONTEXT_REPLY },     { "aw", RELAIS_QUOTE_CONTEXT_REPLY },
    { "antw", RELAIS_QUOTE_CONTEXT_REPLY },    { "antwort", RELAIS_QUOTE_CONTEXT_REPLY },
    { "sv", RELAIS_QUOTE_CONTEXT_REPLY },      { "rif", RELAIS_QUOTE_CONTEXT_REPLY },
    { "fwd", RELAIS_QUOTE_CONTEXT_FORWARD },   { "fw", RELAIS_QUOTE_CONTEXT_FORWARD },
    { "tr", RELAIS_QUOTE_CONTEXT_FORWARD },    { "wg", RELAIS_QUOTE_CONTEXT_FORWARD },
    { "rv", RELAIS_QUOTE_CONTEXT_FORWARD },    { "i", RELAIS_QUOTE_CONTEXT_FORWARD },
    { "enc", RELAIS_QUOTE_CONTEXT_FORWARD },   { "doorst", RELAIS_QUOTE_CONTEXT_FORWARD },
  };
  const char *colon;
  gsize length;

  /* "[list] Re: …", "[EXTERNAL] TR : …" */
  while (*fold == '[' && strchr (fold, ']') != NULL)
    {
      fold = strchr (fold, ']') + 1;
      fold += strspn (fold, " ");
    }
  colon = strchr (fold, ':');
  if (colon == NULL || colon - fold > 12)
    return g_str_has_prefix (fold, "(fwd)") ? RELAIS_QUOTE_CONTEXT_FORWARD
                                            : RELAIS_QUOTE_CONTEXT_NONE;
  length = colon - fold;
  while (length > 0 && strchr (" 0123456789[]()^", fold[length - 1]) != NULL)
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (strlen (prefixes[i].prefix) == length && strncmp (fold, prefixes[i].prefix, length) == 0)
      return prefixes[i].context;
  return RELAIS_QUOTE_CONTEXT_NONE;
}

static gboolean
has_time (const char *fold)
{
  for (const char *p = fold; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && (p[1] == ':' || p[1] == 'h') && g_ascii_isdigit (p[2])
        && g_ascii_isdigit (p[3]))
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (const char *fold)
{
  return fold[strcspn (fold, "0123456789")] != '\0';
}

static gboolean
has_year (const char *fold)
{
  for (const char *p = fold; *p != '\0'; p++)
    if ((p == fold || !g_ascii_isalnum (p[-1])) && strspn (p, "0123456789") == 4
        && ((p[0] == '2' && p[1] == '0') || (p[0] == '1' && p[1] == '9')))
      return TRUE;
  return FALSE;
}

/* Whether @joined, one or more lines put together, is an attribution. */
static gboolean
is_attribution (const char *joined,
                gboolean *weak)
{
  gsize length = strlen (joined);
  gboolean spoken_to = FALSE;
  gboolean address = strchr (joined, '@') != NULL;
  gboolean dated = has_digit (joined) && relais_quote_starts_like_date (joined);
  gboolean precise = address || has_time (joined) || has_year (joined);

  if (length < 6 || joined[length - 1] != ':')
    return FALSE;
  if (relais_quote_ends_with_verb (joined, &spoken_to))
    {
      *weak = spoken_to || !((dated && precise) || address);
      return TRUE;
    }
  if (relais_quote_has_inner_verb (joined))
    {
      *weak = !precise || !has_digit (joined);
      return TRUE;
    }
  /* Gmail, in some languages: "2026-03-12 10:23 GMT+01:00 Paul Martin <paul@example.org>:" */
  if (dated && precise && g_str_has_suffix (joined, ">:"))
    {
      *weak = !has_time (joined);
      return TRUE;
    }
  return FALSE;
}

static RelaisQuoteIntro
find_attribution (RelaisQuoteLines *lines,
                  gsize at,
                  gsize end)
{
  RelaisQuoteIntro intro = { RELAIS_QUOTE_INTRO_NONE, 0, FALSE, RELAIS_QUOTE_CONTEXT_NONE };
  const RelaisQuoteLine *first = &lines->lines[at];
  const char *inner_end;
  g_autoptr (GString) joined = NULL;

  inner_end =
    relais_quote_starts_like_date (first->fold) ? relais_quote_find_inner_end (first->fold) : NULL;
  if (inner_end != NULL)
    {
      g_autofree char *part = g_strndup (first->fold, inner_end - first->fold);

      if (is_attribution (part, &intro.weak) && strchr (part, '@') != NULL)
        {
          intro.kind = RELAIS_QUOTE_INTRO_ATTRIBUTION;
          intro.n_lines = 1;
          return intro;
        }
      intro.weak = FALSE;
    }

  /* Most lines are no attribution: leave before joining anything. */
  if (first->cut || first->content_length > MAX_ATTRIBUTION_LENGTH)
    return intro;
  if (relais_quote_line_last (first) != ':' && !relais_quote_starts_like_date (first->fold)
      && strpbrk (first->fold, "@<") == NULL)
    return intro;

  joined = g_string_new (NULL);
  for (gsize i = at; i < end && i < at + MAX_ATTRIBUTION_LINES; i++)
    {
      const RelaisQuoteLine *line = &lines->lines[i];
      gboolean weak = FALSE;

      if (relais_quote_line_is_blank (line) || line->depth != first->depth || line->cut
          || joined->len + line->content_length > MAX_ATTRIBUTION_LENGTH)
        break;
      if (i > at)
        g_string_append_c (joined, ' ');
      g_string_append (joined, line->fold);
      if (is_attribution (joined->str, &weak))
        {
          /* A sentence may end on the first line and the attribution begin on the next. */
          if (i > at && !relais_quote_starts_like_date (first->fold)
              && relais_quote_starts_like_date (line->fold))
            break;
          intro.kind = RELAIS_QUOTE_INTRO_ATTRIBUTION;
          intro.n_lines = i - at + 1;
          intro.weak = weak;
          break;
        }
      /* No name ends like a sentence that asks or tells. */
      if (strchr ("?!", relais_quote_line_last (line)) != NULL)
        break;
    }
  return intro;
}

/* Reads "Label: value" lines from @at; returns how many lines the block takes, 0 when it is
 * none. */
static gsize
read_headers (RelaisQuoteLines *lines,
              gsize at,
              gsize end,
              gboolean announced,
              RelaisQuoteContext *subject)
{
  Label seen = LABEL_NONE;
  guint n_labels = 0;
  gboolean address = FALSE;
  gsize last = at;
  guint16 depth = lines->lines[at].depth;

  for (gsize i = at; i < end && i < at + MAX_HEADER_LINES; i++)
    {
      const RelaisQuoteLine *line = &lines->lines[i];
      const char *value = NULL;
      Label label;

      if (line->depth != depth)
        break;
      if (relais_quote_line_is_blank (line))
        {
          const char *ignored;

          /* Some programs put a blank line after each label. */
          if (n_labels == 0 || i + 1 >= end
              || line_label (lines->lines[i + 1].fold, &ignored) == LABEL_NONE
              || (seen & (LABEL_SUBJECT | LABEL_FROM)) == (LABEL_SUBJECT | LABEL_FROM))
            break;
          continue;
        }
      label = line_label (line->fold, &value);
      if (label == LABEL_NONE)
        {
          /* A wrapped list of recipients or a long subject goes on; prose does not follow at
           * once. */
          if (n_labels > 0 && i == last
              && (strchr (line->fold, '@') != NULL || g_ascii_isspace (lines->text[line->start])
                  || strchr (";,", relais_quote_line_last (line)) != NULL))
            {
              last = i + 1;
              continue;
            }
          break;
        }
      if (label == LABEL_SUBJECT)
        *subject = relais_quote_subject_context (value);
      if ((seen & label) != 0 && label != LABEL_OTHER)
        break;
      address = address || strchr (value, '@') != NULL;
      seen |= label;
      n_labels++;
      last = i + 1;
    }

  if ((seen & LABEL_FROM) == 0)
    return 0;
  if (announced ? n_labels < 2 : n_labels < 3)
    return 0;
  /* "From: Paris / To: Lyon / Date: 3 March" is somebody's parcel. */
  if (!announced && !(seen & LABEL_SENT) && !(seen & LABEL_SUBJECT) && !address)
    return 0;
  return last - at;
}

static gsize
skip_blank (RelaisQuoteLines *lines,
            gsize at,
            gsize end)
{
  while (at < end && relais_quote_line_is_blank (&lines->lines[at]))
    at++;
  return at;
}

static RelaisQuoteIntro
find_delimited (RelaisQuoteLines *lines,
                gsize at,
                gsize end)
{
  RelaisQuoteIntro intro = { RELAIS_QUOTE_INTRO_NONE, 0, FALSE, RELAIS_QUOTE_CONTEXT_NONE };
  const char *fold = lines->lines[at].fold;
  gboolean forward = relais_quote_is_forward_delimiter (fold);
  gboolean original = !forward && relais_quote_is_original_delimiter (fold);
  gboolean rule = !forward && !original && relais_quote_is_rule (fold);
  gsize next;
  gsize n_lines = 0;

  if (!forward && !original && !rule)
    return intro;
  next = skip_blank (lines, at + 1, end);
  if (next < end && rule
      && (relais_quote_is_original_delimiter (lines->lines[next].fold)
          || relais_quote_is_forward_delimiter (lines->lines[next].fold)))
    {
      intro = find_delimited (lines, next, end);
      if (intro.kind != RELAIS_QUOTE_INTRO_NONE)
        intro.n_lines += next - at;
      return intro;
    }
  if (next < end && next <= at + 4)
    {
      n_lines = read_headers (lines, next, end, TRUE, &intro.subject);
      if (n_lines == 0 && !rule && lines->lines[next].depth == lines->lines[at].depth)
        n_lines = find_attribution (lines, next, end).n_lines;
    }
  if (rule && n_lines == 0)
    return intro;
  intro.kind = forward ? RELAIS_QUOTE_INTRO_FORWARD : RELAIS_QUOTE_INTRO_HEADERS;
  intro.n_lines = n_lines > 0 ? next + n_lines - at : 1;
  /* "Message of the day" behind a dash; the real thing has headers below it. */
  intro.weak = original && n_lines == 0 && strstr (fold, "copy of the message") == NULL;
  return intro;
}

RelaisQuoteIntro
relais_quote_find_intro (RelaisQuoteLines *lines,
                         gsize at,
                         gsize end)
{
  RelaisQuoteIntro intro = { RELAIS_QUOTE_INTRO_NONE, 0, FALSE, RELAIS_QUOTE_CONTEXT_NONE };
  const RelaisQuoteLine *line = &lines->lines[at];
  const char *value;

  if (relais_quote_line_is_blank (line))
    return intro;
  /* GroupWise: ">>> Anna Berg 05/03/2026 10:23 >>>" above an unmarked quote. */
  if (line->prefix == 3 && g_str_has_suffix (line->fold, " >>>"))
    {
      intro.kind = RELAIS_QUOTE_INTRO_HEADERS;
      intro.n_lines = 1;
      return intro;
    }
  intro = find_delimited (lines, at, end);
  if (intro.kind != RELAIS_QUOTE_INTRO_NONE)
    return intro;
  if (line_label (line->fold, &value) != LABEL_NONE)
    {
      intro.n_lines = read_headers (lines, at, end, FALSE, &intro.subject);
      if (intro.n_lines > 0)
        {
          intro.kind = RELAIS_QUOTE_INTRO_HEADERS;
          return intro;
        }
    }
  return find_attribution (lines, at, end);
}
