/* relais-redactor.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-redactor.h"

#define MIN_SECRET_CHARS 4

struct _RelaisRedactor
{
  RelaisRedactorFlags  flags;
  GMutex               mutex;
  GPtrArray           *secrets;   /* (owned) (locked) char * (owned), the longest first */
};

G_DEFINE_BOXED_TYPE (RelaisRedactor, relais_redactor, relais_redactor_ref, relais_redactor_unref)

/* Names behind which a secret stands, wherever they do; and those that mean something else in prose. */
#define STRONG_NAMES \
  "pass(?:word|wd|phrase|code)|pwd|(?:client|app|api|shared|webhook|signing)[_-]?secret|" \
  "secret[_-]?(?:access[_-]?)?key|(?:api|access|private|subscription|account|auth)[_-]?key|apikey|" \
  "(?:access|refresh|id|auth|api|bearer|session|csrf|xsrf)[_-]?token|" \
  "session[_-]?id|credentials?"
#define WEAK_NAMES "token|secret|signature|sig|key|pin|otp|code_verifier|assertion"

typedef struct
{
  const char *pattern;
  const char *replacement;
} Rule;

/* In this order; each on what the one before left. */
static const Rule rules[] = {
  /* PEM (RFC 7468), also when its end was cut off. */
  { "-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \\1-----", RELAIS_REDACTED },
  { "-----BEGIN [A-Z0-9 ]+-----[A-Za-z0-9+/=:,\\s-]*", RELAIS_REDACTED },

  /* Headers that carry nothing else. */
  { "(?im)^([ \\t>*<]*(?:proxy-)?authorization[ \\t]*:[ \\t]*).+$", "\\1" RELAIS_REDACTED },
  { "(?im)^([ \\t>*<]*(?:set-)?cookie2?[ \\t]*:[ \\t]*).+$", "\\1" RELAIS_REDACTED },
  { "(?i)(\"(?:proxy-)?(?:authorization|(?:set-)?cookie)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*", "\\1" RELAIS_REDACTED },

  /* Credentials by their scheme (RFC 6750, RFC 7617); a word of prose behind it has no digit and no inner capitals. */
  { "\\b((?i:bearer|basic|digest)[ \\t]+)(?=[^\\s]*(?:[0-9=]|[a-z][A-Z][^\\s]*[a-z][A-Z]))[A-Za-z0-9._~+/-]{8,}=*",
    "\\1" RELAIS_REDACTED },

  /* scheme://user:password@host */
  { "(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/?#@\"'<>]+@", "\\1" RELAIS_REDACTED "@" },

  /* Keys as their makers shape them: models and payments; mail; code; chat; clouds; shops and documents. */
  { "\\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}|\\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|"
    "\\bwhsec_[A-Za-z0-9+/=_-]{16,}|\\b(?:gsk|pplx|r8|hf)[_-][A-Za-z0-9]{20,}", RELAIS_REDACTED },
  { "\\bre_[A-Za-z0-9]{6,}_?[A-Za-z0-9]{10,}|\\bSG\\.[\\w-]{16,}\\.[\\w-]{16,}|"
    "\\bxkeysib-[0-9a-f]{16,}-\\w+|\\bkey-[0-9a-f]{32}\\b", RELAIS_REDACTED },
  { "\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_\\w{20,}|\\bglpat-[\\w-]{16,}|\\bnpm_[A-Za-z0-9]{20,}", RELAIS_REDACTED },
  { "\\bxox[abeoprs]-[\\w-]{10,}|\\bxapp-[\\w-]{10,}|\\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\\b|"
    "\\bEAA[A-Za-z0-9]{30,}|\\bSK[0-9a-f]{32}\\b", RELAIS_REDACTED },
  { "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[\\w-]{35}|\\bya29\\.[\\w-]{10,}|\\b1//[\\w-]{20,}|"
    "\\bGOCSPX-[\\w-]{10,}", RELAIS_REDACTED },
  { "\\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{16,}|\\bpat-[a-z]{2}[0-9]-[0-9a-f-]{20,}|"
    "\\b(?:secret|ntn|lin_api)_[A-Za-z0-9]{20,}|\\bsq0[a-z]{3}-[\\w-]{20,}|\\bEZ[AT]K[A-Za-z0-9]{20,}|"
    "\\bshippo_(?:live|test)_[0-9a-f]{20,}", RELAIS_REDACTED },

  /* JSON Web Tokens (RFC 7519). */
  { "\\beyJ[\\w-]{6,}\\.[\\w-]{6,}(?:\\.[\\w-]*)*", RELAIS_REDACTED },

  /* name="value", "name": "value", name=value, name: value; prose has neither quotes nor "=" behind the weak names. */
  { "(?i)((?<![a-z0-9])[\"']?[\\w.-]*(?:" STRONG_NAMES "|" WEAK_NAMES ")[\"']?\\s*(?:=>|[:=])\\s*)"
    "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')", "\\1\"" RELAIS_REDACTED "\"" },
  { "(?i)((?<![a-z0-9])[\\w.-]*(?:" STRONG_NAMES "|" WEAK_NAMES ")=)"
    "(?!\\[redacted\\])[^\\s&;,\"'<>]+", "\\1" RELAIS_REDACTED },
  { "(?i)((?<![a-z0-9])[\\w.-]*(?:" STRONG_NAMES "|mot de passe|phrase secr\u00e8te)[ \\t\u00a0]*(?::|=>?)[ \\t\u00a0]*)"
    "(?![\"']?\\[redacted\\])[^\\s,;\"'<>]+", "\\1" RELAIS_REDACTED },
};

