/* relais-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-log.h"
#include "relais-redactor.h"

/* What GLib and the compiler make: names of files, functions and modules. */
static const char * const plain_fields[] = {
  "PRIORITY", "CODE_FILE", "CODE_LINE", "CODE_FUNC", "GLIB_DOMAIN", "GLIB_OLD_LOG_API", "SYSLOG_IDENTIFIER", "SYSLOG_PID", NULL,
};

static char *
clean (RelaisRedactor  *addresses,
       const GLogField *field)
{
  g_autofree char *text = field->length < 0 ? g_strdup (field->value) : g_strndup (field->value, (gsize) field->length);
  /* Registered secrets are known to the default one only. */
  g_autofree char *without_secrets = relais_redactor_redact (relais_redactor_get_default (), text);

  return relais_redactor_redact (addresses, without_secrets);
}

static GLogWriterOutput
write_redacted (GLogLevelFlags   level,
                const GLogField *fields,
                gsize            n_fields,
                gpointer         user_data)
{
  g_autofree GLogField *cleaned = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *domain = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN") && fields[i].length < 0)
      domain = fields[i].value;
  if (g_log_writer_default_would_drop (level, domain))
    return G_LOG_WRITER_HANDLED;

  for (gsize i = 0; i < n_fields; i++)
    if (!g_strv_contains (plain_fields, fields[i].key))
      {
        char *text = clean (user_data, &fields[i]);

        g_ptr_array_add (texts, text);
        cleaned[i].value = text;
        cleaned[i].length = -1;
      }

  return g_log_writer_default (level, cleaned, n_fields, NULL);
}

void
relais_log_install (void)
{
  g_log_set_writer_func (write_redacted, relais_redactor_new (RELAIS_REDACTOR_ADDRESSES), (GDestroyNotify) relais_redactor_unref);
}
