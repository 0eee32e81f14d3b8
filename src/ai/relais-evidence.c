/* relais-evidence.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-evidence-private.h"

struct _RelaisEvidence
{
  char    *text;      /* (owned) as written */
  GString *folded;    /* (owned) */
  GArray  *origins;   /* (owned) (element-type gsize) where each byte of folded stands in text */
};

/* Characters that are written in many ways and mean the same here. */
static gunichar
fold_sign (gunichar c)
{
  switch (c)
    {
    case 0x2018: case 0x2019: case 0x201a: case 0x201b:
    case 0x2032: case 0x02bc: case 0x00b4: case '`':
      return '\'';
    case 0x201c: case 0x201d: case 0x201e: case 0x00ab: case 0x00bb: case 0x2033:
      return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212:
      return '-';
    default:
      return c;
    }
}

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL ||
         type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

/* Appends what @character (of @length bytes) is worth: nothing, a space, or letters without case
 * and accent. */
static void
fold_character (GString    *folded,
                const char *character,
                gsize       length)
{
  gunichar c = g_utf8_get_char (character);
  g_autofree char *parts = NULL;
  g_autofree char *lower = NULL;

  if (g_unichar_isspace (c))
    {
      if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
      return;
    }
  if (is_invisible (c))
    return;
  if (c < 0x80)
    {
      g_string_append_c (folded, g_ascii_tolower ((char) fold_sign (c)));
      return;
    }

  parts = g_utf8_normalize (character, (gssize) length, G_NORMALIZE_NFKD);
  lower = parts != NULL ? g_utf8_casefold (parts, -1) : g_strdup ("");
  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar part = fold_sign (g_utf8_get_char (p));

      if (!is_invisible (part))
        g_string_append_unichar (folded, part);
    }
}

RelaisEvidence *
relais_evidence_new (const char *text)
{
  RelaisEvidence *self = g_new0 (RelaisEvidence, 1);
  gsize end;

  self->text = g_utf8_make_valid (text, -1);
  self->folded = g_string_new (NULL);
  self->origins = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (const char *p = self->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize origin = (gsize) (p - self->text);

      fold_character (self->folded, p, (gsize) (g_utf8_next_char (p) - p));
      while (self->origins->len < self->folded->len)
        g_array_append_val (self->origins, origin);
    }
  end = strlen (self->text);
  g_array_append_val (self->origins, end);

  return self;
}

void
relais_evidence_free (RelaisEvidence *self)
{
  g_free (self->text);
  g_string_free (self->folded, TRUE);
  g_array_unref (self->origins);
  g_free (self);
}

const char *
relais_evidence_get_folded (RelaisEvidence *self)
{
  return self->folded->str;
}

static char *
fold (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr(GString) folded = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    fold_character (folded, p, (gsize) (g_utf8_next_char (p) - p));

  return g_strstrip (g_string_free (g_steal_pointer (&folded), FALSE));
}

/* A comma stands in every message and says nothing. */
static gboolean
says_something (const char *folded)
{
  for (; *folded != '\0'; folded = g_utf8_next_char (folded))
    if (g_unichar_isalnum (g_utf8_get_char (folded)))
      return TRUE;

  return FALSE;
}

static gboolean
joins_words (const char *text,
             const char *place)
{
  gunichar before;
  gunichar after;

  if (place == text || *place == '\0')
    return FALSE;

  before = g_utf8_get_char (g_utf8_prev_char (place));
  after = g_utf8_get_char (place);

  return g_unichar_isalnum (before) && g_unichar_isalnum (after);
}

/* Lines and gaps become single spaces; what cannot be seen is left out. */
static char *
in_one_line (const char *text,
             gsize       length)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (g_unichar_isspace (c))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
        }
      else if (type != G_UNICODE_FORMAT && type != G_UNICODE_CONTROL)
        g_string_append_unichar (line, c);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&line), FALSE));
}

char *
relais_evidence_find (RelaisEvidence *self,
                      const char     *value)
{
  g_autofree char *wanted = fold (value);
  gsize length = strlen (wanted);
  const char *place = self->folded->str;

  if (!says_something (wanted))
    return NULL;

  while ((place = strstr (place, wanted)) != NULL)
    {
      if (!joins_words (self->folded->str, place) &&
          !joins_words (self->folded->str, place + length))
        {
          gsize first = (gsize) (place - self->folded->str);
          gsize from = g_array_index (self->origins, gsize, first);
          gsize to = g_array_index (self->origins, gsize, first + length);

          return in_one_line (self->text + from, to - from);
        }
      place = g_utf8_next_char (place);
    }

  return NULL;
}