static const Rule address_rule = {
  "[\\w.!#$%&*+/=?^`{|}~-]+@[\\w-]+(?:\\.[\\w-]+)+", "[address]",
};

/* Long enough to be a token; looks_random() decides. UUIDs are matched first, so that they are seen whole and kept. */
#define CANDIDATE \
  "\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b|[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9_+-]{24,}={0,2}"

static GRegex *
compile (const char *pattern)
{
  g_autoptr(GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_DOTALL, 0, &error);

  if (regex == NULL)
    g_error ("%s: %s", pattern, error->message);

  return regex;
}

/* Compiled once for the process; never freed. */
static GRegex **
get_regexes (void)
{
  static gsize ready;
  static GRegex *regexes[G_N_ELEMENTS (rules) + 2];

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        {
          /* Only the first PEM rule goes over line ends. */
          g_autofree char *pattern = g_strconcat (i == 0 ? "" : "(?-s)", rules[i].pattern, NULL);

          regexes[i] = compile (pattern);
        }
      regexes[G_N_ELEMENTS (rules)] = compile (address_rule.pattern);
      regexes[G_N_ELEMENTS (rules) + 1] = compile (CANDIDATE);
      g_once_init_leave (&ready, 1);
    }

  return regexes;
}

/* Words, even joined by capitals, change their class of character seldom; random texts change it at every other
 * character. Hexadecimal of 32 digits and more is a key or a digest. */
static gboolean
looks_random (const char *text,
              gsize       length)
{
  guint upper = 0, lower = 0, digits = 0, hex = 0, separators = 0, changes = 0;
  int last = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];
      int now = g_ascii_isupper (c) ? 1 : g_ascii_islower (c) ? 2 : g_ascii_isdigit (c) ? 3 : 4;

      upper += now == 1;
      lower += now == 2;
      digits += now == 3;
      separators += now == 4;
      hex += g_ascii_isxdigit (c);
      changes += last != 0 && now != 4 && now != last;
      last = now != 4 ? now : 0;
    }

  if (hex == length)
    return length >= 32 && digits > 0 && digits < length;
  if (digits < 3 || upper + lower < 6 || separators * 6 > length)
    return FALSE;

  return changes * 100 >= length * 35;
}

