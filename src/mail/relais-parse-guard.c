/* relais-parse-guard.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-parsed-message-private.h"

#include <string.h>

/* Camel 3.56 searches all header fields for each one that it adds, all parents for each boundary
 * and all addresses for each address: 100,000 fields take 24 s, 10,000 nested parts 15 s, 40,000
 * addresses 6 s. No honest message comes near these bounds. */
#define MAX_FIELDS 4000
#define MAX_CONTAINERS 500
#define MAX_ADDRESSES 1000

typedef struct {
  gboolean in_header;
  gboolean is_message; /* the part whose header this is holds another header */
  guint n_fields;
  guint n_addresses;
  guint n_containers;
} Guard;

/* A header field's length with its continuation lines. */
static gsize
field_length (const char *p,
              const char *end)
{
  const char *q = p;

  for (;;)
    {
      const char *newline = memchr (q, '\n', end - q);

      if (newline == NULL)
        return end - p;
      q = newline + 1;
      if (q >= end || (*q != ' ' && *q != '\t'))
        return q - p;
    }
}

static gboolean
is_field (const char *p,
          gsize length)
{
  gsize n = 0;

  while (n < length && p[n] > ' ' && p[n] != ':' && (guchar) p[n] < 0x7f)
    n++;
  return n > 0 && n < length && p[n] == ':';
}

static gboolean
contains (const char *p,
          gsize length,
          const char *needle)
{
  gsize n = strlen (needle);

  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (p + i, needle, n) == 0)
      return TRUE;
  return FALSE;
}

typedef enum {
  VERDICT_KEEP,
  VERDICT_DROP,
  VERDICT_UNTYPE,
} Verdict;

/* A type "message" without a subtype, which Camel compares with one all the same. */
static gboolean
is_half_type (const char *value,
              gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (value[i]))
    i++;
  if (i < length && value[i] == '(')
    {
      while (i < length && value[i] != ')')
        i++;
      for (i++; i < length && g_ascii_isspace (value[i]);)
        i++;
    }
  if (i + 7 > length || g_ascii_strncasecmp (value + i, "message", 7) != 0)
    return FALSE;
  for (i += 7; i < length && g_ascii_isspace (value[i]);)
    i++;
  if (i >= length || value[i] != '/')
    return TRUE;
  for (i++; i < length && g_ascii_isspace (value[i]);)
    i++;
  return i >= length || !g_ascii_isalnum (value[i]);
}

static gboolean
is_address_field (const char *p,
                  gsize length)
{
  static const char *const names[] = { "from", "sender", "reply-to", "to", "cc", "bcc" };
  static const char resent[] = "resent-";

  if (length > sizeof resent && g_ascii_strncasecmp (p, resent, sizeof resent - 1) == 0)
    p += sizeof resent - 1, length -= sizeof resent - 1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize n = strlen (names[i]);

      if (length > n && p[n] == ':' && g_ascii_strncasecmp (p, names[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* How much of a field stays: a list of addresses ends with the last one that is let through. */
static gsize
kept_length (Guard *self,
             const char *p,
             gsize length)
{
  if (!is_field (p, length) || !is_address_field (p, length))
    return length;
  for (gsize i = 0; i < length; i++)
    if (p[i] == ',' && ++self->n_addresses >= MAX_ADDRESSES)
      return i;
  return length;
}

/* Whether a field may stay; notes what it says. */
static Verdict
take_field (Guard *self,
            const char *p,
            gsize length)
{
  static const char name[] = "content-type:";
  gsize value = sizeof name - 1;

  if (!is_field (p, length))
    return VERDICT_KEEP;
  if (++self->n_fields > MAX_FIELDS)
    return VERDICT_DROP;
  if (length < sizeof name || g_ascii_strncasecmp (p, name, sizeof name - 1) != 0)
    return VERDICT_KEEP;
  if (is_half_type (p + value, length - value))
    return VERDICT_UNTYPE;
  self->is_message = contains (p, MIN (length, 4096), "message");
  if (!self->is_message && !contains (p, MIN (length, 4096), "multipart"))
    return VERDICT_KEEP;
  return ++self->n_containers <= MAX_CONTAINERS ? VERDICT_KEEP : VERDICT_UNTYPE;
}

/* With @out NULL it only finds out whether something must go. */
static gboolean
scan (const char *data,
      gsize length,
      GString *out)
{
  Guard guard = { .in_header = TRUE };
  const char *end = data + length;

  for (const char *p = data; p < end;)
    {
      gboolean boundary = end - p > 2 && p[0] == '-' && p[1] == '-';
      gboolean blank = *p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n');
      gsize n;

      if (boundary)
        {
          guard.in_header = TRUE;
          guard.is_message = FALSE;
          guard.n_fields = 0;
          guard.n_addresses = 0;
        }
      if (guard.in_header && !boundary && !blank)
        {
          Verdict verdict;
          gsize kept;

          n = field_length (p, end);
          verdict = take_field (&guard, p, n);
          if (verdict != VERDICT_KEEP)
            {
              if (out == NULL)
                return TRUE;
              /* Without a type the part would be text, with all its boundaries to read. */
              if (verdict == VERDICT_UNTYPE)
                g_string_append (out, "Content-Type: application/octet-stream\r\n");
              p += n;
              continue;
            }
          kept = kept_length (&guard, p, n);
          if (kept < n)
            {
              if (out == NULL)
                return TRUE;
              g_string_append_len (out, p, kept);
              g_string_append (out, "\r\n");
              p += n;
              continue;
            }
        }
      else
        {
          const char *newline = memchr (p, '\n', end - p);

          n = newline != NULL ? (gsize) (newline - p) + 1 : (gsize) (end - p);
          /* The header of an attached message comes behind the blank line of its part; in a digest
           * (RFC 2046 section 5.1.5) that part has no field at all. */
          if (blank && guard.in_header)
            {
              guard.in_header = guard.is_message || guard.n_fields == 0;
              guard.is_message = FALSE;
              guard.n_fields = 0;
              guard.n_addresses = 0;
            }
        }
      if (out != NULL)
        g_string_append_len (out, p, n);
      p += n;
    }
  return FALSE;
}

GBytes *
relais_parse_guard (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GString *out;

  if (!scan (data, length, NULL))
    return g_bytes_ref (bytes);
  out = g_string_sized_new (length);
  scan (data, length, out);
  return g_string_free_to_bytes (out);
}
