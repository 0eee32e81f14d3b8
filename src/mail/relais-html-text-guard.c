/* relais-html-text-guard.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-html-text-private.h"

#include <string.h>

/* The tree builder walks the stack of open elements for many tags, and opens formatting elements
 * again in each block: 64 KiB of "<ul><li>" take a second, 1 MiB would take minutes. These
 * bounds are far above what mail programs write and keep the work linear. */
#define MAX_OPEN 200
#define MAX_FORMATTING 12
#define MAX_NODES 250000

typedef struct {
  guint hashes[MAX_OPEN];
  gboolean formatting[MAX_OPEN];
  guint n_open;
  guint n_formatting;
  guint n_nodes;
} Guard;

static gboolean
name_in (const char *name,
         gsize length,
         const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

static guint
hash_name (const char *name,
           gsize length)
{
  guint hash = 5381;

  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar) g_ascii_tolower (name[i]);
  return hash;
}

/* Elements without content, and those that the next one of their kind closes. */
static gboolean
is_flat (const char *name,
         gsize length)
{
  static const char *const names[] = {
    "br", "img", "hr", "p", "li", "td", "th", "tr", "input", "meta", "link", "col", "area", "base",
    "wbr", "embed", "source", "track", "param", "dt", "dd", "option", "tbody", "thead", "tfoot",
    "html", "body", "head", NULL,
  };

  return name_in (name, length, names);
}

static gboolean
is_formatting (const char *name,
               gsize length)
{
  static const char *const names[] = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
    "u", NULL,
  };

  return name_in (name, length, names);
}

/* Whether the tree builder may see this opening tag. */
static gboolean
open_tag (Guard *self,
          const char *name,
          gsize length)
{
  gboolean formatting;

  self->n_nodes += 1 + self->n_formatting;
  if (is_flat (name, length))
    return TRUE;
  formatting = is_formatting (name, length);
  if (self->n_open >= MAX_OPEN || (formatting && self->n_formatting >= MAX_FORMATTING))
    return FALSE;
  self->hashes[self->n_open] = hash_name (name, length);
  self->formatting[self->n_open] = formatting;
  self->n_open++;
  self->n_formatting += formatting;
  return TRUE;
}

/* Takes only the element of that name off: what stands above it may well stay open. */
static void
close_tag (Guard *self,
           const char *name,
           gsize length)
{
  guint hash = hash_name (name, length);

  for (guint i = self->n_open; i-- > 0;)
    if (self->hashes[i] == hash)
      {
        self->n_formatting -= self->formatting[i];
        memmove (&self->hashes[i], &self->hashes[i + 1],
                 (self->n_open - i - 1) * sizeof self->hashes[0]);
        memmove (&self->formatting[i], &self->formatting[i + 1],
                 (self->n_open - i - 1) * sizeof self->formatting[0]);
        self->n_open--;
        break;
      }
}

/* The end of a tag, quoted attribute values skipped. */
static const char *
tag_end (const char *p,
         const char *end)
{
  char quote = '\0';

  for (; p < end; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
        }
      else if (*p == '>')
        return p + 1;
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
    }
  return end;
}

/* Behind "-->"; without one everything is comment. */
static const char *
comment_end (const char *p,
             const char *end)
{
  const char *close = g_strstr_len (p, end - p, "-->");

  return close != NULL ? close + 3 : end;
}

/* Style sheets and scripts show nothing, and hold text that looks like tags. */
static const char *
raw_end (const char *name,
         gsize length,
         const char *p,
         const char *end)
{
  for (; (p = memchr (p, '<', end - p)) != NULL; p++)
    if (end - p > (gssize) length + 2 && p[1] == '/' &&
        g_ascii_strncasecmp (p + 2, name, length) == 0)
      return tag_end (p, end);
  return end;
}

GString *
relais_html_guard (const char *html,
                   gsize length)
{
  static const char *const raw[] = {
    "script", "style", "svg", "math", "template", "noframes", NULL
  };
  GString *out = g_string_sized_new (length + 1);
  const char *end = html + length;
  Guard guard = { 0 };

  for (const char *p = html; p < end && guard.n_nodes < MAX_NODES;)
    {
      const char *tag = memchr (p, '<', end - p);
      const char *name;
      const char *after;
      gsize name_length = 0;
      gboolean closing;

      if (tag == NULL)
        tag = end;
      g_string_append_len (out, p, tag - p);
      if (tag == end)
        break;
      if (end - tag >= 4 && strncmp (tag, "<!--", 4) == 0)
        {
          p = comment_end (tag + 4, end);
          continue;
        }
      closing = end - tag > 1 && tag[1] == '/';
      name = tag + 1 + closing;
      while (name + name_length < end && (g_ascii_isalnum (name[name_length])
                                          || name[name_length] == ':' || name[name_length] == '-'))
        name_length++;
      if (name_length == 0)
        {
          /* No tag: "a < b", "<!DOCTYPE", "<![if !mso]>" */
          after = closing || (end - tag > 1 && strchr ("!?", tag[1]) != NULL)
                    ? tag_end (tag + 1, end)
                    : tag + 1;
          g_string_append_len (out, tag, after - tag);
          p = after;
          continue;
        }
      after = tag_end (name + name_length, end);
      if (!closing && name_in (name, name_length, raw))
        {
          p = raw_end (name, name_length, after, end);
          continue;
        }
      if (closing)
        close_tag (&guard, name, name_length);
      if (closing || open_tag (&guard, name, name_length))
        g_string_append_len (out, tag, after - tag);
      p = after;
    }
  return out;
}