static gboolean
judge_candidate (const GMatchInfo *match,
                 GString          *result,
                 gpointer          user_data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);
  gsize length = strlen (text);
  gboolean is_uuid = length == 36 && text[8] == '-' && text[13] == '-' && g_uuid_string_is_valid (text);

  g_string_append (result, !is_uuid && looks_random (text, length) ? RELAIS_REDACTED : text);

  return FALSE;
}

static char *
apply (GRegex     *regex,
       char       *text,
       const char *replacement)
{
  g_autofree char *before = text;
  char *after = replacement != NULL
    ? g_regex_replace (regex, before, -1, 0, replacement, 0, NULL)
    : g_regex_replace_eval (regex, before, -1, 0, 0, judge_candidate, NULL, NULL);

  /* Only a text that exhausts the matcher gets here; better nothing than a secret. */
  return after != NULL ? after : g_strdup (RELAIS_REDACTED);
}

static char *
replace_all (char       *text,
             const char *secret)
{
  g_autoptr(GString) result = g_string_new_take (text);

  g_string_replace (result, secret, RELAIS_REDACTED, 0);

  return g_string_free_and_steal (g_steal_pointer (&result));
}

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  gsize first = strlen (*(const char * const *) a);
  gsize second = strlen (*(const char * const *) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

RelaisRedactor *
relais_redactor_new (RelaisRedactorFlags flags)
{
  RelaisRedactor *self = g_atomic_rc_box_new0 (RelaisRedactor);

  self->flags = flags;
  g_mutex_init (&self->mutex);
  self->secrets = g_ptr_array_new_with_free_func (wipe);

  return self;
}

RelaisRedactor *
relais_redactor_ref (RelaisRedactor *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
redactor_clear (gpointer data)
{
  RelaisRedactor *self = data;

  g_ptr_array_unref (self->secrets);
  g_mutex_clear (&self->mutex);
}

void
relais_redactor_unref (RelaisRedactor *self)
{
  g_atomic_rc_box_release_full (self, redactor_clear);
}

RelaisRedactor *
relais_redactor_get_default (void)
{
  static gsize ready;
  static RelaisRedactor *redactor;

  if (g_once_init_enter (&ready))
    {
      redactor = relais_redactor_new (RELAIS_REDACTOR_DEFAULT);
      g_once_init_leave (&ready, 1);
    }

  return redactor;
}

void
relais_redactor_add_secret (RelaisRedactor *self,
                            const char     *secret)
{
  g_autoptr(GMutexLocker) locker = NULL;

  if (g_utf8_strlen (secret, -1) < MIN_SECRET_CHARS)
    return;

  locker = g_mutex_locker_new (&self->mutex);
  g_ptr_array_add (self->secrets, g_strdup (secret));
  g_ptr_array_sort (self->secrets, compare_lengths);
}

void
relais_redactor_remove_secret (RelaisRedactor *self,
                               const char     *secret)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint place;

  if (g_ptr_array_find_with_equal_func (self->secrets, secret, g_str_equal, &place))
    g_ptr_array_remove_index (self->secrets, place);
}

static char *
redact_secrets (RelaisRedactor *self,
                char           *text)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (self->secrets, i);
      char *encoded = g_uri_escape_string (secret, NULL, FALSE);

      text = replace_all (text, secret);
      text = replace_all (text, encoded);
      wipe (encoded);
    }

  return text;
}

char *
relais_redactor_redact (RelaisRedactor *self,
                        const char     *text)
{
  GRegex **regexes = get_regexes ();
  char *clean = redact_secrets (self, g_utf8_make_valid (text, -1));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    clean = apply (regexes[i], clean, rules[i].replacement);
  if ((self->flags & RELAIS_REDACTOR_ADDRESSES) != 0)
    clean = apply (regexes[G_N_ELEMENTS (rules)], clean, address_rule.replacement);

  return apply (regexes[G_N_ELEMENTS (rules) + 1], clean, NULL);
}
